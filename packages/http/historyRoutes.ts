import type { Application } from "@demarche/application/application"
import type { Row } from "@demarche/event-store"
import { eventTypes } from "@demarche/workflows/eventTypes"
import { startOfDay } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import { type Env, sightIn } from "./authentication.ts"
import { decodeCursor, encodeCursor, entryOf, HistoryQuery, readHistory } from "./historyEntry.ts"
import { invalid, valid } from "./requestBody.ts"
import type { HistoryEntry } from "./responses.ts"

/** The largest page of an export, in bytes. */
const EXPORT_PAGE = 4 * 1024 * 1024

/** `/api/history`: the record of a plan, page by page and as an export. */
export function historyRoutes(application: Application) {
  return new Hono<Env>()
    .get("/", async (c) => {
      const { limit, person, types, ...range } = await query(application, c.req.query())
      const sees = await sightIn(application, c.get("claim"), range.plan)
      const items: HistoryEntry[] = []
      const included = (row: Row) =>
        (!person || row.person === person) && (!types || types.some((type) => row.types.includes(type)))
      const { events } = application.world
      const next = await readHistory(application, { ...range, events }, sees, included, (commit) => {
        const entry = entryOf(commit)
        if (!matches(entry, person, types)) return true
        return items.length < limit && items.push(entry) > 0
      })
      return c.json({ items, next: next ? encodeCursor(next) : null })
    })
    .get("/export", async (c) => {
      const range = await query(application, c.req.query())
      const sees = await sightIn(application, c.get("claim"), range.plan)
      const lines: string[] = []
      let bytes = 0
      const next = await readHistory(
        application,
        { ...range, events: application.record },
        sees,
        () => true,
        (commit) => {
          const line = `${JSON.stringify(commit)}\n`
          bytes += Buffer.byteLength(line)
          return bytes <= EXPORT_PAGE && lines.push(line) > 0
        },
      )
      if (next) {
        const url = new URL(c.req.url)
        url.searchParams.set("next", encodeCursor(next))
        c.header("Link", `<${url.pathname}${url.search}>; rel="next"`)
      }
      return c.body(lines.join(""), 200, { "Content-Type": "application/x-ndjson" })
    })
}

/** @throws ProblemError `invalid` for a malformed query, or an event that no workflow knows. */
async function query(application: Application, given: Record<string, string>) {
  const { next, since, until, asOf, type, ...rest } = valid(HistoryQuery, given)
  const before = next ? decodeCursor(next) : undefined
  if (next && !before) throw invalid("next", "is not a place in this record")
  const types = type?.split(",")
  const known = types && eventTypes()
  const unknown = types?.filter((each) => !known?.includes(each)) ?? []
  if (unknown.length > 0) throw invalid("type", `there is no event ${unknown}; there are ${known?.join(", ")}`)
  const { zone } = (await application.planSnapshot(rest.plan)).context
  const instant = (end: string) => (end.includes("T") ? end : startOfDay(end, zone))
  const last = [...(asOf ? [asOf] : []), ...(until ? [justBefore(instant(until))] : [])].sort()[0]
  return {
    ...rest,
    ...(types && { types }),
    ...(since && { since: instant(since) }),
    ...(last && { until: last }),
    ...(before && { before }),
  }
}

/** The instant before, as the record counts them: in milliseconds. */
function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString()
}

function matches({ actor, events }: HistoryEntry, person: string | undefined, types: string[] | undefined): boolean {
  return (
    (!person || actor?.person === person) &&
    (!types || events.some((event) => "type" in event && types.includes(event.type)))
  )
}
