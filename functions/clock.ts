import { randomUUID } from "node:crypto"
import { createSchedule } from "@demarche/application/processes/schedule"
import { getApplication } from "./composition/application.ts"
import { memo } from "./composition/memo.ts"

const mail = async () => (await import("./composition/mail.ts")).getMail()
const getSchedule = memo(() => createSchedule(getApplication(), { mail }))

/** Lambda's entry, every minute: records the deadlines that have passed, and sends the letters that are due. */
export async function handler(): Promise<{ came: number }> {
  return { came: await getSchedule().tick(randomUUID()) }
}
