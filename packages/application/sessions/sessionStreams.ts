import { loadState } from "@demarche/engine"
import { type StreamName, scopeOf } from "@demarche/event-store"
import type { session as sessionWorkflow } from "@demarche/workflows"
import { type Application, viewOf, workflowOf } from "../application.ts"
import { execute, SYSTEM_ACTOR } from "../execute.ts"

/** How the streams of addresses are read and written: in nobody's name, since nobody is known before they are in. */
export function sessionStreams(application: Application) {
  const { events, clock } = application.world
  return {
    /** What is known at an address; undefined where nothing has happened there. One read. */
    async contextOf(address: StreamName): Promise<sessionWorkflow.Context | undefined> {
      const found = await loadState(events, workflowOf(application, "session"), address, clock())
      return found && viewOf(application, "session", found.snapshot).context
    },

    /** @throws EngineError as `execute`. */
    take(address: StreamName, command: sessionWorkflow.Command, correlation: string) {
      const plan = scopeOf(address)
      return execute(application, {
        ...{ plan, stream: address, command, by: SYSTEM_ACTOR, mandateImplied: true, correlation },
      })
    },
  }
}
