import {
  type Evolve,
  elapsed,
  eventOf,
  evolving,
  transitions,
  type UpcomingDeadline,
  unchanged,
  type View,
} from "@demarche/engine/definition"
import { assign, setup } from "xstate"
import { type AccessKey, type Command, commands, type Event, type Feed } from "./accessCommands.ts"
import { takenInScope } from "./commandList.ts"
import type { WithMetadata, WorkplanEventMetadata } from "./metadata.ts"
import { officeGuard, type RuleInput, reasonGiven } from "./rules.ts"
import { defined } from "./schemas.ts"
import { metaOf, type Types } from "./states.ts"

export { type Command, commands, Event } from "./accessCommands.ts"
export { metadata } from "./metadata.ts"

export const version = 2

export type Context = Partial<Omit<AccessKey, "office"> & Feed>

const rules = {
  OFFICE: officeGuard(commands, takenInScope.access),
  REASON: reasonGiven,
  NOT_YOUR_FEED: ({ context, event: { by, command } }: RuleInput<Context>) =>
    by.person === context.person || (command === "revokeFeed" && by.office === "secretariat"),
}

const evolve: Evolve<Context, WithMetadata<Event>> = {
  KeyAdded: (_, { hash, label, office, party, plans, expires }) => ({
    hash,
    label,
    office,
    ...defined({ party, plans, expires }),
  }),
  KeyRevoked: unchanged,
  KeyExpired: unchanged,
  FeedAdded: (_, { hash, person, office }) => ({ hash, person, office }),
  FeedRevoked: unchanged,
}

const types: Types<Context, Event> = {}
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

/** The past-tense event a command comes to; who holds a key or a feed is for the secretariat's eyes. */
export function decide(_: View<Context>, command: Command, { by }: WorkplanEventMetadata): Event[] {
  const own = command.type === "addFeed" ? { person: by.person, office: by.office } : {}
  return [eventOf<Event>(commands, command, { ...own, visibility: "restricted" })]
}

/** A key ends at its instant. */
export function deadlines(view: View<Context>): UpcomingDeadline<Event>[] {
  const { expires } = view.context
  return metaOf(view).deadline && expires
    ? [{ at: expires, event: { type: "KeyExpired", visibility: "restricted" } }]
    : []
}
