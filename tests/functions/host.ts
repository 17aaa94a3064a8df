import { createApplication, type Store } from "@demarche/application/application"
import { type Bus, type BusEntry, type ReadImage, SOURCE } from "@demarche/application/messages/bus"
import type { MailSettings } from "@demarche/application/notifications/mailSettings"
import { createSchedule } from "@demarche/application/processes/schedule"
import { retryDeliveries } from "@demarche/application/webhooks/dispatch"
import type { Webhooks } from "@demarche/application/webhooks/webhooks"
import type { Commit } from "@demarche/engine"
import { deliver } from "@demarche/functions/deliver"
import { importPlan } from "@demarche/functions/importPlan"
import { notify } from "@demarche/functions/notify"
import { project } from "@demarche/functions/project"
import { publish } from "@demarche/functions/publish"
import { react } from "@demarche/functions/react"
import { sendCode } from "@demarche/functions/sendCode"
import type { Host } from "@demarche/server/host"
import {
  codeEvents,
  importingEvents,
  notifyingEvents,
  reactingEvents,
  unprojectedStreams,
  webhookStreams,
} from "@demarche/workflows/catalogue"
import type { DynamoDBRecord } from "aws-lambda"
import { type Condition, matches, type Pattern } from "./matcher.ts"

/** How a stream record carries a commit, and how publish reads it back. */
export interface Images {
  imageOf(commit: Commit): Image | Promise<Image>
  readImage: ReadImage
}

/** A commit as its own image: what the pump is tried with where no table is behind it. */
export const plain: Images = {
  imageOf: (commit) => ({ commit: { S: JSON.stringify(commit) } }),
  readImage: (image) => JSON.parse(image?.commit?.S ?? ""),
}

type Image = NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]

/** Draws: 0 ≤ n < 1. */
export type Chance = () => number

/** The functions that listen on the bus. */
export type Listener = "project" | "react" | "importPlan" | "notify" | "sendCode" | "deliver"

/** The functions that work on the tables. */
export type Lambda = Listener | "api" | "clock" | "retry" | "feedback" | "sweep" | "redrive" | "checkpoint"

type Handler = (event: Parameters<ReturnType<typeof notify>>[0]) => Promise<void>

/** The patterns of the rules, to the letter as the stacks have them (tests/stacks): which messages go where. */
export const patterns: Record<Listener, Pattern> = {
  project: ofKind({ "anything-but": [...unprojectedStreams] }),
  react: holding(reactingEvents),
  importPlan: holding(importingEvents),
  notify: holding(notifyingEvents),
  sendCode: holding(codeEvents),
  deliver: ofKind(...webhookStreams),
}

function ofKind(...kind: Condition[]): Pattern {
  return { source: [SOURCE], "detail-type": ["Commit"], detail: { data: { kind } } }
}

function holding(types: readonly string[]): Pattern {
  return { source: [SOURCE], "detail-type": ["Commit"], detail: { data: { types: [...types] } } }
}

/**
 * The cloud in one process: what is appended becomes stream records, duplicated and reordered across streams as the
 * stream may; the real publish handler puts them on a bus, whose patterns choose among the real handlers, each of
 * which may receive a message twice and in any order. `open` answers the store as one of the functions has it.
 */
export function cloudHost(
  open: (lambda: Lambda) => Store & AsyncDisposable,
  clock: () => string,
  images: Images,
  chance: Chance,
  post?: MailSettings,
  hooks?: Webhooks,
): Host {
  const appended: Commit[] = []
  const stores = new Set<AsyncDisposable>()
  const applicationOf = (lambda: Lambda) => {
    const store = open(lambda)
    stores.add(store)
    const events: Store["events"] = {
      ...store.events,
      async append(commit) {
        const answer = await store.events.append(commit)
        if (answer === "written") appended.push(commit)
        return answer
      },
    }
    return createApplication({ ...store, events }, clock)
  }
  const delivered: BusEntry[] = []
  const bus: Bus = {
    async put(entries) {
      delivered.push(...entries)
      return { refused: [] }
    },
  }
  const handlers: Partial<Record<Listener, Handler>> = {
    project: (event) => project(applicationOf("project"))(event),
    react: (event) => react(applicationOf("react"), () => {})(event),
    importPlan: (event) => importPlan(applicationOf("importPlan"))(event),
    notify: (event) => notify(applicationOf("notify"))(event),
    ...(post && { sendCode: (event) => sendCode(applicationOf("sendCode"), post)(event) }),
    ...(hooks && { deliver: (event) => deliver(applicationOf("deliver"), hooks)(event) }),
  }
  const application = applicationOf("api")
  const reach = { mail: post && (async () => post) }
  const minutes = createSchedule(applicationOf("clock"), reach)
  const stream = publish({ bus, readImage: images.readImage, log: { info() {}, error: console.error } })
  return {
    application,
    schedule: {
      async tick(correlation) {
        const came = await minutes.tick(correlation)
        return came + (hooks ? await retryDeliveries(applicationOf("retry"), hooks, correlation) : 0)
      },
      next: createSchedule(application, { ...reach, webhooks: hooks }).next,
    },
    async settled() {
      while (appended.length > 0) {
        const commits = twice(inOrderPerStream(appended.splice(0), chance), chance)
        const records = await Promise.all(commits.map((commit, at) => recordOf(commit, at, images)))
        const { batchItemFailures } = await stream({ Records: records })
        if (batchItemFailures.length > 0) throw new Error(`publish left ${JSON.stringify(batchItemFailures)}`)
        const messages = twice(shuffled(delivered.splice(0), chance), chance)
        for (const { source, detailType, detail } of messages) {
          const event = { source, "detail-type": detailType, detail: JSON.parse(detail) }
          for (const [name, handler] of Object.entries(handlers))
            if (matches(patterns[name as Listener], event)) await tried(handler, event)
        }
      }
    },
    async stop() {
      for (const store of stores) await store[Symbol.asyncDispose]()
    },
  }
}

/** As often as Lambda tries. */
async function tried(handler: Handler, event: Parameters<Handler>[0], left = 2): Promise<void> {
  await handler(event).catch((error) => {
    if (left === 0) throw error
    return tried(handler, event, left - 1)
  })
}

async function recordOf(commit: Commit, at: number, { imageOf }: Images): Promise<DynamoDBRecord> {
  const Keys = { pk: { S: commit.stream }, sk: { N: String(commit.version) } }
  return {
    eventName: "INSERT",
    eventID: `${at}`,
    dynamodb: { Keys, NewImage: await imageOf(commit), SequenceNumber: String(at + 1) },
  }
}

function twice<T>(items: T[], chance: Chance): T[] {
  return items.flatMap((item) => (chance() < 0.3 ? [item, item] : [item]))
}

function shuffled<T>(items: T[], chance: Chance): T[] {
  return items
    .map((item) => ({ item, draw: chance() }))
    .sort((a, b) => a.draw - b.draw)
    .map(({ item }) => item)
}

function inOrderPerStream(commits: Commit[], chance: Chance): Commit[] {
  const queues = new Map(Map.groupBy(commits, ({ stream }) => stream))
  return shuffled(commits, chance).flatMap(({ stream }) => queues.get(stream)?.shift() ?? [])
}
