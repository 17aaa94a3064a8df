import type { Message } from "@demarche/mail/message"
import { groupOf } from "@demarche/web/outputs/groups"
import { afterAll, beforeAll, expect, test } from "vitest"
import { AUSTRIA, ISU, type Json, openCcm, PLAN, thematic, type World } from "../http/world.ts"
import { plain as text } from "./pageText.ts"

const OUTPUTS = `/en/plans/${PLAN}/outputs`

let world: World
const sent: Message[] = []
beforeAll(async () => {
  const mailer = { send: async (message: Message) => void sent.push(message) }
  world = await openCcm("2026-08-25T10:00:00+02:00", undefined, { mailer, home: "http://localhost", key: "k" })
})
afterAll(() => world.stop())

const page = async (path: string, as?: string) => world.ask("GET", path, { as })
const due = (on: string, overdue = false) => ({ on, overdue })

test.each([
  ["overdue", due("2026-05-01", true)],
  ["month", due("2026-05-31")],
  ["quarter", due("2026-06-01")],
  ["quarter", due("2026-09-30")],
  ["later", due("2026-10-01")],
  ["none", null],
])("on 15 May it is in the group %s: %j", (group, due) => {
  const turn: Json = { holder: "coordinator" }
  expect(groupOf({ turn, due: due as Json }, "2026-05-15")).toBe(group)
  expect(groupOf({ turn: null, due: due as Json }, "2026-05-15")).toBe("over")
})

test("outputs stand by when they are due, with the rule of the date, who answers for them and what there is", async () => {
  const { status, body } = await page(OUTPUTS)
  expect(status).toBe(200)
  expect(text(body)).toContain("Due by the end of next quarter (5)")
  expect(text(body)).toContain("Open · Q3 2026 · end of the quarter named in the plan")
  expect(text(body)).toContain("0 of at least 1 ◌ not fulfilled yet")
  expect(text(body)).toContain("Responsible: Coordinator (assumed)")
  const { items } = await world.get("/api/outputs", { query: { plan: PLAN } })
  for (const { id, title } of items) {
    expect(body).toContain(`/en/items/${id}"`)
    expect(text(body)).toContain(title)
  }
})

test("evidence is shown against the rule, with a link to it", async () => {
  await world.take(AUSTRIA, "o2", "linkEvidence", {
    ...{ deliverable: "o2-1", source: "Note of the coordinators <b>", place: "https://example.org/note" },
  })
  const { body } = await page(OUTPUTS)
  expect(text(body)).toContain("1 of at least 1 ✓ fulfilled")
  expect(body).toContain("<bdi>Note of the coordinators &lt;b&gt;</bdi> · <bdi>https://example.org/note</bdi>")
})

test("reminders are for those who hold an office, each their own; those who run the plan see all", async () => {
  expect((await page(`${OUTPUTS}/o3`)).status).toBe(401)
  const own = await page(`${OUTPUTS}/o3`, thematic("a"))
  expect(text(own.body)).toContain("You see the letters that are yours.")
  expect(text(own.body)).toContain("None is planned in the next three months.")
  const all = await page(`${OUTPUTS}/o3`, ISU)
  for (const name of ["Austria", "Cameroon"])
    expect(text(all.body)).toContain(`due in 28 days · to Coordinator (${name})`)
  expect(text(all.body)).not.toContain("You see the letters")
  expect((await page(`${OUTPUTS}/o9`, ISU)).status).toBe(404)
})

test("the letter that is planned is the one that is sent, but for the link that acts", async () => {
  const until = "2026-10-01T00:00:00Z"
  const about = `${PLAN}.o3`
  const { items } = await world.get("/api/reminders", { as: ISU, query: { plan: PLAN, about, until, letters: "true" } })
  const [first] = items.filter(({ recipient }: Json) => recipient === "coordinator-austria")
  const { body } = await page(`${OUTPUTS}/o3`, AUSTRIA)
  const [, address = ""] = /<a href="([^"]*letter=[^"]*)#letter">/.exec(body) ?? []
  const shown = await page(address.replaceAll("&amp;", "&"), AUSTRIA)
  const [, letter = ""] = /<div class="text" lang="en">(.*?)<\/div>/s.exec(shown.body) ?? []
  expect(letter.trim()).toBe(escapedHtml(first.letter.trim()))
  expect(letter).not.toContain("/answer/")

  await world.at(first.notBefore)
  await world.at("2026-09-03T12:00:00+02:00")
  const told = await world.get("/api/notices", { as: ISU, query: { plan: PLAN, about, status: "sent" } })
  const [really] = told.items.filter(({ recipient }: Json) => recipient === "coordinator-austria")
  const same = first.letter.slice(0, first.letter.indexOf("Open the work plan"))
  expect(same).toContain("(o3)")
  expect(really.letter.slice(0, same.length)).toBe(same)
  expect(really.letter).toContain("/answer/")
  expect(text((await page(`${OUTPUTS}/o3`, AUSTRIA)).body)).toMatch(/Sent .* due in 28 days/)
})

const escapedHtml = (each: string) =>
  each
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
