import type * as access from "./access.ts"
import type * as activity from "./activity/index.ts"
import type { Event as ImportEvent } from "./importCommands.ts"
import type * as output from "./output.ts"
import type * as plan from "./plan.ts"
import type * as request from "./request.ts"
import type { Event as SessionEvent } from "./sessionCommands.ts"
import type * as webhook from "./webhook.ts"

/** An event that people may be notified of. */
export type NotifyingEvent = (activity.Event | output.Event | plan.Event | request.Event | webhook.Event)["type"]

/** The events that people are notified of, so that the bus sends no others to `notify`. */
export const notifyingEvents: readonly string[] = [
  "SilenceOpened",
  "SilenceExtended",
  "SilenceEndClosed",
  "SilenceVoided",
  "SilenceBroken",
  "SilencePassed",
  "OutcomeRetracted",
  "StepsRetracted",
  "Agreed",
  "CorrigendumIssued",
  "ConsultationOpened",
  "ConsultationExtended",
  "PartiesUnreached",
  "ClearanceRequested",
  "Cancelled",
  "Superseded",
  "Deferred",
  "Resumed",
  "DueRecorded",
  "ConsultationClosed",
  "StepPassed",
  "StepTaken",
  "DraftCleared",
  "NotAdopted",
  "DraftAdded",
  "ReturnedToConsultation",
  "OwnerAssigned",
  "ActivityAmended",
  "OutputAmended",
  "ValueConfirmed",
  "Linked",
  "WaitEnded",
  "ObjectionRaised",
  "ObjectionWithdrawn",
  "ObjectionResolved",
  "MoreTimeRequested",
  "SupportGiven",
  "LateObjectionRecorded",
  "InputRecorded",
  "Reopened",
  "DueSet",
  "CommentMade",
  "Fulfilled",
  "RequestSubmitted",
  "RequestAccepted",
  "RequestDeclined",
  "RequestDelivered",
  "RequestWithdrawn",
  "RequestEnded",
  "CarriedOver",
  "AddressFailed",
  "PersonUpdated",
  "PersonAdded",
  "PlanAdopted",
  "WebhookDisabled",
] satisfies NotifyingEvent[]

type ReactingEvent = (access.Event | activity.Event | ImportEvent | output.Event | plan.Event | request.Event)["type"]

const moving: readonly ReactingEvent[] = [
  "OutputPromised",
  "ActivityAmended",
  "OutputAmended",
  "DueSet",
  "DueRecorded",
  "Agreed",
  "SilencePassed",
  "Concluded",
  "PlaceholderConcluded",
  "PlaceholderDropped",
  "Reopened",
  "OutcomeRetracted",
  "StepsRetracted",
  "Cancelled",
  "Superseded",
  "FoundFeasible",
  "FoundNotFeasible",
  "Fulfilled",
  "EvidenceUnlinked",
  "EvidenceSuspended",
  "FoundWanting",
  "IndicatorFellShort",
  "NotPursued",
  "CarriedOver",
]

/**
 * The events that may move the day from which other items count theirs: a due date, the end of an item, and its opening again.
 * An activity is planned after those that its date counts from.
 */
export const movingEvents: readonly string[] = moving

/** The events that call for a command on another stream, so that the bus sends no others to `react`. */
export const reactingEvents: readonly string[] = [
  ...moving,
  "Linked",
  "ValueConfirmed",
  "MilestoneReached",
  "MeetingAdded",
  "MeetingMoved",
  "PlanAmended",
  "PlanImported",
  "AmendmentProposed",
  "ImportFinished",
  "DraftingStarted",
  "RequestAccepted",
  "RequestWithdrawn",
  "PlaceholderExpanded",
  "TextRedacted",
  "KeyAdded",
  "KeyRevoked",
] satisfies ReactingEvent[]

/** The events after which a piece of an import is to be done, so that the bus sends no others to `importPlan`. */
export const importingEvents: readonly string[] = ["ImportRequested", "ImportContinued"] satisfies ImportEvent["type"][]

/** The events after which a code goes out by letter, so that the bus sends no others to `sendCode`. */
export const codeEvents: readonly string[] = ["CodeAsked"] satisfies SessionEvent["type"][]

/** The kinds of stream that leave no rows: keys and sessions, which are looked up by their own stream. */
export const unprojectedStreams: readonly string[] = ["access", "session"]

/** The kinds of stream whose commits are not published, but for those after which a code goes out: who signs in is nobody's business. */
export const unpublishedStreams: readonly string[] = ["session"]

/** The kinds of stream whose commits webhooks are called with; of webhooks each is called with its own. */
export const webhookStreams: readonly string[] = ["activity", "output", "plan", "request", "webhook"]

/** The kinds of stream that only those who run a plan may see: who was written to or called, who holds a key, who signed in, and who sent which plan file. */
export const adminOnlyStreams: readonly string[] = ["access", "delivery", "import", "notice", "session", "webhook"]
