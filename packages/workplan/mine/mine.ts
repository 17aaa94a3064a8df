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

/** What is worked out what a reader needs to know from, beside the items. */
export interface MineInput {
  id: string
  title: string
  titles?: Readonly<Record<string, string>> | undefined
  /** The plan waits to be adopted. */
  proposed: boolean
  plan: planWorkflow.Context
  /** Undefined for the public. */
  reader: MineReader | undefined
  meetings: ReturnType<typeof meetingDates>
  placeOf(id: string): ItemPlace
  /** RFC 3339, UTC. */
  now: string
}

/** What a reader needs to know of a plan, as its items are looked at one by one. */
export interface GatheredMine {
  /** Looks at an item, with the dates alone that concern the reader. */
  add(item: MineItem): void
  /** What is theirs to do, whom they wait for, what comes, who cannot be reached, by the items looked at. */
  mine(): Mine
}

/** Begins to work out what a reader needs to know of a plan. */
export function gatherMine(input: MineInput): GatheredMine {
  const { plan, reader, now } = input
  const general = reader ? capacitiesOf(plan, reader, now) : []
  const [own] = general.filter((each) => each.for === null)
  const person = plan.people.find(({ id }) => id === reader?.person)
  const absence = person && absenceOf(plan, person, now)
  const tellsUnreached = own?.mandates.some(runsPlan) ?? false
  const isHeld = heldIn(plan, now)
  const tasks = gatherTasks(input, general, isHeld)
  const dates = gatherDates(input)
  const contributing = speakingFor(input, invited)
  const waits: Mine["waits"] = []
  const invitations: Mine["invitations"] = []
  const asked = new Set<string>()
  return {
    add(item) {
      const place = input.placeOf(item.reading.id)
      tasks.add(item, place)
      dates.add(datesOf(item))
      if (own) waits.push(...waitsFor(item, capacityAt(own, place), isHeld))
      invitations.push(...contributing.flatMap((each) => invitationsOf(item, capacityAt(each, place))))
      if (tellsUnreached) for (const voice of unreachedBy(item, input)) asked.add(voice)
    },
    mine: () => ({
      person: own?.person ?? null,
      mandates: [...(own?.mandates ?? [])],
      away: absence && person ? { until: absence.to, deputy: person.deputy ?? null } : null,
      standsInFor: general.flatMap((each) => {
        const away = plan.people.find(({ id }) => id === each.for)
        const until = away && absenceOf(plan, away, now)?.to
        return away && until ? [{ person: away.id, until }] : []
      }),
      ...tasks.found(),
      waits,
      invitations,
      ...dates.found(),
      unreached: tellsUnreached ? unreachedIn(input, asked) : null,
    }),
  }
}

/** The capacities in which a reader may answer whom those recipients are told for. */
function speakingFor({ plan, reader, now }: MineInput, recipients: typeof invited): Capacity[] {
  return reader ? capacitiesOf(plan, reader, now, recipients) : []
}

/** What presses, and how much more is theirs. */
function gatherTasks(input: MineInput, general: readonly Capacity[], isHeld: (id: string) => boolean) {
  const answering = speakingFor(input, addressees)
  const contributing = speakingFor(input, invited)
  const pressing = adoptionTasks(input, general)
  let later = 0
  return {
    add(item: MineItem, place: ItemPlace): void {
      const here = (capacity: Capacity) => capacityAt(capacity, place)
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
    },
    found(): Pick<Mine, "tasks" | "later"> {
      const ordered = pressing.map((task) => ({ task, urgency: urgencyOf(task) }))
      ordered.sort((one, other) => (one.urgency < other.urgency ? -1 : 1))
      return { tasks: ordered.map(({ task }) => task), later }
    },
  }
}

/** A proposed plan waits for whoever steers it; on a path it is its item's turn. */
function adoptionTasks({ id, title, titles, proposed, plan }: MineInput, general: readonly Capacity[]): MyTask[] {
  if (!proposed || plan.procedure?.adoption !== undefined) return []
  const undecided = { id, kind: "plan", title, titles, asked: "adopt", since: null, until: null, due: null } as const
  return general.flatMap(({ mandates, for: inPlaceOf }) => {
    const mandate = mandates.find((each) => steering.includes(each.office) && !isScoped(each))
    return mandate ? [{ ...undecided, checks: [], as: { office: mandate.office }, for: inPlaceOf }] : []
  })
}

/** Whether anybody holds an office for that party, that office, or one at all where it is a person. */
function heldIn(plan: planWorkflow.Context, now: string): (id: string) => boolean {
  const day = dayOf(now, plan.zone)
  const held = plan.people.flatMap(({ id, offices }) => {
    const mandates = offices.filter((mandate) => covers(mandate, day))
    return mandates.flatMap(({ office, party }) => [id, office, rowOf(office), ...(party ? [party] : [])])
  })
  const ids = new Set<string>(held)
  return (id) => ids.has(id)
}

/** The dates of the near days, and the first after them. */
function gatherDates({ meetings, plan, now }: MineInput) {
  const today = dayOf(now, plan.zone)
  const last = addDays(today, NEAR_DAYS)
  const near: (MyDate & { day: string })[] = []
  let next: (MyDate & { day: string }) | undefined
  function add(dates: readonly MyDate[]): void {
    for (const each of dates) {
      const { date } = each
      if (!date.holds || (endOf(date) < today && endOf(date) < now)) continue
      const day = "closes" in date ? dayOf(date.closes.at, plan.zone) : beginOf(date)
      if (day <= last) near.push({ ...each, day })
      else if (!next || day < next.day) next = { ...each, day }
    }
  }
  const bare = ({ id, title, titles, date }: MyDate): MyDate => ({ id, title, titles, date })
  add(meetings.map((meeting) => ({ id: null, ...meeting })))
  return {
    add,
    found(): Pick<Mine, "dates" | "next"> {
      const dates = near.toSorted((one, other) => (one.day < other.day ? -1 : 1)).map(bare)
      return { dates, next: next ? bare(next) : null }
    },
  }
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

/** Whom no letter reaches, of those whom an item asks and who have not answered. */
function unreachedBy({ status: { silence, consultations } }: MineItem, { plan, now }: MineInput): string[] {
  return [
    ...(silence ? unreachedOf(plan, now, silence.silent, addressees) : []),
    ...consultations.flatMap(({ runs, silent }) => (runs ? unreachedOf(plan, now, silent, invited) : [])),
  ]
}

/** Whom no letter reaches, of those who are asked and of those who hold an office. */
function unreachedIn({ plan, now }: MineInput, asked: ReadonlySet<string>): Unreached[] {
  const day = dayOf(now, plan.zone)
  const speakers = (voice: string) =>
    plan.people.filter(({ id, offices }) => offices.some((each) => covers(each, day) && speaksFor(id, each, voice)))
  const parties = [...asked].map((who): Unreached => {
    const people = speakers(who)
    const why = people.length === 0 ? "mandate" : people.some(({ failed }) => failed) ? "returned" : "address"
    return { who, why }
  })
  const people = plan.people
    .filter((person) => person.offices.some((each) => covers(each, day)) && !isReachable(person))
    .map(({ id, failed }): Unreached => ({ who: id, why: failed ? "returned" : "address" }))
  return [...parties, ...people]
}
