import { executeAsSystem } from "@demarche/application/executeAsSystem"
import { type Bus, type BusEntry, messageOf } from "@demarche/application/messages/bus"
import type { Commit } from "@demarche/engine"
import { commitId, StoreError } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { redrive } from "@demarche/functions/redrive"
import { tagOf } from "@demarche/mail/feedback"
import type { SQSEvent } from "aws-lambda"
import { afterEach, beforeEach, expect, test } from "vitest"
import { AUSTRIA, clearedDraft, openCcm, PLAN, unheard, type World } from "../http/world.ts"

let world: World
let head: Commit
const sent: BusEntry[] = []
const bus: Bus = {
  async put(entries) {
    sent.push(...entries)
    return { refused: [] }
  },
}
beforeEach(async () => {
  world = await openCcm("2026-03-01T10:00:00+01:00", unheard)
  await world.at("2026-03-01T12:00:00+01:00")
  await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "time" })
  head = (await world.hosted.application.world.events.head(`activity:${PLAN}.t2-a2`)) as Commit
  sent.length = 0
})
afterEach(() => world.stop())

const event = (detail: object) => ({ source: "demarche", "detail-type": "Commit", detail })

function taken(...bodies: string[]) {
  return takenOver(bus, ...bodies)
}

function takenOver(bus: Bus, ...bodies: string[]) {
  const { application } = world.hosted
  const Records = bodies.map((body, at) => ({ messageId: `m${at}`, body })) as SQSEvent["Records"]
  return redrive({ application, bus, log: { info() {}, error() {} } })({ Records })
}

test("for a pointer into the stream, commits recorded then are republished, and nothing else", async () => {
  const DDBStreamBatchInfo = {
    approximateArrivalOfFirstRecord: "2026-03-01T11:00:00Z",
    approximateArrivalOfLastRecord: "2026-03-01T11:00:00Z",
  }
  expect(await taken(JSON.stringify({ DDBStreamBatchInfo }))).toEqual({ batchItemFailures: [] })
  expect(sent.map(({ detail }) => JSON.parse(detail).id)).toEqual([`activity:${PLAN}.t2-a2@2`])
})

test("what the bus refuses once is sent again; what it goes on refusing stays in the queue", async () => {
  const DDBStreamBatchInfo = {
    approximateArrivalOfFirstRecord: "2026-03-01T09:00:00Z",
    approximateArrivalOfLastRecord: "2026-03-01T11:00:00Z",
  }
  const calls: number[] = []
  const refusing = (times: number): Bus => ({
    async put(entries) {
      calls.push(entries.length)
      const refused = calls.length <= times ? [0] : []
      await bus.put(entries.slice(refused.length))
      return { refused }
    },
  })
  const pointer = JSON.stringify({ DDBStreamBatchInfo })
  expect(await takenOver(refusing(1), pointer)).toEqual({ batchItemFailures: [] })
  expect(Math.max(...calls)).toBe(10)
  const all = await Array.fromAsync(world.hosted.application.world.events.scan(), commitId)
  expect(sent.map(({ detail }) => JSON.parse(detail).id).sort()).toEqual(all.sort())
  calls.length = 0
  const stays = { batchItemFailures: [{ itemIdentifier: "m0" }] }
  expect(await takenOver(refusing(Number.POSITIVE_INFINITY), pointer)).toEqual(stays)
})

test.each([
  ["an event that a function failed on", (detail: object) => ({ requestPayload: event(detail) })],
  ["an event that never arrived", event],
])("%s is projected from the record", async (_, body) => {
  const { application } = world.hosted
  const fresh = memoryStore()
  application.projection.views = fresh.views
  expect(await taken(JSON.stringify(body(messageOf(head))))).toEqual({ batchItemFailures: [] })
  expect((await fresh.views.get(head.stream))?.version).toBe(2)
})

test("an event that notify failed on has its notices queued", async () => {
  await world.take(AUSTRIA, "t2-a2", "startDrafting")
  await clearedDraft(world, "t2-a2", { constraint: true, partners: ["isu"] })
  await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-03-09T18:00" })
  const opened = (await world.hosted.application.world.events.head(head.stream)) as Commit
  const failed = JSON.stringify({ requestPayload: event(messageOf(opened)) })
  expect(await taken(failed, failed)).toEqual({ batchItemFailures: [] })
  await world.hosted.settled()
  const rows = await world.hosted.application.views.list({ kind: "notice", scope: PLAN })
  expect(rows.length).toBeGreaterThan(8)
  for (const { version } of rows) expect(version).toBe(1)
})

test("what is neither, or names what the record does not have, stays in its queue", async () => {
  const elsewhere = { ...messageOf(head), data: { ...messageOf(head).data, version: 99 } }
  const answers = await taken("{", JSON.stringify({ hello: 1 }), JSON.stringify(event(elsewhere)))
  expect(answers.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(["m0", "m1", "m2"])
})

test("readable commits are republished beside an item that is not a commit, and the pointer stays", async () => {
  const { events } = world.hosted.application.world
  const { scan } = events
  events.scan = async function* (share) {
    yield* scan(share)
    throw new StoreError("damaged", "the item activity:p.a@3 is not a commit")
  }
  const between = "2026-03-01T11:00:00Z"
  const pointer = { approximateArrivalOfFirstRecord: between, approximateArrivalOfLastRecord: between }
  const stays = { batchItemFailures: [{ itemIdentifier: "m0" }] }
  expect(await taken(JSON.stringify({ DDBStreamBatchInfo: pointer }))).toEqual(stays)
  expect(sent.map(({ detail }) => JSON.parse(detail).id)).toEqual([`activity:${PLAN}.t2-a2@2`])
})

test("news of a letter that feedback failed on are taken up", async () => {
  const stream = `notice:${PLAN}.n-t2-a2-1-thematic-a`
  const notice = { recipient: "thematic-a", about: `${PLAN}.t2-a2@1`, kind: "Agreed", notBefore: world.clock.now() }
  const { application } = world.hosted
  for (const command of [
    { type: "queue", ...notice },
    { type: "claim", until: "2026-03-01T12:00:00.000Z", messageId: "<1@demarche.example>" },
    { type: "send", letter: "Agreed.", messageId: "<1@demarche.example>" },
  ])
    await executeAsSystem(application, { stream, command, correlation: "test" })
  await world.hosted.settled()
  const news = {
    source: "aws.ses",
    "detail-type": "Email Bounced",
    detail: {
      bounce: { bounceType: "Permanent", bounceSubType: "General", bouncedRecipients: [{}] },
      mail: { destination: ["thematic-a@demarche.example"], tags: { "demarche-stream": [tagOf(stream)] } },
    },
  }
  const bodies = [JSON.stringify(news), JSON.stringify({ requestPayload: news })]
  expect(await taken(...bodies)).toEqual({ batchItemFailures: [] })
  const { context } = await application.planSnapshot(PLAN, true)
  expect(context.people.find(({ id }) => id === "thematic-a")).toMatchObject({ failed: true })
})
