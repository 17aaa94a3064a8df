import type { State } from "@demarche/engine"
import { type Events, kindOf, planOf, type Row, type Views } from "@demarche/event-store"
import { type output, plan as planWorkflow } from "@demarche/workflows"
import type { OutputPromise } from "@demarche/workplan"
import { contextOfRow } from "./rowContext.ts"

/** What a command asks of its plan: people, calendar and meetings, and what the plan's outputs promise. */
export interface PlanSnapshot {
  context: planWorkflow.Context
  promises: OutputPromise[]
}

/** How long a plan is remembered before it is read again, in milliseconds: what another process changed is seen by then. */
const CACHE_TTL = 1_000

/**
 * The plans of a store, each read once and then remembered, so that a command need not; `events` and `views` are the
 * store's, and forget a plan as soon as this process writes to it. A plan that is not there has the empty context.
 * `clock` answers an RFC 3339 instant.
 */
export function createPlanCache(store: { events: Events; views: Views }, clock: () => string) {
  const known = new Map<string, { lore: Promise<PlanSnapshot>; at: number }>()
  const read = async (plan: string): Promise<PlanSnapshot> => {
    const [head, rows] = await Promise.all([
      store.events.head(`plan:${plan}`),
      store.views.list({ kind: "output", plan }),
    ])
    const context = (head?.state as State | undefined)?.context as planWorkflow.Context | undefined
    return {
      context: context ?? (planWorkflow.machine.config.context as planWorkflow.Context),
      promises: rows.map(promiseOf),
    }
  }
  const events: Events = {
    ...store.events,
    async append(commit) {
      const appended = await store.events.append(commit)
      if (kindOf(commit.stream) === "plan") known.delete(planOf(commit.stream))
      return appended
    },
  }
  const views: Views = {
    ...store.views,
    async put(rows) {
      await store.views.put(rows)
      for (const { kind, plan } of rows) if (kind === "output") known.delete(plan)
    },
  }
  const loreOf = (plan: string, fresh = false): Promise<PlanSnapshot> => {
    const now = Date.parse(clock())
    const remembered = known.get(plan)
    if (!fresh && remembered && Math.abs(now - remembered.at) < CACHE_TTL) return remembered.lore
    const lore = read(plan)
    known.set(plan, { lore, at: now })
    lore.catch(() => known.delete(plan))
    return lore
  }
  return { events, views, loreOf }
}

function promiseOf(row: Row): OutputPromise {
  const { deliverables, policy, policyAssumed = true } = contextOfRow<output.Context>(row)
  return {
    deliverables: deliverables.map(({ id }) => id),
    ...(policy && { policy: { value: policy, inferred: policyAssumed } }),
  }
}
