import type { plan as planWorkflow } from "@demarche/workflows"
import { nowhere, planAt } from "../rules/scopes.ts"
import { addDays, daysBetween } from "../time/days.ts"
import { dayOf } from "../time/zone.ts"
import type { Countdown, DayCountdown, DayStep, HourCountdown } from "./countdowns.ts"
import { wantsClass } from "./mailClasses.ts"
import { kindNamed, type NotificationKind, notificationKinds, notifications } from "./notificationKinds.ts"
import { fieldsOf, type QueueNotification } from "./notificationsOf.ts"
import type { OpenItem } from "./openItems.ts"
import { inOffice, type Recipient, readerFor, zoneOf } from "./recipients.ts"
import { digestDayAfter, digestDayFor, firstDigest, lastDigestDay, nextDaytime } from "./sendingTimes.ts"
import type { StillDue } from "./stillDue.ts"

/** An interval of time, without its beginning and with its end: RFC 3339 instants in UTC. */
export interface ReminderInterval {
  after: string
  upTo: string
}

/**
 * The reminders due in the interval: a pure function of the plan's open items, its policy and the clock. Of several steps
 * of one countdown in the interval only the newest is sent, so that a scheduler that was down sends one letter and not
 * three. Each is named by item, date, step and person, so that the same reminder has the same name in every interval.
 */
export function remindersIn(
  interval: ReminderInterval,
  items: readonly OpenItem[],
  plan: planWorkflow.Context,
): QueueNotification[] {
  const days = daysIn(interval, plan)
  return items.flatMap((item) => {
    const scan: ReminderScan = { interval, days, plan: planAt(plan, item.place ?? nowhere) }
    return countdownsOf(item, plan).flatMap(({ kind, countdown }) =>
      countdown.in === "days"
        ? dayReminders(scan, { kind, item }, countdown)
        : hourReminders(scan, { kind, item }, countdown),
    )
  })
}

/** The first instant (UTC) after `now` at which a reminder may be due; undefined where none will be as things stand. */
export function nextReminder(now: string, items: readonly OpenItem[], plan: planWorkflow.Context): string | undefined {
  const countdowns = items.flatMap((item) => countdownsOf(item, plan)).map(({ countdown }) => countdown)
  const inHours = countdowns
    .filter((countdown) => countdown.in === "hours")
    .flatMap((countdown) => plan.people.flatMap((person) => warnings(plan, person, countdown)))
    .map(({ instant }) => instant)
  const inDays = zonesOf(plan).flatMap((zone) => {
    const covered = lastDigestDay(plan, zone, now)
    const [day] = countdowns
      .filter((countdown) => countdown.in === "days")
      .flatMap((countdown) => nextDigestDay(plan, zone, countdown, covered) ?? [])
      .sort()
    return day ? [firstDigest(plan, zone, day)] : []
  })
  return [...inHours, ...inDays].filter((instant) => instant > now).sort()[0]
}

/** Whether a queued notification, an event's or a reminder, still has something to say of the item; see `StillDue`. */
export const stillCalledFor: StillDue = (notice, item, plan) => {
  const kind = kindNamed(notice.kind)
  return (kind && notifications[kind].stillDue?.(notice, item, plan)) ?? true
}

/** Every countdown of an item, with the kind of reminder that it calls for. */
function countdownsOf(item: OpenItem, plan: planWorkflow.Context): { kind: NotificationKind; countdown: Countdown }[] {
  return notificationKinds.flatMap((kind) => {
    const { countdown } = notifications[kind].when
    return (countdown?.(item, plan) ?? []).map((countdown) => ({ kind, countdown }))
  })
}

interface ReminderScan {
  interval: ReminderInterval
  /** For each zone the days whose digest falls into the interval; without the zones where none does. */
  days: ReadonlyMap<string, DaySpan>
  /** The plan as it is where the item lies. */
  plan: planWorkflow.Context
}

/** The reader's days after `before` up to `last`, the plan's day at the digest of the last, and the day of the next digest. */
interface DaySpan {
  before: string
  last: string
  today: string
  next: string
}

function daysIn({ after, upTo }: ReminderInterval, plan: planWorkflow.Context): Map<string, DaySpan> {
  return new Map(
    zonesOf(plan).flatMap((zone) => {
      const before = lastDigestDay(plan, zone, after)
      const last = lastDigestDay(plan, zone, upTo)
      if (before >= last) return []
      const today = dayOf(firstDigest(plan, zone, last), plan.zone)
      return [[zone, { before, last, today, next: digestDayAfter(plan, last) }]]
    }),
  )
}

function zonesOf(plan: planWorkflow.Context): string[] {
  return [...new Set(plan.people.map((person) => zoneOf(plan, person)))]
}

interface Reminded {
  kind: NotificationKind
  item: OpenItem
}

function dayReminders(scan: ReminderScan, reminded: Reminded, countdown: DayCountdown): QueueNotification[] {
  const { interval, days, plan } = scan
  if (days.size === 0) return []
  const recipients = notifications[reminded.kind].recipients(plan, interval.upTo, countdown.addressed)
  return plan.people.flatMap((person) => {
    const zone = zoneOf(plan, person)
    const span = days.get(zone)
    const step = span && newestStep(plan, zone, countdown, span)
    if (!step || (countdown.waits && step.offset > 0) || !wantsClass(person, reminded.kind)) return []
    const asked = step.recipients && recipients.includes(person)
    const escalated = !asked && inOffice(plan, interval.upTo, step.escalatedTo).includes(person)
    if (!asked && !escalated) return []
    const notBefore = firstDigest(plan, zone, span.last)
    return [reminder(scan, reminded, countdown, { person, step: step.name, notBefore, escalated })]
  })
}

/** The newest step whose digest is in the span; none before a date that has passed by then. */
function newestStep(
  plan: planWorkflow.Context,
  zone: string,
  { date, steps }: DayCountdown,
  { before, last, today, next }: DaySpan,
): DayStep | undefined {
  const [earliest, latest] = [daysBetween(date, before) - 1, daysBetween(date, next) + 1]
  return steps(daysBetween(date, today))
    .filter((step) => {
      if (step.offset < earliest || step.offset > latest) return false
      const day = digestDayOf(plan, zone, date, step)
      return day !== undefined && before < day && day <= last && (step.offset >= 0 || today <= date)
    })
    .sort((one, other) => other.offset - one.offset)[0]
}

/** The first day after `covered` on which a countdown has a digest in that zone, as far as a fortnight after it. */
function nextDigestDay(plan: planWorkflow.Context, zone: string, { date, steps }: DayCountdown, covered: string) {
  const past = daysBetween(date, covered)
  const coming = steps(past + 14).toSorted((one, other) => one.offset - other.offset)
  for (const step of coming) {
    const day = step.offset < past - 1 ? undefined : digestDayOf(plan, zone, date, step)
    if (day !== undefined && day > covered) return day
  }
  return undefined
}

/**
 * The day in that zone whose digest tells of a step: of one before the date on the last working day not after its own, so
 * that nobody is told too late; of one after it on the first working day not before; of one on the date that day or never.
 */
function digestDayOf(plan: planWorkflow.Context, zone: string, date: string, { offset }: DayStep) {
  const search = offset === 0 ? "on" : offset < 0 ? "upTo" : "from"
  return digestDayFor(plan, zone, addDays(date, offset), search)
}

function hourReminders(scan: ReminderScan, reminded: Reminded, countdown: HourCountdown): QueueNotification[] {
  const { interval, plan } = scan
  const recipients = notifications[reminded.kind].recipients(plan, interval.upTo, countdown.addressed)
  return recipients.flatMap((person) => {
    const [warning] = warnings(plan, person, countdown)
      .filter(({ instant }) => interval.after < instant && instant <= interval.upTo)
      .sort((one, other) => one.hours - other.hours)
    if (!warning || !wantsClass(person, reminded.kind)) return []
    const { hours, instant } = warning
    return [reminder(scan, reminded, countdown, { person, step: `${hours}h`, notBefore: instant, escalated: false })]
  })
}

/** When a person is warned: in daytime, but for the last warning; without those that a later one overtakes. */
function warnings(plan: planWorkflow.Context, person: Recipient, { begins, ends, hours }: HourCountdown) {
  const instants = hours
    .toSorted((one, other) => one - other)
    .map((hours, index) => {
      const instant = new Date(Date.parse(ends) - hours * HOUR).toISOString()
      return { hours, instant: index === 0 ? instant : nextDaytime(plan, person, instant) }
    })
  return instants.filter(({ instant }, index) => {
    const next = instants[index - 1]
    return instant > begins && (!next || instant < next.instant)
  })
}

function reminder(
  { plan, interval }: ReminderScan,
  { kind, item: { id } }: Reminded,
  { key, fields }: Countdown,
  { person, step, notBefore, escalated }: { person: Recipient; step: string; notBefore: string; escalated: boolean },
): QueueNotification {
  const { reader, onBehalfOf } = readerFor(plan, person, interval.upTo, notifications[kind].recipients)
  const code = id.slice(id.indexOf(".") + 1)
  return {
    name: `n-${code}-${key}-${step}-${person.id}`,
    command: {
      type: "queue",
      recipient: reader.id,
      about: id,
      ...fieldsOf(kind),
      step,
      notBefore,
      ...fields,
      ...(escalated && { escalated: true }),
      ...(onBehalfOf && { onBehalfOf }),
    },
  }
}

const HOUR = 3_600_000
