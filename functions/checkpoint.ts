import { checkpoint } from "./house/checkpoint.ts"
import { wired } from "./wiring.ts"

/** Lambda's entry, hourly: a signed digest of every head, kept where nobody can change it. */
export async function handler() {
  const { house, vault, signingKey } = await wired()
  const { heads, ...digest } = await checkpoint(house, signingKey)
  await (await vault()).keep(`checkpoints/${digest.at}.json`, JSON.stringify({ ...digest, heads }))
  return digest
}
