import {
  type Actor,
  EngineError,
  type Facts,
  type FactsOf,
  handle,
  type Outcome,
  type Request,
  type View,
} from "@demarche/engine"
import { kindOf } from "@demarche/store"
import type { plan as planWorkflow } from "@demarche/workflows"
import { DeadlineError, factsFor } from "@demarche/workplan"
import { type House, workflowOf } from "./house.ts"

/** A command from whomever: a person, a program, a reaction, the import. */
export interface Ask extends Request {
  /** The plan whose people, calendar and meetings the case is judged by. */
  plan: string
  /** The credential itself is the mandate: a key within its term, the engine's own answer to an event. */
  vouched: boolean
}

/** The one way to the record: the facts of the case are worked out from its plan, and the engine decides. Throws as `handle` does. */
export function act(house: House, ask: Ask): Promise<Outcome> {
  return handle(house.world, workflowOf(house, kindOf(ask.stream)), ask, factsOf(house, ask.plan, ask.by, ask.vouched))
}

/** The plan's people, calendar and meetings; the empty context of a plan that is not there yet. */
export async function planContext(house: House, plan: string): Promise<planWorkflow.Context> {
  return (await house.loreOf(plan)).context
}

/** The facts of a case in that plan, for `handle` and, without a command, for `explain`. */
export function factsOf(house: House, plan: string, by: Actor, vouched: boolean): FactsOf {
  return async (view, command, at) => caseOf(house, plan, by, vouched, view, at, command)
}

export async function caseOf(
  house: House,
  plan: string,
  by: Actor,
  vouched: boolean,
  view: View,
  at: string,
  command?: { type: string },
): Promise<Facts> {
  const { context, promises } = await house.loreOf(plan)
  try {
    return factsFor({ plan: context, by, at, vouched, promises }, view, command)
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error
    const path = command?.type === "openConsultation" ? "closes" : "until"
    throw new EngineError({ code: "invalid", errors: [{ path, message: error.message }] }, error)
  }
}
