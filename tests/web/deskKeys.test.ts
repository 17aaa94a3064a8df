import { languages } from "@demarche/workflows/languages"
import { afterEach, beforeEach, expect, test } from "vitest"
import { AUSTRIA, ISU, type Json, openCcm, PLAN, PRESIDENCY, thematic, type World } from "../http/world.ts"
import { openForm, type Typed } from "./openForm.ts"
import { plain, textOf } from "./pageText.ts"

const DESK = `/en/plans/${PLAN}/desk`
const PAGE = `${DESK}/keys`
const HOSTILE = `<script>alert("1")</script>`
const TYPED: Typed = { label: HOSTILE, office: "delegate", party: "delegation-a" }

let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-01T09:00:00+02:00")
})
afterEach(() => world.stop())

/** The keys of the plan as the API has them, newest first. */
const keysBy = async (as: string): Promise<Json[]> => {
  const query = { plan: PLAN, type: "KeyIssued" }
  return (await world.get("/api/history", { as, query })).items.flatMap(({ events }: Json) => events)
}
const keyIn = (page: string) => page.match(/demarche_[0-9a-f]{16}_[\w-]{43}/)?.[0] ?? ""
const make = async (typed: Typed = TYPED) => {
  const form = await openForm(world, PAGE, ISU)
  return { form, answer: await form.send("record", typed) }
}
const idOf = (key: string) => key.split("_")[1] ?? ""

test.each(languages)(
  "a key is made once for a form, shown once, and opens what its office may: in %s",
  async (language) => {
    const form = await openForm(world, `/${language}/plans/${PLAN}/desk/keys`, ISU)
    const answer = await form.send("record", TYPED)
    const key = keyIn(answer.body)
    expect([answer.status, answer.headers.get("Cache-Control"), key.length]).toEqual([200, "no-store", 69])
    const again = await form.send("record", TYPED)
    expect([again.status, keyIn(again.body)]).toEqual([200, ""])
    expect(await keysBy(ISU)).toMatchObject([
      { key: `key-${idOf(key)}`, label: HOSTILE, person: "isu", as: "secretariat" },
    ])
    const headers = { Authorization: `Bearer ${key}` }
    expect((await world.ask("GET", `/api/webhooks?plan=${PLAN}`, { headers })).status).toBe(403)
    expect((await world.ask("GET", `/api/plans/${PLAN}/mine`, { headers })).status).toBe(200)
    for (const path of [DESK, PAGE, `${PAGE}/${idOf(key)}`, `/en/plans/${PLAN}/history?order=newest`])
      expect(await world.get(path, { as: ISU })).not.toContain(key.slice(-43))
  },
)

test("with script its button takes no second press, and leads to the desk while no page comes", async () => {
  const page: string = await world.get(PAGE, { as: ISU })
  expect(page).toContain(`data-where="${DESK}#keys"`)
  expect(page).toMatch(/<script src="\/assets\/sending\.[^"]*"/)
})

test("two forms that are sent at once under one key make one", async () => {
  const form = await openForm(world, PAGE, ISU)
  const answers = await Promise.all([form.send("record", TYPED), form.send("record", TYPED)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(answers.filter(({ body }) => keyIn(body) !== "")).toHaveLength(1)
  expect(await keysBy(ISU)).toHaveLength(1)
})

test("the desk lists the keys that the API tells the same reader of, with who made them, and hostile words are words", async () => {
  await make()
  const query = { plans: [PLAN], label: "A second", office: "observer", expires: "2026-06-02T10:00:00Z" }
  await world.ask("POST", "/api/keys", { as: ISU, body: query })
  for (const as of [ISU, AUSTRIA]) {
    const page = await world.get(DESK, { as })
    expect(page).not.toContain(HOSTILE)
    const entries = textOf(page).sections.keys ?? []
    const told = await keysBy(as)
    expect(entries.map(({ text }) => text.match(/[0-9a-f]{16}/)?.[0])).toEqual(
      told.map(({ key }) => key.replace("key-", "")),
    )
    expect(entries[1]?.text).toContain(`${HOSTILE} · State party delegate (Delegation A) · Active`)
    expect(entries[0]?.text).toMatch(
      /^A second · Observer · Active .* made by .* \(.*\), 1 June 2026.* · until 2 June 2026/,
    )
  }
  world.jump("2026-06-03T10:00:00Z")
  expect(textOf(await world.get(DESK, { as: ISU })).sections.keys?.[0]?.text).toContain("Expired")
})

test("a key is revoked with a reason, and then opens nothing; the desk says so at once", async () => {
  const { answer } = await make()
  const key = keyIn(answer.body)
  const form = await openForm(world, `${PAGE}/${idOf(key)}`, ISU)
  const without = await form.send("record", { reason: "" })
  expect([without.status, await statusOf(key)]).toEqual([422, 200])
  const revoked = await form.send("record", { reason: "It leaked" })
  expect([revoked.status, revoked.headers.get("Location")]).toEqual([303, `${DESK}#keys`])
  expect((await form.send("record", { reason: "It leaked" })).status).toBe(303)
  expect(await statusOf(key)).toBe(401)
  expect(textOf(await world.get(DESK, { as: ISU })).sections.keys?.[0]?.text).toContain("Revoked")
  const page = textOf(await world.get(`${PAGE}/${idOf(key)}`, { as: ISU }))
  expect([page.forms, page.text]).toEqual([[], expect.stringContaining("opens nothing any more")])
  const { items } = await world.get("/api/history", { as: ISU, query: { plan: PLAN, type: "KeyWithdrawn" } })
  expect(items).toMatchObject([{ reason: "It leaked" }])
})
const statusOf = async (key: string) =>
  (await world.ask("GET", `/api/plans/${PLAN}/mine`, { headers: { Authorization: `Bearer ${key}` } })).status

test.each([
  ["no label", { label: "", office: "observer" }, /What it is for : This is needed/],
  ["no office", { label: "A label", office: "" }, /Office : /],
  ["half an end", { label: "A label", office: "observer", "expires.day": "2026-07-01" }, /Give the time/],
])("%s is refused, and what was typed is kept", async (_, typed, said) => {
  const { answer } = await make(typed)
  expect([400, 422]).toContain(answer.status)
  expect(plain(answer.body)).toMatch(said)
  for (const value of Object.values(typed)) expect(answer.body).toContain(value)
  expect(await keysBy(ISU)).toEqual([])
})

test("keys are the secretariat's to make and revoke, and others are told so", async () => {
  const { answer } = await make()
  const pages = [PAGE, `${PAGE}/${idOf(keyIn(answer.body))}`]
  for (const as of [AUSTRIA, PRESIDENCY, thematic("a")])
    for (const page of pages) expect((await world.ask("GET", page, { as })).status).toBe(403)
  for (const page of pages) expect((await world.ask("GET", page)).status).toBe(401)
  const { text, links } = textOf(await world.get(DESK, { as: AUSTRIA }))
  expect(text).toContain("Keys are made and revoked by the")
  expect(links.filter((link) => link.includes("/desk/keys"))).toEqual([])
  const { hidden } = await openForm(world, PAGE, ISU)
  const body = new URLSearchParams({ ...hidden, label: "Mine", office: "secretariat" }).toString()
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" }
  expect((await world.ask("POST", PAGE, { as: AUSTRIA, body, headers })).status).toBe(403)
  const signedOut = await world.ask("POST", PAGE, { body, headers })
  expect([signedOut.status, signedOut.body]).toEqual([401, expect.stringContaining('value="Mine"')])
  expect(await keysBy(ISU)).toHaveLength(1)
  expect((await world.ask("GET", `${PAGE}/0123456789abcdef`, { as: ISU })).status).toBe(404)
})
