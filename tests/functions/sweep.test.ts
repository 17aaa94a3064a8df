import { type Application, createApplication, type Store } from "@demarche/application/application"
import { StoreError } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { sweep } from "@demarche/functions/sweep"
import { afterEach, beforeEach, expect, test } from "vitest"
import { AUSTRIA, ISU, openCcm, PLAN, readyToCirculate, unheard, type World } from "../http/world.ts"

const log = { info() {}, error() {} }
const silent = `activity:${PLAN}.t2-a2`
let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00", unheard)
  await readyToCirculate(world)
  await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
  world.jump("2026-06-01T10:05:00+02:00")
})
afterEach(() => world.stop())

/** The same record with other ports beside it, or in front of it. */
function applicationWith(ports: (of: Store) => Partial<Store>): Application {
  const { world: of, views } = world.hosted.application
  const store = { events: of.events, texts: of.texts, views }
  return createApplication({ ...store, ...ports(store) }, world.clock.now)
}
const swept = (application = world.hosted.application, segments = 1) => sweep({ application, log, segments })()
const noticesIn = ({ world: { events } }: Application) =>
  Array.fromAsync(events.scan(), ({ stream }) => stream).then((all) => all.filter((each) => each.startsWith("notice:")))

test("what the bus lost is made up for, though no sweep ran for three days", async () => {
  world.jump("2026-06-04T10:00:00+02:00")
  const { queued } = await swept()
  expect(queued).toBeGreaterThan(8)
  expect(await noticesIn(world.hosted.application)).toHaveLength(queued)
  expect(await swept()).toMatchObject({ queued: 0 })
})

test("a record in segments is swept through in as many runs", async () => {
  const { views } = memoryStore()
  const application = applicationWith(() => ({ views }))
  const streams: number[] = []
  for (let run = 0; run < 4; run++) {
    streams.push((await swept(application, 4)).streams)
    world.jump(new Date(Date.parse(world.clock.now()) + 15 * 60_000).toISOString())
  }
  expect(Math.min(...streams)).toBeGreaterThan(0)
  expect(await views.list({ kind: "activity" })).toHaveLength(21)
})

test("what is under way is not taken for lost", async () => {
  const { views } = memoryStore()
  await world.take(ISU, "t2-a2", "linkTo", { relation: "relatesTo", target: "a note" })
  const { repaired } = await swept(applicationWith(() => ({ views })))
  expect(repaired).not.toContainEqual(expect.stringContaining(silent))
  expect(repaired.length).toBeGreaterThan(20)
})

test("a stream whose row cannot be made holds up no other row and no notice", async () => {
  const { views } = memoryStore()
  const application = applicationWith(() => ({ views }))
  const { bodyOf } = application.projection
  application.projection.bodyOf = (input) => {
    if (input.commit.stream === `output:${PLAN}.o1`) throw new Error("this output has no body")
    return bodyOf(input)
  }
  await expect(swept(application)).rejects.toThrow("this output has no body")
  expect(await views.list({ kind: "output" })).toHaveLength(4)
  expect((await noticesIn(application)).length).toBeGreaterThan(8)
})

test("an item that is no commit holds up nothing, and the sweep fails at its end", async () => {
  const { views } = memoryStore()
  const application = applicationWith(({ events }) => ({
    views,
    events: {
      ...events,
      async *scan(share) {
        yield* events.scan(share)
        throw new StoreError("damaged", "the item activity:p.a@3 is not a commit")
      },
    },
  }))
  await expect(swept(application)).rejects.toMatchObject({ code: "damaged" })
  expect(await views.list({ kind: "activity" })).toHaveLength(21)
  expect((await noticesIn(world.hosted.application)).length).toBeGreaterThan(8)
})
