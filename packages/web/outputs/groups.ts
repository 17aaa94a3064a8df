import { addDays, periodOf, type Readings, spanOf } from "@demarche/workplan"

export type PromisedOutput = Readings["output"]

/** When something of an output is due, in the order in which it is asked for. */
export const groups = ["overdue", "month", "quarter", "later", "none", "over"] as const
export type DueGroup = (typeof groups)[number]

/** The group that an output is in on a day of the plan's zone: over, once nothing is owed of it. */
export function groupOf({ turn, due }: Pick<PromisedOutput, "turn" | "due">, today: string): DueGroup {
  if (!turn) return "over"
  if (!due) return "none"
  if (due.overdue) return "overdue"
  if (due.on <= endOf(periodOf(today, "everyMonth"))) return "month"
  const next = addDays(endOf(periodOf(today, "everyQuarter")), 1)
  return due.on <= endOf(periodOf(next, "everyQuarter")) ? "quarter" : "later"
}

const endOf = (period: string) => spanOf(period).to
