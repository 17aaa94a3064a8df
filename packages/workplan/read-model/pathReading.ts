import type { activity, plan } from "@demarche/workflows"
import { languagesMissing, recordedFor, unmetChecks } from "@demarche/workflows/activity/path"
import type { AskedCheck, Path, Step } from "@demarche/workflows/procedure"
import { type OutputPromise, pathOf } from "../rules/paths.ts"
import { checksFor, procedureOf } from "../rules/procedure.ts"
import type { ActivityReading } from "./readingSchemas.ts"

/** The path and the checks of an activity, as they are run or, before that, as the plan has them. */
export function pathReading(
  context: activity.Context,
  promises: OutputPromise[],
  around: plan.Context,
  day: string,
): Pick<ActivityReading, "path" | "pathUnclear" | "checks" | "languagesMissing"> {
  const found = pathOf(context, promises, around)
  const { running } = context
  const pathNow = running?.path ?? (found && "path" in found ? found.path : undefined)
  const from = running ? "running" : found && "from" in found ? found.from : "default"
  return {
    path: pathNow ? { ...described(pathNow, context, around), from } : null,
    pathUnclear: !running && found && "unclear" in found ? [...found.unclear] : [],
    checks: checksReading(context, pathNow, around, day),
    languagesMissing: context.agreed
      ? []
      : languagesMissing({ context, event: { facts: pathNow ? { path: pathNow } : {} } }),
  }
}

function described(path: Path, { step, agreed }: activity.Context, around: plan.Context) {
  const known = procedureOf(around).paths.find(({ id }) => id === path.id)
  return {
    id: path.id,
    title: known?.title ?? null,
    result: path.result ?? ("agreed" as const),
    steps: path.steps.map((each, place) => ({
      id: each.id,
      kept: each.kept === true,
      taken: place < step || agreed !== undefined,
      ...describedStep(path, each, around),
    })),
    next: agreed || step >= path.steps.length ? null : step + 1,
  }
}

/** What a step of a path is, its title as the plan has it, and who takes it: an office, a group, or the kinds of meeting. */
export function describedStep(path: Path, step: Step, around: plan.Context) {
  const known = procedureOf(around).paths.find(({ id }) => id === path.id)
  const title = known?.steps.find(({ id }) => id === step.id)?.title ?? null
  return { is: step.is, title, who: whoOf(step) }
}

function whoOf(step: Step): string[] {
  switch (step.is) {
    case "record":
    case "clearance":
      return [step.by]
    case "silence":
      return [step.of]
    case "meeting":
      return step.of
  }
}

function checksReading(context: activity.Context, path: Path | undefined, around: plan.Context, day: string) {
  const { checks } = procedureOf(around)
  const asked = context.running?.checks ?? checksFor(procedureOf(around), context.kind, day)
  const beyond = path ? path.steps.length : 0
  const facts = { checks: asked, ...(path && { path }) }
  const unmet = unmetChecks({ context: { ...context, step: beyond }, event: { facts } })
  const awaited = context.agreed ? [] : unmetChecks({ context, event: { facts } })
  return asked.map((check) => {
    const known = recordedFor(check, context)
    const { option, actions, waived, by, points } = known ?? {}
    return {
      id: check.id,
      is: check.is,
      title: checks.find(({ id }) => id === check.id)?.title ?? { en: check.id },
      before: check.before,
      by: check.by,
      held: check.optional ? known !== undefined : !unmet.some(({ id }: AskedCheck) => id === check.id),
      awaited: awaited.some(({ id }) => id === check.id),
      renewed: check.renewed === true,
      optional: check.optional === true,
      option: option ?? null,
      options: check.options ?? [],
      actions: actions ?? null,
      waived: waived === true,
      signedBy: by ?? [],
      points: points ?? [],
    }
  })
}
