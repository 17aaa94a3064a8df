import { dearRoutes } from "@demarche/http/rateLimits"
import { apiOptionsOf } from "@demarche/server/serve"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { documentedApi } from "../http/documented.ts"
import { AUSTRIA, ISU, openProposed, type World } from "../http/world.ts"

const RATES = { read: 40, write: 40 }

describe("K9.8 a caller takes nothing from another", () => {
  let world: World
  let ask: (method: string, path: string, as?: string) => Promise<Response>
  let now = 0
  beforeEach(async () => {
    world = await openProposed()
    now = 15_000
    const reporter = { info() {}, error() {} }
    const options = apiOptionsOf(world.hosted, { reporter, home: "https://d.example", demo: world.clock })
    const app = documentedApi(world.hosted.application, { ...options, rates: RATES, milliseconds: () => now })
    ask = async (method, path, as) =>
      app.request(path, { method, ...(as && { headers: { Authorization: `Bearer demo:${as}` } }) })
  })
  afterEach(() => world.stop())

  /** How many of its requests are answered before it is told to slow down, and that answer. */
  async function until429(method: string, path: string, as?: string) {
    for (let count = 0; count <= 2 * RATES.read; count++) {
      const answer = await ask(method, path, as)
      if (answer.status === 429) return { count, answer }
    }
    throw new Error(`${method} ${path} was never refused`)
  }

  test("the public has half the reads of somebody known, and uses up nobody's", async () => {
    expect((await until429("GET", "/api/plans")).count).toBe(20)
    expect((await until429("GET", "/api/plans", ISU)).count).toBe(40)
    expect((await ask("GET", "/api/plans", AUSTRIA)).status).toBe(200)
    expect((await ask("POST", "/api/plans", ISU)).status, "writes are counted apart").not.toBe(429)
    now += 60_000
    expect((await ask("GET", "/api/plans")).status).toBe(200)
  })

  test.each(Object.entries(dearRoutes))("%s has a limit of its own, and leaves the rest", async (route, share) => {
    const [method = "", path = ""] = route.split(" ")
    const { count, answer } = await until429(method, path, ISU)
    expect(count).toBe(Math.ceil(RATES.read * share))
    expect(answer.headers.get("Retry-After")).toBe("45")
    if (path.startsWith("/api/")) {
      expect(answer.headers.get("Content-Type")).toBe("application/problem+json")
      const told = { status: 429, limit: count, type: expect.stringContaining("slow-down") }
      expect(await answer.json()).toMatchObject(told)
    } else expect(answer.headers.get("Content-Type")).toMatch(/^text\/html/)
    expect((await ask("GET", "/api/plans", ISU)).status).toBe(200)
    expect((await ask(method, path, AUSTRIA)).status, "nor does it take another's").not.toBe(429)
  })
})
