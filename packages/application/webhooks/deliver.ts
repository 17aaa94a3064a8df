import type { Commit } from "@demarche/engine"
import { commitId, type StreamName, scopeOf } from "@demarche/event-store"
import { bodyOf } from "@demarche/workplan"
import { type Application, stateMeans } from "../application.ts"
import { executeAsSystem } from "../executeAsSystem.ts"
import { jitter } from "../jitter.ts"
import { fromNow } from "../time.ts"
import type { WebhookResponse } from "./webhookClient.ts"
import { type SubscribedWebhook, secretsOf, type Webhooks } from "./webhooks.ts"

/** A commit to be delivered to a webhook, and how far it is. */
export interface PendingDelivery {
  stream: StreamName
  /** The version of the delivery's stream; 0 where it does not exist yet. */
  version: number
  commit: Commit
  webhook: SubscribedWebhook
  message: string
  attempts: number
  begun: string
}

const MINUTE = 60_000
/** The pauses after failed calls, in milliseconds; after the last, the delivery is given up. */
const PAUSES = [1, 5, 30, 120, 300, 600, 840, 1_200, 1_440].map((minutes) => minutes * MINUTE)
/** For how long a delivery is retried, in milliseconds: the sum of the pauses. */
const MAX_AGE = 76 * 60 * MINUTE
/** The longest Retry-After that is honoured, in milliseconds. */
const LONGEST = 24 * 60 * MINUTE

/**
 * Calls the webhook and records the result, unless another process did so meanwhile. A failed call puts the webhook into
 * back-off for a minute. When a delivery is given up and no other succeeded since it was begun, the webhook is disabled.
 */
export async function deliver(
  application: Application,
  webhooks: Webhooks,
  delivery: PendingDelivery,
  correlation: string,
): Promise<void> {
  const { stream, version, commit, webhook, message } = delivery
  const answered = await webhooks.client.call({
    url: webhook.context.url ?? "",
    id: stream.slice(stream.indexOf(".") + 1),
    secrets: secretsOf(webhooks.key, webhook, application.world.clock()),
    body: message,
  })
  if (answered.taken) webhooks.backoff.delete(webhook.id)
  else webhooks.backoff.set(webhook.id, fromNow(application, MINUTE))
  const outcome = outcomeOf(application, delivery, answered)
  const caused = { correlation, causation: commitId(commit) }
  const command = { ...outcome, ...callOf(delivery) }
  if ((await executeAsSystem(application, { stream, command, ifMatch: version, ...caused })) !== undefined) return
  if (outcome.type === "giveUp" && (answered.gone || !(await tookAnything(application, delivery)))) {
    const why = answered.gone ? "its receiver wants no more" : "it took nothing for three days"
    const command = { type: "disable", why: `${why}: ${outcome.said}` }
    await executeAsSystem(application, { stream: `webhook:${webhook.id}`, command, ...caused })
  }
}

/** The webhook and the commit that a delivery's commands name. */
export function callOf({ webhook, commit }: PendingDelivery) {
  return { webhook: webhook.id, about: commitId(commit) }
}

/** The command for a response: a failed call is retried after a pause, which the receiver may lengthen, or given up. */
function outcomeOf(
  application: Application,
  { stream, attempts, begun }: PendingDelivery,
  { taken, said: whole, gone, pause }: WebhookResponse,
) {
  const said = whole.trim().slice(0, 400) || "no word of why"
  if (taken) return { type: "succeed", said }
  const own = PAUSES[attempts]
  const over = Date.parse(application.world.clock()) - Date.parse(begun) > MAX_AGE
  if (gone || over || own === undefined) return { type: "giveUp", said }
  const scattered = own * (0.9 + jitter(`${stream} ${attempts}`) / 5)
  return { type: "fail", said, retryAt: fromNow(application, Math.max(scattered, Math.min(pause ?? 0, LONGEST))) }
}

/** Whether any delivery to the webhook succeeded since that one was begun. */
async function tookAnything(application: Application, { stream, webhook, begun }: PendingDelivery): Promise<boolean> {
  const rows = await application.views.list({ kind: "delivery", scope: scopeOf(stream) })
  return rows.some((row) => {
    const { publicState, since, state } = bodyOf(row, "delivery")
    const taken = stateMeans(application, "delivery", publicState, "settled") && since > begun
    return taken && state.context.webhook === webhook.id
  })
}
