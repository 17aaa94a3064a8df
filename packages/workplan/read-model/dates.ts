import { rowOf } from "@demarche/workflows/commandList"
import type { Annotation } from "@demarche/workflows/document"
import type { Due } from "@demarche/workflows/due"
import { ownVoices } from "@demarche/workflows/terms"
import { covers, type OfficeHolder } from "../rules/mandates.ts"
import { asItFalls } from "../time/deadline.ts"
import type { MeetingDays } from "../time/due.ts"
import { dayOf } from "../time/zone.ts"
import type { AnnouncedPeriod, PublishedDates } from "./publishedDates.ts"
import type { DateReading } from "./readingSchemas.ts"
import type { DueReport } from "./reports.ts"

/** What the dates of an item are made from. */
interface DatedItem {
  code: string
  /** What was planned is not awaited any more, or not for now. */
  off: boolean
  /** The instant at which its state was entered. */
  since: string
  /** The plan's zone, in which days are counted. */
  zone: string
  due: Due | null
  /** Something is owed of it: what it is due in a quarter to come, it is due. */
  awaited: boolean
  /** The periods of an item that is reported, each of which has a date of its own. */
  reports: readonly DueReport[]
  announced: PublishedDates | undefined
  /** Who holds the pen: a person, an office, a party, or the committee. */
  holder: string
  /** The parties that have not answered; null where the reader may not know them. */
  silentIn(window: AnnouncedPeriod): string[] | null
}

/**
 * The dates of an item: its consultations and silences in the order of publication, then its due date. If `whose` is given,
 * only dates relevant to that person: all dates of an item they hold, and those addressed to whom they speak for.
 */
export function itemDates(item: DatedItem, whose: PersonalFilter | undefined): DateReading[] {
  const { code, off, since, announced = {} } = item
  const windows = announced.windows ?? []
  const holdsIt = !whose || holdsPen(whose, item.holder, windows)
  const theirs = windows.filter(({ parties }) => holdsIt || addressed(whose, parties))
  const dates = theirs.map((window): DateReading => {
    const { of, number, opens, closes, ended = closes.at } = window
    const holds = ended >= closes.at && !(off && since < closes.at)
    const awaited = holds ? item.silentIn(window) : null
    return { id: `${code}.${of}.${number}`, kind: of, opens, closes: asItFalls(closes), awaited, holds }
  })
  return holdsIt ? [...dates, ...dueDates(item)] : dates
}

/** Whether the person holds the item: by name, office or party; for the committee, as an addressee of its silence. */
function holdsPen({ person, offices, voices }: PersonalFilter, holder: string, windows: AnnouncedPeriod[]): boolean {
  const asked = windows.flatMap(({ of, parties }) => (of === "silence" ? parties : []))
  return holder === "committee" ? addressed({ voices }, asked) : [person, ...offices, ...voices].includes(holder)
}

function addressed({ voices }: Pick<PersonalFilter, "voices">, to: string[]): boolean {
  return to.some((voice) => voices.includes(voice))
}

/**
 * The due date; a withdrawn one stays listed but no longer holds. Of an item that is reported period by period they are the
 * same whatever the time: one is withdrawn where nothing was owed in it, or any more when it was due.
 */
function dueDates({ code, off, awaited, since, zone, due, reports, announced }: DatedItem): DateReading[] {
  if (reports.length > 0)
    return reports.map(({ period, due: on, owed }): DateReading => {
      const id = `${code}.due.${period.toLowerCase()}`
      const holds = owed && (awaited || on < dayOf(since, zone))
      return { id, kind: "due", from: on, to: on, precision: "day", period, holds }
    })
  const last = due ?? announced?.due
  if (!last) return []
  const { on, precision, rule } = last
  const tentative = rule.tentative && ({ tentative: true } as const)
  return [{ id: `${code}.due`, kind: "due", from: on, to: on, precision, ...tentative, holds: due !== null && !off }]
}

/**
 * The dates of a plan's meetings. A month-only meeting has no date. A published meeting that is no longer in the plan stays
 * listed but no longer holds.
 */
export function meetingDates(
  meetings: MeetingDays[],
  announced: PublishedDates | undefined,
): (Pick<MeetingDays, "title" | "titles"> & { date: DateReading })[] {
  const dated = meetings.filter(({ from }) => from)
  const gone = (announced?.meetings ?? []).filter(({ id }) => !dated.some((meeting) => meeting.id === id))
  return [...dated, ...gone].map((meeting) => {
    const { id, title, titles, from = "", to = from } = meeting
    const date = { id: `meeting.${id}`, kind: "meeting", from, to, precision: "day" } as const
    return { title, titles, date: { ...date, holds: dated.includes(meeting) } }
  })
}

/** Whether a reader inferred that an item is due then, and nobody has confirmed it. */
export function dueInferred({ annotations, due }: { annotations: readonly Annotation[]; due: Due | null }): boolean {
  const by = ["due", "schedule.dates", ...(due?.rule.kind === "meeting" ? ["schedule.notAfter"] : [])]
  return annotations.some(({ field, inferred }) => inferred && by.includes(field))
}

/** Criteria for "my dates": a person, their offices, and in whose names they speak. */
export interface PersonalFilter {
  person: string
  offices: string[]
  voices: string[]
}

/** The filter for a person, by the mandates that cover a calendar day in the plan's zone; a chair's is a coordinator's too. */
export function concerns(people: OfficeHolder[], person: string, today: string): PersonalFilter {
  const mandates = people.find(({ id }) => id === person)?.offices ?? []
  const current = mandates.filter((mandate) => covers(mandate, today))
  return {
    person,
    offices: [...new Set(current.flatMap(({ office }) => [office, rowOf(office)]))],
    voices: [...new Set(current.flatMap(({ office, party }) => ownVoices({ person, office, party })))],
  }
}
