import { type Commit, commitAt } from "@demarche/engine"
import { commitId, StreamName } from "@demarche/event-store"
import * as z from "zod"
import type { Application } from "../application.ts"

const PointerToCommit = z.object({ data: z.object({ stream: z.string(), version: z.int().min(1) }) })

/**
 * The commit that a message from the bus announces, read from the record itself: the message only points.
 * @throws Error where the message is no announcement, or the record does not have what it announces.
 */
export async function commitFromMessage(application: Application, detail: unknown): Promise<Commit> {
  const { data } = PointerToCommit.parse(detail)
  const [stream, version] = [StreamName.parse(data.stream), data.version]
  const commit = await commitAt(application.world.events, stream, version)
  if (!commit) throw new Error(`${commitId({ stream, version })} was announced and is not in the record`)
  return commit
}
