import { defineWorkflows } from "@demarche/engine"
import { fingerprint } from "@demarche/engine/request"
import * as definitions from "@demarche/workflows"
import { expect, test } from "vitest"

const asked = {
  stream: "plan:kept",
  command: { type: "anything" },
  by: { person: "p", office: "secretariat" },
  correlation: "c",
} as const
const bare = '["plan:kept",{"person":"p","office":"secretariat"},null,null,null,null,{"type":"anything"}]'
const full =
  '["plan:kept",{"person":"p","office":"secretariat"},"2026-06-01","2026-06-02","a reason","a mandate",{"type":"anything"}]'

/** By these a record that is kept knows a command again: what it says of nothing new stays as it is, whatever acts record since. */
test.each([...defineWorkflows(definitions)])("a command of %s is known again by what it always was", (_, workflow) => {
  expect(fingerprint(workflow, asked, asked.command)).toBe(bare)
  const said = { occurredAt: "2026-06-01", receivedAt: "2026-06-02", reason: "a reason", mandate: "a mandate" }
  expect(fingerprint(workflow, { ...asked, ...said }, asked.command)).toBe(full)
})
