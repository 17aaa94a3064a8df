import { retryDeliveries } from "@demarche/application/webhooks/dispatch"
import type { WebhookResponse } from "@demarche/application/webhooks/webhookClient"
import { createWebhooks, secretOf, type Webhooks } from "@demarche/application/webhooks/webhooks"
import { languages } from "@demarche/workflows/languages"
import { afterEach, beforeEach, expect, test } from "vitest"
import { formsIn } from "../http/browser.ts"
import { ccmFile } from "../http/ccm.ts"
import {
  AUSTRIA,
  ISU,
  type Json,
  onOneMachine,
  openCcm,
  PLAN,
  PRESIDENCY,
  thematic,
  type World,
} from "../http/world.ts"
import { openForm, type Typed } from "./openForm.ts"
import { plain, textOf } from "./pageText.ts"

const DESK = `/en/plans/${PLAN}/desk`
const PAGE = `${DESK}/webhooks`
const HOSTILE = "<script>alert(1)</script>"
const TYPED: Typed = { url: "https://unidir.example/hook?a=%3Cscript%3E", label: HOSTILE, sees: "public" }
const query = { plan: PLAN }

let world: World
let hooks: Webhooks
let answer: WebhookResponse
beforeEach(async () => {
  answer = { taken: true, said: "204" }
  hooks = createWebhooks({ call: async () => answer }, "a key of the tests")
  world = await openCcm("2026-06-01T09:00:00+02:00", onOneMachine, undefined, hooks)
  world.jump("2026-06-01T10:00:00+02:00")
})
afterEach(() => world.stop())

const webhooks = async (): Promise<Json[]> => (await world.get("/api/webhooks", { as: ISU, query })).items
const deliveries = async (): Promise<Json[]> => (await world.get("/api/deliveries", { as: ISU, query })).items
const secretIn = (page: string) => plain(page).match(/whsec_[A-Za-z0-9+/=]+/)?.[0]
const register = async (typed: Typed = TYPED) => {
  const form = await openForm(world, PAGE, ISU)
  return { form, answer: await form.send("record", typed) }
}
const registered = async () => {
  await register()
  const [{ id }] = (await webhooks()) as [Json]
  return { id, page: `${PAGE}/${id}` }
}
/** Sends a form of a webhook's page, by where it leads. */
async function send(page: string, to: string, typed: Record<string, string> = {}, as = ISU) {
  const form = formsIn(await world.get(page, { as: ISU })).find(({ action }) => action.includes(to))
  if (!form) throw new Error(`${page} has no form that leads to ${to}`)
  const body = new URLSearchParams({ ...form.fields, ...typed }).toString()
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" }
  const once = () => world.ask("POST", form.action, { as, body, headers })
  return { once, answer: await once() }
}

test.each(languages)(
  "a webhook is registered once for a form, and its secret is shown then alone: in %s",
  async (language) => {
    const form = await openForm(world, `/${language}/plans/${PLAN}/desk/webhooks`, ISU)
    const first = await form.send("record", TYPED)
    const [{ id }, ...others] = (await webhooks()) as [Json]
    expect([first.status, first.headers.get("Cache-Control"), others]).toEqual([200, "no-store", []])
    expect(secretIn(first.body)).toBe(secretOf(hooks.key, id, 1))
    const again = await form.send("record", TYPED)
    expect([again.status, secretIn(again.body), (await webhooks()).length]).toEqual([200, secretIn(first.body), 1])
    for (const path of [DESK, PAGE, `${PAGE}/${id}`]) expect(await world.get(path, { as: ISU })).not.toContain("whsec_")
  },
)

test("with script its button takes no second press, and leads to the desk while no page comes", async () => {
  const page: string = await world.get(PAGE, { as: ISU })
  expect(page).toContain(`data-where="${DESK}#webhooks"`)
  expect(page).toMatch(/<script src="\/assets\/sending\.[^"]*"/)
})

test("the desk and the webhook's page say what the API says, and hostile words are words", async () => {
  await register()
  await register({ url: "https://b.example/", label: "B", types: "SilenceOpened, SilencePassed", sees: "committee" })
  const told = await webhooks()
  const page = await world.get(DESK, { as: ISU })
  expect(page).not.toContain(HOSTILE)
  const entries = textOf(page).sections.webhooks ?? []
  expect(entries.map(({ text }) => text)).toEqual(
    told.map(({ label, url, types }) => `${label} · Active ${url} · ${types?.join(" and ") ?? "all events"}`),
  )
  for (const { id, label, url } of told) {
    const { text } = textOf(await world.get(`${PAGE}/${id}`, { as: ISU }))
    for (const said of [label, url, "Active"]) expect(text).toContain(said)
  }
})

test("its log is the API's, newest first, page by page, and leads to what it was called with", async () => {
  const { id, page } = await registered()
  for (let each = 0; each < 60; each++) await world.take(AUSTRIA, "t1-a2", "setDue", { rules: [], reason: `${each}` })
  const { items, next } = await world.get("/api/deliveries", { as: ISU, query: { ...query, webhook: id } })
  const first = await world.get(page, { as: ISU })
  const told = (body: string) => textOf(body).sections.calls?.map(({ text }) => text.match(/(\S+ no\. \d+)/)?.[1])
  const numbered = (all: Json[]) => all.map(({ about }) => about.replace(/^\w+:[^.@]+\.?/, "").replace("@", " no. "))
  expect(told(first)).toEqual(numbered(items))
  expect(textOf(first).links).toContain(`/en/items/${items[0].about.replace("activity:", "").replace("@", "/")}`)
  const older = textOf(first).links.find((link) => link.includes("next="))
  const rest = await world.get("/api/deliveries", { as: ISU, query: { ...query, webhook: id, next } })
  expect(told(await world.get(older ?? "", { as: ISU }))).toEqual(numbered(rest.items))
})

test("a call that was not taken is made once more on the secretariat's word", async () => {
  const { page } = await registered()
  answer = { taken: false, said: "503 <b>busy</b>" }
  await world.take(AUSTRIA, "t1-a2", "setDue", { rules: [], reason: "one" })
  const shown = await world.get(page, { as: ISU })
  expect(shown).not.toContain("<b>busy</b>")
  expect(textOf(shown).text).toContain("503 <b>busy</b>")
  const { once, answer: asked } = await send(page, "/calls/")
  expect([asked.status, asked.headers.get("Location")]).toEqual([303, page])
  expect((await once()).status).toBe(303)
  expect((await deliveries()).map(({ status }) => status).toSorted()).toEqual(["delivered", "queued"])
  answer = { taken: true, said: "204" }
  world.jump("2026-06-01T10:10:00+02:00")
  await retryDeliveries(world.hosted.application, hooks, "test")
  await world.hosted.settled()
  expect(textOf(await world.get(page, { as: ISU })).forms.filter((to) => to.includes("/calls/"))).toEqual([])
})

test("its secret is replaced once for a form, it is switched off with a reason and on again, and removed", async () => {
  const { id, page } = await registered()
  const rotated = await send(page, "/rotateSecret")
  expect(secretIn(rotated.answer.body)).toBe(secretOf(hooks.key, id, 2))
  expect(secretIn((await rotated.once()).body)).toBe(secretOf(hooks.key, id, 2))
  const refused = (await send(page, "/disable", { why: "" })).answer
  expect([refused.status, plain(refused.body)]).toEqual([400, expect.stringContaining("This is needed")])
  expect((await send(page, "/disable", { why: "It is moved" })).answer.status).toBe(303)
  expect(await webhooks()).toMatchObject([{ state: "disabled", why: "It is moved" }])
  expect(textOf(await world.get(page, { as: ISU })).text).toContain("Switched off: It is moved")
  expect((await send(page, "/enable")).answer.status).toBe(303)
  expect(await webhooks()).toMatchObject([{ state: "active" }])
  const { once, answer: removed } = await send(page, "/remove", { reason: "Not used" })
  expect([removed.status, (await once()).status]).toEqual([303, 303])
  const { text, forms } = textOf(await world.get(page, { as: ISU }))
  expect([text, forms]).toEqual([expect.stringContaining("It is removed"), []])
})

/** A value as a form holds it, in one line or in several. */
const kept = (value: string | readonly string[]) =>
  new RegExp(`(value="|<textarea[^>]*>\\s*)${String(value).replaceAll(/[?.]/g, "\\$&")}("|</textarea>)`)
const changeForm = async (page: string) => {
  const form = formsIn(await world.get(page, { as: ISU })).find(({ action }) => action.endsWith("/change"))
  return { ...form?.fields, label: plain(form?.fields.label ?? "") }
}
/** Sends the form that changes a webhook, with what it is not typed in otherwise. */
const sendChange = (page: string, typed: Record<string, string> = {}) =>
  send(page, "/change", { label: HOSTILE, sees: "public", ...typed })

test.each(languages)(
  "a webhook is changed by the form that holds what it has; only what differs is recorded, once: in %s",
  async (language) => {
    const heard = { ...TYPED, types: "SilenceOpened, SilencePassed" }
    await register(heard)
    const [{ id: webhook }] = (await webhooks()) as [Json]
    const page = `/${language}/plans/${PLAN}/desk/webhooks/${webhook}`
    const shown = await world.get(page, { as: ISU })
    expect(shown).not.toContain(HOSTILE)
    expect(await changeForm(page)).toMatchObject({ url: TYPED.url, label: HOSTILE })
    expect(shown).toMatch(kept(heard.types))
    expect(shown).toMatch(/<option value="public" selected/)
    const { once, answer: changed } = await sendChange(page, { label: "Moved", types: "" })
    expect([changed.status, changed.headers.get("Location"), (await once()).status]).toEqual([303, page, 303])
    expect(await webhooks()).toMatchObject([{ url: TYPED.url, label: "Moved", types: null, sees: "public" }])
    const { value } = (await world.hosted.application.world.events.head(`webhook:${webhook}`))?.events[0] ?? {}
    expect(value).toMatchObject({ type: "WebhookChanged", label: "Moved", types: null })
    expect(Object.keys(value ?? {})).not.toContain("url")
    expect((await sendChange(page, { label: "Moved" })).answer.status).toBe(303)
    expect((await world.hosted.application.world.events.head(`webhook:${webhook}`))?.version).toBe(2)
  },
)

test("what a change is refused for is said at its form, which keeps what was typed", async () => {
  const { id: webhook, page } = await registered()
  for (const [typed, said] of [
    [{ url: "http://unidir.example/" }, "Address : is an https address"],
    [{ label: "" }, "What it is for : This is needed"],
    [{ types: "Nonsense" }, "Events that it hears of : "],
  ] as const) {
    const refused = (await sendChange(page, typed)).answer
    expect([refused.status, plain(refused.body)]).toEqual([400, expect.stringContaining(said)])
    for (const value of Object.values(typed)) expect(refused.body).toMatch(kept(value))
  }
  const stale = await changeForm(page)
  await world.ask("POST", `/api/webhooks/${webhook}/transitions/change`, { as: ISU, body: { label: "Theirs" } })
  const late = (await sendChange(page, { ...stale, url: "https://mine.example/" })).answer
  expect([late.status, late.body]).toEqual([412, expect.stringContaining('value="https://mine.example/"')])
  expect(await webhooks()).toMatchObject([{ url: TYPED.url, label: "Theirs" }])
})

test.each([
  ["no TLS", { ...TYPED, url: "http://unidir.example/" }, "Address : is an https address"],
  ["no label", { ...TYPED, label: "" }, "What it is for : This is needed"],
  ["an event that there is not", { ...TYPED, types: "SilenceOpened, Nonsense" }, "Events that it hears of : "],
])("%s is refused, and what was typed is kept", async (_, typed, said) => {
  const { answer: refused } = await register(typed)
  expect([refused.status, plain(refused.body)]).toEqual([400, expect.stringContaining(said)])
  for (const value of Object.values(typed)) if (value !== HOSTILE) expect(refused.body).toMatch(kept(value))
  expect(await webhooks()).toEqual([])
})

test("webhooks are the secretariat's to keep and to see", async () => {
  const { page } = await registered()
  for (const as of [AUSTRIA, PRESIDENCY, thematic("a")])
    for (const path of [PAGE, page]) expect((await world.ask("GET", path, { as })).status).toBe(403)
  for (const path of [PAGE, page]) expect((await world.ask("GET", path)).status).toBe(401)
  const { text } = textOf(await world.get(DESK, { as: AUSTRIA }))
  expect(text).toContain("Webhooks are kept by the")
  expect(text).not.toContain("unidir.example")
  expect((await send(page, "/remove", {}, AUSTRIA)).answer.status).toBe(403)
  expect((await world.ask("GET", `${PAGE}/other.w-0123456789abcdef`, { as: ISU })).status).toBe(404)
  const { action, fields } = formsIn(await world.get(page, { as: ISU })).find((each) =>
    each.action.includes("/disable"),
  )!
  const body = new URLSearchParams({ ...fields, why: "Mine" }).toString()
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" }
  const signedOut = await world.ask("POST", action, { body, headers })
  expect([signedOut.status, signedOut.body]).toEqual([401, expect.stringContaining('value="Mine"')])
  expect(
    (await world.ask("POST", action.replace(id(page), "other.w-0123456789abcdef"), { as: ISU, body, headers })).status,
  ).toBe(404)
  expect(await webhooks()).toMatchObject([{ state: "active" }])
})
const id = (page: string) => page.split("/").at(-1) ?? ""

test("the desk of a plan keeps no webhook of another, also for who is the secretariat of both", async () => {
  const other = "another-plan"
  await world.send(ISU, ccmFile().replace(`id: ${PLAN}`, `id: ${other}`))
  const asked = { as: ISU, body: { url: "https://a.example/", label: "A" }, query: { plan: other } }
  const { id: theirs } = (await world.ask("POST", "/api/webhooks", asked)).body
  const { page } = await registered()
  expect((await world.ask("GET", `${PAGE}/${theirs}`, { as: ISU })).status).toBe(404)
  const { action, fields } = formsIn(await world.get(page, { as: ISU })).find((each) =>
    each.action.includes("/remove"),
  )!
  const body = new URLSearchParams(fields).toString()
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" }
  expect((await world.ask("POST", action.replace(id(page), theirs), { as: ISU, body, headers })).status).toBe(404)
  const { items } = await world.get("/api/webhooks", { as: ISU, query: { plan: other } })
  expect(items).toMatchObject([{ id: theirs, state: "active" }])
})
