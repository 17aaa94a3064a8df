import type { Application } from "@demarche/application/application"
import type { WebhookCall } from "@demarche/application/webhooks/webhookClient"
import {
  createWebhooks,
  payloadFor,
  type SubscribedWebhook,
  type Webhooks,
  webhooksOf,
} from "@demarche/application/webhooks/webhooks"
import type { Commit } from "@demarche/engine"
import { commitId, kindOf } from "@demarche/event-store"
import type { delivery } from "@demarche/workflows"
import type { Bug } from "./bugs.ts"
import type { Chance } from "./chance.ts"
import { PLAN } from "./steps.ts"

/** Two who are called with what is recorded: one of everything, one of how silences end. */
export const webhooks = [
  { id: `${PLAN}.w-all`, url: "https://all.example/" },
  { id: `${PLAN}.w-some`, url: "https://some.example/", types: ["SilencePassed", "SilenceBroken"] },
]

/** What receivers were called with, and whether they took it. */
export interface Called extends Pick<WebhookCall, "id" | "url" | "body"> {
  taken: boolean
}

/** Receivers that refuse a call now and then, and remember all of them. */
export function receivers(chance: Chance, refusal: () => number, bug: Bug | undefined) {
  const calls: Called[] = []
  return {
    calls,
    /** What one process calls by; `step` is how it does anything outside itself. */
    hooks(step: <T>(work: () => T) => Promise<T> = async (work) => work()): Webhooks {
      const call = ({ id, url, body }: WebhookCall) =>
        step(() => {
          const taken = !chance.happens(refusal())
          calls.push({ id, url, body, taken })
          return { taken: taken || bug === "a call that was refused counts as taken", said: taken ? "204" : "503" }
        })
      return createWebhooks({ call }, "a key")
    },
  }
}

/** A delivery may be given up once it has been tried for so long, in milliseconds. */
const PATIENCE = 76 * 3_600_000

/**
 * Every commit that a webhook listens to was taken by its receiver, under one id and in the same words, or was given up after
 * three days; nobody was called with anything else. A webhook that was switched off is owed nothing.
 */
export async function misannounced(commits: Commit[], application: Application, calls: Called[]): Promise<string[]> {
  const heads = new Map<string, Commit>()
  for (const commit of commits) if (kindOf(commit.stream) === "delivery") heads.set(commit.stream, commit)
  const made = Map.groupBy(calls, ({ id, url }) => `${id} to ${url}`)
  const ends = [...heads.values()].map((commit) => ({ commit, context: contextOf(commit) }))
  const listeners = await webhooksOf(application, PLAN)
  const owed = listeners
    .filter(({ state }) => state === "active")
    .flatMap((listener) => {
      const registered = commits.find(({ stream }) => stream === `webhook:${listener.id}`)?.recorded ?? ""
      return commits.filter(({ recorded }) => recorded >= registered).flatMap((commit) => owedTo(listener, commit))
    })
  const known = new Set(commits.map(commitId))
  return [
    ...owed
      .filter(
        ({ about, url, body }) =>
          !calls.some((call) => call.url === url && call.taken && call.body === body) && !givenUp(ends, about),
      )
      .map(({ about, url }) => `never called: ${url} with ${about}`),
    ...[...made]
      .filter(([, each]) => new Set(each.map(({ body }) => body)).size > 1)
      .map(([name]) => `called with two things under one id: ${name}`),
    ...calls
      .filter(({ body }) => !known.has(JSON.parse(body).id))
      .map(({ body, url }) => `called with what never was: ${url} with ${JSON.parse(body).id}`),
    ...ends
      .filter(({ commit }) => delivered(commit) && !takenFor(calls, commit))
      .map(({ context }) => `delivered and not taken: ${context.about} to ${context.webhook}`),
  ]
}

function owedTo(listener: SubscribedWebhook, commit: Commit) {
  const body = payloadFor(listener, commit)
  return body ? [{ about: commitId(commit), url: listener.context.url ?? "", body }] : []
}

function contextOf({ state }: Commit): delivery.Context {
  return (state as { context: delivery.Context }).context
}

function givenUp(ends: { commit: Commit; context: delivery.Context }[], about: string): boolean {
  return ends.some(
    ({ commit, context }) =>
      context.about === about &&
      commit.events.at(-1)?.value.type === "DeliveryGivenUp" &&
      (context.attempts > 9 || Date.parse(commit.happened) - Date.parse(context.begun ?? "") > PATIENCE),
  )
}

const delivered = ({ events }: Commit) => events.at(-1)?.value.type === "DeliverySucceeded"
const takenFor = (calls: Called[], { stream }: Commit) =>
  calls.some(({ id, taken }) => taken && stream.endsWith(`.${id}`))
