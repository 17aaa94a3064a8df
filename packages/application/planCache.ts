import { initial, stateOf, view, type Workflow } from "@demarche/engine"
import { type Events, kindOf, type Row, scopeOf, type Texts, type Views } from "@demarche/event-store"
import type { plan as planWorkflow } from "@demarche/workflows"
import type { ActMetadata } from "@demarche/workflows/metadata"
import { bodyOf, contextOf, type OutputPromise } from "@demarche/workplan"
import { type Places, readPlaces } from "./readPlaces.ts"
import { textBody } from "./textBody.ts"

/** What decisions need to know of a plan: its context (people, calendar, meetings) and what its outputs promise. */
export interface PlanSnapshot {
  context: planWorkflow.Context
  /** What its state means; undefined where there is no such plan. */
  tags?: readonly string[]
  promises: OutputPromise[]
  /** The key under which the plan's names are made; undefined where it has none yet. @throws Error where it is not there. */
  nameKey(): Promise<string | undefined>
}

/** How long a plan stays in the cache, in milliseconds: the most by which another process's changes are seen late. */
const CACHE_TTL = 1_000

/**
 * Caches the plans of a store, so that not every command reads its plan. The returned `events` and `views` are the store's
 * and invalidate a plan when this process writes to it. A plan that does not exist has the context with which its workflow
 * begins. `clock` returns an RFC 3339 instant.
 */
export function createPlanCache(
  store: { events: Events; views: Views; texts: Texts },
  clock: () => string,
  workflow: Workflow<ActMetadata>,
) {
  const empty = initial(workflow).context as planWorkflow.Context // the plan's workflow begins with it
  const known = new Map<string, Remembered<PlanSnapshot>>()
  const placed = new Map<string, Remembered<Places>>()
  const listed = new Map<"plans", Remembered<string[]>>()
  const read = async (plan: string): Promise<PlanSnapshot> => {
    const [head, rows] = await Promise.all([
      store.events.head(`plan:${plan}`),
      store.views.list({ kind: "output", scope: plan }),
    ])
    const context = contextOf("plan", head) ?? empty
    const tags = head && view(workflow, stateOf(head)).tags
    let key: Promise<string | undefined> | undefined
    const nameKey = () => {
      key ??= keyIn(store.texts, context.nameKey)
      return key
    }
    return { context, ...(tags && { tags }), promises: rows.map(promiseOf), nameKey }
  }
  const events: Events = {
    ...store.events,
    async append(commit) {
      const appended = await store.events.append(commit)
      if (kindOf(commit.stream) === "plan") known.delete(scopeOf(commit.stream))
      return appended
    },
  }
  const views: Views = {
    ...store.views,
    async put(rows) {
      await store.views.put(rows)
      for (const { kind, scope } of rows) {
        if (kind === "output") known.delete(scope)
        if (kind === "plan") listed.clear()
        if (kind === "output" || kind === "activity" || kind === "plan") placed.delete(scope)
      }
    },
  }
  const now = () => Date.parse(clock())
  const planSnapshot = (plan: string, fresh = false) => recall({ known, of: plan, fresh, now: now() }, read)
  const places = (plan: string) => recall({ known: placed, of: plan, now: now() }, () => readPlaces(store.views, plan))
  const plans = () =>
    recall({ known: listed, of: "plans", now: now() }, async () =>
      (await store.views.list({ kind: "plan" })).map(({ scope }) => scope),
    )
  return { events, views, planSnapshot, places, plans }
}

interface Remembered<T> {
  value: Promise<T>
  at: number
}

interface Recalled<K, T> {
  known: Map<K, Remembered<T>>
  of: K
  fresh?: boolean
  now: number
}

/** What is remembered or, where it is too old or has to be fresh, what is read. */
function recall<K, T>({ known, of, fresh, now }: Recalled<K, T>, read: (of: K) => Promise<T>): Promise<T> {
  const remembered = known.get(of)
  if (!fresh && remembered && Math.abs(now - remembered.at) < CACHE_TTL) return remembered.value
  const value = read(of)
  known.set(of, { value, at: now })
  value.catch(() => known.delete(of))
  return value
}

async function keyIn(texts: Texts, hash: string | undefined): Promise<string | undefined> {
  if (hash === undefined) return undefined
  const key = await textBody(texts, hash)
  if (key === undefined) throw new Error(`the key of the plan's names, ${hash}, is not there`)
  return key
}

function promiseOf(row: Row): OutputPromise {
  const { deliverables, path, pathInferred } = bodyOf(row, "output").state.context
  return {
    deliverables: deliverables.map(({ id }) => id),
    ...(path && { path: { id: path, inferred: pathInferred === true } }),
  }
}
