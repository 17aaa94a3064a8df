import { afterAll, beforeAll, expect, test } from "vitest"
import { AUSTRIA, ISU, type Json, openCcm, PLAN, thematic, type World } from "./world.ts"

let world: World
beforeAll(async () => {
  world = await openCcm("2026-01-12T10:00:00+01:00")
  await world.take(AUSTRIA, "t2-a2", "openConsultation", {
    closes: "2026-02-13T18:00",
    invited: ["thematic-coordinators"],
    attribution: "chathamHouse",
    reason: "Agreed at the zebrafish retreat",
  })
  await world.take(thematic("a"), "t2-a2", "recordInput", { round: 1, text: "Fine.", reason: "Sent by narwhal" })
  await world.take(AUSTRIA, "t2-a3", "waiveConsultation", { reason: "Time" })
  await world.take(AUSTRIA, "t2-a3", "startDrafting")
  await world.take(AUSTRIA, "t2-a3", "addDraft", { text: "On the quetzal and the Café of ministers." })
})
afterAll(() => world.stop())

const found = async (as: string | undefined, q: string, more: Record<string, string> = {}) =>
  (await world.get("/api/activities", { as, query: { plan: PLAN, q, limit: "100", ...more } })).items.map(
    ({ code }: Json) => code,
  )

test("words of a title, whatever their case and order, find it", async () => {
  expect(await found(undefined, "POINTS  reference short")).toContain("t2-a2")
  expect(await found(undefined, "t2-a2")).toEqual(["t2-a2"])
  expect(await found(undefined, "points unheard-of")).toEqual([])
})

test("a word of a draft finds it for those who may read the draft, and for nobody else", async () => {
  expect(await found(AUSTRIA, "quetzal cafe")).toEqual(["t2-a3"])
  expect(await found(thematic("b"), "quetzal")).toEqual(["t2-a3"])
  expect(await found(undefined, "quetzal")).toEqual([])
})

test("a word of a reason finds it for those who may read the reason", async () => {
  expect(await found(undefined, "zebrafish")).toEqual(["t2-a2"])
  expect(await found(AUSTRIA, "narwhal")).toEqual(["t2-a2"])
  expect(await found(thematic("b"), "narwhal")).toEqual([])
  expect(await found(undefined, "narwhal")).toEqual([])
})

test("the words may stand in different texts of one item, and other filters count as well", async () => {
  expect(await found(AUSTRIA, "zebrafish reference")).toEqual(["t2-a2"])
  expect(await found(AUSTRIA, "zebrafish", { track: "t3" })).toEqual([])
})

test("in the past is found what was there then", async () => {
  expect(await found(AUSTRIA, "zebrafish", { asOf: "2025-12-01T00:00:00Z" })).toEqual([])
  expect(await found(AUSTRIA, "zebrafish", { asOf: "2025-12-01T00:00:00Z", view: "as-it-was" })).toEqual([])
  expect(await found(AUSTRIA, "quetzal", { asOf: "2025-12-01T00:00:00Z" })).toEqual([])
})

test("what is redacted is found no more, at no instant", async () => {
  const { drafts } = await world.get(`/api/activities/${PLAN}.t2-a3`, { as: AUSTRIA })
  const asOf = world.clock.now()
  await world.at("2026-01-13T10:00:00+01:00")
  await world.take(ISU, "t2-a3", "redact", { text: drafts[0].text, reason: "Names a person" })
  expect(await found(AUSTRIA, "quetzal")).toEqual([])
  expect(await found(AUSTRIA, "quetzal", { asOf })).toEqual([])
})
