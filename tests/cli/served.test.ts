import { readFileSync } from "node:fs"
import { join } from "node:path"
import { exportedLines } from "@demarche/cli/exportPages"
import type { Io } from "@demarche/cli/io"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { parsePlan } from "@demarche/plan-file/parse"
import { movableClock } from "@demarche/server/clocks"
import { playDemo } from "@demarche/server/demo"
import { host } from "@demarche/server/host"
import { type Served, serve } from "@demarche/server/serve"
import { afterAll, beforeAll, expect, test } from "vitest"
import { cli, PLAN, temporary } from "./console.ts"

const folder = temporary()
const id = `${PLAN}.t2-a2`
const AUSTRIA = "demo:coordinator-austria:coordinator"
const ISU = "demo:isu:secretariat"
let served: Served

beforeAll(async () => {
  const clock = movableClock("2025-10-01T08:00:00.000Z", true)
  const reporter = { info() {}, error: console.error }
  const hosted = host(memoryStore(), clock.now, reporter)
  await playDemo(hosted, clock, "2026-06-05T10:00:00.000Z")
  served = await serve(hosted, { hostname: "127.0.0.1", port: 0, home: "https://d.example", reporter, demo: clock })
})
afterAll(async () => {
  await served.stop()
  folder.remove()
})

const ask = (argv: string[], key?: string, given: Partial<Io> = {}) =>
  cli([...argv, "--server", `${served.url}/`, ...(key ? ["--key", key] : [])], given)

test("an activity under silence: its deadline in both zones, who has not answered, what can be done", async () => {
  const { out } = await ask(["activity", "show", id], AUSTRIA, { zone: "Asia/Vientiane" })
  expect(out).toMatch(/State +In drafting · Under a silence procedure, since 12 May 2026/)
  expect(out).toMatch(/Due +Q2 2026 – end of the quarter named in the plan/)
  expect(out).toMatch(/Silence +Monday, 8 June 2026, 6 p\.m\. \(Geneva time; 11 p\.m\. in Vientiane\)/)
  expect(out).toMatch(/unanswered: Austria, .+Delegation A/)
  expect(out).toMatch(/Draft 1 +text [\w-]{43}/)
  expect(out).toMatch(/Can be done now[\s\S]+extendSilence/)
})

test("the public sees no parties, and may not act", async () => {
  const { out } = await ask(["activity", "show", id])
  expect(out).toContain("2 of 11 have expressed support")
  expect(out).not.toContain("unanswered")
  expect((await ask(["history", PLAN])).out).toContain("something that you may not see")
  expect(await ask(["activity", "do", id, "support"])).toMatchObject({
    code: 4,
    err: expect.stringContaining("sign in"),
  })
})

test("who would be reminded of what, when and why, for those who may know it", async () => {
  const until = ["--until", "2026-06-20T00:00:00Z"]
  const { code, out } = await ask(["reminders", PLAN, ...until], ISU, { zone: "Europe/Zurich", columns: 200 })
  expect(code).toBe(0)
  expect(out).toMatch(/^8 June 2026, 4 p\.m\. \(Geneva time\) +t2-a2 +Presidency +the silence ends in 2 hours$/m)
  expect(out).toMatch(
    /^16 June 2026, 7\.30 a\.m\. \(Geneva time\) +\S+ +Coordinator \(Austria\) +due in 14 days +Q2 2026|30 June 2026$/m,
  )
  expect(out).toMatch(/since it is late/)
  const { items } = JSON.parse((await ask(["reminders", PLAN, ...until, "--json"], ISU)).out)
  expect(out.trim().split("\n")).toHaveLength(items.length)
  expect(await ask(["reminders", PLAN, "--until", "2026-06-01T00:00:00Z"], ISU)).toMatchObject({ code: 2 })
  expect(await ask(["reminders", PLAN, ...until])).toMatchObject({ code: 4 })
})

test("an objection before it is made, and what it would call for", async () => {
  const object = ["activity", "do", id, "object", 'paragraphs=["3"]', "text=Too far."]
  const { code, out } = await ask([...object, "--dry-run"], "demo:thematic-a:thematicCoordinator")
  expect(code).toBe(0)
  expect(out).toContain("In drafting · Silence broken")
  expect(out).toContain("raised objection 1")
  expect(out).toContain("No mail is set up here: until it is, no letter leaves")
  expect((await ask(["activity", "show", id, "--json"], AUSTRIA)).out).toContain('"substate":"underSilence"')
})

test("a key is shown once, lets its holder in, and no more once revoked", async () => {
  const add = ["key", "add", "--label", "audit", "--office", "auditor", "--plan", PLAN]
  const { code, out, err } = await ask(add, ISU)
  expect(code).toBe(0)
  expect(err).toContain("shown once")
  const key = out.trim()
  expect(key).toMatch(/^demarche_[0-9a-f]{16}_[\w-]{43}$/)
  const list = (key: string) =>
    cli(["activity", "list", "--plan", PLAN, "--due", "overdue"], {
      env: { DEMARCHE_SERVER: served.url, DEMARCHE_KEY: key },
    })
  expect(await list(key)).toMatchObject({ code: 0, out: expect.stringContaining("x-q1-4") })
  expect(await ask(["activity", "do", id, "support"], key)).toMatchObject({
    code: 1,
    err: expect.stringContaining("OFFICE"),
  })
  const revoked = await ask(["key", "revoke", key.split("_")[1] ?? "", "--reason", "the audit is over"], ISU)
  expect(revoked).toMatchObject({ code: 0, out: expect.stringContaining("is revoked") })
  expect(await list(key)).toMatchObject({ code: 4, err: expect.stringContaining("revoked") })
  expect(await ask(add, AUSTRIA)).toMatchObject({ code: 1 })
  expect(await ask(["key", "add", "--label", "x", "--plan", PLAN], ISU)).toMatchObject({
    code: 2,
    err: expect.stringContaining("--office: coordinator"),
  })
})

test("the public record is taken away whole and verifies, here and there", async () => {
  const file = join(folder.path, "public.ndjson")
  expect(await ask(["export", "--plan", PLAN, "-o", file])).toMatchObject({
    code: 0,
    out: expect.stringContaining("commits in"),
  })
  expect((await ask(["export", "--plan", PLAN])).out).toBe(readFileSync(file, "utf8"))
  expect(readFileSync(file, "utf8")).toContain('"events":[{"hash"')
  const intact = await cli(["verify", file])
  expect(intact).toMatchObject({ code: 0, out: expect.stringMatching(/^Intact: \d+ commits in \d+ streams\.\n$/) })
  expect(await ask(["verify"])).toEqual(intact)
  expect(await ask(["verify", "--plan", PLAN, "--json"])).toMatchObject({
    code: 0,
    out: expect.stringContaining('"findings":[]'),
  })
  expect(await ask(["export", "--plan", "no-such-plan"])).toMatchObject({ code: 5 })
  expect(await ask(["export", "--plan", PLAN, "-o", join(folder.path, "no/such")])).toMatchObject({ code: 2 })
})

test("every page of an export is followed", async () => {
  const pages: Record<string, Response> = {
    "/api/history/export?plan=p": new Response("1\n2\n", {
      headers: { Link: '</api/history/export?plan=p&next=x>; rel="next"' },
    }),
    "/api/history/export?plan=p&next=x": new Response("3\n"),
  }
  const session = { fetch: async (path: string) => pages[path], language: "en", json: false }
  expect((await Array.fromAsync(exportedLines(session as never, "p"))).filter(Boolean)).toEqual(["1", "2", "3"])
})

test("the following plan's file, with what is carried over; what is to be filled in is said", async () => {
  const asked = ["plan", "next", PLAN, "--id", "ccm-2027", "--label", "2027", "--starts-on", "2026-12-01"]
  const carry = ["activity", "do", `${PLAN}.t1-a2`, "carryOver", "to=2027", "--reason", "the cycle ends"]
  expect(await ask(carry, AUSTRIA)).toMatchObject({ code: 0 })
  const { code, out } = await ask([...asked, "--ends-at", "4rc"], ISU)
  expect(code).toBe(0)
  const { plan } = parsePlan(out, "yaml")
  expect(plan.activities.map(({ id }) => id)).toEqual(["t1-a2"])
  expect(plan.work_plan.cycle).toMatchObject({ label: "2027", ends_at_event: { value: "4rc" } })
  const path = join(folder.path, "next.yaml")
  const written = await ask([...asked, "--ends-at", "4rc", "-o", path, "--lang", "fr"], ISU)
  expect(written).toMatchObject({ code: 0, out: "", err: expect.stringContaining("# À compléter\n# - le titre") })
  expect(await cli(["plan", "check", path])).toMatchObject({ code: 0 })
  expect(await ask([...asked, "--ends-at", "No Such"], ISU)).toMatchObject({ code: 2 })
  expect(await ask(["plan", "next", "no-such", ...asked.slice(3), "--ends-at", "4rc"], ISU)).toMatchObject({ code: 5 })
})

test("not found, unavailable, and what is no server of ours", async () => {
  expect(await ask(["activity", "show", `${PLAN}.no-such`])).toMatchObject({
    code: 5,
    err: expect.stringContaining("there is no activity"),
  })
  const list = (server: string) => cli(["activity", "list", "--plan", PLAN, "--server", server])
  expect(await list("http://127.0.0.1:9")).toMatchObject({
    code: 7,
    err: expect.stringContaining("http://127.0.0.1:9 cannot be reached"),
  })
  expect(await list("ftp://127.0.0.1")).toMatchObject({ code: 2 })
  expect(await list(`${served.url}/assets/plain.css?`)).toMatchObject({ code: 7 })
})
