import type { activity, plan as planWorkflow } from "@demarche/workflows"
import { GRACE } from "@demarche/workflows/terms"
import { addDays } from "../time/days.ts"
import { latestDay } from "../time/due.ts"
import { type EveryRule, everyRule, periodOf, periodsOf, type ReportingPeriod, spanOf } from "../time/periods.ts"
import { dayOf } from "../time/zone.ts"

/** What of a plan dates are worked out from: its zone, its meetings, and how long it runs. */
export type PlanInTime = Pick<planWorkflow.Context, "zone" | "meetings" | "ends" | "adopted" | "reminders">

/** A period of an item that is reported period by period: the last day on which its report is in time, and how it stands. */
export interface DueReport extends ReportingPeriod {
  due: string
  reported: boolean
  /** Something was owed in it: it was not deferred all the while. */
  owed: boolean
}

/**
 * The periods in which progress is reported, by the record alone, whatever the time: from the plan's adoption, or the day the
 * item was planned or taken up if that is later, to the cycle's end. None of an item that is not reported so.
 */
export function reportsOf(context: activity.Context, plan: PlanInTime): DueReport[] {
  const every = everyRule(context.rules)
  const from = every && beginOf(context, plan)
  if (!from) return []
  const within = { from, to: endOf(plan) ?? afterLast(every, context, from) }
  const grace = plan.reminders?.grace ?? GRACE
  return periodsOf(every, within, plan.meetings).map((each) => ({
    ...each,
    due: addDays(each.to, grace),
    reported: context.reported.includes(each.period),
    owed: !context.deferred.some(({ from, to }) => covers(each, plan.zone, from, to)),
  }))
}

/** The day from which an item is reported: none before the plan is adopted, nor of one that is not taken up. */
function beginOf({ plannedAt, optional, takenUp }: activity.Context, { adopted, zone }: PlanInTime) {
  if (adopted === undefined || (optional && takenUp === undefined)) return undefined
  const begins = [adopted, plannedAt, ...(optional && takenUp ? [takenUp] : [])].sort().at(-1)
  return dayOf(begins ?? adopted, zone)
}

/** The last day of the cycle as far as it is known: that of the meeting which ends it, else of the plan's last. */
function endOf({ meetings, ends }: PlanInTime): string | undefined {
  const known = meetings.filter(({ id }) => ends === undefined || id === ends)
  return known
    .flatMap((meeting) => meeting.to ?? latestDay(meeting) ?? [])
    .sort()
    .at(-1)
}

/** Where nobody knows when the cycle ends: the end of the period after the last that was reported, or of the first. */
function afterLast({ kind }: EveryRule, { reported }: activity.Context, from: string): string {
  if (kind === "everyMeeting") return from
  const last = reported
    .filter((period) => /^\d{4}/.test(period))
    .sort()
    .at(-1)
  return spanOf(periodOf(last ? addDays(spanOf(last).to, 1) : from, kind)).to
}

function covers({ from, to }: ReportingPeriod, zone: string, deferred: string, resumed: string | undefined): boolean {
  return dayOf(deferred, zone) <= from && (resumed === undefined || to <= dayOf(resumed, zone))
}
