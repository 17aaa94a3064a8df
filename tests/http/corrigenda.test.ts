import { afterEach, beforeEach, expect, test } from "vitest"
import { type LetterWorld, openLetters } from "../faults/letters.ts"
import { AUSTRIA, circulated, ISU, type Json, PLAN, thematic } from "./world.ts"

const ITEM = `${PLAN}.t2-a2`
const WRONG = "In paragraph 4, for 2015 read 2025."
const FRENCH = "Au paragraphe 2, au lieu de « doit » lire « devrait »."
const reason = "misprinted"

let world: LetterWorld
beforeEach(async () => {
  world = await openLetters()
  await circulated(world)
})
afterEach(() => world.stop())

const item = async (): Promise<Json> => world.get(`/api/activities/${ITEM}`)
const agreed = () => world.at("2026-06-08T18:01:00+02:00")
const issue = (text: string, more: object = {}) =>
  world.take(ISU, "t2-a2", "issueCorrigendum", { text, reason, ...more })

test("a corrigendum is shown with the text, which stays as it was agreed", async () => {
  await agreed()
  await world.take(ISU, "t2-a2", "addVersion", { draft: 1, language: "fr", text: "Projet" })
  const before = await item()
  await world.at("2026-06-09T10:00:00+02:00")
  const { events } = await issue(WRONG, { symbol: "CCM/2026/WP.3/Corr.1" })
  expect(events).toMatchObject([{ type: "CorrigendumIssued", draft: 1, corrigendum: 1 }])
  await issue(FRENCH, { language: "fr" })

  const after = await item()
  const [first, second] = after.draft.corrigenda
  expect(after.draft.corrigenda).toEqual([
    { number: 1, text: first.text, language: null, symbol: "CCM/2026/WP.3/Corr.1", issued: "2026-06-09T08:00:00.000Z" },
    { number: 2, text: second.text, language: "fr", symbol: null, issued: "2026-06-09T08:00:00.000Z" },
  ])
  for (const field of ["agreed", "state", "since", "rules", "outputs"]) expect(after[field]).toEqual(before[field])

  expect((await world.ask("GET", `/api/texts/${first.text}`)).body).toBe(WRONG)
  const text = await world.ask("GET", `/api/texts/${after.agreed.text}`)
  expect(text.headers.get("Link")).toContain(`</api/texts/${first.text}>; rel="related"`)
  expect(decodeURIComponent(text.headers.get("Link") ?? "")).toContain("2 corrigenda to this text have been issued")

  const page = (await world.ask("GET", `/fr/items/${ITEM}`)).body as string
  expect(page).toContain("2 rectificatifs à ce texte ont été publiés")
  expect(page).toContain("Rectificatif 2 : français".replace(" :", "\u00a0:"))
  expect(page).toContain(`<div class="text prose" lang="fr" dir="auto"><p>${FRENCH}</p></div>`)
  expect(page.indexOf(WRONG)).toBeGreaterThan(page.indexOf(after.agreed.text))

  const history = (await world.ask("GET", `/en/items/${ITEM}`)).body as string
  expect(history).toContain("issued corrigendum 1 to draft 1: CCM/2026/WP.3/Corr.1")
  expect(history).toContain("issued corrigendum 2 to draft 1 (French)")

  const { lines, beside } = await world.get(`/api/plans/${PLAN}/document`)
  const shown = [...lines, ...beside].flatMap(({ items }: Json) => items).filter(({ code }: Json) => code === "t2-a2")
  expect(shown.map(({ corrigenda }: Json) => corrigenda)).toEqual(shown.map(() => after.draft.corrigenda))
  const markdown = await world.ask("GET", `/api/plans/${PLAN}/document`, { headers: { Accept: "text/markdown" } })
  expect(markdown.body).toContain(`corrigendum 1, CCM/2026/WP.3/Corr.1, 9 June 2026`)

  const query = { asOf: "2026-06-08T20:00:00+02:00" }
  expect((await world.get(`/api/activities/${ITEM}`, { query })).draft.corrigenda).toEqual([])
})

test("those whom the silence addressed are told, with a link that opens both texts", async () => {
  await agreed()
  const before = world.linksOf("thematic-a").length
  await world.at("2026-06-09T10:00:00+02:00")
  await issue(WRONG, { symbol: "CCM/2026/WP.3/Corr.1" })
  await world.at("2026-06-09T10:05:00+02:00")
  const { items } = await world.get("/api/notices", { as: ISU, query: { plan: PLAN, recipient: "thematic-a" } })
  const { letter } = items.find(({ kind }: Json) => kind === "CorrigendumIssued")
  expect(letter).toContain("Corrigendum 1 to draft 1 has been issued.")
  expect(letter).toContain("Symbol: CCM/2026/WP.3/Corr.1")
  expect(letter).toContain(`Reason: ${reason}`)
  const [read] = world.linksOf("thematic-a").slice(before)
  const { body } = await world.follow(read?.token ?? "")
  for (const text of ["Draft of t2-a2", WRONG]) expect(body).toContain(text)
  const told = async (recipient: string) =>
    (await world.get("/api/notices", { as: ISU, query: { plan: PLAN, recipient } })).items.filter(
      ({ kind }: Json) => kind === "CorrigendumIssued",
    ).length
  expect([await told("isu"), await told("thematic-h")]).toEqual([0, 1])
})

test("it is the coordinators' and the secretariat's, of an agreed text, in a language that it has, with a reason", async () => {
  const refused = (as: string, more: object = {}) =>
    world.refused(as, "t2-a2", "issueCorrigendum", { text: WRONG, reason, ...more })
  expect(await refused(ISU)).toContain("NOT_NOW")
  await agreed()
  expect(await refused(thematic("a"))).toEqual(["OFFICE"])
  expect(await refused(ISU, { reason: undefined })).toEqual(["REASON"])
  expect(await refused(AUSTRIA, { language: "fr" })).toEqual(["VERSION_UNKNOWN"])
  expect(await refused(AUSTRIA, { language: "de" })).toEqual(["VERSION_UNKNOWN"])
  await world.take(AUSTRIA, "t2-a2", "issueCorrigendum", { text: WRONG, reason, language: "en" })
})

test("its text can be redacted, and a correction of the outcome takes nothing of it away", async () => {
  await agreed()
  await world.at("2026-06-09T10:00:00+02:00")
  const { version: outcome } = await item()
  await issue(WRONG)
  await issue("Another one.")
  const [{ text }] = (await item()).draft.corrigenda
  await world.take(ISU, "t2-a2", "redact", { text, reason: "a name" })
  expect((await world.ask("GET", `/api/texts/${text}`)).status).toBe(410)
  const page = (await world.ask("GET", `/en/items/${ITEM}`)).body
  expect([page.includes(WRONG), page.includes("Another one."), page.includes(text)]).toEqual([false, true, true])
  await world.take(ISU, "t2-a2", "correct", {
    outcome,
    paragraphs: ["3"],
    text: "It was in the mailbox.",
    onBehalfOf: "delegation-a",
    communication: { is: "letter" },
    receivedAt: "2026-06-08T17:50:00+02:00",
  })
  const { state, agreed: none, draft } = await item()
  expect([state, none, draft.corrigenda.length]).toEqual(["drafting", null, 2])
  await world.at("2026-06-09T12:00:00+02:00")
  const query = { asOf: "2026-06-09T11:00:00+02:00", view: "as-it-was" }
  const then = await world.get(`/api/activities/${ITEM}`, { query })
  expect([then.state, then.substate]).toEqual(["drafting", "broken"])
})
