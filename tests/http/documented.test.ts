import { afterAll, beforeAll, expect, test } from "vitest"
import { sources } from "../house/files.ts"
import { contractOf } from "./documented.ts"
import { openCcm, type World } from "./world.ts"

let world: World
beforeAll(async () => {
  world = await openCcm()
})
afterAll(() => world.stop())

test("every test that asks the API has its answers held against the OpenAPI document", () => {
  const builders = sources().filter(
    ({ path, text }) => path.startsWith("tests/") && /^import \{.*create(?:Api|Site).*\} from/m.test(text),
  )
  expect(builders.map(({ path }) => path).toSorted()).toEqual([
    "tests/bench/delay.ts",
    "tests/bench/httpServer.ts",
    "tests/bench/pages.ts",
    "tests/bench/scale.ts",
    "tests/cli/signInLink.test.ts",
    "tests/http/documented.ts",
    "tests/web/news.test.ts",
  ])
})

test("an answer that is not as documented is found: status, media type, header, a member too many or missing", async () => {
  const { against } = contractOf(world.hosted.application)
  const json = (body: unknown, init: ResponseInit = {}) => Response.json(body, init)
  const found = async (path: string, response: Response) => (await against("GET", path, response)).join()
  const plan = { id: "p", title: "P", cycle: "1", state: null }
  expect(await found("/api/plans", json({ items: [plan] }))).toBe("")
  expect(await found("/api/plans", json({ items: [{ ...plan, color: "red" }] }))).toMatch(/items\/0 .*color/)
  expect(await found("/api/plans", json({ items: [{ ...plan, title: undefined }] }))).toMatch(/items\/0 .*title/)
  expect(await found("/api/plans", json({ items: [] }, { status: 418 }))).toBe("its status is 418")
  expect(await found("/api/plans", new Response("a,b", { headers: { "Content-Type": "text/csv" } }))).toMatch(
    /text\/csv/,
  )
  expect(await found("/api/plans/p", json({}))).toMatch(/no header ETag/)
  expect(await found("/api/nowhere", json({}))).toMatch(/no operation is there/)
})
