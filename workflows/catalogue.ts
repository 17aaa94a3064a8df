/** The events that call for something on another stream (workplan's reactions), so that the bus sends no others there. */
export const calling = [
  "Agreed",
  "SilencePassed",
  "Concluded",
  "OutcomeRetracted",
  "Reopened",
  "MeetingAdded",
  "MeetingMoved",
  "PlanAmended",
  "RequestAccepted",
  "PlaceholderExpanded",
  "TextRedacted",
] as const

/** The events that somebody is told of at once: decisions, and silence procedures from opening to end. */
export const telling = [
  "SilenceOpened",
  "SilenceExtended",
  "SilenceVoided",
  "SilenceBroken",
  "SilencePassed",
  "OutcomeRetracted",
  "Agreed",
  "ConsultationOpened",
  "RequestSubmitted",
] as const
