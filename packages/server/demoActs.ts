import {
  austria,
  cameroon,
  checks,
  type DemoAct,
  held,
  input,
  isu,
  note,
  partners,
  presidency,
  report,
  thematic,
} from "./demoAct.ts"
import { reflections } from "./demoReflections.ts"

export const PLAN = "ccm-gso-2025-2026"
export const BEGIN = "2025-10-01T08:00:00.000Z"

/** The first half-year, invented. Only the two coordinators of the real States speak; objectors are "Delegation A". */
export const acts: DemoAct[] = [
  {
    at: "2025-10-06T13:00:00.000Z",
    as: austria,
    on: "plan",
    take: { type: "adopt" },
    mandate: "Coordination Committee, 6 October 2025",
  },

  // t1-a1: eight thematic coordinators consulted from 12 January to 13 February
  {
    at: "2026-01-12T09:00:00.000Z",
    as: cameroon,
    on: "activity:t1-a1",
    take: {
      type: "openConsultation",
      closes: "2026-02-13T18:00",
      invited: ["thematic-coordinators"],
      question: note("Which issues of your track need coordinated handling, and which message should be shared?"),
      attribution: "chathamHouse",
    },
  },
  input("t1-a1", "a", "2026-01-20T10:00:00.000Z", "Reporting and clearance deadlines overlap in spring."),
  input("t1-a1", "b", "2026-01-22T11:00:00.000Z", "Universalization messages should name the same three actions."),
  input("t1-a1", "c", "2026-01-29T09:30:00.000Z", "Victim assistance and gender are mapped twice."),
  input(
    "t1-a1",
    "d",
    "2026-02-03T14:00:00.000Z",
    "Sequencing before the Review Conference matters more than new text.",
  ),
  {
    at: "2026-02-16T09:00:00.000Z",
    as: cameroon,
    on: "activity:t1-a1",
    take: {
      type: "closeConsultation",
      round: 1,
      summary: note("Four of eight answered: overlaps in reporting, one shared message, sequencing before the 3RC."),
    },
  },
  // the 3RC gets its days
  {
    at: "2026-03-02T10:00:00.000Z",
    as: presidency,
    on: "plan",
    take: { type: "moveMeeting", meeting: "3rc", from: "2026-09-14", to: "2026-09-18" },
    mandate: "Presidency's letter of 2 March 2026",
  },
  {
    at: "2026-03-12T14:00:00.000Z",
    as: cameroon,
    on: "activity:t1-a1",
    take: {
      type: "conclude",
      summary: note(
        "# Map of cross-cutting issues\n\n1. Overlaps in reporting.\n2. Sequencing before the 3RC.\n3. Shared messages.",
      ),
    },
  },

  // x-q1-2 is held and reported; x-q1-3 is held, and its report is awaited
  ...held("x-q1-2", "2026-02-02", "2026-02-19"),
  ...partners("x-q1-2", "2026-03-12", "other-ccm-coordinators", "universalization-coordinators"),
  {
    at: "2026-03-12T15:00:00.000Z",
    as: austria,
    on: "activity:x-q1-2",
    take: { type: "conclude", summary: note("Three ideas for cooperation, each with somebody who takes it forward.") },
  },
  ...held("x-q1-3", "2026-02-09", "2026-03-05"),

  // x-q1-4: prepared, not held by the end of its quarter
  { at: "2026-03-16T09:00:00.000Z", as: austria, on: "activity:x-q1-4", take: { type: "startDrafting" } },
  {
    at: "2026-03-20T09:00:00.000Z",
    as: austria,
    on: "activity:x-q1-4",
    take: { type: "reachMilestone", milestone: "prepared" },
  },

  {
    at: "2026-03-10T09:00:00.000Z",
    as: austria,
    on: "activity:t3-a3",
    take: { type: "decideFeasibility", feasible: false },
    reason: "No partner had funds for it in this cycle. (Invented.)",
    mandate: "Coordinators' meeting, 10 March 2026",
  },
  {
    at: "2026-03-17T09:00:00.000Z",
    as: cameroon,
    on: "activity:t2-3-a2",
    take: { type: "defer" },
    reason: "To be taken up once the reference points are agreed. (Invented.)",
  },
  report("t3-a4", "2026-01-13", "2025-Q4", "A first call with UNIDIR was held."),
  report("t3-a4", "2026-03-30", "2026-Q1", "Two meetings with UNIDIR; the report on gender is in review."),
  {
    at: "2026-03-31T09:00:00.000Z",
    as: cameroon,
    on: "activity:t1-a3",
    take: { type: "reportProgress", period: "2026-Q1", text: note("Monthly calls of the coordinators were held.") },
  },

  // t2-a1 feeds the reference points
  {
    at: "2026-02-02T10:00:00.000Z",
    as: austria,
    on: "activity:t2-a1",
    take: {
      type: "openConsultation",
      closes: "2026-03-06T18:00",
      invited: ["states-parties", "other-stakeholders", ...thematic],
    },
  },
  input("t2-a1", "a", "2026-02-20T10:00:00.000Z", "Pressure is felt most where withdrawals are discussed in public."),
  {
    at: "2026-03-09T10:00:00.000Z",
    as: austria,
    on: "activity:t2-a1",
    take: {
      type: "closeConsultation",
      round: 1,
      summary: note("Pressures on the norm were named; shared language is wanted."),
    },
  },

  // t2-a2: the reference points, under silence on 5 June
  {
    at: "2026-04-20T09:00:00.000Z",
    as: austria,
    on: "activity:t2-a2",
    take: { type: "openConsultation", closes: "2026-05-08T18:00", invited: ["isu", ...thematic] },
  },
  input("t2-a2", "b", "2026-04-29T10:00:00.000Z", "Keep it short, and keep the law out of it."),
  {
    at: "2026-05-11T09:00:00.000Z",
    as: austria,
    on: "activity:t2-a2",
    take: { type: "closeConsultation", round: 1, summary: note("Short, non-legalistic, with examples.") },
  },
  { at: "2026-05-12T09:00:00.000Z", as: austria, on: "activity:t2-a2", take: { type: "startDrafting" } },
  {
    at: "2026-05-20T15:00:00.000Z",
    as: austria,
    on: "activity:t2-a2",
    take: {
      type: "addDraft",
      text: note(
        "# Reference points\n\n1. The norm protects civilians.\n2. Stigma works.\n3. Every public statement can repeat it.",
      ),
    },
  },
  ...checks("t2-a2", "2026-05-26", "significant", [1, 10, 11]),
  {
    at: "2026-05-26T10:00:00.000Z",
    as: austria,
    on: "activity:t2-a2",
    take: { type: "recordCheck", check: { of: "constraint" } },
  },
  {
    at: "2026-05-27T10:00:00.000Z",
    as: isu,
    on: "activity:t2-a2",
    take: { type: "recordCheck", check: { of: "constraint" } },
  },
  { at: "2026-05-27T11:00:00.000Z", as: austria, on: "activity:t2-a2", take: { type: "requestClearance" } },
  { at: "2026-05-28T09:00:00.000Z", as: isu, on: "activity:t2-a2", take: { type: "clearDraft" } },
  {
    at: "2026-06-01T08:00:00.000Z",
    as: austria,
    on: "activity:t2-a2",
    take: { type: "circulate", until: "2026-06-08T18:00" },
  },
  {
    at: "2026-06-02T09:00:00.000Z",
    as: "thematic-b:thematicCoordinator",
    on: "activity:t2-a2",
    take: { type: "support" },
  },
  {
    at: "2026-06-04T09:00:00.000Z",
    as: "thematic-d:thematicCoordinator",
    on: "activity:t2-a2",
    take: { type: "support" },
  },

  {
    at: "2026-05-04T09:00:00.000Z",
    as: austria,
    on: "activity:t2-a3",
    take: {
      type: "openConsultation",
      closes: "2026-06-19T18:00",
      invited: thematic,
      question: note("What would your delegation add to the reference points as they stand?"),
      readership: "invited",
    },
  },
  {
    at: "2026-05-12T10:00:00.000Z",
    as: austria,
    on: "activity:x-q2-3",
    take: { type: "sayLate", target: "publication of UNIDIR's report", expected: "2026-08-15" },
  },

  {
    at: "2026-06-02T08:00:00.000Z",
    as: presidency,
    on: "request:r-note",
    take: {
      type: "submit",
      title: "A background note on the draft political declaration",
      details: note("Two pages, for the preparatory meeting."),
      neededBy: "2026-06-30",
    },
  },
  {
    at: "2026-06-03T08:00:00.000Z",
    as: cameroon,
    on: "request:r-note",
    take: { type: "accept", code: "r-note", track: "t1" },
  },

  ...reflections,
]
