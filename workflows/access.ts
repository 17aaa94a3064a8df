import { assign, createMachine } from "xstate"
import * as z from "zod"
import { command, event, known, payload, transitions } from "./forms.ts"
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

export const Command = z.discriminatedUnion("type", [command("addKey", Key.shape), command("revokeKey", {})])
export type Command = z.infer<typeof Command>

export const Event = z.discriminatedUnion("type", [
  event("KeyAdded", Key.shape),
  event("KeyRevoked", {}),
  event("KeyExpired", {}),
])
export type Event = z.infer<typeof Event>

/** The events each command comes to. */
export const emits: Record<Command["type"], readonly Event["type"][]> = {
  addKey: ["KeyAdded"],
  revokeKey: ["KeyRevoked"],
}

export type Context = Partial<z.infer<typeof Key>>

type Happening = Event & Act

const rules = {
  OFFICE: officeGuard(offices.access),
  REASON: payload(({ event }: { event: Happening }) => event.reason !== undefined),
}

const { to } = transitions<keyof typeof rules>()

export const machine = createMachine(
  {
    types: {} as { context: Context; events: Happening },
    id: "access",
    context: {},
    initial: "new",
    states: {
      new: { on: { KeyAdded: to("active") } },
      active: {
        tags: "active",
        on: { KeyRevoked: to("revoked", "REASON"), KeyExpired: { target: "expired" } },
      },
      revoked: { tags: "revoked" },
      expired: { tags: "expired" },
    },
  },
  { guards: rules as never, actions: { evolve: assign(({ context, event }) => evolve(context, event)) } },
)

function evolve(context: Context, event: Happening): Context {
  if (event.type !== "KeyAdded") return context
  const { hash, label, office, party, plans, expires } = event
  return { hash, label, office, ...known({ party, plans, expires }) }
}

/** The past-tense event a command comes to; who holds a key is for the secretariat's eyes. */
export function decide(_: View<Context>, command: Command): Event[] {
  const { type, ...fields } = command
  return [{ ...fields, type: emits[type][0], visibility: "restricted" } as Event]
}

/** A key ends at its instant. */
export function deadlines({ state, context }: View<Context>): { at: string; event: Event }[] {
  return state === "active" && context.expires
    ? [{ at: context.expires, event: { type: "KeyExpired", visibility: "restricted" } }]
    : []
}
