import { codeOf, kindOf } from "@demarche/event-store"
import { activity } from "@demarche/workflows"
import { authenticTexts } from "@demarche/workflows/activity/drafts"
import type { WorkplanEventMetadata } from "@demarche/workflows/metadata"
import { actsForOthers } from "@demarche/workflows/rules"
import { stageFault } from "@demarche/workflows/stages"
import { means } from "@demarche/workflows/states"
import { endsAfterItBegins } from "@demarche/workflows/terms"
import { bodyOf, contextIn, dayOf, givenRules, reachesTooFar } from "@demarche/workplan"
import { covers } from "@demarche/workplan/rules/mandates"
import { isClearedBy } from "@demarche/workplan/rules/paths"
import * as z from "zod"
import { viewOf } from "./application.ts"
import { daysCountedFrom } from "./countedFrom.ts"
import { codeTaken } from "./namesTaken.ts"
import { openItems } from "./openItems.ts"
import { amendedAtOnce, amendmentFaults, ownFieldFaults, ownItemFaults } from "./ownItemFaults.ts"
import { plannedFields } from "./planned.ts"
import { reactionContext } from "./processes/reactionContext.ts"
import type { BeforeFields, ReferenceContext } from "./referenceContext.ts"
import { activityView } from "./references.ts"

/**
 * The codes of the rules about the state of the item, and of others of its plan, for which a command is refused whatever its
 * fields. They are asked when it is decided and when it is told what could be done.
 */
export async function standingFaults(around: BeforeFields): Promise<string[]> {
  const kind = kindOf(around.stream)
  const { command } = around.act
  const { own } = kind === "activity" ? contextIn("activity", around.before) : {}
  const stage = stageFault(around.snapshot.tags, kind, command, own)
  return [
    ...(stage ? [stage] : []),
    ...(await ownItemFaults(around)),
    ...((await standing[`${kind} ${command}`]?.(around)) ?? []),
  ]
}

/** The codes of all rules about the state of the item, and of others of its plan, that a command breaks. */
export async function stateFaults(around: ReferenceContext): Promise<string[]> {
  const { stream, decision } = around
  const { command, before, act } = decision
  const found = [
    standingFaults({ ...around, before, act }),
    kindOf(stream) === "activity"
      ? activity.refusals({ ...before, context: contextIn("activity", before) }, command)
      : [],
    duesTooFar(around),
    rules[`${kindOf(stream)} ${command.type}`]?.(around) ?? [],
  ]
  return (await Promise.all(found)).flat()
}

type Rule<Around> = (around: Around) => string[] | Promise<string[]>

const standing: Readonly<Record<string, Rule<BeforeFields>>> = {
  "activity requestClearance": (around) => [...draftRedacted(around), ...nobodyClears(around)],
  "activity clearDraft": draftRedacted,
  "activity circulate": draftRedacted,
  "activity agree": draftRedacted,
  "activity reachMilestone": allReached,
  "plan adopt": adoptedOnAPath,
  "plan proposeAmendment": amendedAtOnce,
  "plan closeCycle": somethingOpen,
  "request deliver": activityOpen,
  "request acknowledge": activityOpen,
  "request withdraw": stepTaken,
}

const rules: Readonly<Record<string, Rule<ReferenceContext>>> = {
  "access addKey": expiredAlready,
  "activity openConsultation": closesInThePast,
  "activity extendConsultation": closesInThePast,
  "activity recordInput": claimedInTime,
  "activity reachMilestone": reachedAhead,
  "plan amend": amendmentFaults,
  "activity plan": plannedFaults,
  "output promise": codeTaken,
  "activity agree": ownFieldFaults,
  "output amend": changesARunningPath,
  "request submit": notOnBehalf,
}

function metadata(act: object): WorkplanEventMetadata {
  return act as WorkplanEventMetadata // the engine carries what our requests said
}

/** A key that ends before it begins opens nothing, and its program would learn of that last. */
function expiredAlready({ application, decision }: ReferenceContext): string[] {
  const expires: unknown = Reflect.get(decision.command, "expires")
  return typeof expires === "string" && expires <= application.world.clock() ? ["EXPIRES_IN_THE_PAST"] : []
}

/** A consultation that was opened or extended earlier, as somebody says, is still open when that is recorded. */
function closesInThePast({ application, decision }: ReferenceContext): string[] {
  const { deadline } = metadata(decision.act).facts
  return deadline && deadline.at <= application.world.clock() ? ["CLOSES_IN_THE_PAST"] : []
}

/** Only who records for others says that something came before it was recorded, where that makes it come in time. */
function claimedInTime({ application, decision }: ReferenceContext): string[] {
  const { by, at, received } = metadata(decision.act)
  const { rounds = [] } = contextIn("activity", decision.before)
  const now = application.world.clock()
  const overtaken = rounds.some(({ closes }) => (received ?? at) < closes.at && closes.at <= now)
  return overtaken && !actsForOthers(by.office) ? ["OFFICE"] : []
}

/** What is recorded as reached is over, and ended no earlier than it began. */
function reachedAhead({ application, snapshot, decision: { command } }: ReferenceContext): string[] {
  const days = DaysReached.parse(command)
  const { from = "", to = from } = days
  const ahead = to > dayOf(application.world.clock(), snapshot.context.zone)
  return [...(ahead ? ["HELD_AHEAD"] : []), ...(endsAfterItBegins(days) ? [] : ["MEETING_ENDS_FIRST"])]
}
const DaysReached = z.object({ from: z.string().optional(), to: z.string().optional() })

async function plannedFaults(around: ReferenceContext): Promise<string[]> {
  return [...ownFieldFaults(around), ...(await codeTaken(around))]
}

function draftRedacted({ before }: BeforeFields): string[] {
  const context = contextIn("activity", before)
  const texts = authenticTexts(context, context.drafts?.length ?? 0)
  return texts.some((text) => context.redacted?.includes(text)) ? ["DRAFT_REDACTED"] : []
}

/** A clearance is asked of somebody: of whoever holds the office today, and did not make the draft. */
function nobodyClears({ application, snapshot, before, act }: BeforeFields): string[] {
  const { clearing } = metadata(act).facts
  const day = dayOf(application.world.clock(), snapshot.context.zone)
  const held = !clearing || isClearedBy(clearing, contextIn("activity", before), snapshot.context, day)
  return held ? [] : ["NOBODY_CLEARS"]
}

/** A milestone is reached once; where none is left, nothing is. */
async function allReached({ application, stream, before }: BeforeFields): Promise<string[]> {
  const { reached = [] } = contextIn("activity", before)
  const { milestones = [] } = (await plannedFields(application, stream, "activity")) ?? {}
  const all = [...activity.usualMilestones, ...milestones]
  return all.every((each) => reached.includes(each)) ? ["MILESTONE_REACHED"] : []
}

/** While a text is on its way, what its outputs say of the path is fixed for it, unless it says so itself. */
async function changesARunningPath({ application, plan, decision }: ReferenceContext): Promise<string[]> {
  const { command, before } = decision
  if (Reflect.get(command, "path") === undefined && Reflect.get(command, "pathInferred") === undefined) return []
  const { deliverables = [] } = contextIn("output", before)
  const rows = await application.views.list({ kind: "activity", scope: plan })
  const running = rows.some((row) => {
    const seen = viewOf(application, "activity", bodyOf(row, "activity").state)
    const { path, pathInferred, outputs } = seen.context
    return activity.onItsWay(seen) && (!path || pathInferred) && deliverables.some(({ id }) => outputs.includes(id))
  })
  return running ? ["PATH_RUNNING"] : []
}

/** Where the rules of procedure put the adoption on a path, its end adopts the plan. */
function adoptedOnAPath({ snapshot }: BeforeFields): string[] {
  return snapshot.context.procedure?.adoption ? ["ADOPTED_ON_PATH"] : []
}

/** What a cycle leaves behind is answered on its own stream first. */
async function somethingOpen({ application, plan }: BeforeFields): Promise<string[]> {
  return (await openItems(application, plan)).length > 0 ? ["OPEN_ITEMS"] : []
}

/** What a request has become is delivered once it is agreed, or what took its place is. */
async function activityOpen(around: BeforeFields): Promise<string[]> {
  const { activity: code } = contextIn("request", around.before)
  return code && !(await endedWell(around, `${around.plan}.${code}`, new Set())) ? ["ACTIVITY_OPEN"] : []
}

/** What is withdrawn falls with its activity, of which nothing may have been decided yet. */
async function stepTaken(around: BeforeFields): Promise<string[]> {
  const { activity: code } = contextIn("request", around.before)
  const found = code && (await activityView(around, `${around.plan}.${code}`))
  if (!found) return []
  const { step = 0, recorded = [] } = contextIn("activity", found)
  return means(found, "settled") || step > 0 || recorded.length > 0 ? ["STEP_TAKEN"] : []
}

/** A request is the Presidency's: whoever records it for them names whom they hold the office for. */
function notOnBehalf({ snapshot, decision }: ReferenceContext): string[] {
  const { by, at } = metadata(decision.act)
  if (by.office === "presidency") return []
  const { people, zone } = snapshot.context
  const mandates = people.flatMap(({ offices }) => offices.filter((each) => covers(each, dayOf(at, zone))))
  const theirs = mandates.some(({ office, party }) => office === "presidency" && party === by.onBehalfOf)
  return theirs ? [] : ["ON_BEHALF"]
}

async function endedWell(around: BeforeFields, id: string, seen: Set<string>): Promise<boolean> {
  const found = seen.has(id) ? undefined : await activityView(around, id)
  if (!found) return false
  if (means(found, "settled")) return true
  seen.add(id)
  const { successors = [] } = (await plannedFields(around.application, `activity:${id}`, "activity")) ?? {}
  for (const successor of successors) if (await endedWell(around, successor, seen)) return true
  return false
}

/** Rules of the command, or of what hangs on the meeting that it moves, that give a date no plan can mean. */
async function duesTooFar({ application, plan, snapshot, stream, decision }: ReferenceContext): Promise<string[]> {
  const rules = givenRules(decision.command)
  const { zone, meetings } = snapshot.context
  if (rules) {
    const items = await daysCountedFrom(application, { plan, of: codeOf(stream), zone }, rules)
    return reachesTooFar(rules, { meetings, items }) ? ["DATE_IMPLAUSIBLE"] : []
  }
  if (kindOf(stream) !== "plan" || !["addMeeting", "moveMeeting", "amend"].includes(decision.command.type)) return []
  const { meetings: moved = [] } = contextIn("plan", decision.after)
  const { activities, outputs } = await reactionContext(application, plan)
  const far = [...activities, ...outputs].some(({ rules }) => reachesTooFar(rules, { meetings: moved }))
  return far ? ["DATE_IMPLAUSIBLE"] : []
}
