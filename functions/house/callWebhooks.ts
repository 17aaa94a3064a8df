import { hash } from "node:crypto"
import { atOnce, type Commit, commitAt, inTurn, project } from "@demarche/engine"
import { commitId, idOf, kindOf, planOf, type Row } from "@demarche/store"
import type { delivery } from "@demarche/workflows"
import { actAsEngine, answer } from "./answer.ts"
import { callOf, callWebhook, type Delivery } from "./callWebhook.ts"
import type { House } from "./house.ts"
import { EVER, timer } from "./later.ts"
import { contextOf } from "./rowContext.ts"
import { announcedIn, type Hooks, type Listener, listenersOf, listening, messageFor } from "./webhooks.ts"

/** How many deliveries of a webhook are looked at in one go. */
const LIMIT = 1_000
/** For how long a webhook is called in one go, in milliseconds: at once, and again. */
const AT_ONCE = 10_000
const AGAIN = 40_000

/**
 * Calls every webhook that listens to the commits and was not called with them: each in turn, all at once. What one is not
 * called with, because it rests or takes its time, is queued. Whoever dies between a call and its commit hears of it again,
 * and calls once more with the same id.
 */
export async function announce(house: House, hooks: Hooks, commits: Commit[]): Promise<void> {
  const changed = commits.filter(({ stream }) => kindOf(stream) === "webhook")
  await project(house.projection, changed)
  for (const { stream } of changed) hooks.resting.delete(idOf(stream))
  const uncalled = Map.groupBy(await uncalledFor(house, commits), ({ listener }) => listener.id)
  await atOnce(uncalled.values(), async (deliveries) => {
    const left = timer(house, AT_ONCE)
    for (const each of deliveries) {
      const until = left() ? restingUntil(house, hooks, each.listener.id) : house.world.clock()
      if (until) await queue(house, each, until)
      else await callWebhook(house, hooks, each, each.commit.correlation)
    }
  })
}

/** Queues the calls that nobody made, for whoever calls again. Resolves to how many there were. */
export async function queueCalls(house: House, commits: Commit[]): Promise<number> {
  const uncalled = await uncalledFor(house, commits)
  await inTurn(uncalled, (each) => queue(house, each, house.world.clock()))
  return uncalled.length
}

/**
 * Makes the calls whose time has come again: each webhook's in turn until one is not taken, all webhooks at once. What is
 * due to one that is not called any more is given up. Resolves to how many were looked at.
 * @throws what kept a call from being recorded, once every webhook had its turn.
 */
export async function callAgain(house: House, hooks: Hooks, correlation: string): Promise<number> {
  let count = 0
  await atOnce(await listenersOf(house), async (listener) => {
    const left = timer(house, AGAIN)
    for (const row of await house.views.due(listener.id, house.world.clock(), LIMIT)) {
      if (!left() || restingUntil(house, hooks, listener.id)) return
      count += 1
      await retry(house, hooks, row, listener, correlation)
    }
  })
  return count
}

/** The next instant at which a call is to be made again, its webhook not resting; undefined where none waits. */
export async function nextCall(house: House, hooks: Hooks): Promise<string | undefined> {
  const soonest = (await listenersOf(house)).map(async ({ id }) => {
    const [row] = await house.views.due(id, EVER, 1)
    return row?.deadline && [row.deadline, restingUntil(house, hooks, id) ?? ""].sort().at(-1)
  })
  return (await Promise.all(soonest)).filter((instant) => instant !== undefined).sort()[0]
}

/** Where the row is not the newest of its delivery, somebody else was there first. */
async function retry(house: House, hooks: Hooks, row: Row, listener: Listener, correlation: string): Promise<void> {
  const { stream, version } = row
  if ((await house.world.events.head(stream))?.version !== version) return
  const { webhook = "", about = "", attempts, begun = "" } = contextOf<delivery.Context>(row)
  const [of = "", at] = about.split("@")
  const commit = await commitAt(house.world.events, of, Number(at))
  if (!commit) throw new Error(`a delivery is about ${about}, which is not in the record`)
  const message = listener.state === "active" && messageFor(listener, commit)
  if (message) {
    await callWebhook(house, hooks, { stream, version, commit, listener, message, attempts, begun }, correlation)
    return
  }
  const command = { type: "giveUp", webhook, about, said: "the webhook does not listen to this any more" }
  await actAsEngine(house, { stream, command, correlation })
}

/** The deliveries of those commits that there should be and are not. */
async function uncalledFor(house: House, commits: Commit[]): Promise<Delivery[]> {
  const found: Delivery[] = []
  for (const [plan, told] of Map.groupBy(announcedIn(commits), ({ stream }) => planOf(stream))) {
    const listeners = await listenersOf(house, plan)
    for (const commit of told)
      for (const listener of listeners) {
        const message = messageFor(listener, commit)
        if (!message || !(await listening(house, listener, commit))) continue
        const stream = `delivery:${plan}.${nameOf(listener, commit)}`
        if (await house.world.events.head(stream)) continue
        found.push({ stream, version: 0, commit, listener, message, attempts: 0, begun: house.world.clock() })
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

/** Until when the webhook rests; undefined where it does not. */
function restingUntil(house: House, { resting }: Hooks, id: string): string | undefined {
  const until = resting.get(id)
  return until && until > house.world.clock() ? until : undefined
}
