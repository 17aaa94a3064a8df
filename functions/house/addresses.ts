import type { Feedback } from "@demarche/mail/feedback"
import { planOf } from "@demarche/store"
import { act, planContext } from "./act.ts"
import { actAsEngine, SYSTEM } from "./answer.ts"
import { waitingOf } from "./envelopes.ts"
import type { House } from "./house.ts"

/** Marks a person's address as one that mail comes back from, so that nothing more is sent there and the secretariat is told; once. */
export async function failAddress(
  house: House,
  { plan, person, why, correlation }: { plan: string; person: string; why: string; correlation: string },
): Promise<void> {
  const known = (await planContext(house, plan)).people.find(({ id }) => id === person)
  if (!known || known.failed) return
  const command = { type: "failAddress", person, why }
  await act(house, { plan, stream: `plan:${plan}`, command, by: SYSTEM, vouched: true, correlation })
}

/**
 * Takes up that a letter came back, or that its reader complained: every notice that was in it was not received, and
 * its address takes no more. An address that has been changed since is left alone.
 */
export async function letterReturned(
  house: House,
  { stream, address, why }: Feedback,
  correlation: string,
): Promise<void> {
  const plan = planOf(stream)
  const all = (await house.views.list({ kind: "notice", plan })).map(waitingOf)
  const letter = all.find((each) => each.stream === stream)
  if (!letter) throw new Error(`a letter came back for ${stream}, which is not in the record`)
  const together = all.filter(({ context }) => context.messageId && context.messageId === letter.context.messageId)
  for (const each of together)
    await actAsEngine(house, { stream: each.stream, command: { type: "return", why }, correlation })
  const { recipient } = letter.notice
  const person = (await planContext(house, plan)).people.find(({ id }) => id === recipient)
  const stored = person?.address && (await house.world.texts.get(person.address))
  if (typeof stored === "object" && stored.body === address)
    await failAddress(house, { plan, person: recipient, why, correlation })
}
