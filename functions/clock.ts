import { randomUUID } from "node:crypto"
import { logUnwritten } from "@demarche/application/notifications/sendLetters"
import { createSchedule } from "@demarche/application/processes/schedule"
import { getApplication } from "./composition/application.ts"
import { getLogger } from "./composition/logger.ts"
import { memo } from "./composition/memo.ts"

const mail = async () => (await import("./composition/mail.ts")).getMail()
const getSchedule = memo(() => createSchedule(getApplication(), { mail, onUnwritten: logUnwritten(getLogger()) }))

/** Lambda's entry, every minute: records the deadlines that have passed, and sends the letters that are due. */
export async function handler(): Promise<{ came: number }> {
  return { came: await getSchedule().tick(randomUUID()) }
}
