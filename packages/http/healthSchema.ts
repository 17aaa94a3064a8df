import { obstacles } from "@demarche/event-store"
import * as z from "zod"

/**
 * How a server is: whether its store takes writes and if not why, what of it was found damaged, and how its consumers and its
 * letters go. `reason` and `error` are for the secretariat.
 */
export const HealthReading = z.object({
  status: z.enum(["ok", "damaged", "failing", "unavailable"]),
  store: z.enum(["writable", ...obstacles, "unavailable"]),
  detail: z.string().optional(),
  reason: z.string().optional(),
  damaged: z.array(z.string()).optional(),
  texts: z.enum(["ok", "damaged"]),
  clock: z.enum(["ok", "wrong"]),
  /** Whether this process consumes, sends and calls, or another on its folder. */
  leads: z.boolean().optional(),
  consumers: z
    .record(z.string(), z.object({ behind: z.int(), failing: z.boolean(), error: z.string().optional() }))
    .optional(),
  letters: z.object({ refused: z.int() }).optional(),
  version: z.string(),
  now: z.string(),
})
export type HealthReading = z.infer<typeof HealthReading>
