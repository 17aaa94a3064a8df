import type { CommandOf } from "@demarche/engine/definition"
import * as z from "zod"
import type { CommandList } from "./commandList.ts"
import { meaning } from "./meanings.ts"
import { event, union } from "./schemas.ts"
import { ReaderLanguage, Sha256, Utc } from "./terms.ts"

/** For so many people at one address an account is tied at the most. */
export const MAX_HOLDERS = 100

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

/** A code as it is kept: what it is hashed with, the hashes of code, link and the asking browser's secret, and until when. */
const KeptCode = z.object({
  salt: Sha256,
  code: Sha256,
  link: Sha256,
  browser: Sha256,
  until: Utc,
  /** The language of the page that asked. */
  language: ReaderLanguage,
})
export type KeptCode = z.infer<typeof KeptCode>

/** A link that an operator hands over, by its hash: it opens in any browser, and no letter carries it. */
const HandedLink = z.object({ link: Sha256, until: Utc })

/** A session by the hash of its secret; `own`: the device is its holder's own. */
const SessionTerm = z.object({ session: Sha256, until: Utc, own: z.boolean() })

/** The id of the stream of an address, or of an account at the issuer: an HMAC, which tells neither to anybody. */
const StreamId = meaning(z.string().regex(/^[0-9a-f]{32}$/, "the id of a session's stream"), { is: "opaque" })

/** An account at the issuer by the id of its stream, and for which people at the address it was tied, each by an HMAC. */
const TiedIdentity = z.object({ identity: StreamId, holders: z.array(Sha256).max(MAX_HOLDERS) })
export type TiedIdentity = z.infer<typeof TiedIdentity>

/** A session that no code opens: where an account at the issuer opens it, by which. */
const SessionOpening = SessionTerm.extend({ identity: StreamId.optional() })
export type SessionOpening = z.infer<typeof SessionOpening>

/** A code that is asked for, and the instant an hour before, since which the codes of its address count. */
const AskedCode = KeptCode.extend({ hourBefore: Utc })

/** What was shown to come in: the code as it was typed, or the letter's link in the browser that asked. */
const SignInProof = z.object({ code: Sha256.optional(), link: Sha256.optional(), browser: Sha256.optional() })

export const Event = union(() => [
  event("CodeAsked", AskedCode.shape),
  event("LinkMade", HandedLink.shape),
  event("CodeSent", {}),
  event("CodeRefused", {}),
  event("CodeSpent", {}),
  event("CodeExpired", {}),
  event("SignedIn", SessionTerm.shape),
  event("Admitted", SessionOpening.shape),
  event("SignedOut", { session: Sha256 }),
  event("SignedOutEverywhere", {}),
  event("AddressNamed", { address: StreamId }),
  event("IdentityTied", TiedIdentity.shape),
  event("IdentityUntied", { identity: StreamId }),
])
export type Event = z.infer<typeof Event>

/** Nobody is known before they are in: the system takes these, whoever asks. */
export const commands = {
  askCode: { fields: () => AskedCode.shape, emits: ["CodeAsked"], offices: ["system"] },
  makeLink: { fields: () => HandedLink.shape, emits: ["LinkMade"], offices: ["system"] },
  noteSent: { fields: () => ({}), emits: ["CodeSent"], offices: ["system"] },
  signIn: {
    fields: () => ({ ...SignInProof.shape, ...SessionTerm.shape }),
    emits: ["SignedIn", "CodeRefused", "CodeSpent"],
    offices: ["system"],
  },
  admit: { fields: () => SessionOpening.shape, emits: ["Admitted"], offices: ["system"] },
  signOut: { fields: () => ({ session: Sha256 }), emits: ["SignedOut"], offices: ["system"] },
  signOutEverywhere: { fields: () => ({}), emits: ["SignedOutEverywhere"], offices: ["system"] },
  nameAddress: { fields: () => ({ address: StreamId }), emits: ["AddressNamed"], offices: ["system"] },
  tieIdentity: { fields: () => TiedIdentity.shape, emits: ["IdentityTied"], offices: ["system"] },
  untieIdentity: { fields: () => ({ identity: StreamId }), emits: ["IdentityUntied"], offices: ["system"] },
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
