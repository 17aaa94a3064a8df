import type {
  LeadKey,
  MoreKey,
  ReasonKey,
  SubjectKey,
  WhyKey,
} from "@demarche/workplan/notifications/notificationKinds"
import type { DueTime } from "@demarche/workplan/notifications/notificationRule"
import { communication } from "./communication.ts"
import { digest } from "./digest.ts"

type SubjectName = SubjectKey extends infer Key ? (Key extends `letters.what.${infer Name}` ? Name : never) : never

/**
 * What letters say, keyed by the table of notifications. `what` names a notification, for a subject, a heading or a line
 * of a digest; `lead` is the first sentence; `more` follows it; `why` closes: why the reader receives the letter.
 */
export const letters = {
  greeting: "Dear {name, select, missing {colleague} other {{name}}},",
  salutation: "{salutation, select, missing {Dear colleague} other {{salutation}}},",
  subject: "{what}: {title}{code, select, missing {} other { ({code})}}",
  line: "{what}{moved, select, missing {} other { ({moved})}}{owner, select, missing {} other {, {owner}}}:",
  moved:
    "until now {before, select, missing {without a date} other {{before}}}{meeting, select, missing {} other {; it hangs on the date of {meeting}}}{after, select, missing {} other {; it counts from {after}}}{reason, select, missing {} other {; reason: {reason}}}",

  what: {
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
  } satisfies Record<SubjectName | DueTime, string>,

  lead: {
    before:
      "{kind, select, output {This output} request {This request} plan {This plan} other {This activity}} is due{when, select, missing { soon} other { {when}}}{days, select, missing {} other {, in {days, plural, one {# day} other {# days}}}}.",
    on: "{kind, select, output {This output} request {This request} plan {This plan} other {This activity}} is due today{precision, select, year {, the last day of the year} halfYear {, the last day of the half-year} quarter {, the last day of the quarter} month {, the last day of the month} late {, the last day of the month} other {}}.",
    overdue:
      "{kind, select, output {This output} request {This request} plan {This plan} other {This activity}} is overdue{days, select, missing {} other { by {days, plural, one {# day} other {# days}}}}: the record does not show it as done.",
    SilenceOpened:
      "{draft, select, missing {A draft} other {Draft {draft}}} is being circulated under a silence procedure{until, select, missing {} other { until {until}}}.",
    silenceCloses:
      "{hours, select, missing {Little time remains} other {Less than {hours} hours remain}}: the silence procedure on {draft, select, missing {the draft} other {draft {draft}}} ends{until, select, missing { soon} other { on {until}}}. Your delegation has not yet made its position known.",
    SilenceExtended:
      "The silence procedure on {draft, select, missing {the draft} other {draft {draft}}} has been extended{before, select, missing {} other { from {before}}}{until, select, missing {} other { and now runs until {until}}}.",
    SilenceVoided:
      "The silence procedure on {draft, select, missing {the draft} other {draft {draft}}} has been ended before its deadline. The draft is not adopted by it, and no response is required any more.",
    SilenceBroken:
      "The silence procedure on {draft, select, missing {the draft} other {draft {draft}}} has been broken by an objection{by, select, missing {} other { on behalf of {by}}}. The draft is not adopted; any revised text would be circulated under a new procedure.",
    SilencePassed:
      "The silence procedure on {draft, select, missing {the draft} other {draft {draft}}} ended{until, select, missing {} other { on {until},}} without objection: the draft is adopted as of that moment.",
    Agreed:
      "{draft, select, missing {The text} other {Draft {draft}}} has been {issued, select, true {issued} other {agreed}}.",
    OutcomeRetracted:
      "It was announced that the silence procedure on {draft, select, missing {the draft} other {draft {draft}}} had ended without objection and that the draft was adopted. An objection{by, select, missing {} other { on behalf of {by}}} had in fact been received before the deadline{until, select, missing {} other {, {until}}}, and was recorded after it.",
    StepsRetracted:
      "An objection{by, select, missing {} other { on behalf of {by}}} to {draft, select, missing {the draft} other {draft {draft}}} had been received before the end of the silence procedure{until, select, missing {} other {, {until}}}, and was recorded after it.",
    CorrigendumIssued:
      "{number, select, missing {A corrigendum} other {Corrigendum {number}}} to {draft, select, missing {the text} other {draft {draft}}}{language, select, missing {} other {, in its {language} version,}} has been issued.",
    ConsultationClosed: "The consultation has been closed with a summary: it is now for you to take the work forward.",
    StepPassed:
      "The silence procedure on {draft, select, missing {the draft} other {draft {draft}}} has ended without being broken.",
    StepTaken: "A step of the path{draft, select, missing {} other { of draft {draft}}} has been taken.",
    DraftCleared: "{draft, select, missing {The draft} other {Draft {draft}}} has been cleared.",
    NotAdopted:
      "{draft, select, missing {The text} other {Draft {draft}}} was not adopted at the meeting: it is now for you to take the work forward.",
    turnVoided:
      "The silence procedure on {draft, select, missing {the draft} other {draft {draft}}} has been ended before its deadline: it is now for you to take the work forward.",
    DraftAdded:
      "{draft, select, missing {A new draft} other {Draft {draft}}} takes the place of one on which a step had been begun: it is now for you to take the work forward.",
    ReturnedToConsultation: "This activity has returned to consultation: it is now for you to take the work forward.",
    OwnerAssigned:
      "You have been made responsible for {kind, select, output {this output} other {this activity}}, in person or by your office.",
    ObjectionRaised:
      "An objection{by, select, missing {} other { on behalf of {by}}} to {draft, select, missing {the draft} other {draft {draft}}} is on the record, and is to be answered.",
    ObjectionWithdrawn:
      "An objection to {draft, select, missing {the draft} other {draft {draft}}} has been withdrawn.",
    ObjectionResolved: "An objection to {draft, select, missing {the draft} other {draft {draft}}} has been resolved.",
    SilenceEndClosed:
      "The silence procedure on {draft, select, missing {the draft} other {draft {draft}}} ends{until, select, missing {} other { on {until}}}, a day that has since become closed. Its deadline stands: you may extend it.",
    MoreTimeRequested:
      "More time for an answer is requested{by, select, missing {} other { on behalf of {by}}}. You may extend the deadline, or decline and give the reason, on the page of this activity.{runsUntil, select, missing {} other { Until then the silence procedure runs on, and ends on {runsUntil}.}}",
    receipt:
      "{does, select, support {Support for the text} object {An objection} comment {A comment} recordInput {Input to the consultation} requestMoreTime {A request for more time} other {An answer}} has been recorded{by, select, missing {} other { for {by}}}, by a link in a letter to {recipient, select, missing {a colleague} other {{recipient}}}.{late, select, true { It arrived after the deadline: it is kept on the record as late{does, select, object {, and does not change the outcome} other {}}.} other {}}",
    Reopened: "What was agreed has been reopened: it is now for you to take the work forward.",
    turnWaits: "This activity waits for what is to come from you, in person or by your office.",
    turnWaitEnded: "What this activity waited for has come or has ended: it is now for you to take the work forward.",
    turnWaitPassed:
      "The day until which this activity was to wait has passed: it is now for you to take the work forward.",
    checksAwaited:
      "{draft, select, missing {A draft} other {Draft {draft}}} awaits {advice, select, true {{signOff, select, true {advice and a sign-off} other {advice}}} other {a sign-off}} before the next step can be taken.",
    turnDeferred: "This activity has been deferred: nothing is asked of you until it goes on.",
    turnResumed: "This activity goes on, and with it what is asked of you.",
    turnCancelled: "This activity has been cancelled: nothing is asked of you any more.",
    turnSuperseded: "This activity has been superseded by another: nothing is asked of you here any more.",
    CommentMade: "A comment on this activity is on the record.",
    Fulfilled: "This output has been declared fulfilled.",
    ConsultationOpened:
      "A consultation{round, select, missing {} 1 {} other { (round {round})}} is open{until, select, missing {} other { until {until}}}. Your delegation is invited to give its input by then.",
    consultationCloses:
      "The consultation{round, select, missing {} 1 {} other { (round {round})}} closes{until, select, missing { soon} other { on {until}}}. Your delegation has not yet given its input.",
    ConsultationExtended:
      "The consultation{round, select, missing {} 1 {} other { (round {round})}} has been extended{before, select, missing {} other { from {before}}}{until, select, missing {} other { and now closes on {until}}}. Your delegation is invited to give its input by then; what it has given stands.",
    closedEarly:
      "The consultation{round, select, missing {} 1 {} other { (round {round})}} to which your delegation is invited has been closed before the hour that was announced. Your delegation had not given its input.",
    PartiesUnreached: "An answer is asked of a delegation that no letter can reach.",
    ClearanceRequested:
      "{draft, select, missing {A draft} other {Draft {draft}}} awaits clearance{office, select, missing {} other { by the {office}}}{advice, select, true {{signOff, select, true {,} other { and}} advice} other {}}{signOff, select, true { and a sign-off} other {}} before it can be circulated or agreed. Please record it, or your comments, on the page of this activity.",
    Cancelled: "This activity has been cancelled. The consultation to which your delegation is invited ends with it.",
    Superseded:
      "This activity has been superseded by another. The consultation to which your delegation is invited ends with it.",
    Deferred:
      "This activity has been deferred. No input to the consultation is taken meanwhile; you will be told if it goes on.",
    Resumed:
      "This activity goes on, and with it the consultation{round, select, missing {} 1 {} other { (round {round})}}{until, select, missing {} other { until {until}}}.",
    RequestSubmitted:
      "A request has been submitted{due, select, missing {} other {, needed by {due}}}. It is for you to accept or to decline it.",
    RequestAccepted:
      "Your request has been accepted{activity, select, missing {} other {: it becomes activity {activity}, in addition to those of the plan as adopted}}.",
    RequestDeclined: "Your request has been declined.",
    RequestDelivered: "The document requested has been delivered{delivery, select, missing {} other {: {delivery}}}.",
    RequestWithdrawn:
      "This request has been withdrawn{activity, select, missing {} other {, and activity {activity} is cancelled with it}}.",
    RequestEnded:
      "Nothing will be delivered on this request: the activity that it became {ended, select, notPursued {is not pursued} superseded {has been superseded by another} carriedOver {has been carried over to the following cycle} other {has been cancelled}}.",
    CarriedOver:
      "This activity has been carried over to the following cycle. The consultation to which your delegation is invited ends with the present one.",
    AddressFailed:
      "A letter to {recipient, select, missing {a person of this plan} other {{recipient}}} was permanently refused by the receiving server. No letter goes to this address any more.",
    PersonUpdated: "Letters to you under this work plan now come to this address.",
    formerAddress:
      "Letters to you under this work plan no longer come to this address: the address that the plan holds for you has been changed.",
    PersonAdded:
      "You have been entered in this work plan{inviter, select, missing {} other { by the {inviter}}}{mandates, select, missing {} other {, as {mandates}}}.",
    PlanAdopted:
      "This work plan has been adopted, and you hold an office under it{mandates, select, missing {} other {: {mandates}}}.",
    WebhookDisabled: "A webhook of this plan is no longer called: its receiver did not take what it was told.",
  } satisfies Record<LeadKey, string>,

  more: {
    due: "Once it is done, record this on its page, and the reminders end. If the date cannot be kept, record a new one there with the reason.",
    moved:
      "The due date has been changed: the date given here now applies{moved, select, missing {} other { ({moved})}}.",
    placeholder:
      "It holds a place for actions yet to be identified and is still empty: expand it into the activities identified, or record that it is not pursued.",
    silence:
      "{follows, select, true {If no objection is received before the deadline, this step is passed, and others follow before the draft is adopted.} other {If no objection is received before the deadline, the draft will be considered adopted.}} An objection received at the deadline or after it will be kept on the record, but will not change the outcome.",
    nextStep:
      "The next step is{step, select, missing { to come} other { “{step}”}}{taker, select, missing {} other { ({taker})}}.",
    objectionsOpen: "Objections to the text are open: they are to be answered first.",
    answer: "To answer, follow a link below. No response is required from delegations that can agree.",
    statements:
      "{by, select, missing {A delegation} other {{by}}} {as, select, reservation {made a reservation} explanation {gave an explanation of position} other {dissociated itself from the text}}{words, select, missing {.} other {: {words}}}",
    SilenceVoided:
      "Answers given so far stay on the record. A new silence procedure would be announced by its own letter.",
    SilencePassed:
      "Should an objection come to light that was received in time, the outcome will be corrected and you will be told.",
    OutcomeRetracted:
      "The adoption is therefore withdrawn: the silence procedure is broken, and the draft is not adopted; any revised text would be circulated under a new procedure. Both facts stay on the record, the outcome as announced and its correction.",
    StepsRetracted:
      "The silence procedure stands as ended. What was done after it on the footing that no objection was open is undone, and the adoption with it, until the objection is withdrawn or resolved. Both facts stay on the record.",
    attribution:
      "{attribution, select, chathamHouse {The Chatham House Rule applies: your input is not attributed to your delegation; it is known to be yours by these offices alone: {offices, select, missing {those that run the plan} other {{offices}}}.} other {Your input is attributed to your delegation.}} {readership, select, coordinators {It will be read by nobody but these offices: {offices, select, missing {those that run the plan} other {{offices}}}.} invited {It will be read by all who are invited, and by these offices: {offices, select, missing {those that run the plan} other {{offices}}}.} public {It will be public.} other {It will be read by the committee, and will not be public.}}",
    closedEarly: "Input that is still received is kept on the record as late.",
    CorrigendumIssued:
      "It puts right an error and changes nothing of substance: what was agreed stays as it is, and both texts are shown together. No response is required.",
    consultation:
      "Input received at the closing time or after it is recorded as late. No response is required from delegations that have nothing to add.",
    unreached:
      "No letter could reach {unreached, select, missing {some of the parties that are asked} other {{unreached}}}: nobody who may answer there has a mandate and a working address.",
    PartiesUnreached:
      "Please enter a person who may answer, or the right address, and consider more time: {round, select, missing {{runsUntil, select, missing {} other {the silence procedure ends on {runsUntil}, and }}silence counts as consent although the delegation has not heard of it} other {the consultation closes without the delegation having heard of it}}.",
    endLinks:
      "If this was not you, or not said in your name: end this letter’s links by the link below, and tell the {secretariat, select, missing {secretariat} other {{secretariat}}}.",
    RequestDelivered: "Please acknowledge the delivery on the page of the request.",
    AddressFailed: "Please establish the right address and enter it in the plan; letters will then be sent again.",
    PersonUpdated:
      "A letter has also gone to your former address. If you did not ask for the change, tell the {secretariat, select, missing {secretariat} other {{secretariat}}}.",
    formerAddress:
      "If you did not ask for the change, tell the {secretariat, select, missing {secretariat} other {{secretariat}}} at once: whoever receives letters meant for you can answer by their links in your name.",
    WebhookDisabled:
      "Once its receiver answers again, switch the webhook on. It is not told later of what is recorded in the meantime; its receiver can read that in the record of the plan.",
    invitation:
      "Sign in with the address to which this letter came: a code is sent to it each time, and there is no password. What is asked of you under the plan, and what is decided, comes to this address by letter; your own page shows which letters these are. If you have a question, or should not have received this letter, please tell the {secretariat, select, missing {secretariat} other {{secretariat}}}.",
    deputy: "This letter comes to you as deputy of {name, select, missing {a colleague} other {{name}}}, who is away.",
  } satisfies Record<MoreKey | "moved" | "placeholder" | "deputy", string>,

  labels: {
    item: "{kind, select, output {Output:} request {Request:} plan {Plan:} webhook {Webhook:} other {Activity:}}",
    symbol: "Symbol:",
    question: "Question:",
    state: "State:",
    due: "Due:",
    deadline: "Deadline:",
    closes: "Closing time:",
    owner: "Responsible:",
    paragraphs: "Paragraphs:",
    reason: "Reason:",
    refusal: "The server’s answer:",
    version: "Number on the record:",
    hash: "Hash:",
    communication: "Communicated by:",
  } satisfies Record<ReasonKey, string> & Record<string, string>,

  communication,

  links: {
    page: "{kind, select, output {Open the page of this output} request {Open the page of this request} plan {Open the work plan} webhook {Open the work plan} other {Open the page of this activity}}",
    text: "Read {draft, select, missing {the draft} other {draft {draft}}}",
    annex: "Read the text that it is about",
    endLinks: "End this letter’s links",
    signIn: "Sign in",
    home: "Open the work plan",
    unsubscribe: "Stop these letters",
  },

  why: {
    due: "You receive this letter because you are responsible for this work, in person or by your office.",
    escalated:
      "You receive this letter because the due date has passed, and what remains overdue is brought to the attention of your office.",
    silence:
      "You receive this letter because silence procedures and decisions under this work plan are communicated to you. These communications will always be sent to you.",
    consultation: "You receive this letter because your delegation is invited to this consultation.",
    unreached: "You receive this letter because your office sees to it that those who are asked hear of it.",
    clearance: "You receive this letter because your office is asked for its clearance or its advice.",
    checks: "You receive this letter because your office is asked for its advice or its sign-off.",
    turn: "You receive this letter because you are responsible for this work, in person or by your office.",
    nextStep: "You receive this letter because this work, or its next step, is for you, in person or by your office.",
    silenceEnd:
      "You receive this letter because this work, or its next step, is for you, or because your office hears of the end of every silence procedure.",
    receipt:
      "You receive this letter because something was recorded in the name of your delegation, or in yours, by a link in a letter. These receipts will always be sent to you.",
    request: "You receive this letter because requests under this work plan concern your office.",
    address: "You receive this letter because your office keeps the addresses of this work plan.",
    ownAddress:
      "You receive this letter because you hold an office under this work plan, and letters about your own address will always be sent to you.",
    webhook: "You receive this letter because your office keeps the webhooks of this work plan.",
    invitation: "You receive this letter because you hold an office under this work plan. It is sent once.",
    digest: "You receive this letter because these matters concern you, or the office that you hold.",
    stop: "You may stop letters of this kind. Letters on silence procedures and decisions continue.",
  } satisfies Record<WhyKey | "escalated" | "digest" | "stop", string>,

  digest,
}
