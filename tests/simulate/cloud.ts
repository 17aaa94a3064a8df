import { type Application, createApplication, type Store } from "@demarche/application/application"
import { type Bus, type BusEntry, TAMPERED } from "@demarche/application/messages/bus"
import { NOTIFICATION_WINDOW } from "@demarche/application/notifications/notify"
import { retryDeliveries } from "@demarche/application/webhooks/dispatch"
import type { Commit } from "@demarche/engine"
import { StoreError } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { deliver } from "@demarche/functions/deliver"
import { importPlan } from "@demarche/functions/importPlan"
import { project } from "@demarche/functions/project"
import { publish } from "@demarche/functions/publish"
import { react } from "@demarche/functions/react"
import { redrive } from "@demarche/functions/redrive"
import { sendCode } from "@demarche/functions/sendCode"
import { sweep } from "@demarche/functions/sweep"
import type { DynamoDBRecord } from "aws-lambda"
import { type Listener, patterns } from "../functions/host.ts"
import { matches } from "../functions/matcher.ts"
import type { Bug } from "./bugs.ts"
import { type Chance, salts } from "./chance.ts"
import { asAnotherProcess, planted, withLateClock, withLongMemory } from "./planted.ts"
import { receivers } from "./receivers.ts"
import { untrueNotify, withAllBegun } from "./untrueNotify.ts"
import type { World } from "./world.ts"

/** What may go wrong, as probabilities of each step. */
const CALM = {
  ...{ throttled: 0, unread: 0, answerLost: 0, refused: 0, dropped: 0, twice: 0, crashed: 0, uncalled: 0 },
  ...{ garbled: 0, tampered: 0 },
}
const STORM = {
  ...{
    throttled: 0.05,
    unread: 0.005,
    answerLost: 0.05,
    refused: 0.15,
    dropped: 0,
    twice: 0.2,
    crashed: 0.25,
    uncalled: 0.3,
  },
  ...{ garbled: 0.02, tampered: 0.02 },
}
const DROPPED = 0.1

/** A message on its way to a handler, and how often it failed there. */
interface Message {
  to: Listener
  event: { source: string; "detail-type": string; detail: unknown }
  tries: number
}

const TRIES = 3
/** So often the stream comes again from what publish fails on; then it goes on behind that batch, and a pointer to it is left. */
const STREAM_TRIES = 10

/**
 * The cloud with everything that may go wrong in it: the real handlers over a store that throttles and loses answers, a
 * stream that repeats, with records that are no commit and others that tell of tampering, a bus that refuses, drops and
 * repeats, and functions that crash before, amid and after.
 */
export function cloudWorld(clock: { now(): string }, chance: Chance, bug: Bug | undefined): World {
  const store = memoryStore()
  const faults = { ...CALM }
  const stream: Recorded[] = []
  let streamTries = 0
  const tampered = new Set<string>()
  const heard = new Set<string>()
  const published = new Set<string>()
  const messages: Message[] = []
  const failures: string[] = []
  const tables = faulty(planted(streaming(), bug, crashing))
  const salt = salts(chance)
  /** Every function is a process of its own: what it remembers, the others do not know, and its commands wait for its own alone. */
  const newApplication = () =>
    withLateClock(
      createApplication(asAnotherProcess(tables), clock.now, salt, async () => {}),
      bug,
    )
  const application = newApplication()
  const another = newApplication()
  const called = receivers(chance, () => faults.uncalled, bug)
  const retrying = called.hooks()
  const handlers = {
    project: project(newApplication()),
    react: react(
      bug === "react remembers a plan for ever" ? withLongMemory(newApplication()) : newApplication(),
      () => {},
    ),
    importPlan: importPlan(newApplication()),
    notify: untrueNotify(newApplication(), chance, bug),
    sendCode: sendCode(newApplication(), { home: "https://plan.example.org", key: "nobody signs in here" }),
    deliver: deliver(newApplication(), called.hooks()),
  }
  const log = { info() {}, error() {} }
  const emit = publish({ bus: bus(), readImage: (image) => JSON.parse(image?.commit?.S ?? ""), log })
  const again = redrive({ application: redriving(newApplication(), bug), bus: bus(), log })

  function crashing() {
    return chance.happens(faults.crashed)
  }

  function streaming(): Store {
    return {
      ...store,
      events: {
        ...store.events,
        async append(commit) {
          const appended = await store.events.append(commit)
          if (appended === "written") stream.push({ at: commit.recorded, record: recordOf(commit) })
          return appended
        },
      },
    }
  }

  function faulty(under: Store): Store {
    const throttle = (probability = faults.throttled) => {
      if (chance.happens(probability)) throw new StoreError("unavailable", "throttled")
    }
    const read = <T>(work: () => Promise<T>): Promise<T> => {
      if (chance.happens(faults.unread)) return Promise.reject(new StoreError("unavailable", "throttled"))
      return work()
    }
    return {
      events: {
        ...under.events,
        head: (of) => read(() => under.events.head(of)),
        async *read(...range) {
          throttle(faults.unread)
          yield* under.events.read(...range)
        },
        async *scan(...share) {
          throttle(faults.unread)
          yield* under.events.scan(...share)
        },
        async append(commit) {
          throttle()
          const appended = await under.events.append(commit)
          if (appended === "written" && chance.happens(faults.answerLost))
            throw new StoreError("unavailable", "the answer was lost")
          return appended
        },
      },
      views: {
        ...under.views,
        get: (...of) => read(() => under.views.get(...of)),
        list: (of) => read(() => under.views.list(of)),
        due: (...by) => read(() => under.views.due(...by)),
        async put(rows) {
          throttle()
          await under.views.put(rows)
        },
      },
      texts: {
        ...under.texts,
        get: (hash) => read(() => under.texts.get(hash)),
        put: (text) => read(() => under.texts.put(text)),
        erase: (hash) => read(() => under.texts.erase(hash)),
      },
    }
  }

  function bus(): Bus {
    return {
      async put(entries) {
        const refused = entries.flatMap((_, at) => (chance.happens(faults.refused) ? [at] : []))
        const taken = entries.filter((_, at) => !refused.includes(at))
        for (const entry of taken) route(entry)
        if (bug === "publish reports no failures") return { refused: [] }
        return {
          refused:
            bug === "publish resends what was taken, not what was refused"
              ? entries.flatMap((_, at) => (refused.includes(at) ? [] : [at])).slice(0, refused.length)
              : refused,
        }
      },
    }
  }

  function route({ source, detailType, detail }: BusEntry) {
    if (detailType === TAMPERED) tampered.delete(JSON.parse(detail).key.pk.S)
    const event = { source, "detail-type": detailType, detail: JSON.parse(detail) }
    if (detailType === TAMPERED) return
    published.add(event.detail.id)
    const { data } = event.detail
    if (bug === "an announcement names the commit before" && data.version > 1) data.version -= 1
    for (const to of Object.keys(handlers) as Listener[]) {
      if (!matches(patterns[to], event) || chance.happens(faults.dropped)) continue
      messages.push({ to, event, tries: 0 })
      if (chance.happens(faults.twice)) messages.push({ to, event, tries: 0 })
    }
  }

  async function streamTurn(): Promise<void> {
    if (chance.happens(faults.garbled))
      stream.unshift({ at: clock.now(), record: { eventName: "INSERT", dynamodb: {} } })
    if (chance.happens(faults.tampered)) stream.unshift({ at: clock.now(), record: tampering() })
    const batch = stream.slice(0, 1 + chance.below(25))
    const records = batch.map(({ record }, at) => numbered(record, at))
    const given = bug === "publish passes over its last record" && records.length > 1 ? records.slice(0, -1) : records
    const done = await emit({ Records: given }).then(
      ({ batchItemFailures: [failed] }) => (failed ? Number(failed.itemIdentifier) - 1 : batch.length),
      alarmed,
    )
    streamTries = done > 0 ? 0 : streamTries + 1
    if (streamTries === STREAM_TRIES) giveUp(batch)
    else if (!chance.happens(faults.twice)) stream.splice(0, done)
  }

  function tampering(): DynamoDBRecord {
    const pk = `activity:${clock.now()}`
    tampered.add(pk)
    return {
      eventName: chance.one(["MODIFY", "REMOVE"] as const),
      dynamodb: { Keys: { pk: { S: pk }, sk: { N: "1" } } },
    }
  }

  /** The function failed, and its own alarm rings. */
  function alarmed({ message }: Error): number {
    for (const pk of tampered) if (message.includes(pk)) tampered.delete(pk)
    return 0
  }

  function giveUp(batch: Recorded[]) {
    streamTries = 0
    stream.splice(0, batch.length)
    const [first, last] = [batch[0], batch.at(-1)].map((each) => each?.at)
    const pointer = { approximateArrivalOfFirstRecord: first, approximateArrivalOfLastRecord: last }
    failures.push(JSON.stringify({ DDBStreamBatchInfo: pointer }))
  }

  async function messageTurn(): Promise<void> {
    const message = messages.splice(chance.below(messages.length), 1)[0] as Message
    try {
      if (crashing()) throw new Error("crashed before")
      await handlers[message.to](message.event)
      if (message.to === "notify") takeUp(message.event)
      if (crashing()) throw new Error("crashed after")
    } catch {
      if (bug === "a failing handler is not tried again") return
      if (message.tries < TRIES) messages.push({ ...message, tries: message.tries + 1 })
      else failures.push(JSON.stringify({ requestPayload: message.event }))
    }
  }

  function takeUp(event: Message["event"] | undefined): void {
    const { id, time } = (event?.detail ?? {}) as { id?: string; time?: string }
    if (id && time && Date.parse(clock.now()) - Date.parse(time) <= NOTIFICATION_WINDOW) heard.add(id)
  }

  async function failureTurn(): Promise<void> {
    const body = failures.splice(0, 1)[0] as string
    const record = { messageId: "m", body } as never
    const { batchItemFailures } = await again({ Records: [record] })
    if (batchItemFailures.length > 0) failures.push(body)
    else takeUp(JSON.parse(body).requestPayload)
  }

  return {
    store,
    within: (work) => work(chance.happens(0.5) ? application : another),
    async turn() {
      const due: (() => Promise<void>)[] = []
      if (stream.length > 0) due.push(streamTurn)
      if (messages.length > 0) due.push(messageTurn)
      if (failures.length > 0 && bug !== "the failure queue is thrown away") due.push(failureTurn)
      if (due.length === 0) return false
      await chance
        .one(due)()
        .catch(() => {})
      return true
    },
    told: (id) => published.has(id),
    heard: (id) => heard.has(id),
    calls: called.calls,
    async callAgain() {
      if (bug !== "no call is made again") await retryDeliveries(application, retrying, "again")
    },
    async sweep() {
      const storm = { ...faults }
      Object.assign(faults, CALM)
      await sweep({ application, log, segments: 1 })()
      Object.assign(faults, storm)
      return []
    },
    unalarmed: () => [...tampered].map((pk) => `nobody was alarmed: ${pk}`),
    storm: (lossy) => void Object.assign(faults, STORM, lossy && { dropped: DROPPED }),
    calm: () => void Object.assign(faults, CALM),
    async [Symbol.asyncDispose]() {},
  }
}

function redriving(application: Application, bug: Bug | undefined): Application {
  if (bug === "the redrive queues no notice") return withAllBegun(application, "notice")
  return bug === "the redrive queues no call" ? withAllBegun(application, "delivery") : application
}

/** A record of the stream and when it arrived there. */
interface Recorded {
  at: string
  record: DynamoDBRecord
}

function recordOf(commit: Commit): DynamoDBRecord {
  return { eventName: "INSERT", dynamodb: { NewImage: { commit: { S: JSON.stringify(commit) } } } }
}

function numbered({ dynamodb, ...record }: DynamoDBRecord, at: number): DynamoDBRecord {
  return { ...record, dynamodb: { ...dynamodb, SequenceNumber: String(at + 1) } }
}
