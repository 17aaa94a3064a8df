/** The channels by which an act comes in. */
export type Channel = "api" | "link" | "cli" | "import" | "demo"

/** Whether a channel offers the act; where it does not, why. */
export type Offer = true | string

/** An act: how each channel stands to it, and fields that its schema takes, written so that no type can be guessed from them. */
export interface ActEntry extends Record<Channel, Offer> {
  fields: Record<string, unknown>
  /** Where the command line takes it, if not by `<workflow> do <id> <act>`. */
  argv?: string[]
}

const TIME = "time or a reaction does it, nobody else"
const own: Record<Channel, Offer> = {
  api: true,
  cli: true,
  link: "no letter asks for it",
  import: "the plan file does not say it",
  demo: "not in the demo's story",
}
const bySystem: Record<Channel, Offer> = { api: TIME, cli: TIME, link: TIME, import: TIME, demo: TIME }
const whole: Record<Channel, Offer> = {
  ...own,
  api: "a plan is sent whole",
  cli: "a plan is sent whole: plan import",
  import: true,
  demo: true,
}
const act = (fields: Record<string, unknown> = {}, channels: Partial<ActEntry> = {}): ActEntry => ({
  ...own,
  fields,
  ...channels,
})
const system = (): ActEntry => ({ ...bySystem, fields: {} })
const PAGES = "the pages by which somebody comes in and goes do it, in nobody's name"
const signingIn = (): ActEntry => ({ api: PAGES, cli: PAGES, link: PAGES, import: PAGES, demo: PAGES, fields: {} })
const told = { demo: true } as const
const asked = { link: true } as const
const filed = { import: true, demo: true } as const

const hash = "A".repeat(43)
const day = "2026-07-01"
const rules = [{ kind: "date", on: day }]
const children = [{ code: "c-1", title: "Child", kind: "document" }]
const deliverables = [{ id: "o9-1", title: "A note" }]

/** Every act of every workflow, by every channel. A test compares it with the workflows. */
export const actsByChannel: Record<string, Record<string, ActEntry>> = {
  plan: {
    propose: { ...whole, fields: {} },
    finishImport: { ...whole, fields: {} },
    adopt: act({}, told),
    amend: act({ title: "2026" }, { import: true }),
    proposeAmendment: act({
      changes: [{ of: "plan", name: "moveMeeting", fields: { meeting: "3rc", from: day, to: day } }],
    }),
    endAmendment: system(),
    addMeeting: act({ id: "m-1", title: "2026", from: day, to: day }),
    moveMeeting: act({ meeting: "3rc", from: day, to: day }, told),
    grantMandate: act({ person: "thematic-a", office: "delegate", party: "delegation-a", from: day }),
    endMandate: act({ person: "thematic-a", office: "delegate", party: "delegation-a", on: day }),
    addPerson: act({ person: "p-1", name: "2026", offices: [], wants: ["due", "requests"] }, filed),
    updatePerson: act(
      { person: "thematic-a", language: "fr", vacation: [{ from: day, to: day }] },
      { link: "a link stops letters alone, by the mandate in its token" },
    ),
    endPerson: act({ person: "thematic-a" }),
    failAddress: system(),
    keyNames: system(),
    noteKey: system(),
    noteKeyEnd: system(),
    closeCycle: act(),
    redact: act({ text: hash }),
  },
  activity: {
    plan: act({ title: "true", kind: "document", partners: ["isu", "unidir"], conditional: true, rules }, filed),
    amend: act({ title: "2026", covers: ["1", "2"] }, { import: true }),
    decideFeasibility: act({ feasible: true }, told),
    expandPlaceholder: act({ children }),
    endPlaceholder: system(),
    openConsultation: act({ closes: "2026-06-30T18:00", invited: ["isu", "ports"], attribution: "attributed" }, told),
    recordInput: act({ round: 1, text: "2026" }, { ...asked, ...told }),
    extendConsultation: act({ round: 1, closes: "2026-07-03T18:00" }),
    closeConsultation: act({ round: 1, summary: "null" }, told),
    waiveConsultation: act(),
    startDrafting: act({}, told),
    addDraft: act({ text: "true", languages: ["en", "fr"], confirmVoid: true }, told),
    addVersion: act({ draft: 1, language: "fr", text: "2026" }),
    addAnnex: act({ draft: 1, title: "2026", text: "true", languages: ["fr"] }, told),
    submitPaper: act({ title: "2026", text: "true", languages: ["fr"], symbol: "1", supersedes: 1 }),
    recordCheck: act({ check: { of: "gender", option: "none" } }, told),
    confirm: act({ field: "path", value: "meeting" }),
    requestClearance: act({}, told),
    clearDraft: act({}, told),
    circulate: act({ until: "2026-06-08T18:00" }, told),
    extendSilence: act({ until: "2026-06-10T18:00" }, told),
    voidSilence: act(),
    requestMoreTime: act({ text: "7", until: "a week" }, { ...asked, ...told }),
    declineMoreTime: act(),
    object: act({ paragraphs: ["3", "5"], text: "[1]" }, asked),
    withdrawObjection: act({ objection: 1 }),
    resolveObjection: act({ objection: 1, how: "2" }),
    support: act({}, { ...asked, ...told }),
    comment: act({ text: "{}" }, { ...asked, ...told }),
    agree: act({ meeting: "3rc", decision: "4", text: "9" }),
    notAdopted: act({ meeting: "3rc", decision: "4" }),
    issueCorrigendum: act({ text: "2026", language: "fr", symbol: "1" }, told),
    returnToConsultation: act(),
    reopen: act(),
    reportProgress: act({ period: "2026-Q2", text: "0" }, told),
    conclude: act({ summary: "12" }, told),
    reachMilestone: act({ milestone: "held" }, told),
    setDue: act({ rules }),
    recordDue: system(),
    assignOwner: act({ owner: "7" }),
    noteUnreached: system(),
    noteClosure: system(),
    endWait: act({ target: "2026" }),
    sayLate: act({ target: "2026", expected: day }, told),
    resumeWait: system(),
    passWait: system(),
    linkTo: act({ relation: "feeds", target: "2026", expected: day }),
    unlink: act({ relation: "feeds", target: "2026" }),
    defer: act({}, told),
    resume: act(),
    cancel: act(),
    carryOver: act({ to: "2027" }),
    supersede: act({ successors: ["ccm.a-1", "ccm.a-2"] }),
    correct: act({ outcome: 9, paragraphs: ["3"], text: "9" }),
    redact: act({ text: hash }),
  },
  output: {
    promise: act({ number: "9", title: "2026", deliverables, pathInferred: true }, filed),
    amend: act({ title: "2026" }, { import: true }),
    confirm: act({ field: "path", value: "meeting" }),
    linkEvidence: act({ deliverable: "o1-1", source: "2026", place: "2026" }),
    unlinkEvidence: act({ deliverable: "o1-1", source: "2026" }),
    suspendEvidence: system(),
    reportIndicator: act({ deliverable: "o1-1", indicator: 1, current: 1, statement: "2026" }),
    assess: act({ deliverable: "o1-1", finding: "2026", met: false }),
    fulfil: act(),
    notPursue: act(),
    carryOver: act({ to: "2027" }),
    setDue: act({ rules: [] }),
    recordDue: system(),
    assignOwner: act({ owner: "7" }),
    redact: act({ text: hash }),
  },
  request: {
    submit: act({ title: "2026", details: "true", neededBy: day }, told),
    accept: act({ code: "r-1", kind: "document" }, told),
    decline: act(),
    deliver: act({ what: "2026" }),
    acknowledge: act(),
    withdraw: act(),
    end: system(),
    redact: act({ text: hash }),
  },
  access: {
    addKey: act(
      { label: "2026", office: "secretariat", plans: ["a", "b"] },
      { argv: ["key", "add", "--label", "2026", "--office", "secretariat", "--plan", "a", "b"] },
    ),
    revokeKey: act({}, { argv: ["key", "revoke", "ID", "--reason", "why"] }),
    addFeed: act({}, { cli: "a calendar feed is a person's, and the command line acts by a key or as the operator" }),
    revokeFeed: act({}, { argv: ["feed", "do", "ID", "revokeFeed"] }),
  },
  webhook: {
    register: act({ url: "https://a.example/", label: "2026", types: ["Agreed", "Deferred"], sees: "public" }),
    change: act({ label: "2026", types: null }),
    rotateSecret: act(),
    disable: act({ why: "2026" }),
    enable: act(),
    remove: act(),
  },
  delivery: { queue: system(), succeed: system(), fail: system(), giveUp: system(), redeliver: act() },
  import: {
    ask: { ...whole, fields: {}, import: "it begins the import", demo: "the demo reads its own file" },
    goOn: system(),
    finish: system(),
    refuse: system(),
  },
  notice: {
    queue: system(),
    claim: system(),
    send: system(),
    fail: system(),
    suppress: system(),
    cancel: system(),
    return: system(),
    endLinks: { ...system(), link: "a receipt's link ends the links of one letter alone, by the mandate in its token" },
    redact: system(),
  },
  session: {
    askCode: signingIn(),
    makeLink: { ...signingIn(), cli: "sign-in-link, over a folder or tables" },
    noteSent: system(),
    signIn: signingIn(),
    admit: signingIn(),
    signOut: signingIn(),
    signOutEverywhere: signingIn(),
    nameAddress: signingIn(),
    tieIdentity: signingIn(),
    untieIdentity: signingIn(),
  },
}

/** The files that hand a command to a workflow, and what each of them is. Another door is another line here, and in the table above. */
export const handingOver: Record<string, string> = {
  "packages/application/execute.ts": "the use case that all others come to",
  "packages/application/executeAsSystem.ts": "the same, for the system",
  "packages/application/processes/endAmendments.ts": "system: what an agreed amendment carries",
  "packages/application/processes/react.ts": "system: reactions",
  "packages/application/notifications/addresses.ts": "system: mail that came back",
  "packages/application/notifications/noteUnreached.ts": "system: parties that no letter can reach",
  "packages/application/notifications/notify.ts": "system: notices",
  "packages/application/notifications/remind.ts": "system: reminders",
  "packages/application/notifications/sendLetters.ts": "system: letters",
  "packages/application/webhooks/dispatch.ts": "system: calls of webhooks",
  "packages/application/webhooks/deliver.ts": "system: calls of webhooks",
  "packages/application/sessions/sessionStreams.ts":
    "system: whoever comes in or goes, before and after they are known",
  "packages/application/sessions/sendCode.ts": "system: codes that were sent",
  "packages/http/transition.ts": "api, and the command line through it",
  "packages/http/keyRoutes.ts": "api: a key, whose secret is made there",
  "packages/http/feedRoutes.ts": "api: a feed, whose token is made there",
  "packages/application/answers/answerByLink.ts": "link",
  "packages/application/answers/unsubscribe.ts": "link: stops letters",
  "packages/application/answers/endLinks.ts": "link: ends the links of a letter",
  "packages/application/importPlan.ts": "import",
  "packages/application/requestImport.ts": "import: that it was asked for",
  "packages/application/processes/runImports.ts": "system: how far an import is",
  "packages/server/demo.ts": "demo",
  "packages/application/consequences.ts": "pages: what a form would lead to; nothing is written",
  "packages/web/decide/formResponse.ts": "pages: the command that the API takes, from a form",
  "packages/web/desk/closuresResponse.ts": "pages: the days on which the secretariat is closed",
  "packages/web/desk/deskResponse.ts": "pages: what the desk's own forms record",
  "packages/web/home/homeActs.ts": "pages: one's own entry",
  "packages/http/firstSteps.ts": "pages: whoever begins an installation, and whom they invite",
}
