import type { View } from "@demarche/engine"
import type { activity } from "@demarche/workflows"
import { means, metaOf } from "@demarche/workflows/states"
import type { Due, DueRule, Visibility } from "@demarche/workflows/terms"
import type * as z from "zod"
import { type OutputPromise, policyInForce } from "../rules/facts.ts"
import { effectiveDue, isOverdue, type MeetingDays, quarterAfter, quarterOf } from "../time/due.ts"
import { dayOf } from "../time/zone.ts"
import type { ContextOf, Kind } from "./byKind.ts"
import { itemDates, type PersonalFilter } from "./dates.ts"
import type { AnnouncedPeriod } from "./publishedDates.ts"
import type { ActivityReading, DueReading, ItemReading, OutputReading, RequestReading } from "./readingSchemas.ts"
import type { RowBody } from "./row.ts"

/** What a reading is made from: the row's body, the view at the instant, and the reader. */
export interface ReadingInput<K extends Kind = Kind> {
  id: string
  plan: string
  body: RowBody<K>
  view: View<ContextOf<K>>
  since: string
  version: number
  changed: string
  now: string
  zone: string
  meetings: MeetingDays[]
  promises: OutputPromise[]
  clearance: Visibility
  /** If given, only dates relevant to this person. */
  personalFilter?: PersonalFilter
}

/** The reading of each kind of item. */
export interface Readings {
  activity: ActivityReading
  output: OutputReading
  request: RequestReading
}
export type ItemKind = keyof Readings

/** Makes the reading of each kind of item. */
export const readings: { [K in ItemKind]: (input: ReadingInput<K>) => Readings[K] } = {
  activity: activityReading,
  output: outputReading,
  request: requestReading,
}

/** The reading of an activity at an instant, for a reader of that clearance. */
function activityReading(reading: ReadingInput<"activity">): ActivityReading {
  const { context } = reading.view
  const { publishedDates: announced } = reading.body
  const planned = reading.body.fields
  const waitingFor = context.links
    .filter(({ relation }) => relation === "waitsFor")
    .map(({ target, expected }) => ({ target, expected: expected ?? null }))
  const committee = reading.clearance !== "public"
  const item = itemReading(reading)
  const { holder: pen = "nobody", deadline } = metaOf(reading.view)
  const holder = context.owner ?? pen
  const off = isOff(reading.view)
  const due = activityDue(context, reading)
  const consultations = context.rounds.map((round, index) => consultation(round, index + 1, reading.clearance))
  const underSilence = deadline === "SilencePassed" && context.silence && silence(context.silence, committee)
  const awaited = ({ of, number, opens }: AnnouncedPeriod) => {
    if (of === "silence") return underSilence && underSilence.opened === opens ? underSilence.unanswered : null
    const { closed, parties } = consultations[number - 1] ?? {}
    return closed ? null : (parties?.silent ?? null)
  }
  return {
    ...item,
    kind: context.kind,
    track: planned.track ?? null,
    due: dueReading(due, reading, waitingFor.length > 0 || context.reached.includes("held")),
    dates: itemDates(
      { ...item, off, holder, due, rolling: isRolling(context), announced, awaited },
      reading.personalFilter,
    ),
    rules: context.rules,
    holder,
    ownerAssumed: context.owner === undefined,
    waitingFor,
    outsideBaseline: planned.outsideBaseline !== undefined,
    conditional: context.conditional === true,
    constraint: planned.constraint ? { quote: planned.constraint, signedBy: context.signed } : null,
    covers: (planned.covers ?? []).map((point, index) => ({ point, ticked: context.ticked.includes(index) })),
    partners: (planned.partners ?? []).map((party) => ({
      party,
      required: context.partners.includes(party),
      invited: context.invited.includes(party),
    })),
    gender: { marker: context.gender ?? null, advised: context.genderAdvised === true },
    lap: context.lap ?? null,
    outputs: context.outputs,
    themes: planned.themes ?? [],
    links: context.links,
    sources: planned.sources ?? [],
    children: context.children ?? [],
    successors: planned.successors ?? [],
    consultations,
    draft: draftOf(context, context.drafts.length),
    agreed: context.agreed
      ? {
          draft: context.agreed.draft,
          at: context.agreed.at,
          text: draftOf(context, context.agreed.draft)?.text ?? null,
        }
      : null,
    silence: context.silence ? silence(context.silence, committee) : null,
    objections: {
      open: context.objections.filter(({ status }) => status === "open").length,
      total: context.objections.length,
      late: context.late,
      raised: committee
        ? context.objections.map(({ party, ...rest }, index) => ({
            objection: index + 1,
            party: party ?? null,
            ...rest,
          }))
        : null,
    },
    milestones: (planned.milestones ?? []).map((milestone) => ({
      milestone,
      reached: context.reached.includes(milestone),
    })),
    policy: policyInForce(context, reading.promises),
  }
}

/** The reading of an output at an instant. */
function outputReading(reading: ReadingInput<"output">): OutputReading {
  const { context } = reading.view
  const titles = new Map(reading.body.fields.deliverables.map(({ id, title }) => [id, title]))
  const item = itemReading(reading)
  const { holder: pen = "nobody" } = metaOf(reading.view)
  const { due, owner: holder = pen } = context
  const off = isOff(reading.view)
  const { publishedDates: announced } = reading.body
  return {
    ...item,
    due: dueReading(due, reading, false),
    dates: itemDates(
      { ...item, off, holder, due, rolling: false, announced, awaited: () => null },
      reading.personalFilter,
    ),
    rules: context.rules,
    owner: holder,
    ownerAssumed: context.owner === undefined,
    policy: context.policy ?? null,
    policyAssumed: context.policyAssumed ?? true,
    deliverables: context.deliverables.map(({ id, min, max, assessed, met, alternatives, evidence }) => ({
      id,
      title: titles.get(id) ?? id,
      min,
      max: max ?? null,
      assessed,
      met: met ?? null,
      alternatives: alternatives ?? null,
      evidence: evidence.map(({ source, alternative }) => ({ source, alternative: alternative ?? null })),
    })),
  }
}

/** The reading of a Presidency request at an instant. */
function requestReading(reading: ReadingInput<"request">): RequestReading {
  const { context } = reading.view
  return {
    ...itemReading(reading),
    neededBy: context.neededBy ?? null,
    activity: context.activity ? `${reading.plan}.${context.activity}` : null,
    details: reading.body.fields.details ?? null,
  }
}

function itemReading({
  id,
  plan,
  body: {
    fields: { title },
  },
  view,
  since,
  version,
  changed,
}: ReadingInput<ItemKind>): z.infer<typeof ItemReading> {
  const code = id.slice(plan.length + 1)
  return { id, plan, code, title, state: view.state ?? "", substate: view.substate ?? null, since, version, changed }
}

/** The due date of an activity. An ongoing one is due at the end of the quarter after the last report, or of the current one. */
export function activityDue(
  context: activity.Context,
  { now, zone, meetings }: Pick<ReadingInput, "now" | "zone" | "meetings">,
): Due | null {
  if (!isRolling(context)) return context.due
  const today = dayOf(now, zone)
  const last = context.reported.toSorted().at(-1)
  const quarter = last ? quarterAfter(last) : quarterOf(today)
  const rules = context.rules.map(
    (rule): DueRule => (rule.kind === "everyQuarter" ? { kind: "quarter", quarter } : rule),
  )
  return effectiveDue(rules, meetings, today)
}

/** What was planned is not awaited any more, or not for now. */
function isOff(view: View): boolean {
  return means(view, "paused") || means(view, "dropped")
}

function isRolling({ rules }: activity.Context): boolean {
  return rules.some(({ kind }) => kind === "everyQuarter")
}

function dueReading(
  due: Due | null,
  { view, now, zone }: Pick<ReadingInput, "view" | "now" | "zone">,
  inTime: boolean,
): DueReading | null {
  return due && { ...due, overdue: !inTime && means(view, "awaited") && isOverdue(due, now, zone) }
}

function consultation(
  { closes, invited, answered, chathamHouse, summary }: activity.Context["rounds"][number],
  round: number,
  clearance: Visibility,
): ActivityReading["consultations"][number] {
  const known = clearance === "restricted" || (clearance === "committee" && !chathamHouse)
  return {
    round,
    closes,
    invited: invited.length,
    answered: answered.length,
    parties: known ? { answered, silent: invited.filter((party) => !answered.includes(party)) } : null,
    chathamHouse: chathamHouse === true,
    closed: summary !== undefined,
    summary: summary ?? null,
  }
}

function silence(
  { draft, opened, until, addressees, supported }: NonNullable<activity.Context["silence"]>,
  committee: boolean,
): NonNullable<ActivityReading["silence"]> {
  return {
    draft,
    opened,
    until,
    addressees: addressees.length,
    supported: supported.length,
    unanswered: committee ? addressees.filter((party) => !supported.includes(party)) : null,
  }
}

function draftOf({ drafts }: activity.Context, number: number): { number: number; text: string } | null {
  const text = drafts[number - 1]
  return text ? { number, text } : null
}
