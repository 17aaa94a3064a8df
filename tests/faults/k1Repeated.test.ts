import { afterEach, expect, test } from "vitest"
import { ccmFile } from "../http/ccm.ts"
import { AUSTRIA, ISU, type Json, openCcm, PLAN, PRESIDENCY, type World } from "../http/world.ts"

// Whatever is sent again under its Idempotency-Key is done once, at each address that does something.

let world: World
afterEach(() => world.stop())

/** What each address is asked for, by whom; of the transitions one stands for all, since they come to one function. */
const asked: Record<string, { as: string; body: object | string; query?: Record<string, string> }> = {
  "/api/plans": { as: ISU, body: ccmFile().replace(`id: ${PLAN}`, "id: another-plan") },
  "/api/requests": { as: PRESIDENCY, body: { title: "A note" }, query: { plan: PLAN } },
  "/api/webhooks": { as: ISU, body: { url: "https://a.example/", label: "a" }, query: { plan: PLAN } },
  "/api/keys": { as: ISU, body: { label: "k", office: "secretariat", plans: [PLAN] } },
  "/api/feeds": { as: AUSTRIA, body: {}, query: { plan: PLAN } },
  "/transitions/": { as: AUSTRIA, body: { owner: "isu" } },
}

/** The addresses that take no such key, and why. */
const without: Record<string, string> = {
  "/api/texts": "a text that is sent again is another text, which nothing names",
  "/api/demo/clock": "the clock of a demonstration only goes forward",
  "/api/plans/{plan}/mine/seen": "what was seen is kept as it was said last",
  "/api/plans/{plan}/mine/forget": "what is forgotten is gone",
  "/en/answer/{token}": "a letter's link is its own key, and acts once",
  "/fr/answer/{token}": "the same",
}

async function posts(): Promise<Map<string, boolean>> {
  const { paths } = await world.get("/api/openapi.json")
  return new Map(
    Object.entries<Json>(paths).flatMap(([path, { post }]) =>
      post ? [[path, (post.parameters ?? []).some(({ name }: Json) => name === "Idempotency-Key")]] : [],
    ),
  )
}

async function written(): Promise<number> {
  let commits = 0
  for await (const _ of world.hosted.application.world.events.scan()) commits++
  return commits
}

test("K1 every address that is posted to takes an Idempotency-Key, or says why not", async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
  for (const [path, takes] of await posts()) {
    const known = path.includes("/transitions/") ? "/transitions/" : path
    expect([path, takes], without[path]).toEqual([path, known in asked])
    expect([path, known in asked || path in without]).toEqual([path, true])
  }
})

test.each(Object.entries(asked))(
  "K1 %s does once what is sent twice under one key",
  async (path, { as, body, query }) => {
    world = await openCcm("2026-06-01T10:00:00+02:00")
    const address = path === "/transitions/" ? `/api/activities/${PLAN}.t2-a1/transitions/assignOwner` : path
    const headers = {
      "Idempotency-Key": "5f0c2a",
      ...(typeof body === "string" && { "Content-Type": "application/yaml" }),
    }
    const first = await world.ask("POST", address, { as, body, query, headers })
    expect(first.status).toBeLessThan(300)
    const before = await written()
    const again = await world.ask("POST", address, { as, body, query, headers })
    expect(await written()).toBe(before)
    const isShownOnce = ["/api/keys", "/api/feeds"].includes(path)
    expect([again.status, again.body.type]).toEqual(
      isShownOnce ? [422, expect.stringMatching(/key-reused$/)] : [first.status, undefined],
    )
    if (!isShownOnce && path !== "/api/plans") expect(again.body).toEqual(first.body)
    const malformed = { ...headers, "Idempotency-Key": "x".repeat(201) }
    expect((await world.ask("POST", address, { as, body, query, headers: malformed })).status).toBe(400)
  },
)
