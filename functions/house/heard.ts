import { type Commit, commitAt } from "@demarche/engine"
import { commitId } from "@demarche/store"
import * as z from "zod"
import type { House } from "./house.ts"

const Heard = z.object({ data: z.object({ stream: z.string(), version: z.int().min(1) }) })

/**
 * The commit that a message from the bus announces, read from the record itself: the message only points.
 * @throws Error where the message is no announcement, or the record does not have what it announces.
 */
export async function heard(house: House, detail: unknown): Promise<Commit> {
  const { stream, version } = Heard.parse(detail).data
  const commit = await commitAt(house.world.events, stream, version)
  if (!commit) throw new Error(`${commitId({ stream, version })} was announced and is not in the record`)
  return commit
}
