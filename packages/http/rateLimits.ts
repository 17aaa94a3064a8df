import type { Context, Next } from "hono"
import type { Env } from "./authentication.ts"
import { ProblemError } from "./problem.ts"

/** The number of reads, and of writes, that a caller has per minute. */
export interface Rates {
  read: number
  write: number
}

const MINUTE = 60_000

/** The number of wrong credentials that an address has per minute. */
const WRONG = 30

/**
 * Rate limiting with a fixed window per caller (person, key or address) and kind of request; beyond it, 429 with
 * Retry-After. `milliseconds` is a monotonic clock. In the cloud the gateway throttles first.
 */
export function limited(rates: Rates, milliseconds: () => number) {
  const counter = perMinute(milliseconds)
  return async (c: Context<Env>, next: Next) => {
    const kind = c.req.method === "GET" || c.req.method === "HEAD" ? "read" : "write"
    const caller = `${kind} ${c.get("claim")?.person ?? c.get("address") ?? "public"}`
    counter.refuseAt(rates[kind], caller)
    counter.add(caller)
    await next()
  }
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
