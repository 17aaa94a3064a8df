import type { Facts } from "../metadata.ts"
import type { AskedCheck, Path, Step } from "../procedure.ts"
import type { RuleInput } from "../rules.ts"
import type { Context, RecordedCheck } from "./context.ts"
import { detailsOf, versionsOf } from "./drafts.ts"

type PathQuestion<Known extends Partial<Context> = Context> = Pick<RuleInput<Known>, "context"> & {
  event: { facts: Pick<Facts, "path" | "checks"> }
}

/** The path that the text is on: the one being run or, before that, the one that the plan has for it. */
export function pathIn({ context, event: { facts } }: PathQuestion<Partial<Context>>): Path | undefined {
  return context.running?.path ?? facts.path
}

/** The step that comes next; undefined behind the last, and where there is no path. */
export function nextStep(given: PathQuestion<Partial<Context>>): Step | undefined {
  return pathIn(given)?.steps[given.context.step ?? 0]
}

/** The kinds of meeting of which one decided, where a meeting took a step of the path; of several steps, the last. */
export function meetingThatDecided(given: PathQuestion<Partial<Context>>): readonly string[] | undefined {
  const step = pathIn(given)
    ?.steps.slice(0, given.context.step)
    .findLast(({ is }) => is === "meeting")
  return step?.is === "meeting" ? step.of : undefined
}

/** Whether nothing is left of the path but the step that comes next. */
export function isLast(given: PathQuestion): boolean {
  const path = pathIn(given)
  return path !== undefined && given.context.step + 1 >= path.steps.length
}

/** Whether the path that the text is on has steps behind the next one. */
export function stepsFollow(context: Context): boolean {
  return context.running !== undefined && !isLast({ context, event: { facts: {} } })
}

/** Whether all steps are taken and the text is not agreed yet: objections that broke nothing were left to answer. */
export function isThrough(given: PathQuestion): boolean {
  const { steps = [] } = pathIn(given) ?? {}
  return steps.length > 0 && given.context.step >= steps.length
}

/** The languages in which the draft is not there yet, and has to be before the next step: the authentic ones, and the step's own. */
export function languagesMissing(given: PathQuestion): string[] {
  const { context } = given
  const draft = context.drafts.length
  const step = nextStep(given)
  if (!step || draft === 0) return []
  const wanted = [
    ...(step.kept ? [] : detailsOf(context, draft).authentic),
    ...(step.is === "silence" ? (step.languages ?? []) : []),
  ]
  const there = versionsOf(context, draft).flatMap(({ languages }) => languages)
  return [...new Set(wanted)].filter((language) => !there.includes(language))
}

/** How a path goes on once its next step is taken; behind one that new drafts keep, it may still become another. */
export function advanced(given: PathQuestion): Partial<Context> {
  const { step, kept } = given.context
  const next = { step: step + 1, recorded: [] }
  return nextStep(given)?.kept ? { ...next, kept: kept + 1, keptOf: pathIn(given)?.id, running: undefined } : next
}

/** From the day on which the next step is begun, path and checks are those of that day; and the draft stays as it is. */
export function fixedBy({ context, event }: PathQuestion): Pick<Context, "running" | "begun"> {
  const { path, checks = [] } = event.facts
  const kept = nextStep({ context, event })?.kept
  return {
    running: context.running ?? (path && { path, checks }),
    ...(!kept && context.drafts.length > 0 && { begun: context.drafts.length }),
  }
}

/** The checks that the item is asked, and those that may be stated of it: of the path being run, else of the procedure that day. */
export function checksAsked({ context, event: { facts } }: PathQuestion<Partial<Context>>): AskedCheck[] {
  return context.running?.checks ?? facts.checks ?? []
}

/** The checks that do not hold before the next step of the path or, where there is none, before the end. */
export function unmetChecks(given: PathQuestion<Partial<Context>>): AskedCheck[] {
  const path = pathIn(given)
  return checksAsked(given).filter(
    (check) => isAsked(check, path, given.context.step ?? 0) && !holds(check, given.context),
  )
}

function isAsked({ before, optional }: AskedCheck, path: Path | undefined, step: number): boolean {
  return !optional && (!path || placeOf(path, before) <= step)
}

/** The place of the step that a check stands before; the last, where the path has none of that name. */
function placeOf({ steps }: Path, before: string): number {
  const named = steps.findIndex(({ id, kept }) => (before === "first" ? !kept : id === before))
  return named < 0 ? steps.length - 1 : named
}

function holds(check: AskedCheck, context: Partial<Context>): boolean {
  const { constraint, covers = 0, refers = {} } = context
  const known = recordedFor(check, context)
  switch (check.is) {
    case "signOff":
      return !constraint || check.by.every((office) => known?.by?.includes(office))
    case "coverage":
      return (known?.points ?? []).length >= covers
    case "marker":
      return known?.option !== undefined
    case "reference":
      return known?.actions !== undefined || Object.keys(refers).length > 0
    case "advice":
      return known?.advised === true || known?.waived === true
  }
}

/** What is recorded of the check, unless a new draft asks for it again. */
export function recordedFor(
  { id, renewed }: Pick<AskedCheck, "id" | "renewed">,
  { checks = {}, drafts = [] }: Partial<Context>,
): RecordedCheck | undefined {
  const known = checks[id]
  return known && renewed && known.draft !== drafts.length ? undefined : known
}

/** The checks recorded, without those that a new draft, or going back to consultation, asks for again. */
export function askedAnew({ checks }: Context): Pick<Context, "checks"> {
  return { checks: Object.fromEntries(Object.entries(checks).filter(([, { renewed }]) => !renewed)) }
}

/** The checks that are to be made by now and do not hold: once a clearance is asked, all those of the path, else those before its next step. */
export function checksAwaited(given: PathQuestion<Partial<Context>>): AskedCheck[] {
  const all = nextStep(given)?.is === "clearance" && given.context.running !== undefined
  return all
    ? checksAsked(given).filter((check) => !check.optional && !holds(check, given.context))
    : unmetChecks(given)
}

/** Whether a clearance, behind the steps that are kept, comes no later than the next step: with it, the checks of the path are asked. */
export function asksClearance(given: PathQuestion<Partial<Context>>): boolean {
  const { kept = 0, step = 0 } = given.context
  return (pathIn(given)?.steps ?? []).slice(kept, step + 1).some(({ is }) => is === "clearance")
}
