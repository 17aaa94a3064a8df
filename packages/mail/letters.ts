import { deadlineText, dueText, type Language, phrase, sentence } from "@demarche/words"
import { type Block, type Content, htmlOf } from "./letterHtml.tsx"
import { textOf } from "./letterText.ts"

/** A letter as it is read; both parts say the same. */
export interface Letter {
  subject: string
  text: string
  html: string
}

/** Who reads, in what language, and where: an IANA zone. */
export interface Reader {
  name: string
  language: Language
  zone: string
}

/** Whose letter it is; `home` is an absolute URL. */
export interface Sender {
  plan: { id: string; title: string; zone: string }
  home: string
}

export type MatterKind =
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

/** One thing that is told of one item. */
export interface Matter {
  kind: MatterKind
  /** Which of several reminders it is: "before-7", "on", "overdue-14", "moved"; "24h"; as the notice has it. */
  step?: string
  item: {
    kind: "activity" | "output" | "request" | "plan"
    itemKind?: string
    code: string
    title: string
    state: string
    substate?: string
    url: string
  }
  /** `days` to go, negative when late. */
  due?: { on: string; precision: "day" | "month" | "quarter"; days: number }
  /** Of the silence or the consultation: the instant, and the zone and wall clock in which it was set. */
  deadline?: { at: string; zone: string; wall: string }
  draft?: number
  /** On whose behalf an objection was made, by name. */
  parties?: string[]
  paragraphs?: string[]
  reason?: string
  /** It is told because it is late, to somebody who does not answer for it. */
  escalated?: boolean
  owner?: string
  /** The person on vacation for whom the reader stands in, by name. */
  onBehalfOf?: string
  actions?: { name: "support" | "object" | "comment" | "recordInput"; url: string }[]
  /** The place of what is told in the record. */
  record?: { version: number; hash: string }
}

const LONGEST_TITLE = 120
const LONGEST_IN_SUBJECT = 70

/** A letter of one matter, or of several: then each has its line, the late ones first. `unsubscribe` is where a reader stops such letters. */
export function letterOf(matters: Matter[], reader: Reader, sender: Sender, foot: { unsubscribe?: string }): Letter {
  const [first] = matters
  if (!first) throw new Error("a letter has at least one matter")
  const content = matters.length === 1 ? single(first, reader) : digest(matters, reader)
  const { language, name } = reader
  const whole: Content = {
    ...content,
    language,
    greeting: sentence(language, "letters.greeting", { name: brief(name, LONGEST_TITLE) }),
    foot: [
      ...content.foot,
      sentence(language, "letters.foot.plan", { plan: sender.plan.title }),
      sentence(language, `letters.whys.${whyOf(first)}`),
    ],
    ...(foot.unsubscribe && {
      stop: { text: sentence(language, "letters.foot.unsubscribe"), url: foot.unsubscribe },
    }),
  }
  return { subject: whole.subject, text: textOf(whole), html: htmlOf(whole) }
}

type Said = Pick<Content, "subject" | "blocks" | "foot">

function single(matter: Matter, reader: Reader): Said {
  const { language } = reader
  const { item, actions = [], record, escalated, onBehalfOf, owner, reason, kind } = matter
  const args = argsOf(matter, reader)
  const say = (text: string, strong?: true): Block => ({ kind: "line", text, ...(strong && { strong }) })
  const set = matter.deadline && deadlineText(language, matter.deadline)
  const what = phrase(language, `letters.what.${phaseOf(matter)}`, { ...args, ...(set && { deadline: set }) })
  return {
    subject: sentence(language, "letters.subject", {
      what,
      title: brief(item.title, LONGEST_IN_SUBJECT),
      code: item.code,
    }),
    blocks: [
      { kind: "title", text: item.title, code: item.code },
      say(phrase(language, `letters.says.${saysOf(matter)}`, args), true),
      ...(opens.includes(kind) ? [say(sentence(language, "letters.says.silenceMeans"))] : []),
      ...(kind === "due" && item.itemKind === "placeholder" ? [say(sentence(language, "letters.says.empty"))] : []),
      ...(reason && gives.includes(kind)
        ? [say(sentence(language, "letters.says.reason", { reason: unended(reason) }))]
        : []),
      ...(kind === "due" ? [say(sentence(language, "letters.says.state", { state: stateOf(matter, language) }))] : []),
      ...(kind === "due" && owner ? [say(sentence(language, "letters.says.owner", { owner }))] : []),
      ...(escalated ? [say(sentence(language, "letters.says.escalated"))] : []),
      ...(onBehalfOf ? [say(sentence(language, "letters.says.deputy", { onBehalfOf }))] : []),
      {
        kind: "links",
        links: [
          ...actions.map(({ name, url }) => ({ text: phrase(language, `transitions.${name}`), url })),
          { text: sentence(language, "letters.foot.open"), url: item.url },
        ],
      },
    ],
    foot: record ? [sentence(language, "letters.foot.record", { ...record })] : [],
  }
}

const opens: MatterKind[] = ["SilenceOpened", "silenceCloses", "SilenceExtended"]
/** What is told with the reason that was given for it. */
const gives: MatterKind[] = ["SilenceVoided", "OutcomeRetracted", "SilenceExtended"]

function digest(matters: Matter[], reader: Reader): Said {
  const { language } = reader
  const late = matters.filter(({ due }) => due && due.days < 0)
  const coming = matters.filter((matter) => !late.includes(matter))
  const list = (title: string, of: Matter[]): Block[] =>
    of.length === 0
      ? []
      : [
          {
            kind: "list",
            title,
            items: of.toSorted(soonestFirst).map((matter) => ({
              text: `${matter.item.code}: ${brief(matter.item.title, LONGEST_TITLE)}`,
              note: phrase(language, `letters.says.${saysOf(matter)}`, argsOf(matter, reader)),
              url: matter.item.url,
            })),
          },
        ]
  const what = sentence(language, "letters.what.digest", { count: matters.length })
  const deputies = [...new Set(matters.flatMap(({ onBehalfOf }) => onBehalfOf ?? []))]
  return {
    subject: sentence(language, "letters.subject", { what }),
    blocks: [
      { kind: "line", text: sentence(language, "letters.says.digest") },
      ...(matters.every(({ escalated }) => escalated)
        ? [{ kind: "line" as const, text: sentence(language, "letters.says.escalated") }]
        : []),
      ...deputies.map(
        (onBehalfOf): Block => ({ kind: "line", text: sentence(language, "letters.says.deputy", { onBehalfOf }) }),
      ),
      ...list(sentence(language, "letters.overdue"), late),
      ...list(sentence(language, "letters.coming"), coming),
    ],
    foot: [],
  }
}

function soonestFirst(one: Matter, other: Matter): number {
  return (one.due?.on ?? one.deadline?.at ?? "") < (other.due?.on ?? other.deadline?.at ?? "") ? -1 : 1
}

/** "dueBefore" of a due date's "before-7"; else the kind itself. */
function phaseOf({ kind, step = "" }: Matter): string {
  const [phase = ""] = step.split("-")
  return kind === "due" ? `due${phase.charAt(0).toUpperCase()}${phase.slice(1)}` : kind
}

function saysOf(matter: Matter): string {
  const phase = phaseOf(matter)
  return phase === "dueBefore" && matter.due?.precision === "quarter" ? "dueBeforeQuarter" : phase
}

function argsOf(matter: Matter, { language, zone }: Reader) {
  const { due, deadline, draft, parties, paragraphs, reason, step = "", kind } = matter
  const closing = kind === "consultationCloses" ? Number.parseInt(step.split("-")[1] ?? "", 10) : undefined
  return {
    ...(due && { due: dueText(language, due), days: Math.abs(due.days) }),
    ...(closing !== undefined && { days: closing }),
    ...(deadline && { deadline: deadlineText(language, deadline, zone) }),
    ...(kind === "silenceCloses" && { hours: Number.parseInt(step, 10) }),
    ...(draft !== undefined && { draft }),
    ...(parties && { party: parties.join(", ") }),
    ...(paragraphs && { paragraphs: paragraphs.join(", ") }),
    ...(reason && { reason: unended(reason) }),
  }
}

function stateOf({ item: { state, substate, itemKind } }: Matter, language: Language): string {
  const main = phrase(language, `states.${state}`, { kind: itemKind })
  return substate ? `${main}, ${phrase(language, `substates.${substate}`)}` : main
}

function whyOf({ kind }: Matter): "silence" | "decision" | "due" | "consultation" | "request" | "address" {
  if (kind === "due") return "due"
  if (kind === "AddressFailed") return "address"
  if (kind.startsWith("Request")) return "request"
  if (kind.toLowerCase().startsWith("consultation")) return "consultation"
  return kind === "Agreed" ? "decision" : "silence"
}

/** Without the full stop that the sentence around it has. */
function unended(text: string): string {
  return text.replace(/[.\s]+$/, "")
}

/** On one line, and no longer than that. */
function brief(text: string, most: number): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, " ").trim()
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line
}
