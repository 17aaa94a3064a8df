import {
  type Deadline,
  type Evolve,
  elapsed,
  eventOf,
  evolving,
  type PublicState,
  readsPayload,
  transitions,
  unchanged,
  type View,
} from "@demarche/engine/definition"
import { assign, type StateValueFrom, setup } from "xstate"
import { type Command, commands, type Event, type Feed, type Key } from "./accessCommands.ts"
import { officeGuard } from "./commands.ts"
import { known } from "./schemas.ts"
import type { Types } from "./states.ts"
import type { Act } from "./terms.ts"

export { type Command, commands, Event } from "./accessCommands.ts"
export { metadata } from "./terms.ts"

export const version = 1

export type Context = Partial<Omit<Key, "office"> & Feed>

type Happening = Event & Act

const rules = {
  OFFICE: officeGuard(commands),
  REASON: readsPayload(({ event }: { event: Act }) => event.reason !== undefined),
  NOT_YOUR_FEED: ({ context, event: { by, command } }: { context: Context; event: Act }) =>
    by.person === context.person || (command === "revokeFeed" && by.office === "isu"),
}

const evolve: Evolve<Context, Happening> = {
  KeyAdded: (_, { hash, label, office, party, plans, expires }) => ({
    hash,
    label,
    office,
    ...known({ party, plans, expires }),
  }),
  KeyRevoked: unchanged,
  KeyExpired: unchanged,
  FeedAdded: (_, { hash, person, office }) => ({ hash, person, office }),
  FeedRevoked: unchanged,
}

const types: Types<Context, Happening> = {}
const access = setup({ types, guards: rules, actions: { evolve: assign(evolving(evolve)) } })
const { to, inPlace } = transitions(rules, "OFFICE")

export const machine = access.createMachine({
  id: "access",
  context: {},
  initial: "new",
  states: {
    new: { meta: { public: false }, on: { KeyAdded: to("active"), FeedAdded: to("subscribed") } },
    active: {
      tags: "inForce",
      meta: { holder: "nobody", deadline: "KeyExpired" },
      on: { KeyRevoked: to("revoked", "REASON"), KeyExpired: elapsed("expired") },
    },
    revoked: { tags: "dropped", meta: { holder: "nobody" } },
    expired: { tags: "dropped", meta: { holder: "nobody" } },
    subscribed: {
      tags: "inForce",
      meta: { holder: "nobody" },
      on: { FeedAdded: inPlace("NOT_YOUR_FEED"), FeedRevoked: to("unsubscribed", "NOT_YOUR_FEED") },
    },
    unsubscribed: {
      tags: "dropped",
      meta: { holder: "nobody" },
      on: { FeedAdded: to("subscribed", "NOT_YOUR_FEED") },
    },
  },
})
export type State = PublicState<StateValueFrom<typeof machine>>

/** The past-tense event a command comes to; who holds a key or a feed is for the secretariat's eyes. */
export function decide(_: View<Context>, command: Command, { by }: Act): Event[] {
  const own = command.type === "addFeed" ? { person: by.person, office: by.office } : {}
  return [eventOf<Event>(commands, command, { ...own, visibility: "restricted" })]
}

/** A key ends at its instant. */
export function deadlines({ state, context }: View<Context>): Deadline<Event>[] {
  return state === "active" && context.expires
    ? [{ at: context.expires, event: { type: "KeyExpired", visibility: "restricted" } }]
    : []
}
