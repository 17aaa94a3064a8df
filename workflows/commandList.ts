import type { Commands } from "@demarche/engine/definition"
import type { Office } from "./terms.ts"

/**
 * What may be asked of a workflow: per command its fields, the events it may come to, the offices that may, and whether it
 * may, on an item of a plan, also be taken before the plan is adopted or after its cycle is closed.
 */
export type CommandList<EventType extends string> = Commands<string, EventType> &
  Readonly<Record<string, { offices: Offices; beforeAdoption?: true; afterClose?: true }>>

type Offices = readonly Office[]

export const coordination: Offices = ["coordinator", "secretariat"]
export const steering: Offices = ["coordinator", "presidency"]
export const importing: Offices = ["coordinator", "presidency", "secretariat", "system"]
export const members: Offices = ["coordinator", "presidency", "thematicCoordinator", "delegate", "secretariat"]
export const invited: Offices = [...members, "focalPoint", "partner"]
export const everyone: Offices = [...invited, "observer", "auditor"]
