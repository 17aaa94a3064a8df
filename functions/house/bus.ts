import type { Commit } from "@demarche/engine"
import { commitId, kindOf, planOf } from "@demarche/store"
import type { DynamoDBRecord } from "aws-lambda"

/** One message on the bus: an EventBridge entry without the bus. `detail` is JSON, at most 64 KB. */
export interface Entry {
  source: string
  detailType: string
  detail: string
  /** When it happened: an RFC 3339 instant. */
  time: string
}

/** The places of the entries that the bus did not take, and why not, where it says so. */
export interface Refusal {
  refused: number[]
  why?: string
}

/** The bus as its senders see it: at most ten entries a call. */
export interface Bus {
  put(entries: Entry[]): Promise<Refusal>
}

const CALL = 10
const ATTEMPTS = 3

/** Puts entries on the bus, ten a call, those refused again, three times in all. Resolves to what it would not take. */
export async function send(bus: Bus, entries: Entry[]): Promise<Refusal> {
  const refused: number[] = []
  let why: string | undefined
  for (let from = 0; from < entries.length; from += CALL) {
    let left = entries.slice(from, from + CALL).map((entry, at) => ({ entry, place: from + at }))
    for (let attempt = 0; attempt < ATTEMPTS && left.length > 0; attempt++) {
      const answer = await bus
        .put(left.map(({ entry }) => entry))
        .catch(
          (error: Error): Refusal => ({ refused: left.map((_, at) => at), why: `${error.name}: ${error.message}` }),
        )
      left = answer.refused.flatMap((at) => left[at] ?? [])
      if (left.length > 0) why = answer.why ?? why
    }
    refused.push(...left.map(({ place }) => place))
  }
  return { refused, ...(refused.length > 0 && why !== undefined && { why }) }
}

/** What stands in `detail` (CloudEvents 1.0 attributes): which commit, and enough of it to choose by. No text, no person. */
export interface Announcement {
  specversion: "1.0"
  id: string
  source: string
  type: "demarche.commit"
  subject: string
  time: string
  data: { plan: string; kind: string; stream: string; version: number; types: string[] }
}

export const SOURCE = "demarche"

/** A commit as it is announced. Its id is its place, so that whoever hears it twice can tell. */
export function announcementOf(commit: Commit): Announcement {
  const { stream, version, recorded, events } = commit
  const types = events.map(({ value }) => value.type)
  return {
    specversion: "1.0",
    id: commitId(commit),
    source: `/plans/${planOf(stream)}`,
    type: "demarche.commit",
    subject: stream,
    time: recorded,
    data: { plan: planOf(stream), kind: kindOf(stream), stream, version, types },
  }
}

/** Reads a stream record's new image as a commit. @throws where it is none. */
export type ReadImage = (image: NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]) => Commit

/** The entry that carries a commit. */
export function commitEntry(commit: Commit): Entry {
  const announcement = announcementOf(commit)
  return { source: SOURCE, detailType: "Commit", detail: JSON.stringify(announcement), time: announcement.time }
}

/** The type of the entry that raises the alarm. */
export const TAMPERED = "RecordTampered"

/** The entry that raises the alarm: a commit was changed or removed, which nobody may. */
export function tamperingEntry(what: "MODIFY" | "REMOVE", key: unknown, time: string): Entry {
  return { source: SOURCE, detailType: TAMPERED, detail: JSON.stringify({ what, key }), time }
}
