import type { Bus, BusEntry } from "@demarche/application/messages/bus"
import type { commitOf } from "@demarche/event-store/dynamodb/image"
import { commit } from "@demarche/event-store/testing/samples"
import { publish } from "@demarche/functions/publish"
import type { DynamoDBRecord } from "aws-lambda"
import { describe, expect, test } from "vitest"

const log = { info() {}, error() {} }
const commits = Array.from({ length: 10 }, (_, index) => commit(`activity:p.a${index}`, 1))
const readImage = (image: Parameters<typeof commitOf>[0]) => JSON.parse(image?.commit?.S ?? "no commit")

function record(at: number, more: Partial<DynamoDBRecord> = {}): DynamoDBRecord {
  const dynamodb = { NewImage: { commit: { S: JSON.stringify(commits[at]) } }, SequenceNumber: `${at + 1}` }
  return { eventName: "INSERT", dynamodb, ...more }
}

/** A bus that refuses the entries at those places of each call, for so many calls. */
function busRefusing(places: number[], calls = Number.POSITIVE_INFINITY) {
  const taken: BusEntry[] = []
  let called = 0
  const bus: Bus = {
    async put(entries) {
      called += 1
      const refused =
        called <= calls
          ? entries.flatMap(({ detail }, at) => (places.some((place) => detail.includes(`a${place}@`)) ? [at] : []))
          : []
      taken.push(...entries.filter((_, at) => !refused.includes(at)))
      return { refused }
    },
  }
  return { bus, taken: () => new Set(taken.map(({ detail }) => JSON.parse(detail).id)), sizes: () => taken.length }
}

const ids = (places: number[]) => new Set(places.map((place) => `activity:p.a${place}@1`))
const all = commits.map((_, index) => index)

describe("a bus that refuses", () => {
  test("in every subset of ten: the rest are published, and Lambda comes again from the lowest refused", async () => {
    for (let subset = 0; subset < 1 << 10; subset++) {
      const refused = all.filter((place) => subset & (1 << place))
      const { bus, taken } = busRefusing(refused)
      const { batchItemFailures } = await publish({ bus: bus, readImage, log })({
        Records: all.map((at) => record(at)),
      })
      expect(taken()).toEqual(ids(all.filter((place) => !refused.includes(place))))
      expect(batchItemFailures).toEqual(refused.length === 0 ? [] : [{ itemIdentifier: `${Math.min(...refused) + 1}` }])
    }
  })

  test("once: what it refused is sent again, and what it took is not", async () => {
    const { bus, taken, sizes } = busRefusing([3, 7], 1)
    expect(await publish({ bus: bus, readImage, log })({ Records: all.map((at) => record(at)) })).toEqual({
      batchItemFailures: [],
    })
    expect(taken()).toEqual(ids(all))
    expect(sizes()).toBe(10)
  })

  test("by failing altogether: nothing is lost", async () => {
    const down: Bus = { put: () => Promise.reject(new Error("down")) }
    expect(await publish({ bus: down, readImage, log })({ Records: [record(4), record(5)] })).toEqual({
      batchItemFailures: [{ itemIdentifier: "5" }],
    })
  })
})

test("more than ten are sent ten at a time", async () => {
  const calls: number[] = []
  const bus: Bus = {
    async put(entries) {
      calls.push(entries.length)
      return { refused: [] }
    },
  }
  await publish({ bus: bus, readImage, log })({ Records: Array.from({ length: 25 }, (_, at) => record(at % 10)) })
  expect(calls).toEqual([10, 10, 5])
})

test.each([
  ["no commit", { NewImage: { commit: { S: "{" } }, SequenceNumber: "4" }],
  ["no image", { SequenceNumber: "4" }],
])("a record with %s fails alone among good ones", async (_, dynamodb) => {
  const { bus, taken } = busRefusing([])
  const Records = all.slice(0, 6).map((at) => record(at, at === 3 ? { dynamodb } : {}))
  expect(await publish({ bus: bus, readImage, log })({ Records })).toEqual({
    batchItemFailures: [{ itemIdentifier: "4" }],
  })
  expect(taken()).toEqual(ids([0, 1, 2, 4, 5]))
})

test.each(["MODIFY", "REMOVE"] as const)("a %s of the record raises the alarm", async (eventName) => {
  const entries: BusEntry[] = []
  const bus: Bus = {
    async put(given) {
      entries.push(...given)
      return { refused: [] }
    },
  }
  const Keys = { pk: { S: "activity:p.a" }, sk: { N: "3" } }
  await publish({ bus: bus, readImage, log })({ Records: [{ eventName, dynamodb: { Keys, SequenceNumber: "1" } }] })
  expect(entries).toMatchObject([{ detailType: "RecordTampered" }])
  expect(JSON.parse(entries[0]?.detail ?? "")).toEqual({ what: eventName, key: Keys })
})

test("an alarm that the bus does not take fails the function, so that its own alarm rings", async () => {
  const Keys = { pk: { S: "activity:p.a" }, sk: { N: "3" } }
  const bus: Bus = {
    async put(given) {
      return {
        refused: given.flatMap(({ detailType }, at) => (detailType === "Commit" ? [] : [at])),
        why: "it is full",
      }
    },
  }
  const Records: DynamoDBRecord[] = [
    record(0),
    { eventName: "REMOVE", dynamodb: { Keys, SequenceNumber: "2" } },
    record(2),
  ]
  await expect(publish({ bus, readImage, log })({ Records })).rejects.toThrow(/tampered.*it is full.*activity:p\.a/)
})

test("why the bus refuses, and which record is not a commit, is logged", async () => {
  const logged: object[] = []
  const recording = { info() {}, error: (what: object) => void logged.push(what) }
  const denied = Object.assign(new Error("not authorized to PutEvents"), { name: "AccessDeniedException" })
  const down: Bus = { put: () => Promise.reject(denied) }
  await publish({ bus: down, readImage, log: recording })({ Records: [record(0), record(1)] })
  const dynamodb = { Keys: { pk: { S: "activity:p.a" } }, NewImage: { commit: { S: "{" } }, SequenceNumber: "1" }
  const { bus } = busRefusing([])
  await publish({ bus, readImage, log: recording })({ Records: [{ eventName: "INSERT", dynamodb }] })
  expect(logged).toMatchObject([
    { why: "AccessDeniedException: not authorized to PutEvents", count: 2 },
    { record: { pk: { S: "activity:p.a" } }, error: expect.any(SyntaxError) },
  ])
})

test("a message carries ids and types, and neither text nor person", async () => {
  const entries: BusEntry[] = []
  const bus: Bus = {
    async put(given) {
      entries.push(...given)
      return { refused: [] }
    },
  }
  await publish({ bus: bus, readImage, log })({ Records: [record(0)] })
  const [{ detail } = { detail: "" }] = entries
  expect(JSON.parse(detail)).toMatchObject({
    specversion: "1.0",
    id: "activity:p.a0@1",
    data: { version: 1, types: ["Noted"] },
  })
  expect(detail).not.toMatch(/note 1|p-1|for the record/)
  expect(Buffer.byteLength(detail)).toBeLessThan(1_000)
})
