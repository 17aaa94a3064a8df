import type { RowInput } from "@demarche/engine"
import type { Due } from "@demarche/workflows/due"
import type { Deadline } from "@demarche/workflows/terms"
import type { MeetingDays } from "../time/due.ts"
import { contextOf, type EventOf, eventsOf, type Kind } from "./byKind.ts"

/** A published period: a consultation, numbered by its round, or a silence, by the version that opened it. */
export interface AnnouncedPeriod {
  of: "consultation" | "silence"
  number: number
  /** The instant (UTC) it opened. */
  opens: string
  closes: Deadline
  parties: string[]
  /** The instant (UTC) at which it was ended early: closed, voided or broken. Otherwise it ends at `closes`. */
  ended?: string
}

/** Published dates, including withdrawn ones, so that calendars can withdraw them too. */
export interface PublishedDates {
  windows?: AnnouncedPeriod[]
  /** The last due date. */
  due?: Due
  /** All meetings whose days were known, with the last known days. */
  meetings?: MeetingDays[]
}

/** The dates that are published after one more commit. */
export function publishedDatesAfter(before: PublishedDates = {}, { commit }: RowInput): PublishedDates {
  const events = eventsOf(commit)
  const meetings = met(before.meetings ?? [], contextOf("plan", commit)?.meetings ?? [])
  const windows = events.reduce((known, event) => openedOrEnded(known, event, commit), before.windows ?? [])
  const due = events.reduce(
    (known, event) => ("due" in event && (event.due as Due | null)) || known, // a notice's is a day, which nobody reads
    before.due,
  )
  return { ...(windows.length > 0 && { windows }), ...(due && { due }), ...(meetings.length > 0 && { meetings }) }
}

function met(before: MeetingDays[], now: MeetingDays[]): MeetingDays[] {
  const dated = now.filter(({ from }) => from)
  return [...before.filter(({ id }) => !dated.some((meeting) => meeting.id === id)), ...dated]
}

function openedOrEnded(
  windows: AnnouncedPeriod[],
  event: EventOf<Kind>,
  { version, happened, received, recorded }: RowInput["commit"],
): AnnouncedPeriod[] {
  const last = windows.findLast(({ of }) => of === "silence")
  const change = (window: AnnouncedPeriod | undefined, fields: Partial<AnnouncedPeriod>) =>
    windows.map((each) => (each === window ? { ...each, ...fields } : each))
  const round = (event: { round: number }) =>
    windows.find(({ of, number }) => of === "consultation" && number === event.round)
  switch (event.type) {
    case "ConsultationOpened": {
      const { round, closes, invited } = event
      return [...windows, { of: "consultation", number: round, opens: happened, closes, parties: invited }]
    }
    case "ConsultationExtended":
      return change(round(event), { closes: event.closes })
    case "ConsultationClosed":
      return change(round(event), { ended: happened })
    case "SilenceOpened": {
      const { until, addressees } = event
      return [...windows, { of: "silence", number: version, opens: happened, closes: until, parties: addressees }]
    }
    case "SilenceExtended":
      return change(last, { closes: event.until })
    case "SilenceVoided":
    case "SilenceBroken":
    case "OutcomeRetracted":
      return change(last, { ended: received ?? happened })
    case "StepsRetracted":
      return last && recorded < last.closes.at ? change(last, { ended: recorded }) : windows
    default:
      return windows
  }
}
