import type { Commit, Events } from "@demarche/event-store"

/** How a commit that was written under an earlier version of its workflow reads today. */
export type Upcast = (commit: Commit) => Commit

/** Events whose commits all read as those of today. Their hashes stay, and are of what is stored: `verify` needs the events as they are. */
export function upcasting(events: Events, upcast: Upcast): Events {
  return {
    ...events,
    async head(stream) {
      const head = await events.head(stream)
      return head && upcast(head)
    },
    async *read(...given) {
      for await (const commit of events.read(...given)) yield upcast(commit)
    },
    async *scan(...given) {
      for await (const commit of events.scan(...given)) yield upcast(commit)
    },
  }
}
