import type { CommandOf } from "@demarche/engine/definition"
import * as z from "zod"
import * as activity from "./activity/events.ts"
import type { CommandList } from "./commandList.ts"
import { meaning } from "./meanings.ts"
import * as output from "./outputCommands.ts"
import * as plan from "./planCommands.ts"
import * as request from "./requestCommands.ts"
import { event, union } from "./schemas.ts"
import { Line, Said, Visibility } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Where a webhook is called: over TLS, but for this machine's own loopback address; without a password in the address. */
const Url = meaning(
  z
    .url({ protocol: /^https?$/, error: "is no http address" })
    .max(500)
    .refine((text) => {
      const { protocol, hostname = "", username, password, hash } = URL.parse(text) ?? {}
      return (protocol === "https:" || LOOPBACK.test(hostname)) && !username && !password && !hash
    }, "is an https address without user, password and fragment"),
  { is: "opaque" },
)

/** The types of event of what webhooks are called with; read with the unions, since it makes those of others. */
const typesOf = () =>
  [activity, output, plan, request].flatMap(({ Event }) =>
    Event.unwrap().options.map(({ shape }) => String(shape.type.value)),
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

export const Event = union(() => [
  event("WebhookRegistered", endpoint()),
  event("WebhookChanged", changed()),
  event("SecretRotated", {}),
  event("WebhookDisabled", { why: Line }),
  event("WebhookEnabled", {}),
  event("WebhookRemoved", {}),
])
export type Event = z.infer<typeof Event>

export const commands = {
  register: { fields: endpoint, emits: ["WebhookRegistered"], offices: ["secretariat"] },
  change: { fields: changed, emits: ["WebhookChanged"], offices: ["secretariat"] },
  rotateSecret: { fields: () => ({}), emits: ["SecretRotated"], offices: ["secretariat"] },
  disable: { fields: () => ({ why: Said }), emits: ["WebhookDisabled"], offices: ["secretariat", "system"] },
  enable: { fields: () => ({}), emits: ["WebhookEnabled"], offices: ["secretariat"] },
  remove: { fields: () => ({}), emits: ["WebhookRemoved"], offices: ["secretariat"] },
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
