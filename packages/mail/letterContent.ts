import type { Deadline, Due, Language } from "@demarche/i18n"
import { oneLine } from "./sanitize.ts"

/** Who reads: their name for the greeting, their language, and their IANA zone for every deadline. */
export interface Reader {
  name: string
  language: Language
  zone: string
}

/** The plan that a letter is about, the language of its titles, and where it is read. */
export interface Sender {
  plan: { title: string; language?: string }
  /** An absolute URL. */
  home: string
}

/** What a letter is about: a reminder, or the event of the record that is told. */
export type LetterKind =
  | "due"
  | "SilenceOpened"
  | "silenceCloses"
  | "SilenceExtended"
  | "SilenceVoided"
  | "SilenceBroken"
  | "SilencePassed"
  | "OutcomeRetracted"
  | "Agreed"
  | "ConsultationOpened"
  | "consultationCloses"
  | "RequestSubmitted"
  | "RequestAccepted"
  | "RequestDeclined"
  | "RequestDelivered"
  | "AddressFailed"
  | "WebhookDisabled"

/** A due date, and the days to go to it: negative when it is late. */
interface DueIn extends Due {
  days: number
}

/** One thing that is told of one item. What is absent is left unsaid. Names are as they are to be read. */
export type LetterContent = LetterContentFields &
  ({ kind: "due"; due: DueIn } | { kind: Exclude<LetterKind, "due">; due?: DueIn })

interface LetterContentFields {
  /** Which reminder; a letter tells "72h", "24h" and "2h" before silence ends, and nothing of the others. */
  step?: string
  item: {
    kind: "activity" | "output" | "request" | "plan" | "webhook"
    /** The kind of an activity: "document", "event", "placeholder"… */
    itemKind?: string
    code: string
    title: string
    state: string
    substate?: string | null
    /** An absolute URL. */
    url: string
  }
  /** Of the silence procedure or the consultation. */
  deadline?: Deadline
  round?: number
  draft?: number
  /** On whose behalf an objection was made: for the committee, never for the public. */
  parties?: string[]
  paragraphs?: string[]
  /** As it stands on the record; for an address that failed and a webhook that was switched off, what was answered. */
  reason?: string
  /** It goes to the ISU or the Presidency because it is late. */
  escalated?: boolean
  /** Who is responsible. */
  owner?: string
  /** Who is away, where the reader is their deputy. */
  onBehalfOf?: string
  /** The code of the activity that an accepted request became. */
  activity?: string
  /** What was delivered for a request. */
  delivery?: string
  /** Whom letters no longer reach. */
  recipient?: string
  /** What the reader may do, and where. */
  actions?: { name: "support" | "object" | "comment" | "recordInput"; url: string }[]
  /** The decision's number and hash, for the foot. */
  record?: { version: number; hash: string }
}

/** The same matter with every text that people wrote as one line of bearable length. */
export function sanitize(matter: LetterContent): LetterContent {
  const { item, parties, paragraphs, reason, owner, onBehalfOf, delivery, recipient } = matter
  return {
    ...matter,
    item: { ...item, title: oneLine(item.title, 300), code: oneLine(item.code, 80) },
    parties: parties?.map((party) => oneLine(party, 100)),
    paragraphs: paragraphs?.map((paragraph) => oneLine(paragraph, 100)),
    reason: reason && oneLine(reason, 1000),
    owner: owner && oneLine(owner, 200),
    onBehalfOf: onBehalfOf && oneLine(onBehalfOf, 100),
    delivery: delivery && oneLine(delivery, 300),
    recipient: recipient && oneLine(recipient, 100),
  }
}
