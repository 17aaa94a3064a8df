import type { Matter, MatterKind, Reader, Sender } from "../../packages/mail/letters.ts"

/** Who reads the samples, and whose letters they are. */
export const sender: Sender = {
  plan: {
    id: "ccm-gso-2025-2026",
    title: "Work plan of the working group on General Status and Operation",
    zone: "Europe/Zurich",
  },
  home: "https://demarche.example",
}
export const vientiane: Reader = { name: "Presidency", language: "en", zone: "Asia/Vientiane" }
export const paris: Reader = { name: "Déléguée, Délégation C", language: "fr", zone: "Europe/Paris" }

const deadline = { at: "2026-06-08T16:00:00.000Z", zone: "Europe/Zurich", wall: "2026-06-08T18:00" }
const item = {
  kind: "activity",
  code: "t2-a2",
  title: "Develop a set of concise reference points on the humanitarian norm of the Convention",
  state: "drafting",
  substate: "underSilence",
  url: "https://demarche.example/en/items/ccm-gso-2025-2026.t2-a2",
} as const
const record = { version: 17, hash: "x1Zf0uFqk2m4Qd8b6wYt3sVn5cPj7hRgLaKeIoUyTrE" }
const link = (name: "support" | "object" | "comment" | "recordInput") => ({
  name,
  url: `https://demarche.example/en/answer/${name}`,
})
const answers = [link("support"), link("object"), link("comment")]
const silence = { item, deadline, draft: 2, record }
const due = (on: string, days: number, precision: "day" | "quarter" = "day") => ({ due: { on, days, precision } })
const owned = { item: { ...item, substate: undefined }, owner: "Austria" }

/** A sample of everything that is told, by what it shows. */
export const samples: Record<string, { kind: MatterKind } & Matter> = {
  "due-before": { kind: "due", step: "before-7", ...owned, ...due("2026-07-06", 7) },
  "due-before-quarter": { kind: "due", step: "before-28", ...owned, ...due("2026-06-30", 28, "quarter") },
  "due-on": { kind: "due", step: "on", ...owned, ...due("2026-07-06", 0) },
  "due-overdue": { kind: "due", step: "overdue-3", ...owned, ...due("2026-07-06", -3) },
  "due-escalated": { kind: "due", step: "overdue-14", ...owned, ...due("2026-03-31", -14, "quarter"), escalated: true },
  "due-moved": { kind: "due", step: "moved", ...owned, ...due("2026-07-13", 42) },
  "due-placeholder": {
    kind: "due",
    step: "before-14",
    ...owned,
    item: {
      ...owned.item,
      itemKind: "placeholder",
      state: "planned",
      code: "x-q3-3",
      title: "Other actions as identified",
    },
    ...due("2026-09-30", 14, "quarter"),
    onBehalfOf: "Coordinator (Austria)",
  },
  "silence-opened": { kind: "SilenceOpened", ...silence, actions: answers },
  "silence-72h": { kind: "silenceCloses", step: "72h", ...silence, record: undefined, actions: answers },
  "silence-2h": { kind: "silenceCloses", step: "2h", ...silence, record: undefined, actions: answers },
  "silence-extended": { kind: "SilenceExtended", ...silence, actions: answers },
  "silence-voided": { kind: "SilenceVoided", ...silence, reason: "A slip in paragraph 4 changes its meaning." },
  "silence-broken": { kind: "SilenceBroken", ...silence, parties: ["Delegation A"], paragraphs: ["3"] },
  "silence-passed": { kind: "SilencePassed", ...silence },
  "outcome-retracted": {
    kind: "OutcomeRetracted",
    ...silence,
    parties: ["Delegation A"],
    paragraphs: ["3"],
    reason: "The objection was in the mailbox at 17:50.",
  },
  agreed: { kind: "Agreed", item, draft: 2, record },
  "consultation-opened": { kind: "ConsultationOpened", item, deadline, record, actions: [link("recordInput")] },
  "consultation-closes": {
    kind: "consultationCloses",
    step: "before-7",
    item,
    deadline,
    actions: [link("recordInput")],
  },
  "request-submitted": {
    kind: "RequestSubmitted",
    item: {
      ...item,
      kind: "request",
      code: "r-1",
      title: "A note on stockpiles",
      state: "submitted",
      substate: undefined,
    },
    record,
  },
  "request-accepted": {
    kind: "RequestAccepted",
    item: { ...item, kind: "request", code: "r-1", title: "A note on stockpiles" },
    record,
  },
  "request-declined": {
    kind: "RequestDeclined",
    item: { ...item, kind: "request", code: "r-1", title: "A note on stockpiles" },
    record,
    reason: "It is in the baseline already.",
  },
  "request-delivered": {
    kind: "RequestDelivered",
    item: { ...item, kind: "request", code: "r-1", title: "A note on stockpiles" },
    record,
  },
  "address-failed": {
    kind: "AddressFailed",
    item: { ...item, kind: "plan", code: "ccm-gso-2025-2026", title: sender.plan.title },
    record,
  },
}
