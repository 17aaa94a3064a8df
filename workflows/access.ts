import { assign, createMachine } from "xstate"
import * as z from "zod"
import { command, event, known, oneOf, payload, transitions } from "./forms.ts"
import { officeGuard, offices } from "./offices.ts"
import { type Act, Id, Line, Office, Utc, type View } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

export const version = 1

const Hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "a SHA-256, base64url")

/** What a key lets a program be: one office, of one party where it has one, in the plans named (all, where none is). */
const Key = z.object({
  hash: Hash,
  label: Line,
  office: Office.exclude(["clock", "system"]),
  party: Id.optional(),
  plans: z.array(Id).max(100).optional(),
  expires: Utc.optional(),
})

/** What a person's calendar feed of a plan is known by, and the office as which the person asked for it. */
const Feed = z.object({ hash: Hash, person: z.string().max(100), office: Office })

export const Command = oneOf(() => [
  command("addKey", Key.shape),
  command("revokeKey", {}),
  command("addFeed", { hash: Hash }),
  command("revokeFeed", {}),
])
export type Command = z.infer<typeof Command>

export const Event = oneOf(() => [
  event("KeyAdded", Key.shape),
  event("KeyRevoked", {}),
  event("KeyExpired", {}),
  event("FeedAdded", Feed.shape),
  event("FeedRevoked", {}),
])
export type Event = z.infer<typeof Event>

/** The events each command comes to. */
export const emits: Record<Command["type"], readonly Event["type"][]> = {
  addKey: ["KeyAdded"],
  revokeKey: ["KeyRevoked"],
  addFeed: ["FeedAdded"],
  revokeFeed: ["FeedRevoked"],
}

export type Context = Partial<Omit<z.infer<typeof Key>, "office"> & z.infer<typeof Feed>>

type Happening = Event & Act

const rules = {
  OFFICE: officeGuard(offices.access),
  REASON: payload(({ event }: { event: Happening }) => event.reason !== undefined),
  NOT_YOUR_FEED: ({ context, event: { by, command } }: { context: Context; event: Happening }) =>
    by.person === context.person || (command === "revokeFeed" && by.office === "isu"),
}

const { to, inPlace } = transitions<keyof typeof rules>()

export const machine = createMachine(
  {
    types: {} as { context: Context; events: Happening },
    id: "access",
    context: {},
    initial: "new",
    states: {
      new: { on: { KeyAdded: to("active"), FeedAdded: to("subscribed") } },
      active: {
        tags: "active",
        on: { KeyRevoked: to("revoked", "REASON"), KeyExpired: { target: "expired" } },
      },
      revoked: { tags: "revoked" },
      expired: { tags: "expired" },
      subscribed: {
        tags: "subscribed",
        on: { FeedAdded: inPlace("NOT_YOUR_FEED"), FeedRevoked: to("unsubscribed", "NOT_YOUR_FEED") },
      },
      unsubscribed: { tags: "unsubscribed", on: { FeedAdded: to("subscribed", "NOT_YOUR_FEED") } },
    },
  },
  { guards: rules as never, actions: { evolve: assign(({ context, event }) => evolve(context, event)) } },
)

function evolve(context: Context, event: Happening): Context {
  switch (event.type) {
    case "KeyAdded": {
      const { hash, label, office, party, plans, expires } = event
      return { hash, label, office, ...known({ party, plans, expires }) }
    }
    case "FeedAdded": {
      const { hash, person, office } = event
      return { hash, person, office }
    }
    default:
      return context
  }
}

/** The past-tense event a command comes to; who holds a key or a feed is for the secretariat's eyes. */
export function decide(_: View<Context>, command: Command, { by }: Act): Event[] {
  const { type, ...fields } = command
  const own = type === "addFeed" ? { person: by.person, office: by.office } : {}
  return [{ ...fields, ...own, type: emits[type][0], visibility: "restricted" } as Event]
}

/** A key ends at its instant. */
export function deadlines({ state, context }: View<Context>): { at: string; event: Event }[] {
  return state === "active" && context.expires
    ? [{ at: context.expires, event: { type: "KeyExpired", visibility: "restricted" } }]
    : []
}
