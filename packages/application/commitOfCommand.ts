import type { Commit } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import type { Application } from "./application.ts"

/** The commit of a stream that a command with that id led to; undefined where none did. */
export async function commitOfCommand(
  { world }: Application,
  stream: StreamName,
  id: string,
): Promise<Commit | undefined> {
  for await (const commit of world.events.read(stream, { backwards: true }))
    if (commit.origin.value.id === id) return commit
  return undefined
}
