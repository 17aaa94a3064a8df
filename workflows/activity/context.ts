import type { Deadline, Due, DueRule, Policy, Visibility, WorkplanEventMetadata } from "../terms.ts"
import type { ActivityKind, Marker } from "./fields.ts"

export interface Consultation {
  closes: Deadline
  invited: string[]
  answered: string[]
  /** The invited parties that no letter could reach at some time. */
  unreached?: string[]
  chathamHouse?: true
  summary?: string
}

interface Silence {
  draft: number
  opened: string
  until: Deadline
  addressees: string[]
  supported: string[]
  /** The addressees that no letter could reach at some time. */
  unreached?: string[]
}

export interface Objection {
  party?: string | undefined
  draft: number
  paragraphs: string[]
  text: string
  status: "open" | "withdrawn" | "resolved"
}

/** What the rules need to know, and no text. Absent means none yet. */
export interface Context {
  kind: ActivityKind
  conditional?: true | undefined
  feasible?: true
  children?: string[]
  partners: string[]
  invited: string[]
  covers: number
  ticked: number[]
  constraint?: true | undefined
  signed: string[]
  gender?: Marker | undefined
  genderAdvised?: true
  lap?: number[]
  rounds: Consultation[]
  waived?: true
  drafts: string[]
  clearedBy?: string | undefined
  silence?: Silence | undefined
  objections: Objection[]
  late: number
  consents: string[]
  policy?: Policy | undefined
  outputs: string[]
  /** A reader inferred them. */
  outputsInferred?: true | undefined
  rules: DueRule[]
  due: Due | null
  owner?: string
  links: { relation: string; target: string; expected?: string }[]
  reached: string[]
  reported: string[]
  /** The draft that stands as agreed, since when, and the version of the outcome where time decided it. */
  agreed?: { draft: number; at: string; outcome?: number } | undefined
}

/** Who may know of the input to a round of consultation. */
export function visibilityOfInput({ chathamHouse }: Pick<Consultation, "chathamHouse">): Visibility {
  return chathamHouse ? "restricted" : "committee"
}

/** In whose name it is done. */
export function partyOf({ by }: WorkplanEventMetadata): string | undefined {
  return by.onBehalfOf ?? by.party
}

/** The milestones that an event has whether or not the plan names any. */
export const usualMilestones: readonly string[] = ["prepared", "held"]

/** Kinds in which nothing is drafted: something is held, or somebody helped. */
export const eventKinds: readonly ActivityKind[] = ["event", "support"]
