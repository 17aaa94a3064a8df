import { afterEach, beforeEach, expect, test } from "vitest"
import { ISU, type Json, openCcm, PLAN, thematic, type World } from "./world.ts"

const ITEM = `${PLAN}.t2-a2`

let world: World
beforeEach(async () => {
  world = await openCcm("2026-02-02T10:00:00+01:00")
})
afterEach(() => world.stop())

const submit = (as: string, text: string, more: object = {}) =>
  world.take(as, "t2-a2", "submitPaper", { title: `Elements ${text}`, text, ...more })
const papers = async (as?: string): Promise<Json> => (await world.get(`/api/activities/${ITEM}`, { as })).papers

test("a paper says which one it supersedes, and the old one which took its place", async () => {
  await submit(thematic("a"), "one", { symbol: "WP.1" })
  await submit(thematic("a"), "two", { symbol: "WP.1/Rev.1", supersedes: 1 })
  await submit(thematic("b"), "three", { languages: ["fr"] })
  await submit(ISU, "four", { supersedes: 2, onBehalfOf: "delegation-a", communication: { is: "letter" } })
  const [one, two, three, four] = await papers(ISU)
  expect(
    [one, two, three, four].map(({ party, supersedes, supersededBy }) => [party, supersedes, supersededBy]),
  ).toEqual([
    ["delegation-a", null, 2],
    ["delegation-a", 1, 4],
    ["delegation-b", null, null],
    ["delegation-a", 2, null],
  ])
  expect(three).toMatchObject({ number: 3, title: "Elements three", languages: ["fr"], symbol: null })

  const old = await world.ask("GET", `/api/texts/${one.text}`, { as: thematic("b") })
  expect(old.body).toBe("one")
  const link = decodeURIComponent(old.headers.get("Link") ?? "")
  expect(link).toContain(`</api/texts/${two.text}>; rel="successor-version"`)
  expect(link).toContain(`</api/texts/${four.text}>; rel="latest-version"`)
  expect(link).toContain("Paper 2 has taken the place of this one.")
  const newest = await world.ask("GET", `/api/texts/${four.text}`, { as: thematic("b") })
  expect(newest.headers.get("Link")).toBeNull()
  const page = (await world.ask("GET", `/en/items/${ITEM}`, { as: ISU })).body as string
  expect(page.match(/Paper \d has taken the place of this one/g)).toHaveLength(2)
  expect(page).toContain("submitted working paper 2: Elements two (WP.1/Rev.1), in the place of paper 1")
})

test("papers are the committee's and their authors', and one party's are not another's to replace", async () => {
  await submit(thematic("a"), "one")
  expect(await papers()).toBeNull()
  const [{ text }] = await papers(thematic("b"))
  expect((await world.ask("GET", `/api/texts/${text}`)).status).toBe(404)
  expect((await world.ask("GET", `/en/items/${ITEM}`)).body).not.toContain("Elements one")
  const refused = (as: string, supersedes: number) =>
    world.refused(as, "t2-a2", "submitPaper", { title: "T", text: "x", supersedes })
  expect(await refused(thematic("b"), 1)).toEqual(["NOT_YOUR_PAPER"])
  expect(await refused(thematic("b"), 2)).toContain("PAPER_UNKNOWN")
})
