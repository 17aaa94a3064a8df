import {
  type Actor,
  EngineError,
  type Facts,
  type FactsOf,
  handle,
  type Outcome,
  type Request,
  type State,
  type View,
} from "@demarche/engine"
import { kindOf } from "@demarche/store"
import { type output, plan as planWorkflow } from "@demarche/workflows"
import { DeadlineError, factsFor, type OutputPromise } from "@demarche/workplan"
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

/** What the plan's own stream knows; the empty context of a plan that is not there yet. */
export async function planContext(house: House, plan: string): Promise<planWorkflow.Context> {
  const head = await house.world.events.head(`plan:${plan}`)
  return ((head?.state as State | undefined)?.context as planWorkflow.Context) ?? planWorkflow.machine.config.context
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
  const [context, promises] = await Promise.all([planContext(house, plan), promisesOf(house, plan)])
  try {
    return factsFor({ plan: context, by, at, vouched, promises }, view, command)
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error
    const path = command?.type === "openConsultation" ? "closes" : "until"
    throw new EngineError({ code: "invalid", errors: [{ path, message: error.message }] }, error)
  }
}

/** The deliverables that the plan's outputs promise, each output with its approval policy. */
export async function promisesOf(house: House, plan: string): Promise<OutputPromise[]> {
  const rows = await house.views.list({ kind: "output", plan })
  return rows.map(({ body }) => {
    const { context } = (body as { state: State }).state as { context: output.Context }
    const { deliverables, policy, policyAssumed = true } = context
    return {
      deliverables: deliverables.map(({ id }) => id),
      ...(policy && { policy: { value: policy, inferred: policyAssumed } }),
    }
  })
}
