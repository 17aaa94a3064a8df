import type { Application } from "@demarche/application/application"
import { disclose } from "@demarche/event-store"
import { adminOnlyStreams } from "@demarche/workflows/catalogue"
import { mayRead } from "@demarche/workflows/offices"
import { Hono } from "hono/tiny"
import { utc } from "./asOf.ts"
import { clearanceIn, type Env } from "./authentication.ts"
import { commitsOf, decodeCursor, encodeCursor, entryOf, HistoryQuery } from "./historyEntry.ts"
import { invalid, valid } from "./requestBody.ts"
import type { HistoryEntry } from "./responses.ts"

/** The largest page of an export, in bytes. */
const EXPORT_PAGE = 4 * 1024 * 1024

/** `/api/history`: the record of a plan, page by page and as an export. */
export function historyRoutes(application: Application) {
  return new Hono<Env>()
    .get("/", async (c) => {
      const { limit, person, type, ...of } = query(c.req.query())
      const clearance = await clearanceIn(application, c.get("claim"), of.plan)
      const items: HistoryEntry[] = []
      let last: HistoryEntry | undefined
      let next: string | null = null
      const included = (kind: string) => clearance === "restricted" || !adminOnlyStreams.includes(kind)
      for await (const commit of commitsOf(application, of, included)) {
        const entry = entryOf(commit, clearance)
        if (!matches(entry, person, type)) continue
        if (last && items.length === limit) {
          next = encodeCursor({ recorded: last.recordedAt, stream: last.stream, version: last.version })
          break
        }
        items.push(entry)
        last = entry
      }
      return c.json({ items, next })
    })
    .get("/export", async (c) => {
      const of = query(c.req.query())
      const clearance = await clearanceIn(application, c.get("claim"), of.plan)
      const lines: string[] = []
      let bytes = 0
      let last: { recorded: string; stream: string; version: number } | undefined
      for await (const commit of commitsOf(application, of)) {
        const line = `${JSON.stringify(disclose(commit, mayRead(clearance)))}\n`
        bytes += Buffer.byteLength(line)
        if (bytes > EXPORT_PAGE) {
          const url = new URL(c.req.url)
          if (last) url.searchParams.set("next", encodeCursor(last))
          c.header("Link", `<${url.pathname}${url.search}>; rel="next"`)
          break
        }
        lines.push(line)
        last = commit
      }
      return c.body(lines.join(""), 200, { "Content-Type": "application/x-ndjson" })
    })
}

function query(given: Record<string, string>) {
  const { next, since, asOf, until = asOf, ...rest } = valid(HistoryQuery, given)
  const before = next ? decodeCursor(next) : undefined
  if (next && !before) throw invalid("next", "is not a place in this record")
  return {
    ...rest,
    ...(since && { since: utc(since) }),
    ...(until && { until: utc(until) }),
    ...(before && { before }),
  }
}

function matches({ actor, events }: HistoryEntry, person: string | undefined, type: string | undefined): boolean {
  return (
    (!person || actor?.person === person) && (!type || events.some((event) => "type" in event && event.type === type))
  )
}
