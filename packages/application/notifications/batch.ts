import { hash } from "node:crypto"
import type { Row } from "@demarche/event-store"
import type { notice } from "@demarche/workflows"
import { bodyOf } from "@demarche/workplan"

/** The notification that a row of the `notice` view was queued as. */
export function noticeOf(row: Pick<Row, "kind" | "body">): notice.NoticeFields {
  return bodyOf(row, "notice").fields
}

/** How far a queued notification is: when it is due, its attempts, its letter. */
export function progressOf(row: Pick<Row, "kind" | "body">): notice.Context {
  return bodyOf(row, "notice").state.context
}

/** The item that a notification is about and, where it is about a commit, that commit's version. */
export function aboutOf({ about }: notice.NoticeFields): { id: string; version?: number } {
  const [id = "", version] = about.split("@")
  return { id, ...(version && { version: Number(version) }) }
}

/**
 * The letters that queued notifications make, as the rows that go into each: a letter once begun stays together, digest
 * notifications to one person are one letter, every other one is its own. Those with a deadline come first, then the
 * mandatory ones.
 */
export function batchesOf(rows: Row[]): Row[][] {
  const letters = Map.groupBy(rows, (row) => {
    const { digest, recipient } = noticeOf(row)
    return progressOf(row).messageId ?? (digest ? `${row.scope} ${recipient}` : row.stream)
  })
  return [...letters.values()].toSorted((one, other) => urgency(one) - urgency(other))
}

function urgency(batch: Row[]): number {
  const notices = batch.map(noticeOf)
  if (notices.some(({ until }) => until !== undefined)) return 0
  return notices.some(({ mandatory }) => mandatory) ? 1 : 2
}

/**
 * The Message-ID of a letter (RFC 5322, 3.6.4) from that host: the one it was begun with or, from its notifications, the
 * same at every attempt, so that a letter sent again after a crash is recognised as the same.
 */
export function messageIdOf(batch: Row[], host: string): string {
  const streams = batch.map(({ stream }) => stream).toSorted()
  const [begun] = batch.flatMap((row) => progressOf(row).messageId ?? [])
  return begun ?? `<${hash("sha256", streams.join(" "), "hex").slice(0, 32)}@${host}>`
}
