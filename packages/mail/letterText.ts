import {
  type Args,
  briefDeadlineText,
  communicationText,
  deadlineText,
  dueText,
  languageText,
  listText,
  type MessageKey,
  runningText,
  stateText,
  translate,
} from "@demarche/i18n"
import { notifications } from "@demarche/workplan/notifications/notificationKinds"
import type { DueTime } from "@demarche/workplan/notifications/notificationRule"
import type { LetterContent, LetterSender, Reader } from "./letterContent.ts"
import { type Block, inLine, quoted, type SheetFact } from "./sheet.ts"

type LetterLanguage = Reader["language"]

/** In which language, and with an IANA zone in which deadlines are given in full. */
type ReadingIn = Pick<Reader, "language"> & Partial<Pick<Reader, "zone">>

/**
 * What a notification is called, in a subject, a heading or a line: "Overdue by 3 days (Q2 2026)". With an IANA `zone`,
 * deadlines are given in full, and in that zone too.
 */
export function subjectOf(content: LetterContent, reader: ReadingIn, sender: LetterSender): string {
  const { deadline, kind } = content
  const { language, zone } = reader
  const brief = deadline && zone === undefined && { until: briefDeadlineText(language, deadline) }
  const args = { ...argsOf(content, reader, sender), ...brief }
  return translate(language, notifications[kind].text.subject, args)
}

/** Of a due date that has moved, from where and why; undefined for any other. */
export function movedOf({ moved }: LetterContent, language: LetterLanguage, reason?: string): string | undefined {
  if (!moved) return undefined
  const { before, meeting, after } = moved
  return translate(language, "letters.moved", {
    before: before && dueText(language, before, "inFull"),
    meeting,
    after,
    reason,
  })
}

/** The paragraphs of a letter that has one notification only. */
export function sentencesOf(content: LetterContent, reader: ReadingIn, sender: LetterSender): string[] {
  const { language } = reader
  const args = argsOf(content, reader, sender)
  const { lead } = notifications[content.kind].text
  const key = typeof lead === "string" ? lead : lead[dueTime(content.due?.days ?? 0)]
  return [
    translate(language, `letters.lead.${key}`, args),
    ...moreOf(content).flatMap((key) =>
      key === "letters.more.statements"
        ? (content.statements ?? []).map(({ words, ...each }) =>
            translate(language, key, { ...each, words: words && inLine(quoted(language, words)) }),
          )
        : translate(language, key, args),
    ),
  ]
}

/** A sentence for each person whose deputy the reader is. */
export function deputyOf(contents: LetterContent[], language: LetterLanguage): string[] {
  const away = new Set(contents.flatMap(({ onBehalfOf }) => onBehalfOf || []))
  return [...away].map((name) => translate(language, "letters.more.deputy", { name }))
}

/** The facts of a notification, as labels and values. A deadline that has passed is not among them, as it would mislead. */
export function factsOf(content: LetterContent, { language, zone }: Reader): SheetFact[] {
  const { kind, item, due, deadline, question, owner, paragraphs, reason, communication } = content
  const { date, text } = notifications[kind]
  const fact = (label: MessageKey, value: SheetFact["value"] | false | undefined): SheetFact[] =>
    value ? [{ label: translate(language, label, { kind: item.kind }), value }] : []
  return [
    ...fact("letters.labels.item", quoted(language, { text: item.title, code: item.code, language: item.language })),
    ...fact("letters.labels.symbol", item.symbol && { text: item.symbol }),
    ...fact("letters.labels.question", question && quoted(language, question)),
    ...fact("letters.labels.state", stateText(language, { ...item, kind: item.itemKind })),
    ...fact("letters.labels.due", due && inferredText(language, dueText(language, due, "inFull"), content)),
    ...fact(
      date === "consultation" ? "letters.labels.closes" : "letters.labels.deadline",
      deadline && date && date !== "due" && deadlineText(language, deadline, zone),
    ),
    ...fact("letters.labels.owner", owner),
    ...fact("letters.labels.paragraphs", paragraphs && listText(language, paragraphs)),
    ...fact(`letters.labels.${text.reason ?? "reason"}`, reason && quoted(language, reason)),
    ...fact("letters.labels.communication", communication && communicationText(language, communication)),
  ]
}

function inferredText(language: LetterLanguage, due: string, { dueInferred }: LetterContent): string {
  return dueInferred ? `${due} [${translate(language, "wording.inferred")}]` : due
}

/** The versions and hashes of the commits that the notifications are about. */
export function recordOf(contents: LetterContent[], language: LetterLanguage): Block[] {
  const facts = contents.flatMap(({ item, record }): SheetFact[] =>
    record
      ? [
          {
            label: translate(language, "letters.labels.version"),
            value: item.code ? `${record.version} (${item.code})` : String(record.version),
          },
          { label: translate(language, "letters.labels.hash"), value: record.hash },
        ]
      : [],
  )
  return facts.length > 0 ? [{ is: "facts", facts }] : []
}

/** Why the reader receives a letter with this notification only. */
export function whyOf({ kind, escalated }: LetterContent, language: LetterLanguage): string {
  return translate(language, `letters.why.${escalated ? "escalated" : notifications[kind].text.why}`)
}

function moreOf({
  kind,
  step,
  item,
  escalated,
  actions,
  attribution,
  unreached,
  endLinks,
  nextStep,
  objectionsOpen,
}: LetterContent): MessageKey[] {
  const { date, text } = notifications[kind]
  if (step === "moved") return ["letters.more.moved"]
  if (date === "due" && item.itemKind === "placeholder") return ["letters.more.placeholder"]
  if (escalated) return []
  const said: Partial<Record<string, boolean>> = {
    answer: Boolean(actions?.length),
    attribution: attribution !== undefined,
    unreached: Boolean(unreached?.length),
    endLinks: endLinks !== undefined,
    nextStep: nextStep !== undefined,
    objectionsOpen: objectionsOpen === true,
  }
  return text.more.filter((key) => said[key] ?? true).map((key): MessageKey => `letters.more.${key}`)
}

function dueTime(days: number): DueTime {
  if (days === 0) return "on"
  return days > 0 ? "before" : "overdue"
}

/** The hours in a step's name, "72h"; undefined where it names none. */
function hoursIn(step = ""): number | undefined {
  const [, hours] = step.match(/^(\d+)h$/) ?? []
  return hours === undefined ? undefined : Number(hours)
}

/** What the texts ask for of a due date. */
function datedIn(due: NonNullable<LetterContent["due"]>, language: LetterLanguage): Args {
  const { precision } = due
  const date = dueText(language, due, "inFull")
  return {
    due: date,
    precision,
    days: Math.abs(due.days),
    when: translate(language, "dates.when", { precision, due: date }),
  }
}

/** All that the texts of any kind may ask for. */
function argsOf(content: LetterContent, { language, zone }: ReadingIn, { offices }: LetterSender): Args {
  const { item, due, deadline, round, draft, parties, unreached, activity, ended, delivery, recipient, office } =
    content
  const { number, language: of } = content.corrigendum ?? {}
  const dated = due && datedIn(due, language)
  return {
    ...{ presidency: offices.presidency, secretariat: offices.secretariat },
    offices: runningText(language, offices),
    kind: item.kind,
    issued: item.agreed?.issued,
    how: due && translate(language, `letters.what.${dueTime(due.days)}`, dated),
    empty: item.itemKind === "placeholder",
    hours: hoursIn(content.step),
    until: deadline && deadlineText(language, deadline, zone),
    by: parties && listText(language, parties),
    unreached: unreached && listText(language, unreached),
    advice: content.adviceAwaited,
    signOff: content.signOffAwaited,
    follows: content.stepsFollow,
    mandates: content.invited && listText(language, content.invited.mandates),
    inviter: content.invited?.by,
    step: content.nextStep?.title,
    taker: content.nextStep?.by,
    ...dated,
    moved: movedOf(content, language),
    number,
    language: of && languageText(language, of),
    does: content.does,
    late: content.late,
    before: content.extendedFrom && deadlineText(language, content.extendedFrom, zone),
    runsUntil: content.runsUntil && deadlineText(language, content.runsUntil, zone),
    ...{ round, draft, activity, ended, delivery, recipient, office },
    ...{ attribution: content.attribution, readership: content.readership },
  }
}
