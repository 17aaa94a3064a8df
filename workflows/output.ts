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
import type { Due, DueRule } from "./due.ts"
import { inferredAfter, isInferred } from "./inferred.ts"
import type { WithMetadata, WorkplanEventMetadata } from "./metadata.ts"
import { type Command, commands, type Event, type PromisedDeliverable } from "./outputCommands.ts"
import { officeGuard, type RuleInput, reasonGiven } from "./rules.ts"
import { defined, takenOut } from "./schemas.ts"
import type { Types } from "./states.ts"

export { metadata } from "./metadata.ts"
export { type Command, commands, Event, type Promised } from "./outputCommands.ts"

export const version = 2

interface Tally {
  id: string
  min: number
  max?: number
  assessed: boolean
  alternatives?: string[]
  evidence: { source: string; alternative?: string }[]
  met?: boolean
}

export interface Context {
  deliverables: Tally[]
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

const rules = {
  OFFICE: officeGuard(commands, takenInScope.output),
  REASON: reasonGiven,
  DELIVERABLE_UNKNOWN: reads(
    ["EvidenceLinked", "Assessed", "FoundWanting"],
    ({ context, event }) => tallyOf(context, event) !== undefined,
  ),
  EVIDENCE_FULL: reads("EvidenceLinked", ({ context, event }) => {
    const { max = Number.POSITIVE_INFINITY, evidence = [] } = tallyOf(context, event) ?? {}
    return evidence.length < max
  }),
  ALTERNATIVE_UNKNOWN: reads(
    "EvidenceLinked",
    ({ context, event }) =>
      event.alternative === undefined || tallyOf(context, event)?.alternatives?.includes(event.alternative) === true,
  ),
  NOT_LINKED: reads(
    "EvidenceUnlinked",
    ({ context, event }) => tallyOf(context, event)?.evidence.some(({ source }) => source === event.source) === true,
  ),
  NOT_INFERRED: reads("ValueConfirmed", ({ context, event: { field, value } }) =>
    value === undefined ? isInferred(context, field) : field === "path",
  ),
  EVIDENCE_MISSING: ({ context }: RuleInput<Context>) =>
    context.deliverables.every(({ min, evidence }) => evidence.length >= min),
  ASSESSMENT_MISSING: ({ context }: RuleInput<Context>) =>
    context.deliverables.every(({ assessed, met }) => !assessed || met === true),
  ALTERNATIVE_UNCHOSEN: ({ context }: RuleInput<Context>) =>
    context.deliverables.every(
      ({ alternatives, evidence }) =>
        !alternatives || evidence.length === 0 || evidence.some(({ alternative }) => alternative),
    ),
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
      const { source, alternative } = event
      return { ...tally, evidence: [...tally.evidence, { source, ...defined({ alternative }) }] }
    }),
  EvidenceUnlinked: (context, event) =>
    change(context, event, (tally) => ({
      ...tally,
      evidence: tally.evidence.filter(({ source }) => source !== event.source),
    })),
  Assessed: (context, event) => change(context, event, (tally) => ({ ...tally, met: true })),
  FoundWanting: (context, event) => change(context, event, (tally) => ({ ...tally, met: false })),
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
    ...defined({ deliverables: deliverables?.map((deliverable) => tallied(deliverable, context)), rules, due }),
    ...takenOut({ path, pathInferred, owner }),
    ...inferredAfter(context, event),
  }
}

/** What was found and linked before stays with a deliverable that is promised anew. */
function tallied({ id, min, max, assessed, alternatives }: PromisedDeliverable, context: Context): Tally {
  const { evidence = [], met } = tallyOf(context, { deliverable: id }) ?? {}
  return { id, min, assessed, evidence, ...defined({ max, alternatives, met }) }
}

function change(
  { deliverables }: Context,
  { deliverable }: { deliverable: string },
  to: (tally: Tally) => Tally,
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
const assessing = {
  Assessed: to("partlyFulfilled", "DELIVERABLE_UNKNOWN"),
  FoundWanting: to("partlyFulfilled", "DELIVERABLE_UNKNOWN"),
} satisfies Transitions<typeof output>
const awaiting = {
  ...anytime,
  NotPursued: to("notPursued", "REASON"),
  CarriedOver: to("carriedOver", "REASON"),
  ...assessing,
} satisfies Transitions<typeof output>
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
        Fulfilled: to("fulfilled", "EVIDENCE_MISSING", "ASSESSMENT_MISSING", "ALTERNATIVE_UNCHOSEN"),
        EvidenceLinked: inPlace(...linking),
        EvidenceUnlinked: inPlace("NOT_LINKED"),
      },
    },
    fulfilled: {
      tags: "settled",
      meta: { holder: "coordinator" },
      on: {
        ...anytime,
        ...assessing,
        Assessed: inPlace("DELIVERABLE_UNKNOWN"),
        EvidenceLinked: inPlace(...linking),
        EvidenceUnlinked: to("partlyFulfilled", "NOT_LINKED"),
      },
    },
    notPursued: { tags: "dropped", meta: { holder: "coordinator" }, on: anytime },
    carriedOver: { tags: "dropped", meta: { holder: "coordinator" }, on: anytime },
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
      const linked = tallyOf(context, command)?.evidence.some(({ source }) => source === command.source)
      return linked ? [] : [eventOf<Event>(commands, command)]
    }
    case "assess": {
      const { deliverable, finding, met } = command
      return [{ type: met ? "Assessed" : "FoundWanting", deliverable, finding }]
    }
    case "setDue":
      return [{ type: "DueSet", rules: command.rules, due }]
    case "recordDue":
      return JSON.stringify(context.due) === JSON.stringify(due)
        ? []
        : [{ type: "DueRecorded", due, because: command.because }]
    default:
      return [eventOf<Event>(commands, command)]
  }
}

/** Nothing about an output is decided by time alone. */
export function deadlines(): [] {
  return []
}
