import { calledIn } from "@demarche/i18n"
import { dateText } from "@demarche/icalendar/calendarFile"
import type { notice } from "@demarche/workflows"
import { dueInferred, kindNamed, notifications, type ReadingInput, readings } from "@demarche/workplan"
import type { DateReading } from "@demarche/workplan/read-model/readingSchemas"
import { clearanceAt } from "@demarche/workplan/rules/scopes"
import type { Application } from "../application.ts"
import { itemNow } from "../itemNow.ts"
import { placeOf } from "../places.ts"
import { aboutOf } from "./batch.ts"
import { commitOf } from "./commitOf.ts"
import type { LetterContext } from "./contentOf.ts"

/**
 * The date that a notification is about as a calendar file (RFC 5545) to be attached to its letter, with the UID that it
 * has in the reader's own feed. Undefined where the notification is about no date, or about one that no longer holds.
 */
export async function icsAttachment(
  application: Application,
  notice: notice.NoticeFields,
  { planId, plan, names, language, mandates, links }: LetterContext,
): Promise<{ name: string; text: string } | undefined> {
  const name = kindNamed(notice.kind)
  const wanted = name && notifications[name].date
  if (!wanted) return undefined
  const { id } = aboutOf(notice)
  const { promises } = await application.planSnapshot(planId)
  const { stream } = (await commitOf(application, name, id, undefined)).commit
  const reading = await readingOf(application, id, {
    plan: planId,
    promises,
    around: plan,
    reader: { clearance: clearanceAt(mandates, await placeOf(application, { stream, plan })) },
    zone: plan.zone,
    meetings: plan.meetings,
  })
  if (!reading) return undefined
  const { code, version, changed, dates } = reading
  const date = dates.findLast((each) => each.kind === wanted && each.holds && endsThen(each, notice))
  if (!date) return undefined
  const inferred = dueInferred(reading)
  const title = calledIn(language, reading)
  const entry = { plan: planId, date, title, item: reading, inferred, version, changed, address: links.item(id) }
  return { name: `${code}.ics`, text: dateText(entry, { language, names }) }
}

/** Of several rounds, the letter is about the one that closes when it says. */
function endsThen(date: DateReading, { until }: notice.NoticeFields): boolean {
  return !("closes" in date) || until === undefined || date.closes.at === until
}

/** The reading of the activity or output with that id; undefined where there is neither. */
async function readingOf(
  application: Application,
  id: string,
  asked: Pick<ReadingInput, "plan" | "promises" | "around" | "reader" | "zone" | "meetings">,
) {
  const activity = await itemNow(application, "activity", id)
  if (activity) return readings.activity({ ...asked, ...activity })
  const output = await itemNow(application, "output", id)
  return output && readings.output({ ...asked, ...output })
}
