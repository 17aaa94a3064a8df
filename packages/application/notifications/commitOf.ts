import { commitAt } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import { type NotificationKind, notifications } from "@demarche/workplan"
import type { Application } from "../application.ts"

/** The commit that a notification is about or, where it names no version, the newest of its item; with the stream's kind. */
export async function commitOf(
  application: Application,
  name: NotificationKind,
  id: string,
  version: number | undefined,
) {
  const { events } = application.world
  for (const kind of notifications[name].about) {
    const stream: StreamName = `${kind}:${id}`
    const commit = version ? await commitAt(events, stream, version) : await events.head(stream)
    if (commit) return { kind, commit }
  }
  throw new Error(`a notification is about ${id}, which is not in the record`)
}
