import { eventOf, type View } from "@demarche/engine/definition"
import { usualLanguage } from "../languages.ts"
import type { WorkplanEventMetadata } from "../metadata.ts"
import { defined } from "../schemas.ts"
import type { Deadline } from "../terms.ts"
import { type Command, commands } from "./commands.ts"
import { readersOfNames } from "./consultation.ts"
import { breaks, type Context, partyOf, voiceOf } from "./context.ts"
import { authenticTexts, corrigendaTo, detailsOf } from "./drafts.ts"
import type { Event } from "./events.ts"
import { outcomeOf, restingOn, wouldHaveBroken } from "./outcomes.ts"
import { isLast, isThrough, nextStep, pathIn } from "./path.ts"
import { objectorIn } from "./rules.ts"

type CommandOfType<Type extends Command["type"]> = Extract<Command, { type: Type }>

/** What is said in a silence is the committee's. */
const committee = { visibility: "committee" } as const

/** The past-tense events a command comes to; whether they may happen, the machine says. */
export function decide(view: View<Context>, command: Command, act: WorkplanEventMetadata): Event[] {
  const { context, substate } = view
  const { facts } = act
  const party = objectorIn(context.silence, act)
  const draft = context.drafts.length
  switch (command.type) {
    case "plan":
      return [eventOf<Event>(commands, command, { due: facts.due ?? null })]
    case "amend":
      return [
        eventOf<Event>(
          commands,
          command,
          defined({ ...outputsStated(command), due: facts.due, unlinked: facts.unlinked }),
        ),
      ]
    case "decideFeasibility":
      return [{ type: command.feasible ? "FoundFeasible" : "FoundNotFeasible" }]
    case "endPlaceholder":
      return [{ type: command.well ? "PlaceholderConcluded" : "PlaceholderDropped" }]
    case "openConsultation":
      return [consultation(context, command, act), ...unreached(act, context.rounds.length + 1)]
    case "recordInput":
      return [input(context, command, act)]
    case "closeConsultation":
      return [closing(context, command, act)]
    case "addDraft": {
      const { text, languages = [facts.language ?? usualLanguage], authentic, symbol, author } = command
      const more = defined({ authentic, symbol, author })
      const added = { type: "DraftAdded", draft: draft + 1, text, languages, ...more } as const
      const voids = substate === "underSilence" && command.confirmVoid
      return voids ? [{ type: "SilenceVoided" }, added] : [added]
    }
    case "addVersion": {
      const { authentic } = detailsOf(context, command.draft)
      const translation = authentic.includes(command.language) ? undefined : (true as const)
      return [eventOf<Event>(commands, command, defined({ translation }))]
    }
    case "addAnnex": {
      const { languages, annexes = [] } = detailsOf(context, command.draft)
      const annex = { annex: annexes.length + 1, languages: command.languages ?? languages }
      return [eventOf<Event>(commands, command, { ...annex, ...committee })]
    }
    case "submitPaper": {
      const { languages = [facts.language ?? usualLanguage] } = command
      const paper = { paper: (context.papers ?? []).length + 1, languages, ...defined({ party: partyOf(act) }) }
      return [eventOf<Event>(commands, command, { ...paper, ...committee })]
    }
    case "circulate":
      return [
        { type: "SilenceOpened", draft, until: endOf(act), addressees: facts.addressees ?? [] },
        ...unreached(act),
      ]
    case "extendSilence":
      return [{ type: "SilenceExtended", until: endOf(act) }]
    case "object":
      return objection(view, command, act)
    case "correct":
      return correction(view, command, act)
    case "support":
      return [{ type: "SupportGiven", party, ...committee }]
    case "withdrawObjection":
    case "resolveObjection":
      return [eventOf<Event>(commands, command, committee)]
    case "comment":
      return [eventOf<Event>(commands, command, { ...statementFields(context, command, party), ...committee })]
    case "agree":
      return [stepTaken(context, command, act)]
    case "issueCorrigendum": {
      const corrects = context.agreed?.draft || 1 // where no text is agreed, a rule refuses it
      const corrigendum = corrigendaTo(context, corrects).length + 1
      return [eventOf<Event>(commands, command, { draft: corrects, corrigendum })]
    }
    case "notAdopted":
      return [eventOf<Event>(commands, command, { step: stepId(context, act) })]
    case "clearDraft":
      return isLast({ context, event: act })
        ? [{ type: "DraftCleared" }, { type: "Agreed", ...ended(context, act) }]
        : [{ type: "DraftCleared" }]
    case "requestMoreTime": {
      const asked = [...(context.silence?.addressees ?? []), ...context.rounds.flatMap(({ invited }) => invited)]
      return [eventOf<Event>(commands, command, { voice: voiceOf(asked, act) ?? party ?? "", ...committee })]
    }
    case "redact": {
      const redacted = { type: "TextRedacted", text: command.text } as const
      const voids = substate === "underSilence" && authenticTexts(context, draft).includes(command.text)
      return voids ? [{ type: "SilenceVoided" }, redacted] : [redacted]
    }
    case "extendConsultation":
      return [{ type: "ConsultationExtended", round: command.round, closes: endOf(act) }]
    case "setDue":
      return [{ type: "DueSet", rules: command.rules, due: facts.due ?? null }]
    case "recordDue": {
      const due = facts.due ?? null
      return same(context.due, due) ? [] : [eventOf<Event>(commands, command, { due })]
    }
    case "noteUnreached":
      return [unreachedOf(command.parties, command.round)]
    case "cancel":
    case "supersede": {
      const ended = eventOf<Event>(commands, command)
      return substate === "underSilence" ? [{ type: "SilenceVoided" }, ended] : [ended]
    }
    default:
      return [eventOf<Event>(commands, command)]
  }
}

/** The next step, recorded or taken at a meeting: for one of those who each record it, for good, or the last. */
function stepTaken(context: Context, command: CommandOfType<"agree">, act: WorkplanEventMetadata): Event {
  const given = { context, event: act }
  const { meeting, decision, text } = command
  const step = nextStep(given)
  const waiting = act.facts.recorders?.filter((party) => party !== act.by.party && !context.recorded.includes(party))
  if (step?.is === "record" && step.each && waiting?.length && act.by.party)
    return { type: "StepRecorded", step: step.id, party: act.by.party }
  const cited = {
    ...defined({ meeting, decision }),
    ...(text !== undefined && { text, draft: context.drafts.length + 1 }),
  }
  return isLast(given) || isThrough(given)
    ? { type: "Agreed", ...ended(context, act), ...cited }
    : { type: "StepTaken", step: stepId(context, act), ...cited }
}

function ended(context: Context, act: WorkplanEventMetadata) {
  const given = { context, event: act }
  const { id: path = "none", result } = pathIn(given) ?? {}
  return { path, ...defined({ step: nextStep(given)?.id }), ...(result === "issued" && { issued: true as const }) }
}

function stepId(context: Context, act: WorkplanEventMetadata): string {
  return nextStep({ context, event: act })?.id ?? "none"
}

/** Who is asked for an answer and hears of nothing is part of what was begun. */
function unreached({ facts }: WorkplanEventMetadata, round?: number): Event[] {
  const { unreached: parties = [] } = facts
  return parties.length > 0 ? [unreachedOf(parties, round)] : []
}

/** Who has not answered a consultation, and so who cannot, is told to those who run the plan alone. */
function unreachedOf(parties: string[], round: number | undefined): Event {
  if (round === undefined) return { type: "PartiesUnreached", parties, ...committee }
  return { type: "PartiesUnreached", parties, round, visibility: "restricted" }
}

/** Outputs that a person names are not inferred any more. */
function outputsStated({ outputs, outputsInferred }: CommandOfType<"amend">): { outputsInferred?: true | null } {
  return outputs ? { outputsInferred: outputsInferred ?? null } : {}
}

function consultation(
  { rounds }: Context,
  command: CommandOfType<"openConsultation">,
  act: WorkplanEventMetadata,
): Event {
  const { parties = command.invited, groups = [] } = act.facts.invitation ?? {}
  return {
    type: "ConsultationOpened",
    round: rounds.length + 1,
    closes: endOf(act),
    invited: parties,
    ...(groups.length > 0 && { groups }),
    ...(command.attribution === "chathamHouse" && { chathamHouse: true as const }),
    readership: command.readership,
    ...defined({ question: command.question, annex: command.annex }),
  }
}

function closing(
  { rounds }: Context,
  command: CommandOfType<"closeConsultation">,
  { at }: WorkplanEventMetadata,
): Event {
  const early = at < (rounds[command.round - 1]?.closes.at ?? "")
  return eventOf<Event>(commands, command, early ? { early: true } : {})
}

function input({ rounds }: Context, command: CommandOfType<"recordInput">, act: WorkplanEventMetadata): Event {
  const { round: number, paragraphs, text } = command
  const round = rounds[number - 1]
  const { visibility, readers } = readersOfNames(round ?? { invited: [] })
  const late = [round?.closes.at, round?.closed].some((end) => end !== undefined && arrived(act) >= end)
  return {
    type: "InputRecorded",
    round: number,
    party: partyOf(act),
    ...(paragraphs.length > 0 && { paragraphs }),
    text,
    ...(late && { late: true as const }),
    ...(readers.length > 0 && { readers: [...readers] }),
    ...(visibility !== "public" && { visibility }),
  }
}

/** A comment that is a statement has a number, and says whose it is; where it names no draft, it is about the newest. */
function statementFields(
  { statements = [], drafts }: Context,
  { as, draft = drafts.length }: CommandOfType<"comment">,
  party?: string,
) {
  return as ? defined({ statement: statements.length + 1, party, draft: draft || undefined }) : {}
}

/**
 * What comes while the silence runs breaks it; what came in time and is recorded after that, joins it where it still can. What
 * is about another silence than the latest is late, whatever runs by now.
 */
function objection(
  { substate, context }: View<Context>,
  command: CommandOfType<"object">,
  act: WorkplanEventMetadata,
): Event[] {
  const { silence } = context
  const party = objectorIn(silence, act)
  const step = nextStep({ context, event: act })
  const { paragraphs, text, about } = command
  const late = { type: "LateObjectionRecorded", party, paragraphs, text, ...committee } as const
  if (about && (about.draft !== silence?.draft || about.opened !== silence.opened))
    return [{ ...late, draft: about.draft }]
  if (substate === "underSilence") {
    const broken = step?.is !== "silence" || breaks(context, step, party)
    return [...(broken ? [{ type: "SilenceBroken" } as const] : []), raised(context, command, party)]
  }
  if (silence && silence.opened <= arrived(act) && arrived(act) < silence.until.at)
    return [raised(context, command, party)]
  return [late]
}

/** What would have broken the silence breaks it; anything else is left to answer, and what rests on there being nothing is undone. */
function correction(view: View<Context>, command: CommandOfType<"correct">, act: WorkplanEventMetadata): Event[] {
  const { context } = view
  const corrects = command.outcome
  const outcome = outcomeOf(context, corrects)
  const party = objectorIn(outcome?.silence ?? context.silence, act)
  const objection = raised(context, command, party)
  if (!outcome || wouldHaveBroken(outcome, party)) return [{ type: "OutcomeRetracted", corrects }, objection]
  const undone = restingOn(view, act, outcome)
  const change = undone
    ? ({ type: "StepsRetracted", corrects, ...undone } as const)
    : ({ type: "OutcomeQualified", corrects } as const)
  return [change, { ...objection, outcome: corrects }]
}

function raised(
  { objections }: Context,
  { paragraphs, text }: CommandOfType<"object" | "correct">,
  party?: string,
): Extract<Event, { type: "ObjectionRaised" }> {
  return { type: "ObjectionRaised", objection: objections.length + 1, party, paragraphs, text, ...committee }
}

/** The end that is proposed, read in the plan's zone. */
function endOf({ facts }: WorkplanEventMetadata): Deadline {
  return facts.deadline as Deadline // a command that proposes one is refused before this where it cannot be read
}

/** When it reached the secretariat. */
function arrived({ received, at }: WorkplanEventMetadata): string {
  return received ?? at
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
