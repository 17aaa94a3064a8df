import { type Commit, rowAt } from "@demarche/engine"
import { dateText } from "@demarche/icalendar/calendarFile"
import { bodyOf, type ReadingInput, readings } from "@demarche/workplan"
import { type Application, viewOf } from "../application.ts"
import { aboutOf, type QueuedNotification } from "./batch.ts"
import type { LetterContext } from "./contentOf.ts"

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
export async function icsAttachment(
  application: Application,
  { plan, notice }: QueuedNotification,
  { plan: { zone, meetings }, names, language, clearance, links }: LetterContext,
): Promise<{ name: string; text: string } | undefined> {
  const wanted = dated[notice.kind]
  if (!wanted) return undefined
  const { id } = aboutOf(notice)
  const item = await itemOf(application, id)
  if (!item) return undefined
  const { kind, head } = item
  const { promises } = await application.planSnapshot(plan)
  const asked = { id, plan, promises, clearance, zone, meetings, now: application.world.clock() }
  const { code, title, state, substate, version, changed, dates } = await readingOf(application, kind, head, asked)
  const date = dates.findLast((each) => each.kind === wanted && each.holds)
  if (!date) return undefined
  const entry = { plan, date, title, state, substate, version, changed, address: links.item(id) }
  return { name: `${code}.ics`, text: dateText(entry, { language, names }) }
}

async function readingOf<K extends "activity" | "output">(
  application: Application,
  kind: K,
  { version, recorded: changed, ...head }: Commit,
  asked: Omit<ReadingInput, "body" | "view" | "since" | "version" | "changed">,
) {
  const body = bodyOf(await rowAt(application.projection, { version, recorded: changed, ...head }), kind)
  const view = viewOf(application, kind, body.state)
  return readings[kind]({ ...asked, body, view, since: body.since, version, changed })
}

async function itemOf(application: Application, id: string) {
  for (const kind of ["activity", "output"] as const) {
    const head = await application.world.events.head(`${kind}:${id}`)
    if (head) return { kind, head }
  }
  return undefined
}
