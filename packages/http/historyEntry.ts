import type { Application } from "@demarche/application/application"
import { isShown, shownTo } from "@demarche/application/disclosure"
import { breathe } from "@demarche/application/inPieces"
import { timeBudget } from "@demarche/application/time"
import { asItWas, type Commit, commitAt, type Past } from "@demarche/engine"
import {
  type Disclosed,
  type Events,
  idOf,
  inParallel,
  type Position,
  type Row,
  StreamName,
} from "@demarche/event-store"
import { Day, Instant } from "@demarche/workflows/terms"
import { originOf } from "@demarche/workplan"
import * as z from "zod"
import { utc } from "./asOf.ts"
import type { Sight } from "./authentication.ts"
import { PAGE_TIME } from "./cursor.ts"
import { invalid, valid } from "./requestBody.ts"
import type { HistoryEntry } from "./responses.ts"

/** A commit as the API returns it to the reader it is shown to. */
export function entryOf(disclosed: Disclosed): HistoryEntry {
  const origin = "value" in disclosed.origin ? originOf({ origin: disclosed.origin }) : undefined
  return {
    stream: disclosed.stream,
    version: disclosed.version,
    events: disclosed.events.map((event) => ("value" in event ? event.value : event)),
    actor: origin?.by ?? null,
    occurredAt: disclosed.happened,
    receivedAt: disclosed.received ?? null,
    recordedAt: disclosed.recorded,
    reason: origin?.reason ?? null,
    mandate: origin?.mandate ?? null,
    communication: origin?.communication ?? (origin?.byLetter ? { is: "link" } : null),
    writtenIn: origin?.writtenIn ?? null,
    correlationId: disclosed.correlation,
    causationId: disclosed.causation ?? null,
    workflow: disclosed.workflow,
    hash: disclosed.hash,
    prev: disclosed.prev,
  }
}

/** The id of what an entry is about: of an item its full id, of a plan its own. */
export function idOfEntry({ stream }: Pick<HistoryEntry, "stream">): string {
  return idOf(StreamName.parse(stream))
}

/** A stream's commits, oldest first. */
export async function historyOf(application: Application, stream: StreamName): Promise<Commit[]> {
  return Array.fromAsync(application.world.events.read(stream))
}

/** The query of a stream's history: a page, where it begins, and which end comes first. */
export const HistoryPageQuery = z.object({
  next: z.string().max(20).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  order: z.enum(["oldest", "newest"]).default("oldest").meta({ description: "which entries come first" }),
})

/** A page of a stream's history. */
interface HistoryPage {
  items: HistoryEntry[]
  /** The version next to which the following page begins; null where nothing follows. */
  next: string | null
}

/**
 * A page of a stream's history, as a reader who sees so far does. The cursor is the version before it or, where the newest come
 * first, the one after it; a page is read without those before it.
 * @throws ProblemError `invalid` for a malformed query.
 */
export async function historyPage(
  application: Application,
  stream: StreamName,
  query: Record<string, string>,
  past: Past | undefined,
  sees: Sight,
): Promise<HistoryPage> {
  const { next, limit, order } = valid(HistoryPageQuery, { next: query.next, limit: query.limit, order: query.order })
  if (next && !/^[1-9]\d*$/.test(next)) throw invalid("next", "is not a place in this history")
  const at = next === undefined ? undefined : Number(next)
  const commits =
    past?.view === "as-it-was"
      ? asItWasFrom(await historyOf(application, stream), past.asOf, order, at)
      : application.world.events.read(stream, rangeFrom(order, at, limit))
  const items: HistoryEntry[] = []
  for await (const commit of commits) {
    if (past?.view === "as-known" && commit.recorded > past.asOf) {
      if (order === "oldest") break
      continue
    }
    if (items.length === limit) return { items, next: String(items.at(-1)?.version) }
    const shown = shownTo(sees(stream), commit)
    if (shown) items.push(entryOf(shown))
  }
  return { items, next: null }
}

/** The versions of which a page is made, and one more, by which it is known whether another follows. */
function rangeFrom(order: "oldest" | "newest", at: number | undefined, limit: number) {
  if (order === "oldest") return { from: (at ?? 0) + 1, to: (at ?? 0) + limit + 1 }
  return { backwards: true, ...(at !== undefined && { from: Math.max(1, at - limit - 1), to: at - 1 }) }
}

function asItWasFrom(history: Commit[], asOf: string, order: "oldest" | "newest", at: number | undefined): Commit[] {
  const commits = asItWas(history, asOf)
  if (order === "oldest") return commits.filter(({ version }) => version > (at ?? 0))
  return commits.filter(({ version }) => at === undefined || version < at).toReversed()
}

const boundary = (is: string) =>
  z
    .union([Instant.transform(utc), Day])
    .optional()
    .meta({ description: `${is}; a day alone is its beginning where the plan is` })

export const HistoryQuery = z.object({
  plan: z.string().max(64),
  since: boundary("recorded at that instant or later"),
  until: boundary("recorded before that instant"),
  asOf: Instant.transform(utc).optional().meta({ description: "recorded at that instant or earlier" }),
  person: z.string().max(100).optional(),
  type: z.string().max(400).optional().meta({ description: "with one of these events, separated by commas" }),
  next: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** The position of the last row of a page as an opaque cursor. */
export function encodeCursor({ recorded, stream, version }: Position): string {
  return Buffer.from(JSON.stringify([recorded, stream, version])).toString("base64url")
}

const EncodedCursor = z.tuple([z.string(), z.string(), z.int()])

/** The position in a cursor; undefined where it is malformed. */
export function decodeCursor(text: string): Position | undefined {
  try {
    const [recorded, stream, version] = EncodedCursor.parse(JSON.parse(Buffer.from(text, "base64url").toString()))
    return { recorded, stream, version }
  } catch {
    return undefined
  }
}

/** How many rows are read at once, and how many of their commits side by side. */
const BATCH = 50
const AT_ONCE = 16

/** A part of a plan's record: `since` and `until` bound the instant of recording, both included. */
export interface HistoryRange {
  plan: string
  /** The events to read, as they are today or as they are stored. */
  events: Events
  since?: string
  until?: string
  before?: Position
}

/**
 * Gives `take` the commits of a plan as a reader who sees so far may know them, newest first, whose rows `included` accepts,
 * until it refuses one or the time for a page is over. Resolves to the place from which the next page goes on, which names no
 * stream that the reader may not know of; undefined where the record ends.
 */
export async function readHistory(
  application: Application,
  { plan, events, ...range }: HistoryRange,
  sees: Sight,
  included: (row: Row) => boolean,
  take: (commit: Disclosed) => boolean,
): Promise<Position | undefined> {
  const timeLeft = timeBudget(application, PAGE_TIME)
  const isIn = (row: Row) => isShown(row.kind, sees(row.stream).clearance) && included(row)
  let { before } = range
  do {
    const rows = await application.views.record({ ...range, scope: plan, ...(before && { before }), limit: BATCH })
    const commits = await inParallel(rows, AT_ONCE, async (row) =>
      isIn(row) ? commitAt(events, row.stream, row.version) : undefined,
    )
    for (const [place, row] of rows.entries()) {
      const commit = commits[place]
      const shown = commit && shownTo(sees(commit.stream), commit)
      if (shown && !take(shown)) return before
      before = placeOf(row, sees)
    }
    if (rows.length < BATCH) return undefined
    await breathe()
  } while (timeLeft())
  return before
}

/** A row's place in the record; where the reader may not know of its stream, a place before all of that kind and instant. */
function placeOf({ recorded, stream, version, kind }: Row, sees: Sight): Position {
  return isShown(kind, sees(stream).clearance)
    ? { recorded, stream, version }
    : { recorded, stream: `${kind}:`, version: 0 }
}
