import { EngineError, isEngineError } from "@demarche/engine"
import { kindOf } from "@demarche/event-store"
import { may } from "@demarche/workflows/offices"
import { amendmentCode, CarriedChange } from "@demarche/workflows/ownItems"
import * as z from "zod"
import { type Application, workflowOf } from "./application.ts"
import { type CarriedCommand, carriedCommands } from "./carriedCommands.ts"
import type { CheckedRequest } from "./refusals.ts"
import { rehearsalOf } from "./rehearsal.ts"

/**
 * Tries out what an amendment would carry, one change after another, as if it were agreed now. What is refused already is proposed to
 * nobody. Whether it may be proposed at all, the command itself is asked. `decide` takes one as the system.
 * @throws EngineError `rejected` and `invalid` with the places of the changes
 */
export async function rehearseChanges(
  application: Application,
  { plan, by, command, reason, correlation }: CheckedRequest,
  decide: (application: Application, change: CarriedCommand) => Promise<unknown>,
): Promise<void> {
  const { context } = await application.planSnapshot(plan)
  const read = z.array(CarriedChange).safeParse(command.changes)
  if (!read.success || !context.procedure?.amendments || !may("plan", "proposeAmendment", by.office)) return
  const number = (context.amendments ?? []).length + 1
  const amendment = { plan, number, reason: reason ?? "an amendment", mandate: `${plan}.${amendmentCode(number)}` }
  const rehearsal = rehearsalOf(application)
  for (const [index, request] of carriedCommands(amendment, read.data).entries()) {
    try {
      if (read.data[index]?.fields.type !== undefined) throw namedTwice()
      await assertFree(rehearsal, request)
      await decide(rehearsal, { ...request, correlation })
    } catch (error) {
      throw placed(error, `changes.${index}`)
    }
  }
}

/** A command has its name beside its fields; one among them would stand in the text that is agreed, and do nothing. */
function namedTwice(): EngineError {
  return new EngineError({ code: "invalid", errors: [{ path: "type", message: "the change is named by `name`" }] })
}

/** @throws EngineError `rejected` where a change begins an item that is there already */
async function assertFree(rehearsal: Application, { stream, command }: ReturnType<typeof carriedCommands>[number]) {
  const begins = workflowOf(rehearsal, kindOf(stream)).begins.has(command.type)
  if (begins && (await rehearsal.world.events.head(stream)))
    throw new EngineError({ code: "rejected", failing: ["CODE_TAKEN"] })
}

/** The error of a change, with its fields as those of the amendment. */
function placed(error: unknown, place: string): unknown {
  if (isEngineError(error, "rejected")) {
    const { failing, fields = {} } = error.refusal
    const inside = (code: string) =>
      code === "CODE_TAKEN" ? [`${place}.item`] : (fields[code]?.map((field) => `${place}.fields.${field}`) ?? [place])
    return new EngineError(
      { code: "rejected", failing, fields: Object.fromEntries(failing.map((code) => [code, inside(code)])) },
      error,
    )
  }
  if (!isEngineError(error, "invalid")) return error
  const errors = error.refusal.errors.map(({ path, message }) => ({ path: `${place}.fields.${path}`, message }))
  return new EngineError({ code: "invalid", errors }, error)
}
