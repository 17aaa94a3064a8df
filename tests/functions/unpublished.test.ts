import { entriesOf } from "@demarche/application/messages/bus"
import { expect, test } from "vitest"
import { commitOf, events } from "../stacks/patterns.ts"

test("of who signs in nothing reaches the bus but that a code is to be sent, as a pointer", () => {
  const published = events.filter(({ kind, type }) => entriesOf(commitOf(kind, type)).length > 0)
  expect(published.filter(({ kind }) => kind === "session")).toEqual([{ kind: "session", type: "CodeAsked" }])
  expect(events.filter((each) => !published.includes(each)).every(({ kind }) => kind === "session")).toBe(true)
  const secret = "s".repeat(43)
  const asked = commitOf("session", "CodeAsked")
  const [entry] = entriesOf({
    ...asked,
    events: [{ salt: secret, value: { type: "CodeAsked", salt: secret, code: secret } }],
  })
  expect(entry?.detail).not.toContain(secret)
})
