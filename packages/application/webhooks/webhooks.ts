import { hkdfSync } from "node:crypto"
import type { Commit } from "@demarche/engine"
import { idOf, kindOf, type Row } from "@demarche/event-store"
import type { webhook } from "@demarche/workflows"
import { webhookStreams } from "@demarche/workflows/catalogue"
import { bodyOf } from "@demarche/workplan"
import { type Application, stateMeans } from "../application.ts"
import { eventsShown, shownTo } from "../disclosure.ts"
import { messageOf } from "../messages/bus.ts"
import type { WebhookClient } from "./webhookClient.ts"

/** What is needed to call webhooks. */
export interface Webhooks {
  client: WebhookClient
  /** The key from which the webhooks' secrets are derived. */
  key: string
  /** By the id of a webhook in back-off, the instant at which it ends. */
  backoff: Map<string, string>
}

/** What is needed to call webhooks; it keeps their back-off in memory. */
export function createWebhooks(client: WebhookClient, key: string): Webhooks {
  return { client, key, backoff: new Map() }
}

/** A webhook, read from its row. */
export interface SubscribedWebhook {
  /** `plan.w-…`. */
  id: string
  state: string | undefined
  /** The instant at which its state was entered. */
  since: string
  context: webhook.Context
}

/** For how long calls are signed with the old secret too after it was replaced, in milliseconds. */
const OVERLAP = 86_400_000

/** The webhooks of a plan (of all plans where none is given), including removed ones. */
export async function webhooksOf(application: Application, plan?: string): Promise<SubscribedWebhook[]> {
  return (await application.views.list({ kind: "webhook", ...(plan !== undefined && { scope: plan }) })).map(webhookOf)
}

function webhookOf(row: Row): SubscribedWebhook {
  const { publicState, since, state } = bodyOf(row, "webhook")
  return { id: idOf(row.stream), state: publicState, since, context: state.context }
}

/** Whether the webhook is active, and already was when the commit was recorded. */
export async function isSubscribed(
  application: Application,
  { id, state, since }: SubscribedWebhook,
  { recorded }: Commit,
): Promise<boolean> {
  const isCalled = (state: string | undefined) => stateMeans(application, "webhook", state, "inForce")
  if (!isCalled(state) || recorded >= since) return isCalled(state)
  const then = await application.views.get(`webhook:${id}`, recorded)
  return then !== undefined && isCalled(bodyOf(then).publicState)
}

/**
 * The body of a webhook call for a commit: the message as on the bus, with the events that the receiver may see and a
 * `timestamp` for Standard Webhooks. Undefined where the webhook is not called: other types of event, nothing it may see,
 * another webhook. It gets all commits of its own stream, so that the receiver can be tested.
 */
export function payloadFor({ id, context }: SubscribedWebhook, commit: Commit): string | undefined {
  const { types, sees = "public" } = context
  const itself = commit.stream === `webhook:${id}`
  if (!itself && kindOf(commit.stream) === "webhook") return undefined
  const visible = eventsShown(shownTo({ clearance: itself ? "restricted" : sees }, commit)).map(({ type }) => type)
  if (!itself && !(types ?? visible).some((type) => visible.includes(type))) return undefined
  const { data, time, ...announcement } = messageOf(commit)
  return JSON.stringify({ ...announcement, time, timestamp: time, data: { ...data, types: visible } })
}

/** The webhook's secret number `turn`, derived from the key and not stored. */
export function secretOf(key: string, id: string, turn: number): string {
  return `whsec_${Buffer.from(hkdfSync("sha256", key, id, `webhook secret ${turn}`, 32)).toString("base64")}`
}

/** The secrets that calls are signed with at `now`, the current one first. */
export function secretsOf(key: string, { id, context: { secret, rotated } }: SubscribedWebhook, now: string): string[] {
  const overlapping = rotated !== undefined && Date.parse(now) - Date.parse(rotated) < OVERLAP
  return [secret, ...(overlapping ? [secret - 1] : [])].map((turn) => secretOf(key, id, turn))
}

/** The commits whose kind of stream is delivered to webhooks. */
export function deliverableCommits(commits: Commit[]): Commit[] {
  return commits.filter(({ stream }) => webhookStreams.includes(kindOf(stream)))
}
