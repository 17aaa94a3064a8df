import type { StreamName } from "@demarche/event-store"
import type { plan as planWorkflow } from "@demarche/workflows"
import { usualEvidence } from "@demarche/workflows/deliverable"
import { defined } from "@demarche/workflows/schemas"
import type { Annotated } from "@demarche/workplan/rules/annotated"
import { countedFrom } from "@demarche/workplan/time/due"
import { annotationsOf, filled } from "./annotations.ts"
import { canonical } from "./canonical.ts"
import {
  type ActivityItem,
  activitiesOf,
  calendarOf,
  deliverableDueRules,
  meetingsOf,
  outputDueRules,
} from "./items.ts"
import type { OutputEntry, PlanFile } from "./planFile.ts"
import { procedureOf } from "./procedure.ts"
import type { Warning } from "./warnings.ts"
import {
  activityAnnotations,
  activityWording,
  deliverableWording,
  outputAnnotations,
  outputWording,
  planWording,
} from "./wording.ts"

/** A command of the import, and its stream. */
export interface ImportStep {
  stream: StreamName
  command: { type: string; [field: string]: unknown }
  /** What the file says of the item, by the places that `written` has digests of. */
  says?: Record<string, unknown>
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

/** A short digest of a text: enough to notice that it is another one. */
export type Digest = (text: string) => string

/** The commands that import a plan file, one per item; the streams are derived from the plan's id. */
export function importCommandsOf(file: PlanFile, warnings: Warning[], digest: Digest): PlanImport {
  const { id } = file.work_plan
  const stream: StreamName = `plan:${id}`
  const activities = activitySteps(file, digest)
  const outputs = file.outputs.map((output) => outputStep(file, output, digest))
  return {
    plan: id,
    propose: stating({ stream, command: { type: "propose", ...proposed(file, warnings) } }, saidOfPlan(file), digest),
    people: file.people.map((person) => ({ stream, command: personCommand(person) })),
    activities,
    outputs,
    finish: { stream, command: { type: "finishImport", activities: activities.length, outputs: outputs.length } },
  }
}

/** The step with digests of what the file says of its item. */
function stating({ stream, command }: ImportStep, says: Record<string, unknown>, digest: Digest): ImportStep {
  const said = Object.entries(says).filter(([, value]) => value !== undefined)
  const written = Object.fromEntries(said.map(([place, value]) => [place, digest(canonical(value))]))
  return { stream, command: { ...command, written }, says }
}

/** Everything that a file says beside activities, outputs, and people's own data, by its place; no place names a person. */
function saidOfPlan({ work_plan, procedure, reminders, calendar, people, ...lists }: PlanFile) {
  const { schema_version, activities, outputs, document, ...named } = lists
  const entries = Object.entries(named).flatMap(([list, items]) =>
    items.map((item) => [`${list}.${item.id}`, item] as const),
  )
  return {
    ...Object.fromEntries(Object.entries(work_plan).map(([field, value]) => [`work_plan.${field}`, value])),
    ...Object.fromEntries(entries),
    people: people
      .filter(({ inferred, basis }) => inferred || basis)
      .map(({ id, inferred, basis }) => ({ id, inferred, basis })),
    procedure,
    reminders,
    calendar,
    document: filled(document),
  }
}

function proposed(file: PlanFile, warnings: Warning[]): planWorkflow.Proposed {
  const { zone, weekend, closures } = calendarOf(file)
  const procedure = procedureOf(file)
  return {
    title: file.work_plan.title,
    ...defined({ titles: file.work_plan.titles }),
    cycle: file.work_plan.cycle.label,
    ...endOf(file),
    zone,
    weekend,
    closures,
    objectives: file.objectives.map(({ id, number, title, titles, parent }) =>
      defined({ id, number, title, titles, parent: parent?.value }),
    ),
    tracks: file.tracks.map(({ id, number, title, titles, parent }) =>
      defined({ id, number, title, titles, parent: parent?.value }),
    ),
    themes: file.themes.map(({ id, title, titles }) => defined({ id, title, titles })),
    parties: file.actors.map(({ id, title, titles, kind }) => defined({ id, title, titles, kind })),
    bodies: file.bodies.map(({ id, members }) => defined({ id, ...calledIn(file, id), members: members.value })),
    meetings: meetingsOf(file).map(defined),
    timeline: file.timeline.map(({ id, quarter, activity, title, titles }) =>
      defined({ id, quarter, activity, title, titles }),
    ),
    ...(file.reminders && { reminders: file.reminders }),
    ...(procedure && { procedure }),
    ...(warnings.length > 0 && { warnings: warnings.map(({ path: _, ...warning }) => warning) }),
    ...planWording(file),
  }
}

/** The meeting that ends the cycle, where due rules may count from it. */
function endOf(file: PlanFile): { ends?: string } {
  const { value } = file.work_plan.cycle.ends_at_event
  return meetingsOf(file).some(({ id }) => id === value) ? { ends: value } : {}
}

/** What a body is called: the actor of its id is. */
function calledIn({ actors }: PlanFile, id: string) {
  const { title = id, titles } = actors.find((actor) => actor.id === id) ?? {}
  return { title, titles }
}

function personCommand({
  id,
  name,
  salutation,
  address,
  offices,
  language,
  zone,
  deputy,
  vacation,
  wants,
  inferred,
  basis,
}: PlanFile["people"][number]) {
  return defined({
    type: "addPerson",
    person: id,
    name,
    salutation,
    address,
    offices: offices.map(defined),
    language,
    zone,
    deputy,
    vacation,
    wants,
    annotations: annotationsOf({ name: { inferred, basis } }),
  })
}

function activitySteps(file: PlanFile, digest: Digest): ImportStep[] {
  const { id } = file.work_plan
  const written = new Map(file.activities.map((activity) => [activity.id, activity]))
  return afterTheirAnchors(activitiesOf(file)).map((item) => {
    const said = written.get(item.id)
    return stating(
      {
        stream: `activity:${id}.${item.id}`,
        command: defined({
          type: "plan",
          title: item.title,
          titles: item.titles,
          kind: item.kind,
          track: item.track,
          symbol: item.symbol,
          umbrella: item.umbrella,
          conditional: item.needsDecision || undefined,
          optional: item.optional || undefined,
          constraint: item.constraint,
          covers: item.mustCover,
          partners: item.partners,
          requiredPartners: item.requiredPartners,
          ...heldBy(item),
          outputs: item.outputs,
          outputsInferred: (item.outputs.length > 0 && said?.outputs.inferred) || undefined,
          themes: item.themes,
          markers: filled(item.markers),
          refers: filled(item.refers),
          details: filled(item.details),
          ...pathOf(item),
          rules: item.dueRules,
          milestones: item.milestones.length > 0 ? item.milestones : undefined,
          sources: item.mentions.map((mention) => ({ ref: mention.id, title: mention.title })),
          wording: said && filled(activityWording(said)),
          annotations: said && activityAnnotations(said),
          links: [
            ...(item.parent ? [{ relation: "partOf", target: `${id}.${item.parent}` }] : []),
            ...item.feeds.map((target) => ({ relation: "feeds", target: `${id}.${target}` })),
            ...item.waits,
          ],
        }),
      },
      said ?? {},
      digest,
    )
  })
}

/** In the file's order but for those whose date counts from a later one, which come after it. */
function afterTheirAnchors(items: ActivityItem[]): ActivityItem[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const placed = new Set<ActivityItem>()
  const waiting = items.toReversed()
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    const before = countedFrom(item.dueRules).flatMap((code) => byId.get(code) ?? [])
    const open = before.filter((anchor) => !placed.has(anchor))
    if (open.length > 0) waiting.push(item, ...open)
    else placed.add(item)
  }
  return [...placed]
}

function outputStep(file: PlanFile, output: OutputEntry, digest: Digest): ImportStep {
  return stating(
    {
      stream: `output:${file.work_plan.id}.${output.id}`,
      command: defined({
        type: "promise",
        number: String(output.number),
        title: output.title,
        titles: output.titles,
        objectives: output.objectives.value,
        ...pathOf(output),
        owner: output.owner?.value,
        rules: outputDueRules(file, output),
        wording: filled(outputWording(output)),
        annotations: outputAnnotations(output),
        deliverables: output.deliverables.map((deliverable) => promisedDeliverable(file, output, deliverable)),
      }),
    },
    output,
    digest,
  )
}

function promisedDeliverable(file: PlanFile, output: OutputEntry, deliverable: OutputEntry["deliverables"][number]) {
  const { id, title, titles, measurable, cardinality, alternatives, indicators } = deliverable
  const { min = usualEvidence(indicators), max } = cardinality ?? output.cardinality ?? {}
  return defined({
    ...deliverableWording(deliverable),
    id,
    title,
    titles,
    min,
    max: max ?? undefined,
    assessed: measurable === false,
    alternatives: alternatives?.value,
    rules: filled(deliverableDueRules(file, deliverable)),
  })
}

/** Who leads, supports and answers for an activity. */
function heldBy({ lead, support, owner }: Pick<ActivityItem, "lead" | "support" | "owner">) {
  return { lead: filled(lead.value), support: filled(support.value), owner: owner?.value }
}

function pathOf({ path }: { path?: Annotated<string> | undefined }) {
  return { path: path?.value, pathInferred: path?.inferred ? (true as const) : undefined }
}
