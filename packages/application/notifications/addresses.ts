import { kindOf, StreamName, scopeOf } from "@demarche/event-store"
import type { Feedback } from "@demarche/mail/feedback"
import { mailbox } from "@demarche/workplan/rules/mailbox"
import type { Application } from "../application.ts"
import { execute, planContext, SYSTEM_ACTOR } from "../execute.ts"
import { executeAsSystem } from "../executeAsSystem.ts"
import { textBody } from "../textBody.ts"
import { progressOf, readerOf } from "./batch.ts"

/** Records that mail to a person's address fails, once: nothing more is sent there, and the secretariat is notified. */
export async function failAddress(
  application: Application,
  { plan, person, why, correlation }: { plan: string; person: string; why: string; correlation: string },
): Promise<void> {
  const known = (await planContext(application, plan)).people.find(({ id }) => id === person)
  if (!known || known.failed) return
  const command = { type: "failAddress", person, why }
  await execute(application, {
    plan,
    stream: `plan:${plan}`,
    command,
    by: SYSTEM_ACTOR,
    mandateImplied: true,
    correlation,
  })
}

/**
 * Records a bounce or a complaint: every notification in that letter as not received, and its address as failed unless it
 * has been changed since. @throws Error where the record has no such letter.
 */
export async function letterReturned(
  application: Application,
  { stream, address, why }: Feedback,
  correlation: string,
): Promise<void> {
  const about = StreamName.parse(stream)
  if (kindOf(about) === "session") return
  const plan = scopeOf(about)
  const rows = await application.views.list({ kind: "notice", scope: plan })
  const returned = rows.find((row) => row.stream === stream)
  if (!returned) throw new Error(`a letter came back for ${stream}, which is not in the record`)
  const { messageId } = progressOf(returned)
  const together = rows.filter((row) => messageId && progressOf(row).messageId === messageId)
  for (const row of together)
    await executeAsSystem(application, { stream: row.stream, command: { type: "return", why }, correlation })
  const { recipient } = readerOf(returned)
  const person = (await planContext(application, plan)).people.find(({ id }) => id === recipient)
  const stored = person?.address && (await textBody(application.world.texts, person.address))
  if (stored && mailbox(stored) === mailbox(address))
    await failAddress(application, { plan, person: recipient, why, correlation })
}
