import { warningText } from "@demarche/i18n"
import { parsePlan } from "@demarche/plan-file/parse"
import { describe, expect, test } from "vitest"
import { ccm, lineOf, procedureIn, small, takenApart } from "./bits.ts"

/** The line of the first key of that name after the item of that id. */
function after(item: string, key: string): number {
  const start = lineOf(ccm, item)
  return (
    start +
    ccm
      .split("\n")
      .slice(start)
      .findIndex((line) => line.trim().startsWith(key)) +
    1
  )
}

const documentOf = (id: string) => after(`id: ${id}`, "deliverable:")
const scheduleOf = (id: string) => after(`id: ${id}`, "schedule:")

describe("story 1: the import keeps the truth and flags what is odd", () => {
  const { warnings } = parsePlan(ccm, "yaml")
  const flagged = (code: string) => warnings.filter((warning) => warning.code === code)

  test("each trap, on its line", () => {
    const expected: [code: string, line: number][] = [
      ["TRACK_COUNT", lineOf(ccm, "id: t2-2")],
      ["EVENT_MISMATCH", lineOf(ccm, "id: 13msp")],
      ["QUARTER_GAP", lineOf(ccm, "code: QUARTER_GAP")],
      ["NO_APPROVER", lineOf(ccm, "code: NO_APPROVER")],
      ["UNKNOWN_ACTOR", lineOf(ccm, "id: other-committees")],
      ["DANGLING_REFERENCE", lineOf(ccm, "id: tl-q2-2")],
      ["COUNT_MISMATCH", lineOf(ccm, "id: o5-1")],
      ["WORDED_AS_ACTIVITY", lineOf(ccm, "id: o3-3")],
      ["WORDED_AS_ACTIVITY", lineOf(ccm, "id: o4-2")],
      ["NO_ACTIVITY", lineOf(ccm, "id: o4-1")],
      ["NO_QUARTER", ccm.split("\n").indexOf("activities:") + 1],
      ["NO_OWNER", ccm.split("\n").indexOf("outputs:") + 1],
      ["AMBIGUOUS_ACTOR", lineOf(ccm, "id: multistakeholders")],
      ["AMBIGUOUS_ACTOR", lineOf(ccm, "id: civil-military")],
      ["AMBIGUOUS_ACTOR", lineOf(ccm, "id: relevant-partners")],
      ["TIMELINE_REPEATS", lineOf(ccm, "id: tl-q1-1")],
      ["TIMELINE_REPEATS", lineOf(ccm, "id: tl-q2-1")],
      ["TIMELINE_REPEATS", lineOf(ccm, "id: tl-q2-2")],
      ["NOT_AN_OUTPUT", documentOf("t2-a2")],
      ["NOT_AN_OUTPUT", documentOf("t2-a3")],
      ["DUE_AFTER_DOCUMENT_DEADLINE", scheduleOf("x-q3-1")],
      ["DUE_AFTER_DOCUMENT_DEADLINE", scheduleOf("x-q3-2")],
      ["DUE_AFTER_DOCUMENT_DEADLINE", after("id: o2", "due:")],
      ["MEETING_DAYS_UNKNOWN", lineOf(ccm, "id: 3rc")],
      ["LONE_SUB_ITEM", lineOf(ccm, "id: obj-1a")],
    ]
    const told = warnings.map(({ code, line }) => `${line} ${code}`)
    expect(told.toSorted()).toEqual(expected.map(([code, line]) => `${line} ${code}`).toSorted())
    expect(warnings.map(({ line }) => line)).toEqual(warnings.map(({ line }) => line).toSorted((a, b) => a - b))
  })

  test("11 of 14 track activities have no quarter, and which", () => {
    const [warning] = flagged("NO_QUARTER")
    expect(warning && warningText("en", warning)).toBe("11 of 14 activities of the tracks have no quarter")
    expect(warning?.items).toHaveLength(11)
    expect(warning?.items).not.toContain("t2-a2")
  })

  test("an activity that has a date of another form lacks no quarter", () => {
    const dated = ccm.replace("schedule: { quarters: [], note:", "schedule: { dates: [{ words: 4 May 2026 }], note:")
    const [warning] = parsePlan(dated, "yaml").warnings.filter(({ code }) => code === "NO_QUARTER")
    expect(warning?.items).toHaveLength(10)
  })

  test("what is counted agrees with its verb, down to one of one", () => {
    const told = (count: number, of: number, language: "en" | "fr") =>
      warningText(language, { code: "NO_QUARTER", values: { of }, items: Array<string>(count).fill("a") })
    expect(told(1, 1, "en")).toBe("1 of 1 activity of the tracks has no quarter")
    expect(told(1, 14, "en")).toBe("1 of 14 activities of the tracks has no quarter")
    expect(told(1, 1, "fr")).toBe("1 activité sur 1 des volets n’est rattachée à aucun trimestre")
    expect(told(2, 14, "fr")).toBe("2 activités sur 14 des volets ne sont rattachées à aucun trimestre")
  })

  test("three timeline lines repeat track activities, two of them losing a clause", () => {
    expect(flagged("TIMELINE_REPEATS").map(({ items }) => items)).toEqual([["t1-a1"], ["t2-a2"], ["t2-a3"]])
    const notes = flagged("TIMELINE_REPEATS").map((warning) => warningText("en", warning))
    expect(notes.map((note) => note.includes("loses a clause"))).toEqual([false, true, true])
  })

  test("the end of Q3 comes after the latest day the document deadline can be, and then after the day it is", () => {
    const of = (text: string) =>
      parsePlan(text, "yaml")
        .warnings.filter(({ code }) => code === "DUE_AFTER_DOCUMENT_DEADLINE")
        .map((warning) => warningText("en", warning))[0]
    const dated = (from: string, to: string) =>
      ccm.replace(/precision: month\n( +)month: "2026-09"/, `from: "${from}"\n$1to: "${to}"`)
    expect(of(ccm)).toContain("on 22 July 2026 at the latest")
    const set = dated("2026-09-14", "2026-09-18")
    expect(of(set)).toMatch(/on 6 July 2026$/)
    const late = dated("2026-12-14", "2026-12-18")
    expect(of(late)).toBeUndefined()
  })

  test("what only a reader sees keeps the reader's quote and note", () => {
    expect(flagged("TRACK_COUNT")).toEqual([
      {
        code: "TRACK_COUNT",
        path: "tracks[2]",
        line: lineOf(ccm, "id: t2-2"),
        quote: "the Coordinators will pursue two complementary tracks of work",
        note: "three numbered tracks (1, 2, 3) plus 2.2 and 2.3 follow; there is no 2.1",
        about: "t2-2",
      },
    ])
  })
})

describe("without a reader's warnings", () => {
  test("the data shows by itself what can be computed", () => {
    const unread = ccm.replace(/ {2}warnings:\n( {4}.*\n)+/, "")
    const { warnings } = parsePlan(unread, "yaml")
    const notes = (code: string) =>
      warnings.filter((warning) => warning.code === code).map((warning) => warningText("en", warning))
    expect(notes("TRACK_COUNT")).toEqual(["there is a track 2.2, but no 2.1"])
    expect(notes("EVENT_MISMATCH")).toEqual([
      "“13th MSP” ended on 19 September 2025, before every quarter of the timeline",
    ])
    expect(notes("QUARTER_GAP")).toEqual(["the cycle has quarters without a line in the timeline: Q4 2025"])
    expect(notes("NO_APPROVER")).toEqual(["the document does not say who approves 5 of 5 outputs"])
    expect(notes("UNKNOWN_ACTOR")).toEqual(["the document does not say who “other Committees” are"])
  })

  test("a plan with nothing odd has none", () => {
    const even = small
      .replace("quarters: []", "quarters: [2026-Q3]")
      .replace("activities:", '  - {id: t1-1, number: "1.1", title: Its first part}\nactivities:')
    expect(parsePlan(even, "yaml").warnings).toEqual([])
  })
})

test("a reader's warning about one item leaves those about others standing", () => {
  const one = ccm.replace(/UNKNOWN_ACTOR(\n +about: )other-committees/, "AMBIGUOUS_ACTOR$1relevant-partners")
  const codes = parsePlan(one, "yaml").warnings.map(({ code }) => code)
  expect(codes.filter((code) => code === "AMBIGUOUS_ACTOR")).toHaveLength(3)
  expect(codes.filter((code) => code === "UNKNOWN_ACTOR")).toHaveLength(1)
})

test("another reader's file gets the same traps", () => {
  const codes = new Set(parsePlan(takenApart, "yaml").warnings.map(({ code }) => code))
  expect(codes).toEqual(
    new Set([
      "TRACK_COUNT",
      "EVENT_MISMATCH",
      "QUARTER_GAP",
      "NO_APPROVER",
      "UNKNOWN_ACTOR",
      "NO_QUARTER",
      "NO_OWNER",
      "AMBIGUOUS_ACTOR",
      "TIMELINE_REPEATS",
      "NOT_AN_OUTPUT",
      "DUE_AFTER_DOCUMENT_DEADLINE",
      "MEETING_DAYS_UNKNOWN",
      "LONE_SUB_ITEM",
    ]),
  )
})

test("a group that a silence addresses and nobody lists is told", () => {
  const unlisted = (text: string) =>
    parsePlan(text, "yaml")
      .warnings.filter(({ code }) => code === "GROUP_UNLISTED")
      .map(({ line, items }) => [line, items])
  const ietf = procedureIn("ietf").replace(
    "title: Austria",
    "title: Austria, kind: state_party}\n  - {id: working-group, title: All",
  )
  expect(unlisted(ietf)).toEqual([[2, ["working-group"]]])
  expect(unlisted(`${ietf}bodies: [{id: working-group, members: [austria]}]\n`)).toEqual([])
  expect(unlisted(procedureIn("ccm"))).toEqual([])
  expect(unlisted(procedureIn("{groups: {g: {}}}"))).toEqual([])
})
