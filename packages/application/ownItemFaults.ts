import { loadState } from "@demarche/engine"
import { codeOf, kindOf, type StreamName } from "@demarche/event-store"
import { activity } from "@demarche/workflows"
import {
  adoptionCode,
  amendsPlan,
  changesPlan,
  changesProposal,
  isFixedFor,
  ownItemOf,
} from "@demarche/workflows/ownItems"
import { means } from "@demarche/workflows/states"
import { contextIn } from "@demarche/workplan"
import { viewOf, workflowOf } from "./application.ts"
import type { PlanSnapshot } from "./planCache.ts"
import type { BeforeFields, ReferenceContext } from "./referenceContext.ts"
import { textBody } from "./textBody.ts"

/** The item on which a plan is adopted, as it is now; undefined where there is none. */
export async function adoptionOf({
  application,
  plan,
  snapshot,
}: Pick<BeforeFields, "application" | "plan" | "snapshot">) {
  if (!snapshot.context.procedure?.adoption) return undefined
  const stream: StreamName = `activity:${plan}.${adoptionCode}`
  const { events, clock } = application.world
  const found = await loadState(events, workflowOf(application, "activity"), stream, clock())
  const view = found && viewOf(application, "activity", found.snapshot)
  return view?.context.own === "adoption" ? view : undefined
}

/** The codes for which a command is refused because of the plan's own items: it is for one of them, or changes what is being adopted. */
export async function ownItemFaults(around: BeforeFields): Promise<string[]> {
  const { stream, snapshot, before, act } = around
  const kind = kindOf(stream)
  const { own } = kind === "activity" ? contextIn("activity", before) : {}
  if (own) return isFixedFor(own, act.command) ? ["OWN_ITEM"] : isStepping(own, act.command) ? textBehind(around) : []
  if (!snapshot.tags || around.carried) return []
  const ofPlanItself = kind === "plan" && act.command === "amend" // of that its fields say whether it is on the path
  if (!ofPlanItself && changesPlan(kind, act.command) && isAmendedByProposal(snapshot)) return ["AMENDED_ON_PATH"]
  if (!means({ tags: snapshot.tags }, "paused") || !changesProposal(kind, act.command)) return []
  const adoption = await adoptionOf(around)
  return adoption && activity.isBetweenSteps(adoption) ? ["BEING_ADOPTED"] : []
}

/** Whether what an adopted plan says is changed on a path. */
export function isAmendedByProposal({ tags, context }: PlanSnapshot): boolean {
  return tags !== undefined && means({ tags }, "inForce") && context.procedure?.amendments !== undefined
}

/** What an amendment of the plan itself changes that is on a path. */
export function amendmentFaults({ snapshot, carried, decision: { command } }: ReferenceContext): string[] {
  return !carried && isAmendedByProposal(snapshot) && amendsPlan(command) ? ["AMENDED_ON_PATH"] : []
}

/** Where no path is named for them, changes are made at once. */
export function amendedAtOnce({ snapshot }: BeforeFields): string[] {
  return snapshot.context.procedure?.amendments ? [] : ["AMENDED_AT_ONCE"]
}

/** A code that the plan keeps for itself is no other item's, and what is agreed of its own items is their text as it is. */
export function ownFieldFaults({ stream, decision: { command, before } }: ReferenceContext): string[] {
  if (command.type === "plan") return ownItemOf(codeOf(stream)) || Reflect.get(command, "own") ? ["CODE_TAKEN"] : []
  const { own } = contextIn("activity", before)
  return own && Reflect.get(command, "text") !== undefined ? ["OWN_ITEM"] : []
}

function isStepping(own: string, command: string): boolean {
  return own === "adoption" && ["requestClearance", "circulate", "agree"].includes(command)
}

/** What is adopted is the plan as it stands. */
async function textBehind({ application, plan, before }: BeforeFields): Promise<string[]> {
  const { drafts = [], running } = contextIn("activity", before)
  const [newest] = drafts.slice(-1)
  if (running || newest === undefined) return []
  const { planText } = await import("./planText.ts")
  const [draft, now] = await Promise.all([textBody(application.world.texts, newest), planText(application, plan)])
  return draft === now?.text ? [] : ["TEXT_BEHIND"]
}
