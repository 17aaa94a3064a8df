import type { Message } from "@demarche/mail/message"
import { afterEach, beforeEach, expect, test } from "vitest"
import { AUSTRIA, circulated, ISU, type Json, openCcm, PLAN, PRESIDENCY, thematic, type World } from "../http/world.ts"
import { KEY } from "../pages/sites.ts"
import { openForm } from "./openForm.ts"
import { plain } from "./pageText.ts"

/** How each text that somebody writes here begins, and ends. */
const [BEGINS, ENDS] = ["Heron", "heron."]
const said = (what: string) => `${BEGINS} ${what} ${ENDS}`

let world: World
const sent: Message[] = []
beforeEach(async () => {
  sent.length = 0
  const mailer = { send: async (message: Message) => void sent.push(message) }
  world = await openCcm("2026-06-01T10:00:00+02:00", undefined, { mailer, home: "https://d.example", key: KEY })
})
afterEach(() => world.stop())

/** Texts of every kind, each by an act that says so much of their language. */
async function everyText(lang: { writtenIn?: string }): Promise<void> {
  const by = (as: string, item: string, name: string, body: object) => world.take(as, item, name, { ...body, ...lang })
  await by(AUSTRIA, "t1-a1", "openConsultation", {
    ...{ closes: "2026-06-03T18:00", invited: ["thematic-coordinators"], readership: "committee" },
    ...{ question: said("question"), annex: said("annex"), reason: said("reason to ask") },
  })
  await world.at("2026-06-01T10:05:00+02:00")
  await by(thematic("a"), "t1-a1", "recordInput", { round: 1, text: said("input") })
  await by(AUSTRIA, "t1-a1", "closeConsultation", {
    ...{ round: 1, summary: said("summary"), reason: said("reason to close") },
  })
  await circulated(world)
  await world.at("2026-06-01T10:15:00+02:00")
  await by(thematic("b"), "t2-a2", "object", {
    ...{ text: said("objection"), paragraphs: ["3"], reason: said("reason to object") },
  })
  const request = {
    ...{ title: "A briefing", details: said("details"), reason: said("reason to request") },
    ...lang,
  }
  expect((await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body: request })).status).toBe(201)
  await world.at("2026-06-01T10:30:00+02:00")
}

/** The pages on which those texts stand, and those behind the links of the letters. */
async function pages(language: string): Promise<string[]> {
  const { items } = await world.get("/api/requests", { as: AUSTRIA, query: { plan: PLAN } })
  const about = [`${PLAN}.t1-a1`, `${PLAN}.t2-a2`, items[0].id]
  const entries = [...Array(12).keys()].flatMap((at) => about.map((id) => `/items/${id}/${at + 1}`))
  const answers = new Set(sent.flatMap(({ text }) => text.match(/\/answer\/[\w.-]+/g) ?? []))
  const asked = [...about.map((id) => `/items/${id}`), ...entries, ...answers]
  const read = asked.map((at) =>
    world.ask("GET", `/${language}${at}`, { as: at.startsWith("/answer") ? undefined : ISU }),
  )
  const bodies = (await Promise.all(read)).flatMap(({ status, body }) => (status === 200 ? [String(body)] : []))
  return bodies.map((body) => plain(body.replace(/<pre dir="ltr">.*?<\/pre>/s, "")))
}

/** The texts that stand there, each with whether it is said directly before or behind it in which language it is. */
const textsIn = (page: string) =>
  [...page.matchAll(new RegExp(`${BEGINS} ([\\w ]+?) ${ENDS}`, "g"))].map(({ 0: { length }, 1: what = "", index }) => {
    const before = /\[original : anglais\]\s*$/.test(page.slice(0, index))
    return { what, marked: before || /^\W*\[original : anglais\]/.test(page.slice(index + length)) }
  })
const isMarked = ({ marked }: { marked: boolean }) => marked

const all = [
  ...["question", "annex", "input", "summary", "objection", "details"],
  ...["reason to ask", "reason to close", "reason to object", "reason to request"],
]

test("every text says in which language it is to a reader of another one, on pages and in letters", async () => {
  await everyText({ writtenIn: "en" })
  const onPages = (await pages("fr")).flatMap(textsIn)
  expect(new Set(onPages.map(({ what }) => what))).toEqual(new Set(all))
  expect(onPages.filter((each) => !isMarked(each))).toEqual([])
  const french = sent.filter(({ html }) => html.includes('lang="fr"')).flatMap(({ text, html }) => [text, plain(html)])
  const inLetters = french.map((text) => text.replace(/\s+/g, " ")).flatMap(textsIn)
  expect(new Set(inLetters.map(({ what }) => what))).toEqual(new Set(["question", ...all.slice(-4)]))
  expect(inLetters.filter((each) => !isMarked(each))).toEqual([])
  for (const page of await pages("en")) expect(page).not.toMatch(/original: (?!English)/)
})

test("of a text of which nobody said it, nothing is said", async () => {
  await everyText({})
  const onPages = (await pages("fr")).flatMap(textsIn)
  expect(new Set(onPages.map(({ what }) => what))).toEqual(new Set(all))
  expect(onPages.filter(isMarked)).toEqual([])
})

test("a form proposes the language of its page, and records what is chosen where anything is written", async () => {
  const invited = ["thematic-coordinators"]
  await world.take(AUSTRIA, "t2-a3", "openConsultation", { closes: "2026-06-30T18:00", invited })
  const form = await openForm(world, `/fr/items/${PLAN}.t2-a3/record/recordInput`, thematic("a"))
  expect(form.page).toMatch(/<select[^>]* name="writtenIn"[^>]*>.*?<option value="fr" selected/s)
  const given = await form.send("record", { round: "1", text: "Our view.", writtenIn: "en" })
  expect(given.status).toBe(303)
  const support = await openForm(world, `/fr/items/${PLAN}.t2-a1/record/assignOwner`, AUSTRIA)
  expect((await support.send("record", { owner: "isu", writtenIn: "fr" })).status).toBe(303)
  const lastOf = async (code: string) =>
    (await world.get(`/api/activities/${PLAN}.${code}/history`, { as: AUSTRIA })).items.at(-1).writtenIn
  expect([await lastOf("t2-a3"), await lastOf("t2-a1")]).toEqual(["en", null])
})

test("so does the page of a letter's link", async () => {
  await circulated(world)
  await world.at("2026-06-01T10:05:00+02:00")
  const letter = sent.find(({ to, text }) => to.address.startsWith("thematic-b@") && /\/answer\//.test(text))
  const found = await Promise.all(
    [...new Set(letter?.text.match(/\/answer\/[\w.-]+/g))].map(async (path) => {
      const { body } = await world.ask("GET", `/fr${path}`)
      return { path, body: String(body) }
    }),
  )
  const objecting = found.find(({ body }) => body.includes('id="object-text"'))
  expect(objecting?.body).toMatch(/<select id="object-writtenIn"[^>]*>.*?<option value="fr" selected/s)
  const body = new URLSearchParams({ text: "Trop loin.", writtenIn: "fr", paragraphs: "3", ticked: "yes" }).toString()
  const headers = { "Content-Type": "application/x-www-form-urlencoded" }
  const { status } = await world.ask("POST", `/fr${objecting?.path}`, { body, headers })
  expect(status).toBe(200)
  const { items } = await world.get(`/api/activities/${PLAN}.t2-a2/history`, { as: AUSTRIA, query: { limit: "100" } })
  expect(items.findLast(({ communication }: Json) => communication?.is === "link")).toMatchObject({ writtenIn: "fr" })
})
