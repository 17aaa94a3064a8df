import { rowAt, type State, view } from "@demarche/engine"
import { dateText } from "@demarche/mail/calendar"
import { activityReading, type Body, outputReading } from "@demarche/workplan"
import type { Waiting } from "./envelopes.ts"
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
 * feed, by its UID. Undefined where it is about none, or about one that no longer holds.
 */
export async function dateFileOf(
  house: House,
  { plan, notice }: Waiting,
  { plan: context, names, language, links }: Setting,
): Promise<{ name: string; text: string } | undefined> {
  const of = dated[notice.kind]
  const [id = ""] = notice.about.split("@")
  for (const kind of of ? (["activity", "output"] as const) : []) {
    const head = await house.world.events.head(`${kind}:${id}`)
    if (!head) continue
    const body = (await rowAt(house.projection, head)).body as Body
    const { promises } = await house.loreOf(plan)
    const reading = readings[kind]({
      ...{ id, plan, body, promises, clearance: "committee", since: body.since },
      ...{ version: head.version, changed: head.recorded, now: house.world.clock() },
      ...{ zone: context.zone, meetings: context.meetings },
      view: view(workflowOf(house, kind), head.state as State),
    })
    const date = reading.dates.findLast((each) => each.kind === of && each.holds)
    if (!date) return undefined
    const { code, title, state, substate, version, changed } = reading
    const entry = { plan, date, title, state, substate, version, changed, address: links.item(id) }
    return { name: `${code}.ics`, text: dateText(entry, { language, names }) }
  }
  return undefined
}
