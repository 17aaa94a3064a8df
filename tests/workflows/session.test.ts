import { view } from "@demarche/engine"
import type { Given } from "@demarche/engine/testing/scenario"
import { session } from "@demarche/workflows"
import { expect, test } from "vitest"
import { clock, isu, june, system, text } from "./actors.ts"
import { specification } from "./specification.ts"

const { workflow, given, foldOf, expectAllTold } = specification("session", session, {
  by: system,
  at: june(1, 10),
  facts: { mandated: true },
})

const code = {
  ...{ salt: text("s"), code: text("c"), link: text("l"), browser: text("b") },
  ...{ until: june(1, 11), language: "en", hourBefore: june(1, 9) },
}
const asked = { type: "CodeAsked", ...code }
const opening = { session: text("o"), until: june(2), own: false }
const hidden = { visibility: "restricted" }
const signIn = (shown: object) => ({ type: "signIn", ...shown, ...opening })
const sessionsAfter = (...past: Given[]) => (foldOf(...past).context as session.Context).sessions
const wrong = Array.from({ length: 4 }, () => ({ type: "CodeRefused" }))

test("a code opens a session, once", () => {
  given(asked)
    .when(signIn({ code: text("c") }))
    .then({ type: "SignedIn", ...opening, ...hidden })
    .ends("codeless")
  given(asked, { type: "SignedIn", ...opening })
    .when(signIn({ code: text("c") }))
    .rejected("NOT_NOW")
})
test("a link opens one in the browser that asked alone", () => {
  given(asked)
    .when(signIn({ link: text("l"), browser: text("b") }))
    .then({ type: "SignedIn" })
  for (const shown of [{ link: text("l") }, { link: text("l"), browser: text("x") }, { browser: text("b") }, {}])
    given(asked).when(signIn(shown)).then({ type: "CodeRefused" }).ends("codeOut")
})
test("the fifth wrong code ends the one that is out", () => {
  given(asked)
    .when(signIn({ code: text("x") }))
    .then({ type: "CodeRefused", ...hidden })
    .ends("codeOut")
  given(asked, ...wrong)
    .when(signIn({ code: text("x") }))
    .then({ type: "CodeRefused" }, { type: "CodeSpent", ...hidden })
    .ends("codeless")
  given(asked, ...wrong)
    .when(signIn({ code: text("c") }))
    .then({ type: "SignedIn" })
})
test("a newer code takes the place of the one before, and is tried anew", () => {
  const newer = { ...asked, code: text("n") }
  given(asked, ...wrong, newer)
    .when(signIn({ code: text("c") }))
    .then({ type: "CodeRefused" })
    .ends("codeOut")
})
test("a link that an operator hands over opens in any browser, once, and no code does", () => {
  const made = { type: "LinkMade", link: text("l"), until: june(1, 11) }
  given()
    .when({ type: "makeLink", link: text("l"), until: june(1, 11) })
    .then({ ...made, ...hidden })
    .ends("codeOut")
  given(asked, made)
    .when(signIn({ link: text("l") }))
    .then({ type: "SignedIn" })
    .ends("codeless")
  given(asked, made)
    .when(signIn({ code: text("c") }))
    .then({ type: "CodeRefused" })
  given(made, { type: "CodeExpired", by: clock })
    .when(signIn({ link: text("l") }))
    .rejected("NOT_NOW")
})
test("five are made in an hour", () => {
  const five = [0, 10, 20, 30, 40].map((minute) => ({ ...asked, at: june(1, 9, minute), hourBefore: june(1, 8) }))
  given(...five)
    .when({ type: "askCode", ...code, hourBefore: june(1, 8, 59) })
    .rejected("TOO_MANY_CODES")
  given(...five)
    .when({ type: "askCode", ...code })
    .then({ type: "CodeAsked", ...code, ...hidden })
  given(...five.slice(1))
    .when({ type: "askCode", ...code, hourBefore: june(1, 8, 59) })
    .then({ type: "CodeAsked" })
})
test("a code ends at its instant", () => {
  expect(workflow.deadlines(view(workflow, foldOf(asked)))).toEqual([
    { at: june(1, 11), event: { type: "CodeExpired", ...hidden } },
  ])
  given(asked, { type: "CodeExpired", by: clock }).ends("codeless")
  expect(workflow.deadlines(view(workflow, foldOf(asked, { type: "CodeExpired" })))).toEqual([])
})
test("a code that was sent is noted, as long as it is out", () => {
  given(asked)
    .when({ type: "noteSent" })
    .then({ type: "CodeSent", ...hidden })
    .ends("codeOut")
  given(asked, { type: "CodeExpired", by: clock }).when({ type: "noteSent" }).rejected("NOT_NOW")
})
test("a session ends alone, or with all others of its address", () => {
  const second = { ...opening, session: text("p") }
  const both = [
    { type: "Admitted", ...opening },
    { type: "Admitted", ...second },
  ]
  const open = (...events: Given[]) => sessionsAfter(...events).map(({ session }) => session)
  expect(open(...both)).toEqual([opening.session, second.session])
  expect(open(...both, { type: "SignedOut", session: opening.session })).toEqual([second.session])
  expect(open(...both, { type: "SignedOutEverywhere" })).toEqual([])
  given(...both)
    .when({ type: "signOut", session: opening.session })
    .then({ type: "SignedOut", ...hidden })
  given(...both)
    .when({ type: "signOutEverywhere" })
    .then({ type: "SignedOutEverywhere", ...hidden })
})
test("what has ended makes room, and so does the oldest of fifty", () => {
  const many = Array.from({ length: 51 }, (_, at) => ({
    ...{ type: "Admitted", ...opening, session: text(String.fromCharCode(65 + at)) },
  }))
  expect(sessionsAfter(...many)).toHaveLength(50)
  expect(sessionsAfter(many[0]!, { ...many[1]!, at: june(3), until: june(4) })).toHaveLength(1)
})
test("an account opens a session where it is tied, and no more once it is untied", () => {
  const [identity, other] = ["a".repeat(32), "b".repeat(32)]
  const holders = [text("h")]
  const letter = { type: "Admitted", ...opening }
  const tied = { type: "IdentityTied", identity, holders }
  const entered = { type: "Admitted", ...opening, session: text("p"), identity }
  given(letter)
    .when({ type: "tieIdentity", identity, holders })
    .then({ ...tied, ...hidden })
  given(letter, tied)
    .when({ type: "admit", ...opening, identity })
    .then({ type: "Admitted", identity, ...hidden })
  for (const past of [
    [letter],
    [letter, { ...tied, identity: other }],
    [letter, tied, { type: "IdentityUntied", identity }],
  ])
    given(...past)
      .when({ type: "admit", ...opening, identity })
      .rejected("IDENTITY_UNKNOWN")
  given()
    .when({ type: "admit", ...opening, identity })
    .rejected("IDENTITY_UNKNOWN")
  given(letter, tied, entered)
    .when({ type: "untieIdentity", identity })
    .then({ type: "IdentityUntied", identity, ...hidden })
  expect(sessionsAfter(letter, tied, entered, { type: "IdentityUntied", identity })).toMatchObject([opening])
})
test("of an account its newest tie stands, and of the accounts the newest twenty", () => {
  const tie = (at: number, holder: string) => ({
    ...{ type: "IdentityTied", identity: String(at).padStart(32, "0"), holders: [text(holder)] },
  })
  const many = Array.from({ length: 21 }, (_, at) => tie(at, "h"))
  const tiedAfter = (...past: Given[]) => (foldOf(asked, ...past).context as session.Context).identities
  expect(tiedAfter(tie(1, "h"), tie(2, "h"), tie(1, "i"))?.map(({ holders }) => holders)).toEqual([
    [text("h")],
    [text("i")],
  ])
  expect(tiedAfter(...many)?.map(({ identity }) => Number(identity))).toEqual(many.slice(1).map((_, at) => at + 1))
})
test("an account's own stream says at which address it was tied last", () => {
  const [first, second] = ["a".repeat(32), "b".repeat(32)]
  const named = { type: "AddressNamed", address: first }
  given()
    .when({ type: "nameAddress", address: first })
    .then({ ...named, ...hidden })
    .ends("codeless")
  given(named).when({ type: "nameAddress", address: second }).then({ type: "AddressNamed", address: second })
  expect((foldOf(named, { ...named, address: second }).context as session.Context).address).toBe(second)
})
test("nobody but the system takes any of these", () => {
  given()
    .when({ type: "askCode", ...code }, { by: isu })
    .rejected("OFFICE")
  given(asked)
    .when(signIn({ code: text("c") }), { by: isu })
    .rejected("OFFICE")
  given()
    .when({ type: "admit", ...opening })
    .then({ type: "Admitted", ...hidden })
    .ends("codeless")
})
test("every rule was refused and satisfied, every command taken, every state reached", () => {
  expectAllTold()
})
