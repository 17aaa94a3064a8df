import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { type LetterWorld, openLetters } from "../faults/letters.ts"
import { ccmFile } from "./ccm.ts"
import { waysPlan } from "./waysPlan.ts"
import { AUSTRIA, circulated, horizontalChecks, ISU, type Json, openWorld, PLAN, thematic } from "./world.ts"

const ITEM = `${PLAN}.t2-a2`
const FRENCH = "Projet de texte"

let world: LetterWorld
beforeEach(async () => {
  world = await openLetters()
})
afterEach(() => world.stop())

const item = async (): Promise<Json> => world.get(`/api/activities/${ITEM}`, { as: ISU })
const version = (language: string, text: string, draft = 1) =>
  world.take(ISU, "t2-a2", "addVersion", { draft, language, text })
const started = async () => {
  await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "time" })
  await world.take(AUSTRIA, "t2-a2", "startDrafting")
}

describe("a version in another language", () => {
  test("is a translation that everybody who reads the draft reads, and voids nothing", async () => {
    await circulated(world)
    await world.at("2026-06-01T10:30:00+02:00")
    const { events } = await version("fr", FRENCH)
    expect(events).toMatchObject([{ type: "VersionAdded", draft: 1, language: "fr", translation: true }])
    const { substate, draft, checks } = await item()
    expect([substate, checks.every(({ held }: Json) => held)]).toEqual(["underSilence", true])
    expect(draft.versions).toMatchObject([
      { languages: ["en"], authentic: true, text: draft.text },
      { languages: ["fr"], authentic: false },
    ])
    const french = `/api/texts/${draft.versions[1].text}`
    expect((await world.ask("GET", french)).status).toBe(404)
    expect((await world.ask("GET", french, { as: thematic("h") })).body).toBe(FRENCH)
    const [read] = world.linksOf("thematic-a").filter(({ link }) => link.does === "read")
    const page = (await world.ask("GET", `/fr/answer/${read?.token}`)).body as string
    expect(page).toContain("Traduction\u00a0: français")
    expect(page).toContain("Version faisant foi\u00a0: anglais")
    expect(page.indexOf(FRENCH)).toBeLessThan(page.indexOf("Draft of t2-a2"))
    expect(page).toContain(`<div class="text prose" lang="fr" dir="auto"><p>${FRENCH}</p></div>`)
    await world.at("2026-06-08T18:01:00+02:00")
    expect((await item()).agreed.authentic).toEqual([{ languages: ["en"], text: draft.text }])
    expect((await world.ask("GET", french)).status).toBe(200)
    await version("es", "Proyecto")
    const [, , spanish] = (await item()).draft.versions
    expect((await world.ask("GET", `/api/texts/${spanish.text}`)).body).toBe("Proyecto")
  })

  test("that is authentic is there before the first step, is fixed then, and is agreed", async () => {
    await started()
    await world.take(AUSTRIA, "t2-a2", "recordCheck", { check: { of: "partner", partner: "isu" } })
    await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "A draft", authentic: ["fr", "es"] })
    const ask = () =>
      world.ask("POST", `/api/activities/${ITEM}/transitions/requestClearance`, { as: AUSTRIA, body: {} })
    expect((await ask()).body.failing).toEqual([
      {
        code: "VERSION_MISSING",
        sentence: expect.stringContaining("Missing: French and Spanish."),
        languages: ["fr", "es"],
      },
    ])
    expect((await item()).languagesMissing).toEqual(["fr", "es"])
    await version("fr", FRENCH)
    await version("fr", `${FRENCH}, relu`)
    await version("es", "Proyecto")
    expect((await ask()).status).toBe(200)
    expect(await world.refused(ISU, "t2-a2", "addVersion", { draft: 1, language: "fr", text: "?" })).toEqual([
      "AUTHENTIC_FIXED",
    ])
    await version("ar", "مشروع")
    await world.take(ISU, "t2-a2", "clearDraft")
    await horizontalChecks(world, "t2-a2")
    for (const as of [AUSTRIA, ISU]) await world.take(as, "t2-a2", "recordCheck", { check: { of: "constraint" } })
    await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
    await world.at("2026-06-08T18:01:00+02:00")
    const { agreed, draft } = await item()
    expect(agreed.authentic.map(({ languages }: Json) => languages)).toEqual([["en"], ["fr"], ["es"]])
    expect((await world.ask("GET", `/api/texts/${draft.versions[1].text}`)).body).toBe(`${FRENCH}, relu`)
    const page = (await world.ask("GET", `/en/items/${ITEM}`)).body
    for (const { text } of agreed.authentic) expect(page).toContain(text)
    expect(page).toContain("Translation: Arabic")
  })

  test("is in a language of the procedure, of a draft that is there, and not in the draft's own", async () => {
    await started()
    await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "A draft" })
    const refused = (more: object) =>
      world.refused(ISU, "t2-a2", "addVersion", { draft: 1, language: "fr", text: "x", ...more })
    expect(await refused({ language: "de" })).toEqual(["LANGUAGE_UNKNOWN"])
    expect(await refused({ draft: 2 })).toEqual(["DRAFT_UNKNOWN"])
    expect(await refused({ language: "en" })).toEqual(["DRAFT_LANGUAGE"])
    expect(await world.refused(AUSTRIA, "t2-a2", "addDraft", { text: "x", languages: ["de"] })).toEqual([
      "LANGUAGE_UNKNOWN",
    ])
    expect(await world.refused(thematic("a"), "t2-a2", "addVersion", { draft: 1, language: "fr", text: "x" })).toEqual([
      "OFFICE",
    ])
  })

  test("of an old draft says that it is old", async () => {
    await started()
    await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "A draft" })
    await version("fr", FRENCH)
    await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Another draft" })
    const { drafts, draft } = await item()
    expect(drafts.map(({ newer }: Json) => newer)).toEqual([2, null])
    const old = await world.ask("GET", `/api/texts/${drafts[0].versions[1].text}`, { as: ISU })
    expect(old.headers.get("Link")).toContain(`</api/texts/${draft.text}>; rel="latest-version"`)
  })
})

test("a silence step's languages are there before it opens", async () => {
  const other = await openWorld("2026-06-01T10:00:00+02:00")
  const languages = "  languages: { documents: [fr, en, es] }\n  groups:"
  await other.send(
    ISU,
    waysPlan
      .replace("  groups:", languages)
      .replace(
        "    meeting:\n",
        "    quick:\n      steps: [{ silence: committee, hours: 24, languages: [fr, es] }]\n    meeting:\n",
      )
      .replace("path: meeting", "path: quick"),
  )
  await other.take(AUSTRIA, "plan", "adopt", { mandate: "The meeting" })
  await other.take(AUSTRIA, "b", "startDrafting")
  await other.take(AUSTRIA, "b", "addDraft", { text: "Projet" })
  const { draft, languagesMissing } = await other.get(`/api/activities/${PLAN}.b`)
  expect([draft.versions[0].languages, languagesMissing]).toEqual([["fr"], ["es"]])
  expect(await other.refused(AUSTRIA, "b", "circulate", { until: "2026-06-08T18:00" })).toEqual(["VERSION_MISSING"])
  await other.take(AUSTRIA, "b", "addVersion", { draft: 1, language: "es", text: "Proyecto" })
  await other.take(AUSTRIA, "b", "circulate", { until: "2026-06-08T18:00" })
  await other.stop()
})

describe("a symbol", () => {
  test("is the plan's until a draft has one of its own, on item, page and letter", async () => {
    const said = ccmFile().replace("  - id: t2-a2\n", '  - id: t2-a2\n    symbol: "CCM/2026/WP.3"\n')
    await world.send(ISU, said)
    expect((await item()).symbol).toBe("CCM/2026/WP.3")
    await world.send(ISU, said)
    await circulated(world)
    expect((await item()).draft.symbol).toBe("CCM/2026/WP.3")
    await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong file" })
    await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Again", symbol: "CCM/2026/WP.3/Rev.1" })
    const { symbol, drafts } = await item()
    expect([symbol, ...drafts.map((draft: Json) => draft.symbol)]).toEqual([
      "CCM/2026/WP.3/Rev.1",
      "CCM/2026/WP.3",
      "CCM/2026/WP.3/Rev.1",
    ])
    const page = (await world.ask("GET", `/en/items/${ITEM}`, { as: ISU })).body
    expect(page).toContain("<bdi>CCM/2026/WP.3/Rev.1</bdi>")
    await world.take(AUSTRIA, "t2-a2", "requestClearance")
    await world.at("2026-06-01T12:00:00+02:00")
    const { items } = await world.get("/api/notices", { as: ISU, query: { plan: PLAN, recipient: "isu" } })
    const letters = items.filter(({ kind }: Json) => kind === "ClearanceRequested").map(({ letter }: Json) => letter)
    const told = letters.map((letter: string) => letter.match(/(?<=Symbol: ).*/)?.[0])
    expect(new Set(told)).toEqual(new Set(["CCM/2026/WP.3", "CCM/2026/WP.3/Rev.1"]))
  })

  test("that the file takes out is taken out", async () => {
    const said = ccmFile().replace("  - id: t2-a2\n", '  - id: t2-a2\n    symbol: "CCM/2026/WP.3"\n')
    await world.send(ISU, said)
    await world.send(ISU, ccmFile())
    expect((await item()).symbol).toBeNull()
  })
})
