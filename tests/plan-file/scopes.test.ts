import { differencesIn } from "@demarche/plan-file/differences"
import { importCommandsOf } from "@demarche/plan-file/importCommands"
import { parsePlan } from "@demarche/plan-file/parse"
import { peopleDifferences, type StandingPerson } from "@demarche/plan-file/peopleDifferences"
import { describe, expect, test } from "vitest"
import { small, wrongs } from "./bits.ts"

const first = (more: string) => small.replace("title: First", `title: First, ${more}`)
const holding = (office: string) => `${small}people:
  - id: x
    name: X
    language: en
    zone: UTC
    offices:
      - {${office}, from: "2026-01-01"}
`
const importOf = (text: string) => {
  const { plan, warnings } = parsePlan(text, "yaml")
  return { file: plan, ...importCommandsOf(plan, warnings, (said) => said) }
}

describe("a mandate in a file", () => {
  test.each([
    "office: coordinator, party: austria, track: t1",
    "office: chair, track: t1",
    "office: chair, activity: a2",
  ])("is for a part of the plan: %s", (office) => {
    expect(wrongs(holding(office))).toEqual([])
    expect(importOf(holding(office)).people[0]?.command.offices).toEqual([
      Object.fromEntries([...office.split(", "), "from: 2026-01-01"].map((field) => field.split(": "))),
    ])
  })

  test.each([
    [
      "office: chair",
      "23:18 people[0].offices[0].office this office is held for a part of the plan: name its track or its activity",
    ],
    ["office: chair, party: austria", "23:18 people[0].offices[0].office this office is held for a part"],
    [
      "office: chair, track: t1, activity: a1",
      "23:46 people[0].offices[0].activity a mandate is for a track or for an activity, not for both",
    ],
    ["office: chair, track: t9", '23:32 people[0].offices[0].track there is no track "t9" in this file'],
    ["office: chair, activity: t1", '23:35 people[0].offices[0].activity there is no activity "t1" in this file'],
  ])("is refused with its place: %s", (office, expected) => {
    expect(wrongs(holding(office))).toEqual([expect.stringContaining(expected)])
  })
})

describe("who leads, supports and owns", () => {
  const said =
    "lead: [austria, focal_point], support: {refs: [secretariat], inferred: true}, owner: {ref: chair, inferred: true}"
  test("is recorded as it is said, offices by their own names, and marked where it is inferred", () => {
    expect(importOf(first(said)).activities[0]?.command).toMatchObject({
      lead: ["austria", "focalPoint"],
      support: ["secretariat"],
      supportInferred: true,
      owner: "chair",
      ownerInferred: true,
    })
    expect(Object.keys(importOf(small).activities[0]?.command ?? {})).not.toContain("lead")
  })
  test("is taken out again, and stated once it was inferred", () => {
    const was = importOf(first(said))
    const stands = new Map([was.propose, ...was.activities].map(({ stream, command }) => [stream, command]))
    const changed = (text: string) => {
      const [difference] = [...differencesIn(importOf(text), stands, [])].flatMap((each) => each?.step ?? [])
      return { ...difference?.command, written: undefined, type: undefined }
    }
    expect(changed(small)).toMatchObject({
      lead: [],
      support: [],
      supportInferred: null,
      owner: null,
      ownerInferred: null,
    })
    expect(changed(first(said.replace("ref: chair, inferred: true", "ref: chair")))).toEqual({ ownerInferred: null })
  })
  test.each([
    ["lead: [nobody]", 'lead[0] there is no actor or office "nobody"'],
    ["owner: t1", 'owner there is no actor or office "t1"'],
    ["support: [clock]", 'support[0] there is no actor or office "clock"'],
  ])("is somebody of the plan: %s", (more, expected) => {
    expect(wrongs(first(more))).toEqual([expect.stringContaining(expected)])
  })
})

test("a part that changes is another mandate: one to be granted, and one to be ended by hand", () => {
  const { file, people, propose } = importOf(holding("office: chair, track: t1"))
  const [person] = file.people
  const standing = [
    { ...person, address: undefined, vacation: [], offices: [{ office: "chair", activity: "a1", from: "2026-01-01" }] },
  ] as never as StandingPerson[]
  const found = peopleDifferences(propose.stream, file.people, standing, people, "2026-06-01")
  expect(found.map(({ difference, step }) => [difference.fields[0]?.field, difference.taken, step?.command])).toEqual([
    [
      "people.x.offices.chair t1",
      true,
      { type: "grantMandate", person: "x", office: "chair", track: "t1", from: "2026-01-01" },
    ],
    ["people.x.offices.chair a1", false, undefined],
  ])
})
