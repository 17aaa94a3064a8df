import { isEngineError } from "@demarche/engine"
import { kindOf } from "@demarche/event-store"
import type { PlanDifference } from "@demarche/plan-file/differences"
import type { ImportStep } from "@demarche/plan-file/importCommands"
import { may } from "@demarche/workflows/offices"
import type { Actor } from "@demarche/workflows/terms"

const OTHERS_SEND = "It is taken over when the Presidency or the secretariat sends the file."
const PROCEDURE_IS_DECIDED =
  "The rules of procedure of an adopted plan are changed by the Presidency, or the secretariat on its behalf, by `amend` with the decision it rests on (`mandate`): do that first, and send the file again."

const AMENDED_ON_PATH =
  "The rules of procedure put changes of an adopted plan on a path: propose this one by `proposeAmendment`."

/** Sends what takes a difference over, as that actor; resolves to it, with why and what to do where it is refused. @throws as `send` what is no refusal, and where the actor may not import. */
export async function takeOver(
  difference: PlanDifference,
  step: ImportStep,
  { office }: Actor,
  send: (step: ImportStep) => Promise<unknown>,
): Promise<PlanDifference> {
  const left = (how: string): PlanDifference => ({ ...difference, taken: false, how })
  if (!may(kindOf(step.stream), step.command.type, office)) return left(OTHERS_SEND)
  try {
    await send(step)
    return difference
  } catch (error) {
    if (!isEngineError(error, "rejected") || error.refusal.failing.includes("OFFICE")) throw error
    if (error.refusal.failing.includes("OFFICE_ABOVE")) return left(OTHERS_SEND)
    if (error.refusal.failing.includes("AMENDED_ON_PATH")) return left(AMENDED_ON_PATH)
    if (error.refusal.failing.includes("PROCEDURE_AUTHORITY")) return left(PROCEDURE_IS_DECIDED)
    return left(`It is refused now (${error.refusal.failing.join(", ")}): send the file again once it may be.`)
  }
}
