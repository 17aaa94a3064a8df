/** What letters say. `what` begins a subject, `says` are sentences of the letter, `whys` say why it comes. */
export const letters = {
  greeting: "Dear {name, select, missing {reader} other {{name}}},",
  subject:
    "{what, select, missing {A letter} other {{what}}}{title, select, missing {} other {: {title}}}{code, select, missing {} other { ({code})}}",
  what: {
    digest:
      "{count, select, missing {Matters} other {{count, plural, one {# matter} other {# matters}}}} for you today",
    dueBefore: "Due{days, select, missing { soon} other { in {days, plural, one {# day} other {# days}}}}",
    dueOn: "Due today",
    dueOverdue: "{days, select, missing {Late} other {{days, plural, one {# day} other {# days}} late}}",
    dueMoved: "New due date",
    SilenceOpened: "Silence procedure{deadline, select, missing {} other { until {deadline}}}",
    silenceCloses:
      "Silence ends{hours, select, missing { soon} other { in {hours, plural, one {# hour} other {# hours}}}}",
    SilenceExtended: "Silence extended{deadline, select, missing {} other { to {deadline}}}",
    SilenceVoided: "Silence voided",
    SilenceBroken: "Silence broken",
    SilencePassed: "Agreed by silence",
    OutcomeRetracted: "Correction, not agreed",
    Agreed: "Agreed",
    ConsultationOpened: "Consultation{deadline, select, missing {} other { until {deadline}}}",
    consultationCloses:
      "Consultation closes{days, select, missing { soon} other { in {days, plural, one {# day} other {# days}}}}",
    RequestSubmitted: "Request of the Presidency",
    RequestAccepted: "Request accepted",
    RequestDeclined: "Request declined",
    RequestDelivered: "Request answered",
    AddressFailed: "Mail comes back",
  },
  says: {
    digest: "This is what is due, or has changed, in what you answer for.",
    dueBefore:
      "This is due{due, select, missing {} other { on {due}}}{days, select, missing {} other {, in {days, plural, one {# day} other {# days}}}}.",
    dueBeforeQuarter:
      "This is due{due, select, missing {} other { by the end of {due}}}{days, select, missing {} other {, in {days, plural, one {# day} other {# days}}}}.",
    dueOn: "This is due today{due, select, missing {} other { ({due})}}.",
    dueOverdue:
      "This was due{due, select, missing {} other { ({due})}} and is late{days, select, missing {} other { by {days, plural, one {# day} other {# days}}}}.",
    dueMoved: "The date has changed{due, select, missing {} other {; it is now {due}}}.",
    empty: "It is a placeholder and still empty: expand it into activities, or say that it is not pursued.",
    owner: "Responsible{owner, select, missing {} other {: {owner}}}.",
    state: "It stands at{state, select, missing { no state} other { “{state}”}}.",
    escalated: "You are told because it is late, not because it is yours.",
    SilenceOpened:
      "Draft{draft, select, missing {} other { {draft}}} is under silence{deadline, select, missing {} other { until {deadline}}}.",
    silenceMeans:
      "Unless a member of the committee objects before that instant it is agreed. What is received at that instant or later is late: it is kept, and changes nothing.",
    silenceCloses:
      "The silence{draft, select, missing {} other { on draft {draft}}} ends{hours, select, missing {} other { in {hours, plural, one {# hour} other {# hours}}}}{deadline, select, missing {} other {: {deadline}}}. You have not answered.",
    SilenceExtended:
      "The silence{draft, select, missing {} other { on draft {draft}}} now runs{deadline, select, missing { longer} other { until {deadline}}}.",
    SilenceVoided:
      "The silence{draft, select, missing {} other { on draft {draft}}} is void: nothing follows from it, and the draft is taken up again.",
    SilenceBroken:
      "The silence{draft, select, missing {} other { on draft {draft}}} was broken{party, select, missing {} other { by {party}}}{paragraphs, select, missing {} other {, with regard to paragraph {paragraphs}}}. The draft rests until there is another.",
    SilencePassed:
      "Nobody objected{deadline, select, missing {} other { before {deadline}}}: draft{draft, select, missing {} other { {draft}}} is agreed.",
    OutcomeRetracted:
      "You were told that this was agreed. It is not: an objection{party, select, missing {} other { by {party}}} had been received in time and was recorded later. Both facts stay on the record, and the draft rests.",
    Agreed: "This is agreed{draft, select, missing {} other {, in draft {draft}}}.",
    ConsultationOpened: "You are asked for your input{deadline, select, missing {} other { by {deadline}}}.",
    consultationCloses:
      "The consultation closes{days, select, missing {} other { in {days, plural, one {# day} other {# days}}}}{deadline, select, missing {} other {: {deadline}}}. You have not answered.",
    RequestSubmitted: "The Presidency asks for this{due, select, missing {} other {, by {due}}}.",
    RequestAccepted: "The coordinators have accepted the request: it is an activity of the plan now.",
    RequestDeclined: "The coordinators have declined the request{reason, select, missing {} other {: {reason}}}.",
    RequestDelivered: "What was requested has been delivered.",
    AddressFailed:
      "Mail to a person of the plan comes back, and nothing more is sent there. Change the address, and letters go out again.",
    reason: "The reason given{reason, select, missing { is on the record} other {: {reason}}}.",
    deputy: "You receive this for {onBehalfOf, select, missing {somebody} other {{onBehalfOf}}}, who is on vacation.",
  },
  whys: {
    silence: "You receive this because you hold an office in the committee that the silence procedure addresses.",
    decision: "You receive this because you hold an office in the committee.",
    due: "You receive this because you answer for it, or follow what is late.",
    consultation: "You receive this because you are invited to the consultation.",
    request: "You receive this because you hold an office that the request concerns.",
    address: "You receive this because you are the secretariat.",
  },
  foot: {
    record:
      "Number{version, select, missing {} other { {version}}} of its record{hash, select, missing {} other {, hash {hash}}}",
    plan: "Plan{plan, select, missing {} other {: {plan}}}",
    unsubscribe: "Stop these letters",
    open: "Open it",
  },
  overdue: "Late",
  coming: "Coming",
}
