import {
  defineWorkflows,
  type Projection,
  readingToday,
  type State,
  type Upcast,
  upcasting,
  type View,
  view,
  type Workflow,
  type World,
} from "@demarche/engine"
import { type Commit, type Events, kindOf, newSalt, type Texts, type Views } from "@demarche/event-store"
import { readToday } from "@demarche/past/record"
import * as workflows from "@demarche/workflows"
import { unprojectedStreams } from "@demarche/workflows/catalogue"
import type { ActMetadata } from "@demarche/workflows/metadata"
import { means, type Tag } from "@demarche/workflows/states"
import { type ContextOf, originOf, storedBodyAfter } from "@demarche/workplan"
import { backOff } from "./backOff.ts"
import { type DamageRegister, watchDamage } from "./damage.ts"
import { createPlanCache, type PlanSnapshot } from "./planCache.ts"
import type { Places } from "./readPlaces.ts"

/** An adapter of each port. */
export interface Store {
  events: Events
  views: Views
  texts: Texts
}

/** Everything a use case needs, whoever hosts it: the record, its views, and every workflow by its name. */
export interface Application {
  world: World
  /** The events as they are stored, of whatever version, for exports and proofs; `world` has them as they read today. */
  record: Events
  /** A commit that comes from the store's log or its stream, as `world.events` reads it. */
  upcast: Upcast
  views: Views
  workflows: ReadonlyMap<string, Workflow<ActMetadata>>
  projection: Projection
  /** What of the record or the texts was found damaged. */
  damage: DamageRegister
  /** A plan from the cache; with `fresh` as it is now. */
  planSnapshot(plan: string, fresh?: boolean): Promise<PlanSnapshot>
  /** Where the items of a plan lie, from the cache. */
  places(plan: string): Promise<Places>
  /** The ids of all plans, those that are not whole yet among them, in the order of their bytes; from the cache. */
  plans(): Promise<string[]>
}

/** Every workflow of a work plan, ready to run, by its name. */
export const definedWorkflows = defineWorkflows(workflows)

/**
 * The application over a store. `clock` returns an RFC 3339 instant in UTC with milliseconds; `salt` is for tests that need
 * reproducible hashes, `pause` for those that need their own time between two attempts.
 */
export function createApplication(
  given: Store,
  clock: () => string,
  salt: () => string = newSalt,
  pause: (conflicts: number) => Promise<unknown> = backOff,
): Application {
  const { store, damage } = watchDamage(given)
  const { texts } = store
  const { events, views, planSnapshot, places, plans } = createPlanCache(
    { ...store, events: upcasting(store.events, workflowOfCommit, readToday) },
    clock,
    workflowOf({ workflows: definedWorkflows }, "plan"),
  )
  return {
    world: { events, texts, clock, salt, pause, scopeName: "plan" },
    record: store.events,
    upcast: readToday,
    views,
    workflows: definedWorkflows,
    projection: {
      events,
      views,
      workflows: definedWorkflows,
      bodyOf: storedBodyAfter,
      personOf: (commit) => originOf(commit).by.person,
      projects: (kind) => !unprojectedStreams.includes(kind),
    },
    damage,
    planSnapshot,
    places,
    plans,
  }
}

/** Reads the commits of streams, each from its first, as today's workflows do. @throws EngineError where one does not fold. */
export function presentCommits(): (commit: Commit) => Commit {
  return readingToday(workflowOfCommit, readToday)
}

function workflowOfCommit({ stream }: Commit) {
  return workflowOf({ workflows: definedWorkflows }, kindOf(stream))
}

/** The workflow of that name. @throws Error where there is none. */
export function workflowOf(application: Pick<Application, "workflows">, kind: string): Workflow<ActMetadata> {
  const workflow = application.workflows.get(kind)
  if (!workflow) throw new Error(`no workflow is called ${kind}`)
  return workflow
}

/** The view of a state of that workflow, with the state's context typed by kind. */
export function viewOf<K extends string>(
  application: Application,
  kind: K,
  state: State & { context: ContextOf<K> },
): View<ContextOf<K>> {
  return { ...view(workflowOf(application, kind), state), context: state.context }
}

/** Whether a state of that workflow, by its public name, means that; where there is none it means nothing. */
export function stateMeans(
  application: Application,
  kind: keyof typeof workflows,
  state: string | undefined,
  tag: Tag,
) {
  const known = state === undefined ? undefined : workflowOf(application, kind).states.get(state)
  return known !== undefined && means(known, tag)
}
