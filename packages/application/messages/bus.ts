import type { Commit } from "@demarche/engine"
import { commitId, kindOf, scopeOf } from "@demarche/event-store"

/** One message on the bus: an EventBridge entry without the bus. `detail` is JSON, at most 64 KB. */
export interface BusEntry {
  source: string
  detailType: string
  detail: string
  /** When it happened: an RFC 3339 instant. */
  time: string
}

/** The places of the entries that the bus did not take, and why not, where it says so. */
export interface RefusedEntries {
  refused: number[]
  why?: string
}

/** The bus as its senders see it: at most ten entries a call. */
export interface Bus {
  put(entries: BusEntry[]): Promise<RefusedEntries>
}

const BATCH_SIZE = 10
const ATTEMPTS = 3

/** Puts entries on the bus, ten a call, those refused again, three times in all. Resolves to what it would not take. */
export async function putAll(bus: Bus, entries: BusEntry[]): Promise<RefusedEntries> {
  const refused: number[] = []
  let why: string | undefined
  for (let from = 0; from < entries.length; from += BATCH_SIZE) {
    let left = entries.slice(from, from + BATCH_SIZE).map((entry, at) => ({ entry, place: from + at }))
    for (let attempt = 0; attempt < ATTEMPTS && left.length > 0; attempt++) {
      const answer = await bus.put(left.map(({ entry }) => entry)).catch(
        (error: Error): RefusedEntries => ({
          refused: left.map((_, at) => at),
          why: `${error.name}: ${error.message}`,
        }),
      )
      left = answer.refused.flatMap((at) => left[at] ?? [])
      if (left.length > 0) why = answer.why ?? why
    }
    refused.push(...left.map(({ place }) => place))
  }
  return { refused, ...(refused.length > 0 && why !== undefined && { why }) }
}

/** What stands in `detail` (CloudEvents 1.0 attributes): which commit, and enough of it to choose by. No text, no person. */
export interface CommitMessage {
  specversion: "1.0"
  id: string
  source: string
  type: "demarche.commit"
  subject: string
  time: string
  data: { plan: string; kind: string; stream: string; version: number; types: string[] }
}

export const SOURCE = "demarche"

/** A commit as the bus carries it. Its id is the commit's, so that consumers recognise a duplicate. */
export function messageOf(commit: Commit): CommitMessage {
  const { stream, version, recorded, events } = commit
  const types = events.map(({ value }) => value.type)
  return {
    specversion: "1.0",
    id: commitId(commit),
    source: `/plans/${scopeOf(stream)}`,
    type: "demarche.commit",
    subject: stream,
    time: recorded,
    data: { plan: scopeOf(stream), kind: kindOf(stream), stream, version, types },
  }
}

/** Reads a stream record's new image, in DynamoDB's JSON, as a commit. @throws where it is none. */
export type ReadImage = (image: Record<string, { S?: string | undefined }> | undefined) => Commit

/** The entry that carries a commit. */
export function commitEntry(commit: Commit): BusEntry {
  const announcement = messageOf(commit)
  return { source: SOURCE, detailType: "Commit", detail: JSON.stringify(announcement), time: announcement.time }
}

/** The type of the entry that raises the alarm. */
export const TAMPERED = "RecordTampered"

/** The entry that raises the alarm: a commit was changed or removed, which nobody may. */
export function tamperingEntry(what: "MODIFY" | "REMOVE", key: unknown, time: string): BusEntry {
  return { source: SOURCE, detailType: TAMPERED, detail: JSON.stringify({ what, key }), time }
}
