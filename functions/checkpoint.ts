import { checkpoint } from "./house/checkpoint.ts"
import { wired } from "./wiring/cloud.ts"
import { wiredVault } from "./wiring/vault.ts"

/** Lambda's entry, hourly: a signed digest of every head, kept where nobody can change it. */
export async function handler() {
  const { keep, signingKey } = wiredVault()
  const { heads, ...digest } = await checkpoint(wired().house, signingKey)
  await keep(`checkpoints/${digest.at}.json`, JSON.stringify({ ...digest, heads }))
  return digest
}
