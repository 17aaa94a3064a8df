import { execFileSync, spawnSync } from "node:child_process"
import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { dearRoutes, ROOM } from "@demarche/http/rateLimits"
import { configuration } from "@demarche/server/configuration"
import { KEY_FILE } from "@demarche/server/localMail"
import { rates } from "@demarche/server/serve"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { cli, PLAN_FILE, temporary } from "../cli/console.ts"
import { headingsOf, read, rowsOf } from "../docs/documents.ts"
import { root } from "../house/files.ts"
import { ccmFile } from "../http/ccm.ts"
import { AUSTRIA, ISU, openCcm, openWorld, PLAN } from "../http/world.ts"

const folder = temporary()
beforeAll(async () => {
  await cli(["plan", "import", PLAN_FILE, "--data", folder.path])
})
afterAll(folder.remove)

test("K12.2: items of plans whose ids begin alike are all listed, page by page", async () => {
  const world = await openWorld()
  for (const id of ["p", "p-2", "p-2-b"]) {
    expect(await world.send(ISU, ccmFile().replaceAll(PLAN, id))).toMatchObject({ state: "finished", created: true })
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

describe("K12.4", () => {
  test("a variable that is set but empty, as an .env file has it, is not set", () => {
    expect(configuration({ LETTER_KEY: "", SMTP_URL: "", PORT: "" })).not.toHaveProperty("LETTER_KEY")
  })

  test("under an older Node the command line says in one line what it needs", () => {
    const older = 'Object.defineProperty(process.versions, "node", { value: "20.11.0" })'
    const argv = ["--import", `data:text/javascript,${encodeURIComponent(older)}`, "packages/cli/start.mjs", "--help"]
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: root, encoding: "utf8" })
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "",
      stderr: "demarche: this is Node 20.11.0, and it needs 24, which `npx demarche` runs it on\n",
    })
  })

  test.each(["a link", "a pipe"])("an export replaces no %s", async (what) => {
    const file = join(folder.path, what)
    if (what === "a pipe") execFileSync("mkfifo", [file])
    else symlinkSync(PLAN_FILE, file)
    const { code, err } = await cli(["export", "--plan", PLAN, "-o", file, "--data", folder.path])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("is no ordinary file") })
    expect(lstatSync(file).isFile()).toBe(false)
  })
})

describe("K12.5", () => {
  test("a page is no wider than a telephone: long words break, what is preformatted scrolls or wraps, nothing has a width in pixels", async () => {
    const world = await openCcm("2026-03-01T10:00:00+01:00")
    for (const path of ["/en/", `/en/plans/${PLAN}`, "/api/docs"]) {
      const page: string = await world.get(path)
      expect(page).toMatch(/<meta name="viewport" content="width=device-width, initial-scale=1"\/?>/)
      const [, sheet = ""] = page.match(/<link rel="stylesheet" href="([^"]+)"/) ?? []
      const css: string = await world.get(sheet)
      expect(css).toMatch(/body\{[^}]*overflow-wrap:anywhere[;}]/)
      expect(css).toMatch(/(^|\})pre\{(overflow-x:auto|white-space:pre-wrap)/m)
      expect(page).not.toMatch(/\bwidth="?\d+(px)?"|nowrap/)
    }
    await world.stop()
  })

  test("help of a command below another is that command's", async () => {
    expect((await cli(["help", "plan", "check"])).out).toBe((await cli(["plan", "check", "--help"])).out)
    expect((await cli(["help"])).out).toBe((await cli(["--help"])).out)
  })

  test("a key that is revoked is not printed, should all of it have been given", async () => {
    const add = ["key", "add", "--label", "x", "--plan", PLAN, "--office", "coordinator", "--party", "austria"]
    const key = (await cli([...add, "--data", folder.path])).out.trim()
    const { code, out, err } = await cli(["key", "revoke", key, "--reason", "no use", "--data", folder.path])
    expect(code).toBe(0)
    const [, secret] = key.match(/^demarche_[0-9a-f]+_(.{43})$/) ?? []
    expect(out + err).not.toContain(secret)
  })
})

test("K12.6: a backup beside a running server is whole: the record, the texts, the links in letters", async () => {
  const copy = join(folder.path, "copy")
  const key = join(folder.path, KEY_FILE)
  writeFileSync(key, "a key of the tests", { mode: 0o600 })
  await using store = sqliteStore(folder.path)
  expect((await cli(["backup", copy, "--data", folder.path])).code).toBe(0)
  expect(readdirSync(copy).toSorted()).toEqual(["events.db", KEY_FILE, "texts.db", "views.db"])
  expect([readFileSync(join(copy, KEY_FILE), "utf8"), statSync(join(copy, KEY_FILE)).mode & 0o777]).toEqual([
    "a key of the tests",
    0o600,
  ])
  const verified = await cli(["verify", "--data", copy])
  expect(verified).toMatchObject({ code: 0, out: (await cli(["verify", "--data", folder.path])).out })
  expect(await store.events.head(`plan:${PLAN}`)).toBeDefined()
  const again = await cli(["backup", copy, "--data", folder.path])
  expect(again).toMatchObject({ code: 7, err: expect.stringContaining("is not empty") })
})

describe("K12: the limits that operations.md names are those of the code", () => {
  const limits = headingsOf(read("docs/operations.md")).find(({ title }) => title === "Limits")?.text ?? ""
  const numbersIn = (what: string) => {
    const row = rowsOf(limits).find(([cell = ""]) => cell.startsWith(what))
    return (row?.at(-1) ?? "").match(/[\d,]+/g)?.map((number) => Number(number.replaceAll(",", "")))
  }

  test.each([
    ["reads", [rates.read, rates.read / 2]],
    ["writes", [rates.write, rates.write / 2]],
    ["what open pages ask", [rates.read * ROOM, (rates.read * ROOM) / 2]],
  ])("%s, with a credential and without", (what, numbers) => {
    expect(numbersIn(what)).toEqual(numbers)
  })

  test("and of every route that costs more than others", () => {
    const shares = Object.entries(dearRoutes).map(
      ([route, share]) => rates[route.startsWith("GET") ? "read" : "write"] * share,
    )
    expect(new Set(numbersIn("of these"))).toEqual(new Set(shares))
  })
})
