import { type Key, sentence } from "@demarche/words"
import type { Matter, Reader, Sender } from "./matter.ts"
import { oneLine } from "./oneLine.ts"
import type { Block, Line } from "./sheet.ts"
import { deputyOf, recordOf, running, whatOf } from "./telling.ts"

/** Several matters in one letter: what is overdue, latest first; what has a new date and what is coming, by date; what is only to be known. */
export function inDigest(matters: Matter[], reader: Reader, { plan }: Sender) {
  const { language } = reader
  const groups = Map.groupBy(matters, groupOf)
  const overdue = (groups.get("overdue") ?? []).toSorted((one, other) => daysOf(one) - daysOf(other))
  const moved = (groups.get("moved") ?? []).toSorted(byDate)
  const coming = (groups.get("coming") ?? []).toSorted(byDate)
  const counts = { count: matters.length, overdue: overdue.length, all: overdue.length === matters.length }
  const group = (heading: Key, told: Matter[]): Block[] =>
    told.length === 0
      ? []
      : [
          { is: "heading", text: sentence(language, heading) },
          { is: "lines", lines: told.map((matter) => lineOf(matter, reader, plan.language)) },
        ]
  const lead = [sentence(language, "letters.digest.lead", counts), ...deputyOf(matters, language)]
  const body: Block[] = [
    ...lead.map((text): Block => ({ is: "paragraph", text })),
    ...group("letters.digest.overdue", overdue),
    ...group("letters.digest.moved", moved),
    ...group("letters.digest.coming", coming),
    ...group("letters.digest.news", groups.get("news") ?? []),
  ]
  const foot: Block[] = [
    ...recordOf(matters, language),
    { is: "paragraph", text: sentence(language, "letters.why.digest") },
  ]
  return {
    subject: sentence(language, "letters.digest.subject", { ...counts, plan: oneLine(plan.title, 60) }),
    heading: sentence(language, "letters.digest.heading"),
    body,
    foot,
  }
}

function groupOf(matter: Matter): "overdue" | "moved" | "coming" | "news" {
  if (matter.kind === "due" && matter.due.days < 0) return "overdue"
  if (matter.step === "moved") return "moved"
  return matter.kind === "due" || matter.kind === "RequestSubmitted" || running.has(matter.kind) ? "coming" : "news"
}

const daysOf = ({ due }: Matter) => due?.days ?? 0

function byDate(one: Matter, other: Matter): number {
  if (dateOf(one) === dateOf(other)) return 0
  return dateOf(one) < dateOf(other) ? -1 : 1
}

/** What has no date comes last. */
const dateOf = ({ deadline, due }: Matter) => deadline?.at ?? due?.on ?? "9"

function lineOf(matter: Matter, { language, zone }: Reader, written: string | undefined): Line {
  const { title, code, url } = matter.item
  const what = whatOf(matter, language, zone)
  return {
    what: sentence(language, "letters.line", { what, owner: matter.escalated ? matter.owner : undefined }),
    item: { text: oneLine(title, 120), code, language: written },
    url,
  }
}
