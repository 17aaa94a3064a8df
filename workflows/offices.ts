import { commands as access } from "./accessCommands.ts"
import { commands as activity } from "./activity/commands.ts"
import { type CommandList, officesIn, takenInScope } from "./commandList.ts"
import { commands as delivery } from "./deliveryCommands.ts"
import { commands as planImport } from "./importCommands.ts"
import { commands as notice } from "./noticeCommands.ts"
import { commands as output } from "./outputCommands.ts"
import { commands as plan } from "./planCommands.ts"
import { commands as request } from "./requestCommands.ts"
import { commands as session } from "./sessionCommands.ts"
import { type Actor, type Office, Visibility } from "./terms.ts"
import { commands as webhook } from "./webhookCommands.ts"

/** What may be asked of each workflow, by its name. */
export const commandLists: Readonly<Record<string, CommandList<string>>> = {
  access,
  activity,
  delivery,
  import: planImport,
  notice,
  output,
  plan,
  request,
  session,
  webhook,
}

/** Who may do what, from the workflows' lists of commands: workflow, command, the offices that may. What it does not name is refused. */
export const offices: Readonly<Record<string, Readonly<Record<string, readonly Office[]>>>> = Object.fromEntries(
  Object.entries(commandLists).map(([workflow, list]) => [
    workflow,
    Object.fromEntries(Object.keys(list).map((command) => [command, officesIn(list, command, takenInScope[workflow])])),
  ]),
)

/** What the lists say of a command of a workflow; undefined where they do not know it. */
export function entryOf(workflow: string, command: string): CommandList<string>[string] | undefined {
  const list = Object.hasOwn(commandLists, workflow) ? commandLists[workflow] : undefined
  return list && Object.hasOwn(list, command) ? list[command] : undefined
}

/** The offices that may take a command of a workflow; undefined where the lists do not know it. */
export function officesFor(workflow: string, command: string): readonly Office[] | undefined {
  const list = Object.hasOwn(offices, workflow) ? offices[workflow] : undefined
  return list && Object.hasOwn(list, command) ? list[command] : undefined
}

/** Whether the office may ever take this command of this workflow. */
export function may(workflow: string, command: string, office: Office): boolean {
  return officesFor(workflow, command)?.includes(office) ?? false
}

/** How high each office stands; those of one number stand level. */
export const ranks: Readonly<Record<Office, number>> = {
  clock: 3,
  system: 3,
  presidency: 2,
  secretariat: 2,
  coordinator: 1,
  chair: 0,
  thematicCoordinator: 0,
  focalPoint: 0,
  delegate: 0,
  partner: 0,
  observer: 0,
  auditor: 0,
}

/** Whether an office stands above another. */
export function isAbove(one: Office, other: Office): boolean {
  return ranks[one] > ranks[other]
}

/** How far into the record each office sees. */
export const clearance: Record<Office, Visibility> = {
  coordinator: "restricted",
  chair: "restricted",
  presidency: "restricted",
  secretariat: "restricted",
  auditor: "restricted",
  clock: "restricted",
  system: "restricted",
  thematicCoordinator: "committee",
  focalPoint: "committee",
  delegate: "committee",
  partner: "public",
  observer: "public",
}

/** How far into the record the most trusted of those offices sees. */
export function clearanceOf(held: readonly Office[]): Visibility {
  return Visibility.options.findLast((each) => held.some((office) => clearance[office] === each)) ?? "public"
}

const levels: readonly string[] = Visibility.options
const rank = (visibility = "public") => levels.indexOf(visibility)

/** The stricter of two visibilities. */
export function stricter(one: string | undefined, other: Visibility): string {
  return one !== undefined && rank(one) > rank(other) ? one : other
}

/** What has that visibility, as a reader of that clearance may know it: null where they may not. */
export function toldTo<T>(clearance: Visibility, visibility: Visibility, what: T): T | null {
  return mayRead(clearance)({ visibility }) ? what : null
}

/** Who reads: how far into the record they see and, where they hold an office of the plan, who they are. */
export interface RecordReader {
  clearance: Visibility
  by?: Actor | undefined
}

/** Whether the reader may see the event: by how far they see or, of what was said in a consultation, as a party that reads it. */
export function mayReadEvent({ clearance, by }: RecordReader): (event: ReadEvent) => boolean {
  return (event) => mayRead(clearance)(event) || (by !== undefined && partiesReading(event).some(speaksAs(by)))
}

/** What an event says of who reads it. */
interface ReadEvent {
  type: string
  visibility?: string | undefined
  party?: unknown
  readers?: unknown
}

/** A contributor always reads their own, and so do the parties that the round lets read it. */
function partiesReading({ type, party, readers }: ReadEvent): unknown[] {
  return type === "InputRecorded" ? [party, ...(Array.isArray(readers) ? readers : [])] : []
}

/** Whether the actor may answer a consultation in the name of a party. */
export function speaksAs({ office, party }: Actor): (of: unknown) => boolean {
  return (of) => party !== undefined && of === party && may("activity", "recordInput", office)
}

/** Whether a reader of that clearance may see the event. */
export function mayRead(clearance: Visibility): (event: { visibility?: string | undefined }) => boolean {
  return ({ visibility }) => rank(visibility) <= rank(clearance)
}
