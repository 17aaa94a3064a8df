import { createApplication, type Store } from "@demarche/application/application"
import type { Logger } from "@demarche/application/logger"
import { logSkipped, react } from "@demarche/application/processes/react"
import { runImports } from "@demarche/application/processes/runImports"
import { createSchedule } from "@demarche/application/processes/schedule"
import { type Commit, project } from "@demarche/engine"
import type { Host } from "./host.ts"

/**
 * One-shot host: `settled` projects this process's own commits, reacts to them and runs the imports they ask for, because DynamoDB's stream cannot be tailed
 * here. The cloud's functions consume the same commits; that is safe, since rows are deterministic and reactions have ids
 * derived from their commits. `clock` returns an RFC 3339 instant.
 */
export function oneShotHost(store: Store & AsyncDisposable, clock: () => string, reporter: Logger): Host {
  const written: Commit[] = []
  const application = createApplication({ ...store, events: noting(store.events, written) }, clock)
  let settling = Promise.resolve()
  const settle = async () => {
    while (written.length > 0) {
      const commits = written.splice(0)
      await project(application.projection, commits)
      await react(application, commits, logSkipped(reporter))
      await runImports(application, commits)
    }
  }
  return {
    application,
    schedule: createSchedule(application),
    settled() {
      settling = settling.catch(() => {}).then(settle)
      return settling
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
