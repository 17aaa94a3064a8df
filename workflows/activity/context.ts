import type { Due, DueRule } from "../due.ts"
import { type Inferring, isInferred } from "../inferred.ts"
import type { WorkplanEventMetadata } from "../metadata.ts"
import type { OwnItem } from "../ownItems.ts"
import type { AskedCheck, Path, SilenceStep } from "../procedure.ts"
import { type Deadline, ownVoices } from "../terms.ts"
import type { Readership } from "./consultation.ts"
import type { ActivityKind, Statement } from "./fields.ts"

export interface Consultation {
  closes: Deadline
  invited: string[]
  answered: string[]
  /** The invited parties that no letter could reach at some time. */
  unreached?: string[]
  chathamHouse?: true
  readership?: Readership
  /** The texts of what is asked. */
  question?: string
  annex?: string
  summary?: string
  /** The instant (UTC) at which it was closed with that summary. */
  closed?: string
  /** It was closed before the hour that was announced. */
  early?: true
}

export interface Silence {
  draft: number
  opened: string
  until: Deadline
  addressees: string[]
  supported: string[]
  /** It was broken, also by a correction: what came in time joins the objections to it. */
  broken?: true
  /** The addressees that no letter could reach at some time. */
  unreached?: string[]
}

export interface Objection {
  /** Whose it is: a party, an office held for none, or an individual. */
  party?: string | undefined
  draft: number
  paragraphs: string[]
  text: string
  status: "open" | "withdrawn" | "resolved"
}

/** What is recorded of a check, for the draft that stood then (0 where there was none). */
export interface RecordedCheck {
  draft: number
  /** A new draft, or going back to consultation, asks for it again. */
  renewed?: true
  option?: string
  actions?: number[]
  waived?: true
  advised?: true
  points?: number[]
  /** The offices that signed. */
  by?: string[]
}

/** A text that belongs to a draft, with a title of its own. */
export interface Annex {
  title: string
  text: string
  languages: string[]
}

/** What is known of a draft beside its text. */
export interface DraftDetails {
  /** The languages of its text. */
  languages: string[]
  /** Those whose versions are authentic: its own, and others in which it is still to be added. */
  authentic: string[]
  /** The versions added in other languages. */
  added: { language: string; text: string }[]
  /** In the order of their numbers. */
  annexes?: Annex[]
  symbol?: string | undefined
}

/** A working paper that somebody submitted, and the number of the one whose place it took. */
interface Paper {
  party?: string
  title: string
  text: string
  languages: string[]
  symbol?: string
  /** The instant (UTC) at which it was submitted. */
  submitted: string
  supersedes?: number
}

/** What corrects an agreed text: of all its versions or, where it names one, of that language alone. */
export interface Corrigendum {
  draft: number
  text: string
  /** The instant (UTC) at which it was issued. */
  issued: string
  language?: string
  symbol?: string
}

/** What somebody stated of a draft, and the version of the commit by which they did. */
interface StatementMade {
  /** Whose it is: a party, an office held for none, or an individual. */
  party?: string
  as: Statement
  draft: number
  text: string
  made: number
}

/** A silence that ended without being broken: the step it was, and the version of the commit that ended it. */
export interface PassedSilence {
  step: number
  outcome: number
  silence: Silence
  /** How many objections would have broken it; one, where it does not say. */
  brokenBy?: SilenceStep["brokenBy"]
  /** In whose names objections to it were open at its end, or have come to light since. */
  objecting?: string[]
}

/** What a plan only suggests of partners to invite, and of checks by their ids. */
export interface Suggested {
  partners?: string[]
  markers?: Record<string, string>
  refers?: Record<string, number[]>
}

/** What the rules need to know, and no text. Absent means none yet. */
export interface Context {
  kind: ActivityKind
  /** It is the plan's own: the item on which that is adopted, or amended. */
  own?: OwnItem
  conditional?: true | undefined
  feasible?: true
  children?: string[]
  partners: string[]
  invited: string[]
  covers: number
  constraint?: true | undefined
  /** By the check's id. */
  checks: Record<string, RecordedCheck>
  /** The actions it refers to by the plan's own words, by the action plan's id. */
  refers?: Record<string, number[]> | undefined
  rounds: Consultation[]
  waived?: true
  drafts: string[]
  /** The latest draft that a step was begun on, or that was agreed: its texts are fixed. Kept steps fix none. */
  begun?: number
  /** By the number of a draft; of one whose text is English and has no other version or symbol, none. */
  details?: Record<string, DraftDetails>
  /** The authentic texts of drafts that were redacted while the draft stood, by their hashes. */
  redacted?: string[]
  /** Who made the draft that stands: who added it, and the author named. */
  authors: string[]
  /** The path that the plan states, or suggests where it is inferred. */
  path?: string | undefined
  pathInferred?: true | undefined
  /** The path that is being run and the checks it asks, from its first step that a new draft undoes. */
  running?: { path: Path; checks: AskedCheck[] } | undefined
  /** The place of the next step of the path, from 0, and how many steps stay when a new draft comes. */
  step: number
  kept: number
  /** The path whose steps those are. */
  keptOf?: string | undefined
  /** The parties that have recorded the next step, where each coordinator does. */
  recorded: string[]
  silence?: Silence | undefined
  passed: PassedSilence[]
  objections: Objection[]
  late: number
  /** Who has asked for more time, and is not answered yet. */
  moreTime: string[]
  consents: string[]
  outputs: string[]
  /** A reader inferred them. */
  outputsInferred?: true | undefined
  /** The other values that a reader inferred, and those of them that somebody has confirmed. */
  inferred?: string[] | undefined
  confirmed?: string[] | undefined
  /** What a reader inferred and what counts once it is confirmed. */
  suggested?: Suggested | undefined
  rules: DueRule[]
  due: Due | null
  /** Who answers for it and who leads it, by the plan or as was decided since; suggestions, where a reader inferred them. */
  owner?: string | undefined
  lead?: string[] | undefined
  links: {
    relation: string
    target: string
    /** Of one that it waits for: the day until which waiting makes it no later. */
    expected?: string | undefined
    /** It has to be over before anything is begun. */
    gate?: true | undefined
    over?: true | undefined
  }[]
  reached: string[]
  /** Periods of which progress was reported. */
  reported: string[]
  /** The instant (UTC) at which it was planned. */
  plannedAt: string
  /** The plan leaves open whether it is done: it is not late until it is taken up. */
  optional?: true | undefined
  /** The instant (UTC) since which it is: the document dates it, it has begun, or somebody has set its date. */
  takenUp?: string | undefined
  /** When it was deferred and resumed, as instants (UTC). */
  deferred: { from: string; to?: string }[]
  /** The draft that stands as agreed, since when, the version of the outcome where time decided it, and whether it is issued. */
  agreed?: { draft: number; at: string; outcome?: number; issued?: true } | undefined
  /** In the order in which they were issued. */
  corrigenda?: Corrigendum[]
  /** In the order of their numbers. */
  papers?: Paper[]
  /** In the order of their numbers. */
  statements?: StatementMade[]
}

/** Who answers for an item before the coordinators do: its owner, else who leads it; nobody by what is only inferred. */
export function responsibleFor(context: Pick<Context, "owner" | "lead"> & Inferring): string[] {
  const { owner, lead = [] } = context
  if (owner !== undefined && !isInferred(context, "owner")) return [owner]
  return isInferred(context, "lead") ? [] : lead
}

/** In whose name it is done. */
export function partyOf({ by }: WorkplanEventMetadata): string | undefined {
  return by.onBehalfOf ?? by.party
}

/** Which of the addressees it is done for: the party, an office that is held for none, or the individual. */
export function voiceOf(addressees: readonly string[], { by }: WorkplanEventMetadata): string | undefined {
  const voices = by.onBehalfOf ? [by.onBehalfOf] : ownVoices(by)
  return voices.find((voice) => addressees.includes(voice))
}

/** The milestones that an event has whether or not the plan names any. */
export const usualMilestones: readonly string[] = ["prepared", "held"]

/** Kinds of which progress is reported, period by period, until they are concluded. */
export const reportedKinds: readonly ActivityKind[] = ["outreach", "support", "ongoing"]

/** Whether an objection of that party breaks the silence: as many are open for its draft as its step says, each in another name. */
export function breaks(
  { objections, silence }: Context,
  { brokenBy }: Pick<SilenceStep, "brokenBy">,
  party: string | undefined,
): boolean {
  const open = objections.filter(({ status, draft }) => status === "open" && draft === silence?.draft)
  return brokenBy !== "none" && new Set([...open.map((each) => each.party), party]).size >= brokenBy
}
