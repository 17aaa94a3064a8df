import { hash } from "node:crypto"
import type { Row, StreamName } from "@demarche/event-store"
import type { notice } from "@demarche/workflows"
import { bodyOf } from "@demarche/workplan"

/** A notice as its row has it: what it tells, and how far it is. */
export interface QueuedNotification {
  stream: StreamName
  plan: string
  notice: notice.Notice
  context: notice.Context
}

/** Notices that go to one person in one letter. */
export interface Batch {
  /** The same for the same notices, so that a letter sent again after a crash is known for the same (RFC 5322, 3.6.4). */
  messageId: string
  plan: string
  recipient: string
  notices: QueuedNotification[]
}

/** What a notice is about: an item and, where it tells of a commit, that commit's version. */
export function aboutOf({ about }: notice.Notice): { id: string; version?: number } {
  const [id = "", version] = about.split("@")
  return { id, ...(version && { version: Number(version) }) }
}

/** The notice that a view's row tells of. */
export function queuedNotificationOf(row: Row): QueuedNotification {
  const { stream, scope: plan } = row
  const { fields, state } = bodyOf(row, "notice")
  return { stream, plan, notice: fields, context: state.context }
}

/**
 * The letters that waiting notices make: what was begun together stays together, a day's reminders to one person are one
 * letter, everything else is its own. What cannot wait goes first. `host` is the right side of a Message-ID.
 */
export function batchesOf(waiting: QueuedNotification[], host: string): Batch[] {
  const groups = Map.groupBy(waiting, ({ stream, plan, notice, context }) => {
    if (context.messageId) return context.messageId
    return notice.digest ? `${plan} ${notice.recipient}` : stream
  })
  return [...groups.values()]
    .flatMap((notices) => {
      const [first] = notices
      return first ? [{ notices, first }] : []
    })
    .map(({ notices, first: { plan, notice, context } }) => ({
      messageId: context.messageId ?? messageIdOf(notices, host),
      plan,
      recipient: notice.recipient,
      notices,
    }))
    .toSorted((one, other) => urgency(one) - urgency(other))
}

function messageIdOf(notices: QueuedNotification[], host: string): string {
  const streams = notices.map(({ stream }) => stream).toSorted()
  return `<${hash("sha256", streams.join(" "), "hex").slice(0, 32)}@${host}>`
}

function urgency({ notices }: Batch): number {
  if (notices.some(({ notice: { until } }) => until !== undefined)) return 0
  return notices.some(({ notice: { mandatory } }) => mandatory) ? 1 : 2
}
