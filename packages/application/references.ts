import { type Decision, loadState, view } from "@demarche/engine"
import { isSameLink } from "@demarche/workflows/activity/links"
import type { Meaning, ReferenceKind } from "@demarche/workflows/meanings"
import { means } from "@demarche/workflows/states"
import type { Meeting } from "@demarche/workflows/terms"
import { contextIn, contextOf, dayOf, everyRule, spanOf } from "@demarche/workplan"
import type { FieldValue } from "@demarche/workplan/rules/fieldValues"
import { workflowOf } from "./application.ts"
import { leadsTo } from "./countedFrom.ts"
import { isNamed } from "./existing.ts"
import { idsIn, sharingNames } from "./planLists.ts"
import type { ReferenceContext } from "./referenceContext.ts"

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
      if (namesThePerson(around, field)) return "ITSELF"
      return (await isNamed(around, meaning, value)) ? undefined : unknown(meaning)
    case "name":
      return isRepeated(around.decision, field) ? "CODE_TAKEN" : undefined
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

/** Whether an entry about a person names that same person beside: nobody stands in for themselves. */
function namesThePerson({ decision: { command } }: ReferenceContext, { path, value }: FieldValue): boolean {
  return path[0] === "deputy" && Reflect.get(command, "person") === value
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
  return (await isNamed(around, { to: ["meeting"] }, period)) ? undefined : "MEETING_UNKNOWN"
}

/** The item that a date counts from is one of the plan, and does not count its own from this one. */
async function earlierFault(around: ReferenceContext, code: string): Promise<string | undefined> {
  const { application, plan, stream, names } = around
  if (`${plan}.${code}` === stream.slice(stream.indexOf(":") + 1)) return "ITSELF"
  if (!(await isNamed(around, { to: ["activity", "output"] }, code))) return "REFERENCE_UNKNOWN"
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
export const targets: Record<string, readonly ReferenceKind[]> = {
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
  if (scope === undefined || links.some(isSameLink({ relation, target: value }))) return undefined
  if (`${plan}.${code}` === stream.slice(stream.indexOf(":") + 1)) return "ITSELF"
  const request = relation === "relatesTo" && (await application.world.events.head(`request:${value}`))
  if (scope !== plan || (!request && !(await isNamed(around, { to: targets[relation] ?? [] }, code))))
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

/** Whether the list of a command in which a name is given gives it before. */
function isRepeated({ command }: Decision, { path, value }: FieldValue): boolean {
  const [list = "", nth] = path
  return typeof nth === "number" && idsIn(Reflect.get(command, list)).slice(0, nth).includes(value)
}

/** Whether something of the plan has that code, or the command gives it twice. */
async function isTaken(around: ReferenceContext, code: string): Promise<boolean> {
  const { children = [] } = contextIn("activity", around.decision.before)
  const entries: unknown = Reflect.get(around.decision.command, "children")
  const same = Array.isArray(entries) ? entries.filter((entry) => Reflect.get(Object(entry), "code") === code) : []
  if (same.length > 1 || children.includes(code)) return true
  return isNamed(around, { to: sharingNames }, code)
}

function today({ application, snapshot }: ReferenceContext): string {
  return dayOf(application.world.clock(), snapshot.context.zone)
}

/** Whether an act rests on a meeting of the plan that has not begun. */
function isAhead(around: ReferenceContext, authority: string): boolean {
  const isCited = ({ id, title, titles = {} }: Meeting) => [id, title, ...Object.values(titles)].includes(authority)
  const meeting = around.snapshot.context.meetings.find(isCited)
  const begins = meeting && (meeting.from ?? meeting.month)
  return meeting !== undefined && (begins === undefined || begins > today(around).slice(0, begins.length))
}
