import { type Application, workflowOf } from "@demarche/application/application"
import { loadState, loadStateAsOf, type Past, type StreamState } from "@demarche/engine"
import { kindOf, type StreamName } from "@demarche/event-store"
import { Instant } from "@demarche/workflows/terms"
import * as z from "zod"
import { invalid, valid } from "./requestBody.ts"

/** The instant a GET asks about: now, or a past one in either reading (docs/architecture.md#two-readings-of-the-past). */
export const AsOfQuery = z.object({
  asOf: Instant.transform(utc).optional().meta({ description: "RFC 3339; the record as of that instant" }),
  view: z
    .enum(["as-known", "as-it-was"])
    .default("as-known")
    .meta({ description: "by when things were recorded, or happened" }),
})

/** The past that a query asks for; undefined for now. @throws ProblemError `invalid` for a malformed instant or one in the future. */
export function pastOf(query: Record<string, string>, now: string): Past | undefined {
  const { asOf, view } = valid(AsOfQuery, { asOf: query.asOf, view: query.view })
  if (asOf && asOf > now) throw invalid("asOf", `lies in the future (now ${now})`)
  return asOf ? { asOf, view } : undefined
}

/** The state of a stream at `now` or, where it is given, at an instant of the past; undefined where the stream does not exist. */
export function stateIn(
  application: Application,
  stream: StreamName,
  now: string,
  past: Past | undefined,
): Promise<StreamState | undefined> {
  const { events } = application.world
  const workflow = workflowOf(application, kindOf(stream))
  return past ? loadStateAsOf(events, workflow, stream, past) : loadState(events, workflow, stream, now)
}

/** An RFC 3339 instant in the form of the record: UTC with milliseconds. */
export function utc(instant: string): string {
  return new Date(instant).toISOString()
}
