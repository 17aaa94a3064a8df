import { readsActor, readsPayload } from "@demarche/engine/definition"
import type { CommandList } from "./commandList.ts"
import type { WorkplanEventMetadata } from "./metadata.ts"
import type { Office } from "./terms.ts"

/** What a rule is given: what the workflow knows, and the event that is to happen with the act it came of. */
export interface RuleInput<Context = unknown> {
  context: Context
  event: WorkplanEventMetadata
}

const recorders: readonly Office[] = ["secretariat", "coordinator"]

/**
 * OFFICE, from a workflow's list of commands: the acting office may do this and its mandate covers now; only secretariat
 * and coordinators record for another party or as received earlier. What time decides needs no office.
 */
export function officeGuard(commands: CommandList<string>) {
  return readsActor(({ by, command, facts, received }: WorkplanEventMetadata) => {
    if (by.office === "clock") return true
    const own = !by.onBehalfOf && !received
    const able = Object.hasOwn(commands, command) && commands[command]?.offices.includes(by.office) === true
    return able && facts.mandated && (own || recorders.includes(by.office))
  })
}

/** REASON: whoever does this says why. */
export const reasonGiven = readsPayload(({ event }: RuleInput) => event.reason !== undefined)
