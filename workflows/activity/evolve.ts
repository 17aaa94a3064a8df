import { type Evolve, unchanged } from "@demarche/engine/definition"
import { defined, takenOut } from "../schemas.ts"
import type { WithMetadata } from "../terms.ts"
import { type Context, partyOf } from "./context.ts"
import type { Event } from "./events.ts"

type EventOfType<Type extends Event["type"]> = Extract<WithMetadata<Event>, { type: Type }>

/** What each event changes in what the rules need to know. */
export const evolve: Evolve<Context, WithMetadata<Event>> = {
  ActivityPlanned: planned,
  ActivityAmended: planned,
  FoundFeasible: () => ({ feasible: true }),
  FoundNotFeasible: unchanged,
  PlaceholderExpanded: ({ children = [] }, event) => ({
    children: [...children, ...event.children.map(({ code }) => code)],
  }),

  ConsultationOpened: (context, { closes, invited, groups = [], chathamHouse }) => ({
    rounds: [...context.rounds, { closes, invited, answered: [], ...defined({ chathamHouse }) }],
    invited: union(context.invited, [...invited, ...groups]),
  }),
  InputRecorded: ({ rounds }, { round, party = "" }) => ({
    rounds: change(rounds, round, (each) => ({ ...each, answered: union(each.answered, [party]) })),
  }),
  PartiesUnreached: ({ rounds, silence }, { parties, round }) =>
    round === undefined
      ? { silence: silence && { ...silence, unreached: union(silence.unreached ?? [], parties) } }
      : {
          rounds: change(rounds, round, (each) => ({ ...each, unreached: union(each.unreached ?? [], parties) })),
        },
  ConsultationClosed: ({ rounds }, { round, summary }) => ({
    rounds: change(rounds, round, (each) => ({ ...each, summary })),
  }),
  ConsultationWaived: () => ({ waived: true }),

  DraftingStarted: unchanged,
  DraftAdded: ({ drafts }, { text }) => ({ drafts: [...drafts, text], signed: [], clearedBy: undefined }),
  CheckRecorded: checked,
  ClearanceRequested: unchanged,
  DraftCleared: (_, { by }) => ({ clearedBy: by.office }),

  SilenceOpened: (_, { draft, until, addressees, at }) => ({
    silence: { draft, opened: at, until, addressees, supported: [] },
  }),
  SilenceExtended: ({ silence }, { until }) => ({ silence: silence && { ...silence, until } }),
  SilenceVoided: unchanged,
  SilenceBroken: unchanged,
  SilencePassed: ({ silence }, { at, version }) => ({ agreed: { draft: silence?.draft ?? 0, at, outcome: version } }),
  SupportGiven: ({ silence }, event) => ({
    silence: silence && { ...silence, supported: union(silence.supported, [partyOf(event) ?? ""]) },
  }),
  ObjectionRaised: ({ silence, drafts, objections }, { party, paragraphs, text }) => ({
    objections: [...objections, { party, draft: silence?.draft ?? drafts.length, paragraphs, text, status: "open" }],
  }),
  LateObjectionRecorded: ({ late }) => ({ late: late + 1 }),
  ObjectionWithdrawn: ({ objections }, { objection }) => ({
    objections: change(objections, objection, (each) => ({ ...each, status: "withdrawn" })),
  }),
  ObjectionResolved: ({ objections }, { objection }) => ({
    objections: change(objections, objection, (each) => ({ ...each, status: "resolved" })),
  }),
  CommentMade: unchanged,

  Agreed: agreed,
  Concluded: agreed,
  OutcomeRetracted: () => ({ agreed: undefined }),
  ReturnedToConsultation: unchanged,
  Reopened: () => ({ consents: [], clearedBy: undefined }),
  ProgressReported: ({ reported }, { quarter }) => ({ reported: union(reported, [quarter]) }),
  MilestoneReached: ({ reached }, { milestone }) => ({ reached: union(reached, [milestone]) }),

  DueSet: (_, { rules, due }) => ({ rules, due }),
  DueRecorded: (_, { due }) => ({ due }),
  OwnerAssigned: (_, { owner }) => ({ owner }),
  Linked: ({ links }, { relation, target, expected }) => ({
    links: [...without(links, { relation, target }), { relation, target, ...defined({ expected }) }],
  }),
  Unlinked: ({ links }, gone) => ({ links: without(links, gone) }),

  Deferred: unchanged,
  Resumed: unchanged,
  Cancelled: unchanged,
  Superseded: unchanged,
  TextRedacted: unchanged,
}

function planned(context: Context, event: EventOfType<"ActivityPlanned" | "ActivityAmended">): Partial<Context> {
  const { kind, conditional, constraint, covers, requiredPartners, outputs, outputsInferred } = event
  const { gender, policy, rules, links, due } = event
  return {
    ...defined({ kind, partners: requiredPartners, outputs, rules, due }),
    ...("unlinked" in event || links ? { links: relinked(context, event) } : {}),
    ...(covers && { covers: covers.length, ticked: [] }),
    ...takenOut({
      conditional,
      constraint: constraint === undefined ? undefined : constraint !== null || null,
      outputsInferred,
      gender,
      policy,
    }),
  }
}

function relinked({ links: before }: Context, event: EventOfType<"ActivityPlanned" | "ActivityAmended">) {
  const { links = [] } = event
  const { unlinked = [] } = "unlinked" in event ? event : {}
  return [...[...links, ...unlinked].reduce(without, before), ...links]
}

function checked(context: Context, { check, by }: EventOfType<"CheckRecorded">): Partial<Context> {
  switch (check.of) {
    case "coverage":
      return { ticked: [...new Set([...context.ticked, ...check.points])].sort((a, b) => a - b) }
    case "partner":
      return { invited: union(context.invited, [check.partner]) }
    case "constraint":
      return { signed: union(context.signed, [by.office]) }
    case "gender":
      return { gender: check.marker }
    case "genderAdvice":
      return { genderAdvised: true }
    case "lap":
      return { lap: check.actions }
    case "consent":
      return { consents: union(context.consents, [by.party ?? ""]) }
  }
}

function agreed({ drafts }: Context, { at }: EventOfType<"Agreed" | "Concluded">): Partial<Context> {
  return { agreed: { draft: drafts.length, at } }
}

function union(one: string[], other: string[]): string[] {
  return [...new Set([...one, ...other])]
}

function change<T>(items: T[], number: number, to: (item: T) => T): T[] {
  return items.map((item, index) => (index === number - 1 ? to(item) : item))
}

function without<T extends { relation: string; target: string }>(
  links: T[],
  gone: { relation: string; target: string },
): T[] {
  return links.filter(({ relation, target }) => relation !== gone.relation || target !== gone.target)
}
