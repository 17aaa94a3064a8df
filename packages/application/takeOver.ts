import { isEngineError } from "@demarche/engine"
import { kindOf } from "@demarche/event-store"
import type { PlanDifference } from "@demarche/plan-file/differences"
import type { ImportStep } from "@demarche/plan-file/importCommands"
import type { NotTakenReason } from "@demarche/plan-file/notTaken"
import { may } from "@demarche/workflows/offices"
import type { Actor } from "@demarche/workflows/terms"

/** Sends what takes a difference over, as that actor; resolves to it, with why where it is refused. @throws as `send` what is no refusal, and where the actor may not import. */
export async function takeOver(
  difference: PlanDifference,
  step: ImportStep,
  { office }: Actor,
  send: (step: ImportStep) => Promise<unknown>,
): Promise<PlanDifference> {
  const left = (why: NotTakenReason): PlanDifference => ({ ...difference, taken: false, why })
  if (!may(kindOf(step.stream), step.command.type, office)) return left({ code: "othersSend" })
  try {
    await send(step)
    return difference
  } catch (error) {
    if (!isEngineError(error, "rejected") || error.refusal.failing.includes("OFFICE")) throw error
    const { failing } = error.refusal
    if (failing.includes("OFFICE_ABOVE")) return left({ code: "othersSend" })
    if (failing.includes("AMENDED_ON_PATH")) return left({ code: "proposed" })
    if (failing.includes("PROCEDURE_AUTHORITY")) return left({ code: "procedureDecided" })
    return left({ code: "refused", failing })
  }
}
