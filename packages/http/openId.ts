import { createHmac } from "node:crypto"
import { newSecret, secretsMatch } from "@demarche/application/secrets"
import type { Identity } from "@demarche/application/sessions/identities"
import { isLoopback, type OpenIdSettings } from "@demarche/application/settings"
import { idOf } from "@demarche/event-store"
import { mailbox } from "@demarche/workplan/rules/mailbox"
import type { Configuration } from "openid-client"
import * as z from "zod"

/** Where the issuer sends a browser back to: the one redirect URI to enter there, below the public base URL. */
export const CALLBACK = "/sign-in/oidc/callback"
/** How long a browser may be away at the issuer, in seconds. */
export const AWAY_SECONDS = 600
/** The timeout of requests to the issuer, in seconds. */
const PATIENCE = 3

/** For what a browser is sent to the issuer. */
const Purpose = z.object({
  /** The language of the page that sent it. */
  language: z.string(),
  /** Where its reader wants to go: a path below the language. */
  to: z.string().optional(),
  /** The stream of the address to which the account is to be tied; without it, it is to let in. */
  tie: z.string().optional(),
})
type Purpose = z.infer<typeof Purpose>

/** What a browser keeps while it is away; what the issuer is sent with it is made of the whole of it, and of the key. */
const KeptAway = Purpose.extend({ secret: z.string(), until: z.iso.datetime() })

/** Who came back from the issuer. */
interface Returned {
  issuer: string
  subject: string
  /** Their address for certain: verified, and of a domain about which the issuer is believed; undefined where there is none. */
  mailbox(): Promise<string | undefined>
}

/** Why nobody came back, and what an operator should know of it. */
interface NotReturned {
  /** It was not begun in this browser, or too long ago; the issuer does not respond; or it lets nobody in that can be believed. */
  why: "notBegun" | "down" | "refused"
  error?: Error
}

/**
 * Sign-in at one OpenID issuer (OpenID Connect Core 1.0, 3.1: the authorization code flow, with PKCE, RFC 7636). Its discovery
 * document is read when it is first needed and kept; after a failure it is read again. `key` is the one that signs letters, `home`
 * the public base URL, and `clock` returns an RFC 3339 instant.
 */
export function createOpenId(settings: OpenIdSettings, key: string, home: string, clock: () => string) {
  const { domains } = settings
  let found: Promise<Configuration> | undefined

  function configuration(): Promise<Configuration> {
    found ??= discover(settings).catch((error) => {
      found = undefined
      throw error
    })
    return found
  }

  /** What goes with what a browser keeps, for one use: 256 bits, base64url. */
  const madeOf = (kept: string, use: "state" | "nonce" | "verifier") =>
    createHmac("sha256", key).update(`oidc ${use} ${kept}`).digest("base64url")

  const sealOf = (id: string, asked: string) =>
    createHmac("sha256", key).update(`oidc seal ${id} ${asked}`).digest("base64url")

  return {
    /** What its readers know the issuer by. */
    name: new URL(settings.issuer).host,

    /** What a browser is to keep, and where it is to go. */
    async begin(purpose: Purpose): Promise<{ kept: string; url: URL } | NotReturned> {
      const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import("./lazyTokens.ts")
      const until = new Date(Date.parse(clock()) + AWAY_SECONDS * 1000).toISOString()
      const kept = Buffer.from(JSON.stringify({ ...purpose, secret: newSecret(), until })).toString("base64url")
      try {
        const url = buildAuthorizationUrl(await configuration(), {
          ...{ redirect_uri: `${home}${CALLBACK}`, response_type: "code", scope: "openid email" },
          ...{ state: madeOf(kept, "state"), nonce: madeOf(kept, "nonce") },
          code_challenge: await calculatePKCECodeChallenge(madeOf(kept, "verifier")),
          code_challenge_method: "S256",
          ...(purpose.tie && { prompt: "login" }),
        })
        return { kept, url }
      } catch (error) {
        return failure("down", error)
      }
    },

    /** For what a browser was sent away, by what it kept; who came back, `end` alone says. */
    purposeOf: (kept: string | undefined): Purpose | undefined => readKept(kept),

    /** Who came back, by what the browser kept and the query with which it came. */
    async end(kept = "", query: URLSearchParams): Promise<Returned | NotReturned> {
      const away = readKept(kept)
      const ours = secretsMatch(query.get("state") ?? "", madeOf(kept, "state"))
      if (!away || !ours || away.until <= clock()) return { why: "notBegun" }
      const known = await configuration().catch((error) => failure("down", error))
      if ("why" in known) return known
      const { authorizationCodeGrant } = await import("./lazyTokens.ts")
      try {
        const tokens = await authorizationCodeGrant(known, new URL(`${home}${CALLBACK}?${query}`), {
          expectedState: madeOf(kept, "state"),
          expectedNonce: madeOf(kept, "nonce"),
          pkceCodeVerifier: madeOf(kept, "verifier"),
        })
        const claims = tokens.claims()
        if (!claims) return { why: "refused" }
        const { iss: issuer, sub: subject } = claims
        const mailbox = async () => {
          const said = claims.email === undefined ? await profileOf(known, tokens.access_token, subject) : claims
          return believed(said, domains)
        }
        return { issuer, subject, mailbox }
      } catch (error) {
        return failure(isOfIssuer(error) ? "down" : "refused", error)
      }
    },

    /** Seals an account for the browser that waits for a code, whose secret it goes with. */
    seal: (identity: Identity, asked: string): string => `${idOf(identity)}.${sealOf(idOf(identity), asked)}`,

    /** The account in such a seal; undefined where that goes with another code. */
    sealed(seal: string | undefined, asked: string): Identity | undefined {
      const [id = "", proof = ""] = seal?.split(".") ?? []
      return secretsMatch(proof, sealOf(id, asked)) ? `session:${id}` : undefined
    },
  }
}

/** Sign-in at the issuer, ready to be called. */
export type OpenId = ReturnType<typeof createOpenId>

/** @throws where the issuer does not respond as itself: its document names another, or is nowhere. */
async function discover({ issuer, clientId, clientSecret }: OpenIdSettings): Promise<Configuration> {
  const { allowInsecureRequests, discovery, enableNonRepudiationChecks } = await import("./lazyTokens.ts")
  const url = new URL(issuer)
  const known = await discovery(url, clientId, clientSecret, undefined, {
    timeout: PATIENCE,
    execute: [enableNonRepudiationChecks, ...(isLoopback(url.hostname) ? [allowInsecureRequests] : [])],
  })
  if (known.serverMetadata().issuer !== issuer) throw new Error(`${issuer} says that it is another issuer`)
  return known
}

/** The address that the issuer is believed about: it says that it is verified, and the domain is one for which it is trusted. */
function believed({ email, email_verified }: Record<string, unknown>, domains: string[]): string | undefined {
  const given = typeof email === "string" && email_verified === true ? mailbox(email) : undefined
  return given !== undefined && domains.includes(given.slice(given.indexOf("@") + 1)) ? given : undefined
}

/** What an issuer says of somebody where their token does not (OpenID Connect Core 1.0, 5.3); nothing where it does not respond. */
async function profileOf(known: Configuration, token: string, subject: string): Promise<Record<string, unknown>> {
  const { fetchUserInfo } = await import("./lazyTokens.ts")
  return known.serverMetadata().userinfo_endpoint ? fetchUserInfo(known, token, subject).catch(() => ({})) : {}
}

function readKept(kept = ""): z.infer<typeof KeptAway> | undefined {
  try {
    return KeptAway.parse(JSON.parse(Buffer.from(kept, "base64url").toString()))
  } catch {
    return undefined
  }
}

/** Whether the issuer does not respond as one, whatever it was asked. */
function isOfIssuer(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  return error instanceof TypeError || code === "OAUTH_TIMEOUT" || code === "OAUTH_RESPONSE_IS_NOT_CONFORM"
}

/** A failure with its reason and the issuer's word for it, without the tokens and claims that its causes may hold. */
function failure(why: NotReturned["why"], error: unknown): NotReturned {
  if (!(error instanceof Error)) return { why }
  const word = "error" in error ? ` (${error.error})` : ""
  return { why, error: new Error(`sign-in at the issuer: ${error.message}${word}`) }
}
