import type { plan as planWorkflow } from "@demarche/workflows"
import { coordination, rowOf, steering } from "@demarche/workflows/commandList"
import { isScoped, type Mandate } from "@demarche/workflows/terms"
import { absenceOf, addressees, invited, isReachable, unreachedOf } from "../notifications/recipients.ts"
import type { meetingDates } from "../read-model/dates.ts"
import type { DateReading } from "../read-model/readingSchemas.ts"
import { covers } from "../rules/mandates.ts"
import { speaksFor } from "../rules/procedure.ts"
import type { ItemPlace } from "../rules/scopes.ts"
import { addDays } from "../time/days.ts"
import { dayOf } from "../time/zone.ts"
import { type Capacity, capacitiesOf, capacityAt, type MineReader } from "./capacities.ts"
import type { Mine, MyDate, MyTask, Unreached } from "./mineSchemas.ts"
import {
  answerTask,
  contributionTask,
  invitationsOf,
  isHeldUp,
  isPressing,
  type MineItem,
  NEAR_DAYS,
  tasksOf,
  waitsFor,
} from "./tasks.ts"

/** What is worked out what a reader needs to know from. */
export interface MineInput {
  id: string
  title: string
  titles?: Readonly<Record<string, string>> | undefined
  /** The plan waits to be adopted. */
  proposed: boolean
  plan: planWorkflow.Context
  /** Undefined for the public. */
  reader: MineReader | undefined
  /** The items, each with the dates alone that concern the reader. */
  items: readonly MineItem[]
  meetings: ReturnType<typeof meetingDates>
  placeOf(id: string): ItemPlace
  /** RFC 3339, UTC. */
  now: string
}

/** What a reader needs to know of a plan: what is theirs to do, whom they wait for, what comes, who cannot be reached. */
export function mineOf(input: MineInput): Mine {
  const { plan, reader, now, items } = input
  const general = reader ? capacitiesOf(plan, reader, now) : []
  const [own] = general.filter((each) => each.for === null)
  const person = plan.people.find(({ id }) => id === reader?.person)
  const absence = person && absenceOf(plan, person, now)
  const { pressing, later } = tasksIn(input, general)
  const { near, next } = datesIn(input)
  return {
    person: own?.person ?? null,
    mandates: [...(own?.mandates ?? [])],
    away: absence && person ? { until: absence.to, deputy: person.deputy ?? null } : null,
    standsInFor: general.flatMap((each) => {
      const away = plan.people.find(({ id }) => id === each.for)
      const until = away && absenceOf(plan, away, now)?.to
      return away && until ? [{ person: away.id, until }] : []
    }),
    tasks: pressing.toSorted((one, other) => (urgencyOf(one) < urgencyOf(other) ? -1 : 1)),
    later,
    waits: waitsIn(input, own),
    invitations: speakingFor(input, invited).flatMap((capacity) =>
      items.flatMap((item) => invitationsOf(item, capacityAt(capacity, input.placeOf(item.reading.id)))),
    ),
    dates: near,
    next,
    unreached: own?.mandates.some(runsPlan) ? unreachedIn(input) : null,
  }
}

/** The capacities in which a reader may answer whom those recipients are told for. */
function speakingFor({ plan, reader, now }: MineInput, recipients: typeof invited): Capacity[] {
  return reader ? capacitiesOf(plan, reader, now, recipients) : []
}

/** What presses, and how much more is theirs. */
function tasksIn(input: MineInput, general: readonly Capacity[]): { pressing: MyTask[]; later: number } {
  const { id, title, titles, proposed, plan, items, placeOf } = input
  const isHeld = heldIn(input)
  const answering = speakingFor(input, addressees)
  const contributing = speakingFor(input, invited)
  const adopting =
    proposed && plan.procedure?.adoption === undefined // on a path it is its item's turn
      ? general.flatMap(({ mandates, for: inPlaceOf }) => {
          const mandate = mandates.find((each) => steering.includes(each.office) && !isScoped(each))
          const task = {
            id,
            kind: "plan",
            title,
            titles,
            asked: "adopt",
            checks: [],
            since: null,
            until: null,
            due: null,
          } as const
          return mandate ? [{ ...task, checks: [], as: { office: mandate.office }, for: inPlaceOf }] : []
        })
      : []
  const pressing: MyTask[] = adopting
  let later = 0
  for (const item of items) {
    const here = (capacity: Capacity) => capacityAt(capacity, placeOf(item.reading.id))
    const found = general.map(here).flatMap((each) => tasksOf(item, each, isHeld))
    for (const task of found)
      if (isHeldUp(item) && task.checks.length === 0) later += 1
      else if (isPressing(item, task)) pressing.push(task)
      else later += 1
    pressing.push(...answering.map(here).flatMap((each) => answerTask(item, each) ?? []))
    pressing.push(
      ...contributing
        .map(here)
        .flatMap((each) => invitationsOf(item, each).flatMap((asked) => contributionTask(asked, each) ?? [])),
    )
  }
  return { pressing, later }
}

function waitsIn(input: MineInput, own: Capacity | undefined): Mine["waits"] {
  if (!own) return []
  const isHeld = heldIn(input)
  return input.items.flatMap((item) => waitsFor(item, capacityAt(own, input.placeOf(item.reading.id)), isHeld))
}

/** Whether anybody holds an office for that party, that office, or one at all where it is a person. */
function heldIn({ plan, now }: MineInput): (id: string) => boolean {
  const day = dayOf(now, plan.zone)
  const held = plan.people.flatMap(({ id, offices }) => {
    const mandates = offices.filter((mandate) => covers(mandate, day))
    return mandates.flatMap(({ office, party }) => [id, office, rowOf(office), ...(party ? [party] : [])])
  })
  const ids = new Set<string>(held)
  return (id) => ids.has(id)
}

/** The dates of the near days, and the first after them. */
function datesIn({ items, meetings, plan, now }: MineInput): { near: MyDate[]; next: MyDate | null } {
  const today = dayOf(now, plan.zone)
  const last = addDays(today, NEAR_DAYS)
  const dates = [...meetings.map((meeting) => ({ id: null, ...meeting })), ...items.flatMap(datesOf)]
  const ahead = dates
    .filter(({ date }) => date.holds && (endOf(date) >= today || endOf(date) >= now))
    .map((each) => ({
      ...each,
      day: "closes" in each.date ? dayOf(each.date.closes.at, plan.zone) : beginOf(each.date),
    }))
    .toSorted((one, other) => (one.day < other.day ? -1 : 1))
  const bare = ({ id, title, titles, date }: MyDate): MyDate => ({ id, title, titles, date })
  const [next] = ahead.filter(({ day }) => day > last)
  return { near: ahead.filter(({ day }) => day <= last).map(bare), next: next ? bare(next) : null }
}

/** The dates of an item that are still to come about: of what is settled or reported there is none. */
function datesOf({ kind, reading }: MineItem): MyDate[] {
  if (kind === "request") return []
  const { id, title, titles, turn } = reading
  const reported =
    kind === "activity" ? reading.periods.filter(({ reported }) => reported).map(({ period }) => period) : []
  return reading.dates
    .filter((date) => date.kind !== "due" || (turn !== null && !(date.period && reported.includes(date.period))))
    .map((date) => ({ id, title, titles, date }))
}

/** The last day of a date, or the instant at which it closes. */
function endOf(date: DateReading): string {
  return "closes" in date ? date.closes.at : date.to
}

/** The day by which a date is told: the last of a due date, the first of a meeting. */
function beginOf(date: Exclude<DateReading, { closes: unknown }>): string {
  return date.kind === "due" ? date.to : date.from
}

/** Late first, then by the date, what has none last. */
function urgencyOf({ id, due, until }: MyTask): string {
  return [due?.overdue ? "0" : "1", until?.at ?? due?.on ?? "9", id].join(" ")
}

/** Whether somebody runs the plan by that mandate. */
function runsPlan(mandate: Mandate): boolean {
  return coordination.includes(mandate.office) && !isScoped(mandate)
}

/** Whom no letter reaches, of those who are asked and have not answered, and of those who hold an office. */
function unreachedIn({ plan, items, now }: MineInput): Unreached[] {
  const day = dayOf(now, plan.zone)
  const asked = items.flatMap(({ status: { silence, consultations } }) => [
    ...unreachedOf(plan, now, silence?.silent ?? [], addressees),
    ...consultations.flatMap(({ runs, silent }) => (runs ? unreachedOf(plan, now, silent, invited) : [])),
  ])
  const speakers = (voice: string) =>
    plan.people.filter(({ id, offices }) => offices.some((each) => covers(each, day) && speaksFor(id, each, voice)))
  const parties = [...new Set(asked)].map((who): Unreached => {
    const people = speakers(who)
    const why = people.length === 0 ? "mandate" : people.some(({ failed }) => failed) ? "returned" : "address"
    return { who, why }
  })
  const people = plan.people
    .filter((person) => person.offices.some((each) => covers(each, day)) && !isReachable(person))
    .map(({ id, failed }): Unreached => ({ who: id, why: failed ? "returned" : "address" }))
  return [...parties, ...people]
}
