import { webhook } from "@demarche/workflows"
import { describe, expect, test } from "vitest"
import { austria, isu, june, system } from "./actors.ts"
import { specification } from "./specification.ts"

const { workflow, given, foldOf, expectAllTold } = specification("webhook", webhook, {
  by: isu,
  at: june(1),
  facts: { mandated: true },
})

const register = workflow.commands.get("register")!
const hidden = { visibility: "restricted" }
const endpoint = { url: "https://unidir.example/hook", label: "UNIDIR’s tracker", sees: "public" }
const registered = { type: "WebhookRegistered", ...endpoint }
const disabled = { type: "WebhookDisabled", why: "it took nothing" }
const removed = { type: "WebhookRemoved" }

describe("a webhook", () => {
  test("is the secretariat's to keep, and nobody else's", () => {
    given()
      .when({ type: "register", ...endpoint })
      .then({ ...registered, ...hidden })
      .ends("active")
    given()
      .when({ type: "register", ...endpoint }, { by: austria })
      .rejected("OFFICE")
    for (const type of ["change", "rotateSecret", "enable", "remove"])
      given(registered, disabled)
        .when({ type, ...(type === "change" && { label: "x" }) }, { by: system })
        .rejected("OFFICE")
  })
  test("sees what is public, where nothing else is said", () => {
    const { url, label } = endpoint
    given()
      .when({ type: "register", url, label })
      .then({ ...registered, sees: "public" })
  })
  test("is changed and has its secret replaced, whether it is called or not", () => {
    for (const past of [[registered], [registered, disabled]]) {
      given(...past)
        .when({ type: "change", types: ["Agreed"] })
        .then({ type: "WebhookChanged", types: ["Agreed"], ...hidden })
      given(...past)
        .when({ type: "rotateSecret" })
        .then({ type: "SecretRotated", ...hidden })
    }
  })
  test("listens to all again where its types are taken back, and a change of nothing is none", () => {
    given({ ...registered, types: ["Agreed"] })
      .when({ type: "change", types: null })
      .then({ type: "WebhookChanged", types: null })
    const { context } = foldOf({ ...registered, types: ["Agreed"] }, { type: "WebhookChanged", types: null })
    expect(context).toMatchObject({ ...endpoint, types: undefined })
    given(registered).when({ type: "change" }).then()
  })
  test("is switched off, by the engine too, and on again", () => {
    for (const by of [isu, system])
      given(registered)
        .when({ type: "disable", why: "it took nothing" }, { by })
        .then({ ...disabled, ...hidden })
        .ends("disabled")
    given(registered, disabled).when({ type: "disable", why: "again" }).rejected("NOT_NOW")
    given(registered, disabled)
      .when({ type: "enable" })
      .then({ type: "WebhookEnabled", ...hidden })
      .ends("active")
    given(registered).when({ type: "enable" }).rejected("NOT_NOW")
  })
  test("is removed for good", () => {
    for (const past of [[registered], [registered, disabled]])
      given(...past)
        .when({ type: "remove" })
        .then({ ...removed, ...hidden })
        .ends("removed")
    for (const type of ["enable", "remove", "rotateSecret", "change"])
      given(registered, removed)
        .when({ type, ...(type === "change" && { label: "x" }) })
        .rejected("NOT_NOW")
  })
  test.each([
    "http://unidir.example/hook",
    "ftp://unidir.example/hook",
    "https://user:secret@unidir.example/hook",
    "https://unidir.example/hook#part",
    "unidir.example",
    `https://unidir.example/${"x".repeat(500)}`,
    "http://localhost.example/hook",
  ])("has no address like %s", (url) => {
    expect(register.safeParse({ type: "register", ...endpoint, url }).success).toBe(false)
  })
  test("may be on this machine's own loopback address without TLS", () => {
    for (const host of ["localhost", "127.0.0.1:8080", "[::1]:80"])
      expect(register.safeParse({ type: "register", ...endpoint, url: `http://${host}/` }).success).toBe(true)
  })
  test("listens to events that there are", () => {
    for (const types of [["Agreed"], ["SilencePassed", "MeetingMoved", "Fulfilled", "RequestSubmitted"]])
      expect(register.safeParse({ type: "register", ...endpoint, types }).success).toBe(true)
    for (const types of [[], ["Agreedd"], ["NoticeSent"], ["KeyAdded"]])
      expect(register.safeParse({ type: "register", ...endpoint, types }).success).toBe(false)
  })
  test("time decides nothing about it", () => {
    expect(webhook.deadlines()).toEqual([])
  })
})

test("every rule was refused and satisfied, every command taken, every state reached", () => {
  expectAllTold()
})
