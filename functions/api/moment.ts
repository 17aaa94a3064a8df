import type { Past } from "@demarche/engine"
import { Instant } from "@demarche/workflows/terms"
import * as z from "zod"
import { invalid, valid } from "./body.ts"

/** The instant a GET asks about: now, or one of the past by either reading of it (architecture.md 9). */
export const Moment = z.object({
  asOf: Instant.transform(utc).optional().meta({ description: "RFC 3339; the record as of that instant" }),
  view: z
    .enum(["as-known", "as-it-was"])
    .default("as-known")
    .meta({ description: "by when things were recorded, or happened" }),
})

/** `undefined` for now. @throws Problem `invalid` where the instant is none, or lies ahead of `now`. */
export function pastOf(query: Record<string, string>, now: string): Past | undefined {
  const { asOf, view } = valid(Moment, { asOf: query.asOf, view: query.view })
  if (asOf && asOf > now) throw invalid("asOf", `lies in the future (now ${now})`)
  return asOf ? { asOf, view } : undefined
}

/** An RFC 3339 instant as the record writes it: UTC with milliseconds. */
export function utc(instant: string): string {
  return new Date(instant).toISOString()
}
