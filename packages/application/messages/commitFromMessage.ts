import { type Commit, commitAt } from "@demarche/engine"
import { commitId, StreamName } from "@demarche/event-store"
import * as z from "zod"
import type { Application } from "../application.ts"

const PointerToCommit = z.object({ data: z.object({ stream: z.string(), version: z.int().min(1) }) })

/**
 * The commit that a bus message refers to, read from the record.
 * @throws Error where the message is malformed or the commit is not in the record.
 */
export async function commitFromMessage(application: Application, detail: unknown): Promise<Commit> {
  const { data } = PointerToCommit.parse(detail)
  const [stream, version] = [StreamName.parse(data.stream), data.version]
  const commit = await commitAt(application.world.events, stream, version)
  if (!commit) throw new Error(`${commitId({ stream, version })} was announced and is not in the record`)
  return commit
}
