import { afterAll, beforeAll, expect, test } from "vitest"
import { ccmFile } from "./ccm.ts"
import { ISU, type Json, openWorld, PLAN, type World } from "./world.ts"

/** One whose items come before the first plan's, though its id comes after: a hyphen comes before a point. */
const OTHER = `${PLAN}-b`
let world: World
beforeAll(async () => {
  world = await openWorld("2026-01-12T10:00:00+01:00")
  for (const plan of [PLAN, OTHER]) await world.send(ISU, ccmFile().replaceAll(PLAN, plan))
})
afterAll(() => world.stop())

/** The ids on every page of a list, one after the other. */
async function pages(path: string, query: Record<string, string>): Promise<string[][]> {
  const found: string[][] = []
  for (let next: string | null = null; ; ) {
    const page: Json = await world.get(path, { query: { ...query, ...(next && { next }) } })
    found.push(page.items.map(({ id }: Json) => id))
    next = page.next
    if (next === null) return found
  }
}

test.each([
  ["/api/activities", {}],
  ["/api/activities", { plan: PLAN }],
  ["/api/activities", { track: "t2" }],
  ["/api/activities", { q: "dialogues" }],
  ["/api/outputs", {}],
])(
  "%s %j in pages of any length is the whole, in the order of the ids, and ends with its last item",
  async (path, asked) => {
    const [whole = [], ...more] = await pages(path, { ...asked, limit: "100" })
    expect([whole.length > 1, whole.toSorted(), more]).toEqual([true, whole, []])
    for (const limit of [1, 2, whole.length - 1, whole.length]) {
      const parts = await pages(path, { ...asked, limit: `${limit}` })
      expect(parts.flat()).toEqual(whole)
      expect(parts).toHaveLength(Math.ceil(whole.length / limit))
    }
  },
)

test("a list of both plans has the items of each, whatever it was asked as of", async () => {
  await world.at("2026-02-02T10:00:00+01:00")
  for (const more of [{}, { asOf: "2026-01-20T10:00:00Z" }, { asOf: "2026-01-20T10:00:00Z", view: "as-it-was" }]) {
    const both = (await pages("/api/activities", { limit: "100", ...more })).flat()
    const each = [OTHER, PLAN].map((plan) => pages("/api/activities", { plan, limit: "100", ...more }))
    expect(both).toEqual((await Promise.all(each)).flat(2))
    expect(both).toHaveLength(42)
  }
  expect(await pages("/api/activities", { asOf: "2026-01-01T10:00:00Z" })).toEqual([[]])
})

test("a page ends by time, and the pages together are the whole", async () => {
  const whole = (await pages("/api/activities", { limit: "100" })).flat()
  const { views } = world.hosted.application
  const { page } = views
  views.page = async (of) => {
    world.jump(new Date(Date.parse(world.clock.now()) + 6_000).toISOString())
    return page(of)
  }
  const parts = await pages("/api/activities", { limit: "100" })
  views.page = page
  expect(parts.length).toBeGreaterThan(1)
  expect(parts.flat()).toEqual(whole)
})
