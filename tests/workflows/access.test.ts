import { access } from "@demarche/workflows"
import { expect, test } from "vitest"
import { austria, clock, isu, june, presidency, system, text } from "./cast.ts"
import { telling } from "./telling.ts"

const { given, expectAllTold } = telling("access", access, { by: isu, at: june(1), facts: { mandated: true } })

const because = { reason: "the laptop was lost" }
const key = { hash: text("k"), label: "The statistics program", office: "observer" }
const added = { type: "KeyAdded", ...key }

test("the secretariat gives a program a key to one office, until it expires", () => {
  given()
    .when({ type: "addKey", ...key, party: "at", plans: ["ccm-gso-2025-2026"], expires: june(30) })
    .then({
      type: "KeyAdded",
      ...key,
      party: "at",
      plans: ["ccm-gso-2025-2026"],
      expires: june(30),
      visibility: "restricted",
    })
    .ends("active")
  given()
    .when({ type: "addKey", ...key }, { by: system })
    .then({ type: "KeyAdded" })
})
test("nobody else does", () => {
  for (const by of [austria, presidency])
    given()
      .when({ type: "addKey", ...key }, { by })
      .rejected("OFFICE")
})
test("no key stands for the clock or for the engine itself", () => {
  for (const office of ["clock", "system"])
    expect(access.Command.safeParse({ type: "addKey", ...key, office }).success).toBe(false)
})
test("a key is revoked with a reason, once", () => {
  given(added).when({ type: "revokeKey" }).rejected("REASON")
  given(added)
    .when({ type: "revokeKey" }, because)
    .then({ type: "KeyRevoked", visibility: "restricted" })
    .ends("revoked")
  given(added, { type: "KeyRevoked", ...because })
    .when({ type: "revokeKey" }, because)
    .rejected("NOT_NOW")
})
test("a key ends at its instant", () => {
  const until = (state: string, expires?: string) =>
    access.deadlines({ state, substate: undefined, context: { ...(expires && { expires }) } })
  expect(until("active", june(30))).toEqual([{ at: june(30), event: { type: "KeyExpired", visibility: "restricted" } }])
  expect(until("active")).toEqual([])
  expect(until("revoked", june(30))).toEqual([])
  const expired = { type: "KeyExpired", by: clock, at: june(30) }
  given(added, expired).ends("expired")
  given(added, expired).when({ type: "revokeKey" }, because).rejected("NOT_NOW")
  given(added, expired)
    .when({ type: "addKey", ...key })
    .rejected("NOT_NOW")
})

test("every rule was refused and satisfied, every command taken, every state reached", () => {
  expectAllTold()
})
