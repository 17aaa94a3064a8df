import { signCheckpoint } from "@demarche/application/audit/signCheckpoint"
import { getCheckpointBucket } from "./composition/checkpointBucket.ts"
import { getRecord } from "./composition/record.ts"

/**
 * Lambda's entry, hourly: a signed digest of every head, kept where nobody can change it.
 * @throws StoreError `damaged` where one cannot be read, once the rest is kept.
 */
export async function handler() {
  const { keep, signingKey } = getCheckpointBucket()
  const damaged: unknown[] = []
  const { heads, ...digest } = await signCheckpoint(getRecord(), signingKey, (error) => damaged.push(error))
  await keep(`checkpoints/${digest.at}.json`, JSON.stringify({ ...digest, heads }))
  for (const error of damaged) throw error
  return digest
}
