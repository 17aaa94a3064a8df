import * as z from "zod"

/** What a plan brings along itself: the item on which it is adopted, and those on which it is amended. */
export const OwnItem = z.enum(["adoption", "amendment"])
export type OwnItem = z.infer<typeof OwnItem>

/** The code of the item on which a plan is adopted. */
export const adoptionCode = "adoption"

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
function changesPlan(workflow: string, command: string): boolean {
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
