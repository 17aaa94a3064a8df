import type { Application } from "@demarche/application/application"
import { asItWas, type Commit, commitAt, type Past } from "@demarche/engine"
import { type Disclosed, disclose, type Position, type StreamName } from "@demarche/event-store"
import { mayRead } from "@demarche/workflows/offices"
import type { Visibility } from "@demarche/workflows/terms"
import { originOf } from "@demarche/workplan"
import * as z from "zod"
import type { HistoryEntry } from "./responses.ts"

/** A commit as the API returns it to a reader of that clearance. */
export function entryOf(commit: Commit, clearance: Visibility): HistoryEntry {
  const disclosed: Disclosed = disclose(commit, mayRead(clearance))
  const origin = "value" in disclosed.origin ? originOf(commit) : undefined
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
    correlationId: disclosed.correlation,
    causationId: disclosed.causation ?? null,
    workflow: disclosed.workflow,
    hash: disclosed.hash,
    prev: disclosed.prev,
  }
}

/** A stream's commits, oldest first; of the past, those recorded (as known) or happened (as it was) by that instant. */
export async function historyOf(
  application: Application,
  stream: StreamName,
  past: Past | undefined,
): Promise<Commit[]> {
  const commits = await Array.fromAsync(application.world.events.read(stream))
  if (!past) return commits
  if (past.view === "as-known") return commits.filter(({ recorded }) => recorded <= past.asOf)
  return asItWas(commits, past.asOf)
}

export const HistoryQuery = z.object({
  plan: z.string(),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  /** As known at that instant: the same as `until`. */
  asOf: z.iso.datetime({ offset: true }).optional(),
  person: z.string().max(100).optional(),
  type: z.string().max(100).optional(),
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

/** The plan's commits, newest first, before a position, of the kinds of stream that `included` accepts; each read from its stream. */
export async function* commitsOf(
  application: Application,
  { plan, ...of }: { plan: string; since?: string; until?: string; before?: Position },
  included: (kind: string) => boolean = () => true,
): AsyncGenerator<Commit> {
  let { before } = of
  for (;;) {
    const rows = await application.views.record({ ...of, scope: plan, ...(before && { before }), limit: 100 })
    for (const { stream, version, kind } of rows) {
      const commit = included(kind) && (await commitAt(application.world.events, stream, version))
      if (commit) yield commit
    }
    const last = rows.at(-1)
    if (!last || rows.length < 100) return
    before = { recorded: last.recorded, stream: last.stream, version: last.version }
  }
}
