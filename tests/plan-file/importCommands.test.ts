import { hash } from "node:crypto"
import { defineWorkflows } from "@demarche/engine"
import { differencesIn } from "@demarche/plan-file/differences"
import { type ImportStep, importCommandsOf } from "@demarche/plan-file/importCommands"
import { parsePlan } from "@demarche/plan-file/parse"
import { shippedProcedure } from "@demarche/plan-file/shippedProcedure"
import * as definitions from "@demarche/workflows"
import type { Meeting } from "@demarche/workflows/terms"
import { defaultProcedure } from "@demarche/workplan/rules/procedure"
import { describe, expect, test } from "vitest"
import { ccm, procedureIn, read, small } from "./bits.ts"

const workflows = defineWorkflows(definitions)

function importOf(text: string) {
  const { plan, warnings } = parsePlan(text, "yaml")
  return importCommandsOf(plan, warnings, (said) => hash("sha256", said, "base64url").slice(0, 10))
}

/** The command as its workflow reads it. @throws ZodError where it takes it not at all */
function readBy({ stream, command }: ImportStep): Record<string, unknown> {
  const schema = workflows.get(stream.split(":")[0]!)?.commands.get(command.type)
  return Object(schema?.parse(command))
}

/** The commands of an import as what stands after it: each read by its workflow, with the text that the file has now. */
function standing(text: string) {
  const { propose, activities, outputs } = importOf(text)
  return new Map([propose, ...activities, ...outputs].map((step) => [step.stream, readBy(step)]))
}

const underCcm = (more: string) => procedureIn("ccm").replace("title: First", `title: First, ${more}`)
const stated = underCcm("path: clearance, markers: {gender: principal}, refers: {lap: [1, 2]}")
const inferred = underCcm(
  "path: {value: clearance, inferred: true}, markers: {gender: {value: none, inferred: true}}, refers: {lap: {values: [3], inferred: true}}",
)
const first = (text: string) => readBy(importOf(text).activities[0]!)

describe("the import sends", () => {
  test("path, markers and references as they are stated", () => {
    const { path, pathInferred, markers, refers } = first(stated)
    expect({ path, pathInferred, markers, refers }).toEqual({
      path: "clearance",
      pathInferred: undefined,
      markers: { gender: "principal" },
      refers: { lap: [1, 2] },
    })
  })

  test("that a path is inferred", () => {
    expect(first(inferred)).toMatchObject({
      path: "clearance",
      pathInferred: true,
      markers: { gender: "none" },
      refers: { lap: [3] },
    })
  })

  test("none of them where the file says nothing", () => {
    const keys = Object.keys(first(small))
    for (const key of ["path", "pathInferred", "markers", "refers", "policy", "gender"]) expect(keys).not.toContain(key)
  })

  test("the whole procedure with the plan, and the kinds of its meetings", () => {
    const { procedure, meetings } = readBy(importOf(ccm).propose)
    expect(procedure).toMatchObject({ id: "ccm", consultation: "required" })
    expect(meetings).toMatchObject([{ id: "13msp", kind: "msp" }, { id: "3rc", kind: "review" }, { id: "lap-end" }])
    expect(Reflect.get(Object(meetings), "2")).not.toHaveProperty("kind")
  })

  test("an output's path as what a reader inferred", () => {
    const [o1, , , , o5] = importOf(ccm).outputs.map(readBy)
    expect(o1).toMatchObject({ path: "committee-meeting", pathInferred: true })
    expect(o5).toMatchObject({ path: "recorded", pathInferred: true })
  })

  test("every command of the delivered plan as its workflow takes it", () => {
    const { propose, people, activities, outputs, finish } = importOf(ccm)
    for (const step of [propose, ...people, ...activities, ...outputs, finish]) expect(() => readBy(step)).not.toThrow()
  })
})

test("the whole plan of the documentation is one, by the default rules", () => {
  const page = read("../../docs/plan-file.md")
  const text = page.match(/^```yaml\n([\s\S]*?)^```$/m)?.[1] ?? ""
  expect(text.match(/\n/g)).toHaveLength(11)
  const { propose, activities, finish } = importOf(text)
  expect(readBy(propose)).not.toHaveProperty("procedure")
  expect(readBy(activities[0]!)).toMatchObject({ kind: "document" })
  expect(() => readBy(finish)).not.toThrow()
})

describe("a file is compared with the plan", () => {
  const differing = (before: string, after: string, meetings?: Meeting[]) => {
    const planned = standing(before)
    const at = (meetings ?? Object(planned.get("plan:small")).meetings) as Meeting[]
    const found = [...differencesIn(importOf(after), planned, at)].filter((each) => each !== undefined)
    for (const { step } of found) if (step) readBy(step)
    return found.map(({ difference: { stream, fields }, step }) => ({ stream, fields, command: step?.command }))
  }
  const fieldsOf = (before: string, after: string) =>
    differing(before, after).flatMap(({ fields }) => fields.map(({ field }) => field))

  test("which says nothing new", () => {
    for (const text of [small, stated, inferred]) expect(differing(text, text)).toEqual([])
  })

  test("and its procedure is another", () => {
    const [found] = differing(small, procedureIn("ccm"))
    expect(found?.fields.map(({ field }) => field)).toEqual(["procedure"])
    expect(found?.command).toMatchObject({ type: "amend", procedure: { id: "ccm" } })
    const longer = procedureIn("{groups: {g: {}}, paths: {p: {steps: [{silence: g, days: 3}]}}}")
    expect(fieldsOf(longer, longer.replace("days: 3", "days: 4"))).toEqual(["procedure"])
  })

  test("and its procedure is taken out", () => {
    const [found] = differing(procedureIn("ccm"), small)
    expect(found?.command).toMatchObject({ type: "amend", procedure: defaultProcedure })
  })

  test("and what it said of path, markers and actions is taken out", () => {
    const [found] = differing(inferred, procedureIn("ccm"))
    expect(found?.fields.map(({ field }) => field).toSorted()).toEqual([
      "annotations",
      "markers",
      "path",
      "pathInferred",
      "refers",
    ])
    expect(found?.command).toMatchObject({ path: null, pathInferred: null, markers: {}, refers: {}, annotations: [] })
  })

  test("and a path that was inferred is stated", () => {
    const [found] = differing(inferred, inferred.replace("{value: clearance, inferred: true}", "clearance"))
    expect(found?.fields.map(({ field }) => field)).toEqual(["annotations", "pathInferred", "path"])
    expect(found?.command).not.toHaveProperty("path")
    expect(found?.command).toMatchObject({ pathInferred: null })
  })

  test("and a marker that was inferred is stated, by the same words", () => {
    const [found] = differing(inferred, inferred.replace("{value: none, inferred: true}", "none"))
    expect(found?.fields.map(({ field }) => field)).toEqual(["annotations", "markers"])
    expect(found?.command).toMatchObject({ markers: { gender: "none" } })
    expect(found?.command?.annotations).toEqual([
      { field: "path", inferred: true },
      { field: "refers.lap", inferred: true },
    ])
  })

  test("and what a reader inferred is another thing, still inferred", () => {
    const fed = inferred.replace("path:", "outputs: {refs: [o1], inferred: true}, path:")
    const outputs = "\noutputs: [{id: o1, number: 1, title: O, type: outcome, deliverables: [{id: d1, title: D}]}]\n"
    const [found] = differing(`${fed}${outputs}`, `${fed.replace("[o1]", "[d1]")}${outputs}`)
    expect(found?.command).toMatchObject({ outputs: ["d1"], outputsInferred: true, annotations: expect.anything() })
  })

  test("and it says other words, or none, of what no rule uses", () => {
    const worded = small.replace("kind: document", "text: Words, note: A note, kind: document")
    expect(differing(worded, worded.replace("A note", "Another"))[0]?.command).toMatchObject({
      wording: { text: "Words", note: "Another" },
    })
    expect(differing(worded, small)[0]?.command).toMatchObject({ wording: null })
    const ground = small.replace("  time_zone", "  source: {file: f.md}\n  background: [One, Two]\n  time_zone")
    expect(differing(ground, small)[0]?.command).toMatchObject({ source: null, background: [] })
    expect(differing(ground, ground)).toEqual([])
  })

  test("and another word for a meeting's kind does not undo that it was moved", () => {
    const before = procedureIn("ccm").replace("title: The meeting", "title: The meeting, kind: msp")
    const moved = [{ id: "meeting", title: "The meeting", kind: "msp", from: "2026-10-01", to: "2026-10-02" }]
    const [found] = differing(before, before.replace("kind: msp", "kind: review"), moved)
    expect(found?.command?.meetings).toEqual([{ ...moved[0], kind: "review" }])
    const [dated] = differing(before, before.replace("2026-09-14", "2026-09-15"), moved)
    expect(dated?.command?.meetings).toMatchObject([{ from: "2026-09-15" }])
  })
})

test("the shipped procedures are read once", () => {
  expect(shippedProcedure("ccm")).toBe(shippedProcedure("ccm"))
  expect(shippedProcedure("constructor")).toBeUndefined()
})
