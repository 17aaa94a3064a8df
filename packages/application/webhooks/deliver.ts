import type { Commit } from "@demarche/engine"
import { commitId, type StreamName, scopeOf } from "@demarche/event-store"
import { bodyOf } from "@demarche/workplan"
import { type Application, stateMeans } from "../application.ts"
import { executeAsSystem } from "../executeAsSystem.ts"
import { jitter } from "../jitter.ts"
import { fromNow } from "../time.ts"
import type { WebhookResponse } from "./webhookClient.ts"
import { type SubscribedWebhook, secretsOf, type Webhooks } from "./webhooks.ts"

/** One commit for one webhook, and how far it is. */
export interface PendingDelivery {
  stream: StreamName
  /** The version it was seen at; 0 where it was not begun. */
  version: number
  commit: Commit
  listener: SubscribedWebhook
  message: string
  attempts: number
  begun: string
}

const MINUTE = 60_000
/** The pauses after each call that was not taken, in milliseconds; after the last the delivery is given up. */
const PAUSES = [1, 5, 30, 120, 300, 600, 840, 1_200, 1_440].map((minutes) => minutes * MINUTE)
/** How long a delivery is tried at the most, in milliseconds: as long as all the pauses. */
const MAX_AGE = 76 * 60 * MINUTE
/** A receiver may not ask to be left alone for longer, in milliseconds. */
const LONGEST = 24 * 60 * MINUTE

/**
 * Makes one call and records what came of it, unless somebody else did meanwhile. A webhook that does not take it rests for
 * a minute; one that took nothing since the delivery was begun, when it is given up, is switched off.
 */
export async function deliver(
  application: Application,
  hooks: Webhooks,
  delivery: PendingDelivery,
  correlation: string,
): Promise<void> {
  const { stream, version, commit, listener, message } = delivery
  const answered = await hooks.client.call({
    url: listener.context.url ?? "",
    id: stream.slice(stream.indexOf(".") + 1),
    secrets: secretsOf(hooks.key, listener, application.world.clock()),
    body: message,
  })
  if (answered.taken) hooks.backoff.delete(listener.id)
  else hooks.backoff.set(listener.id, fromNow(application, MINUTE))
  const outcome = outcomeOf(application, delivery, answered)
  const caused = { correlation, causation: commitId(commit) }
  const command = { ...outcome, ...callOf(delivery) }
  if ((await executeAsSystem(application, { stream, command, ifMatch: version, ...caused })) !== undefined) return
  if (outcome.type === "giveUp" && (answered.gone || !(await tookAnything(application, delivery)))) {
    const why = answered.gone ? "its receiver wants no more" : "it took nothing for three days"
    const command = { type: "disable", why: `${why}: ${outcome.said}` }
    await executeAsSystem(application, { stream: `webhook:${listener.id}`, command, ...caused })
  }
}

/** Which webhook a delivery's commands are about, and which commit. */
export function callOf({ listener, commit }: PendingDelivery) {
  return { webhook: listener.id, about: commitId(commit) }
}

/** What an answer comes to: one that was not taken is made again after a pause, which its receiver may lengthen, or given up. */
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

/** Whether the webhook took any call since that delivery was begun. */
async function tookAnything(application: Application, { stream, listener, begun }: PendingDelivery): Promise<boolean> {
  const rows = await application.views.list({ kind: "delivery", scope: scopeOf(stream) })
  return rows.some((row) => {
    const { publicState, since, state } = bodyOf(row, "delivery")
    const taken = stateMeans(application, "delivery", publicState, "settled") && since > begun
    return taken && state.context.webhook === listener.id
  })
}
