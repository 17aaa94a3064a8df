import type { plan } from "@demarche/workflows"
import { mandateCovers } from "@demarche/workplan/rules/mandates"
import { type OutputPromise, pathOf } from "@demarche/workplan/rules/paths"
import { defaultProcedure } from "@demarche/workplan/rules/procedure"
import { describe, expect, test } from "vitest"

const recorded = { id: "recorded", steps: [{ id: "record", is: "record", by: "coordinator" }] } as const
const meeting = { id: "meeting", steps: [{ id: "meeting", is: "meeting", of: ["msp"] }] } as const
const around = { procedure: { ...defaultProcedure, paths: [recorded, meeting] } } as unknown as plan.Context
const found = (item: object, ...promises: OutputPromise[]) =>
  pathOf({ outputs: ["o1-1", "o2-1"], ...item }, promises, around)
const stating = (deliverable: string, id: string, inferred = false) => ({
  deliverables: [deliverable],
  path: { id, inferred },
})

describe("the path of an item", () => {
  test("is its own, even where its outputs state another", () => {
    expect(found({ path: "meeting" }, stating("o1-1", "recorded"))).toMatchObject({
      path: { id: "meeting" },
      from: "own",
    })
  })

  test("else the one that its outputs state, where they agree", () => {
    const agreeing = [stating("o1-1", "meeting"), stating("o2-1", "meeting"), stating("o3-1", "recorded")]
    expect(found({}, ...agreeing)).toMatchObject({ path: { id: "meeting" }, from: "outputs" })
    expect(found({}, stating("o1-1", "meeting"), stating("o2-1", "recorded"))).toEqual({
      unclear: ["meeting", "recorded"],
    })
  })

  test("else the default, of a document alone", () => {
    expect(found({ kind: "document" })).toMatchObject({ path: { id: "recorded" }, from: "default" })
    expect(found({ kind: "event" })).toBeUndefined()
  })

  test("what a reader inferred is a suggestion, of the item, its outputs, and what it contributes to", () => {
    const suggested = [{ path: "meeting", pathInferred: true as const }, { outputsInferred: true as const }, {}]
    const promises = [[], [stating("o1-1", "meeting")], [stating("o1-1", "meeting", true)]]
    for (const [place, item] of suggested.entries())
      expect(found({ kind: "document", ...item }, ...promises[place]!)).toMatchObject({ path: { id: "recorded" } })
  })
})

describe("a mandate", () => {
  const people = [
    {
      id: "coordinator-austria",
      offices: [
        { office: "coordinator", party: "austria", from: "2025-09-20", to: "2026-09-18" },
        { office: "focalPoint", party: "austria", from: "2026-01-01" },
      ] as const,
    },
  ].map(({ id, offices }) => ({ id, offices: [...offices] }))
  const covers = (office: "coordinator" | "focalPoint" | "secretariat", instant: string, party?: string) =>
    mandateCovers(people, { person: "coordinator-austria", office, ...(party && { party }) }, instant, "Europe/Zurich")

  test("covers its first and its last day, as days of the plan's zone", () => {
    expect(covers("coordinator", "2025-09-19T21:59:59.000Z")).toBe(false)
    expect(covers("coordinator", "2025-09-19T22:00:00.000Z")).toBe(true)
    expect(covers("coordinator", "2026-09-18T21:59:59.999Z")).toBe(true)
    expect(covers("coordinator", "2026-09-18T22:00:00.000Z")).toBe(false)
  })

  test("without an end stays open", () => {
    expect(covers("focalPoint", "2031-01-01T12:00:00.000Z")).toBe(true)
    expect(covers("focalPoint", "2025-12-31T12:00:00.000Z")).toBe(false)
  })

  test("is for one office and one party", () => {
    expect(covers("secretariat", "2026-01-12T09:00:00.000Z")).toBe(false)
    expect(covers("coordinator", "2026-01-12T09:00:00.000Z", "austria")).toBe(true)
    expect(covers("coordinator", "2026-01-12T09:00:00.000Z", "cameroon")).toBe(false)
  })

  test("is not a stranger's", () => {
    const act = { person: "nobody", office: "coordinator" } as const
    expect(mandateCovers(people, act, "2026-01-12T09:00:00.000Z", "Europe/Zurich")).toBe(false)
  })
})
