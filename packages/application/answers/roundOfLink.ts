import type { Commit } from "@demarche/engine"
import type { Events, StreamName } from "@demarche/event-store"
import type { activity } from "@demarche/workflows"
import type { Deadline } from "@demarche/workflows/terms"
import { eventsOf } from "@demarche/workplan/read-model/byKind"
import type { ActionLink } from "./actionLink.ts"

/** A silence procedure that a link names, as the record has it. */
interface LinkedSilence {
  draft: number
  opened: string
  until: Deadline
  /** How it ended; missing while nothing has ended it. */
  ended?: RoundEnd
}

/** How a round ended: by an objection, by its deadline, or with its summary; it was voided, or its outcome was taken back. */
export type RoundEnd = "broken" | "passed" | "voided" | "corrected" | "closed"

/**
 * Where the round of a link is by now: the latest of its item, with its deadline; over, since another silence or a newer draft
 * has come; or unknown.
 */
export type RoundNow =
  | { is: "latest"; deadline: Deadline; silence?: LinkedSilence; consultation?: number }
  | { is: "over"; silence?: LinkedSilence; newer?: number }

/** Where the round of a link is in the item's state. */
export async function roundOfLink(
  events: Events,
  stream: StreamName,
  { does, round }: ActionLink,
  context: activity.Context,
): Promise<RoundNow> {
  const consultation =
    typeof round === "string" && does === "recordInput"
      ? context.rounds.findIndex(({ closes }) => closes.at === round) + 1
      : typeof round === "object" && "consultation" in round
        ? round.consultation
        : undefined
  if (consultation !== undefined) {
    const found = context.rounds[consultation - 1]
    return found ? { is: "latest", deadline: found.closes, consultation } : { is: "over" }
  }
  const silence = await silenceNamed(events, stream, round)
  if (!silence) return { is: "over" }
  const { drafts } = context
  if (drafts.length > silence.draft) return { is: "over", silence, newer: drafts.length }
  const latest = context.silence?.draft === silence.draft && context.silence.opened === silence.opened
  return latest ? { is: "latest", deadline: context.silence?.until ?? silence.until, silence } : { is: "over", silence }
}

/**
 * The silence procedure that a link names. Where a later one had the same deadline, a letter that names the instant alone
 * cannot tell them apart: it was the first, and must not act on a text that its reader may never have seen.
 */
async function silenceNamed(
  events: Events,
  stream: StreamName,
  round: ActionLink["round"],
): Promise<LinkedSilence | undefined> {
  const found: RecordedSilence[] = []
  for await (const commit of events.read(stream)) for (const event of eventsOf(commit)) follow(found, event, commit)
  if (typeof round === "string") return found.find(({ deadlines }) => deadlines.includes(round))
  return found.find(
    ({ draft, opened }) => round && "opened" in round && draft === round.draft && opened === round.opened,
  )
}

/** A silence procedure with every deadline that it had, and the version at which time ended it. */
interface RecordedSilence extends LinkedSilence {
  deadlines: string[]
  outcome?: number
}

function follow(
  found: RecordedSilence[],
  event: ReturnType<typeof eventsOf>[number],
  { happened, version }: Commit,
): void {
  const last = found.at(-1)
  const end = (silence: RecordedSilence | undefined, ended: RoundEnd) => Object.assign(silence ?? {}, { ended })
  switch (event.type) {
    case "SilenceOpened": {
      const { draft, until } = event
      found.push({ draft, opened: happened, until, deadlines: [until.at] })
      break
    }
    case "SilenceExtended":
      if (last) Object.assign(last, { until: event.until, deadlines: [...last.deadlines, event.until.at] })
      break
    case "SilenceVoided":
      end(last, "voided")
      break
    case "SilenceBroken":
      end(last, "broken")
      break
    case "StepPassed":
    case "SilencePassed":
      Object.assign(last ?? {}, { ended: "passed", outcome: version })
      break
    case "OutcomeRetracted": {
      const named = found.find(({ outcome }) => outcome === event.corrects)
      if (!last?.ended) end(last, "voided")
      end(named, "corrected")
      break
    }
    case "StepsRetracted":
      if (!last?.ended) end(last, "voided")
      break
    default:
  }
}
