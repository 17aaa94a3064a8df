import { assertKnown, chosenItems, listQuery } from "@demarche/http/itemFilters"
import { listItems } from "@demarche/http/items"
import { valid } from "@demarche/http/requestBody"
import { usualLanguage } from "@demarche/workflows/languages"
import { dayOf, type Readings } from "@demarche/workplan"
import { daysBetween } from "@demarche/workplan/time/days"
import type { PlanVisit, Visit } from "../visit.ts"

export type ListedActivity = Readings["activity"]

/** How many activities a column or a page of the list shows. */
export const PAGE_SIZE = 25

/** What a list is filtered by, in the order of its form; the names are those of the API's query. */
const filters = ["q", "state", "track", "quarter", "due", "holder", "waiting", "check", "action"] as const
export type ListFilterName = (typeof filters)[number]

/** All activities of a plan, as their reader may know them, in the order of their codes: one reading of the store. */
export async function activitiesOf({ application, past }: Visit, plan: PlanVisit): Promise<ListedActivity[]> {
  const activities = await listItems(application, "activity", plan.id, { past, sees: plan.reader.sees })
  return activities.sort((one, other) => codes.compare(one.code, other.code))
}

/** Of those the ones that the visit's filters let through. @throws ProblemError `invalid` as the API's list does. */
export async function filtered(visit: Visit, plan: PlanVisit, activities: ListedActivity[]): Promise<ListedActivity[]> {
  const { application, past } = visit
  const query = valid(listQuery(application, "activity"), { plan: plan.id, ...filtersIn(visit) })
  await assertKnown(application, query, past)
  return chosenItems(application, "activity", activities, query, { past, reader: plan.reader })
}

/** The filters that the visit asks for; a field of the form that was left empty asks for nothing. */
export function filtersIn({ query }: Pick<Visit, "query">): Partial<Record<ListFilterName, string>> {
  return Object.fromEntries(filters.flatMap((name) => (query[name]?.trim() ? [[name, query[name]]] : [])))
}

/** The activities by when they are due, those without a date last. */
export function byDue(activities: ListedActivity[]): ListedActivity[] {
  return activities.toSorted((one, other) => (dueDay(one) < dueDay(other) ? -1 : dueDay(one) > dueDay(other) ? 1 : 0))
}

/** For how many days of the plan's zone an activity has been in its state. */
export function daysInState({ past, now }: Visit, { zone }: PlanVisit, { since }: ListedActivity): number {
  return Math.max(0, daysBetween(dayOf(since, zone), dayOf(past?.asOf ?? now, zone)))
}

const codes = new Intl.Collator(usualLanguage, { numeric: true })

const dueDay = ({ due }: ListedActivity) => due?.on ?? "9999"
