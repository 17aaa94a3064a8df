import { randomUUID } from "node:crypto"
import { createSchedule } from "@demarche/application/processes/schedule"
import { getCloud } from "./composition/cloud.ts"
import { memo } from "./composition/memo.ts"

const post = async () => (await import("./composition/mail.ts")).getMail()
const time = memo(() => createSchedule(getCloud().application, { post }))

/** Lambda's entry, every minute: records what time has decided, and sends the letters that are due. */
export async function handler(): Promise<{ came: number }> {
  return { came: await time().tick(randomUUID()) }
}
