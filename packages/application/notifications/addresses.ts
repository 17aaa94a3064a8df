import { StreamName, scopeOf } from "@demarche/event-store"
import type { Feedback } from "@demarche/mail/feedback"
import type { Application } from "../application.ts"
import { execute, planContext } from "../execute.ts"
import { executeAsSystem, SYSTEM_ACTOR } from "../executeAsSystem.ts"
import { queuedNotificationOf } from "./batch.ts"

/** Marks a person's address as one that mail comes back from, so that nothing more is sent there and the secretariat is told; once. */
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
 * Takes up that a letter came back, or that its reader complained: every notice that was in it was not received, and
 * its address takes no more. An address that has been changed since is left alone.
 */
export async function letterReturned(
  application: Application,
  { stream, address, why }: Feedback,
  correlation: string,
): Promise<void> {
  const plan = scopeOf(StreamName.parse(stream))
  const all = (await application.views.list({ kind: "notice", scope: plan })).map(queuedNotificationOf)
  const letter = all.find((each) => each.stream === stream)
  if (!letter) throw new Error(`a letter came back for ${stream}, which is not in the record`)
  const together = all.filter(({ context }) => context.messageId && context.messageId === letter.context.messageId)
  for (const each of together)
    await executeAsSystem(application, { stream: each.stream, command: { type: "return", why }, correlation })
  const { recipient } = letter.notice
  const person = (await planContext(application, plan)).people.find(({ id }) => id === recipient)
  const stored = person?.address && (await application.world.texts.get(person.address))
  if (typeof stored === "object" && stored.body === address)
    await failAddress(application, { plan, person: recipient, why, correlation })
}
