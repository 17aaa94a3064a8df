import type * as definition from "@demarche/engine/definition"
import type { Act, Office } from "./terms.ts"

/** What may be asked of a workflow: per command its fields, the events it may come to, and the offices that may. */
export type Commands<EventType extends string> = definition.Commands<string, EventType> &
  Readonly<Record<string, { offices: Offices }>>

type Offices = readonly Office[]

export const coordination: Offices = ["coordinator", "isu"]
export const steering: Offices = ["coordinator", "presidency"]
export const importing: Offices = ["coordinator", "presidency", "isu", "system"]
export const members: Offices = ["coordinator", "presidency", "thematicCoordinator", "delegate", "isu"]
export const invited: Offices = [...members, "genderFocalPoint", "partner"]
export const everyone: Offices = [...invited, "observer", "auditor"]

const recorders: Offices = ["isu", "coordinator"]

/**
 * The guard OFFICE of a workflow, from its list of commands: the acting office may do this and its mandate covers now;
 * only secretariat and coordinators record for another party or as received earlier. What time decides needs no office.
 */
export function officeGuard(commands: Readonly<Record<string, { offices: Offices }>>) {
  return ({ event }: { event: Act }): boolean => {
    const { by, command, facts, received } = event
    if (by.office === "clock") return true
    const own = !by.onBehalfOf && !received
    const able = Object.hasOwn(commands, command) && commands[command]?.offices.includes(by.office) === true
    return able && facts.mandated && (own || recorders.includes(by.office))
  }
}
