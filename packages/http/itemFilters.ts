import { type Application, stateMeans, workflowOf } from "@demarche/application/application"
import type { Past } from "@demarche/engine"
import { HeldOffice } from "@demarche/workflows/procedure"
import { Quarter } from "@demarche/workflows/terms"
import { bodyOf, dayOf, type ItemKind, periodOf, procedureOf, type Readings, spanOf, touches } from "@demarche/workplan"
import type { RowBody } from "@demarche/workplan/read-model/row"
import * as z from "zod"
import type { PlanReader } from "./authentication.ts"
import { invalid } from "./requestBody.ts"
import { mentioning } from "./search.ts"

const ListQuery = z.object({
  plan: z.string().max(64).optional(),
  state: z.string().optional(),
  track: z.string().max(64).optional(),
  quarter: Quarter.optional(),
  due: z.enum(["overdue", "month", "quarter", "none"]).optional(),
  holder: z.string().max(64).optional().meta({ description: "whose turn it is: an office, a party or a group" }),
  waiting: z.enum(["true", "false"]).optional().meta({ description: "whether it waits for something else" }),
  check: z.string().max(64).optional().meta({ description: "a check that it is asked and does not meet" }),
  action: z.coerce.number().int().min(1).optional().meta({ description: "an action of an action plan it refers to" }),
  q: z.string().trim().min(1).max(200).optional().meta({
    description: "words, each in its title, its drafts or the reasons given, as far as the caller may read them",
  }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  next: z.string().max(200).optional(),
})
export type ListQuery = z.infer<typeof ListQuery>
type PlanBody = RowBody<"plan">

/** The query of a list of items of that kind, whose states are those of its workflow. */
export function listQuery(application: Pick<Application, "workflows">, kind: ItemKind) {
  const states = [...workflowOf(application, kind).states.keys()]
  return ListQuery.extend({ state: z.enum(states).optional() })
}

/** Of those items those that a query asks for, for a reader, now or as of an instant of the past. */
export async function chosenItems<K extends ItemKind>(
  application: Application,
  kind: K,
  items: Readings[K][],
  query: ListQuery,
  { past, reader }: { past: Past | undefined; reader: PlanReader },
): Promise<Readings[K][]> {
  const today = dayOf(past?.asOf ?? application.world.clock(), "UTC")
  const chosen = items.filter((item) => matches(item, query, today))
  return query.q === undefined ? chosen : mentioning(application, kind, chosen, query.q, { past, reader })
}

/** What a plan has of what a query may name. */
const partsOf = {
  track: ({ fields }: PlanBody) => fields.tracks.map(({ id }) => id),
  holder: ({ fields, state }: PlanBody) => [
    ...HeldOffice.options,
    "committee",
    ...fields.parties.map(({ id }) => id),
    ...procedureOf(state.context).groups.map(({ id }) => id),
  ],
  check: ({ state }: PlanBody) => procedureOf(state.context).checks.map(({ id }) => id),
  action: ({ state }: PlanBody) =>
    procedureOf(state.context).actionPlans.flatMap(({ actions }) =>
      Array.from({ length: actions }, (_, index) => String(index + 1)),
    ),
}
const parts = ["track", "holder", "check", "action"] as const

/**
 * Makes sure that what a query names is there, in its plan or, where it names none, in any.
 * @throws ProblemError `invalid` with what there is.
 */
export async function assertKnown(application: Application, query: ListQuery, past: Past | undefined): Promise<void> {
  const named = parts.filter((name) => query[name] !== undefined)
  if (named.length === 0) return
  const plans = await plansOf(application, query.plan, past?.asOf)
  if (plans.length === 0) return
  for (const name of named) {
    const all = new Set(plans.flatMap((plan) => partsOf[name](plan)))
    if (!all.has(String(query[name])))
      throw invalid(name, `there is no ${name} ${query[name]}; there are ${[...all].join(", ")}`)
  }
}

/** The bodies of the plan, or of all; without those whose import is not complete. */
async function plansOf(application: Application, plan: string | undefined, asOf: string | undefined) {
  const { views } = application
  const rows = plan
    ? [await views.get(`plan:${plan}`, asOf)]
    : await views.list({ kind: "plan", ...(asOf && { asOf }) })
  return rows
    .flatMap((row) => (row ? [bodyOf(row, "plan")] : []))
    .filter(({ publicState }) => !stateMeans(application, "plan", publicState, "incomplete"))
}

function matches(item: Readings[ItemKind], query: ListQuery, today: string): boolean {
  const { state, track, quarter, due, holder, waiting, check, action } = query
  const date = "due" in item ? item.due : null
  const waits = "waitingFor" in item && item.waitingFor.length > 0
  const checks = "checks" in item ? item.checks : []
  return (
    (!state || item.state === state) &&
    (!track || ("track" in item && item.track === track)) &&
    (!quarter || (date !== null && touches(date, quarter))) &&
    (!due || isDue(due, date, today)) &&
    (!holder || item.turn?.holder === holder) &&
    (!waiting || waits === (waiting === "true")) &&
    (!check || (item.turn !== null && checks.some(({ id, held, optional }) => id === check && !held && !optional))) &&
    (!action || checks.some(({ actions }) => actions?.includes(action)))
  )
}

function isDue(
  due: "overdue" | "month" | "quarter" | "none",
  date: { on: string; overdue: boolean } | null,
  today: string,
): boolean {
  if (!date) return due === "none"
  if (due === "none") return false
  if (due === "overdue") return date.overdue
  if (date.overdue) return false
  return due === "month"
    ? date.on.slice(0, 7) <= today.slice(0, 7)
    : date.on <= spanOf(periodOf(today, "everyQuarter")).to
}
