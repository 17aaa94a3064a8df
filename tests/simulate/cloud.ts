import type { DynamoDBRecord } from "aws-lambda"
import type { Bus, Entry } from "../../functions/house/bus.ts"
import { type House, houseOf, type Store } from "../../functions/house/house.ts"
import { sweep } from "../../functions/house/sweep.ts"
import { project } from "../../functions/project.ts"
import { publish } from "../../functions/publish.ts"
import { react } from "../../functions/react.ts"
import { redrive } from "../../functions/redrive.ts"
import type { Commit, Workflow } from "../../packages/engine/index.ts"
import { type Row, StoreError } from "../../packages/store/index.ts"
import { memoryStore } from "../../packages/store/memory.ts"
import { patterns } from "../cloud/host.ts"
import { matches } from "../cloud/matcher.ts"
import type { Bug } from "./bugs.ts"
import type { Chance } from "./chance.ts"

/** What may go wrong, as probabilities of each step; all nought once the run is to come to rest. */
export interface Faults {
  throttled: number
  answerLost: number
  refused: number
  dropped: number
  twice: number
  crashed: number
}

export const CALM: Faults = { throttled: 0, answerLost: 0, refused: 0, dropped: 0, twice: 0, crashed: 0 }

/** A message on its way to a handler, and how often it failed there. */
interface Message {
  to: "project" | "react"
  event: { source: string; "detail-type": string; detail: unknown }
  tries: number
}

const TRIES = 3

/**
 * The cloud with everything that may go wrong in it: the real handlers over a store that throttles and loses answers, a
 * stream that repeats, a bus that refuses, drops and repeats, and functions that crash before, amid and after.
 */
export function simulatedWorld(clock: { now(): string }, chance: Chance, faults: Faults, bug: Bug | undefined) {
  const store = memoryStore()
  const stream: Commit[] = []
  const published = new Set<string>()
  const messages: Message[] = []
  const failures: string[] = []
  const house = lateHouse(
    houseOf({ ...store, events: faulty(), views: watched() }, clock.now, salts(chance)),
    clock,
    bug,
  )
  const handlers = { project: project(house), react: react(house, () => {}) }
  const emit = publish(bus(), (image) => JSON.parse(image?.commit?.S ?? ""))
  const again = redrive({ house, bus: bus(), log: { info() {}, error() {} } })

  function faulty(): Store["events"] {
    return {
      ...store.events,
      async append(given) {
        if (chance.happens(faults.throttled)) throw new StoreError("unavailable", "throttled")
        const commit = bug === "the chain starts anew" && given.version === 3 ? { ...given, prev: null } : given
        if (bug === "append answers before it writes" && chance.happens(faults.crashed)) return "written"
        const appended = await store.events.append(commit)
        if (appended === "conflict") return bug === "a conflict counts as written" ? "written" : "conflict"
        stream.push(commit)
        if (chance.happens(faults.answerLost)) throw new StoreError("unavailable", "the answer was lost")
        return appended
      },
    }
  }

  function watched(): Store["views"] {
    return {
      ...store.views,
      async put(rows: Row[]) {
        if (chance.happens(faults.throttled)) throw new StoreError("unavailable", "throttled")
        if (bug === "projection writes only what it heard") await store.views.put(rows.slice(-1))
        else if (bug === "projection takes the newest for the whole")
          await store.views.put(rows.map((row) => ({ ...row, body: { ...(row.body as object), planned: {} } })))
        else if (bug === "views take any row")
          await store.views.put(rows.map((row) => ({ ...row, version: row.version + 1 })))
        else await store.views.put(rows)
      },
    }
  }

  function bus(): Bus {
    return {
      async put(entries) {
        const refused = entries.flatMap((_, at) => (chance.happens(faults.refused) ? [at] : []))
        const taken = entries.filter((_, at) => !refused.includes(at))
        for (const entry of taken) deliver(entry)
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

  function deliver({ source, detailType, detail }: Entry) {
    const event = { source, "detail-type": detailType, detail: JSON.parse(detail) }
    published.add(event.detail.id)
    const { data } = event.detail
    if (bug === "an announcement names the commit before" && data.version > 1) data.version -= 1
    for (const to of ["project", "react"] as const) {
      if (!matches(patterns[to], event) || chance.happens(faults.dropped)) continue
      messages.push({ to, event, tries: 0 })
      if (chance.happens(faults.twice)) messages.push({ to, event, tries: 0 })
    }
  }

  /** One turn of whatever waits: a batch of the stream, or a message. Answers whether there was anything. */
  async function turn(): Promise<boolean> {
    const due: (() => Promise<void>)[] = []
    if (stream.length > 0) due.push(streamTurn)
    if (messages.length > 0) due.push(messageTurn)
    if (failures.length > 0 && bug !== "the failure queue is thrown away") due.push(failureTurn)
    if (due.length === 0) return false
    await chance.one(due)()
    return true
  }

  async function streamTurn(): Promise<void> {
    const batch = stream.slice(0, 1 + chance.below(25))
    const records = batch.map(recordOf)
    const given = bug === "publish passes over its last record" && records.length > 1 ? records.slice(0, -1) : records
    const { batchItemFailures } = await emit({ Records: given })
    const lowest = batchItemFailures[0]?.itemIdentifier
    const done = lowest === undefined ? batch.length : Number(lowest) - 1
    if (!chance.happens(faults.twice)) stream.splice(0, done)
  }

  async function messageTurn(): Promise<void> {
    const message = messages.splice(chance.below(messages.length), 1)[0] as Message
    try {
      if (chance.happens(faults.crashed)) throw new Error("crashed before")
      await handlers[message.to](message.event)
      if (chance.happens(faults.crashed)) throw new Error("crashed after")
    } catch {
      if (bug === "a failing handler is not tried again") return
      if (message.tries < TRIES) messages.push({ ...message, tries: message.tries + 1 })
      else failures.push(JSON.stringify({ requestPayload: message.event }))
    }
  }

  async function failureTurn(): Promise<void> {
    const body = failures.splice(0, 1)[0] as string
    const record = { messageId: "m", body } as never
    const { batchItemFailures } = await again({ Records: [record] })
    if (batchItemFailures.length > 0) failures.push(body)
  }

  return {
    store,
    house,
    published,
    turn,
    sweep: (since: string) => sweep(house, { segment: 0, segments: 1, since }, () => {}),
  }
}

/** A house whose clock, with the bug planted, dates what time decides by when it noticed. */
function lateHouse(house: House, clock: { now(): string }, bug: Bug | undefined): House {
  if (bug !== "the clock dates outcomes now") return house
  const late = (workflow: Workflow): Workflow => ({
    ...workflow,
    deadlines: (view) =>
      workflow.deadlines(view).map((due) => (due.at <= clock.now() ? { ...due, at: clock.now() } : due)),
  })
  return { ...house, workflows: new Map([...house.workflows].map(([name, workflow]) => [name, late(workflow)])) }
}

function recordOf(commit: Commit, at: number): DynamoDBRecord {
  return {
    eventName: "INSERT",
    dynamodb: { NewImage: { commit: { S: JSON.stringify(commit) } }, SequenceNumber: String(at + 1) },
  }
}

function salts(chance: Chance): () => string {
  return () => chance.next().toString(36).slice(2)
}
