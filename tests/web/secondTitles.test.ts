import type { Message } from "@demarche/mail/message"
import { playActs } from "@demarche/server/demo"
import { BEGIN } from "@demarche/server/demoActs"
import { afterAll, beforeAll, expect, test } from "vitest"
import { FIRST, SECOND, twinsFile } from "../http/twins.ts"
import { AUSTRIA, CAMEROON, ISU, openWorld, PLAN, thematic, type World } from "../http/world.ts"
import { looks } from "../pages/looks.ts"
import { KEY } from "../pages/sites.ts"

let world: World
const sent: Message[] = []

beforeAll(async () => {
  const mailer = { send: async (message: Message) => void sent.push(message) }
  world = await openWorld(BEGIN, undefined, { mailer, home: "https://demarche.example", key: KEY })
  expect((await world.send(ISU, twinsFile())).state).toBe("finished")
  await playActs(world.hosted, world.clock, "", "2026-06-05T10:00:00.000Z")
}, 120_000)
afterAll(() => world.stop())

/** Where a title stands in the document's language, each with what is around it. */
function firstTitlesIn(text: string): string[] {
  return [...text.matchAll(new RegExp(`.{0,150}${FIRST}.{0,20}`, "gs"))].map(([around]) => around.replace(/\s+/g, " "))
}

/** A page as French readers have it, but for the entry of the record as the record has it. */
async function pageAt(at: string, as: string | undefined): Promise<string> {
  const { body } = await world.ask("GET", `/fr${at}`, { as })
  return typeof body === "string" ? body.replace(/<pre dir="ltr">.*?<\/pre>/s, "") : JSON.stringify(body)
}

test("slow: no page has a title in the document's language where there is one in the reader's", async () => {
  const asked = new Map<string, { at: string; as: string | undefined }>()
  const add = (at: string, as: string | undefined) => asked.set(`${at} ${as}`, { at, as })
  for (const { at, as, on, enters } of Object.values(looks).flat()) if (!on && !enters) add(at, as)
  for (const kind of ["activities", "outputs", "requests"]) {
    const { items } = await world.get(`/api/${kind}`, { as: AUSTRIA, query: { plan: PLAN, limit: "100" } })
    for (const { id } of items) for (const as of [AUSTRIA, ISU, undefined]) add(`/items/${id}?links=both`, as)
  }
  const found: string[] = []
  const forms = new Set<string>()
  let second = 0
  for (const { at, as } of asked.values()) {
    const body = await pageAt(at, as)
    for (const [path, , act = ""] of body.matchAll(/(?<=href="\/fr)\/(items|plans)\/[^"#?]*\/record\/([^"#?]*)/g))
      if (!forms.has(act)) add(path, forms.add(act) && as)
    if (body.includes(SECOND)) second += 1
    found.push(...firstTitlesIn(body).map((each) => `${at} ${as}: ${each}`))
  }
  expect(second).toBeGreaterThan(150)
  expect(forms.size).toBeGreaterThan(30)
  expect(found).toEqual([])
}, 300_000)

test("slow: nor has a letter, the list as a file, the calendar or the document", async () => {
  await world.take(ISU, "plan", "moveMeeting", { meeting: "3rc", from: "2026-09-21", to: "2026-09-25" })
  await world
    .take(CAMEROON, "t2-a2", "object", { party: "delegation-c", text: "No.", paragraphs: ["3"] })
    .catch(() => {})
  await world.at("2026-07-06T10:00:00.000Z")
  expect(sent.length).toBeGreaterThan(300)
  const letters = sent.flatMap(({ subject, text, html, ics }) => [subject, text, html, ics?.text ?? ""])
  const files = [`/fr/plans/${PLAN}/list.csv`, `/calendar/${PLAN}.ics?lang=fr`, `/api/plans/${PLAN}/document`]
  const read = files.map((path) => world.ask("GET", path, { as: thematic("a"), headers: { "Accept-Language": "fr" } }))
  const texts = (await Promise.all(read)).map(({ body }) => (typeof body === "string" ? body : JSON.stringify(body)))
  expect(texts.filter((text) => text.includes(SECOND)).length).toBe(texts.length)
  expect([...letters, ...texts].flatMap(firstTitlesIn)).toEqual([])
}, 120_000)
