import { defineWorkflow } from "@demarche/engine"
import * as definitions from "@demarche/workflows"
import { Instant } from "@demarche/workflows/terms"
import { describe, expect, test } from "vitest"

const workflows = Object.entries(definitions).map(([name, definition]) => defineWorkflow(name, definition))
const act = ["command", "by", "facts", "at", "received", "reason", "mandate", "version"]

describe("what is stored", () => {
  test.fails.each([["activity"]])("%s: no event has a field that the act it comes of would cover", (name) => {
    expect(covered(name)).toEqual([])
  })
  test.each(workflows.map(({ name }) => name).filter((name) => name !== "activity"))(
    "%s: no event has a field that the act it comes of would cover",
    (name) => {
      expect(covered(name)).toEqual([])
    },
  )
  test.fails("an instant in an event is UTC to the millisecond, as the instants it is compared with", () => {
    expect(Instant.safeParse("2026-06-08T16:00:00.000Z").success).toBe(true)
    const read = Instant.safeParse("2026-06-08T18:00:00+02:00")
    expect(read.success ? read.data : "refused").toMatch(/^(2026-06-08T16:00:00\.000Z|refused)$/)
  })
})

function covered(name: string): string[] {
  const { Event } = workflows.find((workflow) => workflow.name === name) as unknown as {
    Event: { options: { shape: Record<string, { value?: string }> }[] }
  }
  return Event.options.flatMap(({ shape }) =>
    Object.keys(shape)
      .filter((field) => act.includes(field))
      .map((field) => `${shape.type?.value}.${field}`),
  )
}
