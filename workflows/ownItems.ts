import * as z from "zod"
import { meaning } from "./meanings.ts"
import { Id, Said } from "./terms.ts"

/** What a plan brings along itself: the item on which it is adopted, and those on which it is amended. */
export const OwnItem = z.enum(["adoption", "amendment"])
export type OwnItem = z.infer<typeof OwnItem>

/** The code of the item on which a plan is adopted. */
export const adoptionCode = "adoption"

/** The code of the item on which the amendment of that number is agreed. */
export function amendmentCode(number: number): string {
  return `amendment-${number}`
}

/** The number of the amendment that is agreed on the item of that code. */
export function amendmentIn(code: string): number {
  return Number(code.replace(/^\D+/, ""))
}

/** What the code of an item is kept for; undefined for any other. */
export function ownItemOf(code: string): OwnItem | undefined {
  if (code === adoptionCode) return "adoption"
  return /^amendment-\d+$/.test(code) ? "amendment" : undefined
}

/** What changes what a plan says: its tracks, activities, outputs, dates and rules of procedure, by the workflow that it is asked of. */
const changing: Readonly<Record<string, readonly string[]>> = {
  plan: ["amend", "addMeeting", "moveMeeting"],
  activity: ["plan", "amend", "setDue"],
  output: ["promise", "amend", "setDue"],
}

/** What ends an item, or takes it up, before the plan is adopted. */
const dropping: readonly string[] = ["cancel", "supersede", "decideFeasibility", "expandPlaceholder", "notPursue"]

/** Whether the command changes what a plan says. */
export function changesPlan(workflow: string, command: string): boolean {
  return changing[workflow]?.includes(command) === true
}

/** Whether it changes what is proposed: what the plan says, or what becomes of it. */
export function changesProposal(workflow: string, command: string): boolean {
  return changesPlan(workflow, command) || (workflow !== "request" && dropping.includes(command))
}

/** What may not be asked of an item whose text is the plan, or a change of it: that text follows from the plan, and its path from the procedure. */
const fixedFor: Readonly<Record<OwnItem, readonly string[]>> = {
  amendment: ["addDraft", "addAnnex", "amend", "confirm", "conclude", "supersede", "carryOver", "reopen"],
  adoption: ["addDraft", "addAnnex", "amend", "confirm", "conclude", "supersede", "carryOver", "reopen", "cancel"],
}

/** Whether the plan's own item is not for people to change so. */
export function isFixedFor(own: OwnItem, command: string): boolean {
  return fixedFor[own].includes(command)
}

/** What may be changed of an adopted plan at once although amendments are on a path: whom it knows, and its calendar. */
const beside: readonly string[] = [
  ...[
    "type",
    "parties",
    "partyWording",
    "bodies",
    "bodyWording",
    "closures",
    "weekend",
    "reminders",
    "warnings",
    "written",
  ],
]

/** Whether an amendment of the plan itself changes its title, tracks, dates or rules of procedure. */
export function amendsPlan(command: object): boolean {
  return Object.keys(command).some((field) => !beside.includes(field))
}

/** A command that an amendment carries: on the plan itself, or on the activity or the output of that code. */
export const CarriedChange = z
  .strictObject({
    of: z.enum(["plan", "activity", "output"]),
    item: meaning(Id, { is: "opaque" }).optional(),
    name: z.enum(["amend", "addMeeting", "moveMeeting", "plan", "promise", "setDue"]),
    fields: z.record(meaning(z.string().max(60), { is: "opaque" }), meaning(z.unknown(), { is: "opaque" })), // each is tried as a command of its own
  })
  .refine(({ of, name }) => changesPlan(of, name), { path: ["name"], error: "is no change of that" })
  .refine(({ of, item }) => (of === "plan") === (item === undefined), {
    path: ["item"],
    error: "names the activity or the output; the plan itself has no name here",
  })
export type CarriedChange = z.infer<typeof CarriedChange>

/** A change that was refused when its time came: which of them, from 1, and by which rules. */
export const RefusedChange = z.object({ change: z.int().min(1), failing: z.array(Said).max(50) })
export type RefusedChange = z.infer<typeof RefusedChange>
