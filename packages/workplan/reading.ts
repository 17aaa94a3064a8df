import type { View } from "@demarche/engine"
import type { activity, output, request } from "@demarche/workflows"
import { Deadline, Due, type DueRule, Policy, type Visibility } from "@demarche/workflows/terms"
import * as z from "zod"
import { type OutputPromise, policyInForce } from "./caseFacts.ts"
import { effectiveDue, endOfQuarter, isOverdue, type Meeting, quarterOf } from "./due.ts"
import type { Body } from "./rows.ts"
import { dayOf } from "./zone.ts"

/** An effective due date as it is read at an instant. */
export const DueReading = Due.extend({ overdue: z.boolean() })
export type DueReading = z.infer<typeof DueReading>

const Rules = z.array(z.looseObject({ kind: z.string() }))

/** What every item answers, whatever its workflow. */
export const ItemReading = z.object({
  id: z.string(),
  plan: z.string(),
  code: z.string(),
  title: z.string(),
  state: z.string(),
  substate: z.string().nullable(),
  /** The instant (UTC) at which the state was entered. */
  since: z.string(),
  /** The version a writer must have seen: the last commit's, and what time has decided since. */
  version: z.int(),
})

export const ActivityReading = ItemReading.extend({
  kind: z.string(),
  track: z.string().nullable(),
  due: DueReading.nullable(),
  rules: Rules,
  /** Who holds the pen: the owner where one is assigned, else the office the state waits for. */
  holder: z.string(),
  ownerAssumed: z.boolean(),
  /** What it waits for, so that it is not late. */
  waitingFor: z.array(z.object({ target: z.string(), expected: z.string().nullable() })),
  outsideBaseline: z.boolean(),
  conditional: z.boolean(),
  constraint: z.object({ quote: z.string(), signedBy: z.array(z.string()) }).nullable(),
  covers: z.array(z.object({ point: z.string(), ticked: z.boolean() })),
  partners: z.array(z.object({ party: z.string(), required: z.boolean(), invited: z.boolean() })),
  gender: z.object({ marker: z.string().nullable(), advised: z.boolean() }),
  lap: z.array(z.int()).nullable(),
  outputs: z.array(z.string()),
  themes: z.array(z.string()),
  links: z.array(z.object({ relation: z.string(), target: z.string(), expected: z.string().optional() })),
  sources: z.array(z.object({ ref: z.string(), title: z.string() })),
  children: z.array(z.string()),
  consultations: z.array(
    z.object({
      round: z.int(),
      closes: Deadline,
      invited: z.int(),
      answered: z.int(),
      /** The parties that have answered and those that have not, for the committee; null where it is not to be known. */
      parties: z.object({ answered: z.array(z.string()), silent: z.array(z.string()) }).nullable(),
      chathamHouse: z.boolean(),
      closed: z.boolean(),
      summary: z.string().nullable(),
    }),
  ),
  draft: z.object({ number: z.int(), text: z.string() }).nullable(),
  agreed: z.object({ draft: z.int(), at: z.string(), text: z.string().nullable() }).nullable(),
  silence: z
    .object({
      draft: z.int(),
      opened: z.string(),
      until: Deadline,
      addressees: z.int(),
      supported: z.int(),
      unanswered: z.array(z.string()).nullable(),
    })
    .nullable(),
  objections: z.object({
    open: z.int(),
    total: z.int(),
    late: z.int(),
    /** Whose they are, for the committee; the public reads "a delegation". */
    raised: z
      .array(
        z.object({
          objection: z.int(),
          party: z.string().nullable(),
          draft: z.int(),
          paragraphs: z.array(z.string()),
          text: z.string(),
          status: z.string(),
        }),
      )
      .nullable(),
  }),
  milestones: z.array(z.object({ milestone: z.string(), reached: z.boolean() })),
  /** The approval policy in force, and whether it is assumed because the document does not say it. */
  policy: z.object({ policy: Policy, policyAssumed: z.boolean() }),
})
export type ActivityReading = z.infer<typeof ActivityReading>

export const OutputReading = ItemReading.extend({
  due: DueReading.nullable(),
  rules: Rules,
  owner: z.string(),
  ownerAssumed: z.boolean(),
  policy: Policy.nullable(),
  policyAssumed: z.boolean(),
  deliverables: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      min: z.int(),
      max: z.int().nullable(),
      assessed: z.boolean(),
      met: z.boolean().nullable(),
      alternatives: z.array(z.string()).nullable(),
      evidence: z.array(z.object({ source: z.string(), alternative: z.string().nullable() })),
    }),
  ),
})
export type OutputReading = z.infer<typeof OutputReading>

export const RequestReading = ItemReading.extend({
  neededBy: z.string().nullable(),
  /** The id of the activity it became. */
  activity: z.string().nullable(),
  details: z.string().nullable(),
})
export type RequestReading = z.infer<typeof RequestReading>

/** What a reading is made from: the row's own fields, the view at the instant asked for, and who asks. */
export interface Reading {
  id: string
  plan: string
  body: Body
  view: View
  since: string
  version: number
  now: string
  zone: string
  meetings: Meeting[]
  promises: OutputPromise[]
  clearance: Visibility
}

const settled = new Set(["agreed", "cancelled", "notPursued", "superseded", "deferred", "fulfilled", "carriedOver"])

const holders: Record<string, string> = {
  planned: "coordinator",
  consulting: "coordinator",
  editing: "coordinator",
  clearance: "isu",
  underSilence: "committee",
}

/** An activity as it is read at an instant by somebody of that clearance. */
export function activityReading(reading: Reading): ActivityReading {
  const context = reading.view.context as activity.Context
  const planned = reading.body.planned as Partial<activity.Planned>
  const waitingFor = context.links
    .filter(({ relation }) => relation === "waitsFor")
    .map(({ target, expected }) => ({ target, expected: expected ?? null }))
  const committee = reading.clearance !== "public"
  return {
    ...itemReading(reading),
    kind: context.kind,
    track: planned.track ?? null,
    due: dueReading(activityDue(context, reading), reading, waitingFor.length > 0),
    rules: context.rules,
    holder: context.owner ?? holders[reading.view.substate ?? reading.view.state ?? ""] ?? "coordinator",
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
    consultations: context.rounds.map((round, index) => consultation(round, index + 1, reading.clearance)),
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

/** An output as it is read at an instant. */
export function outputReading(reading: Reading): OutputReading {
  const context = reading.view.context as output.Context
  const titles = new Map(
    (reading.body.planned as Partial<output.Promised>).deliverables?.map(({ id, title }) => [id, title]),
  )
  return {
    ...itemReading(reading),
    due: dueReading(context.due, reading, false),
    rules: context.rules,
    owner: context.owner ?? "coordinator",
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

/** A Presidency request as it is read at an instant. */
export function requestReading(reading: Reading): RequestReading {
  const context = reading.view.context as request.Context
  return {
    ...itemReading(reading),
    neededBy: context.neededBy ?? null,
    activity: context.activity ? `${reading.plan}.${context.activity}` : null,
    details: (reading.body.planned.details as string | undefined) ?? null,
  }
}

function itemReading({ id, plan, body, view, since, version }: Reading): z.infer<typeof ItemReading> {
  const { title } = body.planned as { title: string }
  const code = id.slice(plan.length + 1)
  return { id, plan, code, title, state: view.state ?? "", substate: view.substate ?? null, since, version }
}

/** An ongoing activity is due at the end of the quarter after the last one reported; before the first report, of this one. */
function activityDue(context: activity.Context, { now, zone, meetings }: Reading): Due | null {
  if (!context.rules.some(({ kind }) => kind === "everyQuarter")) return context.due
  const today = dayOf(now, zone)
  const last = context.reported.toSorted().at(-1)
  const quarter = last ? quarterOf(dayAfter(endOfQuarter(last))) : quarterOf(today)
  const rules = context.rules.map(
    (rule): DueRule => (rule.kind === "everyQuarter" ? { kind: "quarter", quarter } : rule),
  )
  return effectiveDue(rules, meetings, today)
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}

function dueReading(due: Due | null, { view, now, zone }: Reading, waiting: boolean): DueReading | null {
  return due && { ...due, overdue: !waiting && !settled.has(view.state ?? "") && isOverdue(due, now, zone) }
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
): ActivityReading["silence"] {
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
