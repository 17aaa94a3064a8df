import { assign, createMachine } from "xstate"
import * as z from "zod"
import * as activity from "./activity.ts"
import { command, event, known, oneOf, transitions } from "./forms.ts"
import { officeGuard, offices } from "./offices.ts"
import * as output from "./output.ts"
import * as plan from "./plan.ts"
import * as request from "./request.ts"
import { type Act, Line, type View, Visibility } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

export const version = 1

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Where a webhook is called: over TLS, but for this machine's own loopback address; without a password in the address. */
const Url = z
  .url({ protocol: /^https?$/, error: "is no http address" })
  .max(500)
  .refine((text) => {
    const { protocol, hostname = "", username, password, hash } = URL.parse(text) ?? {}
    return (protocol === "https:" || LOOPBACK.test(hostname)) && !username && !password && !hash
  }, "is an https address without user, password and fragment")

/** The types of event of what webhooks are called with; read with the unions, since it makes those of others. */
const typesOf = () =>
  [activity, output, plan, request].flatMap(({ Event }) =>
    Event.unwrap().options.map(({ shape }) => shape.type.value as string),
  )

/** What a webhook is called with and where: of commits that hold one of those events, all where none is named; nothing that its receiver may not see. */
const endpoint = () => ({
  url: Url,
  label: Line,
  types: z
    .array(z.enum([...new Set(typesOf())]))
    .min(1)
    .max(100)
    .optional(),
  sees: Visibility.default("public"),
})
/** What is left out stays as it is; `types` null listens to all again. */
const changed = () => {
  const fields = endpoint()
  return { ...z.object(fields).partial().shape, types: fields.types.nullable(), sees: Visibility.optional() }
}

export const Command = oneOf(() => [
  command("register", endpoint()),
  command("change", changed()),
  command("rotateSecret", {}),
  command("disable", { why: Line }),
  command("enable", {}),
  command("remove", {}),
])
export type Command = z.infer<typeof Command>

export const Event = oneOf(() => [
  event("WebhookRegistered", endpoint()),
  event("WebhookChanged", changed()),
  event("SecretRotated", {}),
  event("WebhookDisabled", { why: Line }),
  event("WebhookEnabled", {}),
  event("WebhookRemoved", {}),
])
export type Event = z.infer<typeof Event>

/** The events each command comes to. */
export const emits: Record<Command["type"], readonly Event["type"][]> = {
  register: ["WebhookRegistered"],
  change: ["WebhookChanged"],
  rotateSecret: ["SecretRotated"],
  disable: ["WebhookDisabled"],
  enable: ["WebhookEnabled"],
  remove: ["WebhookRemoved"],
}

export interface Context {
  url?: string
  label?: string
  types?: readonly string[]
  sees?: Visibility
  /** The number of the secret in use, from 1. */
  secret: number
  /** When the one before was replaced: an RFC 3339 instant in UTC. */
  rotated?: string
  /** Why it is not called. */
  why?: string
}

type Happening = Event & Act

const rules = { OFFICE: officeGuard(offices.webhook) }

const { to, inPlace } = transitions<keyof typeof rules>()
const kept = { WebhookChanged: inPlace(), SecretRotated: inPlace(), WebhookRemoved: to("removed") }

export const machine = createMachine(
  {
    types: {} as { context: Context; events: Happening },
    id: "webhook",
    context: { secret: 1 },
    initial: "new",
    states: {
      new: { on: { WebhookRegistered: to("active") } },
      active: { tags: "active", on: { ...kept, WebhookDisabled: to("disabled") } },
      disabled: { tags: "disabled", on: { ...kept, WebhookEnabled: to("active") } },
      removed: { tags: "removed" },
    },
  },
  { guards: rules as never, actions: { evolve: assign(({ context, event }) => evolve(context, event)) } },
)

function evolve(context: Context, event: Happening): Partial<Context> {
  switch (event.type) {
    case "WebhookRegistered":
    case "WebhookChanged": {
      const { url, label, types, sees } = event
      return { ...known({ url, label, sees }), ...(types !== undefined && { types: types ?? undefined }) }
    }
    case "SecretRotated":
      return { secret: context.secret + 1, rotated: event.at }
    case "WebhookDisabled":
      return { why: event.why }
    case "WebhookEnabled":
      return { why: undefined }
    default:
      return {}
  }
}

/** The past-tense event a command comes to; where others listen is not for everyone to know. A change of nothing is none. */
export function decide(_: View<Context>, command: Command): Event[] {
  const { type, ...fields } = command
  if (type === "change" && Object.keys(fields).length === 0) return []
  return [{ ...fields, type: emits[type][0], visibility: "restricted" } as Event]
}

/** Time decides nothing about a webhook. */
export function deadlines(): { at: string; event: Event }[] {
  return []
}
