import { signCheckpoint } from "@demarche/application/audit/signCheckpoint"
import { getCheckpointBucket } from "./composition/checkpointBucket.ts"
import { getCheckpointKey } from "./composition/checkpointKey.ts"
import { getEvents } from "./composition/events.ts"
import { systemClock } from "./composition/systemClock.ts"

/**
 * Lambda's entry, hourly: a signed digest of every head, kept where nobody can change it.
 * @throws StoreError `damaged` where a commit cannot be read, once the rest is signed and kept.
 */
export async function handler() {
  const damaged: unknown[] = []
  const record = { events: getEvents(), clock: systemClock }
  const { heads, ...digest } = await signCheckpoint(record, getCheckpointKey(), (error) => damaged.push(error))
  await getCheckpointBucket().keep(`checkpoints/${digest.at}.json`, JSON.stringify({ ...digest, heads }))
  for (const error of damaged) throw error
  return digest
}
