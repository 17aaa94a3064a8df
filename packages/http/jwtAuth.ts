import type { JWTPayload, JWTVerifyGetKey } from "jose"
import * as z from "zod"
import { type Authenticator, officeOf, unauthenticated } from "./authentication.ts"
import { ProblemError } from "./problem.ts"

/** Whose tokens are taken: the issuer, letter for letter as `iss` has it, and the audiences of which a token names one. */
export interface JwtIssuer {
  issuer: string
  audiences: string[]
}

const TOKEN = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i

/** Signatures that the issuer alone can make (RFC 8725, 3.1): whoever checks a shared secret could sign with it. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
]
/** How far the issuer's clock and ours may be apart, in seconds. */
const TOLERANCE = 5
/** How long the issuer may take to answer, in milliseconds. */
const PATIENCE = 3_000

/**
 * The door for people: a JWT that the issuer signed (RFC 7519, checked as RFC 8725 has it). It proves the person: the claim
 * `demarche_person` or, without one, `sub`. The office is what the header `Demarche-Office` says, and the plan's own mandates
 * decide whether it holds. `clock` answers an RFC 3339 instant. What does not have the shape of a JWT is left to other doors.
 * @throws Problem `unauthenticated` where the token is bad or no office is named, `unavailable` where its issuer does not answer.
 */
export function jwtAuth({ issuer, audiences }: JwtIssuer, clock: () => string): Authenticator {
  const keys = keysOf(issuer)
  return async (c) => {
    const [, token] = c.req.header("Authorization")?.match(TOKEN) ?? []
    if (!token) return undefined
    const { jwtVerify } = await import("jose")
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

/** Where an issuer's OpenID discovery document stands (OpenID Connect Discovery 1.0, 4.1). */
export function discoveryOf(issuer: string): string {
  return `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`
}

/** The issuer's keys: looked for at the first token, kept while they serve, asked for again where a token names a new one. */
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

/** @throws where the document is not to be had, is another issuer's (Discovery 1.0, 4.3), or has its keys in a less safe place. */
async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const { createRemoteJWKSet } = await import("jose")
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

/** What is wrong with the token, as much as its bearer may know; what is not the token's fault stays as it is. */
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
