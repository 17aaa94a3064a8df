import { readsActor, readsPayload } from "@demarche/engine/definition"
import { type CommandList, isTakenInScope, officesIn, rowOf, type TakenInScope } from "./commandList.ts"
import type { WorkplanEventMetadata } from "./metadata.ts"
import type { Office } from "./terms.ts"

/** What a rule is given: what the workflow knows, and the event that is to happen with the act it came of. */
export interface RuleInput<Context = unknown> {
  context: Context
  event: WorkplanEventMetadata
}

/** Whether that office records what others did, or what came earlier. */
export function actsForOthers(office: Office): boolean {
  return office === "secretariat" || rowOf(office) === "coordinator"
}

/**
 * OFFICE, from a workflow's list of commands: the acting office may do this and its mandate covers now and this part of the
 * plan, of which a scoped one takes what is `taken` in scope; only secretariat, coordinators and chairs record for another party or
 * as received earlier. What time decides needs no office.
 */
export function officeGuard(commands: CommandList<string>, taken?: TakenInScope) {
  return readsActor(({ by, command, facts, received }: WorkplanEventMetadata) => {
    if (by.office === "clock") return true
    const own = !by.onBehalfOf && !received
    const able = officesIn(commands, command, taken).includes(by.office)
    const mandated = facts.mandated && (!facts.scoped || isTakenInScope(command, taken))
    return able && mandated && (own || actsForOthers(by.office))
  })
}

/** REASON: whoever does this says why. */
export const reasonGiven = readsPayload(({ event }: RuleInput) => event.reason !== undefined)
