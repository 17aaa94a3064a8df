import type { JWTPayload, JWTVerifyGetKey } from "jose"
import * as z from "zod"
import { type Authenticator, officeOf, unauthenticated } from "./authentication.ts"
import { ProblemError } from "./problem.ts"

/** The trusted issuer, exactly as in `iss`, and the accepted audiences, of which a token must name one. */
export interface JwtIssuer {
  issuer: string
  audiences: string[]
}

const TOKEN = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i

/** Asymmetric signatures only (RFC 8725, 3.1): whoever can verify with a shared secret could also sign with it. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
]
/** The tolerated clock skew, in seconds. */
const TOLERANCE = 5
/** The timeout of requests to the issuer, in milliseconds. */
const PATIENCE = 3_000

/**
 * Authentication of people: a JWT signed by the issuer (RFC 7519, verified as RFC 8725 recommends). It identifies the person
 * by the claim `demarche_person` or, without one, `sub`. The header `Demarche-Office` names the office, and the plan's
 * mandates decide whether the person holds it. `clock` returns an RFC 3339 instant. Tokens that do not look like a JWT are
 * left to other authenticators.
 * @throws ProblemError `unauthenticated` where the token is invalid or no office is named, `unavailable` where the issuer does not respond.
 */
export function jwtAuth({ issuer, audiences }: JwtIssuer, clock: () => string): Authenticator {
  const keys = keysOf(issuer)
  return async (c) => {
    const [, token] = c.req.header("Authorization")?.match(TOKEN) ?? []
    if (!token) return undefined
    const { jwtVerify } = await import("./lazyTokens.ts")
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: audiences,
      algorithms: ALGORITHMS,
      requiredClaims: ["exp"],
      clockTolerance: TOLERANCE,
      currentDate: new Date(clock()),
    }).catch((error) => {
      throw reasonOf(error)
    })
    const office = c.req.header("Demarche-Office")
    if (!office)
      throw unauthenticated("a token says who you are: name the office you act as in the header Demarche-Office")
    return { person: personOf(payload), office: officeOf(office), mandateImplied: false }
  }
}

/** The URL of an issuer's discovery document (OpenID Connect Discovery 1.0, 4.1). */
export function discoveryOf(issuer: string): string {
  return `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`
}

/** The issuer's keys: fetched at the first token, cached, and fetched again when a token names an unknown one. */
function keysOf(issuer: string): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined
  return async (header, token) => {
    try {
      found ??= discover(issuer).catch((error) => {
        found = undefined
        throw error
      })
      return await (await found)(header, token)
    } catch (error) {
      if (isOfToken(error)) throw error
      const detail = `tokens cannot be checked now: ${issuer} does not answer as their issuer should`
      throw new ProblemError("unavailable", detail, {}, { "Retry-After": "5" })
    }
  }
}

/** @throws where the document cannot be fetched, names another issuer (Discovery 1.0, 4.3), or its keys are at a less secure URL. */
async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const { createRemoteJWKSet } = await import("./lazyTokens.ts")
  const protocol = new RegExp(`^${new URL(issuer).protocol.slice(0, -1)}$`)
  const Discovery = z.object({ issuer: z.literal(issuer), jwks_uri: z.url({ protocol }) })
  const answer = await fetch(discoveryOf(issuer), { signal: AbortSignal.timeout(PATIENCE), redirect: "error" })
  const { jwks_uri } = Discovery.parse(await answer.json())
  return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: PATIENCE })
}

function isOfToken(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  return code === "ERR_JWKS_NO_MATCHING_KEY" || code === "ERR_JWKS_MULTIPLE_MATCHING_KEYS"
}

const byClaim: Record<string, string> = {
  iss: "this token is another issuer's",
  aud: "this token is for another audience",
  exp: "a token has to say when it expires (exp)",
  nbf: "this token does not hold yet",
}
const byCode: Record<string, string> = {
  ERR_JWT_EXPIRED: "this token has expired",
  ERR_JOSE_ALG_NOT_ALLOWED: `a token is signed with one of ${ALGORITHMS.join(", ")}`,
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: "this token has to name its key (kid): its issuer has several",
}

/** What is wrong with the token, as far as its bearer may know; an error that is not about the token is returned unchanged. */
function reasonOf(error: Error & { code?: string; claim?: string }): Error {
  if (!error.code?.startsWith("ERR_J")) return error
  return unauthenticated(
    byCode[error.code] ?? byClaim[error.claim ?? ""] ?? "this token is not one that its issuer signed",
  )
}

function personOf({ sub, demarche_person: person = sub }: JWTPayload): string {
  if (typeof person === "string" && person) return person
  throw unauthenticated("this token names nobody: it has neither demarche_person nor sub")
}
