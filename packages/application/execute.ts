import {
  type Command,
  EngineError,
  type FactsOf,
  handle,
  type IncomingCommand,
  type Outcome,
  type View,
} from "@demarche/engine"
import { kindOf } from "@demarche/event-store"
import type { plan as planWorkflow } from "@demarche/workflows"
import type { ActMetadata, Actor, Facts } from "@demarche/workflows/terms"
import { DeadlineError, type DecisionCase, factsFor, zoneExists } from "@demarche/workplan"
import { type Application, workflowOf } from "./application.ts"

/** A command from whomever: a person, a program, a reaction, the import. */
export interface CommandRequest extends IncomingCommand<ActMetadata> {
  /** The plan whose people, calendar and meetings the case is judged by. */
  plan: string
  /** The credential itself is the mandate: a key within its term, the engine's own answer to an event. */
  mandateImplied: boolean
}

/** The one way to the record: the facts of the case are worked out from its plan, and the engine decides. Throws as `handle` does. */
export function execute(application: Application, ask: CommandRequest): Promise<Outcome> {
  return handle(
    application.world,
    workflowOf(application, kindOf(ask.stream)),
    ask,
    factsOf(application, ask.plan, ask.by, ask.mandateImplied),
  )
}

/** The plan's people, calendar and meetings; the empty context of a plan that is not there yet. */
export async function planContext(application: Application, plan: string): Promise<planWorkflow.Context> {
  return (await application.planSnapshot(plan)).context
}

/** The facts of a case in that plan, for `handle` and, without a command, for `explain`. */
function factsOf(application: Application, plan: string, by: Actor, mandateImplied: boolean): FactsOf<ActMetadata> {
  return async (view, command, at, now) =>
    caseOf(application, { plan, by, mandateImplied: mandateImplied, at, now }, view, command)
}

/** A case before its plan is looked up: who acts there, when, and when it is recorded. */
export type CaseInPlan = Omit<DecisionCase, "plan" | "promises"> & { plan: string }

/**
 * The facts of a case for a command, or for `explain` where none is given. What hangs on a meeting is dated by the plan
 * read after the item: of two who do so, the last to write knows the later plan. @throws EngineError `invalid` for a
 * deadline or a zone that is none.
 */
export async function caseOf(
  application: Application,
  { plan, ...given }: CaseInPlan,
  view: View,
  command?: Command,
): Promise<Facts> {
  const zone = command && people.has(command.type) && "zone" in command ? command.zone : undefined
  if (typeof zone === "string" && zone && !zoneExists(zone))
    throw malformed("zone", `there is no time zone ${JSON.stringify(zone)}`)
  const { context, promises } = await application.planSnapshot(plan, command?.type === "recordDue")
  try {
    return factsFor({ ...given, plan: context, promises }, view, command)
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error
    const path = command?.type === "openConsultation" ? "closes" : "until"
    throw malformed(path, error.message, error)
  }
}

/** The commands that say where a person is. */
const people = new Set(["addPerson", "updatePerson"])

function malformed(path: string, message: string, cause?: Error): EngineError {
  return new EngineError({ code: "invalid", errors: [{ path, message }] }, cause)
}
