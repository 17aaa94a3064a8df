import { type MessageKey, translate } from "@demarche/i18n"
import { notifications } from "@demarche/workplan/notifications/notificationKinds"
import type { LetterContent, LetterSender, Reader } from "./letterContent.ts"
import { deputyOf, movedOf, subjectOf } from "./letterText.ts"
import { oneLine } from "./sanitize.ts"
import { type Block, inLine, quoted, type SheetLine } from "./sheet.ts"

/**
 * Several notifications in one letter, in sections: overdue, longest first; dates that have moved and what is coming up,
 * by date; news, in the order given.
 */
export function digest(contents: LetterContent[], reader: Reader, sender: LetterSender) {
  const { plan } = sender
  const { language } = reader
  const sections = Map.groupBy(contents, sectionOf)
  const overdue = (sections.get("overdue") ?? []).toSorted((one, other) => daysOf(one) - daysOf(other))
  const moved = (sections.get("moved") ?? []).toSorted(byDate)
  const coming = (sections.get("coming") ?? []).toSorted(byDate)
  const counts = { count: contents.length, overdue: overdue.length, all: overdue.length === contents.length }
  const section = (heading: MessageKey, listed: LetterContent[]): Block[] =>
    listed.length === 0
      ? []
      : [
          { is: "heading", text: translate(language, heading) },
          { is: "lines", lines: listed.map((content) => lineOf(content, reader, sender)) },
        ]
  const lead = [translate(language, "letters.digest.lead", counts), ...deputyOf(contents, language)]
  const body: Block[] = [
    ...lead.map((text): Block => ({ is: "paragraph", text })),
    ...section("letters.digest.overdue", overdue),
    ...section("letters.digest.moved", moved),
    ...section("letters.digest.coming", coming),
    ...section("letters.digest.news", sections.get("news") ?? []),
  ]
  return {
    subject: translate(language, "letters.digest.subject", { ...counts, plan: oneLine(plan.title, 60) }),
    heading: translate(language, "letters.digest.heading"),
    body,
    why: translate(language, "letters.why.digest"),
  }
}

function sectionOf({ kind, due, step }: LetterContent): "overdue" | "moved" | "coming" | "news" {
  const { date, section } = notifications[kind]
  if (date === "due" && due && due.days < 0) return "overdue"
  return step === "moved" ? "moved" : section
}

const daysOf = ({ due }: LetterContent) => due?.days ?? 0

function byDate(one: LetterContent, other: LetterContent): number {
  if (dateOf(one) === dateOf(other)) return 0
  return dateOf(one) < dateOf(other) ? -1 : 1
}

/** What has no date comes last. */
const dateOf = ({ deadline, due }: LetterContent) => deadline?.at ?? due?.on ?? "9"

function lineOf(content: LetterContent, { language, zone }: Reader, sender: LetterSender): SheetLine {
  const { escalated, owner, item } = content
  const what = subjectOf(content, { language, zone }, sender)
  return {
    what: translate(language, "letters.line", {
      ...{ what, owner: escalated ? owner : undefined },
      moved: movedOf(content, language, content.reason && inLine(quoted(language, content.reason))),
    }),
    item: { text: oneLine(item.title, 120), code: item.code, language: item.language },
    url: item.url,
  }
}
