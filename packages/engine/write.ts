import { type Commit, encode, type StreamName, seal } from "@demarche/event-store"
import { persist, type Snapshot } from "./fold.ts"
import { addCommandId, type CommandIdentity } from "./recentCommandIds.ts"
import type { Event, EventMetadata, Workflow } from "./workflow.ts"
import type { World } from "./world.ts"

/** The circumstances of the commits of one request. */
export interface CommitContext {
  stream: StreamName
  correlation: string
  causation?: string
  dryRun?: boolean
  /** When it is recorded; never before the commit it follows. */
  now: string
}

/**
 * Appends commits to a stream, each sealed with the hash of the one before. In a dry run they are sealed and not written.
 * @throws StoreError as `append`; `too-large` in a dry run as well.
 */
export function commitWriter(world: World, workflow: Workflow, head: Commit | undefined, under: CommitContext) {
  const { now } = under
  const commits: Commit[] = []
  const last = () => commits.at(-1) ?? head
  return {
    get version() {
      return last()?.version ?? 0
    },
    last,
    outcome: () => ({ version: last()?.version ?? 0, hash: last()?.hash, commits }),
    async commit(events: Event[], act: EventMetadata, snapshot: Snapshot, identity?: CommandIdentity) {
      const previous = last()
      const { command, by, facts, reason, at, received, version, ...more } = act
      const commit = seal(
        {
          stream: under.stream,
          version,
          events: events.map((event) => ({ ...event })),
          origin: {
            command,
            ...(identity && { id: identity.id }),
            by,
            facts,
            ...(reason && { reason }),
            ...more,
          },
          happened: at,
          ...(received && { received }),
          recorded: previous && previous.recorded > now ? previous.recorded : now,
          correlation: under.correlation,
          ...(under.causation && { causation: under.causation }),
          workflow: { name: workflow.name, version: workflow.version, definition: workflow.definition },
          prev: previous?.hash ?? null,
          state: persist(snapshot),
          ring: addCommandId(previous?.ring ?? "", identity),
        },
        world.salt,
      )
      if (under.dryRun) encode(commit)
      const appended = under.dryRun ? "written" : await world.events.append(commit)
      if (appended === "written") commits.push(commit)
      return appended
    },
  }
}
