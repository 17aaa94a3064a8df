import { assign, createMachine } from "xstate"
import * as z from "zod"
import { command, event, known, oneOf, payload, transitions } from "./forms.ts"
import { officeGuard, offices } from "./offices.ts"
import { type Act, Due, DueRule, Id, ItemId, Line, Policy, Text, TextHash, Title, type View } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

export const version = 1

const Deliverable = z.object({
  id: Id,
  title: Title,
  /** "At least one": how many are promised, and the most there may be where the plan says. */
  min: z.int().min(0).default(1),
  max: z.int().min(1).optional(),
  /** It is closed by an assessment, not by counting documents. */
  assessed: z.boolean().default(false),
  /** "dialogue / side event / informal briefing": one of them is to be chosen and recorded. */
  alternatives: z.array(Line).max(10).optional(),
})

const Promised = z.object({
  number: z.string().max(10),
  title: Title,
  deliverables: z.array(Deliverable).min(1).max(30),
  objectives: z.array(Id).max(20).optional(),
  policy: Policy.optional(),
  policyAssumed: z.boolean().optional(),
  rules: z.array(DueRule).max(10).optional(),
})
export type Promised = z.infer<typeof Promised>

/** What shows that a deliverable exists: an activity agreed or an event held (both by the activity's id), or something cited. */
const Evidence = z.object({ deliverable: Id, source: ItemId.or(Line), alternative: Line.optional() })

const Amendment = Promised.partial()

export const Command = oneOf(() => [
  command("promise", Promised.shape),
  command("amend", Amendment.shape),
  command("linkEvidence", Evidence.shape),
  command("unlinkEvidence", { deliverable: Id, source: ItemId.or(Line) }),
  command("assess", { deliverable: Id, finding: Text, met: z.boolean() }),
  command("fulfil", {}),
  command("notPursue", {}),
  command("carryOver", { to: Line }),
  command("setDue", { rules: z.array(DueRule).max(10) }),
  command("recordDue", { because: Line }),
  command("assignOwner", { owner: z.string().max(100) }),
  command("redact", { text: TextHash }),
])
export type Command = z.infer<typeof Command>

export const Event = oneOf(() => [
  event("OutputPromised", { ...Promised.shape, due: Due.nullable() }),
  event("OutputAmended", { ...Amendment.shape, due: Due.nullable().optional() }),
  event("EvidenceLinked", Evidence.shape),
  event("EvidenceUnlinked", { deliverable: Id, source: z.string() }),
  event("Assessed", { deliverable: Id, finding: TextHash }),
  event("FoundWanting", { deliverable: Id, finding: TextHash }),
  event("Fulfilled", {}),
  event("NotPursued", {}),
  event("CarriedOver", { to: Line }),
  event("DueSet", { rules: z.array(DueRule), due: Due.nullable() }),
  event("DueRecorded", { due: Due.nullable(), because: Line }),
  event("OwnerAssigned", { owner: z.string() }),
  event("TextRedacted", { text: TextHash }),
])
export type Event = z.infer<typeof Event>

/** The events each command comes to, likeliest first. */
export const emits: Record<Command["type"], readonly Event["type"][]> = {
  promise: ["OutputPromised"],
  amend: ["OutputAmended"],
  linkEvidence: ["EvidenceLinked"],
  unlinkEvidence: ["EvidenceUnlinked"],
  assess: ["Assessed", "FoundWanting"],
  fulfil: ["Fulfilled"],
  notPursue: ["NotPursued"],
  carryOver: ["CarriedOver"],
  setDue: ["DueSet"],
  recordDue: ["DueRecorded"],
  assignOwner: ["OwnerAssigned"],
  redact: ["TextRedacted"],
}

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
  policy?: Policy
  policyAssumed?: boolean
  rules: DueRule[]
  due: Due | null
  owner?: string
}

type Happening = Event & Act
type Case = { context: Context; event: Happening }
type Linking = Extract<Happening, { type: "EvidenceLinked" | "EvidenceUnlinked" }>

const deliverable = ({ context, event }: Case) =>
  context.deliverables.find(({ id }) => "deliverable" in event && id === event.deliverable)

const rules = {
  OFFICE: officeGuard(offices.output),
  REASON: payload(({ event }: Case) => event.reason !== undefined),
  DELIVERABLE_UNKNOWN: payload((given: Case) => deliverable(given) !== undefined),
  EVIDENCE_FULL: payload((given: Case) => {
    const { max = Number.POSITIVE_INFINITY, evidence = [] } = deliverable(given) ?? {}
    return evidence.length < max
  }),
  ALTERNATIVE_UNKNOWN: payload((given: Case) => {
    const { alternative } = given.event as Extract<Linking, { type: "EvidenceLinked" }>
    return alternative === undefined || deliverable(given)?.alternatives?.includes(alternative) === true
  }),
  NOT_LINKED: payload(
    (given: Case) =>
      deliverable(given)?.evidence.some(({ source }) => source === (given.event as Linking).source) === true,
  ),
  EVIDENCE_MISSING: ({ context }: Case) => context.deliverables.every(({ min, evidence }) => evidence.length >= min),
  ASSESSMENT_MISSING: ({ context }: Case) =>
    context.deliverables.every(({ assessed, met }) => !assessed || met === true),
  ALTERNATIVE_UNCHOSEN: ({ context }: Case) =>
    context.deliverables.every(
      ({ alternatives, evidence }) =>
        !alternatives || evidence.length === 0 || evidence.some(({ alternative }) => alternative),
    ),
}
type Rule = keyof typeof rules

const { to, inPlace } = transitions<keyof typeof rules>()

const linking: Rule[] = ["DELIVERABLE_UNKNOWN", "EVIDENCE_FULL", "ALTERNATIVE_UNKNOWN"]
const anytime = {
  OutputAmended: inPlace("REASON"),
  DueSet: inPlace("REASON"),
  DueRecorded: inPlace(),
  OwnerAssigned: inPlace(),
  TextRedacted: inPlace("REASON"),
}
const closing = { NotPursued: to("notPursued", "REASON"), CarriedOver: to("carriedOver", "REASON") }
const assessing = {
  Assessed: to("partlyFulfilled", "DELIVERABLE_UNKNOWN"),
  FoundWanting: to("partlyFulfilled", "DELIVERABLE_UNKNOWN"),
}
const awaiting = { ...anytime, ...closing, ...assessing }
const complete = to("fulfilled", "EVIDENCE_MISSING", "ASSESSMENT_MISSING", "ALTERNATIVE_UNCHOSEN")

export const machine = createMachine(
  {
    types: {} as { context: Context; events: Happening },
    id: "output",
    context: { deliverables: [], rules: [], due: null },
    initial: "new",
    states: {
      new: { on: { OutputPromised: to("open") } },
      open: { tags: "open", on: { ...awaiting, EvidenceLinked: to("partlyFulfilled", ...linking) } },
      partlyFulfilled: {
        tags: "partlyFulfilled",
        on: {
          ...awaiting,
          Fulfilled: complete,
          EvidenceLinked: inPlace(...linking),
          EvidenceUnlinked: inPlace("NOT_LINKED"),
        },
      },
      fulfilled: {
        tags: "fulfilled",
        on: {
          ...anytime,
          ...assessing,
          Assessed: inPlace("DELIVERABLE_UNKNOWN"),
          EvidenceLinked: inPlace(...linking),
          EvidenceUnlinked: to("partlyFulfilled", "NOT_LINKED"),
        },
      },
      notPursued: { tags: "notPursued", on: anytime },
      carriedOver: { tags: "carriedOver", on: anytime },
    },
  },
  { guards: rules as never, actions: { evolve: assign(({ context, event }) => evolve(context, event)) } },
)

function evolve(context: Context, event: Happening): Partial<Context> {
  const change = (id: string, to: (tally: Tally) => Tally) => ({
    deliverables: context.deliverables.map((tally) => (tally.id === id ? to(tally) : tally)),
  })
  switch (event.type) {
    case "OutputPromised":
    case "OutputAmended": {
      const { deliverables, policy, policyAssumed, rules, due } = event
      return known({
        deliverables: deliverables?.map((promised) => tally(promised, context)),
        policy,
        policyAssumed,
        rules,
        due,
      })
    }
    case "EvidenceLinked": {
      const { source, alternative } = event
      return change(event.deliverable, (tally) => ({
        ...tally,
        evidence: [...tally.evidence, { source, ...known({ alternative }) }],
      }))
    }
    case "EvidenceUnlinked":
      return change(event.deliverable, (tally) => ({
        ...tally,
        evidence: tally.evidence.filter(({ source }) => source !== event.source),
      }))
    case "Assessed":
    case "FoundWanting":
      return change(event.deliverable, (tally) => ({ ...tally, met: event.type === "Assessed" }))
    case "DueSet":
      return { rules: event.rules, due: event.due }
    case "DueRecorded":
      return { due: event.due }
    case "OwnerAssigned":
      return { owner: event.owner }
    default:
      return {}
  }
}

function tally({ id, min, max, assessed, alternatives }: z.infer<typeof Deliverable>, context: Context): Tally {
  const { evidence = [], met } = context.deliverables.find((tally) => tally.id === id) ?? {}
  return { id, min, assessed, evidence, ...known({ max, alternatives, met }) }
}

/** The past-tense events a command comes to. Evidence already linked, or already gone, is nothing to do. */
export function decide({ context }: View<Context>, command: Command, { facts }: Act): Event[] {
  const due = facts.due ?? null
  switch (command.type) {
    case "promise": {
      const { type, ...promised } = command
      return [{ ...promised, type: "OutputPromised", due }]
    }
    case "amend": {
      const { type, ...amended } = command
      return [{ ...amended, type: "OutputAmended", ...(facts.due !== undefined && { due }) }]
    }
    case "linkEvidence": {
      const { type, ...evidence } = command
      const known = context.deliverables.find(({ id }) => id === evidence.deliverable)?.evidence
      return known?.some(({ source }) => source === evidence.source) ? [] : [{ ...evidence, type: "EvidenceLinked" }]
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
    default: {
      const { type, ...fields } = command
      return [{ ...fields, type: emits[type][0] } as Event]
    }
  }
}

/** Nothing about an output is decided by time alone. */
export function deadlines(): { at: string; event: Event }[] {
  return []
}
