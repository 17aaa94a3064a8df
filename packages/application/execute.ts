import { type Command, EngineError, type FactsOf, handle, type Outcome, type View } from "@demarche/engine"
import { codeOf, kindOf, type StreamName } from "@demarche/event-store"
import type { activity, plan as planWorkflow } from "@demarche/workflows"
import { isSameLink } from "@demarche/workflows/activity/links"
import type { ActMetadata, Facts } from "@demarche/workflows/metadata"
import type { Actor } from "@demarche/workflows/terms"
import { contextIn, DeadlineError, type DecisionCase, factsFor, givenRules } from "@demarche/workplan"
import { composed } from "@demarche/workplan/rules/composed"
import { type Application, workflowOf } from "./application.ts"
import { daysCountedFrom } from "./countedFrom.ts"
import { planAround } from "./places.ts"
import { plannedFields } from "./planned.ts"
import { type CheckedRequest, refusalsOf } from "./refusals.ts"
import { rehearseChanges } from "./rehearseChanges.ts"

/** A command by a person, a program, a reaction or the import. */
export interface CommandRequest extends CheckedRequest {
  /** The credential itself is the mandate: an unexpired key, or the system's own reaction. */
  mandateImplied: boolean
}

/** The actor of reactions and of what the clock brings about. */
export const SYSTEM_ACTOR: Actor = { person: "system", office: "system" }

/**
 * The only write path: computes the facts from the plan, lets the engine decide, and refuses what refers to nothing
 * (docs/decisions/0022-one-check-of-values.md). Words are kept in Unicode's NFC. A plan gets the key of its names with its
 * first commit. @throws as `handle`; EngineError as `refusalsOf`.
 */
export async function execute(application: Application, ask: CommandRequest): Promise<Outcome> {
  if (kindOf(ask.stream) === "plan" && ask.command.type === "proposeAmendment")
    await rehearseChanges(application, ask, (rehearsal, change) => decided(rehearsal, { ...change, by: SYSTEM_ACTOR }))
  const outcome = await decided(application, ask)
  if (kindOf(ask.stream) === "plan" && !ask.dryRun && !contextIn("plan", outcome.view).nameKey)
    await keyNames(application, ask.plan, ask.correlation).catch(() => {}) // the command is done; the next to make a name makes up for it
  return outcome
}

/** Gives the plan the key under which its names are made, where it has none. @throws as `execute`. */
export async function keyNames(application: Application, plan: string, correlation: string): Promise<void> {
  const { salt } = application.world
  const command = { type: "keyNames", key: `${salt()}${salt()}` }
  const by = SYSTEM_ACTOR
  await decided(application, { plan, stream: `plan:${plan}`, command, by, mandateImplied: true, correlation })
}

function decided(application: Application, ask: CommandRequest): Promise<Outcome> {
  const request = composed(ask)
  return handle(
    application.world,
    workflowOf(application, kindOf(ask.stream)),
    request,
    factsOf(application, request),
    refusalsOf(application, request),
  )
}

/** The context of a plan (people, calendar, meetings); the initial one where the plan does not exist yet. */
export async function planContext(application: Application, plan: string): Promise<planWorkflow.Context> {
  return (await application.planSnapshot(plan)).context
}

/** Computes the facts for a command in that plan, as `handle` asks for them. */
function factsOf(application: Application, ask: CommandRequest): FactsOf<ActMetadata> {
  const { plan, by, mandateImplied, stream } = ask
  return async (view, command, at, now) => {
    const facts = await caseOf(application, { plan, stream, by, mandateImplied, at, now }, view, command)
    const { links } = command as { links?: activity.Planned["links"] } // its schema has read it
    if (kindOf(stream) !== "activity" || command.type !== "amend" || !links) return facts
    const { links: planned = [] } = (await plannedFields(application, stream, "activity")) ?? {}
    const unlinked = planned.filter((link) => !links.some(isSameLink(link)))
    return { ...facts, ...(unlinked.length > 0 && { unlinked }) }
  }
}

/** A case whose plan is given by its id: who acts on which stream of it, when, and when it is recorded. */
export type CaseInPlan = Omit<DecisionCase, "plan" | "promises" | "items"> & { plan: string; stream: StreamName }

/**
 * The facts for a command or, without one, for `explain`. Where a due date is recomputed, the plan is read after the item,
 * so that of two writers the last one knows the later plan.
 * @throws EngineError `invalid` for a malformed deadline.
 */
export async function caseOf(
  application: Application,
  { plan, stream, ...given }: CaseInPlan,
  view: View,
  command?: Command,
): Promise<Facts> {
  const { context, promises } = await application.planSnapshot(plan, command?.type === "recordDue")
  const rules = command && (command.type === "recordDue" ? contextIn("activity", view).rules : givenRules(command))
  const items = rules && (await daysCountedFrom(application, { plan, of: codeOf(stream), zone: context.zone }, rules))
  const around = await planAround(application, { stream, plan: context })
  try {
    return factsFor({ ...given, plan: around, promises, items }, view, command)
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error
    const path = command && "closes" in command ? "closes" : "until"
    throw malformed(path, error.message, error)
  }
}

function malformed(path: string, message: string, cause?: Error): EngineError {
  return new EngineError({ code: "invalid", errors: [{ path, message }] }, cause)
}
