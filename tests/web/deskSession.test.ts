import { outbox } from "@demarche/mail/outbox"
import { afterEach, beforeEach, expect, test } from "vitest"
import { type Browser, browserOf, codeIn, formsIn } from "../http/browser.ts"
import { ISU, onOneMachine, openCcm, PLAN, type World } from "../http/world.ts"
import { plain } from "./pageText.ts"

const START = "2026-06-01T09:00:00+02:00"
const DESK = `/en/plans/${PLAN}/desk`
const TYPED = { label: "The tracker of the ISU", office: "observer" }

const mailer = outbox("demarche@demarche.example")
let world: World
beforeEach(async () => {
  world = await openCcm(START, onOneMachine, { mailer, home: "http://localhost", key: "a key of these tests" })
  await world.at(START)
})
afterEach(() => world.stop())

async function signIn(browser: Browser, address = "isu@demarche.example") {
  await browser.send("/en/sign-in", { address })
  const letter = mailer.messages().find(({ text, to }) => /sign-in\/link/.test(text) && to.address === address)
  expect((await browser.send("/en/sign-in/code", { code: letter ? codeIn(letter).code : "" })).status).toBe(303)
}
const formOn = async (browser: Browser, path: string) => {
  const form = formsIn((await browser.get(path)).body).find(({ action }) => action.startsWith(DESK))
  if (!form) throw new Error(`${path} has no form of the desk`)
  return form
}
const keys = async () => {
  const query = { plan: PLAN, type: "KeyIssued" }
  return (await world.get("/api/history", { as: ISU, query })).items.length
}

test("what was typed when a session ended waits in the form, and makes one key once somebody is signed in", async () => {
  const browser = browserOf(world)
  await signIn(browser)
  const { action, fields } = await formOn(browser, `${DESK}/keys`)
  expect(fields["form.as"]).toBe("isu:secretariat:isu")
  await browser.send("/en/sign-out")
  const waiting = await browser.send(action, { ...fields, ...TYPED })
  expect([waiting.status, await keys()]).toEqual([401, 0])
  expect(plain(waiting.body)).toContain("Nothing is recorded yet")
  const [kept] = formsIn(waiting.body).filter((each) => each.action === action)
  expect(kept?.fields).toMatchObject({
    label: TYPED.label,
    "form.key": fields["form.key"],
    "form.as": "isu:secretariat:isu",
  })
  expect(waiting.body).toMatch(/<option value="observer" selected/)
  await signIn(browser)
  const made = await browser.send(action, { ...kept?.fields, ...TYPED })
  expect([made.status, await keys()]).toEqual([200, 1])
  expect(made.body).toContain("demarche_")
})

test("a form of the secretariat, sent by who signed in as a coordinator since, waits for the secretariat", async () => {
  const browser = browserOf(world)
  await signIn(browser)
  const { action, fields } = await formOn(browser, `${DESK}/keys`)
  const other = browserOf(world)
  await signIn(other, "coordinator-austria@demarche.example")
  expect([(await other.send(action, { ...fields, ...TYPED })).status, await keys()]).toEqual([401, 0])
})
