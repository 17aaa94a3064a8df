import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { type Server, startServer } from "./server.ts"

const DAY = 86_400_000

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarche-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function nowOf({ url }: Server): Promise<number> {
  const { now }: { now: string } = JSON.parse(await (await fetch(`${url}/healthz`)).text())
  return Date.parse(now)
}

function moveTo({ url }: Server, instant: number) {
  const body = JSON.stringify({ now: new Date(instant).toISOString() })
  return fetch(`${url}/api/demo/clock`, { method: "POST", headers: { "Content-Type": "application/json" }, body })
}

async function ended({ child, ended }: Server) {
  child.kill("SIGTERM")
  expect(await ended).toBe(0)
}

test("a folder on trial has a clock that moves and an outbox, keeps what is recorded, and lets nobody in by a click", async () => {
  const first = await startServer(folder, ["--data", "FOLDER", "--demo-clock"])
  const begun = await nowOf(first)
  expect((await moveTo(first, begun + 30 * DAY)).status).toBe(200)
  expect((await moveTo(first, begun)).status).toBe(400)
  expect((await fetch(`${first.url}/dev/mail`)).status).toBe(200)
  const asked = await fetch(`${first.url}/en/sign-in`, {
    method: "POST",
    body: new URLSearchParams({ address: "nobody@demarche.example" }),
    redirect: "manual",
  })
  expect(asked.status).toBe(303)
  const demo = { headers: { Authorization: "Bearer demo:isu:secretariat" } }
  expect((await fetch(`${first.url}/api/plans`, demo)).status).toBe(401)
  const click = new URLSearchParams({ as: "ccm-gso-2025-2026:isu" })
  expect((await fetch(`${first.url}/en/sign-in/demo`, { method: "POST", body: click })).status).toBe(404)
  await ended(first)

  const again = await startServer(folder, ["--data", "FOLDER", "--demo-clock"])
  expect(await nowOf(again)).toBeGreaterThanOrEqual(begun + 30 * DAY)
  await ended(again)
})

test.each([
  [
    "beyond this machine",
    ["--data", "FOLDER", "--demo-clock"],
    { HOST: "0.0.0.0" },
    "HOST: --demo-clock listens on 127.0.0.1 only",
  ],
  ["without a folder", ["--demo-clock"], {}, "--demo-clock: goes with --data DIR"],
])("it does not start %s", async (_, args, env, said) => {
  await expect(startServer(folder, args, env)).rejects.toThrow(said)
})
