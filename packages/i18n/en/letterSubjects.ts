import type { SubjectKey } from "@demarche/workplan/notifications/notificationKinds"
import type { DueTime } from "@demarche/workplan/notifications/notificationRule"

type SubjectName = SubjectKey extends infer Key ? (Key extends `letters.what.${infer Name}` ? Name : never) : never

/** What a notification is called: in a subject, a heading, a line of a digest. */
export const letterSubjects = {
  before:
    "Due{when, select, missing { soon} other { {when}}}{days, select, missing {} other { (in {days, plural, one {# day} other {# days}})}}",
  on: "Due today{due, select, missing {} other { ({due})}}",
  overdue:
    "Overdue{days, select, missing {} other { by {days, plural, one {# day} other {# days}}}}{due, select, missing {} other { ({due})}}",
  due: "{how, select, missing {Due} other {{how}}}{empty, select, true {, still empty} other {}}",
  SilenceOpened: "Silence procedure{until, select, missing {} other { until {until}}}",
  silenceCloses:
    "Silence procedure ends{hours, select, missing {} other { within {hours} hours}}{until, select, missing {} other {, on {until}}}",
  SilenceExtended: "Silence procedure extended{until, select, missing {} other { to {until}}}",
  SilencePassed: "Adopted under the silence procedure",
  Agreed: "{issued, select, true {Issued} other {Agreed}}",
  OutcomeRetracted: "Adoption withdrawn",
  StepsRetracted: "Later steps undone",
  CorrigendumIssued: "Corrigendum issued",
  ConsultationClosed: "Consultation closed",
  StepPassed: "Silence procedure ended",
  StepTaken: "Step taken",
  DraftCleared: "Draft cleared",
  NotAdopted: "Not adopted",
  DraftAdded: "New draft",
  ReturnedToConsultation: "Returned to consultation",
  OwnerAssigned: "Responsibility assigned",
  ObjectionRaised: "Objection raised",
  ObjectionWithdrawn: "Objection withdrawn",
  ObjectionResolved: "Objection resolved",
  SilenceEndClosed: "Silence procedure ends on a closed day{until, select, missing {} other {: {until}}}",
  MoreTimeRequested: "More time requested",
  receipt:
    "Receipt: {does, select, support {support expressed} object {objection} comment {comment} recordInput {input} requestMoreTime {more time requested} other {answer}}",
  Reopened: "Reopened",
  turnWaits: "Waited for",
  turnWaitEnded: "Wait ended",
  turnWaitPassed: "The day of a wait has passed",
  checksAwaited:
    "{signOff, select, true {{advice, select, true {Advice and a sign-off requested} other {Sign-off requested}}} other {Advice requested}}",
  turnResumed: "Resumed",
  CommentMade: "Comment",
  ConsultationOpened: "Consultation{until, select, missing {} other { until {until}}}",
  ConsultationExtended: "Consultation extended{until, select, missing {} other { to {until}}}",
  closedEarly: "Consultation closed early",
  consultationCloses: "Consultation closes{until, select, missing { soon} other { on {until}}}",
  PartiesUnreached: "A delegation cannot be reached",
  ClearanceRequested: "Clearance requested",
  Resumed: "Consultation goes on{until, select, missing {} other { until {until}}}",
  RequestSubmitted:
    "Request{presidency, select, missing {} other { by the {presidency}}}{due, select, missing {} other {, needed by {due}}}",
  RequestAccepted: "Request accepted",
  RequestDeclined: "Request declined",
  RequestDelivered: "Request delivered",
  RequestWithdrawn: "Request withdrawn",
  RequestEnded: "Request ended",
  AddressFailed: "Letters no longer reach {recipient, select, missing {an address} other {{recipient}}}",
  PersonUpdated: "Your address in the work plan has changed",
  WebhookDisabled: "Webhook switched off",
  invitation: "You have been entered in a work plan",
  PlanAdopted: "The work plan has been adopted",
} satisfies Record<SubjectName | DueTime, string>
