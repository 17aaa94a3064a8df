/** One sentence per rule code: what the rule requires and what to do about it. */
export const rules = {
  NOT_NOW: "This is not possible in the present state.",
  HAPPENED_TOO_EARLY: "The record already tells of something later: give a date no earlier than its last entry.",
  NOT_AN_OUTCOME:
    "Only what time has decided, such as the end of a silence procedure, can be corrected: name that outcome.",
  CORRECTION_TOO_LATE:
    "Later decisions rest on this outcome, so that it can no longer be corrected: reopen the activity instead.",
  STALE: "This has changed since you saw it: look at the current version, then decide again.",

  OFFICE:
    "Your office may not do this, or your mandate does not cover the date of the act. Only the ISU and the coordinators record on behalf of another party, or as received earlier.",
  REASON: "This decision needs a reason: state it in a sentence, as it is to stand in the record.",
  MANDATE: "This decision needs a mandate: cite the decision or the meeting that it rests on.",

  NOT_FEASIBLE_YET: "The plan foresees this “where feasible”: record first whether it is feasible.",
  PLACEHOLDER_EMPTY:
    "This item holds a place for actions yet to be identified: expand it first into the activities identified.",
  ONGOING_ONLY: "Only an ongoing activity reports progress by quarter and is concluded at the end of the cycle.",
  NOT_FOR_ONGOING:
    "An ongoing activity is not drafted: report its progress each quarter and conclude it at the end of the cycle.",
  EVENT_ONLY: "Only an event, or support to one, has milestones: this activity is of another kind.",
  PLACEHOLDER_ONLY: "Only an item that holds a place for actions yet to be identified is expanded into activities.",
  CONDITIONAL_ONLY: "Feasibility is decided only where the plan makes the activity conditional (“where feasible”).",

  CONSULTATION_MISSING:
    "Drafting begins once a consultation has been closed with a summary: close one, or waive consultation and give the reason.",
  PARTY_UNKNOWN: "The plan names no such party: invite parties and bodies that it names.",
  CLOSES_IN_THE_PAST: "A consultation closes after it has opened: choose a later closing time.",
  ROUND_UNKNOWN: "No consultation with this number is open: choose one that is, or open a new one.",
  NOT_INVITED:
    "Input comes from the parties invited to this consultation: ask the coordinators to invite yours, or name the invited party on whose behalf you act.",

  DRAFT_MISSING: "There is no draft yet: add one before requesting clearance.",
  REQUIRED_PARTNERS:
    "The plan names partners for this activity: invite each of them, or record that they were invited, before requesting clearance.",
  CONTENT_COVERAGE: "The plan lists points that the text must cover: tick each of them before requesting clearance.",
  POINT_UNKNOWN: "The plan lists no such point: tick only those that the text must cover.",
  CHECK_OFFICE:
    "Gender advice comes from the gender focal point, or is waived; the gender focal point records that advice and the gender marker only.",
  CONSENT_ONLY: "Once a text is agreed, the only check still recorded is a coordinator’s consent to reopen it.",
  CONSTRAINT_UNSIGNED:
    "The plan sets a constraint on this text: a coordinator and the ISU must each sign it off for the present draft.",
  HORIZONTAL_CHECKS:
    "Before circulation or agreement, set the gender marker (principal, significant or none), obtain the gender focal point’s advice or waive it, and link the text to the Lausanne Action Plan or state that no action applies.",

  SILENCE_TOO_SHORT:
    "A silence procedure runs at least 72 hours and, for the committee, three working days, and ends on a working day between 09:00 and 18:00 in the plan’s zone.",
  NO_ADDRESSEES:
    "A silence procedure addresses the members of the Coordination Committee; the plan names none. Amend the plan first.",
  NOT_LATER: "An extension ends later than the present deadline: choose a later one.",
  ADDRESSEE:
    "Only the parties addressed when the silence procedure opened may object or express support; others may comment.",
  CONFIRM_VOID:
    "A draft is under silence, and a new one voids the procedure: confirm this and give the reason, or await the outcome.",
  SILENCE_RUNNING: "A silence procedure is under way: await its outcome, or void it first and give the reason.",
  OPEN_OBJECTION: "An objection is still open: resolve it, or await its withdrawal by the party that made it.",
  OBJECTION_UNKNOWN: "No objection with this number is open: it may have been resolved or withdrawn already.",
  NOT_YOUR_OBJECTION: "Only the party that made an objection may withdraw it.",

  NOT_READY:
    "A text is agreed only once cleared, and an event only once held: request clearance, or record the milestone “held”.",
  APPROVAL:
    "The approval policy is not met: circulate the draft where the committee agrees by silence, or have the ISU clear it where the policy asks for ISU clearance.",
  MEETING_UNCITED:
    "This text is approved at a meeting: cite the meeting of the Coordination Committee or of the States parties that approved it.",
  REOPEN_AUTHORITY:
    "What is agreed is reopened by the Presidency, or by a coordinator once another party’s coordinator has recorded consent.",
  NOT_IN_TIME: "Only an objection received before the deadline changes the outcome: state when it was received.",
  RECEIVED_IN_TIME:
    "This came in time and is not late. Where the silence has ended in agreement, a coordinator or the ISU enters it by “Correct the outcome”; elsewhere no silence is left for it to break: make it a comment.",
  NO_OUTCOME: "There is no outcome to correct: this was not agreed by silence.",
  NOT_THE_OUTCOME: "A correction names the outcome that stands: give the version at which the silence procedure ended.",
  NOT_LINKED: "There is no such link to remove: it may have been removed already.",

  DELIVERABLE_UNKNOWN: "The output has no such deliverable: choose one that the plan names.",
  EVIDENCE_FULL: "This deliverable has all the evidence that the plan allows: remove some before linking more.",
  ALTERNATIVE_UNKNOWN: "The plan names no such alternative: choose one of those it offers.",
  EVIDENCE_MISSING:
    "An output is fulfilled once every deliverable is: link the agreed texts or the events held that it still lacks.",
  ASSESSMENT_MISSING: "A deliverable that is judged by assessment must be found met: record the assessment first.",
  ALTERNATIVE_UNCHOSEN:
    "The plan leaves a choice of form, such as a dialogue, side event or briefing: link the evidence under the one chosen.",

  MEETING_UNKNOWN: "The plan has no such meeting: choose one of its meetings, or add it first.",
  MEETING_EXISTS: "The plan already has a meeting with this name: move it, or choose another name.",
  MEETING_ENDS_FIRST: "A meeting cannot end before it begins: check its two dates.",
  PERSON_UNKNOWN: "The plan has no such person: choose one of its people, or add the person first.",
  PERSON_EXISTS: "The plan already has a person with this name: update that entry, or choose another name.",
  MANDATE_UNKNOWN: "This person does not hold that office for that party: choose a mandate that they hold.",

  EXPIRES_IN_THE_PAST: "This key would have expired already: choose a later instant, or none.",
  NOT_YOUR_FEED:
    "A calendar feed is its person’s own: only that person may ask for it anew, and revoke it, as may the ISU.",

  NOT_BEFORE: "This notice may not go out yet: wait until the time set for it.",

  REFERENCE_UNKNOWN:
    "The plan has nothing of this name that could stand here: name something it has, or say in words what lies outside it.",
  ITSELF: "An item does not lead to itself: name another one.",
  CIRCLE: "This would lead in a circle back to the item: leave out one of the links.",
  NOT_STANDING:
    "What takes an item’s place stands itself: this one was cancelled, not pursued or superseded. Name what took its place.",
  EVIDENCE_UNFIT:
    "Evidence is an activity that is agreed or concluded, an event that was held, or a document cited in words: this is none yet.",
  CODE_TAKEN: "The plan has something with this code, or it was given twice: choose another code.",
  MILESTONE_UNKNOWN: "The plan names no such milestone: choose one that it names, “prepared” or “held”.",
  NAME_KEY:
    "This is the hash of the key under which the plan’s names are made: it cannot be redacted, nor stand for a text.",
  TEXT_UNKNOWN: "The item has no such text, or it was redacted already: give the hash of a text that it has.",
  PERIOD_AHEAD: "This quarter has not begun: report it once it has.",
  MEETING_AHEAD: "This meeting has not begun: cite a decision that was taken, or wait for the meeting.",
  DATE_IMPLAUSIBLE: "A date lies, or leads, outside the years 1945 to 2100: check how it is written.",
  ADDRESS_MALFORMED: "This is no e-mail address: write it as name@domain, the name in plain Latin letters.",
  TEXT_INVISIBLE: "There is nothing to be seen in this text: write at least one visible character.",
  TEXT_CONTROLS:
    "This text has a control character, or changes the direction of writing without changing it back: take it out.",
  STATE_FULL:
    "Nothing more fits on this item: what room is left is for the answers and objections of others. Remove links, or go on with a new item.",
  PATH_RUNNING:
    "The text is on its way to being agreed: what is being agreed stays as it is until the end. Add a new draft, or return to consultation, to change it.",
  ROUND_OPEN: "A consultation is still open: close it with a summary before concluding.",
  DRAFT_REDACTED: "The text of this draft has been redacted: add a new draft first.",
  PLAN_NOT_ADOPTED: "The plan is not adopted yet: work on its items begins with its adoption.",
  PLAN_CLOSED:
    "The plan’s cycle is closed: its record is only corrected, redacted and acknowledged, and late objections are kept.",
  OPEN_ITEMS: "A silence procedure or a consultation still runs: let it end, or close it, before the cycle is closed.",
  ACTIVITY_OPEN: "The activity that this request became is not agreed yet: deliver once it is.",
}
