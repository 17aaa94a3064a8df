import type { Due } from "@demarche/workflows/terms"
import type { Announced, Window } from "./announced.ts"
import { type Meeting, quarterOf } from "./due.ts"
import type { Mandated } from "./facts.ts"
import type { DateReading } from "./readingForms.ts"

/** States in which what was planned is not awaited any more, or not for now. */
const given = new Set(["cancelled", "notPursued", "superseded", "deferred", "carriedOver"])

/** What the dates of an item are read from. */
interface Dated {
  code: string
  state: string
  /** The instant at which the state was entered. */
  since: string
  due: Due | null
  /** It is due anew every quarter, so that each quarter has a date of its own. */
  rolling: boolean
  announced: Announced | undefined
  /** The parties still to answer, where the reader may know them. */
  awaited(window: Window): string[] | null
}

/** The dates of an item in the order they were announced: its windows, then its due date. */
export function itemDates(item: Dated): DateReading[] {
  const { code, state, since, announced = {} } = item
  const windows = (announced.windows ?? []).map((window): DateReading => {
    const { of, number, opens, closes, parties, ended = closes.at } = window
    const holds = ended >= closes.at && !(given.has(state) && since < closes.at)
    const awaited = holds ? item.awaited(window) : null
    return { id: `${code}.${of}.${number}`, kind: of, opens, closes, parties, awaited, holds }
  })
  return [...windows, ...dueDates(item)]
}

/** A due date that was taken back stays listed and no longer holds. */
function dueDates({ code, state, due, rolling, announced }: Dated): DateReading[] {
  const last = due ?? announced?.due
  if (!last) return []
  const { on, precision } = last
  const id = rolling ? `${code}.due.${quarterOf(on).toLowerCase()}` : `${code}.due`
  return [{ id, kind: "due", from: on, to: on, precision, holds: due !== null && !given.has(state) }]
}

/**
 * The meetings of a plan whose days are known; one known only by its month has no day that would not be made up. One
 * that was announced and is no longer in the plan no longer holds.
 */
export function meetingDates(
  meetings: Meeting[],
  announced: Announced | undefined,
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
interface Concerned {
  person: string
  offices: string[]
  parties: string[]
}

/** The person by the mandates that cover a calendar day in the plan's zone. */
export function concerned(people: Mandated[], person: string, today: string): Concerned {
  const mandates = people.find(({ id }) => id === person)?.offices ?? []
  const current = mandates.filter(({ from, to }) => from <= today && (!to || today <= to))
  return {
    person,
    offices: current.map(({ office }) => office),
    parties: current.flatMap(({ party }) => party ?? []),
  }
}

/**
 * Whether a date of an item concerns the person: they own the item or hold the pen (through their office or their
 * party; the committee holds it through the parties that a running silence addresses), or it is addressed to their party.
 */
export function concerns(
  { person, offices, parties }: Concerned,
  item: { holder: string; dates: DateReading[] },
  date: DateReading,
): boolean {
  const addressed = (date: DateReading) => "parties" in date && date.parties.some((party) => parties.includes(party))
  const committee = item.holder === "committee" && item.dates.some((each) => each.kind === "silence" && addressed(each))
  return [person, ...offices, ...parties].includes(item.holder) || committee || addressed(date)
}
