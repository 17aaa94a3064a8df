import { randomUUID } from "node:crypto"
import { clockwork } from "./house/clock.ts"
import { wired } from "./wiring.ts"

/** Lambda's entry, every minute: records what time has decided. */
export async function handler(): Promise<{ written: number }> {
  const { house } = await wired()
  return { written: await clockwork(house).tick(randomUUID()) }
}
