import type { DueRule } from "@demarche/workflows/due"
import { defined } from "@demarche/workflows/schemas"
import type { Annotated } from "@demarche/workplan/rules/annotated"
import type { MeetingDays } from "@demarche/workplan/time/due"
import { everyRule } from "@demarche/workplan/time/periods"
import type { Calendar } from "@demarche/workplan/time/workingDays"
import type { WrittenRule } from "./dates.ts"
import { type ActivityEntry, dateKinds, type OutputEntry, type PlanFile } from "./planFile.ts"
import { writtenProcedureOf } from "./procedure.ts"

/** Where the document speaks of an activity: in a track, in the timeline, or in both. */
interface Mention {
  place: "track" | "timeline"
  id: string
  title: string
}

/** An activity of a plan file, as it is imported; ids are without the plan's prefix. */
export interface ActivityItem {
  id: string
  kind: ActivityEntry["kind"]["value"]
  track: string
  parent?: string
  /** The symbol of the document that it is about. */
  symbol?: string
  /** Text that introduces several activities; the title continues it. */
  umbrella?: string
  title: string
  titles?: Record<string, string>
  text?: string
  dueRules: DueRule[]
  /** A quarter that a reader suggests; it sets no due date. */
  suggestedQuarter?: string
  /** Bound to a condition ("where appropriate"). */
  conditional: boolean
  /** The document leaves open whether it is done ("may include"). */
  optional: boolean
  /** Conditional such that somebody must first decide whether it is feasible ("where feasible"). */
  needsDecision: boolean
  placeholder: boolean
  /** The actor on whose request it is done. */
  onDemandBy?: string
  constraint?: string
  /** What its text must cover: the points of the deliverables that a document feeds. */
  mustCover: string[]
  /** All partners, and those of them whom the document itself names. */
  partners: string[]
  requiredPartners: string[]
  /** Who leads it and who supports, parties or offices, and who answers for it. */
  lead: Annotated<string[]>
  support: Annotated<string[]>
  owner?: Annotated<string>
  themes: string[]
  outputs: string[]
  feeds: string[]
  waits: { relation: "dependsOn" | "waitsFor"; target: string; gate?: true; expected?: string }[]
  milestones: string[]
  details: Record<string, string>
  /** What the document says of checks, by their ids, and the actions it refers to, by action plan. */
  markers: Record<string, string>
  refers: Record<string, number[]>
  /** The path on which its text is agreed, where the file has one for it. */
  path?: Annotated<string>
  mentions: Mention[]
}

/** The activities of a plan, in the file's order, merged with the lines of the timeline about them. */
export function activitiesOf(plan: PlanFile): ActivityItem[] {
  const promises = promisesOf(plan)
  const lines = Map.groupBy(plan.timeline, ({ activity }) => activity)
  return plan.activities.map((activity) => {
    const fed = activity.outputs.value.flatMap((id) => promises.get(id) ?? [])
    const own: Mention = { place: "track", id: activity.id, title: activity.title }
    const timed = (lines.get(activity.id) ?? []).map(({ id, title }): Mention => ({ place: "timeline", id, title }))
    return defined({
      id: activity.id,
      kind: activity.kind.value,
      track: activity.track.value,
      parent: activity.parent?.value,
      symbol: activity.symbol,
      umbrella: activity.umbrella,
      title: activity.title,
      titles: activity.titles,
      text: activity.text,
      dueRules: activityDueRules(plan, activity),
      suggestedQuarter: activity.schedule.suggested?.quarter,
      conditional: activity.modality?.binding === "conditional",
      optional: activity.modality?.binding === "optional",
      needsDecision: activity.modality?.needs_decision ?? false,
      placeholder: activity.kind.value === "placeholder",
      onDemandBy: activity.on_demand?.by,
      constraint: activity.constraint?.quote,
      mustCover: activity.deliverable ? [...new Set(fed)] : [],
      partners: activity.partners.value,
      requiredPartners: activity.partners.inferred ? [] : activity.partners.value,
      lead: activity.lead,
      support: activity.support,
      owner: activity.owner,
      themes: activity.themes.value,
      outputs: activity.outputs.value,
      feeds: activity.feeds.value,
      waits: waitsOf(plan, activity),
      milestones: activity.milestones?.value ?? [],
      details: activity.details,
      markers: valuesOf(activity.markers),
      refers: valuesOf(activity.refers),
      path: activity.path,
      mentions: activity.source ? timed : [own, ...timed],
    })
  })
}

/** What an activity waits for: items, meetings and words by what it depends on, parties and outputs by waiting for them. */
function waitsOf(
  { actors, outputs }: PlanFile,
  { depends_on, external_dependency }: ActivityEntry,
): ActivityItem["waits"] {
  const awaited = new Set([...actors, ...outputs].map(({ id }) => id))
  return [
    ...depends_on.map(({ on, gate, expected }) =>
      defined({ relation: awaited.has(on) ? "waitsFor" : "dependsOn", target: on, gate, expected } as const),
    ),
    ...(external_dependency ? [{ relation: "dependsOn", target: external_dependency.value } as const] : []),
  ]
}

function valuesOf<T>(given: Record<string, Annotated<T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(given).map(([key, { value }]) => [key, value]))
}

/** The points that outputs and deliverables must cover, by their ids. */
function promisesOf(plan: PlanFile): Map<string, string[]> {
  return new Map(
    plan.outputs.flatMap(({ id, deliverables }) => [
      [id, deliverables.flatMap(({ must_cover }) => must_cover)] as const,
      ...deliverables.map((one) => [one.id, one.must_cover] as const),
    ]),
  )
}

/** The due rules of an activity. */
export function activityDueRules(plan: PlanFile, { schedule, kind }: ActivityEntry): DueRule[] {
  return [
    ...schedule.quarters.map((quarter): DueRule => ({ kind: "quarter", quarter })),
    ...schedule.dates.flatMap((rule) => inPlan(plan, rule)),
    ...(schedule.hard_not_after ? eventRule(plan, schedule.hard_not_after.event) : []),
    ...(kind.value === "ongoing" && !everyRule(schedule.dates) ? [{ kind: "everyQuarter" } as const] : []),
  ]
}

/** The due rules of a deliverable: its own date. */
export function deliverableDueRules(plan: PlanFile, { due }: OutputEntry["deliverables"][number]): DueRule[] {
  return due ? inPlan(plan, due) : []
}

/** The due rules of an output. */
export function outputDueRules(plan: PlanFile, { due }: OutputEntry): DueRule[] {
  return [
    ...(due?.quarter ? [{ kind: "quarter", quarter: due.quarter } as const] : []),
    ...(due?.dates ?? []).flatMap((rule) => inPlan(plan, rule)),
    ...(due?.rule ? eventRule(plan, due.rule.event) : []),
    ...(due?.hard_not_after ? eventRule(plan, due.hard_not_after.event) : []),
  ]
}

/** A rule that names an event of the plan, as one that names its meeting; any other as it is. */
function inPlan(plan: PlanFile, { inferred: _, basis: __, ...rule }: WrittenRule): DueRule[] {
  if (rule.kind !== "meeting") return [rule]
  const { meeting, weeks, words, tentative } = rule
  return eventRule(plan, meeting).map((found) =>
    found.kind === "meeting"
      ? { ...rule, meeting: found.meeting, weeks: weeks + found.weeks }
      : { ...found, ...defined({ words, tentative }) },
  )
}

/** The due rule for an event of the plan: its meeting, with the offset from its anchor, or the quarter it is in. */
function eventRule(plan: PlanFile, id: string): DueRule[] {
  const event = plan.deadline_events.find((one) => one.id === id)
  if (!event) return []
  if (event.due) return [{ kind: "quarter", quarter: event.due.quarter }]
  return [{ kind: "meeting", meeting: event.rule?.anchor ?? event.id, weeks: event.rule?.offset ?? 0 }]
}

/** The meetings that due rules can refer to, with their days as far as known and their kind, where it is a meeting's. */
export function meetingsOf(plan: PlanFile): (MeetingDays & { kind?: string | undefined })[] {
  return plan.deadline_events
    .filter(({ rule, due }) => !rule && !due)
    .map(({ id, title, titles, kind, dates }) => ({
      id,
      title,
      titles,
      kind: kind && dateKinds.includes(kind) ? undefined : kind,
      from: dates?.from,
      to: dates?.to,
      month: dates?.month,
    }))
}

/** The calendar in which the plan's deadlines are computed: its own, and what that leaves open of its procedure's. */
export function calendarOf(plan: PlanFile): Calendar {
  const { calendar } = writtenProcedureOf(plan)
  const closures = [...calendar.closures, ...plan.calendar.closures].map(({ value }) => value)
  return {
    zone: plan.work_plan.time_zone?.value ?? calendar.zone ?? "UTC",
    weekend: plan.calendar.weekend ?? calendar.weekend ?? ["sat", "sun"],
    closures: [...new Set(closures)],
  }
}

/** The parties of a body or group; undefined where the file does not list them. */
export function membersOf(plan: PlanFile, body: string): string[] | undefined {
  return plan.bodies.find(({ id }) => id === body)?.members.value
}
