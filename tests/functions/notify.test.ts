import { messageOf } from "@demarche/application/messages/bus"
import { createSchedule } from "@demarche/application/processes/schedule"
import { sweep } from "@demarche/application/processes/sweep"
import type { Commit } from "@demarche/engine"
import { notify } from "@demarche/functions/notify"
import { bodyOf } from "@demarche/workplan"
import { afterEach, beforeEach, expect, test } from "vitest"
import { AUSTRIA, ISU, openCcm, PLAN, readyToCirculate, thematic, unheard, type World } from "../http/world.ts"

let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00", unheard)
  await readyToCirculate(world)
})
afterEach(() => world.stop())

const head = async () => (await world.hosted.application.world.events.head(`activity:${PLAN}.t2-a2`)) as Commit
const notices = () => world.hosted.application.views.list({ kind: "notice", scope: PLAN })
const receive = async (commit: Commit) => {
  await notify(world.hosted.application)({ detail: messageOf(commit) })
  await world.hosted.settled()
}

test("everyone who speaks for an addressee is notified once of a silence that opens, however often its message arrives", async () => {
  await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
  const opened = await head()
  for (let time = 0; time < 3; time++) await receive(opened)
  await Promise.all([receive(opened), receive(opened)])
  const rows = await notices()
  const notifications = rows.map((row) => bodyOf(row, "notice").fields)
  expect(notifications.map(({ recipient }) => recipient)).toEqual(
    expect.arrayContaining(["thematic-a", "presidency", "coordinator-austria"]),
  )
  expect(notifications.map(({ recipient }) => recipient)).not.toContain("unidir")
  expect(new Set(notifications.map(({ recipient }) => recipient)).size).toBe(notifications.length)
  for (const { version } of rows) expect(version).toBe(1)
  expect(new Set(notifications.map(({ kind }) => kind))).toEqual(new Set(["SilenceOpened"]))
})

test("who broke a silence is in no notice", async () => {
  await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
  await world.take(thematic("a"), "t2-a2", "object", { text: "No." })
  await receive(await head())
  const rows = await notices()
  expect(rows.length).toBeGreaterThan(8)
  for (const row of rows) expect(bodyOf(row, "notice").fields.kind).toBe("SilenceBroken")
})

test("an event that concerns nobody notifies nobody", async () => {
  await world.take(ISU, "t2-a2", "linkTo", { relation: "relatesTo", target: "a note" })
  await receive(await head())
  expect(await notices()).toEqual([])
})

test("what sends letters is asked for once there is one", async () => {
  let asked = 0
  const time = createSchedule(world.hosted.application, {
    async mail() {
      asked += 1
      return { home: "https://plan.example", key: "of no use here" }
    },
  })
  await time.tick("a minute without letters")
  expect(asked).toBe(0)
  await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
  await receive(await head())
  await time.tick("a minute with some")
  expect(asked).toBe(1)
})

test("what notify missed, the sweep queues, and says how many it had to", async () => {
  const since = world.clock.now()
  await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
  world.jump(new Date(Date.parse(since) + 60_000).toISOString())
  const whole = { segment: 0, segments: 1, since }
  const first = await sweep(world.hosted.application, whole, () => {})
  await world.hosted.settled()
  expect(first.queued).toBeGreaterThan(8)
  expect(await notices()).toHaveLength(first.queued)
  expect(await sweep(world.hosted.application, whole, () => {})).toMatchObject({ queued: 0 })
})

test("nobody is notified of what was recorded before the sweep's window", async () => {
  await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
  await world.at("2026-06-02T10:00:00+02:00")
  const whole = { segment: 0, segments: 1, since: world.clock.now() }
  expect(await sweep(world.hosted.application, whole, () => {})).toMatchObject({ queued: 0 })
  expect(await notices()).toEqual([])
})
