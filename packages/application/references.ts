import { type Decision, type EventMetadata, loadState, type View, view } from "@demarche/engine"
import { kindOf, type StreamName } from "@demarche/event-store"
import { activity } from "@demarche/workflows"
import type { Meaning, ReferenceKind } from "@demarche/workflows/meanings"
import { means } from "@demarche/workflows/states"
import { type Meeting, Office, voiceIn } from "@demarche/workflows/terms"
import { contextIn, contextOf, dayOf, everyRule, mailClasses, procedureOf, spanOf } from "@demarche/workplan"
import type { FieldValue } from "@demarche/workplan/rules/fieldValues"
import { type Application, workflowOf } from "./application.ts"
import { leadsTo } from "./countedFrom.ts"
import type { PlanSnapshot } from "./planCache.ts"
import { plannedFields } from "./planned.ts"

/** What the references of a command are looked up in. */
export interface ReferenceContext {
  application: Application
  /** The plan's id, its snapshot, and the stream that the command is for. */
  plan: string
  snapshot: PlanSnapshot
  stream: StreamName
  decision: Decision
  /** It is carried by an amendment that was agreed. */
  carried?: true | undefined
  /** What else there will be: the names of the plan file that the command is part of. */
  names: NamedIds
}

/** What can be asked of a command before its fields are known: where the item and its plan stand, and who takes it. */
export interface BeforeFields
  extends Pick<ReferenceContext, "application" | "plan" | "snapshot" | "stream" | "carried"> {
  before: View
  act: EventMetadata
}

/** Ids by what they name. */
export type NamedIds = ReadonlyMap<ReferenceKind, ReadonlySet<string>>

const ITEM = /^([a-z0-9-]{1,64})\.([a-z0-9-]{1,64})$/
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/

/**
 * The code of the rule that a reference breaks, undefined where it breaks none: it names something that is there, of this
 * plan, of the right kind, in the right state, not the item itself, and closes no circle.
 */
export async function referenceFault(around: ReferenceContext, field: FieldValue): Promise<string | undefined> {
  const { meaning, value } = field
  switch (meaning.is) {
    case "reference":
      return (await named(around, meaning, value)) ? undefined : unknown(meaning)
    case "successor":
      return successorFault(around, value)
    case "target":
      return targetFault(around, field)
    case "evidence":
      return evidenceFault(around, value)
    case "new item":
      return (await isTaken(around, value)) ? "CODE_TAKEN" : undefined
    case "period":
      return periodFault(around, value)
    case "earlier":
      return earlierFault(around, value)
    case "authority":
      return isAhead(around, value) ? "MEETING_AHEAD" : undefined
    default:
      return undefined
  }
}

function unknown({ to }: Extract<Meaning, { is: "reference" }>): string {
  if (to.includes("person") && to.length === 1) return "PERSON_UNKNOWN"
  if ((to.includes("actor") || to.includes("voice")) && to.length === 1) return "PARTY_UNKNOWN"
  if (to.includes("meeting")) return "MEETING_UNKNOWN"
  if (to.includes("text")) return "TEXT_UNKNOWN"
  if (to.includes("language")) return "LANGUAGE_UNKNOWN"
  if (to.includes("milestone")) return "MILESTONE_UNKNOWN"
  return "REFERENCE_UNKNOWN"
}

async function named(around: ReferenceContext, meaning: Extract<Meaning, { is: "reference" }>, id: string) {
  const { names, stream, plan } = around
  if (meaning.own && stream === `${kindOf(stream)}:${plan}.${id}`) return true
  for (const kind of meaning.to) if (names.get(kind)?.has(id) || (await exists(around, kind, id))) return true
  return false
}

async function exists(around: ReferenceContext, kind: ReferenceKind, id: string): Promise<boolean> {
  const { application, plan, stream, decision } = around
  const { context, promises } = around.snapshot
  const { events } = application.world
  switch (kind) {
    case "actor":
      return context.parties.includes(id) || inCommand(decision, "parties", id)
    case "body":
      return context.bodies.some((body) => body.id === id)
    case "person":
      return context.people.some((person) => person.id === id)
    case "meeting":
      return context.meetings.some((meeting) => meeting.id === id)
    case "meeting kind":
      return procedureOf(context).meetings.some((kind) => kind.id === id)
    case "path":
      return procedureOf(context).paths.some((path) => path.id === id)
    case "language":
      return context.procedure === undefined || procedureOf(context).languages.documents.includes(id)
    case "office":
      return Office.options.some((office) => office === id)
    case "mail class":
      return mailClasses.includes(id)
    case "deliverable":
      return promises.some(({ deliverables }) => deliverables.includes(id))
    case "activity":
    case "output":
      return (await events.head(`${kind}:${plan}.${id}`)) !== undefined
    case "plan":
      return (await events.head(`plan:${id}`)) !== undefined
    case "track":
    case "objective":
    case "theme":
    case "timeline line":
    case "deadline event":
      return inCommand(decision, lists[kind], id) || (await isListed(around, lists[kind], id))
    case "milestone":
      return [
        ...activity.usualMilestones,
        ...((await plannedFields(application, stream, "activity"))?.milestones ?? []),
      ].includes(id)
    case "text":
      return isTextOf(around, id)
    case "voice":
      return exists(around, ...voiceIn(id))
    case "document":
      return false
  }
}

const lists = {
  track: "tracks",
  objective: "objectives",
  theme: "themes",
  "timeline line": "timeline",
  "deadline event": "deadlineEvents",
} as const

/** Whether the plan has that id in a list; a plan from before themes were recorded has any. */
async function isListed({ application, plan }: ReferenceContext, list: (typeof lists)[keyof typeof lists], id: string) {
  const entries: { id: string }[] | undefined = (await plannedFields(application, `plan:${plan}`, "plan"))?.[list]
  return entries?.some((one) => one.id === id) ?? list === "themes"
}

/** Whether the command itself gives that id in one of its lists. */
function inCommand({ command }: Decision, list: string, id: string): boolean {
  const entries: unknown = Reflect.get(command, list)
  return Array.isArray(entries) && entries.some((entry) => Reflect.get(Object(entry), "id") === id)
}

/** Whether an event of the stream named the text, and none has redacted it. */
async function isTextOf({ application, stream }: ReferenceContext, hash: string): Promise<boolean> {
  let found = false
  for await (const { events } of application.world.events.read(stream))
    for (const { value } of events)
      if (
        value.type === "TextRedacted"
          ? Reflect.get(value, "text") === hash
          : JSON.stringify(value).includes(`"${hash}"`)
      )
        found = value.type !== "TextRedacted"
  return found
}

/** An activity of the plan as it is now, by its full id; undefined where the plan has none of that name. */
export async function activityView({ application, plan }: Pick<ReferenceContext, "application" | "plan">, id: string) {
  const [, scope] = ITEM.exec(id) ?? []
  if (scope !== plan) return undefined
  const workflow = workflowOf(application, "activity")
  const { events, clock } = application.world
  const found = await loadState(events, workflow, `activity:${id}`, clock())
  return found && view(workflow, found.snapshot)
}

/** A period has begun by its own first day or, where it is a meeting's, with the one before. */
async function periodFault(around: ReferenceContext, period: string): Promise<string | undefined> {
  const { rules = [] } = contextIn("activity", around.decision.before)
  const every = everyRule(rules)
  if (every?.kind !== "everyMeeting")
    return /^\d{4}(-|$)/.test(period) && spanOf(period).from > today(around) ? "PERIOD_AHEAD" : undefined
  return (await exists(around, "meeting", period)) ? undefined : "MEETING_UNKNOWN"
}

/** The item that a date counts from is one of the plan, and does not count its own from this one. */
async function earlierFault(around: ReferenceContext, code: string): Promise<string | undefined> {
  const { application, plan, stream, names } = around
  if (`${plan}.${code}` === stream.slice(stream.indexOf(":") + 1)) return "ITSELF"
  if (!(await named(around, { is: "reference", to: ["activity", "output"] }, code))) return "REFERENCE_UNKNOWN"
  if (names.get("activity")?.has(code) || names.get("output")?.has(code)) return undefined
  return (await leadsTo(application, plan, code, stream.slice(stream.indexOf(".") + 1))) ? "CIRCLE" : undefined
}

async function successorFault(around: ReferenceContext, id: string): Promise<string | undefined> {
  if (around.stream === `activity:${id}`) return "ITSELF"
  const successor = await activityView(around, id)
  if (!successor) return "REFERENCE_UNKNOWN"
  return means(successor, "dropped") ? "NOT_STANDING" : undefined
}

/** Evidence is an item of the plan that has ended well or was held, or a document by its title and its place. */
async function evidenceFault(around: ReferenceContext, source: string): Promise<string | undefined> {
  const { plan, decision } = around
  const placed = Reflect.get(decision.command, "place") !== undefined
  const id = ID.test(source) ? `${plan}.${source}` : source
  const shown = ITEM.test(id) ? await activityView(around, id) : undefined
  if (!shown) return placed ? undefined : ITEM.test(id) ? "REFERENCE_UNKNOWN" : "EVIDENCE_PLACE"
  const { reached = [] } = contextIn("activity", shown)
  return means(shown, "settled") || (reached.includes("held") && !means(shown, "dropped"))
    ? undefined
    : "EVIDENCE_UNFIT"
}

/** What the target of each relation may be; undefined where it may be anything of the plan. */
const targets: Record<string, readonly ReferenceKind[]> = {
  feeds: ["activity"],
  partOf: ["activity"],
  dependsOn: ["activity", "deadline event", "meeting"],
  waitsFor: ["activity", "output", "deadline event", "meeting", "actor"],
  relatesTo: [
    "activity",
    "output",
    "deadline event",
    "meeting",
    "actor",
    "track",
    "objective",
    "theme",
    "timeline line",
  ],
}

async function targetFault(around: ReferenceContext, { path, value }: FieldValue): Promise<string | undefined> {
  const { plan, stream, names, application } = around
  const relation = String(relationAt(around.decision.command, path))
  const [, scope, code = ""] = ITEM.exec(value) ?? (ID.test(value) ? ["", plan, value] : [])
  const { links = [] } = contextIn("activity", around.decision.before)
  if (scope === undefined || links.some((link) => link.relation === relation && link.target === value)) return undefined
  if (`${plan}.${code}` === stream.slice(stream.indexOf(":") + 1)) return "ITSELF"
  const request = relation === "relatesTo" && (await application.world.events.head(`request:${value}`))
  if (scope !== plan || (!request && !(await named(around, { is: "reference", to: targets[relation] ?? [] }, code))))
    return "REFERENCE_UNKNOWN"
  if (names.get("activity")?.has(code)) return undefined
  return (await leadsBack(around, relation, code)) ? "CIRCLE" : undefined
}

/** The relation of the link that a target is given in. */
function relationAt(command: object, path: FieldValue["path"]): unknown {
  const link = path.slice(0, -1).reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), command)
  return Reflect.get(Object(link), "relation")
}

const waiting: readonly string[] = ["dependsOn", "waitsFor"]

/** Whether the same relation leads from that activity, over others, to the command's own; what only relates leads nowhere. */
async function leadsBack({ application, plan, stream }: ReferenceContext, relation: string, code: string) {
  if (relation === "relatesTo") return false
  const along = waiting.includes(relation) ? waiting : [relation]
  const seen = new Set([code])
  for (const each of seen) {
    const id = `activity:${plan}.${each}` as const
    if (id === stream) return true
    const { links = [] } = contextOf("activity", await application.world.events.head(id)) ?? {}
    for (const link of links)
      if (along.includes(link.relation)) seen.add(link.target.slice(link.target.indexOf(".") + 1))
  }
  return false
}

/** Whether something of the plan has that code, or the command gives it twice. */
async function isTaken(around: ReferenceContext, code: string): Promise<boolean> {
  const { children = [] } = contextIn("activity", around.decision.before)
  const entries: unknown = Reflect.get(around.decision.command, "children")
  const same = Array.isArray(entries) ? entries.filter((entry) => Reflect.get(Object(entry), "code") === code) : []
  if (same.length > 1 || children.includes(code)) return true
  return named(
    around,
    {
      is: "reference",
      to: ["activity", "output", "deliverable", "meeting", "track", "objective", "theme", "timeline line"],
    },
    code,
  )
}

function today({ application, snapshot }: ReferenceContext): string {
  return dayOf(application.world.clock(), snapshot.context.zone)
}

/** Whether an act rests on a meeting of the plan that has not begun. */
function isAhead(around: ReferenceContext, authority: string): boolean {
  const isNamed = ({ id, title, titles = {} }: Meeting) => [id, title, ...Object.values(titles)].includes(authority)
  const meeting = around.snapshot.context.meetings.find(isNamed)
  const begins = meeting && (meeting.from ?? meeting.month)
  return meeting !== undefined && (begins === undefined || begins > today(around).slice(0, begins.length))
}
