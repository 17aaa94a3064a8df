import {
  type Evolve,
  eventOf,
  evolving,
  reading,
  type Transitions,
  transitions,
  unchanged,
  type View,
} from "@demarche/engine/definition"
import { assign, setup } from "xstate"
import { takenInScope } from "./commandList.ts"
import { counted, lacking, reaches, sameSource, type TalliedDeliverable, tallied } from "./deliverable.ts"
import type { Due, DueRule } from "./due.ts"
import { inferredAfter, isInferred } from "./inferred.ts"
import type { WithMetadata, WorkplanEventMetadata } from "./metadata.ts"
import { type Command, commands, type Event } from "./outputCommands.ts"
import { officeGuard, type RuleInput, reasonGiven } from "./rules.ts"
import { defined, takenOut } from "./schemas.ts"
import type { Types } from "./states.ts"

export { metadata } from "./metadata.ts"
export { type Command, commands, Event, type Promised } from "./outputCommands.ts"

export const version = 2

export interface Context {
  deliverables: TalliedDeliverable[]
  path?: string | undefined
  pathInferred?: true | undefined
  /** The other values that a reader inferred, and those of them that somebody has confirmed. */
  inferred?: string[] | undefined
  confirmed?: string[] | undefined
  rules: DueRule[]
  due: Due | null
  owner?: string | undefined
  /** The instant (UTC) at which it was fulfilled. */
  fulfilledAt?: string
}

const reads = reading<Context, WithMetadata<Event>>()
const tallyOf = ({ deliverables }: Context, event: { deliverable: string }) =>
  deliverables.find(({ id }) => id === event.deliverable)

const linkedAs = (context: Context, { deliverable, source }: { deliverable: string; source: string }) =>
  tallyOf(context, { deliverable })?.evidence.find((each) => sameSource(each.source, source))

function isFull(tally: TalliedDeliverable): boolean {
  return counted(tally).length >= (tally.max ?? Number.POSITIVE_INFINITY)
}

function noneIs(lacks: (deliverable: TalliedDeliverable) => boolean) {
  return ({ context }: RuleInput<Context>) => !context.deliverables.some(lacks)
}

const rules = {
  OFFICE: officeGuard(commands, takenInScope.output),
  REASON: reasonGiven,
  DELIVERABLE_UNKNOWN: reads(
    ["EvidenceLinked", "Assessed", "FoundWanting", "IndicatorReported", "IndicatorFellShort"],
    ({ context, event }) => tallyOf(context, event) !== undefined,
  ),
  EVIDENCE_FULL: reads(
    "EvidenceLinked",
    ({ context, event }) => {
      const tally = tallyOf(context, event)
      return tally === undefined || !isFull(tally)
    },
    ({ context }) => !context.deliverables.every(isFull),
  ),
  ALTERNATIVE_UNKNOWN: reads(
    "EvidenceLinked",
    ({ context, event }) =>
      event.alternative === undefined || tallyOf(context, event)?.alternatives?.includes(event.alternative) === true,
  ),
  NOT_LINKED: reads(
    ["EvidenceUnlinked", "EvidenceSuspended"],
    ({ context, event }) => linkedAs(context, event) !== undefined,
    ({ context }) => context.deliverables.some(({ evidence }) => evidence.length > 0),
  ),
  INDICATOR_UNKNOWN: reads(
    ["IndicatorReported", "IndicatorFellShort"],
    ({ context, event }) => {
      const tally = tallyOf(context, event)
      return tally === undefined || tally.indicators?.[event.indicator - 1] !== undefined
    },
    ({ context }) => context.deliverables.some(({ indicators = [] }) => indicators.length > 0),
  ),
  NOT_INFERRED: reads("ValueConfirmed", ({ context, event: { field, value } }) =>
    value === undefined ? isInferred(context, field) : field === "path",
  ),
  EVIDENCE_MISSING: noneIs(lacking.EVIDENCE_MISSING),
  ASSESSMENT_MISSING: noneIs(lacking.ASSESSMENT_MISSING),
  ALTERNATIVE_UNCHOSEN: noneIs(lacking.ALTERNATIVE_UNCHOSEN),
  INDICATOR_SHORT: noneIs(lacking.INDICATOR_SHORT),
}

const evolve: Evolve<Context, WithMetadata<Event>> = {
  OutputPromised: promised,
  OutputAmended: promised,
  ValueConfirmed: (context, { field, value }) =>
    field === "path"
      ? { path: value ?? context.path, pathInferred: undefined }
      : { confirmed: [...new Set([...(context.confirmed ?? []), field])] },
  EvidenceLinked: (context, event) =>
    change(context, event, (tally) => {
      const replaced = suspended(tally, event.source)
      const { source, place, alternative = replaced?.alternative } = event
      const others = tally.evidence.filter((each) => each !== replaced)
      return { ...tally, evidence: [...others, { source, ...defined({ place, alternative }) }] }
    }),
  EvidenceUnlinked: (context, event) =>
    change(context, event, (tally) => ({
      ...tally,
      evidence: tally.evidence.filter(({ source }) => !sameSource(source, event.source)),
    })),
  EvidenceSuspended: (context, event) =>
    change(context, event, (tally) => ({
      ...tally,
      evidence: tally.evidence.map((each) =>
        sameSource(each.source, event.source) ? { ...each, until: event.until } : each,
      ),
    })),
  Assessed: (context, event) => change(context, event, (tally) => ({ ...tally, met: true })),
  FoundWanting: (context, event) => change(context, event, (tally) => ({ ...tally, met: false })),
  IndicatorReported: valued,
  IndicatorFellShort: valued,
  Fulfilled: (_, { at }) => ({ fulfilledAt: at }),
  NotPursued: unchanged,
  CarriedOver: unchanged,
  DueSet: (_, { rules, due }) => ({ rules, due }),
  DueRecorded: (_, { due }) => ({ due }),
  OwnerAssigned: ({ confirmed = [] }, { owner }) => ({ owner, confirmed: [...new Set([...confirmed, "owner"])] }),
  TextRedacted: unchanged,
}

function promised(
  context: Context,
  event: Extract<Event, { type: "OutputPromised" | "OutputAmended" }>,
): Partial<Context> {
  const { deliverables, path, pathInferred, rules, due, owner } = event
  return {
    ...defined({
      deliverables: deliverables?.map((each) => tallied(each, tallyOf(context, { deliverable: each.id }))),
      rules,
      due,
    }),
    ...takenOut({ path, pathInferred, owner }),
    ...inferredAfter(context, event),
  }
}

/** The evidence in whose place that item counts, once it is agreed. */
function suspended({ evidence }: TalliedDeliverable, source: string) {
  return evidence.find(({ until }) => until !== undefined && sameSource(until, source))
}

function valued(
  context: Context,
  event: Extract<Event, { type: "IndicatorReported" | "IndicatorFellShort" }>,
): Partial<Context> {
  return change(context, event, ({ indicators = [], ...tally }) => ({
    ...tally,
    indicators: indicators.map((each, at) => (at + 1 === event.indicator ? { ...each, current: event.current } : each)),
  }))
}

function change(
  { deliverables }: Context,
  { deliverable }: { deliverable: string },
  to: (tally: TalliedDeliverable) => TalliedDeliverable,
): Partial<Context> {
  return { deliverables: deliverables.map((tally) => (tally.id === deliverable ? to(tally) : tally)) }
}

const types: Types<Context, Event> = {}
const output = setup({ types, guards: rules, actions: { evolve: assign(evolving(evolve)) } })
const { to, inPlace } = transitions(rules, "OFFICE")

const anytime = {
  OutputAmended: inPlace("REASON"),
  ValueConfirmed: inPlace("NOT_INFERRED"),
  DueSet: inPlace("REASON"),
  DueRecorded: inPlace(),
  OwnerAssigned: inPlace(),
  TextRedacted: inPlace("REASON"),
} satisfies Transitions<typeof output>
const indicating = ["DELIVERABLE_UNKNOWN", "INDICATOR_UNKNOWN"] as const
const assessing = {
  Assessed: to("partlyFulfilled", "DELIVERABLE_UNKNOWN"),
  FoundWanting: to("partlyFulfilled", "DELIVERABLE_UNKNOWN"),
  IndicatorReported: to("partlyFulfilled", ...indicating),
  IndicatorFellShort: to("partlyFulfilled", ...indicating),
} satisfies Transitions<typeof output>
const awaiting = {
  ...anytime,
  NotPursued: to("notPursued", "REASON"),
  CarriedOver: to("carriedOver", "REASON"),
  ...assessing,
} satisfies Transitions<typeof output>
const complete = ["EVIDENCE_MISSING", "ASSESSMENT_MISSING", "ALTERNATIVE_UNCHOSEN", "INDICATOR_SHORT"] as const
const linking = ["DELIVERABLE_UNKNOWN", "EVIDENCE_FULL", "ALTERNATIVE_UNKNOWN"] as const

export const machine = output.createMachine({
  id: "output",
  context: { deliverables: [], rules: [], due: null },
  initial: "new",
  states: {
    new: { meta: { public: false }, on: { OutputPromised: to("open") } },
    open: {
      tags: "awaited",
      meta: { holder: "coordinator", asks: "fulfil" },
      on: { ...awaiting, EvidenceLinked: to("partlyFulfilled", ...linking) },
    },
    partlyFulfilled: {
      tags: "awaited",
      meta: { holder: "coordinator", asks: "fulfil" },
      on: {
        ...awaiting,
        Fulfilled: to("fulfilled", ...complete),
        EvidenceLinked: inPlace(...linking),
        EvidenceUnlinked: inPlace("NOT_LINKED"),
        EvidenceSuspended: inPlace("NOT_LINKED"),
      },
    },
    fulfilled: {
      tags: "settled",
      meta: { holder: "coordinator" },
      on: {
        ...anytime,
        ...assessing,
        Assessed: inPlace("DELIVERABLE_UNKNOWN"),
        IndicatorReported: inPlace(...indicating),
        EvidenceLinked: inPlace(...linking),
        EvidenceUnlinked: to("partlyFulfilled", "NOT_LINKED"),
        EvidenceSuspended: to("partlyFulfilled", "NOT_LINKED"),
      },
    },
    notPursued: { tags: "dropped", meta: { holder: "coordinator" }, on: anytime },
    carriedOver: { tags: "dropped", meta: { holder: "nobody" }, on: anytime },
  },
})

/** The past-tense events a command comes to. Evidence already linked, or already gone, is nothing to do. */
export function decide({ context }: View<Context>, command: Command, { facts }: WorkplanEventMetadata): Event[] {
  const due = facts.due ?? null
  switch (command.type) {
    case "promise":
      return [eventOf<Event>(commands, command, { due })]
    case "amend":
      return [eventOf<Event>(commands, command, defined({ due: facts.due }))]
    case "linkEvidence": {
      const linked = linkedAs(context, command)
      return linked && linked.until === undefined ? [] : [eventOf<Event>(commands, command)]
    }
    case "suspendEvidence":
      return linkedAs(context, command)?.until === command.until ? [] : [eventOf<Event>(commands, command)]
    case "reportIndicator": {
      const { deliverable, indicator, current, statement } = command
      const short = reaches({ ...tallyOf(context, command)?.indicators?.[indicator - 1], current }) === false
      return [{ type: short ? "IndicatorFellShort" : "IndicatorReported", deliverable, indicator, current, statement }]
    }
    case "assess": {
      const { deliverable, finding, met } = command
      return [{ type: met ? "Assessed" : "FoundWanting", deliverable, finding }]
    }
    case "setDue":
      return [{ type: "DueSet", rules: command.rules, due }]
    case "recordDue":
      return JSON.stringify(context.due) === JSON.stringify(due) ? [] : [eventOf<Event>(commands, command, { due })]
    default:
      return [eventOf<Event>(commands, command)]
  }
}

/** Nothing about an output is decided by time alone. */
export function deadlines(): [] {
  return []
}
