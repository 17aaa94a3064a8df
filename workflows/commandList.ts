import type { Commands } from "@demarche/engine/definition"
import type { Office } from "./terms.ts"

/** What may be asked of a workflow: per command its fields, the events it may come to, and the offices that may. */
export type CommandList<EventType extends string> = Commands<string, EventType> &
  Readonly<Record<string, { offices: Offices }>>

type Offices = readonly Office[]

export const coordination: Offices = ["coordinator", "isu"]
export const steering: Offices = ["coordinator", "presidency"]
export const importing: Offices = ["coordinator", "presidency", "isu", "system"]
export const members: Offices = ["coordinator", "presidency", "thematicCoordinator", "delegate", "isu"]
export const invited: Offices = [...members, "genderFocalPoint", "partner"]
export const everyone: Offices = [...invited, "observer", "auditor"]
