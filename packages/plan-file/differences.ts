import type { StreamName } from "@demarche/event-store"
import { Annotations, PlanWording } from "@demarche/workflows/document"
import { defined } from "@demarche/workflows/schemas"
import { type Meeting, ReminderSettings } from "@demarche/workflows/terms"
import { defaultProcedure } from "@demarche/workplan/rules/procedure"
import { canonical } from "./canonical.ts"
import type { ImportStep, PlanImport } from "./importCommands.ts"
import type { NotTakenReason } from "./notTaken.ts"

/** How an item of the file differs from what was imported and amended so far. */
export interface PlanDifference {
  stream: StreamName
  change: "added" | "amended" | "missing"
  /** The fields that differ, with their values in the plan and in the file; null on the side that says nothing, or that is not kept. */
  fields: { field: string; stands: unknown; file: unknown }[]
  /** Whether the plan says the same as the file from now on. */
  taken: boolean
  /** Where it is not taken over, though whoever sent the file did not leave it: why. */
  why?: NotTakenReason
  /** Who sent the file left it as it is. */
  left?: true
  /** What it names that only differences bring which who sent the file left as they are: it is taken over with those alone. */
  needs?: string[]
}

/** A difference, and the command that takes it over, where there is one. */
export interface Difference {
  difference: PlanDifference
  step?: ImportStep
  /** Nothing differs but what was found in the file, which says of the plan what it said before. */
  found?: true
}

/**
 * The differences of a file, where it makes any. What is found in a file that says the same as before is none: another version
 * of the program looks for other things.
 */
export function madeByFile(differences: Difference[]): Difference[] {
  return differences.every(({ found }) => found) ? [] : differences
}

/** What stands of a stream of the plan: the fields it was planned with. Later decisions (a due date, an owner) are not among them. */
export type PlannedItems = ReadonlyMap<StreamName, Record<string, unknown>>

/**
 * The differences between a plan file and a plan, over both: also what the file does not say any more. With the commands that
 * amend the plan. Later decisions are never overwritten. Item by item, so that whoever asks can do something else between
 * two: undefined is one that does not differ.
 * @param meetings the plan's meetings as they stand, moved and added ones among them
 */
export function* differencesIn(
  wanted: PlanImport,
  planned: PlannedItems,
  meetings: Meeting[],
): Generator<Difference | undefined> {
  const items = [wanted.propose, ...wanted.activities, ...wanted.outputs]
  for (const step of items) yield* apart(differing(step, planned.get(step.stream), meetings))
  const known = new Set(items.map(({ stream }) => stream))
  for (const [stream, { outsideBaseline, own }] of planned)
    if (!known.has(stream) && !outsideBaseline && !own)
      yield { difference: { stream, change: "missing", fields: [], taken: false, why: { code: "itemGone" } } }
}

/** The rules of procedure are an amendment by themselves: they are for others to change than the rest of a plan. */
function* apart(found: Difference | undefined): Generator<Difference | undefined> {
  const { difference, step } = found ?? {}
  const [own, rest] = [true, false].map((is) =>
    difference?.fields.filter(({ field }) => (field === "procedure") === is),
  )
  if (!difference || !step || !own?.length || !rest?.length) return yield found
  const { procedure, ...command } = step.command
  yield { difference: { ...difference, fields: rest }, step: { ...step, command } }
  yield { difference: { ...difference, fields: own }, step: { ...step, command: { type: command.type, procedure } } }
}

function differing(
  step: ImportStep,
  stands: Record<string, unknown> | undefined,
  meetings: Meeting[],
): Difference | undefined {
  const { stream } = step
  if (!stands) return { difference: { stream, change: "added", fields: [], taken: true }, step }
  const { type, written, ...file } = fileOf(step, stands, meetings)
  const names = [...new Set([...Object.keys(file), ...Object.keys(stands).filter((name) => removable.has(name))])]
  const fields = names
    .filter((field) => meaningOf(field, file[field]) !== meaningOf(field, stands[field]))
    .map((field) => ({ field, stands: stands[field] ?? null, file: file[field] ?? null }))
  const said = saidOtherwise(step, stands).filter(({ field }) => fields.every((known) => known.field !== field))
  if (fields.length + said.length === 0) return undefined
  const changes = Object.fromEntries(fields.map(({ field, file }) => [field, file ?? empty[field] ?? null]))
  const command = { type: "amend", ...changes, ...annotated(changes, file, stands), ...defined({ written }) }
  const difference: PlanDifference = { stream, change: "amended", fields: [...fields, ...said], taken: true }
  const found = stands.written !== undefined && difference.fields.every(({ field }) => field === "warnings")
  return { difference, step: { stream, command }, ...(found && { found }) }
}

/**
 * What goes with an amendment: all annotations, since a value that comes without them is stated; and the values that count from
 * now on, since they are not inferred any more.
 */
function annotated(changes: object, file: Record<string, unknown>, stands: Record<string, unknown>) {
  const [now, then] = [inferredIn(file), inferredIn(stands)]
  const stated = then.filter((field) => !now.includes(field)).map((field) => field.replace(/\..*/, ""))
  const counting = ["markers", "refers", "partners"].filter((field) => stated.includes(field) && field in file)
  return {
    ...Object.fromEntries(counting.map((field) => [field, file[field]])),
    ...((file.annotations !== undefined || stands.annotations !== undefined) && {
      annotations: file.annotations ?? [],
    }),
    ...("outputs" in changes && file.outputsInferred === true && { outputsInferred: true }),
  }
}

/** The fields whose values a reader inferred. */
function inferredIn({ annotations }: Record<string, unknown>): string[] {
  return Annotations.catch([])
    .parse(annotations)
    .flatMap(({ field, inferred }) => (inferred ? [field] : []))
}

/** The optional fields of an item: the file may leave out what it said before. */
const removable = new Set([
  "titles",
  "symbol",
  "umbrella",
  "conditional",
  "optional",
  "constraint",
  "lead",
  "support",
  "owner",
  "outputsInferred",
  "markers",
  "refers",
  "path",
  "pathInferred",
  "milestones",
  "details",
  "reminders",
  "procedure",
  "wording",
  "annotations",
  ...Object.keys(PlanWording.shape),
])

/** What an amendment says of a field that the file does not have any more, where that is not null. */
const empty: Readonly<Record<string, unknown>> = {
  milestones: [],
  details: {},
  lead: [],
  support: [],
  markers: {},
  refers: {},
  reminders: ReminderSettings.parse({}),
  procedure: defaultProcedure,
  ...Object.fromEntries(Object.keys(PlanWording.shape).map((field) => [field, field === "source" ? null : []])),
}

/** What a value means: an empty list says as little as none, and a line of the file is no part of a warning. */
function meaningOf(field: string, value: unknown): string {
  if (field === "reminders") return canonical(ReminderSettings.parse(value ?? {}))
  if (field === "warnings" && Array.isArray(value)) return canonical(value.map((warning) => ({ ...warning, line: 0 })))
  const said = value ?? empty[field]
  return Array.isArray(said) && said.length === 0 ? "null" : canonical(said)
}

/** What the file says of an item otherwise than when it was last sent, by the digests that were kept then. */
function saidOtherwise({ command, says = {} }: ImportStep, stands: Record<string, unknown>) {
  if (!stands.written) return []
  const [then, now] = [stands, command].map(({ written }) => new Map<string, unknown>(Object.entries(Object(written))))
  const places = new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])
  return [...places]
    .filter((place) => then?.get(place) !== now?.get(place))
    .map((field) => ({ field, stands: null, file: says[field] ?? null }))
}

/**
 * The command of the file's item, with the meetings as they stand but for those of which the file says something else than
 * before: what was moved since stays where it is.
 */
function fileOf({ command }: ImportStep, stands: Record<string, unknown>, standing: Meeting[]): ImportStep["command"] {
  const file = command.meetings as Meeting[] | undefined // of a plan's own command
  if (!file) return command
  const before = new Map((stands.meetings as Meeting[]).map((meeting) => [meeting.id, meeting])) // as it was proposed
  const digests = (from: Record<string, unknown>, id: string) =>
    Reflect.get(Object(from.written), `deadline_events.${id}`)
  const changed = (id: string, meeting?: Meeting) =>
    stands.written ? digests(stands, id) !== digests(command, id) : canonical(meeting) !== canonical(before.get(id))
  const said = new Map(file.map((meeting) => [meeting.id, meeting]))
  const kept = standing.flatMap((meeting) => {
    const wanted = said.get(meeting.id)
    if (!changed(meeting.id, wanted)) return meeting
    return wanted ? unmoved(wanted, before.get(meeting.id), meeting) : []
  })
  const added = file.filter(({ id }) => !standing.some((meeting) => meeting.id === id) && changed(id, said.get(id)))
  const meetings = [...kept, ...added]
  const same = canonical(meetings) === canonical(standing)
  return { ...command, meetings: same ? stands.meetings : meetings }
}

/** The meeting as the file has it; on the days on which it stands, where the file says no other days than before. */
function unmoved(wanted: Meeting, before: Meeting | undefined, standing: Meeting): Meeting {
  const days = ({ from, to, month }: Meeting) => defined({ from, to, month })
  if (!before || canonical(days(wanted)) !== canonical(days(before))) return wanted
  const { from, to, month, ...rest } = wanted
  return { ...rest, ...days(standing) }
}
