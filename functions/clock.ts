import { randomUUID } from "node:crypto"
import { clockwork } from "./house/clock.ts"
import { wired } from "./wiring/cloud.ts"
import { once } from "./wiring/once.ts"

const post = async () => (await import("./wiring/post.ts")).wiredPost()
const time = once(() => clockwork(wired().house, { post }))

/** Lambda's entry, every minute: records what time has decided, and sends the letters that are due. */
export async function handler(): Promise<{ came: number }> {
  return { came: await time().tick(randomUUID()) }
}
