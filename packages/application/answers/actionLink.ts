import { createHmac, timingSafeEqual } from "node:crypto"
import { Id, Office, Utc } from "@demarche/workflows/terms"
import * as z from "zod"

/** What a link in a letter lets its reader do: one thing, on one item, in one round, until an instant. */
export const ActionLink = z.object({
  does: z.enum(["support", "object", "comment", "recordInput", "unsubscribe"]),
  plan: Id,
  /** The item's id, `plan.code`; for `unsubscribe` the classes of mail. */
  on: z.string().max(140),
  person: z.string().max(100),
  office: Office,
  party: Id.optional(),
  /** The deadline of the silence or the consultation that it belongs to, and dies with. */
  round: Utc.optional(),
  until: Utc,
})
export type ActionLink = z.infer<typeof ActionLink>

/** The token of an action link: its JSON and a signature over it (HMAC-SHA256), both base64url. */
export function signActionToken(link: ActionLink, key: string): string {
  const text = Buffer.from(JSON.stringify(link)).toString("base64url")
  return `${text}.${signature(text, key)}`
}

/** The action link that a token carries; undefined where it is malformed or was altered. Whether it has expired is for the caller to check. */
export function readActionToken(token: string, key: string): ActionLink | undefined {
  const [text = "", given = ""] = token.split(".")
  const right = Buffer.from(signature(text, key))
  const said = Buffer.from(given)
  if (said.length !== right.length || !timingSafeEqual(said, right)) return undefined
  return ActionLink.safeParse(JSON.parse(Buffer.from(text, "base64url").toString())).data
}

function signature(text: string, key: string): string {
  return createHmac("sha256", key).update(text).digest("base64url")
}
