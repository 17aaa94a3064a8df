import { hash } from "node:crypto"
import type { Row } from "@demarche/event-store"
import type { notice } from "@demarche/workflows"
import { addressedPerson, bodyOf, type Recipient } from "@demarche/workplan"

/** The notification that a row of the `notice` view was queued as. */
export function noticeOf(row: Pick<Row, "kind" | "body">): notice.NoticeFields {
  return bodyOf(row, "notice").fields
}

/** How far a queued notification is: when it is due, its attempts, its letter. */
export function progressOf(row: Pick<Row, "kind" | "body">): notice.Context {
  return bodyOf(row, "notice").state.context
}

/** Who was written to with a notification, or will be as it is queued, and in whose place. */
export function readerOf(row: Pick<Row, "kind" | "body">): Pick<notice.NoticeFields, "recipient" | "onBehalfOf"> {
  const notice = noticeOf(row)
  const { reader } = progressOf(row)
  if (!reader) return notice
  const person = addressedPerson(notice)
  return { recipient: reader, onBehalfOf: reader === person ? undefined : person }
}

/** The item that a notification is about and, where it is about a commit, that commit's version. */
export function aboutOf({ about }: notice.NoticeFields): { id: string; version?: number } {
  const [id = "", version] = about.split("@")
  return { id, ...(version && { version: Number(version) }) }
}

/** A notification that is to be sent, and who reads it. */
export interface AddressedRow {
  row: Row
  reader: Recipient
  onBehalfOf?: string
}

/**
 * The letters that notifications make, as those that go into each: a letter once begun stays together, digest notifications
 * to one reader are one letter, every other one is its own. Those with a deadline come first, then the mandatory ones; what a
 * reader is told of one item in letters of their own comes in the order in which it happened.
 */
export function batchesOf(notifications: AddressedRow[]): AddressedRow[][] {
  const waited = notifications.toSorted((one, other) => (waitOf(one) < waitOf(other) ? -1 : 1))
  const letters = Map.groupBy(waited, ({ row, reader }) =>
    noticeOf(row).digest ? `${row.scope} ${reader.id} ${progressOf(row).messageId ?? ""}` : row.stream,
  )
  const sorted = [...letters.values()].toSorted((one, other) => urgency(one) - urgency(other))
  const threads = Map.groupBy(sorted, threadOf)
  const inOrder = new Map([...threads].map(([thread, batches]) => [thread, batches.toSorted(byVersion)]))
  return sorted.flatMap((batch) => {
    const next = inOrder.get(threadOf(batch))?.shift()
    return next ? [next] : []
  })
}

/** Since when it waits, its item, and what is told of it to whom: the names of streams put nothing in order. */
function waitOf({ row, reader }: AddressedRow): string {
  return [row.deadline, placeInLetter(noticeOf(row)), reader.id, row.stream].join(" ")
}

/** What puts the notifications of a letter that are due at one instant in order. */
export function placeInLetter({ about, kind, step = "" }: notice.NoticeFields): string {
  return [about, kind, step].join(" ")
}

function urgency(batch: AddressedRow[]): number {
  const notices = batch.map(({ row }) => noticeOf(row))
  if (notices.some(({ until }) => until !== undefined)) return 0
  return notices.some(({ mandatory }) => mandatory) ? 1 : 2
}

/** The letters to one reader about one item; a digest is a thread of its own. */
function threadOf([first]: AddressedRow[]): string {
  const notice = first && noticeOf(first.row)
  if (!first || !notice) return ""
  return notice.digest ? first.row.stream : `${aboutOf(notice).id} ${first.reader.id}`
}

/** What is about no commit of its own, a reminder, comes last. */
function byVersion([one]: AddressedRow[], [other]: AddressedRow[]): number {
  const versionOf = (each: AddressedRow | undefined) =>
    (each && aboutOf(noticeOf(each.row)).version) ?? Number.POSITIVE_INFINITY
  const [first, second] = [versionOf(one), versionOf(other)]
  return first === second ? 0 : first - second
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
