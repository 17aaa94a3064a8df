import type { View } from "@demarche/engine"
import { activity, type plan } from "@demarche/workflows"

/** The most bytes of a state, of the 380 KB of a commit: the rest is for the events, and for what its row holds beside it. */
const STATE_BYTES = 280_000
/** The most bytes that one objection adds to a state, and one answer or expression of support. */
const OBJECTION_BYTES = 700
const ANSWER_BYTES = 70
/** The most bytes that the end of one mandate adds to a state, and the note that an address takes no mail. */
const MANDATE_END_BYTES = 18
const FAILED_BYTES = 14
/** For what time decides, and what is taken back or redacted after it. */
const OUTCOME_BYTES = 4_096

/**
 * Whether a state leaves room for what others may still bring: an objection of each party addressed, an answer of each party
 * invited, the end of each person's mandates and of their address, and what time decides. Asked of the state that a command
 * leads to, so that nobody can take the room of others.
 */
export function leavesRoom(after: View): boolean {
  const bytes = new TextEncoder().encode(JSON.stringify(after.context)).length
  return bytes + reservedIn(after) <= STATE_BYTES
}

function reservedIn(after: View): number {
  const seen = after as View<Partial<activity.Context & Pick<plan.Context, "people">>> // of other kinds its fields are missing
  const { rounds = [], objections = [], people = [] } = seen.context
  const answers = rounds.flatMap(({ summary, invited, answered }) =>
    summary ? [] : [invited.length - answered.length],
  )
  const heard = activity.openToObjections(seen)
  const objecting = heard?.addressees.filter(
    (party) => !objections.some((one) => one.party === party && one.draft === heard.draft),
  )
  const mandates = people.flatMap(({ offices }) => offices.filter(({ to }) => !to))
  return (
    OUTCOME_BYTES +
    MANDATE_END_BYTES * mandates.length +
    FAILED_BYTES * people.filter(({ failed }) => !failed).length +
    ANSWER_BYTES * answers.reduce((sum, count) => sum + Math.max(0, count), 0) +
    ANSWER_BYTES * ((heard?.addressees.length ?? 0) - (heard?.supported.length ?? 0)) +
    OBJECTION_BYTES * (objecting?.length ?? 0)
  )
}
