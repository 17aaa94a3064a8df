import { afterEach, beforeEach, expect, test } from "vitest"
import { type LetterWorld, openLetters } from "../faults/letters.ts"
import { AUSTRIA, advise, FOCAL_POINT, horizontalChecks, ISU, type Json, PLAN, thematic } from "./world.ts"

const ITEM = `${PLAN}.t2-a2`
const TABLE = "| reference point | year |"
const TITLE = "Table of reference points"

let world: LetterWorld
beforeEach(async () => {
  world = await openLetters()
  await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "time" })
  await world.take(AUSTRIA, "t2-a2", "startDrafting")
  await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "A draft" })
})
afterEach(() => world.stop())

const item = async (as?: string): Promise<Json> => world.get(`/api/activities/${ITEM}`, { as })
const annex = (more: object = {}) =>
  world.take(AUSTRIA, "t2-a2", "addAnnex", { draft: 1, title: TITLE, text: TABLE, ...more })
const circulate = async () => {
  await world.take(AUSTRIA, "t2-a2", "recordCheck", { check: { of: "partner", partner: "isu" } })
  await world.take(AUSTRIA, "t2-a2", "requestClearance")
  await world.take(ISU, "t2-a2", "clearDraft")
  await horizontalChecks(world, "t2-a2")
  for (const as of [AUSTRIA, ISU]) await world.take(as, "t2-a2", "recordCheck", { check: { of: "constraint" } })
  await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
}

test("an annex is read by whom the draft is for, and by everyone once that is agreed", async () => {
  await annex()
  await annex({ title: "Sources", text: "Des sources", languages: ["fr"] })
  const { draft } = await item(ISU)
  expect(draft.annexes).toEqual([
    { number: 1, title: TITLE, text: draft.annexes[0].text, languages: ["en"] },
    { number: 2, title: "Sources", text: draft.annexes[1].text, languages: ["fr"] },
  ])
  const path = `/api/texts/${draft.annexes[0].text}`
  const publicly = async () => [
    (await world.ask("GET", path)).status,
    (await item()).draft.annexes.map(({ title }: Json) => title),
    (await world.ask("GET", `/en/items/${ITEM}`)).body.includes(TITLE),
    JSON.stringify((await world.get("/api/history", { query: { plan: PLAN } })).items).includes(TITLE),
  ]
  expect(await publicly()).toEqual([404, [null, null], false, false])
  expect((await world.ask("GET", `/en/items/${ITEM}`)).body).toContain(draft.annexes[0].text)
  expect((await world.ask("GET", path, { as: thematic("a") })).body).toBe(TABLE)

  await circulate()
  await world.at("2026-06-01T10:30:00+02:00")
  const [read] = world.linksOf("thematic-a").filter(({ link }) => link.does === "read")
  const { body } = await world.follow(read?.token ?? "")
  for (const said of [`Annex 1: ${TITLE}`, TABLE, "Annex 2: Sources", "Des sources"]) expect(body).toContain(said)
  await world.at("2026-06-08T18:01:00+02:00")
  const { agreed } = await item()
  expect(agreed.annexes).toEqual(draft.annexes)
  expect(await publicly()).toEqual([200, [TITLE, "Sources"], true, false])
  const page = (await world.ask("GET", `/fr/items/${ITEM}`)).body as string
  expect(page).toContain(`<h3>Annexe 1\u00a0: ${TITLE}</h3>`)
  expect(page).toContain('<div class="text prose" lang="fr" dir="auto"><p>Des sources</p></div>')
})

test("the annex of an agreed draft stays everyone's when a new draft has it too", async () => {
  await annex()
  const [{ text }] = (await item(ISU)).draft.annexes
  await circulate()
  await world.at("2026-06-08T18:01:00+02:00")
  await world.take("coordinator-cameroon:coordinator", "t2-a2", "recordCheck", { check: { of: "consent" } })
  await world.take(AUSTRIA, "t2-a2", "reopen", { reason: "a new finding" })
  await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Another draft" })
  expect((await item(ISU)).draft.annexes).toEqual([])
  await annex({ draft: 2, text })
  expect((await world.ask("GET", `/api/texts/${text}`)).body).toBe(TABLE)
  const { drafts } = await item()
  expect(drafts.map(({ annexes }: Json) => annexes.map(({ title }: Json) => title))).toEqual([[TITLE], [null]])
})

test("it is fixed once a step is begun, asks an advice again, and is in a language of the procedure", async () => {
  await advise(world, "t2-a2")
  const advised = async () => (await item()).checks.find(({ id }: Json) => id === "gender-advice").held
  expect(await advised()).toBe(true)
  await annex()
  expect(await advised()).toBe(false)
  const refused = (as: string, more: object = {}) =>
    world.refused(as, "t2-a2", "addAnnex", { draft: 1, title: TITLE, text: TABLE, ...more })
  expect(await refused(AUSTRIA, { languages: ["de"] })).toEqual(["LANGUAGE_UNKNOWN"])
  expect(await refused(FOCAL_POINT)).toEqual(["OFFICE"])
  await world.take(AUSTRIA, "t2-a2", "recordCheck", { check: { of: "partner", partner: "isu" } })
  await world.take(AUSTRIA, "t2-a2", "requestClearance")
  expect(await refused(AUSTRIA)).toEqual(["NOT_NOW"])
  await world.take(AUSTRIA, "t2-a2", "returnToConsultation", { reason: "more to ask" })
  await world.take(AUSTRIA, "t2-a2", "startDrafting")
  expect(await refused(AUSTRIA)).toEqual(["ANNEX_FIXED"])
})
