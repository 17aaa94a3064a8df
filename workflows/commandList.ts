import type { Commands } from "@demarche/engine/definition"
import type { Office } from "./terms.ts"

/**
 * What may be asked of a workflow: per command its fields, the events it may come to, the offices that may, and whether it
 * may, on an item of a plan, also be taken before the plan is adopted or after its cycle is closed.
 */
export type CommandList<EventType extends string> = Commands<string, EventType> &
  Readonly<Record<string, { offices: Offices; beforeAdoption?: true; afterClose?: true }>>

type Offices = readonly Office[]

/** Which commands of a workflow a mandate for a part of the plan may take there: all, or those named. */
export type TakenInScope = "all" | readonly string[]

/** The same by workflow: of an activity all, of an output what links its evidence, and what is everybody's own; of the plan nothing. */
export const takenInScope: Readonly<Record<string, TakenInScope>> = {
  activity: "all",
  output: ["linkEvidence", "unlinkEvidence"],
  access: ["addFeed", "revokeFeed"],
}

/** Whether a mandate for a part of the plan may take the command there. */
export function isTakenInScope(command: string, taken: TakenInScope = []): boolean {
  return taken === "all" || taken.includes(command)
}

/** The office whose row of the table an office has: within its track or activity a chair does what a coordinator does. */
export function rowOf(office: Office): Office {
  return office === "chair" ? "coordinator" : office
}

/** The offices that may ever take a command, chairs among them where coordinators are and a part of the plan is enough. */
export function officesIn(commands: CommandList<string>, command: string, taken?: TakenInScope): Offices {
  const offices = (Object.hasOwn(commands, command) ? commands[command]?.offices : undefined) ?? []
  const chaired = offices.includes(rowOf("chair")) && isTakenInScope(command, taken)
  return chaired ? [...offices, "chair"] : offices
}

export const coordination: Offices = ["coordinator", "secretariat"]
export const steering: Offices = ["coordinator", "presidency"]
export const importing: Offices = ["coordinator", "presidency", "secretariat", "system"]
export const members: Offices = ["coordinator", "presidency", "thematicCoordinator", "delegate", "secretariat"]
export const invited: Offices = [...members, "focalPoint", "partner"]
export const everyone: Offices = [...invited, "observer", "auditor"]
