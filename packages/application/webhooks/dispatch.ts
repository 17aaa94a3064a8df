import { hash } from "node:crypto"
import { type Commit, commitAt, eachInParallel, eachInTurn, project } from "@demarche/engine"
import { commitId, idOf, kindOf, type Row, StreamName, scopeOf } from "@demarche/event-store"
import { bodyOf } from "@demarche/workplan"
import { type Application, stateMeans } from "../application.ts"
import { executeAsSystem, executeReaction } from "../executeAsSystem.ts"
import { MAX_INSTANT, timeBudget } from "../time.ts"
import { callOf, deliver, type PendingDelivery } from "./deliver.ts"
import {
  deliverableCommits,
  isSubscribed,
  payloadFor,
  type SubscribedWebhook,
  type Webhooks,
  webhooksOf,
} from "./webhooks.ts"

/** The most deliveries of a webhook in one run. */
const LIMIT = 1_000
/** For how long one run calls a webhook, in milliseconds: at first, and on retries. */
const DISPATCH_BUDGET = 10_000
const RETRY_BUDGET = 40_000

/**
 * Delivers each commit to every subscribed webhook, sequentially per webhook and in parallel across webhooks. Deliveries
 * skipped because of back-off or the time budget are queued. A crash between the call and its commit causes redelivery
 * under the same id.
 */
export async function dispatch(application: Application, webhooks: Webhooks, commits: Commit[]): Promise<void> {
  const changed = commits.filter(({ stream }) => kindOf(stream) === "webhook")
  await project(application.projection, changed)
  for (const { stream } of changed) webhooks.backoff.delete(idOf(stream))
  const missing = Map.groupBy(await missingDeliveries(application, commits), ({ webhook }) => webhook.id)
  await eachInParallel(missing.values(), async (deliveries) => {
    const left = timeBudget(application, DISPATCH_BUDGET)
    for (const each of deliveries) {
      const until = left() ? backoffUntil(application, webhooks, each.webhook.id) : application.world.clock()
      if (until) await queue(application, each, until)
      else await deliver(application, webhooks, each, each.commit.correlation)
    }
  })
}

/** Queues the missing deliveries of the commits, to be made by the next retry. Resolves to their number. */
export async function enqueueMissing(application: Application, commits: Commit[]): Promise<number> {
  const missing = await missingDeliveries(application, commits)
  await eachInTurn(missing, (each) => queue(application, each, application.world.clock()))
  return missing.length
}

/**
 * Retries the deliveries that are due: sequentially per webhook until one fails, in parallel across webhooks. Deliveries to
 * a webhook that is no longer called are given up. Resolves to the number of deliveries processed.
 * @throws what could not be recorded, after all webhooks.
 */
export async function retryDeliveries(
  application: Application,
  webhooks: Webhooks,
  correlation: string,
): Promise<number> {
  let count = 0
  await eachInParallel(await webhooksOf(application), async (webhook) => {
    const left = timeBudget(application, RETRY_BUDGET)
    for (const row of await application.views.due(webhook.id, application.world.clock(), LIMIT)) {
      if (!left() || backoffUntil(application, webhooks, webhook.id)) return
      count += 1
      await retry(application, webhooks, row, webhook, correlation)
    }
  })
  return count
}

/** The next instant at which a delivery is due and its webhook not in back-off; undefined where none waits. */
export async function nextRetry(application: Application, webhooks: Webhooks): Promise<string | undefined> {
  const soonest = (await webhooksOf(application)).map(async ({ id }) => {
    const [row] = await application.views.due(id, MAX_INSTANT, 1)
    return row?.deadline && [row.deadline, backoffUntil(application, webhooks, id) ?? ""].sort().at(-1)
  })
  return (await Promise.all(soonest)).filter((instant) => instant !== undefined).sort()[0]
}

/** Retries one delivery, unless it has changed since the row was written. */
async function retry(
  application: Application,
  webhooks: Webhooks,
  row: Row,
  webhook: SubscribedWebhook,
  correlation: string,
): Promise<void> {
  const { stream, version } = row
  if ((await application.world.events.head(stream))?.version !== version) return
  const { webhook: id = "", about = "", attempts, begun = "" } = bodyOf(row, "delivery").state.context
  const [name = "", number] = about.split("@")
  const commit = await commitAt(application.world.events, StreamName.parse(name), Number(number))
  if (!commit) throw new Error(`a delivery is about ${about}, which is not in the record`)
  const message = stateMeans(application, "webhook", webhook.state, "inForce") && payloadFor(webhook, commit)
  if (message) {
    await deliver(application, webhooks, { stream, version, commit, webhook, message, attempts, begun }, correlation)
    return
  }
  const command = { type: "giveUp", webhook: id, about, said: "the webhook does not listen to this any more" }
  await executeAsSystem(application, { stream, command, correlation })
}

/** The missing deliveries of the commits. */
async function missingDeliveries(application: Application, commits: Commit[]): Promise<PendingDelivery[]> {
  const found: PendingDelivery[] = []
  for (const [plan, own] of Map.groupBy(deliverableCommits(commits), ({ stream }) => scopeOf(stream))) {
    const subscribed = await webhooksOf(application, plan)
    for (const commit of own)
      for (const webhook of subscribed) {
        const message = payloadFor(webhook, commit)
        if (!message || !(await isSubscribed(application, webhook, commit))) continue
        const stream: StreamName = `delivery:${plan}.${nameOf(webhook, commit)}`
        if (await application.world.events.head(stream)) continue
        found.push({ stream, version: 0, commit, webhook, message, attempts: 0, begun: application.world.clock() })
      }
  }
  return found
}

/** The id of a delivery, in the record and as `webhook-id`: the same for the same webhook and commit. */
function nameOf({ id }: SubscribedWebhook, commit: Commit): string {
  return `d-${hash("sha256", `${id} ${commitId(commit)}`, "hex").slice(0, 32)}`
}

function queue(application: Application, delivery: PendingDelivery, notBefore: string) {
  const { stream, commit } = delivery
  return executeReaction(application, commit, { stream, command: { type: "queue", ...callOf(delivery), notBefore } })
}

/** The end of the webhook's back-off; undefined where there is none. */
function backoffUntil(application: Application, { backoff }: Webhooks, id: string): string | undefined {
  const until = backoff.get(id)
  return until && until > application.world.clock() ? until : undefined
}
