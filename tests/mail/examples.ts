import type { LetterContent, LetterSender, Reader } from "@demarche/mail/letter"

const plan = "https://plan.example.org/en/plans/ccm-gso-2025-2026"

const home = {
  plan: { title: "CCM thematic Working Group on General Status and Operation Work Plan 2025-2026", language: "en" },
  home: plan,
}
const senders: Record<Reader["language"], LetterSender> = {
  en: {
    ...home,
    offices: {
      coordinator: "Coordinator",
      presidency: "Presidency",
      secretariat: "Implementation Support Unit (ISU)",
    },
    signature: ["On behalf of the Coordinators,", "Austria and Cameroon"],
  },
  fr: {
    ...home,
    offices: { coordinator: "Coordination", presidency: "Présidence", secretariat: "Unité d’appui à l’application" },
    signature: ["Pour les coordonnateurs,", "Autriche et Cameroun"],
  },
}

/** Who writes to that reader. */
export const senderTo = ({ language }: Pick<Reader, "language">): LetterSender => senders[language]

export const readers: Reader[] = [
  { name: "Bounmy Vongsa", language: "en", zone: "Asia/Vientiane" },
  { name: "Aïssatou Mbarga", language: "fr", zone: "Africa/Douala" },
]

export const stop = "https://plan.example.org/letters/stop/3f9c1d"

const item = (
  code: string | undefined,
  title: string,
  state: string,
  more: Partial<LetterContent["item"]> = {},
): LetterContent["item"] => ({
  kind: "activity",
  ...(code && { code }),
  title,
  language: "en",
  state,
  url: code ? `${plan}/items/${code}` : plan,
  ...more,
})

const referencePoints =
  "develop with ISU support, a short set of shared reference points (politically useable, non-legalistic) on protecting CCM norms in public messaging and interventions."
const drafting = (substate: string) => item("t2-a2", referencePoints, "drafting", { itemKind: "document", substate })
const agreed = item("t2-a2", referencePoints, "agreed", { itemKind: "document" })
const consultations = item(
  "t1-a1",
  "Targeted consultations with thematic coordinators to map cross cutting issues requiring coordinated handling (overlaps, sequencing, shared messaging).",
  "consulting",
  { itemKind: "consultation" },
)
const workPlan = item(
  undefined,
  "CCM thematic Working Group on General Status and Operation Work Plan 2025-2026",
  "adopted",
  {
    kind: "plan",
  },
)
const note = item(
  "o2-1",
  "A cross-cutting note or set of reflections prepared with support of the ISU and relevant coordinators",
  "open",
  { kind: "output" },
)
const workshop = item(
  "x-q1-4",
  "Together with UNIDIR prepare and hold an online workshop on the implementation of the Lausanne Action Plan and lessons learnt for the upcoming Review Conference.",
  "drafting",
  { itemKind: "event", substate: "editing" },
)
const otherActions = item(
  "x-q3-3",
  "Other actions in preparation of the 3RC as identified and agreed during the second quarter with the respective partners.",
  "planned",
  { itemKind: "placeholder" },
)
const request = (state: string) =>
  ({
    kind: "request",
    code: "r-1",
    title: "Background note on universalization in the Pacific",
    state,
    url: `${plan}/items/r-1`,
  }) as const

const until = { at: "2026-06-08T16:00:00.000Z", zone: "Europe/Zurich", wall: "2026-06-08T18:00" }
const later = { at: "2026-06-19T16:00:00.000Z", zone: "Europe/Zurich", wall: "2026-06-19T18:00" }
const closes = { at: "2026-02-13T17:00:00.000Z", zone: "Europe/Zurich", wall: "2026-02-13T18:00" }
const quarter = (on: string, days: number) => ({ on, precision: "quarter", days }) as const
const day = (on: string, days: number) => ({ on, precision: "day", days }) as const
const record = { version: 41, hash: "9b1fd61f3f5e2a4a7f0d7c2e8a5f1b3c6d9e0a1b2c3d4e5f60718293a4b5c6d7" }
const input: LetterContent["actions"] = (["recordInput", "requestMoreTime"] as const).map((name) => ({
  name,
  url: `${plan}/items/t1-a1/${name}`,
}))
const answers: LetterContent["actions"] = (["support", "object", "comment", "requestMoreTime"] as const).map(
  (name) => ({
    name,
    url: `${plan}/items/t2-a2/${name}`,
  }),
)
const coordinators = "Austria and Cameroon"

/** One letter of every kind, from the stories of the 2025-2026 plan. */
export const examples: Record<string, LetterContent> = {
  "due-before": { kind: "due", item: note, due: day("2026-07-06", 14), owner: coordinators },
  "due-moved": { kind: "due", step: "moved", item: note, due: day("2026-07-13", 42), owner: coordinators },
  "due-tomorrow": { kind: "due", item: workshop, due: quarter("2026-03-31", 1), owner: "UNIDIR" },
  "due-on": { kind: "due", item: workshop, due: quarter("2026-03-31", 0), owner: "UNIDIR" },
  "due-report": { kind: "due", item: workshop, due: { ...day("2026-04-14", -3), period: "2026-Q1" }, owner: "UNIDIR" },
  "due-report-of-meeting": { kind: "due", item: workshop, due: { ...day("2026-04-14", 7), period: "3RC" } },
  "due-overdue": { kind: "due", item: workshop, due: quarter("2026-03-31", -3), owner: "UNIDIR" },
  "due-escalated": { kind: "due", item: note, due: day("2026-07-06", -21), owner: coordinators, escalated: true },
  "due-placeholder": { kind: "due", item: otherActions, due: quarter("2026-09-30", 28), owner: coordinators },
  "due-deputy": { kind: "due", item: note, due: day("2026-07-06", 7), onBehalfOf: "Anna Moser" },
  "silence-opened": {
    kind: "SilenceOpened",
    item: { ...drafting("underSilence"), symbol: "CCM/CC/2026/WP.3/Rev.1" },
    draft: 1,
    deadline: until,
    owner: coordinators,
    text: { draft: 1, url: "https://plan.example.org/answer/read" },
    actions: answers,
  },
  "silence-72h": {
    kind: "silenceCloses",
    step: "72h",
    item: drafting("underSilence"),
    draft: 1,
    deadline: until,
    actions: answers,
  },
  "silence-24h": {
    kind: "silenceCloses",
    step: "24h",
    item: drafting("underSilence"),
    draft: 1,
    deadline: until,
    actions: answers,
  },
  "silence-2h": {
    kind: "silenceCloses",
    step: "2h",
    item: drafting("underSilence"),
    draft: 1,
    deadline: until,
    actions: answers,
  },
  "silence-extended": {
    kind: "SilenceExtended",
    communication: { is: "letter", date: "2026-06-05" },
    item: drafting("underSilence"),
    draft: 1,
    deadline: later,
    extendedFrom: until,
    reason: { text: "Two delegations asked for time to consult their capitals." },
    actions: answers,
  },
  "silence-voided": {
    kind: "SilenceVoided",
    communication: { is: "email", date: "2026-06-05" },
    item: drafting("editing"),
    draft: 2,
    deadline: later,
    reason: { text: "A factual error in paragraph 4 has to be set right." },
    record,
  },
  "silence-broken": {
    kind: "SilenceBroken",
    communication: { is: "inTheRoom", date: "2026-06-04" },
    item: drafting("broken"),
    draft: 1,
    deadline: until,
    parties: ["Ireland"],
    paragraphs: ["3", "5"],
    reason: { text: "Paragraph 3 reads as a legal interpretation of article 21.", language: "en" },
    record,
  },
  "silence-passed": { kind: "SilencePassed", item: agreed, draft: 2, deadline: later, record },
  "silence-passed-stated": {
    ...{ kind: "SilencePassed", item: agreed, draft: 2, deadline: later, record },
    statements: [
      { as: "reservation", by: "Ireland", words: { text: "Not as to paragraph 3.", language: "en" } },
      { as: "explanation", by: "Peru" },
      { as: "dissociation", words: { text: "We stood aside." } },
    ],
  },
  "silence-corrected": {
    kind: "OutcomeRetracted",
    communication: { is: "noteVerbale", number: "45/2026", date: "2026-06-08" },
    item: drafting("broken"),
    draft: 2,
    deadline: later,
    parties: ["Ireland"],
    paragraphs: ["3"],
    reason: { text: "The objection reached the ISU’s mailbox at 17:50 and was recorded at 18:20." },
    record,
  },
  agreed: { kind: "Agreed", item: agreed, draft: 2, record },
  corrigendum: {
    kind: "CorrigendumIssued",
    item: { ...agreed, symbol: "CCM/2026/WP.3/Corr.1" },
    draft: 2,
    corrigendum: { number: 1, language: "fr" },
    reason: { text: "A date in paragraph 4 was misprinted." },
    record,
  },
  "consultation-opened": {
    kind: "ConsultationOpened",
    item: consultations,
    round: 1,
    deadline: closes,
    owner: "Cameroon",
    actions: input,
  },
  "consultation-asked": {
    kind: "ConsultationOpened",
    item: consultations,
    round: 2,
    deadline: closes,
    attribution: "chathamHouse",
    readership: "invited",
    question: { text: "Which of the reference points does your delegation find hardest to use in public?" },
    actions: input,
    annex: `${plan}/items/t1-a1/annex`,
  },
  "consultation-extended": {
    kind: "ConsultationExtended",
    item: consultations,
    round: 1,
    deadline: closes,
    attribution: "attributed",
    readership: "committee",
    reason: { text: "Two delegations asked for more time." },
    actions: input,
    record,
  },
  "consultation-closed-early": {
    kind: "closedEarly",
    item: consultations,
    round: 2,
    reason: { text: "The text is needed before the meeting." },
    record,
  },
  "consultation-7d": {
    kind: "consultationCloses",
    step: "before-7",
    item: consultations,
    round: 1,
    deadline: closes,
    actions: input,
  },
  "consultation-1d": {
    kind: "consultationCloses",
    step: "before-1",
    item: consultations,
    round: 1,
    deadline: closes,
    actions: input,
  },
  "silence-unreached": {
    kind: "SilenceOpened",
    item: drafting("underSilence"),
    draft: 1,
    deadline: until,
    owner: coordinators,
    unreached: ["Ireland"],
    record,
  },
  "consultation-unreached": {
    ...{ kind: "PartiesUnreached", item: consultations, round: 1, unreached: ["Ireland"], record },
  },
  unreached: { kind: "PartiesUnreached", item: drafting("underSilence"), draft: 1, unreached: ["Ireland"], record },
  "clearance-requested": {
    kind: "ClearanceRequested",
    item: drafting("clearance"),
    draft: 1,
    office: "Implementation Support Unit (ISU)",
    adviceAwaited: true,
    record,
  },
  "consultation-cancelled": {
    kind: "Cancelled",
    communication: { is: "proxy", number: "3" },
    item: { ...consultations, state: "cancelled" },
    round: 1,
    reason: { text: "Overtaken by events." },
    record,
  },
  "consultation-superseded": {
    kind: "Superseded",
    item: { ...consultations, state: "superseded" },
    round: 1,
    reason: { text: "Merged with another." },
    record,
  },
  "consultation-carried-over": {
    kind: "CarriedOver",
    item: { ...consultations, state: "carriedOver" },
    round: 1,
    reason: { text: "The cycle ends." },
    record,
  },
  "consultation-deferred": {
    kind: "Deferred",
    item: { ...consultations, state: "deferred" },
    round: 1,
    reason: { text: "The budget is not settled." },
    record,
  },
  "consultation-resumed": {
    kind: "Resumed",
    item: consultations,
    round: 1,
    deadline: closes,
    actions: input,
    record,
  },
  "consultation-closed": { kind: "ConsultationClosed", item: consultations, owner: coordinators, record },
  "step-passed": {
    ...{ kind: "StepPassed", item: drafting("cleared"), draft: 1, deadline: until, record },
    nextStep: { title: "approved by the States parties", by: "Presidency" },
  },
  "step-passed-objected": {
    ...{ kind: "StepPassed", item: drafting("cleared"), draft: 1, deadline: until, objectionsOpen: true, record },
    nextStep: { title: "approved by the States parties", by: "Presidency" },
  },
  "step-taken": {
    ...{ kind: "StepTaken", item: drafting("cleared"), draft: 1, owner: coordinators, record },
    nextStep: { title: "approved by the States parties", by: "Presidency" },
  },
  "draft-cleared": {
    ...{ kind: "DraftCleared", item: drafting("cleared"), draft: 1, owner: coordinators, record },
    nextStep: { title: "Silence of the Coordination Committee", by: "Coordination Committee" },
  },
  "not-adopted": {
    ...{ kind: "NotAdopted", item: drafting("broken"), draft: 1, owner: coordinators, record },
    reason: { text: "No consensus was reached." },
  },
  "turn-voided": {
    ...{ kind: "turnVoided", item: drafting("void"), draft: 1, deadline: until, owner: coordinators, record },
    reason: { text: "The draft was circulated by mistake." },
  },
  "turn-retracted": {
    ...{ kind: "turnRetracted", item: drafting("cleared"), draft: 1, deadline: until, parties: ["Ireland"], record },
  },
  "draft-added": { kind: "DraftAdded", item: drafting("editing"), draft: 2, owner: coordinators, record },
  "returned-to-consultation": {
    ...{ kind: "ReturnedToConsultation", item: consultations, owner: coordinators, record },
    reason: { text: "Two delegations asked for it." },
  },
  "owner-assigned": { kind: "OwnerAssigned", item: note, owner: "UNIDIR", record },
  "turn-amended": {
    kind: "turnAmended",
    item: note,
    owner: "UNIDIR",
    record,
    reason: { text: "As the Presidency asked." },
  },
  "turn-of-output-amended": { kind: "turnOfOutputAmended", item: note, owner: "UNIDIR", record },
  "turn-confirmed": { kind: "turnConfirmed", item: note, owner: "UNIDIR", record },
  "turn-waits": { kind: "turnWaits", item: note, record },
  "turn-wait-ended": { kind: "turnWaitEnded", item: note, record, reason: { text: "The paper has come." } },
  "turn-wait-passed": { kind: "turnWaitPassed", item: note, step: "passed" },
  "checks-of-draft": { kind: "checksOfDraft", item: drafting("editing"), draft: 1, adviceAwaited: true, record },
  "checks-after-silence": {
    kind: "checksAfterSilence",
    item: drafting("cleared"),
    draft: 1,
    signOffAwaited: true,
    record,
  },
  "checks-after-step": {
    ...{
      kind: "checksAfterStep",
      item: drafting("cleared"),
      draft: 1,
      adviceAwaited: true,
      signOffAwaited: true,
      record,
    },
  },
  "objection-raised": {
    ...{ kind: "ObjectionRaised", item: drafting("underSilence"), draft: 1, parties: ["Ireland"], record },
  },
  "objection-withdrawn": { kind: "ObjectionWithdrawn", item: drafting("broken"), draft: 1, record },
  "objection-resolved": { kind: "ObjectionResolved", item: drafting("broken"), draft: 1, record },
  "silence-end-closed": {
    kind: "SilenceEndClosed",
    ...{ item: drafting("underSilence"), draft: 1, deadline: until, reason: { text: "The office moves." }, record },
    offer: { name: "extendSilence", url: "https://plan.example.org/en/items/t2-a2/record/extendSilence" },
  },
  "more-time": { kind: "MoreTimeRequested", item: drafting("underSilence"), draft: 1, parties: ["Ireland"], record },
  "steps-retracted": {
    ...{ kind: "StepsRetracted", item: drafting("cleared"), draft: 1, deadline: until, parties: ["Ireland"], record },
  },
  reopened: { kind: "Reopened", item: drafting("editing"), draft: 2, owner: coordinators, record },
  "turn-deferred": { kind: "turnDeferred", item: drafting("editing"), record },
  "turn-resumed": { kind: "turnResumed", item: drafting("editing"), owner: coordinators, record },
  "turn-cancelled": { kind: "turnCancelled", item: drafting("editing"), record },
  "turn-superseded": { kind: "turnSuperseded", item: drafting("editing"), record },
  "due-set": {
    ...{ kind: "DueSet", step: "moved", item: note, due: day("2026-07-13", 42), owner: coordinators },
    ...{ moved: { before: day("2026-07-06", 35) }, reason: { text: "The translation takes longer." } },
  },
  comment: { kind: "CommentMade", item: drafting("editing"), record },
  "output-fulfilled": { kind: "Fulfilled", item: note, record },
  "request-submitted": { kind: "RequestSubmitted", item: request("submitted"), due: day("2026-05-20", 10) },
  "request-accepted": { kind: "RequestAccepted", item: request("accepted"), activity: "t1-r1", record },
  "request-declined": {
    kind: "RequestDeclined",
    item: request("declined"),
    reason: { text: "The coordinators of universalization are preparing this note." },
    record,
  },
  "request-delivered": {
    kind: "RequestDelivered",
    item: request("delivered"),
    delivery: "Background note, 4 pages, in English and French",
    record,
  },
  "request-withdrawn": {
    kind: "RequestWithdrawn",
    item: request("ended"),
    activity: "t1-r1",
    reason: { text: "The visit was called off." },
    record,
  },
  "request-ended": {
    kind: "RequestEnded",
    item: request("ended"),
    activity: "t1-r1",
    ended: "superseded",
    reason: { text: "Merged with another note." },
    record,
  },
  "address-failed": {
    kind: "AddressFailed",
    item: workPlan,
    recipient: "Iarla Byrne",
    reason: { text: "550 5.1.1 <iarla.byrne@mission.example>: user unknown" },
  },
  "address-changed": { kind: "PersonUpdated", item: workPlan, record },
  "address-left": { kind: "formerAddress", item: workPlan, record },
  receipt: {
    kind: "receipt",
    item: drafting("underSilence"),
    does: "object",
    recipient: "Iarla Byrne",
    parties: ["Ireland"],
    endLinks: "https://plan.example.org/answer/endLinks",
    record,
  },
  "receipt-of-late": {
    ...{ kind: "receipt", item: agreed, does: "object", recipient: "Iarla Byrne", parties: ["Ireland"], late: true },
    record,
  },
  "receipt-of-support": { kind: "receipt", item: drafting("underSilence"), does: "support", record },
  invitation: {
    kind: "PersonAdded",
    item: workPlan,
    invited: {
      mandates: ["Thematic coordinator (Ireland)"],
      by: "Coordinator",
      signIn: "https://plan.example.org/en/sign-in",
    },
    record,
  },
  "invitation-at-adoption": {
    kind: "PlanAdopted",
    item: workPlan,
    invited: { mandates: ["Thematic coordinator (Ireland)"], signIn: "https://plan.example.org/en/sign-in" },
    record,
  },
  "webhook-disabled": {
    kind: "WebhookDisabled",
    item: { kind: "webhook", title: "UNIDIR’s tracker", state: "disabled", url: plan },
    reason: { text: "it took nothing for three days: 503" },
    record,
  },
}

/** One person's morning. */
export const morning: LetterContent[] = [
  examples["silence-24h"]!,
  examples["due-before"]!,
  examples["due-overdue"]!,
  { ...examples["due-escalated"]!, due: day("2026-06-01", -35) } as LetterContent,
  examples["due-moved"]!,
  examples["due-placeholder"]!,
  examples["consultation-7d"]!,
  examples["request-submitted"]!,
  examples["request-declined"]!,
]

/** A code to sign in with, for that reader. */
export const codeFor = (reader: { name: string | undefined; language: Reader["language"] }) => ({
  reader,
  code: "4F7K9QXM",
  url: `https://plan.example.org/${reader.language}/sign-in/link/${"0a".repeat(16)}.${"A".repeat(43)}`,
  home: "https://plan.example.org",
})
