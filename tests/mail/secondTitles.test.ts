import type { Message } from "@demarche/mail/message"
import { afterEach, beforeEach, expect, test } from "vitest"
import { AUSTRIA, openWorld, type World } from "../http/world.ts"

const PLAN = "water-2026"
const written = `
schema_version: 2
work_plan:
  id: ${PLAN}
  title: Work plan on water
  titles: { fr: Plan de travail sur l’eau }
  coordinators: [austria]
  cycle: { label: "2026", starts_on: "2026-01-01", ends_at_event: end }
  time_zone: Europe/Vienna
deadline_events: [{ id: end, title: End of the year, kind: plan_period_end }]
actors: [{ id: austria, title: Austria, titles: { fr: Autriche }, kind: state_party }]
people:
  - { id: coordinator-austria, name: Anna Moser, language: fr, zone: Europe/Vienna, address: anna@mission.example, offices: [{ office: coordinator, party: austria, from: "2026-01-01" }] }
tracks: [{ id: t, number: "1", title: Water }]
activities:
  - { id: wells, track: t, title: Note on wells, titles: { fr: Note sur les puits }, kind: document, schedule: { quarters: [2026-Q2] } }
  - { id: rivers, track: t, title: Note on rivers, kind: document, schedule: { quarters: [2026-Q2] } }
outputs: []
`

let world: World
const sent: Message[] = []
const yaml = { "Content-Type": "application/yaml" }
beforeEach(async () => {
  sent.length = 0
  const mailer = { send: async (message: Message) => void sent.push(message) }
  const post = { mailer, home: "https://demarche.example", key: "a key of the tests" }
  world = await openWorld("2026-06-01T10:00:00+02:00", undefined, post)
  await world.ask("POST", "/api/plans", { as: AUSTRIA, body: written, headers: yaml })
  await world.ask("POST", `/api/plans/${PLAN}/transitions/adopt`, { as: AUSTRIA, body: {} })
})
afterEach(() => world.stop())

const page = async (path: string) => (await world.ask("GET", path, { as: AUSTRIA })).body as string

const heading = async (path: string) => /<h1>.*?<\/h1>/s.exec(await page(path))?.[0]

test("pages have a title in the reader's language where the file has one, and elsewhere say which it is", async () => {
  expect(await page(`/fr/items/${PLAN}.wells`)).toContain('<bdi lang="fr" class="words">Note sur les puits</bdi>')
  expect(await heading(`/fr/items/${PLAN}.wells`)).not.toContain("[original")
  expect(await page(`/en/items/${PLAN}.wells`)).toContain('<bdi lang="en" class="words">Note on wells</bdi>')
  expect(await page(`/fr/items/${PLAN}.rivers`)).toMatch(
    /<bdi lang="en" class="words">Note on rivers<\/bdi>.*\[original/,
  )
  const board = await page(`/fr/plans/${PLAN}/board`)
  for (const title of ["Note sur les puits", "Note on rivers"]) expect(board).toContain(`>${title}</bdi>`)
})

test("letters and calendars do so too", async () => {
  await world.at("2026-06-30T12:00:00+02:00")
  const texts = sent.map(({ text }) => text.replace(/\s+/g, " ")).join("\n")
  expect(texts).toContain("Plan de travail sur l’eau")
  expect(texts).not.toContain("Work plan on water")
  expect(texts).toMatch(/Note sur les puits \(wells\)/)
  expect(texts).toMatch(/Pour les coordonnateurs, Autriche/)
  const feed = (await world.ask("GET", `/calendar/${PLAN}.ics?lang=fr`, { as: AUSTRIA })).body as string
  for (const name of ["Plan de travail sur l’eau", "Note sur les puits", "Note on rivers"]) expect(feed).toContain(name)
})

test("a file that has no second title any more takes it away, and the API says which there are", async () => {
  const titlesOf = async () => (await world.get(`/api/activities/${PLAN}.wells`, { as: AUSTRIA })).titles
  expect(await titlesOf()).toEqual({ fr: "Note sur les puits" })
  const without = written.replace("titles: { fr: Note sur les puits }, ", "")
  await world.ask("POST", "/api/plans", { as: AUSTRIA, body: without, headers: yaml })
  await world.at("2026-06-01T10:05:00+02:00")
  expect(await titlesOf()).toBeUndefined()
})
