import { createHmac, timingSafeEqual } from "node:crypto"
import { Id, Office, Utc } from "@demarche/workflows/terms"
import * as z from "zod"

/** The round that a link answers: a silence procedure by its draft and opening, or a consultation by its number. A link that only opens a text may name its draft alone. */
const LinkedRound = z.union([
  z.object({ draft: z.int().min(1), opened: Utc }),
  z.object({ consultation: z.int().min(1) }),
  z.object({ draft: z.int().min(1) }),
])
export type LinkedRound = z.infer<typeof LinkedRound>

/** What a link in a letter allows its reader to do: one action on one item, in one round of it, or to `read` its text and do nothing. */
export const ActionLink = z.object({
  does: z.enum(["support", "object", "comment", "recordInput", "requestMoreTime", "read", "unsubscribe", "endLinks"]),
  plan: Id,
  /** The item's id, `plan.code`; for `unsubscribe` the classes of mail, for `endLinks` the name of a notification. */
  on: z.string().max(140),
  person: z.string().max(100),
  office: Office,
  party: Id.optional(),
  /** Letters sent before links named their round have the instant of its deadline. */
  round: z.union([LinkedRound, Utc]).optional(),
  /** The kind and step of the letter it stands in, so that each letter's link can be used once. */
  letter: z.string().max(80).optional(),
  /** The name of the notification that its letter was of: the links of that letter can be ended. */
  notice: z.string().max(140).optional(),
  /** The beginning of the hash of the address that the letter went to: at another one somebody else may read it. */
  address: z.string().max(20).optional(),
  /** When `unsubscribe` ends. An answer ends with its round. */
  until: Utc.optional(),
})
export type ActionLink = z.infer<typeof ActionLink>

/** The token of an action link: its JSON and an HMAC-SHA256 over it, both base64url, joined by a point. Equal links have equal tokens. */
export function signActionToken(link: ActionLink, key: string): string {
  return signed(Buffer.from(JSON.stringify(ActionLink.parse(link))).toString("base64url"), key)
}

/** The action link in a token; undefined where the token is not, to the letter, one that was signed with the key. */
export function readActionToken(token: string, key: string): ActionLink | undefined {
  const [text = ""] = token.split(".", 1)
  const expected = Buffer.from(signed(text, key))
  const actual = Buffer.from(token)
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return undefined
  return ActionLink.safeParse(JSON.parse(Buffer.from(text, "base64url").toString())).data
}

function signed(text: string, key: string): string {
  return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`
}
