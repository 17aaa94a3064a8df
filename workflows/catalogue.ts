import type * as activity from "./activity.ts"
import type * as plan from "./plan.ts"
import type * as request from "./request.ts"

type Calling = (activity.Event | plan.Event | request.Event)["type"]

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
] satisfies Calling[]
