import type { Commit } from "@demarche/engine"
import { commitId, kindOf, scopeOf } from "@demarche/event-store"
import { codeEvents, unpublishedStreams } from "@demarche/workflows/catalogue"

/** A bus entry as EventBridge takes it, without the name of the bus. `detail` is JSON, at most 64 KB. */
export interface BusEntry {
  source: string
  detailType: string
  detail: string
  /** An RFC 3339 instant. */
  time: string
}

/** The indexes of the entries that the bus refused and, where it says so, the reason. */
export interface RefusedEntries {
  refused: number[]
  why?: string
}

/** A bus to publish to; at most ten entries per call. */
export interface Bus {
  put(entries: BusEntry[]): Promise<RefusedEntries>
}

const BATCH_SIZE = 10
const ATTEMPTS = 3

/** Publishes entries, ten per call, with three attempts for each. Resolves to those that the bus refused. */
export async function putAll(bus: Bus, entries: BusEntry[]): Promise<RefusedEntries> {
  const refused: number[] = []
  let why: string | undefined
  for (let from = 0; from < entries.length; from += BATCH_SIZE) {
    let left = entries.slice(from, from + BATCH_SIZE).map((entry, at) => ({ entry, index: from + at }))
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
    refused.push(...left.map(({ index }) => index))
  }
  return { refused, ...(refused.length > 0 && why !== undefined && { why }) }
}

/** The `detail` of a published commit (CloudEvents 1.0): which commit, and enough to filter by. No text, no person. */
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

/** The message that publishes a commit. Its id is `stream@version`, so that consumers can detect a redelivery. */
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

/** Reads a commit from a stream record's new image, in DynamoDB's JSON. @throws where it is not one. */
export type ReadImage = (image: Record<string, { S?: string | undefined }> | undefined) => Commit

/** The bus entry of a commit. */
export function commitEntry(commit: Commit): BusEntry {
  const message = messageOf(commit)
  return { source: SOURCE, detailType: "Commit", detail: JSON.stringify(message), time: message.time }
}

/** The entry by which a commit is published; none, of a stream that is nobody's business, but where a letter has to follow. */
export function entriesOf(commit: Commit): BusEntry[] {
  const { stream, events } = commit
  const published = !unpublishedStreams.includes(kindOf(stream))
  return published || events.some(({ value }) => codeEvents.includes(value.type)) ? [commitEntry(commit)] : []
}

/** The detail type of the entry that raises the tampering alarm. */
export const TAMPERED = "RecordTampered"

/** The entry that raises the alarm that a commit was changed or removed in the table. */
export function tamperingEntry(what: "MODIFY" | "REMOVE", key: unknown, time: string): BusEntry {
  return { source: SOURCE, detailType: TAMPERED, detail: JSON.stringify({ what, key }), time }
}
