import { defined } from "@demarche/workflows/schemas"
import { latestDay } from "@demarche/workplan/time/due"
import { periodOf, spanOf } from "@demarche/workplan/time/periods"
import { itemsOf } from "./identifiers.ts"
import { activitiesOf, meetingsOf, membersOf, outputDueRules } from "./items.ts"
import type { PlanFile } from "./planFile.ts"
import { rulesOf } from "./procedure.ts"
import { dotted, type FilePath } from "./source.ts"

/**
 * An inconsistency in the plan's document, which is kept and flagged, never repaired. `line` is that of the item concerned;
 * `quote` is in the document's words, and `note` in those of a reader who found it; what is found in the data has `values`
 * instead, which the sentence of its code names. `items` lists the items where there are several, `about` names the one.
 */
export interface Warning {
  code: string
  path: string
  line: number
  quote?: string
  note?: string
  values?: Record<string, string | number>
  items?: string[]
  about?: string
}

type FoundWarning = Omit<Warning, "path" | "line"> & { path: FilePath }

/**
 * The warnings of a plan: those in its file, which only a reader can give, and those found in its data. A code in the file
 * suppresses the same code about the same item or, where it names no item, everywhere.
 */
export function warningsOf(plan: PlanFile, lineOf: (path: FilePath) => number): Warning[] {
  const carried = carriedWarnings(plan)
  const flagged = ({ code, about }: FoundWarning) =>
    carried.some((one) => one.code === code && (!one.about || one.about === about))
  return [...carried, ...checks.flatMap((check) => check(plan)).filter((found) => !flagged(found))]
    .map(({ path, ...found }) => ({ ...found, path: dotted(path), line: lineOf(path) }))
    .sort((one, other) => one.line - other.line)
}

function carriedWarnings(plan: PlanFile): FoundWarning[] {
  const paths = new Map<string, FilePath>([
    ...plan.actors.map(({ id }, at) => [id, ["actors", at]] as const),
    ...itemsOf(plan).map(({ id, path }) => [id, path.slice(0, -1)] as const),
  ])
  return plan.work_plan.warnings.map((warning, at) =>
    defined({ ...warning, path: (warning.about && paths.get(warning.about)) || ["work_plan", "warnings", at] }),
  )
}

const checks: ((plan: PlanFile) => FoundWarning[])[] = [
  trackCount,
  eventMismatch,
  quarterGap,
  noQuarter,
  noApprover,
  noOwner,
  ambiguousActors,
  timelineRepeats,
  notAnOutput,
  dueAfterDocumentDeadline,
  meetingDaysUnknown,
  loneSubItem,
  unlistedGroups,
  unreachedMembers,
  unreachedPartners,
]

function trackCount({ tracks }: PlanFile): FoundWarning[] {
  const numbers = new Set(tracks.map(({ number }) => number))
  return tracks.flatMap(({ id, number }, at) => {
    const [, stem, last] = number.match(/^(.*\.)(\d+)$/) ?? []
    const before = `${stem}${Number(last) - 1}`
    if (!stem || last === "1" || numbers.has(before)) return []
    return [{ code: "TRACK_COUNT", about: id, path: ["tracks", at], values: { number, before } }]
  })
}

function eventMismatch({ deadline_events, timeline }: PlanFile): FoundWarning[] {
  const first = timeline.map(({ quarter }) => spanOf(quarter).from).sort()[0]
  return deadline_events.flatMap(({ id, title, dates }, at) => {
    const end = dates?.to ?? dates?.from
    if (!end || !first || end >= first) return []
    return [{ code: "EVENT_MISMATCH", about: id, path: ["deadline_events", at], values: { title, end } }]
  })
}

function quarterGap(plan: PlanFile): FoundWarning[] {
  const { starts_on, ends_at_event } = plan.work_plan.cycle
  const end = meetingsOf(plan).find(({ id }) => id === ends_at_event.value)
  const until = end && latestDay(end)
  if (!until || !plan.timeline.length) return []
  const listed = new Set(plan.timeline.map(({ quarter }) => quarter))
  const missing = quartersWithin(starts_on.value, until).filter((quarter) => !listed.has(quarter))
  return missing.length > 0 ? [{ code: "QUARTER_GAP", path: ["timeline"], items: missing }] : []
}

/** The quarters that begin between two days; at most 40, a plan of ten years. */
function quartersWithin(from: string, to: string): string[] {
  const quarters: string[] = []
  let year = Number(from.slice(0, 4))
  for (; quarters.length < 40 && `${year}` <= to.slice(0, 4); year++) {
    quarters.push(...[1, 2, 3, 4].map((nth) => `${year}-Q${nth}`))
  }
  return quarters.filter((quarter) => spanOf(quarter).from >= from && quarter <= periodOf(to, "everyQuarter"))
}

function noQuarter({ activities }: PlanFile): FoundWarning[] {
  const inTracks = activities.filter(({ source }) => !source)
  const without = inTracks
    .filter(({ schedule: { quarters, dates } }) => quarters.length + dates.length === 0)
    .map(({ id }) => id)
  if (!without.length) return []
  return [{ code: "NO_QUARTER", path: ["activities"], values: { of: inTracks.length }, items: without }]
}

function noApprover({ outputs }: PlanFile): FoundWarning[] {
  const unsaid = outputs.filter(({ path }) => !path || path.inferred).map(({ id }) => id)
  if (!unsaid.length) return []
  return [{ code: "NO_APPROVER", path: ["outputs"], values: { of: outputs.length }, items: unsaid }]
}

function noOwner({ outputs }: PlanFile): FoundWarning[] {
  const unowned = outputs.filter(({ owner }) => !owner).map(({ id }) => id)
  if (!unowned.length) return []
  return [{ code: "NO_OWNER", path: ["outputs"], values: { of: outputs.length }, items: unowned }]
}

function ambiguousActors({ actors }: PlanFile): FoundWarning[] {
  return actors.flatMap(({ id, title, kind, ambiguous }, at) => {
    if (!ambiguous) return []
    const code = kind === "body" ? "UNKNOWN_ACTOR" : "AMBIGUOUS_ACTOR"
    return [{ code, about: id, path: ["actors", at], quote: title, values: { title } }]
  })
}

function timelineRepeats({ timeline }: PlanFile): FoundWarning[] {
  return timeline.flatMap(({ id, activity, match, title, note }, at) => {
    const repeats = match.value === "verbatim_duplicate" || match.value === "shortened_duplicate"
    if (!repeats) return []
    const loss = match.value === "shortened_duplicate" ? { shortened: "clause", ...(note && { clause: note }) } : {}
    const values = { activity, ...loss }
    return [{ code: "TIMELINE_REPEATS", about: id, path: ["timeline", at], quote: title, values, items: [activity] }]
  })
}

function notAnOutput({ activities }: PlanFile): FoundWarning[] {
  return activities.flatMap(({ id, title, deliverable, outputs }, at) => {
    if (!deliverable || (outputs.value.length && !outputs.inferred)) return []
    const values = { item: id, document: deliverable.id }
    return [{ code: "NOT_AN_OUTPUT", about: id, path: ["activities", at, "deliverable"], quote: title, values }]
  })
}

/** Also for a meeting known only by its month: then with the latest day that the deadline could be. */
function dueAfterDocumentDeadline(plan: PlanFile): FoundWarning[] {
  const meetings = new Map(meetingsOf(plan).map((meeting) => [meeting.id, meeting]))
  const dated = [
    ...activitiesOf(plan).map(({ id, dueRules }, at) => ({ id, dueRules, path: ["activities", at, "schedule"] })),
    ...plan.outputs.map((output, at) => ({
      id: output.id,
      dueRules: outputDueRules(plan, output),
      path: ["outputs", at, "due"],
    })),
  ]
  return dated.flatMap(({ id, dueRules, path }) => {
    const quarter = dueRules.find((rule) => rule.kind === "quarter")
    const limit = dueRules.find((rule) => rule.kind === "meeting" && rule.weeks < 0)
    if (quarter?.kind !== "quarter" || limit?.kind !== "meeting") return []
    const meeting = meetings.get(limit.meeting)
    const latest = meeting && latestDay(meeting, limit)
    if (!latest || spanOf(quarter.quarter).to <= latest) return []
    const open = meeting.from ? {} : { open: "days" }
    const values = { quarter: quarter.quarter, meeting: meeting.title, latest, ...open }
    return [{ code: "DUE_AFTER_DOCUMENT_DEADLINE", about: id, path, values }]
  })
}

function meetingDaysUnknown(plan: PlanFile): FoundWarning[] {
  const anchored = Map.groupBy(plan.deadline_events, ({ rule }) => rule?.anchor)
  return plan.deadline_events.flatMap(({ id, title, dates }, at) => {
    const hanging = anchored.get(id)?.map((event) => event.id)
    if (!hanging || dates?.from) return []
    return [
      { code: "MEETING_DAYS_UNKNOWN", about: id, path: ["deadline_events", at], values: { title }, items: hanging },
    ]
  })
}

function loneSubItem({ objectives }: PlanFile): FoundWarning[] {
  const siblings = Map.groupBy(objectives, ({ parent }) => parent?.value)
  return objectives.flatMap(({ id, number, parent }, at) => {
    if (!parent || siblings.get(parent.value)?.length !== 1) return []
    return [{ code: "LONE_SUB_ITEM", about: id, path: ["objectives", at], values: { number } }]
  })
}

/** The groups that a silence procedure addresses, whose members the procedure leaves to the plan and the plan does not list. */
function unlistedGroups(plan: PlanFile): FoundWarning[] {
  const { groups, paths } = rulesOf(plan)
  const asked = new Set(paths.flatMap(({ steps }) => steps.flatMap((step) => (step.is === "silence" ? step.of : []))))
  const items = groups
    .filter(
      ({ parties, kinds, offices, individuals }) => ![parties, kinds, offices, individuals].some((of) => of?.length),
    )
    .map(({ id }) => id)
    .filter((id) => asked.has(id) && !membersOf(plan, id))
  return items.length > 0 ? [{ code: "GROUP_UNLISTED", path: ["procedure"], items }] : []
}

/** The members of a body whose silence would count as consent although no letter reaches them. */
function unreachedMembers(plan: PlanFile): FoundWarning[] {
  return plan.bodies.flatMap(({ id, members }, at) => {
    const items = unreached(plan, members.value)
    const values = { body: id, of: members.value.length }
    return items.length > 0 ? [{ code: "PARTY_UNREACHED", about: id, path: ["bodies", at], values, items }] : []
  })
}

/** The single partners that are to be invited, in a plan that names people at all; of a group nobody knows who it is. */
function unreachedPartners(plan: PlanFile): FoundWarning[] {
  if (plan.people.length === 0) return []
  const partners = [...new Set(activitiesOf(plan).flatMap((activity) => activity.partners))]
  const members = plan.bodies.flatMap(({ members }) => members.value)
  const single = plan.actors.filter(({ id, kind }) => kind !== "group" && kind !== "body" && !members.includes(id))
  const items = unreached(
    plan,
    partners.filter((party) => single.some(({ id }) => id === party)),
  )
  return items.length > 0 ? [{ code: "PARTY_UNREACHED", path: ["activities"], items }] : []
}

/** The parties for which nobody with an address holds an office to the end of the cycle, as far as its days are known. */
function unreached(plan: PlanFile, parties: readonly string[]): string[] {
  const end = meetingsOf(plan).find(({ id }) => id === plan.work_plan.cycle.ends_at_event.value)
  const until = (end && latestDay(end)) ?? plan.work_plan.cycle.starts_on.value
  const holds = (party: string) =>
    plan.people.some(
      ({ address, offices }) =>
        address && offices.some((held) => held.party === party && (!held.to || held.to >= until)),
    )
  return parties.filter((party) => !holds(party))
}
