import { rowAt, type State, view } from "@demarche/engine"
import { dateText } from "@demarche/mail/calendar"
import { activityReading, type Body, outputReading } from "@demarche/workplan"
import { aboutOf, type Waiting } from "./envelopes.ts"
import { type House, workflowOf } from "./house.ts"
import type { Setting } from "./matters.ts"

const readings = { activity: activityReading, output: outputReading }

/** What kind of date each kind of notice is about. */
const dated: Record<string, "due" | "silence" | "consultation"> = {
  due: "due",
  SilenceOpened: "silence",
  SilenceExtended: "silence",
  silenceCloses: "silence",
  ConsultationOpened: "consultation",
  consultationCloses: "consultation",
}

/**
 * The date that a notice is about as a calendar file (RFC 5545), to be attached to its letter: the same entry as in the
 * reader's own feed, by its UID. Undefined where it is about none, or about one that no longer holds.
 */
export async function dateFileOf(
  house: House,
  { plan, notice }: Waiting,
  { plan: { zone, meetings }, names, language, clearance, links }: Setting,
): Promise<{ name: string; text: string } | undefined> {
  const wanted = dated[notice.kind]
  if (!wanted) return undefined
  const { id } = aboutOf(notice)
  const item = await itemOf(house, id)
  if (!item) return undefined
  const { kind, head } = item
  const body = (await rowAt(house.projection, head)).body as Body
  const { promises } = await house.loreOf(plan)
  const { code, title, state, substate, version, changed, dates } = readings[kind]({
    id,
    plan,
    body,
    promises,
    clearance,
    zone,
    meetings,
    since: body.since,
    version: head.version,
    changed: head.recorded,
    now: house.world.clock(),
    view: view(workflowOf(house, kind), head.state as State),
  })
  const date = dates.findLast((each) => each.kind === wanted && each.holds)
  if (!date) return undefined
  const entry = { plan, date, title, state, substate, version, changed, address: links.item(id) }
  return { name: `${code}.ics`, text: dateText(entry, { language, names }) }
}

async function itemOf(house: House, id: string) {
  for (const kind of ["activity", "output"] as const) {
    const head = await house.world.events.head(`${kind}:${id}`)
    if (head) return { kind, head }
  }
  return undefined
}
