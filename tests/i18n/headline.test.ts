import { definedWorkflows } from "@demarche/application/application"
import { type HeadlineReading, headlines, planHeadline } from "@demarche/i18n"
import { ActivityKind } from "@demarche/workflows/activity/fields"
import { languages } from "@demarche/workflows/languages"
import type { Readings } from "@demarche/workplan"
import { describe, expect, test } from "vitest"

const reading: HeadlineReading = {
  nameOf: (id) => id.toUpperCase(),
  zone: "Europe/Zurich",
  now: "2026-06-05T10:00:00.000Z",
}
const plain = (text: string) => text.replaceAll("\u00a0", " ")
const until = { at: "2026-06-08T16:00:00.000Z", zone: "Europe/Zurich", wall: "2026-06-08T18:00" }
const step = { id: "s", title: null, kept: false, taken: false }
const path = {
  id: "committee",
  title: null,
  from: "running" as const,
  result: "agreed" as const,
  steps: [
    { ...step, is: "clearance", who: ["isu"] },
    { ...step, is: "silence", who: ["committee"] },
  ],
  next: 1,
}
const round = {
  ...{ round: 1, closes: until, invited: 8, answered: 0, answeredBy: null, silent: null, unreached: null, answers: [] },
  ...{ question: null, annex: null, closed: false, early: false, summary: null },
  ...{ attribution: "attributed" as const, readership: "committee" as const },
}

/** What a headline is made from, of an activity; the rest of a reading says nothing in it. */
const activity = (fields: Partial<Readings["activity"]>) =>
  ({
    ...{ state: "planned", substate: null, since: "2026-04-20T08:00:00.000Z", kind: "document", children: [] },
    ...{ modality: "required", waitingFor: [], due: null, consultations: [], draft: null, silence: null },
    ...{ objections: { open: 0 }, path, agreed: null, successors: [], milestones: [], ...fields },
  }) as unknown as Readings["activity"]
const draft = { number: 2 } as Readings["activity"]["draft"]
const drafting = (substate: string, fields: Partial<Readings["activity"]> = {}) =>
  activity({ state: "drafting", substate, draft, ...fields })
const silence = { addressees: 11, supported: 2, until } as Readings["activity"]["silence"]
const due = { on: "2026-06-30", precision: "quarter", days: 25, overdue: false } as Readings["activity"]["due"]
const late = { on: "2026-03-31", precision: "quarter", days: -66, overdue: true } as Readings["activity"]["due"]

const said: [Readings["activity"], en: string, fr: string][] = [
  [
    drafting("underSilence", { silence, due }),
    "Under a silence procedure until Monday, 8 June 2026, 6 p.m. (Geneva time). 2 of 11 have expressed support; nobody has objected.",
    "Soumis à une procédure d’approbation tacite jusqu’au lundi 8 juin 2026 à 18 heures (heure de Genève). Appuis exprimés : 2 sur 11 ; aucune objection n’a été présentée.",
  ],
  [
    activity({ due }),
    "Planned, and not begun yet. Due: Q2 2026.",
    "Activité prévue, qui n’a pas encore commencé. Échéance : T2 2026.",
  ],
  [
    activity({ modality: "conditional" }),
    "Foreseen where feasible; whether it is has not been decided yet.",
    "Activité prévue si elle est réalisable, ce qui n’a pas encore été décidé.",
  ],
  [
    activity({ kind: "placeholder", children: ["a", "b"] }),
    "Expanded into 2 activities; it ends with the last of them.",
    "Point réparti en 2 activités ; il prendra fin avec la dernière d’entre elles.",
  ],
  [
    activity({ waitingFor: [{ target: "unidir", expected: null, gate: false }], due: late }),
    "Planned, and not begun yet. It waits for UNIDIR. It is overdue by 66 days (due: Q1 2026).",
    "Activité prévue, qui n’a pas encore commencé. Elle est en attente de UNIDIR. L’échéance est dépassée de 66 jours (T1 2026).",
  ],
  [
    activity({ state: "consulting", consultations: [round] }),
    "In consultation until Monday, 8 June 2026, 6 p.m. (Geneva time). Nobody of 8 has answered.",
    "En consultation jusqu’au lundi 8 juin 2026 à 18 heures (heure de Genève). Réponses reçues : aucune sur 8.",
  ],
  [
    activity({ state: "consulting", consultations: [{ ...round, closed: true, answered: 1 }] }),
    "The consultation has been closed with a summary. 1 of 8 has answered.",
    "La consultation a été close par un résumé. Réponses reçues : 1 sur 8.",
  ],
  [drafting("clearance"), "Draft 2 awaits clearance (ISU).", "Le projet n° 2 attend l’aval requis (ISU)."],
  [
    drafting("cleared", { objections: { open: 1, total: 1, late: 0, raised: null } }),
    "Draft 2 stands between two steps; the next is: clearance. 1 objection is still to be answered.",
    "Le projet n° 2 se trouve entre deux étapes ; la suivante : aval. Il reste à répondre à 1 objection.",
  ],
  [
    drafting("broken", { objections: { open: 1, total: 1, late: 0, raised: null } }),
    "Draft 2 was not adopted; 1 objection is open.",
    "Le projet n° 2 n’a pas été adopté ; 1 objection est pendante.",
  ],
  [
    activity({
      state: "agreed",
      agreed: {
        ...{ draft: 2, at: "2026-06-19T16:00:00.000Z", issued: false, text: null },
        ...{ authentic: [], annexes: [], unreached: null },
      },
    }),
    "Draft 2 was adopted on 19 June 2026.",
    "Le projet n° 2 a été adopté le 19 juin 2026.",
  ],
  [
    activity({ state: "agreed", kind: "event" }),
    "Held, and reported on 20 April 2026.",
    "Manifestation tenue, avec rapport, le 20 avril 2026.",
  ],
  [
    activity({ state: "superseded", successors: ["p.a"] }),
    "Superseded on 20 April 2026 by P.A.",
    "Activité remplacée le 20 avril 2026 par P.A.",
  ],
]

test.each(said)("an activity has its sentence", (item, en, fr) => {
  expect(headlines.activity("en", item, reading)).toBe(en)
  expect(plain(headlines.activity("fr", item, reading))).toBe(fr)
})

test("a consultation whose time is over still needs its summary", () => {
  const item = activity({ state: "consulting", consultations: [round] })
  const later = { ...reading, now: until.at }
  expect(headlines.activity("en", item, later)).toContain("and has no summary yet.")
})

const statesOf = (kind: string) => [...(definedWorkflows.get(kind)?.states.keys() ?? [])]
const substates = ["editing", "clearance", "cleared", "underSilence", "broken", "void"]
/** Sentences, of which none is the key of a missing one, and none lacks a value. */
const whole = /^(?:[^.]|\.(?!$))+\.$/
const isWhole = (text: string) => whole.test(text) && / /.test(text) && !/undefined|NaN|missing/.test(text)

describe.each(languages)("in %s", (language) => {
  test.each(ActivityKind.options)("an activity of the kind %s has a headline in every state", (kind) => {
    const items = statesOf("activity").flatMap((state) =>
      (state === "drafting" ? substates : [null]).flatMap((substate) => [
        activity({ state, substate, kind }),
        activity({ state, substate, kind, draft, silence, consultations: [round], due: late }),
      ]),
    )
    expect(items.map((item) => headlines.activity(language, item, reading)).filter((each) => !isWhole(each))).toEqual(
      [],
    )
  })

  test("outputs, requests and plans have one in every state", () => {
    const base = { since: "2026-04-20T08:00:00.000Z", due: null, deliverables: [], activity: null }
    const outputs = statesOf("output").map((state) =>
      headlines.output(language, { ...base, state } as unknown as Readings["output"], reading),
    )
    const requests = statesOf("request").map((state) =>
      headlines.request(language, { ...base, state } as unknown as Readings["request"], reading),
    )
    const plans = statesOf("plan")
      .filter((state) => state !== "importing")
      .map((state) => planHeadline(language, { state, since: base.since }, reading))
    expect([...outputs, ...requests, ...plans].filter((each) => !isWhole(each))).toEqual([])
  })
})
