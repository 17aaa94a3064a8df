/** The events that call for something on another stream (workplan's reactions), so that the bus sends no others there. */
export const calling: readonly string[] = [
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
]
