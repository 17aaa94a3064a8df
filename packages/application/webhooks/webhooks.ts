import { hkdfSync } from "node:crypto"
import type { Commit } from "@demarche/engine"
import { idOf, kindOf, type Row } from "@demarche/event-store"
import type { webhook } from "@demarche/workflows"
import { webhookStreams } from "@demarche/workflows/catalogue"
import { mayRead } from "@demarche/workflows/offices"
import { bodyOf } from "@demarche/workplan"
import { type Application, stateMeans } from "../application.ts"
import { messageOf } from "../messages/bus.ts"
import type { WebhookClient } from "./webhookClient.ts"

/** What webhooks are called by. */
export interface Webhooks {
  client: WebhookClient
  /** What the webhooks' secrets are made of. */
  key: string
  /** Until when a webhook rests that did not take what it was called with, by its id. */
  backoff: Map<string, string>
}

/** Everything to call webhooks by; which of them rest is remembered in it. */
export function createWebhooks(caller: WebhookClient, key: string): Webhooks {
  return { client: caller, key, backoff: new Map() }
}

/** A webhook as its row has it. */
export interface SubscribedWebhook {
  /** `plan.w-…`. */
  id: string
  state: string | undefined
  /** When its present state began. */
  since: string
  context: webhook.Context
}

/** For so long after a secret is replaced calls are signed with both, in milliseconds. */
const OVERLAP = 86_400_000

/** The webhooks of a plan, of all plans where none is named, those that were removed included. */
export async function webhooksOf(application: Application, plan?: string): Promise<SubscribedWebhook[]> {
  return (await application.views.list({ kind: "webhook", ...(plan !== undefined && { scope: plan }) })).map(webhookOf)
}

function webhookOf(row: Row): SubscribedWebhook {
  const { publicState, since, state } = bodyOf(row, "webhook")
  return { id: idOf(row.stream), state: publicState, since, context: state.context }
}

/** Whether the webhook is called, and already was when that commit was recorded. */
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
 * What a webhook is told of a commit: its announcement as the bus has it, with the events that its receiver may see and
 * `timestamp` for readers of Standard Webhooks. Undefined where it does not listen to that: other types of event, nothing
 * that it may see, another webhook. Of itself it is told everything, so that its receiver can try it out.
 */
export function payloadFor({ id, context }: SubscribedWebhook, commit: Commit): string | undefined {
  const { types, sees = "public" } = context
  const itself = commit.stream === `webhook:${id}`
  if (!itself && kindOf(commit.stream) === "webhook") return undefined
  const visible = commit.events.filter(({ value }) => itself || mayRead(sees)(value)).map(({ value }) => value.type)
  if (!itself && !(types ?? visible).some((type) => visible.includes(type))) return undefined
  const { data, time, ...announcement } = messageOf(commit)
  return JSON.stringify({ ...announcement, time, timestamp: time, data: { ...data, types: visible } })
}

/** The webhook's secret in that turn: nothing is kept of it, since it follows from the key. */
export function secretOf(key: string, id: string, turn: number): string {
  return `whsec_${Buffer.from(hkdfSync("sha256", key, id, `webhook secret ${turn}`, 32)).toString("base64")}`
}

/** The secrets that calls are signed with at `now`, the present one first. */
export function secretsOf(key: string, { id, context: { secret, rotated } }: SubscribedWebhook, now: string): string[] {
  const overlapping = rotated !== undefined && Date.parse(now) - Date.parse(rotated) < OVERLAP
  return [secret, ...(overlapping ? [secret - 1] : [])].map((turn) => secretOf(key, id, turn))
}

/** Of those commits the ones that some webhook may be told of. */
export function deliverableCommits(commits: Commit[]): Commit[] {
  return commits.filter(({ stream }) => webhookStreams.includes(kindOf(stream)))
}
