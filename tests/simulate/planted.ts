import type { Application, Store } from "@demarche/application/application"
import type { Workflow } from "@demarche/engine"
import type { Row } from "@demarche/event-store"
import type { ActMetadata } from "@demarche/workflows/metadata"
import type { Bug } from "./bugs.ts"

/** The store with the bugs that can be planted in one; `crashing` says whether an append that comes now would be lost in a crash. */
export function planted(store: Store, bug: Bug | undefined, crashing: () => boolean): Store {
  return {
    ...store,
    events: {
      ...store.events,
      async append(given) {
        const commit = bug === "the chain starts anew" && given.version === 3 ? { ...given, prev: null } : given
        if (bug === "append answers before it writes" && crashing()) return "written"
        const appended = await store.events.append(commit)
        return bug === "a conflict counts as written" ? "written" : appended
      },
    },
    views: {
      ...store.views,
      put: (rows) => store.views.put(miswritten(rows, bug)),
    },
  }
}

/** The same store as another process has it: commands queue by the events port, so these do not wait for the others'. */
export function asAnotherProcess(store: Store): Store {
  return { ...store, events: { ...store.events } }
}

function miswritten(rows: Row[], bug: Bug | undefined): Row[] {
  switch (bug) {
    case "projection writes only what it heard":
      return rows.slice(-1)
    case "projection takes the newest for the whole":
      return rows.map((row) => ({ ...row, body: { ...(row.body as object), planned: {} } }))
    case "views take any row":
      return rows.map((row) => ({ ...row, version: row.version + 1 }))
    default:
      return rows
  }
}

/** The house of one who never reads a plan again. */
export function withLongMemory(application: Application): Application {
  const known = new Map<string, ReturnType<Application["planSnapshot"]>>()
  return {
    ...application,
    planSnapshot(plan) {
      const lore = known.get(plan) ?? application.planSnapshot(plan)
      known.set(plan, lore)
      return lore
    },
  }
}

/** The house with, where that bug is planted, a clock that dates what time decided by when it noticed. */
export function withLateClock(application: Application, bug: Bug | undefined): Application {
  if (bug !== "the clock dates outcomes now") return application
  const { clock } = application.world
  const late = (workflow: Workflow<ActMetadata>): Workflow<ActMetadata> => ({
    ...workflow,
    deadlines: (view) => workflow.deadlines(view).map((due) => (due.at <= clock() ? { ...due, at: clock() } : due)),
  })
  return {
    ...application,
    workflows: new Map([...application.workflows].map(([name, workflow]) => [name, late(workflow)])),
  }
}
