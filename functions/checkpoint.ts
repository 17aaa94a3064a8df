import { checkpoint } from "./house/checkpoint.ts"
import { wiredRecord } from "./wiring/record.ts"
import { wiredVault } from "./wiring/vault.ts"

/**
 * Lambda's entry, hourly: a signed digest of every head, kept where nobody can change it.
 * @throws StoreError `damaged` where one cannot be read, once the rest is kept.
 */
export async function handler() {
  const { keep, signingKey } = wiredVault()
  const damaged: unknown[] = []
  const { heads, ...digest } = await checkpoint(wiredRecord(), signingKey, (error) => damaged.push(error))
  await keep(`checkpoints/${digest.at}.json`, JSON.stringify({ ...digest, heads }))
  for (const error of damaged) throw error
  return digest
}
