import { type Args, deadlineText, dueText, type Key, listText, stateText, translate } from "@demarche/i18n"
import type { LetterContent, LetterKind, Reader, Sender } from "./letterContent.ts"
import type { Block, SheetFact } from "./sheet.ts"

type Language = Reader["language"]

/** Whose deadline is still to come. A past one among the facts would mislead who reads in haste. */
export const running = new Set<LetterKind>([
  "SilenceOpened",
  "silenceCloses",
  "SilenceExtended",
  "ConsultationOpened",
  "consultationCloses",
])

/**
 * What a matter is called, in a subject, a heading or a line: "Overdue by 3 days (Q2 2026)". A deadline is told for the
 * reader's zone too where that is given.
 */
export function whatOf(matter: LetterContent, language: Language, zone?: string): string {
  if (matter.kind !== "due") return translate(language, names[matter.kind], argsOf(matter, language, zone))
  const { due, item } = matter
  const how: Record<DueTime, Key> = { before: "letters.what.before", on: "due.today", overdue: "due.overdue" }
  return translate(language, "letters.what.due", {
    how: translate(language, how[dueTime(due.days)], { days: Math.abs(due.days) }),
    empty: item.itemKind === "placeholder",
    due: dueText(language, due),
  })
}

/** The sentences of a matter that is its own letter. */
export function sentencesOf(matter: LetterContent, { language, zone }: Reader): string[] {
  const lead = matter.kind === "due" ? dueTime(matter.due.days) : matter.kind
  const said = moreOf(matter).map((key) => translate(language, key))
  return [translate(language, `letters.lead.${lead}`, argsOf(matter, language, zone)), ...said]
}

/** Whose deputy the reader is, as a sentence for each. */
export function deputyOf(matters: LetterContent[], language: Language): string[] {
  const away = new Set(matters.flatMap(({ onBehalfOf }) => onBehalfOf || []))
  return [...away].map((name) => translate(language, "letters.more.deputy", { name }))
}

/** What is to be known of a matter at a glance. */
export function factsOf(matter: LetterContent, { language, zone }: Reader, { plan }: Sender): SheetFact[] {
  const { kind, item, due, deadline, owner, paragraphs, reason } = matter
  const fact = (label: Key, value: SheetFact["value"] | false | undefined): SheetFact[] =>
    value ? [{ label: translate(language, label, { kind: item.kind }), value }] : []
  return [
    ...fact("letters.labels.item", { text: item.title, code: item.code, language: plan.language }),
    ...fact("letters.labels.state", stateText(language, { ...item, kind: item.itemKind })),
    ...fact("letters.labels.due", due && dueText(language, due)),
    ...fact(
      /^consultation/i.test(kind) ? "letters.labels.closes" : "letters.labels.deadline",
      deadline && running.has(kind) && deadlineText(language, deadline, zone),
    ),
    ...fact("letters.labels.owner", owner),
    ...fact("letters.labels.paragraphs", paragraphs && listText(language, paragraphs)),
    ...fact(
      kind === "AddressFailed" ? "letters.labels.refusal" : "letters.labels.reason",
      reason ? { text: reason } : undefined,
    ),
  ]
}

/** The numbers and hashes of the decisions that are told. */
export function recordOf(matters: LetterContent[], language: Language): Block[] {
  const facts = matters.flatMap(({ item, record }): SheetFact[] =>
    record
      ? [
          { label: translate(language, "letters.labels.version"), value: `${record.version} (${item.code})` },
          { label: translate(language, "letters.labels.hash"), value: record.hash },
        ]
      : [],
  )
  return facts.length > 0 ? [{ is: "facts", facts }] : []
}

/** Why the reader receives a letter of this one matter. */
export function whyOf({ kind, escalated }: LetterContent, language: Language): string {
  return translate(language, kind === "due" && escalated ? "letters.why.escalated" : reasons[kind])
}

const names: Record<Exclude<LetterKind, "due">, Key> = {
  SilenceOpened: "letters.what.SilenceOpened",
  silenceCloses: "letters.what.silenceCloses",
  SilenceExtended: "letters.what.SilenceExtended",
  SilenceVoided: "substates.void",
  SilenceBroken: "substates.broken",
  SilencePassed: "letters.what.SilencePassed",
  OutcomeRetracted: "letters.what.OutcomeRetracted",
  Agreed: "states.agreed",
  ConsultationOpened: "letters.what.ConsultationOpened",
  consultationCloses: "letters.what.consultationCloses",
  RequestSubmitted: "letters.what.RequestSubmitted",
  RequestAccepted: "letters.what.RequestAccepted",
  RequestDeclined: "letters.what.RequestDeclined",
  RequestDelivered: "letters.what.RequestDelivered",
  AddressFailed: "letters.what.AddressFailed",
  WebhookDisabled: "letters.what.WebhookDisabled",
}

const reasons: Record<LetterKind, Key> = {
  due: "letters.why.due",
  SilenceOpened: "letters.why.silence",
  silenceCloses: "letters.why.silence",
  SilenceExtended: "letters.why.silence",
  SilenceVoided: "letters.why.silence",
  SilenceBroken: "letters.why.silence",
  SilencePassed: "letters.why.silence",
  OutcomeRetracted: "letters.why.silence",
  Agreed: "letters.why.silence",
  ConsultationOpened: "letters.why.consultation",
  consultationCloses: "letters.why.consultation",
  RequestSubmitted: "letters.why.request",
  RequestAccepted: "letters.why.request",
  RequestDeclined: "letters.why.request",
  RequestDelivered: "letters.why.request",
  AddressFailed: "letters.why.address",
  WebhookDisabled: "letters.why.webhook",
}

function moreOf({ kind, step, item, escalated, actions }: LetterContent): Key[] {
  switch (kind) {
    case "due":
      if (step === "moved") return ["letters.more.moved"]
      if (item.itemKind === "placeholder") return ["letters.more.placeholder"]
      return escalated ? [] : ["letters.more.due"]
    case "SilenceOpened":
    case "silenceCloses":
    case "SilenceExtended":
      return actions?.length ? ["letters.more.silence", "letters.more.answer"] : ["letters.more.silence"]
    case "ConsultationOpened":
    case "consultationCloses":
      return ["letters.more.consultation"]
    case "SilenceVoided":
    case "SilencePassed":
    case "OutcomeRetracted":
    case "RequestDelivered":
    case "AddressFailed":
    case "WebhookDisabled":
      return [`letters.more.${kind}`]
    default:
      return []
  }
}

type DueTime = "before" | "on" | "overdue"

function dueTime(days: number): DueTime {
  if (days === 0) return "on"
  return days > 0 ? "before" : "overdue"
}

const hours: Record<string, number> = { "72h": 72, "24h": 24, "2h": 2 }

function argsOf(matter: LetterContent, language: Language, zone?: string): Args {
  const { item, due, deadline, round, draft, parties, activity, delivery, recipient } = matter
  return {
    kind: item.kind,
    days: due && Math.abs(due.days),
    hours: hours[matter.step ?? ""],
    until: deadline && deadlineText(language, deadline, zone),
    by: parties && listText(language, parties),
    due: due && dueText(language, due),
    precision: due?.precision,
    ...{ round, draft, activity, delivery, recipient },
  }
}
