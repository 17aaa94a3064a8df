import { hkdfSync } from "node:crypto"
import type { Commit } from "@demarche/engine"
import type { Caller } from "@demarche/mail/webhook"
import { idOf, kindOf, type Row } from "@demarche/store"
import type { webhook } from "@demarche/workflows"
import { announced } from "@demarche/workflows/catalogue"
import { mayRead } from "@demarche/workflows/offices"
import type { Body } from "@demarche/workplan"
import { announcementOf } from "./bus.ts"
import type { House } from "./house.ts"
import { contextOf } from "./plans.ts"

/** What webhooks are called by. */
export interface Hooks {
  caller: Caller
  /** What the webhooks' secrets are made of. */
  key: string
  /** Until when a webhook rests that did not take what it was called with, by its id; kept by whoever calls. */
  resting: Map<string, string>
}

/** A webhook as its row has it. */
export interface Listener {
  /** `plan.w-…`. */
  id: string
  state: string | undefined
  /** When its present state began. */
  since: string
  context: webhook.Context
}

/** For so long after a secret is replaced calls are signed with both, in milliseconds. */
const OVERLAP = 86_400_000

/** The webhooks of a plan, those that were removed included. */
export async function listenersOf(house: House, plan: string): Promise<Listener[]> {
  return (await house.views.list({ kind: "webhook", plan })).map(listenerOf)
}

function listenerOf({ stream, body, ...row }: Row): Listener {
  const { public: state, since } = body as Body
  return { id: idOf(stream), state, since, context: contextOf<webhook.Context>({ ...row, body }) }
}

/**
 * What a webhook is told of a commit: its announcement as the bus has it (CloudEvents 1.0), with the events that its
 * receiver may see and `timestamp` for readers of Standard Webhooks. Undefined where it does not listen to that: another
 * kind or other types of event, nothing that it may see, or what was recorded before it was called at all. Of itself it
 * is told everything, so that its receiver can try it out.
 */
export function messageFor({ id, state, since, context }: Listener, commit: Commit): string | undefined {
  if (state !== "active" || commit.recorded < since) return undefined
  const { types, sees = "public" } = context
  const announcement = announcementOf(commit)
  const own = kindOf(commit.stream) === "webhook" && idOf(commit.stream) === id
  const visible = commit.events.filter(({ value }) => own || mayRead(sees)(value)).map(({ value }) => value.type)
  const listens =
    own || (announced.includes(kindOf(commit.stream)) && (types ?? visible).some((type) => visible.includes(type)))
  if (!listens) return undefined
  const { data, time } = announcement
  return JSON.stringify({ ...announcement, timestamp: time, data: { ...data, types: visible } })
}

/** The webhook's secret in that turn: nothing is kept of it, since it follows from the key. */
export function secretOf(key: string, id: string, turn: number): string {
  return `whsec_${Buffer.from(hkdfSync("sha256", key, id, `webhook secret ${turn}`, 32)).toString("base64")}`
}

/** The secrets that calls are signed with at `now`, the present one first. */
export function secretsOf(key: string, { id, context: { secret, rotated } }: Listener, now: string): string[] {
  const overlapping = rotated !== undefined && Date.parse(now) - Date.parse(rotated) < OVERLAP
  return [secret, ...(overlapping ? [secret - 1] : [])].map((turn) => secretOf(key, id, turn))
}

/** Of those commits the ones that some webhook may be told of. */
export function announcedIn(commits: Commit[]): Commit[] {
  return commits.filter(({ stream }) => announced.includes(kindOf(stream)) || kindOf(stream) === "webhook")
}
