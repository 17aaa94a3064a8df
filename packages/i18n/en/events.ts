/**
 * What each event says of its actor, in the past tense: "{actor} opened a consultation". What time decides has no actor and
 * is a clause of its own: SilencePassed, KeyExpired, NoticeReleased. Every argument may be missing.
 */
export const events = {
  ActivityPlanned: "planned the activity",
  ActivityAmended: "amended the activity",
  FoundFeasible: "found the activity feasible",
  FoundNotFeasible: "found the activity not feasible",
  PlaceholderExpanded:
    "expanded the item into {children, select, missing {activities} other {{children, plural, one {# activity} other {# activities}}}}",
  PlaceholderConcluded: "concluded the item: the last of its activities has ended",
  PlaceholderDropped: "dropped the item: none of its activities has ended well",
  ConsultationOpened:
    "opened a consultation{invited, select, missing {} other { of {invited, plural, one {# party} other {# parties}}}}{closes, select, missing {} other {, until {closes}}}{chathamHouse, select, true {, under the Chatham House Rule} other {}}",
  InputRecorded: "gave input{late, select, true { after the closing time} other {}}",
  PartiesUnreached:
    "noted that no letter can reach {parties, select, missing {a party that is asked} other {{parties, plural, one {# party that is asked} other {# parties that are asked}}}}",
  ConsultationClosed:
    "closed the consultation with a summary{early, select, true {, before the hour that was announced} other {}}",
  ConsultationWaived: "waived consultation",
  DraftingStarted: "began drafting",
  DraftAdded: "added {draft, select, missing {a draft} other {draft {draft}}}",
  VersionAdded:
    "added {translation, select, true {a translation} other {an authentic version}} of {draft, select, missing {a draft} other {draft {draft}}}{language, select, missing {} other { ({language})}}",
  AnnexAdded:
    "added {annex, select, missing {an annex} other {annex {annex}}} to {draft, select, missing {the draft} other {draft {draft}}}{title, select, missing {} other {: {title}}}",
  PaperSubmitted:
    "submitted {paper, select, missing {a working paper} other {working paper {paper}}}{title, select, missing {} other {: {title}}}{symbol, select, missing {} other { ({symbol})}}{supersedes, select, missing {} other {, in the place of paper {supersedes}}}",
  CheckRecorded:
    "recorded {of, select, missing {a check} partner {that a partner was invited} consent {consent to reopening the text} other {the check “{of}”}}{option, select, missing {} other {: {option}}}{waived, select, true { as waived} other {}}",
  DraftCleared: "cleared the draft",
  ValueConfirmed:
    "confirmed {field, select, path {the path to agreement} outputs {what it contributes to} missing {a value that was inferred} other {“{field}”, which was inferred}}{value, select, missing {} other {: {value}}}",
  ConsultationExtended: "extended the consultation{closes, select, missing {} other { until {closes}}}",
  StepRecorded:
    "recorded the step{step, select, missing {} other { “{step}”}}{party, select, missing {} other { for {party}}}",
  StepTaken:
    "took the step{step, select, missing {} other { “{step}”}}{meeting, select, missing {} other { at {meeting}}}{decision, select, missing {} other {: {decision}}}{draft, select, missing {} other {, with the text as amended at the meeting (draft {draft})}}",
  NotAdopted: "recorded that the text was not adopted{meeting, select, missing {} other { at {meeting}}}",
  StepPassed: "silence ended without being broken",
  SilenceEndClosed:
    "noted that the silence procedure ends on a day that has become closed{day, select, missing {} other {, {day}}}",
  MoreTimeRequested: "asked for more time{until, select, missing {} other {, until {until}}}",
  MoreTimeDeclined: "declined to give more time",
  CommentMade:
    "{as, select, reservation {stated a reservation} explanation {gave an explanation of position} dissociation {dissociated itself from the text} other {commented}}",
  Agreed:
    "{issued, select, true {issued the text} other {recorded agreement}}{meeting, select, missing {} other { at {meeting}}}{decision, select, missing {} other {: {decision}}}{draft, select, missing {} other {, with the text as amended at the meeting (draft {draft})}}",
  ClearanceRequested: "requested clearance of the draft",
  SilenceOpened:
    "circulated {draft, select, missing {the draft} other {draft {draft}}} under a silence procedure{until, select, missing {} other { until {until}}}",
  SilenceExtended: "extended the silence procedure{until, select, missing {} other { until {until}}}",
  SilenceVoided: "voided the silence procedure",
  SilenceBroken: "broke silence",
  SilencePassed: "silence ended without objection and the draft is agreed",
  ObjectionRaised: "raised {objection, select, missing {an objection} other {objection {objection}}}",
  LateObjectionRecorded: "objected after the deadline, without effect on the outcome",
  ObjectionWithdrawn: "withdrew {objection, select, missing {an objection} other {objection {objection}}}",
  ObjectionResolved:
    "resolved {objection, select, missing {an objection} other {objection {objection}}}{how, select, missing {} other {: {how}}}",
  SupportGiven: "expressed support for the draft",
  CorrigendumIssued:
    "issued {corrigendum, select, missing {a corrigendum} other {corrigendum {corrigendum}}} to {draft, select, missing {the agreed text} other {draft {draft}}}{language, select, missing {} other { ({language})}}{symbol, select, missing {} other {: {symbol}}}",
  ReturnedToConsultation: "returned the text to consultation",
  Reopened: "reopened the agreed text",
  ProgressReported: "reported progress{period, select, missing {} other { for {period}}}",
  Concluded: "concluded the activity",
  MilestoneReached: "recorded a milestone{milestone, select, missing {} other {: {milestone}}}",
  DueSet: "set the due date{due, select, missing {} other {: {due}}}",
  DueRecorded:
    "adjusted the due date{due, select, missing {} other { to {due}}}{meeting, select, missing {} other {, which hangs on the date of {meeting}}}{item, select, missing {} other {, which counts from {item}}}{because, select, missing {} other {: {because}}}",
  OwnerAssigned: "assigned responsibility{owner, select, missing {} other { to {owner}}}",
  Linked:
    "{relation, select, feeds {recorded what this feeds into} dependsOn {recorded what this depends on} waitsFor {recorded what this waits for} partOf {recorded what this is part of} other {recorded a related item}}{target, select, missing {} other {: {target}}}{expected, select, missing {} other {, expected {expected}}}",
  WaitEnded: "ended the wait{target, select, missing {} other { for {target}}}",
  WaitResumed: "waits again{target, select, missing {} other { for {target}}}",
  WaitPassed: "waits for what took the place{target, select, missing {} other { of {target}}}",
  ExpectedLater:
    "said that what is waited for comes later{target, select, missing {} other {: {target}}}{expected, select, missing {} other {, expected {expected}}}",
  Unlinked: "removed a link{target, select, missing {} other {: {target}}}",
  Deferred: "deferred the activity",
  Resumed: "resumed the activity",
  Cancelled: "cancelled the activity",
  Superseded: "declared the activity superseded",
  OutcomeRetracted: "retracted the agreement by silence, an objection having been received in time",
  OutcomeQualified: "added to the outcome of the silence an objection that had been received in time",
  StepsRetracted:
    "took back what followed from the silence{from, select, missing {} other {, from step {from} on}}, an objection having been received in time",
  TextRedacted: "redacted a text",

  OutputPromised: "promised the output",
  OutputAmended: "amended the output",
  EvidenceLinked: "linked evidence{source, select, missing {} other {: {source}}}",
  EvidenceUnlinked: "removed evidence{source, select, missing {} other {: {source}}}",
  EvidenceSuspended:
    "set evidence aside{source, select, missing {} other {: {source}}}{until, select, missing {} other {, until {until} is agreed}}",
  IndicatorReported: "reported the current value of an indicator{current, select, missing {} other {: {current}}}",
  IndicatorFellShort:
    "reported the current value of an indicator{current, select, missing {} other {: {current}}}, which falls short of its target",
  Assessed: "assessed a deliverable: met",
  FoundWanting: "assessed a deliverable: not met",
  Fulfilled: "declared the output fulfilled",
  NotPursued: "decided not to pursue the output",
  CarriedOver: "carried it over{to, select, missing {} other { to {to}}}",

  PlanProposed: "proposed the work plan",
  PlanImported:
    "imported the work plan{activities, select, missing {} other {: {activities, plural, one {# activity} other {# activities}}}}{outputs, select, missing {} other {, {outputs, plural, one {# output} other {# outputs}}}}",
  PlanAdopted: "adopted the work plan",
  AmendmentProposed:
    "proposed amendment no. {amendment, select, missing {unknown} other {{amendment}}} to the work plan{changes, select, missing {} other {, with {changes, plural, one {# change} other {# changes}}}}",
  AmendmentCarriedOut:
    "carried out amendment no. {amendment, select, missing {unknown} other {{amendment}}}{refused, select, missing {} other {; {refused, plural, one {# change was} other {# changes were}} refused, as the work had moved on}}",
  AmendmentDropped: "noted that amendment no. {amendment, select, missing {unknown} other {{amendment}}} is not made",
  PlanAmended: "amended the work plan",
  WordingRecorded: "recorded what its document says",
  MeetingAdded:
    "added a meeting{title, select, missing {} other {: {title}}}{from, select, missing {} other {, from {from}}}{to, select, missing {} other { to {to}}}",
  MeetingMoved:
    "moved {meeting, select, missing {a meeting} other {the meeting “{meeting}”}}{from, select, missing {} other { to begin on {from}}}{to, select, missing {} other { and end on {to}}}",
  MandateGranted:
    "granted a mandate{person, select, missing {} other { to {person}}}{office, select, missing {} other { ({office})}}{from, select, missing {} other { from {from}}}",
  MandateEnded:
    "ended a mandate{person, select, missing {} other { of {person}}}{office, select, missing {} other { ({office})}}{on, select, missing {} other { on {on}}}",
  PersonAdded: "added {person, select, missing {a person} other {{person}}} to the plan",
  PersonUpdated: "updated the entry of {person, select, missing {a person} other {{person}}}",
  AddressFailed:
    "noted that mail to {person, select, missing {a person} other {{person}}} comes back{why, select, missing {} other { ({why})}}",
  PersonEnded: "ended all mandates of {person, select, missing {a person} other {{person}}}",
  NamesKeyed: "made the key under which names that would tell a person are hidden",
  KeyIssued:
    "noted a key{label, select, missing {} other { “{label}”}}{office, select, missing {} other { ({office})}}{person, select, missing {} other {, made by {person}}}",
  KeyWithdrawn:
    "noted that a key{label, select, missing {} other { “{label}”}} was revoked{person, select, missing {} other { by {person}}}",
  CycleClosed: "closed the cycle",

  RequestSubmitted:
    "submitted a request{title, select, missing {} other {: {title}}}{neededBy, select, missing {} other {, needed by {neededBy}}}",
  RequestAccepted: "accepted the request{code, select, missing {} other { as activity {code}}}",
  RequestDeclined: "declined the request",
  RequestDelivered: "delivered{what, select, missing { what was requested} other {: {what}}}",
  DeliveryAcknowledged: "acknowledged the delivery",
  RequestWithdrawn: "withdrew the request",
  RequestEnded:
    "ended the request: its activity {ended, select, notPursued {is not pursued} superseded {was superseded} carriedOver {was carried over} other {was cancelled}}",

  NoticeQueued: "queued a notice{recipient, select, missing {} other { to {recipient}}}",
  NoticeClaimed: "took the notice up for sending",
  NoticeReleased: "the notice was not sent in the time taken for it and is free to be sent again",
  NoticeReturned: "noted that the notice came back{why, select, missing {} other { ({why})}}",
  LinksEnded: "ended the links in the letter",
  NoticeSent: "sent the notice",
  NoticeFailed: "failed to send the notice{why, select, missing {} other {: {why}}}",
  NoticeSuppressed: "suppressed the notice{why, select, missing {} other {: {why}}}",
  NoticeCancelled: "cancelled the notice{why, select, missing {} other {: {why}}}",

  KeyAdded: "added a key{label, select, missing {} other {: {label}}}",
  KeyRevoked: "revoked the key",
  FeedAdded: "asked for a calendar feed",
  FeedRevoked: "revoked the calendar feed",
  KeyExpired: "the key expired",

  CodeAsked: "asked for a code to sign in",
  LinkMade: "made a link to sign in",
  CodeSent: "sent the code",
  CodeRefused: "typed a wrong code",
  CodeSpent: "used up the code by wrong ones",
  CodeExpired: "the code expired",
  SignedIn: "signed in",
  Admitted: "was let in without a code",
  SignedOut: "signed out",
  SignedOutEverywhere: "signed out everywhere",
  AddressNamed: "named the address of an account at the issuer",
  IdentityTied: "tied an account at the issuer",
  IdentityUntied: "untied an account at the issuer",

  WebhookRegistered:
    "registered a webhook{label, select, missing {} other {: {label}}}{url, select, missing {} other { ({url})}}",
  WebhookChanged: "changed the webhook",
  SecretRotated: "replaced the webhook’s secret",
  WebhookDisabled: "switched the webhook off{why, select, missing {} other {: {why}}}",
  WebhookEnabled: "switched the webhook on again",
  WebhookRemoved: "removed the webhook",

  DeliveryQueued: "queued a call of a webhook{about, select, missing {} other { with {about}}}",
  DeliverySucceeded: "called the webhook{said, select, missing {} other { (answer {said})}}",
  DeliveryFailed: "called the webhook in vain{said, select, missing {} other {: {said}}}",
  DeliveryGivenUp: "gave up calling the webhook{said, select, missing {} other {: {said}}}",
  RedeliveryAsked: "asked that the webhook be called with it once more",

  ImportRequested: "sent a plan file to be imported",
  ImportContinued: "went on with the import{done, select, missing {} other { ({done} of {of} done)}}",
  ImportFinished: "finished the import of the plan file",
  ImportRefused: "ended the import of the plan file: a rule refused it",
}
