import { Instant } from "@demarche/workflows/terms"
import * as z from "zod"
import { utc } from "./asOf.ts"

/** What is sent with the word that somebody has seen what changed. */
export const SeenBody = z.object({
  upTo: Instant.transform(utc).optional().meta({ description: "the instant up to which; by default now" }),
})
