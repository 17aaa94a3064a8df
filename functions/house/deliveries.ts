import { hash } from "node:crypto"
import { crc32 } from "node:zlib"
import { type Commit, commitAt, project } from "@demarche/engine"
import type { Answered } from "@demarche/mail/webhook"
import { commitId, idOf, kindOf, planOf, type Row } from "@demarche/store"
import type { delivery } from "@demarche/workflows"
import type { Body } from "@demarche/workplan"
import { actAsEngine, answer } from "./answer.ts"
import type { House } from "./house.ts"
import { later } from "./later.ts"
import { contextOf } from "./plans.ts"
import { announcedIn, type Hooks, type Listener, listenersOf, messageFor, secretsOf } from "./webhooks.ts"

/** How many deliveries are looked at in one go. */
const LIMIT = 1_000
const MINUTE = 60_000
/** How long a webhook is called again and again in one go, in milliseconds. */
const GO = 40_000
/** The pauses after each call that was not taken, in milliseconds; after the last the delivery is given up, in three days. */
const PAUSES = [1, 5, 30, 120, 300, 600, 840, 1_200, 1_440].map((minutes) => minutes * MINUTE)

/** One commit for one webhook, and how far it is. */
interface Delivery {
  stream: string
  commit: Commit
  listener: Listener
  message: string
  attempts: number
  begun: string
}

/**
 * Calls every webhook that listens to the commits and was not called with them. One that does not take a call rests for
 * a minute, or until it is changed: what it is not called with now is queued. Whoever calls and dies before that is recorded calls again.
 */
export async function announce(house: House, hooks: Hooks, commits: Commit[]): Promise<void> {
  const changed = commits.filter(({ stream }) => kindOf(stream) === "webhook")
  await project(house.projection, changed)
  for (const { stream } of changed) hooks.resting.delete(idOf(stream))
  const uncalled = Map.groupBy(await uncalledFor(house, commits), ({ listener }) => listener.id)
  await Promise.all([...uncalled].map(([id, deliveries]) => callInTurn(house, hooks, id, deliveries)))
}

async function callInTurn(house: House, hooks: Hooks, id: string, deliveries: Delivery[]): Promise<void> {
  for (const each of deliveries) {
    const until = hooks.resting.get(id)
    if (until && until > house.world.clock()) await queue(house, each, until)
    else await make(house, hooks, each, each.commit.correlation)
  }
}

/** Queues the calls that nobody made, for whoever calls again. Resolves to how many there were. */
export async function queueCalls(house: House, commits: Commit[]): Promise<number> {
  const uncalled = await uncalledFor(house, commits)
  for (const each of uncalled) await queue(house, each, house.world.clock())
  return uncalled.length
}

/**
 * Makes the calls whose time has come again: each webhook's in turn until one is not taken, all webhooks at once.
 * What is due to a webhook that is not called any more is given up. Resolves to how many were looked at.
 */
export async function callAgain(house: House, hooks: Hooks, correlation: string): Promise<number> {
  const began = house.world.clock()
  const due = await house.views.due("delivery", began, LIMIT)
  const counts = await Promise.all(
    [...Map.groupBy(due, (row) => contextOf<delivery.Context>(row).webhook ?? "")].map(async ([id, rows]) => {
      const listener = (await listenersOf(house, planOf(`webhook:${id}`))).find((each) => each.id === id)
      let count = 0
      for (const row of rows) {
        if (Date.parse(house.world.clock()) - Date.parse(began) > GO) break
        count += 1
        if (!(await retry(house, hooks, row, listener, correlation))) break
      }
      return count
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

async function retry(
  house: House,
  hooks: Hooks,
  row: Row,
  listener: Listener | undefined,
  correlation: string,
): Promise<boolean> {
  const { webhook = "", about = "", attempts, begun = "" } = contextOf<delivery.Context>(row)
  const [stream = "", version] = about.split("@")
  const commit = await commitAt(house.world.events, stream, Number(version))
  if (!commit) throw new Error(`a delivery is about ${about}, which is not in the record`)
  const message = listener && messageFor({ ...listener, since: "" }, commit)
  if (listener && message)
    return make(house, hooks, { stream: row.stream, commit, listener, message, attempts, begun }, correlation)
  const command = { type: "giveUp", webhook, about, said: "the webhook does not listen to this any more" }
  await actAsEngine(house, { stream: row.stream, command, correlation })
  return true
}

/** The deliveries of those commits that there should be and are not. */
async function uncalledFor(house: House, commits: Commit[]): Promise<Delivery[]> {
  const found: Delivery[] = []
  for (const [plan, told] of Map.groupBy(announcedIn(commits), ({ stream }) => planOf(stream))) {
    const listeners = await listenersOf(house, plan)
    for (const commit of told)
      for (const listener of listeners) {
        const message = messageFor(listener, commit)
        const stream = `delivery:${plan}.${nameOf(listener, commit)}`
        if (!message || (await house.world.events.head(stream))) continue
        found.push({ stream, commit, listener, message, attempts: 0, begun: house.world.clock() })
      }
  }
  return found
}

/** What a delivery is called, in the record and by its `webhook-id`: the same for the same webhook and commit. */
function nameOf({ id }: Listener, commit: Commit): string {
  return `d-${hash("sha256", `${id} ${commitId(commit)}`, "hex").slice(0, 32)}`
}

function queue(house: House, delivery: Delivery, notBefore: string) {
  const { stream, commit } = delivery
  return answer(house, commit, { stream, command: { type: "queue", ...callOf(delivery), notBefore } })
}

/** Makes one call and records what came of it. Resolves to whether it was taken. */
async function make(house: House, hooks: Hooks, delivery: Delivery, correlation: string): Promise<boolean> {
  const { stream, commit, listener, message } = delivery
  const answered = await hooks.caller.call({
    url: listener.context.url ?? "",
    id: stream.slice(stream.indexOf(".") + 1),
    secrets: secretsOf(hooks.key, listener, house.world.clock()),
    body: message,
  })
  if (answered.taken) hooks.resting.delete(listener.id)
  else hooks.resting.set(listener.id, later(house, MINUTE))
  const caused = { correlation, causation: commitId(commit) }
  const outcome = outcomeOf(house, delivery, answered)
  await actAsEngine(house, { stream, command: { ...outcome, ...callOf(delivery) }, ...caused })
  if (outcome.type === "giveUp" && (answered.gone || !(await tookAnything(house, delivery)))) {
    const why = answered.gone ? "its receiver wants no more" : "it took nothing for three days"
    const command = { type: "disable", why: `${why}: ${outcome.said}` }
    await actAsEngine(house, { stream: `webhook:${listener.id}`, command, ...caused })
  }
  return answered.taken
}

/** What an answer comes to: one that was not taken is tried again after a pause, which its receiver may lengthen, or given up. */
function outcomeOf(house: House, { stream, attempts }: Delivery, { taken, said: whole, gone, pause = 0 }: Answered) {
  const said = whole.slice(0, 400)
  if (taken) return { type: "succeed", said }
  const own = PAUSES[attempts]
  if (gone || own === undefined) return { type: "giveUp", said }
  const scattered = own * (0.9 + crc32(`${stream} ${attempts}`) / 2 ** 32 / 5)
  return { type: "fail", said, retryAt: later(house, Math.max(scattered, pause)) }
}

function callOf({ listener, commit }: Delivery) {
  return { webhook: listener.id, about: commitId(commit) }
}

/** Whether the webhook took any call since that delivery was begun. */
async function tookAnything(house: House, { listener, begun }: Delivery): Promise<boolean> {
  const rows = await house.views.list({ kind: "delivery", plan: planOf(`webhook:${listener.id}`) })
  return rows.some((row) => {
    const { public: state, since } = row.body as Body
    return state === "delivered" && since > begun && contextOf<delivery.Context>(row).webhook === listener.id
  })
}
