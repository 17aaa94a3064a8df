/** What stands around every page. */
export const frame = {
  skip: "Skip to the content",
  languages: "Language",
  sectionsOf: "Sections of the plan",
  sections: { home: "Home", board: "Board", outputs: "Outputs", desk: "Desk" },
  signIn: "Sign in",
  mine: "My page",
  signOut: "Sign out",
  actOtherwise: "(act in another office)",
  as: "You act as {mandate}",
  mandate: "{office}{party, select, missing {} other { ({party})}}",
  past: {
    now: "As of today",
    title: "See it as it stood",
    day: "On what day",
    views: { "as-known": "as it was known then", "as-it-was": "as it had happened by then" },
    view: "Which past",
    show: "Show",
    banner:
      "As it stood on {instant}, {view, select, asItWas {by what had happened by then} other {by what was known then}}.",
    noActs: "Nothing can be recorded here.",
    back: "Back to today",
  },
  news: {
    today: "Changed at {time}: {code, select, missing {} other {{code}: }}{act}.",
    earlier: "Changed on {day}: {code, select, missing {} other {{code}: }}{act}.",
    show: "Show",
  },
  foot: {
    title: "About these pages",
    contact: "Contact: {office}",
    help: "Help on this page",
    accessibility: "Accessibility",
    privacy: "Privacy",
    record: "The record",
    clock: "The clock",
    letters: "The letters",
  },
}

/** The pages in words, and those of what is not there. */
export const guide = {
  plans: { title: "Work plans", none: "No work plan has been imported yet." },
  problem: {
    unknown: {
      title: "Nothing public is here",
      text: "There is no page at this address, or it is not for everybody.",
      signIn: "Sign in: it may be for you.",
    },
    unknownSignedIn: {
      title: "There is no such page",
      text: "There is no page at this address, or the office in which you read may not see it.",
    },
    reference: "If you write to the secretariat about it, give this reference: {reference}",
    home: "Go to the start",
    failing: "Why not",
  },
  accessibility: {
    title: "Accessibility",
    text: "These pages are made to meet WCAG 2.2, level AA. They work with the keyboard alone, with screen readers, at 400 % magnification, without colour and without scripts, and can be printed. Every page is checked by machine in each language, in light and in dark.",
    contact:
      "If something keeps you from using them, tell the secretariat of your plan: it is a fault, and will be mended.",
  },
  privacy: {
    title: "What is kept, and who reads it",
    kept: "Decisions, texts, answers and dates are a record: they are kept for ever, with the office that acted and the instant. A text that has to vanish can be redacted: then it is erased at every instant of the past, and the record says so.",
    readers:
      "The public reads what a plan publishes. The committee reads who answered and what was objected. The secretariat and the coordinators also read addresses and failed letters.",
    person:
      "Of a person the record keeps name, offices, language and, for the secretariat’s eyes, the address. Sign-ins are kept without the address of the computer, and stand in no export. Up to when you have seen what changed is kept for you alone, and forgotten when you ask.",
    cookies: "There are no cookies but those of your sign-in, and nothing is counted or passed on.",
  },
  record: {
    title: "The record",
    text: "Everything that happens in a plan stands in its record, each entry with a number on its item and a hash over itself and the entry before. Nothing in it is changed afterwards.",
    export: "Whoever may read a plan can export its record and check it without us:",
    verify: "“Intact” means that every hash was computed anew and that none is missing.",
  },
  help: {
    title: "Help",
    headline: "Each item has one sentence at its head: where it stands, and whose turn it is.",
    margin:
      "In the margin stand state, dates and the number on the record. A number such as “t2-a2 no. 17” is the seventeenth entry of that item; it is also an address.",
    past: "“As of today” shows every page as it stood on another day.",
    letters: "What a letter asks of you can be done from its links; here you see the whole.",
  },
}
