import { languages } from "@demarche/workflows/languages"
import type { Context, Next } from "hono"
import type { AnyClaim, Env } from "./authentication.ts"
import { CALLBACK } from "./openId.ts"
import { ProblemError } from "./problem.ts"

/** The number of reads, and of writes, that a caller has per minute; of some routes a share of it, and without a credential half. */
export interface Rates {
  read: number
  write: number
}

const MINUTE = 60_000

/** The number of wrong credentials that an address has per minute. */
const WRONG = 30

/** What costs many times as much as another request of its kind: the part of a caller's requests that may be of that route. */
export const dearRoutes: Readonly<Record<string, number>> = {
  "GET /api/history/export": 1 / 20,
  "GET /api/reminders": 1 / 20,
  "POST /api/plans": 1 / 20,
  "POST /api/texts": 1 / 5,
  [`GET ${CALLBACK}`]: 1 / 60,
  ...Object.fromEntries(languages.map((language) => [`POST /${language}/sign-in`, 1 / 60])),
}

/**
 * What every open page asks, by the minute and more often, and costs one read: counted apart, so that a whole room of readers behind one
 * address neither runs out of it nor uses up what its pages are read by.
 */
const PULSE = new RegExp(`^/(?:${languages.join("|")})/plans/[^/]+/pulse$`)
/** How many times as often as anything else it may be asked. */
export const ROOM = 10

/**
 * Rate limiting with a fixed window per caller (person, key or address), per kind of request and per dear route; beyond it, 429
 * with Retry-After. `milliseconds` is a monotonic clock. In the cloud each instance counts for itself, and the gateway
 * throttles all callers together.
 */
export function limited(rates: Rates, milliseconds: () => number) {
  const counter = perMinute(milliseconds)
  return async (c: Context<Env>, next: Next) => {
    const kind = c.req.method === "GET" || c.req.method === "HEAD" ? "read" : "write"
    const known = knownAs(c.get("claim"))
    const caller = known ?? networkOf(c.get("address") ?? "public")
    const route = `${kind === "read" ? "GET" : "POST"} ${c.req.path}`
    const usual = known === undefined ? rates[kind] / 2 : rates[kind]
    const limits: [string, number][] = [
      kind === "read" && PULSE.test(c.req.path) ? [`pulse ${caller}`, usual * ROOM] : [`${kind} ${caller}`, usual],
    ]
    const dear = dearRoutes[route]
    if (dear !== undefined) limits.push([`${route} ${caller}`, Math.ceil(rates[kind] * dear)])
    for (const [name, limit] of limits) counter.refuseAt(limit, name)
    for (const [name] of limits) counter.add(name)
    await next()
  }
}

/** By what a caller is counted: their person or, of a session, its address; undefined for the public. */
function knownAs(caller: AnyClaim | undefined): string | undefined {
  return caller && ("session" in caller ? caller.session.address : caller.person)
}

/**
 * Authenticates by `claim`, unless too many credentials from that address were wrong within the minute: then none of them is
 * looked up, right or wrong, so that a key is not found by trying. `milliseconds` is a monotonic clock.
 */
export function guessesLimited(milliseconds: () => number) {
  const counter = perMinute(milliseconds)
  return async <T>(address: string | undefined, claim: () => Promise<T>): Promise<T> => {
    const guesser = networkOf(address ?? "nowhere")
    counter.refuseAt(WRONG, guesser)
    try {
      return await claim()
    } catch (error) {
      if (error instanceof ProblemError && error.code === "unauthenticated") counter.add(guesser)
      throw error
    }
  }
}

/** Counts by name, in fixed windows of a minute. */
function perMinute(milliseconds: () => number) {
  let window = -1
  const counts = new Map<string, number>()
  const countOf = (name: string) => {
    const now = Math.floor(milliseconds() / MINUTE)
    if (now !== window) counts.clear()
    window = now
    return counts.get(name) ?? 0
  }
  return {
    add: (name: string) => counts.set(name, countOf(name) + 1),
    /** @throws ProblemError `slow-down` where the limit is reached, with the seconds until the window ends. */
    refuseAt(limit: number, name: string) {
      if (countOf(name) < limit) return
      const left = Math.ceil(((window + 1) * MINUTE - milliseconds()) / 1_000)
      throw new ProblemError("slow-down", undefined, { limit }, { "Retry-After": String(left) })
    },
  }
}

/** The address or, of IPv6, its first 64 bits: whoever has one of them has them all. */
function networkOf(address: string): string {
  return address.includes(":") && !address.includes(".") ? address.split(":", 4).join(":") : address
}
