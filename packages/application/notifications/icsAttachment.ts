import { rowAt, type State, view } from "@demarche/engine"
import { dateText } from "@demarche/icalendar/calendarFile"
import type { notice } from "@demarche/workflows"
import { activityReading, kindNamed, notifications, outputReading, type RowBody } from "@demarche/workplan"
import { type Application, workflowOf } from "../application.ts"
import { aboutOf } from "./batch.ts"
import type { LetterContext } from "./contentOf.ts"

const readings = { activity: activityReading, output: outputReading }

/**
 * The date that a notification is about as a calendar file (RFC 5545) to be attached to its letter, with the UID that it
 * has in the reader's own feed. Undefined where the notification is about no date, or about one that no longer holds.
 */
export async function icsAttachment(
  application: Application,
  notice: notice.Notice,
  { planId, plan: { zone, meetings }, names, language, clearance, links }: LetterContext,
): Promise<{ name: string; text: string } | undefined> {
  const name = kindNamed(notice.kind)
  const wanted = name && notifications[name].date
  if (!wanted) return undefined
  const { id } = aboutOf(notice)
  const item = await itemOf(application, id)
  if (!item) return undefined
  const { kind, head } = item
  const body = (await rowAt(application.projection, head)).body as RowBody // written by the same projection
  const { promises } = await application.planSnapshot(planId)
  const { code, title, state, substate, version, changed, dates } = readings[kind]({
    id,
    plan: planId,
    body,
    promises,
    clearance,
    zone,
    meetings,
    since: body.since,
    version: head.version,
    changed: head.recorded,
    now: application.world.clock(),
    view: view(workflowOf(application, kind), head.state as State), // written by the engine
  })
  const date = dates.findLast((each) => each.kind === wanted && each.holds)
  if (!date) return undefined
  const entry = { plan: planId, date, title, state, substate, version, changed, address: links.item(id) }
  return { name: `${code}.ics`, text: dateText(entry, { language, names }) }
}

async function itemOf(application: Application, id: string) {
  for (const kind of ["activity", "output"] as const) {
    const head = await application.world.events.head(`${kind}:${id}`)
    if (head) return { kind, head }
  }
  return undefined
}
