import { type Evolve, unchanged } from "@demarche/engine/definition"
import type { DueRule } from "../due.ts"
import { inferredAfter } from "../inferred.ts"
import type { WithMetadata } from "../metadata.ts"
import { defined, takenOut } from "../schemas.ts"
import type { Context } from "./context.ts"
import { amended, authenticTexts, detailsOf, withDetails } from "./drafts.ts"
import type { Event } from "./events.ts"
import { changed, isSameTarget, linked, without } from "./links.ts"
import { ended, objectedTo, outcomeOf, qualified, supportedBy, supportWithdrawn } from "./outcomes.ts"
import { advanced, askedAnew, fixedBy, pathIn, recordedFor } from "./path.ts"
import { confirmed, statedOf, suggestedAfter } from "./suggested.ts"

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
  PlaceholderConcluded: (_, { at }) => ({ agreed: { draft: 0, at } }),
  PlaceholderDropped: unchanged,

  ConsultationOpened: (context, { closes, invited, groups = [], at, ...event }) => {
    const { chathamHouse, readership, question, annex } = event
    const more = defined({ chathamHouse, readership, question, annex })
    return {
      ...takenUp(context, at),
      rounds: [...context.rounds, { closes, invited, answered: [], ...more }],
      invited: union(context.invited, [...invited, ...groups]),
    }
  },
  InputRecorded: ({ rounds }, { round, party = "" }) => ({
    rounds: change(rounds, round, (each) => ({ ...each, answered: union(each.answered, [party]) })),
  }),
  PartiesUnreached: ({ rounds, silence }, { parties, round }) =>
    round === undefined
      ? { silence: silence && { ...silence, unreached: union(silence.unreached ?? [], parties) } }
      : {
          rounds: change(rounds, round, (each) => ({ ...each, unreached: union(each.unreached ?? [], parties) })),
        },
  ConsultationExtended: ({ rounds }, { round, closes }) => ({
    rounds: change(rounds, round, (each) => ({ ...each, closes })),
    moreTime: [],
  }),
  ConsultationClosed: ({ rounds }, { round, summary, early, at }) => ({
    rounds: change(rounds, round, (each) => ({ ...each, summary, closed: at, ...defined({ early }) })),
  }),
  ConsultationWaived: (context, { at }) => ({ ...takenUp(context, at), waived: true }),

  DraftingStarted: (context, { at }) => takenUp(context, at),
  DraftAdded: (context, { draft, text, languages, authentic = [], symbol, author, by }) => ({
    ...backToKept(context),
    drafts: [...context.drafts, text],
    ...withDetails(context, draft, { languages, authentic: union(languages, authentic), added: [], symbol }),
    authors: union([by.person], author === undefined ? [] : [author]),
  }),
  VersionAdded: (context, { draft, language, text }) => {
    const details = detailsOf(context, draft)
    const added = [...details.added.filter((each) => each.language !== language), { language, text }]
    return withDetails(context, draft, { ...details, added })
  },
  AnnexAdded: (context, { draft, title, text, languages }) => {
    const { annexes = [], ...details } = detailsOf(context, draft)
    const more = withDetails(context, draft, { ...details, annexes: [...annexes, { title, text, languages }] })
    return { ...more, ...askedAnew(context) }
  },
  PaperSubmitted: ({ papers = [] }, { party, title, text, languages, symbol, supersedes, at }) => ({
    papers: [...papers, { title, text, languages, submitted: at, ...defined({ party, symbol, supersedes }) }],
  }),
  CheckRecorded: checked,
  ValueConfirmed: (context, { field, value }) => {
    if (field === "path")
      return { path: value ?? context.path, pathInferred: undefined, ...onPath(context, value ?? context.path) }
    return field === "outputs" ? { outputsInferred: undefined } : confirmed(context, field)
  },

  StepRecorded: (context, { party, ...event }) => ({
    ...fixedBy({ context, event }),
    recorded: union(context.recorded, [party]),
  }),
  StepTaken: (context, event) => ({ ...taken(context, event), ...amended(context, event) }),
  NotAdopted: unchanged,
  ClearanceRequested: (context, event) => fixedBy({ context, event }),
  DraftCleared: (context, event) => advanced({ context, event }),

  SilenceOpened: (context, event) => {
    const { draft, until, addressees, at } = event
    return {
      ...fixedBy({ context, event }),
      silence: { draft, opened: at, until, addressees, supported: [] },
      moreTime: [],
    }
  },
  SilenceExtended: ({ silence }, { until }) => ({ silence: silence && { ...silence, until }, moreTime: [] }),
  SilenceEndClosed: unchanged,
  SilenceVoided: () => ({ moreTime: [] }),
  SilenceBroken: ({ silence }) => ({ silence: silence && { ...silence, broken: true } }),
  StepPassed: (context, event) => ({ ...passed(context, event), ...advanced({ context, event }) }),
  SilencePassed: (context, event) => ({
    ...passed(context, event),
    ...advanced({ context, event }),
    agreed: { ...agreedBy(context, event), draft: context.silence?.draft ?? 0, outcome: event.version },
  }),
  MoreTimeRequested: ({ moreTime }, { voice }) => ({ moreTime: union(moreTime, [voice]) }),
  MoreTimeDeclined: () => ({ moreTime: [] }),
  SupportGiven: supportedBy,
  ObjectionRaised: (context, { party, paragraphs, text, outcome }) => {
    const { silence } = outcomeOf(context, outcome) ?? context
    const draft = silence?.draft ?? context.drafts.length
    return {
      objections: [...context.objections, { party, draft, paragraphs, text, status: "open" }],
      passed: objectedTo(context, outcome, { party }),
      ...(outcome === undefined && { silence: supportWithdrawn(context.silence, party) }),
    }
  },
  LateObjectionRecorded: ({ late }) => ({ late: late + 1 }),
  ObjectionWithdrawn: ({ objections }, { objection }) => ({
    objections: change(objections, objection, (each) => ({ ...each, status: "withdrawn" })),
  }),
  ObjectionResolved: ({ objections }, { objection }) => ({
    objections: change(objections, objection, (each) => ({ ...each, status: "resolved" })),
  }),
  CommentMade: ({ statements = [] }, { as, text, draft = 0, statement, party, version }) =>
    as && statement ? { statements: [...statements, { as, draft, text, made: version, ...defined({ party }) }] } : {},

  Agreed: (context, event) => {
    const text = amended(context, event)
    return { ...taken(context, event), ...text, agreed: agreedBy({ ...context, ...text }, event) }
  },
  CorrigendumIssued: ({ corrigenda = [] }, { draft, text, language, symbol, at }) => ({
    corrigenda: [...corrigenda, { draft, text, issued: at, ...defined({ language, symbol }) }],
  }),
  Concluded: (context, event) => ({ agreed: agreedBy(context, event) }),
  OutcomeRetracted: (context, { corrects }) => {
    const { step = context.step, silence = context.silence } = outcomeOf(context, corrects) ?? {}
    const passed = context.passed.filter((each) => each.step < step)
    const corrected = silence && { ...silence, broken: true as const }
    return { agreed: undefined, step, ...(step < context.kept && { kept: step }), silence: corrected, passed }
  },
  OutcomeQualified: (context, event) => (outcomeOf(context, event.corrects) ? {} : qualified(context, event)),
  StepsRetracted: qualified,
  ReturnedToConsultation: (context) => ({ ...backToKept(context), ...askedAnew(context) }),
  Reopened: (context) => ({
    ...backToKept({ ...context, kept: 0 }),
    ...{ kept: 0, consents: [], agreed: undefined },
    ...(context.agreed?.draft && { begun: context.agreed.draft }),
  }),
  ProgressReported: (context, { period, at }) => ({
    ...takenUp(context, at),
    reported: union(context.reported, [period]),
  }),
  MilestoneReached: ({ reached }, { milestone }) => ({ reached: union(reached, [milestone]) }),

  DueSet: (context, { rules, due, at }) => ({ ...(dated(rules) && takenUp(context, at)), rules, due }),
  DueRecorded: (_, { due }) => ({ due }),
  OwnerAssigned: (context, { owner }) => ({ owner, ...confirmed(context, "owner") }),
  Linked: ({ links }, { relation, target, expected, gate }) => ({
    links: linked(links, [{ relation, target, ...defined({ expected, gate }) }]),
  }),
  WaitEnded: ({ links }, { target }) => ({ links: changed(links, target, { over: true }) }),
  WaitResumed: ({ links }, { target }) => ({ links: changed(links, target, { over: undefined }) }),
  ExpectedLater: ({ links }, { target, expected }) => ({ links: changed(links, target, { expected }) }),
  WaitPassed: ({ links }, { target, to }) => ({
    links: links.flatMap((link) =>
      isSameTarget(link.target, target) ? to.map((next) => ({ ...link, target: next })) : link,
    ),
  }),
  Unlinked: ({ links }, gone) => ({ links: without(links, gone) }),

  Deferred: ({ deferred }, { at }) => ({ deferred: [...deferred, { from: at }] }),
  Resumed: ({ deferred }, { at }) => ({ deferred: change(deferred, deferred.length, (each) => ({ ...each, to: at })) }),
  Cancelled: unchanged,
  Superseded: unchanged,
  CarriedOver: unchanged,
  TextRedacted: (context, { text }) =>
    authenticTexts(context, context.drafts.length).includes(text)
      ? { redacted: union(context.redacted ?? [], [text]) }
      : {},
}

function planned(context: Context, event: EventOfType<"ActivityPlanned" | "ActivityAmended">): Partial<Context> {
  const { kind, conditional, constraint, covers, requiredPartners, outputs, outputsInferred } = event
  const { owner, lead } = event
  const { path, pathInferred, rules, links, due, optional, at } = event
  const marked = inferredAfter(context, event)
  const markers = Object.entries(statedOf("markers", event.markers, marked.inferred) ?? {})
  const stated = markers.map(([id, option]) => [id, { draft: context.drafts.length, option }])
  return {
    ...defined({ kind, partners: requiredPartners, outputs, rules, due }),
    ...("own" in event && event.own && { own: event.own }),
    ...(context.plannedAt === "" && { plannedAt: at }),
    ...(rules && dated(rules) && takenUp(context, at)),
    ...("unlinked" in event || links ? { links: relinked(context, event) } : {}),
    ...(covers && { covers: covers.length }),
    ...((covers || stated.length > 0) && {
      checks: { ...withoutPoints(context.checks, covers !== undefined), ...Object.fromEntries(stated) },
    }),
    ...defined({ refers: statedOf("refers", event.refers, marked.inferred) }),
    ...marked,
    ...(event.annotations || context.suggested ? { suggested: suggestedAfter(context, event, marked.inferred) } : {}),
    ...(pathInferred ? {} : onPath(context, path)),
    ...takenOut({
      conditional,
      optional,
      constraint: constraint === undefined ? undefined : constraint !== null || null,
      outputsInferred,
      path,
      pathInferred,
      owner,
      lead,
    }),
  }
}

/** Since when an item that the plan leaves open is taken up. */
function takenUp(context: Context, at: string): Pick<Context, "takenUp"> {
  return { takenUp: context.takenUp ?? at }
}

/** Whether the rules say when something is due, other than period by period. */
function dated(rules: DueRule[]): boolean {
  return rules.some(({ kind }) => kind !== "none" && !kind.startsWith("every"))
}

function relinked({ links: before }: Context, event: EventOfType<"ActivityPlanned" | "ActivityAmended">) {
  const { links = [] } = event
  const { unlinked = [] } = "unlinked" in event ? event : {}
  return linked(unlinked.reduce(without, before), links)
}

/** Other points are to be covered: what was ticked of those before is worth nothing. */
function withoutPoints(checks: Context["checks"], covered: boolean): Context["checks"] {
  return covered ? Object.fromEntries(Object.entries(checks).filter(([, { points }]) => !points)) : checks
}

function checked(context: Context, { check, text, by, facts }: EventOfType<"CheckRecorded">): Partial<Context> {
  const { of, option, actions, waived, points, partner } = check
  if (of === "partner") return { invited: union(context.invited, partner === undefined ? [] : [partner]) }
  if (of === "consent") return { consents: union(context.consents, [by.party ?? ""]) }
  const asked = (context.running?.checks ?? facts.checks)?.find(({ id }) => id === of)
  const before = recordedFor({ id: of, renewed: asked?.renewed }, context)
  const ticked = points && [...new Set([...(before?.points ?? []), ...points])].sort((a, b) => a - b)
  const advised = text === undefined ? undefined : (true as const)
  const signed = asked?.is === "signOff" ? union(before?.by ?? [], [by.office]) : undefined
  const recorded = defined({ renewed: asked?.renewed, option, actions, waived, advised, points: ticked, by: signed })
  return { checks: { ...context.checks, [of]: { draft: context.drafts.length, ...recorded } } }
}

/** What a new draft, or leaving the text, undoes: the steps that are not kept. */
function backToKept({ kept, silence, passed }: Context): Partial<Context> {
  return {
    ...{ step: kept, recorded: [], running: undefined, moreTime: [] },
    passed: passed.filter(({ step }) => step < kept),
    ...(silence && { silence: defined({ ...silence, broken: undefined }) }),
  }
}

/** What was kept is undone where another path is stated than that whose steps those are. */
function onPath({ kept, keptOf, running }: Context, path: string | null | undefined): Partial<Context> {
  const another = kept > 0 && !running && typeof path === "string" && path !== keptOf
  return another ? { step: 0, kept: 0, recorded: [], passed: [] } : {}
}

type AtMeeting = EventOfType<"Agreed" | "StepTaken">

function taken(context: Context, event: AtMeeting): Partial<Context> {
  return { ...fixedBy({ context, event }), ...advanced({ context, event }) }
}

function passed(context: Context, event: EventOfType<"StepPassed" | "SilencePassed">): Partial<Context> {
  return { passed: [...context.passed, ...ended({ context, event }, event.version)], moreTime: [] }
}

function agreedBy(
  context: Context,
  event: EventOfType<"Agreed" | "Concluded" | "SilencePassed">,
): NonNullable<Context["agreed"]> {
  const issued = event.type !== "Concluded" && pathIn({ context, event })?.result === "issued"
  return { draft: context.drafts.length, at: event.at, ...(issued && { issued }) }
}

function union(one: string[], other: string[]): string[] {
  return [...new Set([...one, ...other])]
}

function change<T>(items: T[], number: number, to: (item: T) => T): T[] {
  return items.map((item, index) => (index === number - 1 ? to(item) : item))
}
