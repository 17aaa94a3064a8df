import { austria, checks, type DemoAct, input, isu, note, partners, thematic } from "./demoAct.ts"

const on = "activity:x-q3-1"

/** x-q3-1: a text that is agreed by silence after somebody asked for more time, with a statement, and then a corrigendum. */
export const reflections: DemoAct[] = [
  {
    at: "2026-03-18T09:00:00.000Z",
    as: austria,
    on,
    take: { type: "openConsultation", closes: "2026-04-01T18:00", invited: ["isu", ...thematic] },
  },
  input("x-q3-1", "e", "2026-03-27T10:00:00.000Z", "Say for each track what the Review Conference has to decide."),
  {
    at: "2026-04-02T09:00:00.000Z",
    as: austria,
    on,
    take: { type: "closeConsultation", round: 1, summary: note("One page, a paragraph a track.") },
  },
  ...partners("x-q3-1", "2026-04-02", "isu", "other-committees"),
  { at: "2026-04-07T09:00:00.000Z", as: austria, on, take: { type: "startDrafting" } },
  {
    at: "2026-04-07T14:00:00.000Z",
    as: austria,
    on,
    take: {
      type: "addDraft",
      text: note("# Cross-cutting reflections\n\n1. What was learned since 2020.\n2. What the 3RC has to decide."),
    },
  },
  {
    at: "2026-04-07T14:10:00.000Z",
    as: austria,
    on,
    take: { type: "addAnnex", draft: 1, title: "The reflections by track", text: note("1. Universalization: …") },
  },
  ...checks("x-q3-1", "2026-04-13", "none", [1, 2]),
  {
    at: "2026-04-13T10:00:00.000Z",
    as: austria,
    on,
    take: { type: "recordCheck", check: { of: "coverage", points: [0, 1] } },
  },
  { at: "2026-04-13T11:00:00.000Z", as: austria, on, take: { type: "requestClearance" } },
  { at: "2026-04-14T09:00:00.000Z", as: isu, on, take: { type: "clearDraft" } },
  { at: "2026-04-15T08:00:00.000Z", as: austria, on, take: { type: "circulate", until: "2026-04-22T18:00" } },
  {
    at: "2026-04-20T09:00:00.000Z",
    as: "thematic-c:thematicCoordinator",
    on,
    take: { type: "requestMoreTime", text: note("Our capital answers on Thursday."), until: "24 April" },
  },
  {
    at: "2026-04-21T08:00:00.000Z",
    as: austria,
    on,
    take: { type: "extendSilence", until: "2026-04-24T18:00" },
    reason: "One delegation asked for more time. (Invented.)",
  },
  {
    at: "2026-04-22T09:00:00.000Z",
    as: "thematic-e:thematicCoordinator",
    on,
    take: {
      type: "comment",
      as: "explanation",
      draft: 1,
      text: note("We read paragraph 2 as prejudging no decision of the Review Conference."),
    },
  },
  {
    at: "2026-04-28T09:00:00.000Z",
    as: isu,
    on,
    take: { type: "issueCorrigendum", text: note("In paragraph 1, for 2020 read 2021.") },
    reason: "A year was misprinted. (Invented.)",
  },
]
