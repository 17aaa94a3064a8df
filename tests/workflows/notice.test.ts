import { view } from "@demarche/engine"
import { notice } from "@demarche/workflows"
import { describe, expect, test } from "vitest"
import { austria, clock, isu, june, system, text } from "./actors.ts"
import { specification } from "./specification.ts"

const { workflow, given, expectAllTold } = specification("notice", notice, {
  by: system,
  at: june(1),
  facts: { mandated: true },
})

const hidden = { visibility: "restricted" }
const letter = { recipient: "anna", about: "ccm-gso-2025-2026.t2-a2", kind: "silenceOpened", notBefore: june(1, 9) }
const queued = { type: "NoticeQueued", ...letter }
const claimed = { type: "NoticeClaimed", until: june(1, 10, 5) }
const failed = { type: "NoticeFailed", why: "421 try again later", retryAt: june(1, 12) }
const sent = { type: "NoticeSent", letter: text("l"), messageId: "<1@demarche>" }
const claim = { type: "claim", until: june(1, 10, 5), messageId: "<1@demarche>" }
const send = { type: "send", letter: text("l"), messageId: "<1@demarche>" }

describe("a notice", () => {
  test("it is queued once: a second letter of the same name is none", () => {
    given()
      .when({ type: "queue", ...letter })
      .then({ type: "NoticeQueued", ...letter, ...hidden })
      .ends("queued")
    given(queued)
      .when({ type: "queue", ...letter })
      .rejected("NOT_NOW")
  })
  test("no person sends one", () => {
    for (const by of [austria, isu])
      given()
        .when({ type: "queue", ...letter }, { by })
        .rejected("OFFICE")
  })
  test("it is claimed by one sender, not before its time", () => {
    given(queued)
      .when(claim, { at: june(1, 8, 59) })
      .rejected("NOT_BEFORE")
    given(queued)
      .when(claim, { at: june(1, 9) })
      .then({ type: "NoticeClaimed", until: june(1, 10, 5), messageId: "<1@demarche>", ...hidden })
      .ends("claimed")
    given(queued, claimed).when(claim).rejected("NOT_NOW")
  })
  test("it is sent by who has claimed it", () => {
    given(queued).when(send).rejected("NOT_NOW")
    given(queued, claimed)
      .when(send)
      .then({ type: "NoticeSent", letter: text("l"), messageId: "<1@demarche>" })
      .ends("sent")
  })
  test("it is never sent twice", () => {
    given(queued, claimed, sent).when(send).rejected("NOT_NOW")
    given(queued, claimed, sent).when(claim).rejected("NOT_NOW")
  })
  test("a claim that nobody followed up ends at its instant, so that another may take it", () => {
    const at = (state: string) =>
      workflow.deadlines(view(workflow, { value: state, context: { attempts: 1, claimedUntil: june(1, 10, 5) } }))
    expect(at("claimed")).toEqual([{ at: june(1, 10, 5), event: { type: "NoticeReleased", visibility: "restricted" } }])
    expect(at("sent")).toEqual([])
    const released = { type: "NoticeReleased", by: clock, at: june(1, 10, 5) }
    given(queued, claimed, released).ends("queued")
    given(queued, claimed, released).when(claim).then({ type: "NoticeClaimed" }).ends("claimed")
    given(queued, claimed, released).when(send).rejected("NOT_NOW")
  })
  test("one that waits is due to be looked at, and nothing is decided by that", () => {
    const at = (state: string) =>
      workflow.deadlines(view(workflow, { value: state, context: { attempts: 0, notBefore: june(1, 9) } }))
    for (const state of ["queued", "failed"]) expect(at(state)).toEqual([{ at: june(1, 9) }])
    expect(at("cancelled")).toEqual([])
  })
  test("what was sent and came back was not received", () => {
    given(queued).when({ type: "return", why: "550 no such address" }).rejected("NOT_NOW")
    given(queued, claimed, sent)
      .when({ type: "return", why: "550 no such address" })
      .then({ type: "NoticeReturned", why: "550 no such address", ...hidden })
      .ends("suppressed")
  })
  test("its letter is redacted once it was sent, also where it came back", () => {
    const redact = { type: "redact", text: "l".repeat(43) }
    given(queued).when(redact).rejected("NOT_NOW")
    given(queued, claimed, sent)
      .when(redact)
      .then({ type: "TextRedacted", text: redact.text, ...hidden })
      .ends("sent")
  })
  test("its links are ended once it was sent", () => {
    given(queued).when({ type: "endLinks" }).rejected("NOT_NOW")
    given(queued, claimed, sent)
      .when({ type: "endLinks" })
      .then({ type: "LinksEnded", ...hidden })
      .ends("sent")
  })
  test("a failure is noted, and tried again when it says", () => {
    given(queued, claimed)
      .when({ type: "fail", why: "421 try again later", retryAt: june(1, 12) })
      .then({ type: "NoticeFailed", why: "421 try again later", retryAt: june(1, 12) })
      .ends("failed")
    given(queued, claimed, failed)
      .when(claim, { at: june(1, 11) })
      .rejected("NOT_BEFORE")
    given(queued, claimed, failed)
      .when(claim, { at: june(1, 12) })
      .then({ type: "NoticeClaimed" })
      .ends("claimed")
  })
})

describe("a notice that shall not go out", () => {
  test.each([
    ["queued", [queued]],
    ["claimed", [queued, claimed]],
    ["failed", [queued, claimed, failed]],
  ])("while it is %s it is suppressed", (_, history) => {
    given(...history)
      .when({ type: "suppress", why: "550 no such address" })
      .then({ type: "NoticeSuppressed", why: "550 no such address" })
      .ends("suppressed")
  })
  test.each([
    ["queued", [queued]],
    ["failed", [queued, claimed, failed]],
  ])("while it is %s it is cancelled", (_, history) => {
    given(...history)
      .when({ type: "cancel", why: "the silence was voided" })
      .then({ type: "NoticeCancelled", why: "the silence was voided" })
      .ends("cancelled")
  })
  test("one that a sender holds is not cancelled: it may be on its way", () => {
    given(queued, claimed).when({ type: "cancel", why: "too late" }).rejected("NOT_NOW")
  })
  test("what is suppressed or cancelled stays so", () => {
    given(queued, { type: "NoticeSuppressed", why: "550" }).when(claim).rejected("NOT_NOW")
    given(queued, { type: "NoticeCancelled", why: "voided" }).when(claim).rejected("NOT_NOW")
  })
})

test("every rule was refused and satisfied, every command taken, every state reached", () => {
  expectAllTold()
})
