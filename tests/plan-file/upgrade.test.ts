import { readdirSync } from "node:fs"
import { isFormat1, upgradePlan } from "@demarche/past/planFile"
import { importCommandsOf } from "@demarche/plan-file/importCommands"
import { parsePlan } from "@demarche/plan-file/parse"
import { SCHEMA_LINE } from "@demarche/plan-file/planSchema"
import { rulesOf } from "@demarche/plan-file/procedure"
import { rewrite } from "@demarche/plan-file/rewrite"
import { describe, expect, test } from "vitest"
import { parse } from "yaml"
import { ccm, ccmOfFormat1, read, takenApart, upgraded, wrongs } from "./bits.ts"

const others = readdirSync(new URL("./others", import.meta.url))

/** Whatever a value says, each word and number of it, keys aside. */
function saidBy(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(saidBy) : [String(value)]
}

/** What format 2 says in other words. */
const reworded = new Set(
  "1 isu_clearance committee_silence committee_at_meeting states_parties_meeting coordinators_record meeting_of_states_parties review_conference intersessional_meeting committee_meeting genderFocalPoint".split(
    " ",
  ),
)

describe("the delivered plan", () => {
  test("upgraded from format 1 means what is delivered in format 2", () => {
    const note = (text: string) => text.replace("approval_policy below", "the path below")
    const written = /\n# The document, piece by piece[\s\S]*$(?![\s\S])|^ {8}text: "At least one concise.*\n/gm
    const [old, delivered] = [note(`${SCHEMA_LINE}\n${upgraded(ccmOfFormat1)}`), ccm.replace(written, "")].map((text) =>
      parsePlan(text, "yaml"),
    )
    expect(old).toEqual(delivered)
    const commands = [old, delivered].map((one) => importCommandsOf(one!.plan, one!.warnings, String))
    expect(commands[0]).toEqual(commands[1])
  })

  test("keeps its comments, and every line that says the same", () => {
    const lines = (text: string) => text.split("\n")
    const kept = new Set(lines(upgraded(ccmOfFormat1)))
    const [head = ""] = ccmOfFormat1.split("\nquarter_rule:")
    const changed = lines(head).filter((line) => !kept.has(line))
    const words =
      /schema_version|approval_policy|gender_marker|email: |genderFocalPoint|office: isu|kind: (meeting_of|review_)/
    expect(changed.filter((line) => !words.test(line))).toEqual([])
    expect(kept).toContain("  # ---- Track 2.2")
  })

  test("names what it leaves out", () => {
    expect(upgradePlan(parse(ccmOfFormat1)).left).toEqual(["quarter_rule", "lap_clusters"])
    const clusters: { range: number[]; topic: string }[] = parse(ccmOfFormat1).lap_clusters
    const shipped = parsePlan(ccm, "yaml").plan
    expect(rulesOf(shipped).actionPlans[0]?.clusters).toEqual(
      clusters.map(({ range: [from, to], topic }) => expect.objectContaining({ from, to, topic: { en: topic } })),
    )
  })
})

describe("plans of other bodies", () => {
  test.each(others)("%s is upgraded without loss and is a plan", (file) => {
    const text = read(`./others/${file}`)
    expect(wrongs(text)).toEqual([expect.stringContaining("schema_version this is format 1")])
    expect(wrongs(upgraded(text))).toEqual([])
    const now = saidBy(parse(upgraded(text)))
    const lost = saidBy(parse(text)).filter((said) => !reworded.has(said) && !now.includes(said))
    expect(lost).toEqual([])
    expect(upgradePlan(parse(text)).left).toEqual([])
  })

  test("are run by the Convention's procedure where format 1 had them use it, else by rules of their own", () => {
    const procedures = others.map((file) => [file.slice(0, 4), parse(upgraded(read(`./others/${file}`))).procedure])
    expect(Object.fromEntries(procedures)).toEqual({
      apmb: "ccm",
      "att-": "ccm",
      "bwc-": "ccm",
      "cbd-": { meetings: { msp: "Meeting of States Parties", intersessional: "Intersessional meeting" } },
      ietf: undefined,
    })
  })
})

describe("a name of format 1", () => {
  const activity = (more: string) => {
    const value: unknown = upgradePlan(parse(`{schema_version: 1, activities: [{id: a, ${more}}]}`)).value
    return Reflect.get(Object(value), "activities")[0]
  }

  test.each([
    ["approval_policy: coordinators_record", { path: "recorded" }],
    ["approval_policy: isuClearance", { path: "clearance" }],
    [
      "approval_policy: {value: committee_silence, inferred: true, basis: b}",
      { path: { value: "committee", inferred: true, basis: "b" } },
    ],
    ["approval_policy: committeeMeeting", { path: "committee-meeting" }],
    ["approval_policy: states_parties_meeting", { path: "meeting" }],
    ["gender_marker: {value: none, inferred: true}", { markers: { gender: { value: "none", inferred: true } } }],
    ["lap_actions: [1, 2]", { refers: { lap: [1, 2] } }],
    ["lap_actions: {values: [1], inferred: true}", { refers: { lap: { values: [1], inferred: true } } }],
    ["colour: red", { colour: "red" }],
  ])("%s", (written, expected) => {
    expect(activity(written)).toEqual({ id: "a", ...expected })
  })

  test("of an office, wherever one stands, and nowhere else", () => {
    const old = `{schema_version: 1, reminders: {overdue: [{after: 7, copy: [isu]}], weekly: {after: 14, to: [genderFocalPoint]}, before: [7]},
      actors: [{id: isu, title: isu, roles: [gender_focal_point, coordinator]}], people: [{id: isu, email: isu@b.example, offices: [{office: isu, party: isu}]}]}`
    expect(upgradePlan(parse(old)).value).toEqual({
      schema_version: 2,
      procedure: "ccm",
      reminders: {
        overdue: [{ after: 7, copy: ["secretariat"] }],
        weekly: { after: 14, to: ["focalPoint"] },
        before: [7],
      },
      actors: [{ id: "isu", title: "isu", roles: ["focalPoint", "coordinator"] }],
      people: [{ id: "isu", address: "isu@b.example", offices: [{ office: "secretariat", party: "isu" }] }],
    })
  })

  test.each(["text", null, 5, [1], { schema_version: 2 }, { schema_version: "1" }])(
    "%j is not of format 1",
    (value) => {
      expect(isFormat1(value)).toBe(false)
    },
  )

  test("in a file that is no plan is upgraded all the same", () => {
    for (const activities of [
      "5",
      "[5, text, [a]]",
      "{a: 1}",
      "[{approval_policy: [1, {}]}]",
      "[{gender_marker: null}]",
    ])
      expect(() => upgradePlan(parse(`{schema_version: 1, activities: ${activities}, people: 3}`))).not.toThrow()
  })
})

describe("a file is rewritten", () => {
  const value = (text: string, change: (given: Record<string, unknown>) => unknown) =>
    rewrite(text, "yaml", (given) => change(Object(given)))

  test("with its comments, its brackets and its quotes", () => {
    const text = "# head\na: 1 # one\nb: [x, 'y']\nc: [ z ]\n\n# tail\nd: {e: f}\n"
    expect(value(text, (given) => ({ ...given, a: 2 }))).toBe(text.replace("1", "2"))
  })

  test("where a list grows, a key goes and aliases stand", () => {
    const text = "a: &x [1, 2]\nb: *x\nc: 3\n"
    expect(parse(value(text, ({ a, b }) => ({ a: [0], b, d: a })))).toEqual({ a: [0], b: [1, 2], d: [1, 2] })
  })

  test("as JSON where it is JSON", () => {
    expect(rewrite('{"a":1}', "json", () => ({ a: 2 }))).toBe('{\n  "a": 2\n}\n')
  })

  test("but for what cannot be read", () => {
    expect(() => rewrite("a: [", "yaml", () => ({}))).toThrow(/1:\d/)
  })
})

test("the same document taken apart by somebody else is upgraded too", () => {
  expect(wrongs(takenApart)).toEqual([])
})
