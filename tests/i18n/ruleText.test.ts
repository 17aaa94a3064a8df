import { ruleText } from "@demarche/i18n"
import { expect, test } from "vitest"

const names = new Map([["3rc", "Third Review Conference"]])

test.each([
  [
    { kind: "meeting", meeting: "3rc", weeks: -10 },
    "10 weeks before the meeting “Third Review Conference”",
    "10 semaines avant la réunion « Third Review Conference »",
  ],
  [
    { kind: "meeting", meeting: "3rc", weeks: 0 },
    "day of the meeting “Third Review Conference”",
    "jour de la réunion « Third Review Conference »",
  ],
  [{ kind: "after", item: "t1-a1", months: 1 }, "1 month after t1-a1", "1 mois après t1-a1"],
  [{ kind: "after", item: "t1-a1", months: 1, days: 2 }, "1 month, 2 days after t1-a1", "1 mois, 2 jours après t1-a1"],
  [
    { kind: "month", words: "mid-June 2026" },
    "end of the month named in the plan, read from “mid-June 2026”",
    "fin du mois indiqué dans le plan de travail, lu dans « mid-June 2026 »",
  ],
  [{ kind: "request", days: 10 }, "10 days after the request", "10 jours après la demande"],
  [{ kind: "everyHalfYear" }, "report of each half-year", "compte rendu de chaque semestre"],
])("how %j sets a date is said in both languages", (rule, en, fr) => {
  const plain = (text: string) => text.replaceAll("\u00a0", " ")
  expect([ruleText("en", rule, names), plain(ruleText("fr", rule, names))]).toEqual([en, fr])
})
