import { type Commit, rowAt } from "@demarche/engine"
import { dateText } from "@demarche/icalendar/calendarFile"
import type { notice } from "@demarche/workflows"
import { bodyOf, kindNamed, notifications, type ReadingInput, readings } from "@demarche/workplan"
import { type Application, viewOf } from "../application.ts"
import { aboutOf } from "./batch.ts"
import type { LetterContext } from "./contentOf.ts"

/**
 * The date that a notification is about as a calendar file (RFC 5545) to be attached to its letter, with the UID that it
 * has in the reader's own feed. Undefined where the notification is about no date, or about one that no longer holds.
 */
export async function icsAttachment(
  application: Application,
  notice: notice.NoticeFields,
  { planId, plan: { zone, meetings }, names, language, clearance, links }: LetterContext,
): Promise<{ name: string; text: string } | undefined> {
  const name = kindNamed(notice.kind)
  const wanted = name && notifications[name].date
  if (!wanted) return undefined
  const { id } = aboutOf(notice)
  const item = await itemOf(application, id)
  if (!item) return undefined
  const { kind, head } = item
  const { promises } = await application.planSnapshot(planId)
  const asked = { id, plan: planId, promises, clearance, zone, meetings, now: application.world.clock() }
  const { code, title, state, substate, version, changed, dates } = await readingOf(application, kind, head, asked)
  const date = dates.findLast((each) => each.kind === wanted && each.holds)
  if (!date) return undefined
  const entry = { plan: planId, date, title, state, substate, version, changed, address: links.item(id) }
  return { name: `${code}.ics`, text: dateText(entry, { language, names }) }
}

async function readingOf<K extends "activity" | "output">(
  application: Application,
  kind: K,
  head: Commit,
  asked: Omit<ReadingInput, "body" | "view" | "since" | "version" | "changed">,
) {
  const { version, recorded: changed } = head
  const body = bodyOf(await rowAt(application.projection, head), kind)
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
