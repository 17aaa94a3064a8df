import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { host } from "@demarche/server/host"
import { expect, onTestFinished, test } from "vitest"
import { PLAN, PLAN_FILE, temporary } from "../cli/console.ts"
import { type Json, openCcm, over, PRESIDENCY } from "../http/world.ts"
import { type Server, startServer } from "../server/server.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))

function folder(): string {
  const { path, remove } = temporary()
  onTestFinished(remove)
  return path
}

async function server(path: string, args?: string[], env: Record<string, string> = {}): Promise<Server> {
  const started = await startServer(path, args, env)
  onTestFinished(async () => {
    started.child.kill("SIGKILL")
    await started.ended
  })
  return started
}

/** The command line in a process of its own; resolves to its exit code and what it said. */
async function demarche(path: string, ...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn("node", ["--import", "tsx", "packages/cli/start.mjs", ...argv, "--data", path], {
    cwd: root,
    env: { ...process.env, PATH: `${root}/node_modules/.bin:${process.env.PATH}` },
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  const said = { out: "", err: "" }
  child.stdout.on("data", (chunk) => (said.out += chunk))
  child.stderr.on("data", (chunk) => (said.err += chunk))
  const [code] = await once(child, "close")
  return { code, ...said }
}

/** The plan's file under another id. */
function planFile(path: string, id: string): string {
  const file = join(path, `${id}.yaml`)
  writeFileSync(file, readFileSync(PLAN_FILE, "utf8").replace(PLAN, id))
  return file
}

async function key(path: string): Promise<string> {
  const { out } = await demarche(path, "key", "add", "--label", "a test", "--office", "secretariat", "--plan", PLAN)
  return out.trim()
}

test("K10.5 what writes beside a running server ends, and the next who looks sees it (slow)", async () => {
  const path = folder()
  const { url } = await server(path)
  const [first, second, added] = await Promise.all([
    demarche(path, "plan", "import", planFile(path, "first")),
    demarche(path, "plan", "import", planFile(path, "second")),
    key(path),
  ])
  expect([first, second]).toMatchObject([
    { code: 0, err: "" },
    { code: 0, err: "" },
  ])
  expect(added).toMatch(/^demarche_/)
  const headers = { Authorization: `Bearer ${added}` }
  const seen = await Promise.all(
    [PLAN, "first", "second"].map(async (plan): Promise<Json> => {
      return (await fetch(`${url}/api/activities?plan=${plan}`, { headers })).json()
    }),
  )
  const [those, ...others] = seen.map(({ items }) => items.length)
  expect(those).toBeGreaterThan(10)
  expect(others).toEqual([those, those])
  const listed = await demarche(path, "activity", "list", "--plan", "second", "--json")
  expect(JSON.parse(listed.out).items).toHaveLength(those)
}, 240_000)

/** Takes calls and keeps their ids. */
async function receiver() {
  const ids: string[] = []
  const http = createServer((request, response) => {
    ids.push(String(request.headers["webhook-id"]))
    request.resume().on("end", () => response.end())
  })
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => void http.close())
  const address = http.address()
  return { ids, url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/` }
}

test("K10.9 of two servers on one folder one calls, each webhook once, and when it is killed the other (slow)", async () => {
  const path = folder()
  const inward = { WEBHOOKS_INWARD: "true" }
  const holder = await server(path, undefined, inward)
  const other = await server(path, ["--data", "FOLDER"], inward)
  const { ids, url } = await receiver()
  const headers = { Authorization: `Bearer ${await key(path)}`, "Content-Type": "application/json" }
  const post = async (to: Server, address: string, body: object) =>
    expect(
      (await fetch(to.url + address, { method: "POST", headers, body: JSON.stringify(body) })).status,
    ).toBeLessThan(300)
  const link = (to: Server, target: string) =>
    post(to, `/api/activities/${PLAN}.t2-a2/transitions/linkTo`, { relation: "relatesTo", target })
  await post(other, `/api/webhooks?plan=${PLAN}`, { url, label: "A tracker" })
  await Promise.all(
    Array.from({ length: 30 }, (_, at) => [link(holder, `holder ${at}`), link(other, `other ${at}`)]).flat(),
  )
  const delivered = async () =>
    (await (
      await fetch(`${other.url}/api/deliveries?plan=${PLAN}&status=delivered&limit=100`, { headers })
    ).json()) as {
      items: unknown[]
    }
  await expect.poll(async () => (await delivered()).items.length).toBe(61)
  expect(ids).toHaveLength(61)
  holder.child.kill("SIGKILL")
  await holder.ended
  for (let at = 0; at < 5; at++) await link(other, `after ${at}`)
  await expect.poll(() => new Set(ids).size).toBe(66)
  expect(ids).toHaveLength(66)
}, 240_000)

test("K10.9 of two hosts on one folder one sends the letters that are due, and when it ends the other", async () => {
  const path = folder()
  const sent: string[] = []
  const post = (own: string) => ({
    mailer: { send: async () => void sent.push(own) },
    home: "https://d.example",
    key: "k",
  })
  const world = await openCcm("2026-05-04T10:00:00+02:00", over(sqliteStore(path)), post("first"))
  const other = host(sqliteStore(path), world.clock.now, { info() {}, error: console.error }, { mail: post("second") })
  onTestFinished(() => other.stop())
  const request = async (title: string) => {
    const body = { title, details: "Two pages." }
    expect((await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body })).status).toBe(201)
  }
  await world.at("2026-05-04T10:01:00+02:00")
  sent.length = 0
  await request("A background note")
  world.jump("2026-05-04T10:05:00+02:00")
  await Promise.all([other.schedule.tick("second"), world.hosted.schedule.tick("first")])
  expect(sent).toEqual(["first", "first"])
  await request("Another note")
  await world.stop()
  world.jump("2026-05-04T10:10:00+02:00")
  expect(await other.schedule.tick("second")).toBeGreaterThan(0)
  expect(sent).toEqual(["first", "first", "second", "second"])
})
