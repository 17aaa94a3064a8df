import { type Key, translate } from "@demarche/i18n"
import type { LetterContent, Reader, Sender } from "./letterContent.ts"
import { deputyOf, recordOf, running, whatOf } from "./letterText.ts"
import { oneLine } from "./sanitize.ts"
import type { Block, SheetLine } from "./sheet.ts"

/** Several matters in one letter: what is overdue, latest first; what has a new date and what is coming, by date; what is only to be known. */
export function inDigest(matters: LetterContent[], reader: Reader, { plan }: Sender) {
  const { language } = reader
  const groups = Map.groupBy(matters, groupOf)
  const overdue = (groups.get("overdue") ?? []).toSorted((one, other) => daysOf(one) - daysOf(other))
  const moved = (groups.get("moved") ?? []).toSorted(byDate)
  const coming = (groups.get("coming") ?? []).toSorted(byDate)
  const counts = { count: matters.length, overdue: overdue.length, all: overdue.length === matters.length }
  const group = (heading: Key, told: LetterContent[]): Block[] =>
    told.length === 0
      ? []
      : [
          { is: "heading", text: translate(language, heading) },
          { is: "lines", lines: told.map((matter) => lineOf(matter, reader, plan.language)) },
        ]
  const lead = [translate(language, "letters.digest.lead", counts), ...deputyOf(matters, language)]
  const body: Block[] = [
    ...lead.map((text): Block => ({ is: "paragraph", text })),
    ...group("letters.digest.overdue", overdue),
    ...group("letters.digest.moved", moved),
    ...group("letters.digest.coming", coming),
    ...group("letters.digest.news", groups.get("news") ?? []),
  ]
  const foot: Block[] = [
    ...recordOf(matters, language),
    { is: "paragraph", text: translate(language, "letters.why.digest") },
  ]
  return {
    subject: translate(language, "letters.digest.subject", { ...counts, plan: oneLine(plan.title, 60) }),
    heading: translate(language, "letters.digest.heading"),
    body,
    foot,
  }
}

function groupOf(matter: LetterContent): "overdue" | "moved" | "coming" | "news" {
  if (matter.kind === "due" && matter.due.days < 0) return "overdue"
  if (matter.step === "moved") return "moved"
  return matter.kind === "due" || matter.kind === "RequestSubmitted" || running.has(matter.kind) ? "coming" : "news"
}

const daysOf = ({ due }: LetterContent) => due?.days ?? 0

function byDate(one: LetterContent, other: LetterContent): number {
  if (dateOf(one) === dateOf(other)) return 0
  return dateOf(one) < dateOf(other) ? -1 : 1
}

/** What has no date comes last. */
const dateOf = ({ deadline, due }: LetterContent) => deadline?.at ?? due?.on ?? "9"

function lineOf(matter: LetterContent, { language, zone }: Reader, written: string | undefined): SheetLine {
  const { title, code, url } = matter.item
  const what = whatOf(matter, language, zone)
  return {
    what: translate(language, "letters.line", { what, owner: matter.escalated ? matter.owner : undefined }),
    item: { text: oneLine(title, 120), code, language: written },
    url,
  }
}
