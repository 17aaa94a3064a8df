import { defineWorkflows } from "@demarche/engine"
import * as definitions from "@demarche/workflows"
import { Deadline, Utc } from "@demarche/workflows/terms"
import { describe, expect, test } from "vitest"

const workflows = [...defineWorkflows(definitions).values()]
const offset = "2026-06-08T18:00:00+02:00"
const act = ["command", "by", "facts", "at", "received", "reason", "mandate", "version"]

describe("what is stored", () => {
  test.each([["activity"]])("%s: no event has a field that the act it comes of would cover", (name) => {
    expect(covered(name)).toEqual([])
  })
  test.each(workflows.map(({ name }) => name).filter((name) => name !== "activity"))(
    "%s: no event has a field that the act it comes of would cover",
    (name) => {
      expect(covered(name)).toEqual([])
    },
  )
  test("an instant is UTC to the millisecond, so that comparing the texts compares the instants", () => {
    expect(Utc.safeParse("2026-06-08T16:00:00.000Z").success).toBe(true)
    for (const written of ["2026-06-08T18:00:00.000+02:00", "2026-06-08T16:00:00Z", "2026-06-08T16:00Z", "2026-06-08"])
      expect(Utc.safeParse(written).success).toBe(false)
  })
  test("and none is stored in another form", () => {
    for (const [name, type, fields] of [
      ["access", "addKey", { hash: "k".repeat(43), label: "a program", office: "observer", expires: offset }],
      ["notice", "queue", { recipient: "anna", about: "x", kind: "y", notBefore: offset }],
      ["notice", "claim", { until: offset }],
      ["notice", "fail", { why: "421", retryAt: offset }],
    ] as const)
      expect(
        workflows
          .find((each) => each.name === name)!
          .commands.get(type)!
          .safeParse({ type, ...fields }).success,
      ).toBe(false)
    const closes = { at: offset, zone: "Europe/Zurich", wall: "2026-06-08T18:00" }
    expect(Deadline.safeParse(closes).success).toBe(false)
  })
})

function covered(name: string): string[] {
  const { Event } = workflows.find((workflow) => workflow.name === name) as unknown as {
    Event: { unwrap(): { options: { shape: Record<string, { value?: string }> }[] } }
  }
  return Event.unwrap().options.flatMap(({ shape }) =>
    Object.keys(shape)
      .filter((field) => act.includes(field))
      .map((field) => `${shape.type?.value}.${field}`),
  )
}
