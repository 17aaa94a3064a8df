import type { Commit } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import type { Application } from "./application.ts"

/** The commit of a stream that a command with that id led to, of those versions, both included; undefined where none of them is it. */
export async function commitOfCommand(
  { world }: Pick<Application, "world">,
  stream: StreamName,
  id: string,
  versions: { from?: number; to?: number } = {},
): Promise<Commit | undefined> {
  for await (const commit of world.events.read(stream, { ...versions, backwards: true }))
    if (commit.origin.value.id === id) return commit
  return undefined
}
