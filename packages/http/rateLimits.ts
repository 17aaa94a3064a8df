import type { Context, Next } from "hono"
import type { Env } from "./authentication.ts"
import { ProblemError } from "./problem.ts"

/** The number of reads, and of writes, that a caller has per minute. */
export interface Rates {
  read: number
  write: number
}

const MINUTE = 60_000

/**
 * Rate limiting with a fixed window per caller (person, key or address) and kind of request; beyond it, 429 with
 * Retry-After. `milliseconds` is a monotonic clock. In the cloud the gateway throttles first.
 */
export function limited(rates: Rates, milliseconds: () => number) {
  let window = -1
  let counts = new Map<string, number>()
  return async (c: Context<Env>, next: Next) => {
    const now = milliseconds()
    if (Math.floor(now / MINUTE) !== window) {
      window = Math.floor(now / MINUTE)
      counts = new Map()
    }
    const kind = c.req.method === "GET" || c.req.method === "HEAD" ? "read" : "write"
    const caller = `${kind} ${c.get("claim")?.person ?? c.get("address") ?? "public"}`
    const count = (counts.get(caller) ?? 0) + 1
    counts.set(caller, count)
    const left = Math.ceil(((window + 1) * MINUTE - now) / 1_000)
    if (count > rates[kind])
      throw new ProblemError("slow-down", undefined, { limit: rates[kind] }, { "Retry-After": String(left) })
    await next()
  }
}
