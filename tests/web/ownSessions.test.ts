import { outbox } from "@demarche/mail/outbox"
import { expect, test } from "vitest"
import { type Browser, browserOf, codeIn, formsIn } from "../http/browser.ts"
import { openCcm } from "../http/world.ts"

const AUSTRIA = "coordinator-austria@demarche.example"
const ISU_ADDRESS = "isu@demarche.example"
const START = "2026-02-02T10:00:00+01:00"
const key = "a key of these tests"

async function withPost() {
  const mailer = outbox("demarche@demarche.example")
  const world = await openCcm(START, undefined, { mailer, home: "http://localhost", key })
  await world.at(START)
  const signedIn = async (address: string, fields: Record<string, string> = {}) => {
    const browser = browserOf(world)
    await browser.send("/en/sign-in", { address })
    const { code } = codeIn(mailer.messages().find(({ text }) => /sign-in\/link/.test(text))!)
    expect((await browser.send("/en/sign-in/code", { code, ...fields })).status).toBe(303)
    return browser
  }
  return { world, signedIn }
}

/** The sessions that "my page" lists, each in its words, and the form that ends it. */
async function listed(browser: Browser, language = "en") {
  const { body } = await browser.get(`/${language}/me`)
  const [, section = ""] = body.match(/<section aria-labelledby="sessions">(.*?)<\/section>/s) ?? []
  const [, list = ""] = section.match(/<ul class="list">(.*?)<\/ul>/s) ?? []
  return list
    .split("</li>")
    .slice(0, -1)
    .map((item: string) => ({
      text: item
        .replace(/<form.*<\/form>/s, "")
        .replace(/<[^>]*>/g, "")
        .replaceAll("\u00a0", " ")
        .trim(),
      form: formsIn(item)[0]!,
    }))
}

const isIn = async (browser: Browser) => !(await browser.get("/en/sign-out")).body.includes("You are signed out")

async function withThree() {
  const { world, signedIn } = await withPost()
  const first = await signedIn(AUSTRIA)
  world.jump("2026-02-02T11:00:00+01:00")
  const second = await signedIn(AUSTRIA, { own: "yes" })
  return { world, first, second, stranger: await signedIn(ISU_ADDRESS) }
}

test("my page lists the sessions of its reader's address, the newest first, and says which is this one", async () => {
  const { world, first, second } = await withThree()
  const texts = async (browser: Browser) => (await listed(browser)).map(({ text }: { text: string }) => text)
  const [begun, until] = ["since 2 February 2026, 11 a.m. (Vienna time)", "until 4 March 2026, 11 a.m. (Vienna time)."]
  const earlier = "since 2 February 2026, 10 a.m. (Vienna time), until 2 February 2026, 10 p.m. (Vienna time)."
  expect(await texts(first)).toEqual([`${begun}, ${until} On a device of your own.`, `In this browser: ${earlier}`])
  expect(await texts(second)).toEqual([`In this browser: ${begun}, ${until} On a device of your own.`, earlier])
  expect((await listed(first, "fr"))[1].text).toContain("Dans ce navigateur : depuis le 2 février 2026")
  world.jump("2026-02-02T22:00:00+01:00")
  expect(await texts(second)).toHaveLength(1)
  expect((await browserOf(world).get("/en/me")).body).not.toContain('id="sessions"')
})

test("a session of whoever may read what is restricted is listed until it lets them act no more", async () => {
  const { world, signedIn } = await withPost()
  const isu = await signedIn(ISU_ADDRESS, { own: "yes" })
  const [session] = await listed(isu)
  expect(session.text).toContain("until 2 February 2026, 10 p.m.")
  world.jump("2026-02-02T22:00:00+01:00")
  expect(await isIn(isu)).toBe(false)
})

test("each is ended there, and the others go on", async () => {
  const { first, second, stranger } = await withThree()
  const [other] = await listed(first)
  expect((await first.send(other.form.action, other.form.fields)).headers.get("Location")).toBe("/en/me")
  expect(await Promise.all([first, second, stranger].map(isIn))).toEqual([true, false, true])
  const [own, ...more] = await listed(first)
  expect(more).toEqual([])
  await first.send(own.form.action, own.form.fields)
  expect(first.cookies.has("demarche")).toBe(false)
  expect(await isIn(stranger)).toBe(true)
})

test("nobody ends another address's, nor without the form's token", async () => {
  const { world, first, second, stranger } = await withThree()
  const [{ form }] = await listed(first)
  const [{ form: own }] = await listed(stranger)
  expect((await stranger.send(form.action, { ...own.fields, session: form.fields.session! })).status).toBe(404)
  expect((await browserOf(world).send(form.action, form.fields)).status).toBe(404)
  const forged = await first.send(form.action, { session: form.fields.session! }, { "Sec-Fetch-Site": "cross-site" })
  expect(forged.status).toBe(403)
  expect(await Promise.all([first, second, stranger].map(isIn))).toEqual([true, true, true])
})

test("all are ended there at once", async () => {
  const { first, second, stranger } = await withThree()
  const { body } = await first.get("/en/me")
  const form = formsIn(body).find(({ action, fields }) => action === "/en/sign-out" && fields.everywhere === "yes")!
  await first.send(form.action, form.fields)
  expect(await Promise.all([first, second, stranger].map(isIn))).toEqual([false, false, true])
})

test("on a page of the past none is listed, since they are of now", async () => {
  const { first } = await withThree()
  expect((await first.get("/en/me?asOf=2026-02-02T09:30:00Z")).body).not.toContain('id="sessions"')
})
