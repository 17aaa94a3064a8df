import type { Policy } from "@demarche/workflows/terms"
import { mandateCovers, policyOf } from "@demarche/workplan/rules/mandates"
import { describe, expect, test } from "vitest"

const said = (value: Policy) => ({ value, inferred: false })
const inferred = (value: Policy) => ({ value, inferred: true })

describe("the approval policy", () => {
  test("is the activity's own, even where its outputs are stricter", () => {
    const policy = policyOf(said("isuClearance"), [said("statesPartiesMeeting")])
    expect(policy).toEqual({ policy: "isuClearance", policyAssumed: false })
  })

  test("else the strictest of its outputs'", () => {
    const outputs = [said("committeeSilence"), said("committeeMeeting"), said("coordinatorsRecord")]
    expect(policyOf(undefined, outputs)).toEqual({ policy: "committeeMeeting", policyAssumed: false })
  })

  test("else the coordinators' record, which nobody said", () => {
    expect(policyOf(undefined, [])).toEqual({ policy: "coordinatorsRecord", policyAssumed: true })
  })

  test("is assumed where only a reader inferred it", () => {
    expect(policyOf(inferred("isuClearance"), []).policyAssumed).toBe(true)
    expect(policyOf(undefined, [inferred("committeeSilence"), said("isuClearance")])).toEqual({
      policy: "committeeSilence",
      policyAssumed: true,
    })
    expect(policyOf(undefined, [inferred("committeeSilence"), said("committeeSilence")]).policyAssumed).toBe(false)
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
