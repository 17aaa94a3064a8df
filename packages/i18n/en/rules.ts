/** One sentence per rule code: what the rule requires and what to do about it. */
export const rules = {
  NOT_NOW: "This is not possible in the present state.",
  HAPPENED_TOO_EARLY: "The record already tells of something later: give a date no earlier than its last entry.",
  NOT_AN_OUTCOME:
    "Only what time has decided, such as the end of a silence procedure, can be corrected: name that outcome.",
  CORRECTION_TOO_LATE:
    "Later decisions rest on this outcome, so that it can no longer be corrected: reopen the activity instead.",
  STALE: "This has changed since you saw it: look at the current version, then decide again.",

  REASON: "This decision needs a reason: state it in a sentence, as it is to stand in the record.",
  MANDATE: "This decision needs a mandate: cite the decision or the meeting that it rests on.",

  NOT_FEASIBLE_YET: "The plan foresees this “where feasible”: record first whether it is feasible.",
  PLACEHOLDER_EMPTY:
    "This item holds a place for actions yet to be identified: expand it first into the activities identified.",
  PLACEHOLDER_ONLY: "Only an item that holds a place for actions yet to be identified is expanded into activities.",
  CONDITIONAL_ONLY: "Feasibility is decided only where the plan makes the activity conditional (“where feasible”).",

  CONSULTATION_MISSING:
    "Drafting begins once a consultation has been closed with a summary: close one, or waive consultation and give the reason.",
  PARTY_UNKNOWN: "The plan names no such party: invite parties and bodies that it names.",
  CLOSES_IN_THE_PAST: "A consultation closes after it has opened: choose a later closing time.",
  ROUND_UNKNOWN: "No such consultation is there, or it is closed already: choose one that is open, or open a new one.",
  CLOSES_EARLY:
    "The hour announced for this consultation has not come: give the reason for closing it now, which those who have not answered are told.",
  NOT_INVITED:
    "Input comes from the parties invited to this consultation: ask the coordinators to invite yours, or name the invited party on whose behalf you act.",

  REPORTED_ONLY:
    "Only outreach, support and ongoing work report progress period by period: this activity is of another kind.",
  NOTHING_TO_DRAFT:
    "Only a document or an event is prepared this way, or what the plan puts on a path to agreement: report its progress, or conclude it.",
  EVENT_ONLY: "Only an event has milestones: this activity is of another kind.",
  CHECK_UNKNOWN: "The rules of procedure ask for no such check of this activity: choose one of its checks.",
  CHECK_VALUE:
    "This check asks for something else: an option of the marker, actions of the action plan, the text of the advice or the reason for waiving it, or points that the plan lists.",
  CHECK_OFFICE: "The rules of procedure give this check to another office: ask that office to record it.",
  CONSTRAINT_UNSIGNED:
    "The plan sets a constraint on this text: each office that the rules of procedure name must sign it off, for the present draft.",
  HORIZONTAL_CHECKS:
    "The rules of procedure ask for more before this step: record the checks that are still to be made.",
  CONTENT_COVERAGE: "The plan lists points that the text must cover: tick each of them first.",
  REQUIRED_PARTNERS:
    "The plan names partners for this activity: invite each of them, or record that they were invited, first.",
  DRAFT_MISSING: "There is no draft yet: add one first.",
  VERSION_MISSING:
    "The draft is not there yet in every language that is asked for before this step: add the versions that it lacks.",
  DRAFT_LANGUAGE: "This is the language of the draft itself: to change its text, add a new draft.",
  AUTHENTIC_FIXED:
    "An authentic version is fixed once a step of the path is begun, and once there is a newer draft: to change the text, add a new draft.",
  DRAFT_UNKNOWN: "There is no draft with this number: name one that was added.",
  ANNEX_FIXED:
    "An annex is part of the text: it is added to the newest draft, before a step of the path is begun. To change the text later, add a new draft.",
  PAPER_UNKNOWN: "There is no such working paper, or another has taken its place already: name one that stands.",
  NOT_YOUR_PAPER:
    "The place of a working paper is taken by another of the same party: ask a coordinator or the secretariat to record it otherwise.",
  NOTHING_AGREED:
    "A corrigendum puts right an error in a text that was agreed or issued: here there is none. To change the substance, reopen the activity.",
  VERSION_UNKNOWN:
    "The text has no version in this language: name one that it has, or none where the corrigendum is about all of them.",
  SILENCE_TOO_SHORT:
    "The rules of procedure give a silence procedure a least length, in hours and working days, and say when it may end, in the plan’s zone: choose a later or another time.",
  NO_ADDRESSEES: "This silence procedure addresses a group that has no members: add them to the plan first.",
  OFFICE:
    "Your office may not do this, or your mandate does not cover the date of the act or this part of the plan. Only the secretariat, the coordinators and the chairs record on behalf of another party, or as received earlier.",
  PATH_UNCLEAR:
    "The outputs of this activity state different paths to agreement: confirm one of them for the activity first.",
  APPROVAL: "This is not the next step of the path on which the text is agreed: take the steps in their order.",
  STEP_NOT_KEPT: "Before drafting, only a step that new drafts do not undo can be taken: begin drafting first.",
  STEP_OFFICE: "This step is another office’s to take: ask that office.",
  DRAFTED_IT: "Nobody clears a draft of their own: ask another holder of the office.",
  MEETING_UNCITED:
    "A meeting decides this: cite a meeting of the plan of the right kind that has begun, and its decision.",
  HELD_FIRST: "An event is concluded, or its text agreed, once it was held: record the milestone “held” first.",
  ROUND_MISSING:
    "A consultation is concluded, or its text agreed, once a round of it was closed with a summary: close one first.",
  ON_A_PATH: "This ends with the last step of its path to agreement: it is not concluded.",
  ASKED_TO_ANSWER: "Only those who are asked for an answer that is still open may ask for more time.",
  NO_REQUEST: "Nobody has asked for more time, or the request was answered already.",
  NOT_INFERRED:
    "There is nothing to confirm here: the value is the plan’s own already. Only a path can be replaced by another.",
  RECEIVED_IN_TIME:
    "This came in time and is not late. Where the silence has ended, a coordinator or the secretariat enters it by “Correct the outcome”; elsewhere no silence is left for it to break: make it a comment.",
  RECEIVED_TOO_EARLY: "This cannot have come before there was anything to answer: correct the hour of reception.",
  NO_OUTCOME: "There is no outcome to correct: no silence procedure has ended here.",
  NOT_YOUR_FEED:
    "A calendar feed is its person’s own: only that person may ask for it anew, and revoke it, as may the secretariat.",
  CONSENT_ONLY: "Once a text is agreed, the only check still recorded is a coordinator’s consent to reopen it.",

  NOT_LATER: "An extension ends later than the present deadline: choose a later one.",
  ADDRESSEE:
    "Only the parties addressed when the silence procedure opened may object or express support; others may comment.",
  CONFIRM_VOID:
    "A draft is under a silence procedure, and a new one ends it: confirm this and give the reason, or await the outcome.",
  SILENCE_RUNNING: "A silence procedure is under way: await its outcome, or void it first and give the reason.",
  OPEN_OBJECTION: "An objection is still open: resolve it, or await its withdrawal by the party that made it.",
  OBJECTION_UNKNOWN: "No objection with this number is open: it may have been resolved or withdrawn already.",
  NOT_YOUR_OBJECTION: "Only the party that made an objection may withdraw it.",

  REOPEN_AUTHORITY:
    "What is agreed is reopened by the Presidency, or by a coordinator once another party’s coordinator has recorded consent.",
  NOT_IN_TIME: "Only an objection received before the deadline changes the outcome: state when it was received.",
  NOT_THE_OUTCOME: "A correction names the outcome that stands: give the version at which the silence procedure ended.",
  GATE: "This waits for something that the plan makes a condition of beginning: end that wait first.",
  NOT_WAITING: "This activity does not wait for that, or the wait is over.",
  WAITED_FOR: "Only the actor waited for, a coordinator or the secretariat says that it comes later.",
  NOT_LINKED: "There is no such link to remove: it may have been removed already.",

  DELIVERABLE_UNKNOWN: "The output has no such deliverable: choose one that the plan names.",
  EVIDENCE_FULL: "This deliverable has all the evidence that the plan allows: remove some before linking more.",
  ALTERNATIVE_UNKNOWN: "The plan names no such alternative: choose one of those it offers.",
  EVIDENCE_MISSING:
    "An output is fulfilled once every deliverable is: link the agreed texts or the events held that it still lacks.",
  INDICATOR_UNKNOWN: "The deliverable has no such indicator: give the number of one that the plan lists.",
  INDICATOR_SHORT: "An indicator has not reached what the plan aims at: report its current value once it has.",
  ASSESSMENT_MISSING: "A deliverable that is judged by assessment must be found met: record the assessment first.",
  ALTERNATIVE_UNCHOSEN:
    "The plan leaves a choice of form, such as a dialogue, side event or briefing: link the evidence under the one chosen.",

  MEETING_UNKNOWN: "The plan has no such meeting: choose one of its meetings, or add it first.",
  MEETING_EXISTS: "The plan already has a meeting with this name: move it, or choose another name.",
  ADOPTED_ON_PATH:
    "Under the rules of procedure this plan is adopted on a path: that is decided on its item “adoption”, and the plan is adopted once that is agreed.",
  BEING_ADOPTED:
    "The plan is being adopted as it stands: to change it, first end the silence procedure on its item “adoption”, or return that to consultation.",
  TEXT_BEHIND: "The plan has changed since this draft of it was made: look for the new draft, and take the step again.",
  OWN_ITEM:
    "The text of this item follows from the plan, and its path from the rules of procedure: change the plan, or propose another amendment.",
  CHANGED_MEANWHILE:
    "What this changes stands otherwise than when the amendment was proposed, and than its text says: propose it anew.",
  AMENDED_ON_PATH:
    "Under the rules of procedure an adopted plan is changed on a path: propose the change as an amendment; it is made once that is agreed.",
  AMENDED_AT_ONCE: "The rules of procedure put no amendments on a path: make the change itself.",
  PROCEDURE_AUTHORITY:
    "The rules of procedure of a plan that is adopted are changed by the Presidency, or by the secretariat on its behalf: cite the decision that this rests on.",
  MEETING_ENDS_FIRST: "It cannot end before it begins: check the two dates.",
  PERSON_UNKNOWN: "The plan has no such person: choose one of its people, or add the person first.",
  PERSON_EXISTS: "The plan already has a person with this name: update that entry, or choose another name.",
  OFFICE_ABOVE:
    "This person holds, or would hold, an office above your own: ask the Presidency or the secretariat to make this entry.",
  MANDATE_SCOPE:
    "A mandate is for the whole plan, for one of its tracks, or for one of its activities, and a chair’s is for one of the last two: name one at most, and of a chair one.",
  MANDATE_PARTY: "This office is held for a party: name it.",
  MANDATE_UNKNOWN:
    "This person does not hold that office for that party and that part of the plan on that day: choose a mandate that they hold.",

  EXPIRES_IN_THE_PAST: "This key would have expired already: choose a later instant, or none.",

  NOT_BEFORE: "This notice may not go out yet: wait until the time set for it.",

  REFERENCE_UNKNOWN:
    "The plan has nothing of this name that could stand here: name something it has, or say in words what lies outside it.",
  ITSELF: "Nothing leads to itself, and nobody is their own deputy: name another one.",
  STILL_NAMED: "Something of the plan still names what this takes out: change that first, or leave it in the list.",
  CIRCLE: "This would lead in a circle back to where it begins: leave out one of the links.",
  NOT_STANDING:
    "What takes an item’s place stands itself: this one was cancelled, not pursued or superseded. Name what took its place.",
  EVIDENCE_UNFIT:
    "Evidence is an activity that is agreed or concluded, or an event that was held: this activity is neither yet.",
  EVIDENCE_PLACE:
    "A document is cited by its title and its place: add where it can be found, such as its symbol or its address.",
  CODE_TAKEN: "The plan has something with this code, or it was given twice: choose another code.",
  MILESTONE_REACHED: "This milestone has been reached, and is recorded once: say in a comment what its entry lacks.",
  MILESTONE_UNKNOWN: "The plan names no such milestone: choose one that it names, “prepared” or “held”.",
  IDENTITY_UNKNOWN: "This account is not tied to the address: sign in with a code, and tie it on “My page”.",
  TOO_MANY_CODES: "Five codes were asked for at this address within an hour: wait, and then ask again.",
  NAME_KEY:
    "This is the hash of the key under which the plan’s names are made: it cannot be redacted, nor stand for a text.",
  LANGUAGE_UNKNOWN:
    "The rules of procedure name no such language of documents: choose one that they name, such as en or fr.",
  TEXT_UNKNOWN: "The item has no such text, or it was redacted already: give the hash of a text that it has.",
  HELD_AHEAD: "These days lie ahead: record it once it is over.",
  PERIOD_AHEAD: "This period has not begun: report it once it has.",
  PERIOD_UNKNOWN:
    "This activity is reported in periods of another kind: name one of those that its page lists, such as 2026-Q2.",
  MEETING_AHEAD: "This meeting has not begun: cite a decision that was taken, or wait for the meeting.",
  DATE_IMPLAUSIBLE: "A date lies, or leads, outside the years 1945 to 2100: check how it is written.",
  ADDRESS_MALFORMED: "This is no e-mail address: write it as name@domain, the name in plain Latin letters.",
  TITLED_TWICE:
    "This is the language of the plan’s own words, in which it has its title already: change the title itself.",
  TEXT_INVISIBLE: "There is nothing to be seen in this text: write at least one visible character.",
  TEXT_CONTROLS:
    "This text has a control character, or changes the direction of writing without changing it back: take it out.",
  STATE_FULL:
    "Nothing more fits on this item: what room is left is for the answers and objections of others. Remove links, or go on with a new item.",
  PATH_RUNNING:
    "The text is on its way to being agreed: what is being agreed stays as it is until the end. Add a new draft, or return to consultation, to change it.",
  BEGUN: "Work on it has begun: only what is still planned can become a placeholder.",
  ROUND_OPEN: "A consultation is still open: close it with a summary first.",
  NOBODY_CLEARS: "Nobody who may clear this draft holds the office today: grant somebody the mandate first.",
  DRAFT_REDACTED: "The text of this draft has been redacted: add a new draft first.",
  PLAN_NOT_ADOPTED: "The plan is not adopted yet: work on its items begins with its adoption.",
  PLAN_CLOSED:
    "The plan’s cycle is closed: its record is only corrected, redacted and acknowledged, corrigenda are issued, and late objections are kept.",
  OPEN_ITEMS:
    "Something of the plan is still open: before the cycle is closed, bring it to its end, carry it over, cancel it or decide not to pursue it.",
  ACTIVITY_OPEN: "The activity that this request became is not agreed yet: deliver once it is.",
  STEP_TAKEN:
    "A step of the path on which the text is agreed has been taken, or the activity has ended: the request can no longer be withdrawn. Ask the coordinators to cancel the activity.",
  ON_BEHALF:
    "A request is the Presidency’s own: who records it for the Presidency says so, and names the party that holds it that day.",
  COMMUNICATION_UNNAMED:
    "What is recorded on behalf of another, or as received earlier, names by what it came: a note verbale, a letter, an e-mail, a statement in the room or a proxy.",
  COMMUNICATION_LATER:
    "A communication is dated no later than the day on which it was received or, where nothing else is said, on which the act happened, wherever that day begins first: check the date that it bears.",
}

/** What a rule finds missing, said after its sentence. */
export const missing = {
  languages: "Missing{languages, select, missing {} other {: {languages}}}.",
  earliest:
    "If it is recorded now, it can end on {deadline, select, missing {a later day} other {{deadline}}} at the earliest.",
  items: "Still open{items, select, missing {} other {: {items}}}.",
}
