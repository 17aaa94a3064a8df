import type { Rates } from "@demarche/http/rateLimits"

/** What a caller has per minute of each instance; the gateway throttles all callers together. */
export const rates: Rates = { read: 2_400, write: 1_200 }
