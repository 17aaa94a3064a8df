import type { Rates } from "@demarche/http/rateLimits"

/** What a caller has per minute; the gateway throttles before. */
export const rates: Rates = { read: 6_000, write: 3_000 }
