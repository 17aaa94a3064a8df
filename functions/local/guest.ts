import { type Commit, project } from "@demarche/engine"
import { clockwork } from "../house/clock.ts"
import { houseOf, type Store } from "../house/house.ts"
import type { Log } from "../house/log.ts"
import { passedOverIn, react } from "../house/react.ts"
import type { Host } from "./host.ts"

/**
 * A host over a store that cannot be followed from this process: `settled` projects and answers what this process wrote, and
 * nothing that others did. Beside the cloud's functions, which hear of the same commits by the stream, that is safe: rows are
 * the same whoever makes them, and an answer has the id of what it answers. `clock` answers an RFC 3339 instant.
 */
export function guest(store: Store & AsyncDisposable, clock: () => string, reporter: Log): Host {
  const written: Commit[] = []
  const house = houseOf({ ...store, events: noting(store.events, written) }, clock)
  return {
    house,
    time: clockwork(house),
    async settled() {
      while (written.length > 0) {
        const commits = written.splice(0)
        await project(house.projection, commits)
        await react(house, commits, passedOverIn(reporter))
      }
    },
    stop: async () => store[Symbol.asyncDispose](),
  }
}

function noting(events: Store["events"], written: Commit[]): Store["events"] {
  return {
    ...events,
    async append(commit) {
      const appended = await events.append(commit)
      if (appended === "written") written.push(commit)
      return appended
    },
  }
}
