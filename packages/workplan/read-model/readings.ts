import type { View } from "@demarche/engine"
import type { activity, plan as planWorkflow } from "@demarche/workflows"
import { waitsOf } from "@demarche/workflows/activity/links"
import { annotationsNow } from "@demarche/workflows/inferred"
import { type RecordReader, toldTo } from "@demarche/workflows/offices"
import { defined } from "@demarche/workflows/schemas"
import type { Visibility } from "@demarche/workflows/terms"
import type * as z from "zod"
import type { OutputPromise } from "../rules/paths.ts"
import type { MeetingDays } from "../time/due.ts"
import { dayOf } from "../time/zone.ts"
import type { ContextOf, Kind } from "./byKind.ts"
import { consultationReading } from "./consultations.ts"
import { itemDates, type PersonalFilter } from "./dates.ts"
import { deliverableReading, type Suggestion } from "./deliverables.ts"
import { draftReading } from "./drafts.ts"
import { papersOf } from "./papers.ts"
import { pathReading } from "./pathReading.ts"
import type { AnnouncedPeriod } from "./publishedDates.ts"
import type { ActivityReading, ItemReading, OutputReading, RequestReading } from "./readingSchemas.ts"
import { reportsOf } from "./reports.ts"
import type { RowBody } from "./row.ts"
import { statementsOf } from "./statements.ts"
import { type ItemKind, type ItemStatus, ownerIn, type RunningSilence, statusOf, suggestedOwner } from "./status.ts"
import { activityTurn, awaitedIn, turnOf } from "./turn.ts"

/** What a reading is made from: the row's body, the view at the instant, and the reader. */
export interface ReadingInput<K extends Kind = Kind> {
  id: string
  plan: string
  body: RowBody<K>
  view: View<ContextOf<K>>
  since: string
  /** The instant (UTC) at which it came to stand where it does, on its path also. */
  entered: string
  version: number
  changed: string
  now: string
  zone: string
  meetings: MeetingDays[]
  promises: OutputPromise[]
  /** The plan that it is an item of. */
  around: planWorkflow.Context
  reader: RecordReader
  /** Of a request that became an activity, whose turn it is there. */
  became?: Pick<ActivityReading, "turn" | "awaited">
  /** Of an output, what a reader inferred to contribute to it. */
  suggestions?: readonly Suggestion[]
  /** If given, only dates relevant to this person. */
  personalFilter?: PersonalFilter
}

/** The reading of each kind of item. */
export interface Readings {
  activity: ActivityReading
  output: OutputReading
  request: RequestReading
}

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
  const waitingFor = waitsOf(context).map(({ target, expected, gate }) => ({
    target,
    expected: expected ?? null,
    gate: gate === true,
  }))
  const toCommittee = <T>(what: T) => toldTo(reading.reader.clearance, "committee", what)
  const status = statusIn("activity", reading)
  const item = itemReading(reading, status)
  const pathAndChecks = pathReading(context, reading.promises, reading.around, dayOf(reading.now, reading.zone))
  const checkOf = (is: string) => pathAndChecks.checks.find((check) => check.is === is)
  const { due, holder, off } = status
  const reports = reportsOf(context, reading.around)
  const consultations = status.consultations.map((each) => consultationReading(each, reading))
  const silence = status.silence && silenceReading(status.silence, reading.reader.clearance)
  const silentIn = ({ of, number, opens }: AnnouncedPeriod) => {
    if (of === "silence") return silence?.opened === opens ? silence.unanswered : null
    const { closed, silent = null } = consultations[number - 1] ?? {}
    return closed ? null : silent
  }
  const drafts = context.drafts.flatMap(
    (_, index) => draftReading({ ...reading, plan: reading.around }, index + 1, reading.reader) ?? [],
  )
  const draft = drafts.at(-1) ?? null
  const turn = activityTurn({ ...reading, status }, pathAndChecks)
  return {
    ...item,
    turn,
    awaited: awaitedIn(turn, status, pathAndChecks.checks, [
      silence?.unanswered,
      ...consultations.map(({ closed, silent }) => (closed ? null : silent)),
    ]),
    kind: context.kind,
    own: context.own ?? null,
    track: planned.track ?? null,
    due,
    dates: itemDates(
      { ...item, ...{ off, holder, due, announced, silentIn, reports, zone: reading.zone }, awaited: status.awaited },
      reading.personalFilter,
    ),
    rules: context.rules,
    periods: reports,
    modality: modalityOf(context),
    holder,
    ownerAssumed: status.ownerAssumed,
    waitingFor,
    outsideBaseline: planned.outsideBaseline !== undefined,
    conditional: context.conditional === true,
    constraint: planned.constraint ? { quote: planned.constraint, signedBy: checkOf("signOff")?.signedBy ?? [] } : null,
    covers: (planned.covers ?? []).map((point, index) => ({
      point,
      ticked: checkOf("coverage")?.points.includes(index) === true,
    })),
    partners: (planned.partners ?? []).map((party) => ({
      party,
      required: context.partners.includes(party),
      invited: context.invited.includes(party),
    })),
    lead: planned.lead ?? [],
    support: planned.support ?? [],
    owner: ownerIn(reading.view),
    outputs: context.outputs,
    themes: planned.themes ?? [],
    details: planned.details ?? {},
    links: context.links,
    sources: planned.sources ?? [],
    children: context.children ?? [],
    successors: planned.successors ?? [],
    consultations,
    symbol: draft?.symbol ?? planned.symbol ?? null,
    draft,
    drafts,
    papers: toCommittee(papersOf(context)),
    statements: toCommittee(statementsOf(context)),
    agreed: context.agreed
      ? {
          draft: context.agreed.draft,
          at: context.agreed.at,
          issued: context.agreed.issued === true,
          text: drafts[context.agreed.draft - 1]?.text ?? null,
          authentic: (drafts[context.agreed.draft - 1]?.versions ?? []).flatMap(({ authentic, ...version }) =>
            authentic ? [version] : [],
          ),
          annexes: drafts[context.agreed.draft - 1]?.annexes ?? [],
          unreached: context.agreed.outcome === undefined ? null : toCommittee(context.silence?.unreached ?? []),
        }
      : null,
    silence,
    objections: {
      open: context.objections.filter(({ status }) => status === "open").length,
      total: context.objections.length,
      late: context.late,
      raised: toCommittee(
        context.objections.map(({ party, ...rest }, index) => ({
          objection: index + 1,
          party: party ?? null,
          ...rest,
        })),
      ),
    },
    milestones: [...new Set([...(planned.milestones ?? []), ...context.reached])].map((milestone) => ({
      milestone,
      reached: context.reached.includes(milestone),
    })),
    findings: status.findings,
    wording: {
      ...planned.wording,
      ...defined({ umbrella: planned.umbrella, markers: planned.markers, refers: planned.refers }),
    },
    annotations: annotationsNow(planned.annotations ?? [], context),
    ...pathAndChecks,
    moreTime: toCommittee(context.moreTime),
  }
}

/** Whether the plan binds to it: as it stands, once it is found feasible, or only once it is taken up. */
function modalityOf({ conditional, feasible, optional, takenUp }: activity.Context): ActivityReading["modality"] {
  if (conditional) return feasible ? "feasible" : "conditional"
  return optional ? (takenUp ? "takenUp" : "notTakenUp") : "required"
}

/** The reading of an output at an instant. */
function outputReading(reading: ReadingInput<"output">): OutputReading {
  const { context } = reading.view
  const planned = reading.body.fields
  const promised = new Map(planned.deliverables.map((deliverable) => [deliverable.id, deliverable]))
  const status = statusIn("output", reading)
  const item = itemReading(reading, status)
  const { due, holder, off } = status
  const { publishedDates: announced } = reading.body
  return {
    ...item,
    turn: turnOf({ ...reading, status }),
    awaited: [],
    due,
    dates: itemDates(
      {
        ...item,
        off,
        holder,
        due,
        announced,
        zone: reading.zone,
        awaited: status.awaited,
        reports: [],
        silentIn: () => null,
      },
      reading.personalFilter,
    ),
    rules: context.rules,
    owner: holder,
    ownerAssumed: status.ownerAssumed,
    ownerSuggested: suggestedOwner(reading.view),
    path: context.path ?? null,
    pathInferred: context.pathInferred === true,
    number: planned.number,
    objectives: planned.objectives ?? [],
    wording: planned.wording ?? {},
    annotations: annotationsNow(planned.annotations ?? [], context),
    deliverables: context.deliverables.map((each) =>
      deliverableReading(each, promised.get(each.id), { ...reading, plan: reading.around }),
    ),
  }
}

/** The reading of a Presidency request at an instant. */
function requestReading(reading: ReadingInput<"request">): RequestReading {
  const { context } = reading.view
  const status = statusIn("request", reading)
  return {
    ...itemReading(reading, status),
    ...(reading.became ?? { turn: turnOf({ ...reading, status }), awaited: [] }),
    due: status.due,
    neededBy: context.neededBy ?? null,
    activity: context.activity ? `${reading.plan}.${context.activity}` : null,
    details: reading.body.fields.details ?? null,
  }
}

function statusIn<K extends ItemKind>(kind: K, { view, since, now, around }: ReadingInput<K>): ItemStatus {
  return statusOf(kind, { view, since, now, plan: around })
}

function itemReading(
  { id, plan, body: { fields }, since, version, changed }: ReadingInput<ItemKind>,
  { state, substate }: ItemStatus,
): Omit<z.infer<typeof ItemReading>, "turn" | "awaited"> {
  const { title } = fields
  const titles = "titles" in fields ? fields.titles : undefined
  return {
    id,
    plan,
    code: id.slice(plan.length + 1),
    title,
    ...(titles && { titles }),
    state,
    substate,
    since,
    version,
    changed,
  }
}

function silenceReading(
  { draft, opened, until, addressees, supported, silent, unreached }: RunningSilence,
  clearance: Visibility,
): NonNullable<ActivityReading["silence"]> {
  return {
    draft,
    opened,
    until,
    addressees: addressees.length,
    supported: supported.length,
    unanswered: toldTo(clearance, "committee", silent),
    unreached: toldTo(clearance, "committee", unreached),
  }
}
