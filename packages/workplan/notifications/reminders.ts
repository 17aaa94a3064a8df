import type { notice, plan } from "@demarche/workflows"
import { dayOf } from "../time/zone.ts"
import { type QueueNotification, wantsClass } from "./notificationRules.ts"
import type { OpenItem } from "./openItems.ts"
import {
  atAGoodTime,
  firstDigest,
  inOffice,
  lastDigestDay,
  type Person,
  readerFor,
  remindersOf,
  responsible,
  speakingFor,
  zoneOf,
} from "./recipients.ts"

/** A span of time, its beginning outside and its end inside: RFC 3339 instants in UTC. */
export interface ReminderInterval {
  after: string
  upTo: string
}

interface Step {
  name: string
  /** Days from the date it reminds of. */
  offset: number
  owner: boolean
  copy: readonly Parameters<typeof inOffice>[2][number][]
}

/**
 * The due set: the notices that time calls for in the window, a pure function of the record, the policy and the clock.
 * Of several steps of the same reminder that fall into it the newest is told, so that a scheduler that stood still
 * sends one letter and not three. What is queued once is not queued again: the stream is named by item, date and step.
 */
export function remindersIn(
  window: ReminderInterval,
  watched: readonly OpenItem[],
  plan: plan.Context,
  planId: string,
): QueueNotification[] {
  const days = daysIn(window, plan)
  const looking: ReminderScan = { window, days: (person) => days.get(zoneOf(plan, person)), plan, planId }
  return watched.flatMap((item) => [
    ...dueReminders(looking, item),
    ...silenceReminders(looking, item),
    ...consultationReminders(looking, item),
  ])
}

/** The first instant after `now` at which the due set calls for something; undefined where it never will. */
export function nextReminder(now: string, watched: readonly OpenItem[], plan: plan.Context): string | undefined {
  const warned = watched.flatMap(({ silence }) =>
    silence ? plan.people.flatMap((person) => warnings(plan, person, silence).map(({ moment }) => moment)) : [],
  )
  const told = zonesOf(plan).flatMap((zone) => {
    const covered = lastDigestDay(plan, zone, now)
    const [day] = watched
      .flatMap((item) => stepDays(item, plan, zone, covered))
      .filter((day) => day > covered)
      .sort()
    return day ? [firstDigest(plan, zone, day)] : []
  })
  return [...warned, ...told].filter((instant) => instant > now).sort()[0]
}

/** Whether a reminder that was queued still has something to tell: the date is the same, and the answer still missing. */
export function stillCalledFor(
  { kind, due, until, recipient, onBehalfOf }: notice.Notice,
  item: OpenItem | undefined,
  plan: plan.Context,
): boolean {
  const parties =
    plan.people.find(({ id }) => id === (onBehalfOf ?? recipient))?.offices.map(({ party }) => party) ?? []
  const awaited = ({ silent }: { silent: string[] }) => silent.some((party) => parties.includes(party))
  const silence = item?.silence
  if (kind === "due") return item?.due?.on === due
  if (kind === "silenceCloses") return silence !== undefined && silence.until.at === until && awaited(silence)
  if (kind === "SilenceOpened" || kind === "SilenceExtended") return silence?.until.at === until
  if (kind === "ConsultationOpened") return item?.consultations.some(({ closes }) => closes.at === until) === true
  if (kind === "consultationCloses")
    return item?.consultations.some((round) => round.closes.at === until && awaited(round)) === true
  return true
}

/** What a due set is looked for in: the window, and for each person the days whose letter falls into it. */
interface ReminderScan {
  window: ReminderInterval
  days(person: Person): Span | undefined
  plan: plan.Context
  planId: string
}

function dueReminders(looking: ReminderScan, { id, due, waits, owner }: OpenItem): QueueNotification[] {
  const { window, days, plan } = looking
  if (!due) return []
  return plan.people.flatMap((person) => {
    const span = days(person)
    const step = span && newest(stepsOf(plan, daysBetween(due.on, span.last)), due.on, span)
    if (!step || (waits && step.offset > 0) || !wantsClass(person, "due")) return []
    const owns = step.owner && responsible(plan, window.upTo, owner).includes(person)
    const copied = inOffice(plan, window.upTo, step.copy).includes(person)
    if (!owns && !copied) return []
    return [
      queued(looking, person, `${codeOf(id)}-${due.on}-${step.name}`, {
        about: id,
        kind: "due",
        step: step.name,
        notBefore: firstDigest(plan, zoneOf(plan, person), span.last),
        due: due.on,
        digest: true,
        ...(!owns && { escalated: true }),
      }),
    ]
  })
}

/** The steps before, on and after a due date; the weekly ones as far as `days` after it. */
function stepsOf(plan: plan.Context, days: number): Step[] {
  const { before, on, overdue, weekly } = remindersOf(plan)
  const weeks = Math.max(0, Math.floor((days - weekly.after) / 7))
  return [
    ...before.map((days): Step => ({ name: `before-${days}`, offset: -days, owner: true, copy: [] })),
    ...(on ? [{ name: "on", offset: 0, owner: true, copy: [] } satisfies Step] : []),
    ...overdue.map(({ after, copy }): Step => ({ name: `overdue-${after}`, offset: after, owner: true, copy })),
    ...Array.from({ length: weeks }, (_, week): Step => {
      const offset = weekly.after + 7 * (week + 1)
      return { name: `overdue-${offset}`, offset, owner: false, copy: weekly.to }
    }),
  ]
}

function newest(steps: Step[], on: string, span: Span): Step | undefined {
  return steps
    .filter(({ offset }) => reaches(span, addDays(on, offset)))
    .sort((one, other) => other.offset - one.offset)[0]
}

/** The days whose letter falls into the window: all after `before` up to `last`, so that none on a weekend is passed over. */
interface Span {
  before: string
  last: string
}

function daysIn({ after, upTo }: ReminderInterval, plan: plan.Context): Map<string, Span> {
  return new Map(
    zonesOf(plan).flatMap((zone) => {
      const before = lastDigestDay(plan, zone, after)
      const last = lastDigestDay(plan, zone, upTo)
      return before < last ? [[zone, { before, last }] as const] : []
    }),
  )
}

function reaches({ before, last }: Span, day: string): boolean {
  return before < day && day <= last
}

function zonesOf(plan: plan.Context): string[] {
  return [...new Set(plan.people.map((person) => zoneOf(plan, person)))]
}

function silenceReminders(looking: ReminderScan, { id, silence }: OpenItem): QueueNotification[] {
  const { window, plan } = looking
  if (!silence) return []
  return speakingFor(plan, window.upTo, silence.silent).flatMap((person) => {
    const [warning] = warnings(plan, person, silence)
      .filter(({ moment }) => window.after < moment && moment <= window.upTo)
      .sort((one, other) => one.hours - other.hours)
    if (!warning) return []
    const { hours, moment } = warning
    return [
      queued(looking, person, `${codeOf(id)}-${compact(silence.until.at)}-${hours}h`, {
        about: id,
        kind: "silenceCloses",
        step: `${hours}h`,
        notBefore: moment,
        until: silence.until.at,
        mandatory: true,
      }),
    ]
  })
}

/** When a person is warned of a silence procedure's end: by day, but for the last warning; none that a later one overtakes. */
function warnings(plan: plan.Context, person: Person, { opened, until }: NonNullable<OpenItem["silence"]>) {
  const hours = remindersOf(plan).silence.toSorted((one, other) => one - other)
  const moments = hours.map((hours, index) => {
    const moment = new Date(Date.parse(until.at) - hours * HOUR).toISOString()
    return { hours, moment: index === 0 ? moment : atAGoodTime(plan, person, moment) }
  })
  return moments.filter(({ moment }, index) => {
    const next = moments[index - 1]
    return moment > opened && (!next || moment < next.moment)
  })
}

function consultationReminders(looking: ReminderScan, { id, consultations }: OpenItem): QueueNotification[] {
  const { window, days, plan } = looking
  return consultations.flatMap(({ round, closes, silent }) =>
    speakingFor(plan, window.upTo, silent).flatMap((person) => {
      const zone = zoneOf(plan, person)
      const span = days(person)
      const closing = dayOf(closes.at, zone)
      const [before] = remindersOf(plan)
        .consultation.filter((days) => span && reaches(span, addDays(closing, -days)))
        .sort((one, other) => one - other)
      if (!span || before === undefined || !wantsClass(person, "consultationCloses")) return []
      return [
        queued(looking, person, `${codeOf(id)}-${round}-${compact(closes.at)}-before-${before}`, {
          about: id,
          kind: "consultationCloses",
          step: `before-${before}`,
          notBefore: firstDigest(plan, zone, span.last),
          until: closes.at,
          digest: true,
        }),
      ]
    }),
  )
}

function queued(
  { plan, planId, window }: ReminderScan,
  person: Person,
  key: string,
  told: Omit<notice.Notice, "recipient" | "onBehalfOf">,
): QueueNotification {
  const { reader, onBehalfOf } = readerFor(plan, person, window.upTo)
  return {
    stream: `notice:${planId}.n-${key}-${person.id}`,
    command: { type: "queue", recipient: reader.id, ...told, ...(onBehalfOf && { onBehalfOf }) },
  }
}

/** The days on which an item has a step to tell, as far as a fortnight after `today`. */
function stepDays({ due, consultations }: OpenItem, plan: plan.Context, zone: string, today: string): string[] {
  const steps = due ? stepsOf(plan, daysBetween(due.on, today) + 14).map(({ offset }) => addDays(due.on, offset)) : []
  const closing = consultations.flatMap(({ closes }) =>
    remindersOf(plan).consultation.map((days) => addDays(dayOf(closes.at, zone), -days)),
  )
  return [...steps, ...closing]
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY
}

function codeOf(id: string): string {
  return id.slice(id.indexOf(".") + 1)
}

/** An instant as it may stand in a stream's name. */
function compact(instant: string): string {
  return instant.replace(/[-:]|\.\d+Z$/g, "").toLowerCase()
}
