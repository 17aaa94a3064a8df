import { describe, expect, test } from "vitest"
import { ccmFile } from "../http/ccm.ts"
import { AUSTRIA, ISU, openCcm, openWorld, PLAN } from "../http/world.ts"

test("K12.2: items of plans whose ids begin alike are all listed, page by page", async () => {
  const world = await openWorld()
  for (const id of ["p", "p-2", "p-2-b"]) {
    const body = ccmFile().replaceAll(PLAN, id)
    const { status } = await world.ask("POST", "/api/plans", {
      as: ISU,
      body,
      headers: { "Content-Type": "application/yaml" },
    })
    expect(status).toBe(201)
  }
  const seen: string[] = []
  for (let next: string | undefined; ; ) {
    const page = await world.get("/api/activities", { query: { limit: "7", ...(next && { next }) } })
    seen.push(...page.items.map(({ id }: { id: string }) => id))
    if (!page.next) break
    next = page.next
  }
  const alone = await Promise.all(
    ["p", "p-2", "p-2-b"].map((plan) => world.get("/api/activities", { query: { plan, limit: "100" } })),
  )
  const expected = alone.flatMap(({ items }) => items.map(({ id }: { id: string }) => id))
  expect(expected.length).toBe(63)
  expect(seen.toSorted()).toEqual(expected.toSorted())
  await world.stop()
})

describe("K12.3: a window of the record", () => {
  const recorded = (body: { items: { recordedAt: string }[] }) => body.items.map(({ recordedAt }) => recordedAt)

  test("is half-open: two windows that meet have nothing in common and leave nothing out", async () => {
    const world = await openCcm("2026-05-04T10:00:00+02:00")
    for (const minute of [10, 20, 30]) {
      await world.at(`2026-05-05T10:${minute}:00+02:00`)
      await world.take(AUSTRIA, "t2-a2", "comment", { text: `At ${minute}.` })
    }
    const of = (query: Record<string, string>) =>
      world.get("/api/history", { as: ISU, query: { plan: PLAN, type: "CommentMade", ...query } })
    const [from, middle, to] = ["10", "20", "31"].map((minute) => `2026-05-05T10:${minute}:00+02:00`)
    const [first, second] = [await of({ since: from!, until: middle! }), await of({ since: middle!, until: to! })]
    expect([recorded(first), recorded(second)]).toEqual([
      ["2026-05-05T08:10:00.000Z"],
      ["2026-05-05T08:30:00.000Z", "2026-05-05T08:20:00.000Z"],
    ])
    const days = [await of({ until: "2026-05-05" }), await of({ since: "2026-05-05", until: "2026-05-06" })]
    expect(days.map(({ items }) => items.length)).toEqual([0, 3])
    await world.stop()
  })

  test("an event that is not known is refused, with those that are", async () => {
    const world = await openWorld()
    const { status, body } = await world.ask("GET", "/api/history", { query: { plan: PLAN, type: "Agreed,Agred" } })
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { errors: [{ path: "type", message: expect.stringMatching(/no event Agred; .*\bAgreed\b/) }] },
    })
    await world.stop()
  })
})
