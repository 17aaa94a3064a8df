import { outbox } from "@demarche/mail/outbox"
import { afterEach, beforeEach, expect, test } from "vitest"
import { type Browser, browserOf, codeIn, formsIn } from "../http/browser.ts"
import { circulated, ISU, onOneMachine, openCcm, PLAN, type World } from "../http/world.ts"
import { plain } from "./pageText.ts"

const ITEM = `${PLAN}.t2-a2`
const START = "2026-06-01T09:00:00+02:00"
const AUSTRIA = "coordinator-austria@demarche.example"
const WORDS = { paragraphs: "3", text: "Paragraph 3 goes too far, as we said." }

const mailer = outbox("demarche@demarche.example")
let world: World
beforeEach(async () => {
  world = await openCcm(START, onOneMachine, { mailer, home: "http://localhost", key: "a key of these tests" })
  await world.at(START)
  await circulated(world)
})
afterEach(() => world.stop())

async function signIn(browser: Browser, address = AUSTRIA) {
  await browser.send("/en/sign-in", { address })
  const letter = mailer.messages().find(({ text, to }) => /sign-in\/link/.test(text) && to.address === address)
  const entered = await browser.send("/en/sign-in/code", { code: letter ? codeIn(letter).code : "" })
  expect(entered.status).toBe(303)
}

const formOf = (page: string) => {
  const [form] = formsIn(page).filter(({ action }) => action.includes("/record/"))
  if (!form) throw new Error("the page has no form of a decision")
  return form
}
const lastBy = async () => (await world.get(`/api/activities/${ITEM}/history?limit=100`, { as: ISU })).items.at(-1)

test("what was typed when a session ended waits on the page, and goes on once somebody is signed in", async () => {
  const browser = browserOf(world)
  await signIn(browser)
  const { action, fields } = formOf((await browser.get(`/en/items/${ITEM}/record/object`)).body)
  await browser.send("/en/sign-out")
  const waiting = await browser.send(action, { ...fields, ...WORDS, "form.step": "record" })
  expect(waiting.status).toBe(401)
  expect(plain(waiting.body)).toContain("Nothing is recorded yet")
  const kept = formOf(waiting.body)
  expect(kept.fields).toMatchObject({ ...WORDS, "form.key": fields["form.key"] })
  expect((await browser.send(kept.action, kept.fields)).status).toBe(401)
  await signIn(browser)
  const check = await browser.send(kept.action, kept.fields)
  expect([check.status, plain(check.body)]).toEqual([200, expect.stringContaining(WORDS.text)])
  const recorded = await browser.send(action, { ...formOf(check.body).fields, "form.step": "record" })
  expect(recorded.status).toBe(303)
})

test("a form acts in the office for which it was opened, whatever another tab has chosen since", async () => {
  await world.take(ISU, "plan", "grantMandate", {
    person: "coordinator-austria",
    office: "delegate",
    party: "austria",
    from: "2026-01-01",
  })
  const browser = browserOf(world)
  await signIn(browser)
  const { action, fields } = formOf((await browser.get(`/en/items/${ITEM}/record/object`)).body)
  expect(fields["form.as"]).toBe("coordinator-austria:coordinator:austria")
  await browser.send(`/en/plans/${PLAN}/as`, { as: "coordinator-austria:delegate:austria" })
  const second = formOf((await browser.get(`/en/items/${ITEM}/record/object`)).body)
  expect(second.fields["form.as"]).toBe("coordinator-austria:delegate:austria")
  expect((await browser.send(action, { ...fields, ...WORDS, "form.step": "record" })).status).toBe(303)
  expect((await lastBy()).actor).toMatchObject({ person: "coordinator-austria", office: "coordinator" })
})

test("a form of one person, sent by another, waits for the first", async () => {
  const [browser, other] = [browserOf(world), browserOf(world)]
  await signIn(browser)
  const { action, fields } = formOf((await browser.get(`/en/items/${ITEM}/record/object`)).body)
  await signIn(other, "isu@demarche.example")
  const before = (await lastBy()).version
  const sent = await other.send(action, { ...fields, ...WORDS, "form.step": "record" })
  expect([sent.status, (await lastBy()).version]).toEqual([401, before])
})

test("a form from another site records nothing", async () => {
  const browser = browserOf(world)
  await signIn(browser)
  const { action, fields } = formOf((await browser.get(`/en/items/${ITEM}/record/object`)).body)
  const before = (await lastBy()).version
  const sent = await browser.send(
    action,
    { ...fields, ...WORDS, "form.step": "record" },
    { "Sec-Fetch-Site": "cross-site" },
  )
  expect([sent.status, (await lastBy()).version]).toEqual([403, before])
})
