import { createHmac, timingSafeEqual } from "node:crypto"
import { Id, Office, Utc } from "@demarche/workflows/terms"
import * as z from "zod"

/** What a link in a letter allows its reader to do: one action on one item, until an instant. */
export const ActionLink = z.object({
  does: z.enum(["support", "object", "comment", "recordInput", "unsubscribe"]),
  plan: Id,
  /** The item's id, `plan.code`; for `unsubscribe` the classes of mail. */
  on: z.string().max(140),
  person: z.string().max(100),
  office: Office,
  party: Id.optional(),
  /** The deadline of the silence or consultation it belongs to; the link is void once that ends or moves. */
  round: Utc.optional(),
  until: Utc,
})
export type ActionLink = z.infer<typeof ActionLink>

/** The token of an action link: its JSON and an HMAC-SHA256 over it, both base64url, joined by a point. */
export function signActionToken(link: ActionLink, key: string): string {
  const text = Buffer.from(JSON.stringify(link)).toString("base64url")
  return `${text}.${signature(text, key)}`
}

/** The action link in a token; undefined where the signature does not match. The caller checks whether it has expired. */
export function readActionToken(token: string, key: string): ActionLink | undefined {
  const [text = "", given = ""] = token.split(".")
  const expected = Buffer.from(signature(text, key))
  const actual = Buffer.from(given)
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return undefined
  return ActionLink.safeParse(JSON.parse(Buffer.from(text, "base64url").toString())).data
}

function signature(text: string, key: string): string {
  return createHmac("sha256", key).update(text).digest("base64url")
}
