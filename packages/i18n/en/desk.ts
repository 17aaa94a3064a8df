/** The page from which a plan is run. */
export const desk = {
  title: "The desk",
  people: "People",
  noAddress: "no address",
  failedAddress: "mail comes back",
  deputy: "Deputy: {name}",
  away: "away: {days}",
  invite: "Invite somebody",
  plan: "The plan",
  history: "Everything recorded of the plan",
  meetings: "Meetings",
  noDate: "no date yet",
  days: "{first} to {last}",
  closures: {
    title: "Days on which the secretariat is closed",
    none: "No day to come is named.",
    over: "Days that have passed",
    change: "Change the days",
    lead: "Notice periods that are counted in working days leave these days out. They are part of the work plan: if the plan file is sent again later, what it says of them counts.",
    order: "The last day is not before the first, and does not stand without it.",
    same: "Nothing would change: add days, or take the tick from some.",
  },
  letters: "Letters that have not left",
  noLetters: "Every letter that is due has left.",
  readLetter: "Read the letter",
  back: "Back to the desk",
  keys: {
    title: "Keys of programs",
    none: "No program has a key to this work plan.",
    lead: "With a key, a program acts in this work plan in an office, until the key expires or is revoked. What it does stands in the record under the name of the key.",
    made: "made by {name} ({office}), {instant}",
    until: "until {instant}",
    ready: "The key is made",
    shown: "This is the key. It is shown this once and is kept nowhere: hand it over in confidence.",
    already:
      "This form has made its key, which is not shown again. If nobody has copied it, revoke it and make another.",
    over: "This key opens nothing any more.",
    keptBy: "Keys are made and revoked by the {office}.",
  },
  webhooks: {
    title: "Webhooks",
    none: "No program is called with what is recorded.",
    lead: "A webhook is a program’s address, which is called with each entry of the record that it listens to. Each call is signed with a secret, by which the program knows that it comes from here.",
    off: "Webhooks are not set up in this installation.",
    today: "Webhooks are shown as they are today alone.",
    all: "all events",
    sees: { public: "What everyone may see", committee: "What the committee may see", restricted: "Everything" },
    one: "Webhook: {label}",
    state: "State",
    rotated: "Secret replaced",
    removed: "It is removed, and is not called any more.",
    forGood: "It is then not called any more, for good. Its calls stay in the record.",
    secret: "The secret of the webhook",
    shown: "This is the secret with which its calls are signed. It is shown this once: hand it over in confidence.",
    page: "The webhook and its calls",
    calls: "Calls",
    noCalls: "It has not been called.",
    attempts: "{count, plural, =0 {not tried yet} one {# attempt} other {# attempts}}",
    next: "again on {instant}",
    older: "Earlier calls",
    keptBy: "Webhooks are kept by the {office}.",
  },
}

/** What the forms of the desk ask. */
export const deskFields = {
  addKey: { label: "What it is for", expires: "Until when" },
  register: {
    url: "Address",
    label: "What it is for",
    types: "Events that it hears of",
    sees: "What its receiver may see",
  },
  disable: { why: "Why it is switched off" },
  amend: { closures: "Days that stay closed", added: { from: "First new day", to: "Last new day" } },
}

/** How they are filled in. */
export const deskHints = {
  addKey: {
    label: "Such as the name of the program. It stands in the record.",
    expires: "Left empty: until it is revoked.",
  },
  register: {
    url: "It begins with https:// and holds no password.",
    types: "Their names, such as SilenceOpened, separated by commas. Left empty: all.",
  },
}
