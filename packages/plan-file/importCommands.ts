import type { StreamName } from "@demarche/event-store"
import type { plan as planWorkflow } from "@demarche/workflows"
import { defined } from "@demarche/workflows/schemas"
import type { Policy } from "@demarche/workflows/terms"
import { activitiesOf, calendarOf, meetingsOf, outputDueRules } from "./items.ts"
import type { OutputEntry, PlanFile } from "./planFile.ts"
import type { Warning } from "./warnings.ts"

/** A command of the import, and its stream. */
export interface ImportStep {
  stream: StreamName
  command: { type: string; [field: string]: unknown }
}

/** The commands that import a plan, in the order in which they are executed; the plan is listed after the last one. */
export interface PlanImport {
  plan: string
  propose: ImportStep
  people: ImportStep[]
  activities: ImportStep[]
  outputs: ImportStep[]
  finish: ImportStep
}

/** The commands that import a plan file, one per item; the streams are derived from the plan's id. */
export function importCommandsOf(file: PlanFile, warnings: Warning[]): PlanImport {
  const { id } = file.work_plan
  const stream: StreamName = `plan:${id}`
  const activities = activitySteps(file)
  const outputs = file.outputs.map((output) => outputStep(file, output))
  return {
    plan: id,
    propose: { stream, command: { type: "propose", ...proposed(file, warnings) } },
    people: file.people.map((person) => ({ stream, command: personCommand(person) })),
    activities,
    outputs,
    finish: { stream, command: { type: "finishImport", activities: activities.length, outputs: outputs.length } },
  }
}

function proposed(file: PlanFile, warnings: Warning[]): planWorkflow.Proposed {
  const { zone, weekend, closures } = calendarOf(file)
  return {
    title: file.work_plan.title,
    cycle: file.work_plan.cycle.label,
    zone,
    weekend,
    closures,
    objectives: file.objectives.map(({ id, number, title, parent }) =>
      defined({ id, number, title, parent: parent?.value }),
    ),
    tracks: file.tracks.map(({ id, number, title, parent }) => defined({ id, number, title, parent: parent?.value })),
    parties: file.actors.map(({ id, title, kind }) => ({ id, title, kind })),
    bodies: file.bodies.map(({ id, members }) => ({ id, title: titleOf(file, id), members: members.value })),
    meetings: meetingsOf(file).map(defined),
    timeline: file.timeline.map(({ id, quarter, activity, title }) => ({ id, quarter, activity, title })),
    ...(file.reminders && { reminders: file.reminders }),
    warnings: warnings.map(({ code, line, quote, note }) => defined({ code, line, quote, note })),
  }
}

function titleOf(file: PlanFile, id: string): string {
  return file.actors.find((actor) => actor.id === id)?.title ?? id
}

function personCommand({
  id,
  name,
  email,
  offices,
  language,
  zone,
  deputy,
  vacation,
  wants,
}: PlanFile["people"][number]) {
  return defined({
    type: "addPerson",
    person: id,
    name,
    address: email,
    offices: offices.map(defined),
    language,
    zone,
    deputy,
    vacation,
    wants,
  })
}

function activitySteps(file: PlanFile): ImportStep[] {
  const { id } = file.work_plan
  const written = new Map(file.activities.map((activity) => [activity.id, activity]))
  return activitiesOf(file).map((item) => ({
    stream: `activity:${id}.${item.id}`,
    command: defined({
      type: "plan",
      title: item.title,
      kind: item.kind,
      track: item.track,
      umbrella: item.umbrella,
      conditional: item.needsDecision || undefined,
      constraint: item.constraint,
      covers: item.mustCover,
      partners: item.partners,
      requiredPartners: item.requiredPartners,
      outputs: item.outputs,
      themes: item.themes,
      gender: item.genderMarker?.value,
      policy: written.get(item.id)?.approval_policy?.value,
      rules: item.dueRules,
      milestones: item.milestones.length > 0 ? item.milestones : undefined,
      sources: item.mentions.map((mention) => ({ ref: mention.id, title: mention.title })),
      links: [
        ...(item.parent ? [{ relation: "partOf", target: `${id}.${item.parent}` }] : []),
        ...item.feeds.map((target) => ({ relation: "feeds", target: `${id}.${target}` })),
        ...item.dependsOn.map((target) => ({ relation: "dependsOn", target })),
        ...(item.externalDependency ? [{ relation: "dependsOn", target: item.externalDependency }] : []),
      ],
    }),
  }))
}

function outputStep(file: PlanFile, output: OutputEntry): ImportStep {
  const policy: { value: Policy; inferred: boolean } | undefined = output.approval_policy
  return {
    stream: `output:${file.work_plan.id}.${output.id}`,
    command: defined({
      type: "promise",
      number: String(output.number),
      title: output.title,
      objectives: output.objectives.value,
      policy: policy?.value,
      policyAssumed: policy?.inferred,
      rules: outputDueRules(file, output),
      deliverables: output.deliverables.map(({ id, title, measurable, cardinality, alternatives }) => {
        const { min = 1, max } = cardinality ?? output.cardinality ?? {}
        return defined({
          id,
          title,
          min,
          max: max ?? undefined,
          assessed: measurable === false,
          alternatives: alternatives?.value,
        })
      }),
    }),
  }
}

/** How an item of the file differs from what was imported and amended so far. */
export interface PlanDifference {
  stream: StreamName
  change: "added" | "amended" | "missing"
  /** The fields that differ, with their values in the plan and in the file; what is missing from the file is kept. */
  fields: { field: string; stands: unknown; file: unknown }[]
}

/**
 * The differences between a plan file and a plan, with the commands that amend the plan. `planned` holds, for each stream of
 * the plan, the fields it was planned with; later decisions (a due date, an owner) are not among them and never overwritten.
 */
export function differencesOf(
  wanted: PlanImport,
  planned: ReadonlyMap<StreamName, Record<string, unknown>>,
): { difference: PlanDifference; step?: ImportStep }[] {
  const items = [wanted.propose, ...wanted.activities, ...wanted.outputs]
  const known = new Set(items.map(({ stream }) => stream))
  const missing = [...planned.keys()].filter((stream) => !known.has(stream) && !planned.get(stream)?.outsideBaseline)
  return [
    ...items.flatMap((step) => differing(step, planned.get(step.stream))),
    ...missing.map((stream) => ({ difference: { stream, change: "missing" as const, fields: [] } })),
  ]
}

function differing(
  step: ImportStep,
  stands: Record<string, unknown> | undefined,
): { difference: PlanDifference; step: ImportStep }[] {
  if (!stands) return [{ difference: { stream: step.stream, change: "added", fields: [] }, step }]
  const { type, ...wanted } = step.command
  const fields = Object.entries(wanted)
    .filter(([field, file]) => canonical(file) !== canonical(stands[field]))
    .map(([field, file]) => ({ field, stands: stands[field], file }))
  if (fields.length === 0) return []
  const command = { type: "amend", ...Object.fromEntries(fields.map(({ field, file }) => [field, file])) }
  return [{ difference: { stream: step.stream, change: "amended", fields }, step: { stream: step.stream, command } }]
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
