import { view } from "@demarche/engine"
import { access } from "@demarche/workflows"
import { expect, test } from "vitest"
import { austria, clock, ireland, isu, june, observer, peru, presidency, system, text, unidir } from "./actors.ts"
import { specification } from "./specification.ts"

const { workflow, given, expectAllTold } = specification("access", access, {
  by: isu,
  at: june(1),
  facts: { mandated: true },
})

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
    expect(workflow.commands.get("addKey")!.safeParse({ type: "addKey", ...key, office }).success).toBe(false)
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
    workflow.deadlines(view(workflow, { value: state, context: { ...(expires && { expires }) } }))
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

const feed = { hash: text("f") }
const subscribed = { type: "FeedAdded", ...feed, person: ireland.person, office: "delegate", by: ireland }

test("whoever holds an office asks for a calendar feed of their own, in their own name", () => {
  given()
    .when({ type: "addFeed", ...feed }, { by: ireland })
    .then({ type: "FeedAdded", ...feed, person: "iarla", office: "delegate", visibility: "restricted" })
    .ends("subscribed")
  for (const by of [austria, presidency, isu, observer, unidir])
    given()
      .when({ type: "addFeed", ...feed }, { by })
      .then({ type: "FeedAdded", person: by.person, office: by.office })
  expect(workflow.commands.get("addFeed")!.safeParse({ type: "addFeed", ...feed, person: "anna" }).success).toBe(false)
})
test("nobody does whose mandate does not cover the day, nor the engine", () => {
  given()
    .when({ type: "addFeed", ...feed }, { by: ireland, facts: { mandated: false } })
    .rejected("OFFICE")
  given()
    .when({ type: "addFeed", ...feed }, { by: system })
    .rejected("OFFICE")
})
test("asking again gives another token in place of the one before, to the same person alone", () => {
  given(subscribed)
    .when({ type: "addFeed", hash: text("g") }, { by: ireland })
    .then({ type: "FeedAdded", hash: text("g"), person: "iarla" })
    .ends("subscribed")
  for (const by of [isu, peru])
    given(subscribed)
      .when({ type: "addFeed", ...feed }, { by })
      .rejected("NOT_YOUR_FEED")
})
test("a feed is revoked by its person or by the ISU, without giving a reason", () => {
  for (const by of [ireland, isu])
    given(subscribed)
      .when({ type: "revokeFeed" }, { by })
      .then({ type: "FeedRevoked", visibility: "restricted" })
      .ends("unsubscribed")
  for (const by of [peru, presidency]) given(subscribed).when({ type: "revokeFeed" }, { by }).rejected("NOT_YOUR_FEED")
})
test("a feed that was revoked is asked for anew by the same person", () => {
  const revoked = [subscribed, { type: "FeedRevoked", by: ireland }]
  given(...revoked)
    .when({ type: "revokeFeed" }, { by: ireland })
    .rejected("NOT_NOW")
  given(...revoked)
    .when({ type: "addFeed", ...feed }, { by: ireland })
    .then({ type: "FeedAdded" })
    .ends("subscribed")
  given(...revoked)
    .when({ type: "addFeed", ...feed }, { by: isu })
    .rejected("NOT_YOUR_FEED")
})
test("a feed is no key, and a key no feed", () => {
  given(subscribed).when({ type: "revokeKey" }, because).rejected("NOT_NOW")
  given(added).when({ type: "revokeFeed" }).rejected("NOT_NOW")
  given(added)
    .when({ type: "addFeed", ...feed })
    .rejected("NOT_NOW")
})

test("every rule was refused and satisfied, every command taken, every state reached", () => {
  expectAllTold()
})
