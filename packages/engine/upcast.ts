import type { Commit, Events } from "@demarche/event-store"
import { initial, persist, type Snapshot } from "./fold.ts"
import { stepCommit } from "./loadState.ts"
import type { Workflow } from "./workflow.ts"

/** How the events of a commit that was written under an earlier version of its workflow read today. */
export type Upcast = (commit: Commit) => Commit

/** Reads commits of streams, each from its first, as those of today; one behind a gap reads as it is stored. */
export function readingToday(workflowOf: (commit: Commit) => Workflow, upcast: Upcast): (commit: Commit) => Commit {
  const streams = new Map<string, { version: number; snapshot: Snapshot }>()
  return (commit) => {
    const { stream, version } = commit
    const workflow = workflowOf(commit)
    const before = streams.get(stream) ?? { version: 0, snapshot: initial(workflow) }
    if (commit.workflow.version >= workflow.version || before.version + 1 !== version) return commit
    const read = upcast(commit)
    const snapshot = stepCommit(workflow, before.snapshot, read)
    streams.set(stream, { version, snapshot })
    return { ...read, state: persist(snapshot) }
  }
}

/**
 * Events whose commits all read as those of today. The state of one of an earlier version is folded anew from the beginning of
 * its stream: what is stored of it is believed by nobody. Hashes stay, and are of what is stored, so that `verify` needs the
 * events as they are.
 */
export function upcasting(events: Events, workflowOf: (commit: Commit) => Workflow, upcast: Upcast): Events {
  const isPast = (commit: Commit) => commit.workflow.version < workflowOf(commit).version

  async function* read(...[stream, range = {}]: Parameters<Events["read"]>): AsyncGenerator<Commit> {
    for await (const commit of events.read(stream, range)) {
      if (isPast(commit)) return yield* pastFrom(commit, range)
      yield commit
    }
  }

  /** The rest of a range from a commit of the past, which its stream is read for from the beginning. */
  async function* pastFrom(
    { stream, version }: Commit,
    { to, backwards = false }: { to?: number; backwards?: boolean },
  ) {
    const today = readingToday(workflowOf, upcast)
    const all = (await Array.fromAsync(events.read(stream, backwards ? { to: version } : to ? { to } : {}))).map(today)
    yield* backwards ? all.reverse() : all.filter((commit) => commit.version >= version)
  }

  return {
    ...events,
    read,
    async head(stream) {
      const head = await events.head(stream)
      if (!head || !isPast(head)) return head
      return (await Array.fromAsync(events.read(stream))).map(readingToday(workflowOf, upcast)).at(-1)
    },
    async *scan(...given) {
      const today = readingToday(workflowOf, upcast)
      for await (const commit of events.scan(...given)) yield today(commit)
    },
  }
}
