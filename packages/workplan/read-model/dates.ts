import type { Due } from "@demarche/workflows/terms"
import { covers, type OfficeHolder } from "../rules/mandates.ts"
import { type MeetingDays, quarterOf } from "../time/due.ts"
import type { AnnouncedPeriod, PublishedDates } from "./publishedDates.ts"
import type { DateReading } from "./readingSchemas.ts"

/** What the dates of an item are read from. */
interface DatedItem {
  code: string
  /** What was planned is not awaited any more, or not for now. */
  off: boolean
  /** The instant at which its state was entered. */
  since: string
  due: Due | null
  /** It is due anew every quarter, so that each quarter has a date of its own. */
  rolling: boolean
  announced: PublishedDates | undefined
  /** Who holds the pen: a person, an office, a party, or the committee. */
  holder: string
  /** The parties still to answer, where the reader may know them. */
  awaited(window: AnnouncedPeriod): string[] | null
}

/**
 * The dates of an item: its consultations and silences in the order they were announced, then its due date. With `whose`
 * those alone that concern that person: of an item whose pen they hold all, of another what is addressed to their party.
 */
export function itemDates(item: DatedItem, whose: PersonalFilter | undefined): DateReading[] {
  const { code, off, since, announced = {} } = item
  const windows = announced.windows ?? []
  const held = !whose || holdsPen(whose, item.holder, windows)
  const theirs = windows.filter(({ parties }) => held || addressed(whose, parties))
  const dates = theirs.map((window): DateReading => {
    const { of, number, opens, closes, ended = closes.at } = window
    const holds = ended >= closes.at && !(off && since < closes.at)
    const awaited = holds ? item.awaited(window) : null
    return { id: `${code}.${of}.${number}`, kind: of, opens, closes, awaited, holds }
  })
  return held ? [...dates, ...dueDates(item)] : dates
}

/** One holds the pen as oneself, by one's office or one's party; the committee does by the parties that a silence addresses. */
function holdsPen({ person, offices, parties }: PersonalFilter, holder: string, windows: AnnouncedPeriod[]): boolean {
  const asked = windows.flatMap(({ of, parties }) => (of === "silence" ? parties : []))
  return holder === "committee" ? addressed({ parties }, asked) : [person, ...offices, ...parties].includes(holder)
}

function addressed({ parties }: Pick<PersonalFilter, "parties">, to: string[]): boolean {
  return to.some((party) => parties.includes(party))
}

/** A due date that was taken back stays listed and no longer holds. */
function dueDates({ code, off, due, rolling, announced }: DatedItem): DateReading[] {
  const last = due ?? announced?.due
  if (!last) return []
  const { on, precision } = last
  const id = rolling ? `${code}.due.${quarterOf(on).toLowerCase()}` : `${code}.due`
  return [{ id, kind: "due", from: on, to: on, precision, holds: due !== null && !off }]
}

/**
 * The meetings of a plan whose days are known; one known only by its month has no day that would not be made up. One
 * that was announced and is no longer in the plan no longer holds.
 */
export function meetingDates(
  meetings: MeetingDays[],
  announced: PublishedDates | undefined,
): { title: string; date: DateReading }[] {
  const dated = meetings.filter(({ from }) => from)
  const gone = (announced?.meetings ?? []).filter(({ id }) => !dated.some((meeting) => meeting.id === id))
  return [...dated, ...gone].map((meeting) => {
    const { id, title, from = "", to = from } = meeting
    const date = { id: `meeting.${id}`, kind: "meeting", from, to, precision: "day" } as const
    return { title, date: { ...date, holds: dated.includes(meeting) } }
  })
}

/** Somebody by what makes a date their concern: who they are, and the offices they hold and parties they act for. */
export interface PersonalFilter {
  person: string
  offices: string[]
  parties: string[]
}

/** The person by the mandates that cover a calendar day in the plan's zone. */
export function concerns(people: OfficeHolder[], person: string, today: string): PersonalFilter {
  const mandates = people.find(({ id }) => id === person)?.offices ?? []
  const current = mandates.filter((mandate) => covers(mandate, today))
  return {
    person,
    offices: current.map(({ office }) => office),
    parties: current.flatMap(({ party }) => party ?? []),
  }
}
