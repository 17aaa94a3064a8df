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

/** A command by a person, a program, a reaction or the import. */
export interface CommandRequest extends IncomingCommand<ActMetadata> {
  /** The plan whose people, calendar and meetings the facts are computed from. */
  plan: string
  /** The credential itself is the mandate: an unexpired key, or the system's own reaction. */
  mandateImplied: boolean
}

/** The only write path: computes the facts from the plan and lets the engine decide. @throws as `handle`. */
export function execute(application: Application, ask: CommandRequest): Promise<Outcome> {
  return handle(
    application.world,
    workflowOf(application, kindOf(ask.stream)),
    ask,
    factsOf(application, ask.plan, ask.by, ask.mandateImplied),
  )
}

/** The context of a plan (people, calendar, meetings); the initial one where the plan does not exist yet. */
export async function planContext(application: Application, plan: string): Promise<planWorkflow.Context> {
  return (await application.planSnapshot(plan)).context
}

/** Computes the facts for a command in that plan, as `handle` asks for them. */
function factsOf(application: Application, plan: string, by: Actor, mandateImplied: boolean): FactsOf<ActMetadata> {
  return async (view, command, at, now) => caseOf(application, { plan, by, mandateImplied, at, now }, view, command)
}

/** A case whose plan is given by its id: who acts in it, when, and when it is recorded. */
export type CaseInPlan = Omit<DecisionCase, "plan" | "promises"> & { plan: string }

/**
 * The facts for a command or, without one, for `explain`. Where a due date is recomputed, the plan is read after the item,
 * so that of two writers the last one knows the later plan.
 * @throws EngineError `invalid` for a malformed deadline or an unknown time zone.
 */
export async function caseOf(
  application: Application,
  { plan, ...given }: CaseInPlan,
  view: View,
  command?: Command,
): Promise<Facts> {
  const zone = command && zoned.has(command.type) && "zone" in command ? command.zone : undefined
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

/** The commands with a person's time zone. */
const zoned = new Set(["addPerson", "updatePerson"])

function malformed(path: string, message: string, cause?: Error): EngineError {
  return new EngineError({ code: "invalid", errors: [{ path, message }] }, cause)
}
