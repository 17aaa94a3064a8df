import { type Bus, type BusEntry, commitEntry, putAll } from "@demarche/application/messages/bus"
import { commit } from "@demarche/event-store/testing/samples"
import { eventBridge } from "@demarche/functions/composition/eventBridge"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest"
import { type Answered, awsServer } from "./awsServer.ts"

const entries = Array.from({ length: 10 }, (_, at) => commitEntry(commit(`activity:p.a${at}`, 1)))
const places = entries.map((_, at) => at)

interface PutEvents {
  Entries: { EventBusName: string; Source: string; DetailType: string; Detail: string; Time: number }[]
}

/** PutEvents as AWS answers it: 200 even where it takes nothing, one answer an entry, in order. */
function taking(given: PutEvents, refuses: (at: number) => boolean): Answered {
  const Entries = given.Entries.map((_, at) =>
    refuses(at)
      ? { ErrorCode: "ThrottlingException", ErrorMessage: "Rate exceeded for your account." }
      : { EventId: `event-${at}` },
  )
  return json({ FailedEntryCount: Entries.filter(({ ErrorCode }) => ErrorCode).length, Entries })
}

const json = (body: object, status = 200): Answered => ({
  status,
  headers: { "content-type": "application/x-amz-json-1.1" },
  body,
})
const fault = (type: string, status: number) => json({ __type: type, message: `said the stand-in: ${type}` }, status)

let answer: (given: PutEvents) => Answered = (given) => taking(given, () => false)
let server: Awaited<ReturnType<typeof awsServer>>
let bus: Bus

beforeAll(async () => {
  server = await awsServer("EVENTBRIDGE", ({ body }) => answer(JSON.parse(body)))
  bus = eventBridge("the-bus")
})
beforeEach(() => {
  server.asked.length = 0
})
afterEach(() => {
  answer = (given) => taking(given, () => false)
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  vi.unstubAllEnvs()
})

/** The places of the entries that the bus did not take. */
async function refusedOf(given: BusEntry[]): Promise<number[]> {
  return (await bus.put(given)).refused
}

test("an entry is put on the bus of that name, as it was given", async () => {
  expect(await refusedOf(entries.slice(0, 2))).toEqual([])
  const { method, headers, body } = server.asked[0]!
  expect({ method, target: headers["x-amz-target"] }).toEqual({ method: "POST", target: "AWSEvents.PutEvents" })
  expect((JSON.parse(body) as PutEvents).Entries).toEqual(
    entries.slice(0, 2).map(({ source, detailType, detail, time }) => ({
      EventBusName: "the-bus",
      Source: source,
      DetailType: detailType,
      Detail: detail,
      Time: Date.parse(time) / 1000,
    })),
  )
})

describe("an answer of 200 in which entries are refused", () => {
  test("in every subset of ten: those, and no others, are reported by their places", async () => {
    for (let subset = 0; subset < 1 << 10; subset++) {
      const refused = places.filter((place) => subset & (1 << place))
      answer = (given) => taking(given, (at) => refused.includes(at))
      expect(await refusedOf(entries)).toEqual(refused)
    }
    expect(server.asked).toHaveLength(1 << 10)
  })

  test("the first time: those alone are sent again, and all are taken", async () => {
    answer = (given) => taking(given, (at) => given.Entries.length === 10 && (at === 3 || at === 7))
    expect(await putAll(bus, entries)).toEqual({ refused: [] })
    expect(server.asked.map(({ body }) => (JSON.parse(body) as PutEvents).Entries.map(({ Detail }) => Detail))).toEqual(
      [entries.map(({ detail }) => detail), [entries[3]!.detail, entries[7]!.detail]],
    )
  })
})

test("why entries are refused is reported for the first of them", async () => {
  answer = (given) => taking(given, (at) => /a[89]@/.test(given.Entries[at]?.Detail ?? ""))
  expect(await putAll(bus, entries)).toEqual({
    refused: [8, 9],
    why: "ThrottlingException: Rate exceeded for your account.",
  })
})

describe("an answer that is none", () => {
  test("a 5xx that passes: the SDK asks again, and all are taken", async () => {
    let calls = 0
    answer = (given) => (++calls === 1 ? fault("InternalException", 500) : taking(given, () => false))
    expect(await refusedOf(entries)).toEqual([])
    expect(server.asked).toHaveLength(2)
  })

  test.each([
    ["a 5xx that stays", "InternalException", 500, 3],
    ["AccessDenied", "AccessDeniedException", 400, 1],
    ["a bus that is not there", "ResourceNotFoundException", 400, 1],
  ])("%s: the call fails by its name, and none counts as taken", async (_, type, status, calls) => {
    answer = () => fault(type, status)
    await expect(bus.put(entries)).rejects.toMatchObject({ name: type })
    expect(server.asked).toHaveLength(calls)
    expect(await putAll(bus, entries)).toEqual({ refused: places, why: `${type}: said the stand-in: ${type}` })
  })
})
