import type { Application } from "@demarche/application/application"
import { asItWas, type Commit, commitAt, type Past } from "@demarche/engine"
import { type Disclosed, disclose, type Position, type StreamName } from "@demarche/event-store"
import { mayRead } from "@demarche/workflows/offices"
import type { Visibility } from "@demarche/workflows/terms"
import { originOf } from "@demarche/workplan"
import * as z from "zod"
import type { HistoryEntry } from "./responses.ts"

/** A commit for the record, oldest knowledge of it first: who, what, when, why, and its place in the chain. */
export function entryOf(commit: Commit, clearance: Visibility): HistoryEntry {
  const seen: Disclosed = disclose(commit, mayRead(clearance))
  const origin = "value" in seen.origin ? originOf(commit) : undefined
  return {
    stream: seen.stream,
    version: seen.version,
    events: seen.events.map((event) => ("value" in event ? event.value : event)),
    actor: origin?.by ?? null,
    occurredAt: seen.happened,
    receivedAt: seen.received ?? null,
    recordedAt: seen.recorded,
    reason: origin?.reason ?? null,
    mandate: origin?.mandate ?? null,
    correlationId: seen.correlation,
    causationId: seen.causation ?? null,
    workflow: seen.workflow,
    hash: seen.hash,
    prev: seen.prev,
  }
}

/** A stream's commits, oldest first, as they are known or as it was by the instant asked for. */
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
  /** The record as known then: the same as `until`. */
  asOf: z.iso.datetime({ offset: true }).optional(),
  person: z.string().max(100).optional(),
  type: z.string().max(100).optional(),
  next: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** Where a page of the record ends, its last row, as an opaque text for the address. */
export function encodeCursor({ recorded, stream, version }: Position): string {
  return Buffer.from(JSON.stringify([recorded, stream, version])).toString("base64url")
}

const EncodedCursor = z.tuple([z.string(), z.string(), z.int()])

/** `undefined` where the text is no place. */
export function decodeCursor(text: string): Position | undefined {
  try {
    const [recorded, stream, version] = EncodedCursor.parse(JSON.parse(Buffer.from(text, "base64url").toString()))
    return { recorded, stream, version }
  } catch {
    return undefined
  }
}

/** The plan's commits, newest first, from a position on, of the kinds of stream that it `includes`; each read from its own stream. */
export async function* commitsOf(
  application: Application,
  { plan, ...of }: { plan: string; since?: string; until?: string; before?: Position },
  includes: (kind: string) => boolean = () => true,
): AsyncGenerator<Commit> {
  let { before } = of
  for (;;) {
    const rows = await application.views.record({ ...of, scope: plan, ...(before && { before }), limit: 100 })
    for (const { stream, version, kind } of rows) {
      const commit = includes(kind) && (await commitAt(application.world.events, stream, version))
      if (commit) yield commit
    }
    const last = rows.at(-1)
    if (!last || rows.length < 100) return
    before = { recorded: last.recorded, stream: last.stream, version: last.version }
  }
}
