import { randomUUID } from "node:crypto"
import { type Clockwork, clockwork } from "./house/clock.ts"
import { wired } from "./wiring.ts"

let time: Promise<Clockwork> | undefined

/** Lambda's entry, every minute: records what time has decided, and sends the letters that are due. */
export async function handler(): Promise<{ came: number }> {
  time ??= wired().then(({ house, post }) => clockwork(house, { post }))
  return { came: await (await time).tick(randomUUID()) }
}
