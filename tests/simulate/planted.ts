import type { House, Store } from "../../functions/house/house.ts"
import type { Workflow } from "../../packages/engine/index.ts"
import type { Row } from "../../packages/store/index.ts"
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
export function withLongMemory(house: House): House {
  const known = new Map<string, ReturnType<House["loreOf"]>>()
  return {
    ...house,
    loreOf(plan) {
      const lore = known.get(plan) ?? house.loreOf(plan)
      known.set(plan, lore)
      return lore
    },
  }
}

/** The house with, where that bug is planted, a clock that dates what time decided by when it noticed. */
export function withLateClock(house: House, bug: Bug | undefined): House {
  if (bug !== "the clock dates outcomes now") return house
  const { clock } = house.world
  const late = (workflow: Workflow): Workflow => ({
    ...workflow,
    deadlines: (view) => workflow.deadlines(view).map((due) => (due.at <= clock() ? { ...due, at: clock() } : due)),
  })
  return { ...house, workflows: new Map([...house.workflows].map(([name, workflow]) => [name, late(workflow)])) }
}
