import { createApplication, type Store } from "@demarche/application/application"
import type { Logger } from "@demarche/application/logger"
import { logSkipped, react } from "@demarche/application/processes/react"
import { createSchedule } from "@demarche/application/processes/schedule"
import { type Commit, project } from "@demarche/engine"
import type { Host } from "./host.ts"

/**
 * One-shot host: `settled` projects and reacts to this process's own commits only, because DynamoDB's stream cannot be tailed
 * here. The cloud's functions consume the same commits; that is safe, since rows are deterministic and reactions have ids
 * derived from their commits. `clock` returns an RFC 3339 instant.
 */
export function oneShotHost(store: Store & AsyncDisposable, clock: () => string, reporter: Logger): Host {
  const written: Commit[] = []
  const application = createApplication({ ...store, events: noting(store.events, written) }, clock)
  return {
    application,
    schedule: createSchedule(application),
    async settled() {
      while (written.length > 0) {
        const commits = written.splice(0)
        await project(application.projection, commits)
        await react(application, commits, logSkipped(reporter))
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
