import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { watchedClock } from "@demarche/server/clocks"
import { host } from "@demarche/server/host"
import { expect, onTestFinished, test } from "vitest"
import { cli } from "../cli/console.ts"
import { unpacked } from "../fixtures/fixture.ts"
import { LEFT } from "../fixtures/open.ts"
import { AUSTRIA, openWorld, PLAN } from "../http/world.ts"

const [MINUTE, DAY] = [60_000, 86_400_000]

/** A machine whose clocks a test moves: time passes on both, a jump is the wall clock's alone. */
function machine(start: string) {
  const at = { wall: Date.parse(start), steady: 1_000 }
  return {
    clocks: { wall: () => at.wall, steady: () => at.steady },
    pass(milliseconds: number) {
      at.wall += milliseconds
      at.steady += milliseconds
    },
    jump(milliseconds: number) {
      at.wall += milliseconds
    },
  }
}

/** A server on the past folder whose clock watches that machine's. */
async function serving(start = LEFT.folder) {
  const { path, remove } = unpacked()
  const { pass, jump, clocks } = machine(start)
  const store = sqliteStore(path)
  const clock = watchedClock(clocks, await store.log.newest())
  const sent: string[] = []
  const mail = { mailer: { send: async () => void sent.push(clock.now()) }, home: "https://d.example", key: "k" }
  const quiet = { info() {}, error() {} }
  const world = await openWorld(start, async () => host(store, clock.now, quiet, { mail, clockFault: clock.fault }))
  onTestFinished(async () => {
    await world.stop()
    remove()
  })
  const report = () =>
    world.ask("POST", `/api/activities/${PLAN}.t1-a3/transitions/reportProgress`, {
      as: AUSTRIA,
      body: { period: "2026-Q2", text: "A call was held." },
    })
  const health = async () => (await world.ask("GET", "/healthz")).body.store
  return { world, path, pass, jump, report, health, sent }
}

test.each([
  ["a year ahead", 365 * DAY],
  ["three minutes ahead", 3 * MINUTE],
  ["a day back", -DAY],
])("K10.8 while the clock is %s nothing is recorded or sent, and it goes on once it is right", async (_, by) => {
  const { world, pass, jump, report, health, sent } = await serving()
  pass(MINUTE)
  expect((await report()).status).toBe(200)
  jump(by)
  const { status, body } = await report()
  expect([status, body.obstacle]).toEqual([503, "clock"])
  expect(body.detail).toMatch(/clock/)
  await expect(world.hosted.schedule.tick("minute")).rejects.toMatchObject({ obstacle: "clock" })
  expect([await health(), sent]).toEqual(["clock", []])
  expect((await world.get(`/api/activities/${PLAN}.t2-a2`)).state).not.toBe("agreed")
  pass(10 * MINUTE)
  expect((await report()).status).toBe(503)
  jump(-by)
  expect([(await report()).status, await health()]).toEqual([200, "writable"])
  const head = await world.hosted.application.world.events.head(`activity:${PLAN}.t1-a3`)
  expect(head?.recorded.slice(0, 10)).toBe(LEFT.folder.slice(0, 10))
})

test("K10.8 a clock that is before the record's newest commit at the start is waited for", async () => {
  const { jump, pass, report, health } = await serving("2020-01-01T00:00:00.000Z")
  expect([(await report()).status, await health()]).toEqual([503, "clock"])
  pass(MINUTE)
  jump(Date.parse(LEFT.folder) - Date.parse("2020-01-01T00:00:00.000Z"))
  expect([(await report()).status, await health()]).toEqual([200, "writable"])
})

test("K10.8 what drifts, is set by a minute, or sleeps is no jump", async () => {
  const { jump, pass, report } = await serving()
  for (let hour = 0; hour < 5; hour++) {
    pass(60 * MINUTE)
    jump(hour % 2 === 0 ? MINUTE : -MINUTE)
    expect((await report()).status).toBe(200)
  }
})

test("K10.8 verify tells what is recorded in the future, and that nothing was tampered with", async () => {
  const { path, remove } = unpacked()
  onTestFinished(remove)
  const next = new Date(Date.now() + 365 * DAY).toISOString()
  const world = await openWorld(next, async (clock) => host(sqliteStore(path), clock, { info() {}, error() {} }))
  expect(await world.hosted.schedule.tick("a year ahead")).toBeGreaterThan(0)
  await world.hosted.settled()
  await world.stop()
  const { code, out, err } = await cli(["verify", "--data", path, "--json"])
  const { findings, future } = JSON.parse(out)
  expect([code, findings]).toEqual([0, []])
  expect(future.map(({ stream }: { stream: string }) => stream)).toContain(`activity:${PLAN}.t2-a2`)
  expect(err).toMatch(/t2-a2@\d+ is recorded at .* which has not come/)
})
