import type { Events, StreamName } from "@demarche/event-store"
import type { activity } from "@demarche/workflows"
import type { Deadline } from "@demarche/workflows/terms"
import type { ActionLink, LinkedRound } from "./actionLink.ts"

/** Where the round of a link is by now: the latest of its item, with its deadline; over, because a newer draft exists; or over. */
export type RoundNow =
  | { is: "latest"; deadline: Deadline; consultation?: number }
  | { is: "newer"; draft: number }
  | { is: "over" }

/** Where the round of a link is in the item's state. */
export async function roundOfLink(
  events: Events,
  stream: StreamName,
  { does, round }: ActionLink,
  context: activity.Context,
): Promise<RoundNow> {
  const named = typeof round === "string" ? await roundUntil(events, stream, does, round, context) : round
  if (!named) return { is: "over" }
  if ("consultation" in named) {
    const { consultation } = named
    const found = context.rounds[consultation - 1]
    return found ? { is: "latest", deadline: found.closes, consultation } : { is: "over" }
  }
  const { silence, drafts } = context
  if (drafts.length > named.draft) return { is: "newer", draft: drafts.length }
  const latest = silence?.draft === named.draft && silence.opened === named.opened
  return latest ? { is: "latest", deadline: silence.until } : { is: "over" }
}

/**
 * The first round of the item that ended, or was to end, at that instant. Where a later one had the same deadline, a letter
 * that names the instant alone cannot tell them apart, and must not act on a text that its reader may never have seen.
 */
async function roundUntil(
  events: Events,
  stream: StreamName,
  does: ActionLink["does"],
  instant: string,
  { rounds }: activity.Context,
): Promise<LinkedRound | undefined> {
  if (does === "recordInput") {
    const index = rounds.findIndex(({ closes }) => closes.at === instant)
    return index < 0 ? undefined : { consultation: index + 1 }
  }
  let silence: LinkedRound | undefined
  for await (const { happened, events: recorded } of events.read(stream))
    for (const { value } of recorded) {
      const { type, draft, until } = value as Partial<SilenceEvent> // only these two types have the fields read
      if (type === "SilenceOpened") silence = { draft: draft ?? 0, opened: happened }
      if ((type === "SilenceOpened" || type === "SilenceExtended") && until?.at === instant) return silence
    }
  return undefined
}

/** The fields of events that open or extend a silence procedure. */
interface SilenceEvent {
  type: string
  draft: number
  until: Deadline
}
