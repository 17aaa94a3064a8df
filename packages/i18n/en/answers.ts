import type { MailClass } from "@demarche/workplan/notifications/notificationKinds"

/** What the pages behind the links of letters say. */
export const answers = {
  title: "Answer to a letter",
  says: {
    unknown: "This link leads nowhere: it was altered, or is none of ours.",
    ended: "This link belongs to something that has ended since; nothing was recorded by opening it.",
    done: "Your answer has been recorded. You may close this page.",
    late: "Your answer has been recorded, as received after the deadline. You may close this page.",
    used: "This link was used before; what was said then stands on the record.",
    elsewhere:
      "The letter of this link went to an address that is no longer that of the person for whom it was made: nothing can be said by it.",
    reads:
      "Under the rules of procedure of this plan, an answer is given on the page of the activity, after signing in.",
    revoked:
      "The links of this letter were ended by somebody of the delegation it was written to. Sign in to act, or turn to the secretariat.",
    linksEnded:
      "The links of that letter lead nowhere any more. What was recorded by them stands until it is withdrawn: please tell the secretariat.",
    empty: "Write what you want to say: between one and 40,000 characters.",
    passed:
      "The silence procedure on {draft, select, missing {the draft} other {draft {draft}}} has ended, and no objection broke it.",
    broken:
      "The silence procedure on {draft, select, missing {the draft} other {draft {draft}}} was broken by an objection.",
    voided:
      "The silence procedure on {draft, select, missing {the draft} other {draft {draft}}} was ended before its deadline.",
    corrected:
      "The silence procedure on {draft, select, missing {the draft} other {draft {draft}}} was said to have ended without an objection; one had come in time, and it was broken.",
    closed: "The consultation was closed with a summary.",
    confidential:
      "This text is not shown: it was redacted, or it is not agreed yet and is for the committee and for those who are asked to judge it.",
    hidden:
      "This text is not shown here: it was redacted, or the mandate or the address that the letter was written to is no longer the same.",
    newer: "There is a newer text{draft, select, missing {} other {: draft {draft}}}.",
    corrigenda:
      "{count, select, missing {A corrigendum} other {{count, plural, one {A corrigendum} other {# corrigenda}}}} to this text {count, select, missing {has} other {{count, plural, one {has} other {have}}}} been issued; the text itself stays as it is.",
    replaced: "{paper, select, missing {Another paper} other {Paper {paper}}} has taken the place of this one.",
    superseded: "Something else has taken its place{by, select, missing {} other {: {by}}}.",
  },
  will: {
    support:
      "By confirming, you express{office, select, missing {} other {, as {office}}}{party, select, missing {} other { for {party}}}, support for the text under the silence procedure{deadline, select, missing {} other { that runs until {deadline}}}.",
    object:
      "By confirming, you object{office, select, missing {} other {, as {office}}}{party, select, missing {} other { for {party}}}, and break the silence procedure{deadline, select, missing {} other { that runs until {deadline}}}.",
    comment:
      "By confirming, you make{office, select, missing {} other {, as {office}}}{party, select, missing {} other { for {party}}}, a comment; the silence procedure goes on{deadline, select, missing {} other { until {deadline}}}.",
    recordInput:
      "By confirming, you give{office, select, missing {} other {, as {office}}}{party, select, missing {} other { for {party}}}, your input to the consultation{deadline, select, missing {} other { that closes on {deadline}}}.",
    requestMoreTime:
      "By confirming, you ask{office, select, missing {} other {, as {office}}}{party, select, missing {} other { for {party}}}, for more time. {deadline, select, missing {The deadline} other {The deadline of {deadline}}} stands unless it is extended; this is no answer.",
    endLinks:
      "By confirming, you end every link of the letter by which this was recorded; they then lead nowhere. What was recorded stands until it is withdrawn.",
    unsubscribe:
      "You will no longer be written to{class, select, missing {} other { about {class}}}. What concerns silence procedures and decisions still reaches you.",
  },
  open: {
    object:
      "By confirming, you object{office, select, missing {} other {, as {office}}}{party, select, missing {} other { for {party}}}. The silence procedure goes on{deadline, select, missing {} other { until {deadline}}}, and your objection is to be answered before the text is adopted.",
  },
  joining: {
    object:
      "Others have broken the silence procedure already. By confirming, you make{office, select, missing {} other {, as {office}}}{party, select, missing {} other { for {party}}}, an objection beside theirs{deadline, select, missing {} other {; it is in time until {deadline}}}.",
  },
  late: {
    object:
      "The silence procedure is over{deadline, select, missing {} other {; its deadline was {deadline}}}. By confirming, you make{office, select, missing {} other {, as {office}}}{party, select, missing {} other { for {party}}}, an objection that comes late: it is kept on the record and changes no outcome.",
    comment:
      "The silence procedure is over{deadline, select, missing {} other {; its deadline was {deadline}}}. By confirming, you make{office, select, missing {} other {, as {office}}}{party, select, missing {} other { for {party}}}, a comment after it.",
    recordInput:
      "The consultation was to close{deadline, select, missing { before} other { on {deadline}}}. By confirming, you give{office, select, missing {} other {, as {office}}}{party, select, missing {} other { for {party}}}, your input, and it is kept as late.",
  },
  read: {
    draft: "Draft{draft, select, missing {} other { {draft}}}",
    authentic: "Authentic version{languages, select, missing {} other {: {languages}}}",
    translation: "Translation{languages, select, missing {} other {: {languages}}}",
    annex: "Annex{number, select, missing {} other { {number}}}{title, select, missing {} other {: {title}}}",
    corrigendum:
      "Corrigendum{number, select, missing {} other { {number}}}{language, select, missing {} other {: {language}}}",
    papers: "Working papers",
    hash: "Hash:",
    question: "What is asked",
    about: "The text that it is about",
    summary: "Summary of the consultation",
    page: "Open the page of this activity",
  },
  classes: {
    due: "due dates",
    consultations: "consultations",
    turns: "whose turn it is",
    requests: "requests of the Presidency",
  } satisfies Record<MailClass, string>,
  page: {
    head: {
      support: "{draft, select, missing {Support the draft} other {Support draft {draft}}}",
      object: "{draft, select, missing {Object to the draft} other {Object to draft {draft}}}",
      comment: "{draft, select, missing {Comment on the draft} other {Comment on draft {draft}}}",
      recordInput: "Input to the consultation",
      requestMoreTime: "More time",
      read: "{draft, select, missing {The text of the letter} other {Draft {draft}}}",
    },
    madeFor: { delegation: "Made for {name}, delegation of {delegation}.", office: "Made for {name}, {mandate}." },
    speaks: { delegation: "I speak for the delegation of {delegation}", office: "I speak as the {mandate}" },
    names: "Name paragraphs",
    already: {
      support: {
        support: "Your delegation has expressed its support already; to express it again changes nothing.",
      },
      object: {
        support:
          "Your delegation has expressed its support. That stays on the record, and an objection takes effect all the same.",
        object:
          "Your delegation has objected already. This objection comes beside the other; each stands until it is withdrawn or resolved.",
      },
      recordInput: {
        recordInput:
          "Your delegation has answered already. What you send is added to that and replaces nothing: both stay on the record.",
      },
    },
    said: {
      title: "What your delegation has said so far",
      support: "Support, {at}",
      object:
        "Objection, {at}{paragraphs, select, missing {} other {, on paragraphs {paragraphs}}}{late, select, true {, recorded as late} other {}}",
      comment: "Comment, {at}",
      recordInput:
        "Input, {at}{paragraphs, select, missing {} other {, on paragraphs {paragraphs}}}{late, select, true {, recorded as late} other {}}",
      requestMoreTime: "More time requested, {at}",
    },
    told: {
      support: "Nobody is told by letter; the committee reads it on the page of this activity.",
      object: {
        inTime: "Told by letter at once: all who are asked, the secretariat, and who answers for the text.",
        beside: "Told by letter: who answers for the text.",
        late: "Nobody is told by letter; the committee reads it in the record.",
      },
      comment: "Told by letter: who answers for the text.",
      recordInput: "Nobody is told by letter.",
      requestMoreTime: "Told by letter: the coordinators and the secretariat.",
    },
    receipt: "A receipt goes to you and your delegation.",
    counts: "It counts if it arrives before {until} ({place}); it is {now} here.",
    wrong: {
      some: "Nothing has been recorded yet: please put right what is marked below.",
      speaks: "Please tick this box: it says in whose name you speak.",
      paragraphs: "Name fewer paragraphs, or name them more briefly.",
      end: "Please tick this box: otherwise the links go on.",
      stop: "Please tick this box: otherwise the letters go on.",
    },
    moreTime: "I need more time",
    why: "Why, and until when",
    cameByLink: "the link of a letter",
    typed: "What you wrote, which has not been recorded",
    end: "This was not said in our name",
    stop: "I no longer wish to receive these letters",
  },
  unsubscribe: "Stop these letters",
  text: "Your text",
  paragraphs: "Paragraphs it is about, as in 3, 5",
}
