import { eventText } from "@demarche/i18n"
import type { activity } from "@demarche/workflows"
import { expect, test } from "vitest"

const plain = (text: string) => text.replaceAll("\u00a0", " ")
const until = { at: "2026-06-08T16:00:00.000Z", zone: "Europe/Zurich", wall: "2026-06-08T18:00" }
const closes = { at: "2026-02-13T17:00:00.000Z", zone: "Europe/Zurich", wall: "2026-02-13T18:00" }
const eight = Array.from({ length: 8 }, (_, index) => `party-${index}`)
const due = { on: "2026-06-30", precision: "quarter", rule: { kind: "quarter", quarter: "2026-Q2" } } as const

const story: [activity.Event, en: string, fr: string][] = [
  [
    { type: "ConsultationOpened", round: 1, closes, invited: eight },
    "opened a consultation of 8 parties, until Friday, 13 February 2026, 6 p.m. (Geneva time)",
    "a ouvert une consultation auprès de 8 parties, jusqu’au vendredi 13 février 2026 à 18 heures (heure de Genève)",
  ],
  [
    { type: "CheckRecorded", check: { of: "gender", option: "significant" } },
    "recorded the check “gender”: significant",
    "a consigné la vérification « gender » : significant",
  ],
  [
    { type: "CheckRecorded", check: { of: "advice", waived: true } },
    "recorded the check “advice” as waived",
    "a consigné la vérification « advice », à laquelle il est renoncé",
  ],
  [
    { type: "SilenceOpened", draft: 1, until, addressees: eight },
    "circulated draft 1 under a silence procedure until Monday, 8 June 2026, 6 p.m. (Geneva time)",
    "a soumis le projet n° 1 à la procédure d’approbation tacite jusqu’au lundi 8 juin 2026 à 18 heures (heure de Genève)",
  ],
  [
    { type: "SilenceBroken" },
    "broke silence",
    "a présenté une objection, qui met fin à la procédure d’approbation tacite",
  ],
  [
    { type: "SilencePassed" },
    "silence ended without objection and the draft is agreed",
    "la procédure d’approbation tacite a pris fin sans objection et le projet est réputé adopté",
  ],
  [
    { type: "Agreed", path: "meeting", meeting: "the Third Review Conference", decision: "decision 4" },
    "recorded agreement at the Third Review Conference: decision 4",
    "a constaté l’accord, the Third Review Conference : decision 4",
  ],
  [
    { type: "ProgressReported", period: "2026-Q2", text: "" },
    "reported progress for Q2 2026",
    "a rendu compte de l’avancement pour le T2 2026",
  ],
  [{ type: "DueSet", rules: [due.rule], due }, "set the due date: Q2 2026", "a fixé l’échéance : T2 2026"],
  [{ type: "DueSet", rules: [], due: null }, "set the due date", "a fixé l’échéance"],
  [
    { type: "Linked", relation: "waitsFor", target: "UNIDIR report", expected: "2026-06-01" },
    "recorded what this waits for: UNIDIR report, expected 1 June 2026",
    "a consigné ce que cette activité attend : UNIDIR report, attendu pour le 1er juin 2026",
  ],
]

test.each(story)("%j", (event, en, fr) => {
  expect(eventText("en", event)).toBe(en)
  expect(plain(eventText("fr", event))).toBe(fr)
})

test("a reader elsewhere is told their own time", () => {
  const event = { type: "SilenceExtended", until }
  expect(eventText("en", event, { zone: "Asia/Vientiane" })).toBe(
    "extended the silence procedure until Monday, 8 June 2026, 6 p.m. (Geneva time; 11 p.m. in Vientiane)",
  )
})

test("ids are called by their names, offices by their titles", () => {
  const names = new Map([["anna", "Anna Moser"]])
  const event = { type: "MandateGranted", person: "anna", office: "presidency", from: "2026-01-12" }
  expect(eventText("en", event, { names })).toBe("granted a mandate to Anna Moser (Presidency) from 12 January 2026")
  expect(eventText("fr", event, { names })).toBe(
    "a conféré un mandat à Anna Moser (Présidence) à compter du 12 janvier 2026",
  )
  const offices = { presidency: { en: "Area Director" } }
  expect(eventText("en", event, { names, offices })).toBe(
    "granted a mandate to Anna Moser (Area Director) from 12 January 2026",
  )
})

test("what only looks like a day stays as written", () => {
  const event = { type: "CarriedOver", to: "2026-02-31" }
  expect(eventText("en", event)).toBe("carried it over to 2026-02-31")
})

test("an event without words is called by its type", () => {
  expect(eventText("fr", { type: "LoanGranted" })).toBe("LoanGranted")
})
