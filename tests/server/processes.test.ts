import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { handle, verify } from "@demarche/engine"
import { newSalt } from "@demarche/event-store"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import type { Actor } from "@demarche/workflows/terms"
import { afterEach, beforeEach, expect, test } from "vitest"
import { addressOf, type Json, openCcm, over, PLAN } from "../http/world.ts"
import { type Server, startServer } from "./server.ts"

let folder: string
let servers: Server[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarche-"))
  servers = []
})
afterEach(async () => {
  for (const { child, ended } of servers) {
    child.kill("SIGKILL")
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
})

async function read(server: Server, code: string): Promise<Json> {
  return (await fetch(server.url + addressOf(code))).json()
}

async function start(): Promise<Server> {
  const server = await startServer(folder)
  servers.push(server)
  return server
}

const collaborate = { type: "linkTo", relation: "relatesTo" }
const by: Actor = { person: "isu", office: "secretariat" }

test("two processes on one folder: both write, neither is told of a lock, and each view shows what the other wrote", async () => {
  const server = await start()
  const store = sqliteStore(folder)
  const key = await keyFor(store)
  const world = { events: store.events, texts: store.texts, clock: () => new Date().toISOString(), salt: newSalt }
  const { workflows } = (await openCcmWorkflows()).application
  const activity = workflows.get("activity")
  if (!activity) throw new Error("no activity workflow")
  const stream = `activity:${PLAN}.t2-a2`
  const ours = async () => {
    for (let index = 0; index < 40; index++)
      await handle(
        world,
        activity,
        { stream, command: { ...collaborate, target: `ours ${index}` }, by, correlation: "ours" },
        () => ({ mandated: true }),
      )
  }
  const theirs = async () => {
    for (let index = 0; index < 40; index++) {
      const response = await fetch(`${server.url}${addressOf("t2-a2")}/transitions/linkTo`, {
        method: "POST",
        headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
        body: JSON.stringify({ relation: "relatesTo", target: `theirs ${index}` }),
      })
      expect(response.status, await response.text()).toBe(200)
    }
  }
  await Promise.all([ours(), theirs()])
  const { links } = await read(server, "t2-a2")
  for (const whose of ["ours", "theirs"])
    expect(links.filter(({ target }: Json) => target.startsWith(whose))).toHaveLength(40)
  expect((await verify(store.events, workflows)).findings).toEqual([])
  await expect
    .poll(async () => (await store.views.get(stream))?.version)
    .toBe((await store.events.head(stream))?.version)
  await store[Symbol.asyncDispose]()
})

test("what was appended and never projected, nor reacted to, is repaired on start", async () => {
  const store = sqliteStore(folder)
  const { application, stop } = await openCcmWorkflows(store)
  const before = await store.views.get(`plan:${PLAN}`)
  await stop()
  const again = sqliteStore(folder)
  const world = { ...application.world, events: again.events, texts: again.texts }
  const plan = application.workflows.get("plan")
  if (!plan) throw new Error("no plan workflow")
  const command = { type: "moveMeeting", meeting: "3rc", from: "2026-09-14", to: "2026-09-18" }
  await handle(world, plan, { stream: `plan:${PLAN}`, command, by, correlation: "killed" }, () => ({ mandated: true }))
  expect((await again.views.get(`plan:${PLAN}`))?.version).toBe(before?.version)
  await again[Symbol.asyncDispose]()

  const server = await start()
  await expect.poll(async () => (await read(server, "x-q3-1")).due.on).toBe("2026-07-06")
})

test("views that were lost are made again on start, before a rule asks them", async () => {
  const first = await start()
  const before = await read(first, "t2-a2")
  first.child.kill("SIGTERM")
  await first.ended
  for (const name of readdirSync(folder)) if (name.startsWith("views.db")) rmSync(join(folder, name))
  const { transitions, ...after } = await read(await start(), "t2-a2")
  expect(after).toEqual({ ...after, path: before.path, due: before.due, title: before.title })
  expect(after.path).toMatchObject({ id: "committee", from: "default" })
})

test("SIGTERM lets what runs finish, and the exit is clean", async () => {
  const server = await start()
  const store = sqliteStore(folder)
  const key = await keyFor(store)
  await store[Symbol.asyncDispose]()
  const asked = Array.from({ length: 20 }, (_, index) =>
    fetch(`${server.url}${addressOf("t2-a2")}/transitions/linkTo`, {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      body: JSON.stringify({ relation: "relatesTo", target: `link ${index}` }),
    }).then(
      ({ status }) => status,
      () => "refused",
    ),
  )
  await Promise.race(asked)
  server.child.kill("SIGTERM")
  const answers = await Promise.all(asked)
  expect(await server.ended).toBe(0)
  const after = sqliteStore(folder)
  let written = 0
  for await (const { events } of after.events.read(`activity:${PLAN}.t2-a2`))
    written += events.filter(({ value }) => value.type === "Linked").length
  expect(written).toBe(answers.filter((status) => status === 200).length)
  await after[Symbol.asyncDispose]()
})

test.each([
  ["a folder that cannot be made", ["--data", "/dev/null/x"], {}, /\/dev\/null\/x/],
  ["a plan that is not there", ["--data", "FOLDER", "--plan", "nowhere.yaml"], {}, /nowhere\.yaml/],
  ["a plan that is none", ["--data", "FOLDER", "--plan", "package.json"], {}, /schema_version/],
  ["an option nobody knows", ["--colour"], {}, /--colour/],
  ["a port that is none", ["--data", "FOLDER"], { PORT: "many" }, /PORT/],
  ["a demo for the whole network", [], { HOST: "0.0.0.0" }, /127\.0\.0\.1/],
])("%s: one sentence that says so, and no start", async (_, args, env, says) => {
  const said = await startServer(folder, args, env).then(
    () => "it started",
    (error: Error) => error.message,
  )
  expect(said).toMatch(says)
  expect(said).not.toMatch(/^\s+at /m)
})

/** The CCM world's house over that store (memory, where none is given), to borrow its workflows and write as it would. */
async function openCcmWorkflows(store?: ReturnType<typeof sqliteStore>) {
  const world = await openCcm(undefined, store && over(store))
  return { application: world.hosted.application, stop: () => world.stop() }
}

/** A key of the secretariat's, put into the folder from beside. */
async function keyFor(store: ReturnType<typeof sqliteStore>): Promise<string> {
  const { secretHash } = await import("@demarche/application/secrets")
  const { application, stop } = await openCcmWorkflows()
  const access = application.workflows.get("access")
  if (!access) throw new Error("no access workflow")
  const key = `demarche_0123456789abcdef_${"k".repeat(43)}`
  const world = { events: store.events, texts: store.texts, clock: () => new Date().toISOString(), salt: newSalt }
  const command = { type: "addKey", hash: secretHash(key), label: "a test", office: "secretariat", plans: [PLAN] }
  await handle(
    world,
    access,
    {
      stream: "access:0123456789abcdef",
      command,
      by: { person: "operator", office: "secretariat" },
      correlation: "test",
    },
    () => ({ mandated: true }),
  )
  await stop()
  return key
}
