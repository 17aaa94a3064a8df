import { type ExplainedTransition, explain, type StreamState, type View } from "@demarche/engine"
import { kindOf, scopeOf } from "@demarche/event-store"
import { officesFor } from "@demarche/workflows/offices"
import type { Actor } from "@demarche/workflows/terms"
import { type Application, workflowOf } from "./application.ts"
import { caseOf } from "./execute.ts"
import { standingFaults } from "./stateFaults.ts"

/**
 * Every command that people may take on a stream, for that actor now: whether it could be taken, and the rules that refuse it
 * whatever its fields; those of the machine, then those that `execute` asks outside it.
 */
export async function possibleTransitions(
  application: Application,
  { standing, view: before }: { standing: StreamState; view: View },
  { by, mandateImplied }: { by: Actor; mandateImplied: boolean },
): Promise<ExplainedTransition[]> {
  const { stream } = standing.commit
  const [kind, plan, at] = [kindOf(stream), scopeOf(stream), application.world.clock()]
  const facts = await caseOf(application, { plan, stream, by, mandateImplied, at, now: at }, before)
  const workflow = workflowOf(application, kind)
  const snapshot = await application.planSnapshot(plan)
  const act = { by, facts, at, version: standing.version + 1 }
  const explained = explain(workflow, standing.snapshot, act).filter(
    ({ name }) => !workflow.begins.has(name) && forPeople(kind, name),
  )
  return Promise.all(
    explained.map(async (transition) => {
      if (!transition.allowed) return transition
      const around = { application, plan, snapshot, stream, before, act: { ...act, command: transition.name } }
      const failing = await standingFaults(around)
      return { ...transition, allowed: failing.length === 0, failing }
    }),
  )
}

/** Whether people may take the command, and not only the system. */
export function forPeople(kind: string, name: string): boolean {
  return name !== "finishImport" && (officesFor(kind, name)?.some((office) => office !== "system") ?? true)
}
