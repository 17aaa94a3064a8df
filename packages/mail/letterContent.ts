import type { communicationText, DeadlineValue, DueValue, Language } from "@demarche/i18n"
import type { NotificationKind } from "@demarche/workplan/notifications/notificationKinds"
import type { LetterAction, NotificationRule } from "@demarche/workplan/notifications/notificationRule"
import type { StatementReading } from "@demarche/workplan/read-model/textSchemas"
import { oneLine } from "./sanitize.ts"
import type { QuotedText } from "./sheet.ts"

/**
 * Who reads: their name, how they are addressed where somebody said so ("Excellency"), their language, and the IANA zone in which
 * deadlines are repeated for them.
 */
export interface Reader {
  name: string
  salutation?: string
  language: Language
  zone: string
}

/** The plan that a letter is about, the language of its title, the URL of its page, and in whose name the letter is signed. */
export interface LetterSender {
  plan: { title: string; language?: string }
  /** An absolute URL. */
  home: string
  /** What the body calls its offices, in the reader's language; the secretariat's is that of whom to ask. */
  offices: Readonly<Record<"coordinator" | "presidency" | "secretariat", string>>
  /** Line by line: for whom, and then by name or office who that is. */
  signature: readonly string[]
}

/** A due date, and the whole days until then in the plan's zone: negative once it has passed. */
interface DueIn extends DueValue {
  days: number
}

/** What one notification says of one item, in the reader's words and names. What is absent is left out of the letter. */
export interface LetterContent {
  kind: NotificationKind
  /** Which reminder it is; letters mention "72h", "24h" and "2h" before silence ends, and "moved", a due date that changed. */
  step?: string
  item: {
    kind: NotificationRule["about"][number]
    /** The kind of an activity: "document", "event", "placeholder"… */
    itemKind?: string
    /** By which people call it; missing for what has no code of its own, as the plan. */
    code?: string
    title: string
    /** The language of the title, where that is known. */
    language?: string
    /** The symbol of the draft that it is about. */
    symbol?: string
    state: string
    substate?: string | null
    /** The text that stands as agreed, and whether it was issued instead. */
    agreed?: { issued?: boolean | undefined }
    /** An absolute URL. */
    url: string
  }
  /** Always there where the kind is about a due date. */
  due?: DueIn | undefined
  /** A reader of the plan inferred the due date, and nobody has confirmed it. */
  dueInferred?: boolean
  /** Of a due date that has moved: where it stood before, and the meeting or the item by whose date it moved. */
  moved?: { before?: DueValue | undefined; meeting?: string; after?: string }
  /** Of the silence procedure or the consultation. */
  deadline?: DeadlineValue
  /** Until when a silence procedure runs by now. */
  runsUntil?: DeadlineValue
  /** Where that deadline stood before it was moved. */
  extendedFrom?: DeadlineValue
  round?: number
  draft?: number
  /** Of a consultation: how an answer will be attributed, who will read it, and what is asked. */
  attribution?: string
  readership?: string
  question?: QuotedText
  /** On whose behalf an objection was made: for the committee, never for the public. */
  parties?: string[]
  paragraphs?: string[]
  /** Those on the text that is agreed, as the reader may know them: of each its kind, whose it is, and its words. */
  statements?: { as: StatementReading["as"]; by?: string; words?: QuotedText }[]
  /** The parties asked for an answer that no letter can reach: for the committee, never for the public. */
  unreached?: string[]
  /** As recorded; for a failed address and a disabled webhook, the server's response. */
  reason?: QuotedText
  /** By what came what it tells, where somebody recorded it for others. */
  communication?: Exclude<Parameters<typeof communicationText>[1], { is: "link" }>
  /** The reader is notified because the item is overdue, not because they are responsible. */
  escalated?: boolean
  /** Who is responsible. */
  owner?: string
  /** Who is away, where the reader is their deputy. */
  onBehalfOf?: string
  /** The code of the activity that an accepted request became, and how it has ended, where nothing is delivered. */
  activity?: string
  ended?: string
  /** The number of a corrigendum, and the language that it is about, where that is one. */
  corrigendum?: { number: number; language?: string }
  /** What was delivered for a request. */
  delivery?: string
  /** The office whose clearance is awaited. */
  office?: string
  /** An advice, or a sign-off, that the path asks for is awaited. */
  adviceAwaited?: boolean
  signOffAwaited?: boolean
  /** The path has steps behind the one that the letter is about. */
  stepsFollow?: boolean
  /** The step of the path that comes next: its title, and who takes it. */
  nextStep?: { title: string; by: string }
  /** Objections to the text are neither withdrawn nor resolved. */
  objectionsOpen?: boolean
  /** What was done by the link of a letter, and where its reader ends the links of that letter. */
  does?: string
  endLinks?: string
  /** It was said after the deadline. */
  late?: boolean
  /** The person whose address failed, or who did something by the link of a letter. */
  recipient?: string
  /** Of an invitation: the offices that its reader holds, by their titles, who entered them, and the URL at which they sign in. */
  invited?: { mandates: string[]; by?: string; signIn: string }
  /** The draft that it is about, and where its reader opens it. */
  text?: { draft: number; url: string }
  /** Where its reader opens the text that a consultation is about. */
  annex?: string
  /** What the reader may do, and where. */
  actions?: { name: LetterAction; url: string }[]
  /** What the reader may do beside, once they have signed in, and the form of it. */
  offer?: { name: NonNullable<NotificationRule["offers"]>; url: string }
  /** The commit's version and hash, for the foot. */
  record?: { version: number; hash: string }
}

/** The same content with every text that people wrote made one line, of a length that fits a letter. */
export function sanitize(content: LetterContent): LetterContent {
  const { item, parties, unreached, paragraphs, question, reason, communication } = content
  const { owner, onBehalfOf, delivery, recipient, nextStep, moved, invited, statements } = content
  return {
    ...content,
    item: {
      ...item,
      title: oneLine(item.title, 300),
      ...(item.code && { code: oneLine(item.code, 80) }),
      ...(item.symbol && { symbol: oneLine(item.symbol, 100) }),
    },
    ...(parties && { parties: parties.map((party) => oneLine(party, 100)) }),
    ...(unreached && { unreached: unreached.map((party) => oneLine(party, 100)) }),
    ...(statements && {
      statements: statements.map(({ as, by, words }) => ({
        as,
        ...(by && { by: oneLine(by, 100) }),
        ...(words && { words: quotedLine(words, 1000) }),
      })),
    }),
    ...(paragraphs && { paragraphs: paragraphs.map((paragraph) => oneLine(paragraph, 100)) }),
    ...(question && { question: quotedLine(question, 2000) }),
    ...(reason && { reason: quotedLine(reason, 1000) }),
    ...(moved && { moved: { ...moved, ...(moved.meeting && { meeting: oneLine(moved.meeting, 200) }) } }),
    ...(communication?.number && { communication: { ...communication, number: oneLine(communication.number, 100) } }),
    ...(nextStep && { nextStep: { title: oneLine(nextStep.title, 200), by: oneLine(nextStep.by, 200) } }),
    ...(owner && { owner: oneLine(owner, 200) }),
    ...(onBehalfOf && { onBehalfOf: oneLine(onBehalfOf, 100) }),
    ...(delivery && { delivery: oneLine(delivery, 300) }),
    ...(recipient && { recipient: oneLine(recipient, 100) }),
    ...(invited && { invited: { ...invited, mandates: invited.mandates.map((mandate) => oneLine(mandate, 200)) } }),
  }
}

function quotedLine({ text, ...said }: QuotedText, length: number): QuotedText {
  return { ...said, text: oneLine(text, length) }
}
