import {
  type Evolve,
  eventOf,
  evolving,
  type Transitions,
  transitions,
  unchanged,
  type View,
} from "@demarche/engine/definition"
import { assign, setup } from "xstate"
import type { WithMetadata } from "./metadata.ts"
import { officeGuard } from "./rules.ts"
import { defined } from "./schemas.ts"
import type { Types } from "./states.ts"
import type { Visibility } from "./terms.ts"
import { type Command, commands, type Event } from "./webhookCommands.ts"

export { metadata } from "./metadata.ts"
export { type Command, commands, Event } from "./webhookCommands.ts"

export const version = 2

export interface Context {
  url?: string
  label?: string
  types?: readonly string[] | undefined
  sees?: Visibility
  /** The number of the secret in use, from 1. */
  secret: number
  /** When the one before was replaced: an RFC 3339 instant in UTC. */
  rotated?: string
  /** Why it is not called. */
  why?: string | undefined
}

const rules = { OFFICE: officeGuard(commands) }

const evolve: Evolve<Context, WithMetadata<Event>> = {
  WebhookRegistered: endpoint,
  WebhookChanged: endpoint,
  SecretRotated: ({ secret }, { at }) => ({ secret: secret + 1, rotated: at }),
  WebhookDisabled: (_, { why }) => ({ why }),
  WebhookEnabled: () => ({ why: undefined }),
  WebhookRemoved: unchanged,
}

function endpoint(
  _: Context,
  { url, label, types, sees }: Extract<Event, { type: "WebhookRegistered" | "WebhookChanged" }>,
): Partial<Context> {
  return { ...defined({ url, label, sees }), ...(types !== undefined && { types: types ?? undefined }) }
}

const types: Types<Context, Event> = {}
const webhook = setup({ types, guards: rules, actions: { evolve: assign(evolving(evolve)) } })
const { to, inPlace } = transitions(rules, "OFFICE")

const kept = {
  WebhookChanged: inPlace(),
  SecretRotated: inPlace(),
  WebhookRemoved: to("removed"),
} satisfies Transitions<typeof webhook>

export const machine = webhook.createMachine({
  id: "webhook",
  context: { secret: 1 },
  initial: "new",
  states: {
    new: { meta: { public: false }, on: { WebhookRegistered: to("active") } },
    active: {
      tags: "inForce",
      meta: { holder: "nobody" },
      on: { ...kept, WebhookDisabled: to("disabled") },
    },
    disabled: { tags: "paused", meta: { holder: "secretariat" }, on: { ...kept, WebhookEnabled: to("active") } },
    removed: { tags: "dropped", meta: { holder: "nobody" } },
  },
})

/** The past-tense event a command comes to; where others listen is not for everyone to know. A change of nothing is none. */
export function decide(_: View<Context>, command: Command): Event[] {
  if (command.type === "change" && Object.keys(command).length === 1) return []
  return [eventOf<Event>(commands, command, { visibility: "restricted" })]
}

/** Time decides nothing about a webhook. */
export function deadlines(): [] {
  return []
}
