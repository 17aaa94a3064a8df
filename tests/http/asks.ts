import type { View } from "@demarche/engine"
import type { activity, output, webhook } from "@demarche/workflows"
import { AUSTRIA, CAMEROON, FOCAL_POINT, ISU, PLAN, PRESIDENCY, thematic, type World } from "./world.ts"

/** One thing that somebody may try, wherever the item stands. */
export interface SampleRequest {
  take: string
  as: string
  with?: (seen: View<never>, now: string) => object
  reason?: string
  mandate?: string
  onBehalfOf?: string
  receivedAt?: (seen: View<never>) => string
  /** Nobody does anything, and the next deadline comes. */
  wait?: true
  /** Nobody asks it of the item: the meeting moves, and what hangs on it follows. */
  moved?: { meeting: string; from: string; to: string }
  /** Where it is asked, if not as a transition of the item. */
  address?: string
  /** Tells apart two ways of the same command. */
  tag?: string
  /** The model tries it only then, so that orders that come to the same are walked once. */
  when?: (context: never) => boolean
}

/** An item to start from, and what tells two of its states apart. */
export interface Item {
  name: string
  kind: "activity" | "output" | "plan" | "request" | "access" | "webhook"
  begin(world: World): Promise<string>
  address(id: string): string
  partyOf(as: string): string | undefined
  sign(context: never, state: string): string
  /** The plan is imported and not adopted yet. */
  proposed?: true
  /** Where the model need not look further. */
  beyond?(context: never): boolean
}

const parties: Record<string, string> = {
  [AUSTRIA]: "austria",
  [CAMEROON]: "cameroon",
  [PRESIDENCY]: "presidency",
  [ISU]: "isu",
  [FOCAL_POINT]: "austria",
}
const partyOf = (as: string) => parties[as] ?? (as.startsWith("thematic-") ? `delegation-${as.charAt(9)}` : undefined)

function activityItem(name: string, code: string): Item {
  return {
    name,
    kind: "activity",
    async begin(world) {
      await world.take(AUSTRIA, code, "linkTo", { relation: "relatesTo", target: "a document" })
      await world.take(AUSTRIA, code, "setDue", { rules: [{ kind: "meeting", meeting: "3rc", weeks: -1 }], reason })
      return `${PLAN}.${code}`
    },
    address: (id) => `/api/activities/${id}`,
    partyOf,
    beyond: ({ drafts, rounds, objections, late, links }: activity.Context) =>
      drafts.length > 2 || rounds.length > 1 || objections.length > 2 || late > 1 || links.length > 4,
    sign: (context: activity.Context, state: string) => {
      const spoken = [context.silence !== undefined, context.objections.map(({ status, party }) => [status, party])]
      if (state === "planned") return JSON.stringify([context.feasible, context.children !== undefined])
      if (state === "consulting")
        return JSON.stringify([spoken, context.rounds.map(({ summary }) => summary !== undefined), context.waived])
      if (state === "drafting")
        return JSON.stringify([
          spoken,
          context.invited.length > 0,
          context.drafts.length > 0,
          done(context),
          context.reached,
        ])
      return JSON.stringify([
        spoken[0],
        state === "agreed" && [context.consents, context.agreed?.outcome !== undefined],
      ])
    },
  }
}

/** How many of the checks before circulation are done; the model does them in one order. */
function done({ gender, genderAdvised, lap, signed }: activity.Context): number {
  return [gender, genderAdvised, lap].filter((check) => check !== undefined).length + signed.length
}

export const items: Item[] = [
  activityItem("a document", "t2-a2"),
  activityItem("an event", "x-q1-2"),
  activityItem("an ongoing activity", "t1-a2"),
  activityItem("a conditional activity", "t3-a3"),
  activityItem("a placeholder", "x-q3-3"),
  {
    name: "an output",
    kind: "output",
    begin: async () => `${PLAN}.o4`,
    address: (id) => `/api/outputs/${id}`,
    partyOf,
    beyond: (context: output.Context) => context.deliverables.some(({ evidence }) => evidence.length > 2),
    sign: (context: output.Context) =>
      JSON.stringify(context.deliverables.map(({ evidence, met }) => [evidence.length, met])),
  },
  {
    name: "a request",
    kind: "request",
    async begin(world) {
      const { body } = await world.ask("POST", `/api/requests?plan=${PLAN}`, {
        as: PRESIDENCY,
        body: { title: "A note" },
        headers: { "Idempotency-Key": "one" },
      })
      return body.id
    },
    address: (id) => `/api/requests/${id}`,
    partyOf,
    sign: () => "",
  },
  {
    name: "a plan",
    kind: "plan",
    proposed: true,
    begin: async () => PLAN,
    address: (id) => `/api/plans/${id}`,
    partyOf,
    beyond: (context: { meetings: unknown[]; people: unknown[] }) =>
      context.meetings.length > 5 || context.people.length > 24,
    sign: (context: never) =>
      JSON.stringify([
        (context as { meetings: unknown[] }).meetings.length,
        (context as { people: unknown[] }).people.length,
      ]),
  },
  {
    name: "a key",
    kind: "access",
    async begin(world) {
      const expires = "2026-07-01T00:00:00.000Z"
      const { body } = await world.ask("POST", "/api/keys", {
        as: ISU,
        body: { label: "a program", office: "secretariat", plans: [PLAN], expires },
      })
      return body.id
    },
    address: (id) => `/api/keys/${id}`,
    partyOf,
    sign: () => "",
  },
  {
    name: "a feed",
    kind: "access",
    async begin(world) {
      const { body } = await world.ask("POST", `/api/feeds?plan=${PLAN}`, { as: AUSTRIA })
      return body.id
    },
    address: (id) => `/api/feeds/${id}`,
    partyOf,
    sign: () => "",
  },
  {
    name: "a webhook",
    kind: "webhook",
    async begin(world) {
      const body = { url: "https://unidir.example/hook", label: "UNIDIR" }
      return (await world.ask("POST", `/api/webhooks?plan=${PLAN}`, { as: ISU, body })).body.id
    },
    address: (id) => `/api/webhooks/${id}`,
    partyOf,
    beyond: ({ secret }: webhook.Context) => secret > 2,
    sign: ({ secret, sees }: webhook.Context) => JSON.stringify([secret, sees]),
  },
]

const nextWeek = (now: string) => `${new Date(Date.parse(now) + 7 * 86_400_000).toISOString().slice(0, 10)}T18:00`
const check = (
  as: string,
  of: string,
  more: object = {},
  when?: (context: activity.Context) => boolean,
): SampleRequest => ({
  take: "recordCheck",
  as,
  with: () => ({ check: { of, ...more } }),
  tag: of + as,
  ...(when && { when }),
})
const text = "h".repeat(43).replace("h", "A text of some kind ")
const reason = "for the model"
const moved: SampleRequest = {
  take: "recordDue",
  as: "system:system",
  with: () => ({ because: "Meeting moved: 3rc" }),
  moved: { meeting: "3rc", from: "2027-03-15", to: "2027-03-19" },
}

export const asks: Record<Item["kind"], SampleRequest[]> = {
  activity: [
    { take: "amend", as: ISU, with: () => ({ themes: [] }), reason },
    { take: "decideFeasibility", as: AUSTRIA, with: () => ({ feasible: true }), tag: "yes" },
    { take: "decideFeasibility", as: AUSTRIA, with: () => ({ feasible: false }), reason, tag: "no" },
    {
      take: "expandPlaceholder",
      as: AUSTRIA,
      with: () => ({ children: [{ code: "child", title: "A child", kind: "document" }] }),
      mandate: "a meeting",
    },
    {
      take: "openConsultation",
      as: AUSTRIA,
      with: (_, now) => ({
        closes: nextWeek(now),
        invited: ["isu", "unidir", "thematic-coordinators", "other-ccm-coordinators", "universalization-coordinators"],
      }),
    },
    { take: "recordInput", as: thematic("a"), with: () => ({ round: 1, text }) },
    { take: "closeConsultation", as: AUSTRIA, with: () => ({ round: 1, summary: text }) },
    { take: "waiveConsultation", as: AUSTRIA, reason },
    { take: "startDrafting", as: AUSTRIA },
    { take: "addDraft", as: AUSTRIA, with: () => ({ text }) },
    { take: "addDraft", as: AUSTRIA, with: () => ({ text, confirmVoid: true }), reason, tag: "void" },
    check(AUSTRIA, "gender", { marker: "none" }, ({ gender }) => !gender),
    check(FOCAL_POINT, "genderAdvice", {}, ({ gender, genderAdvised }) => gender !== undefined && !genderAdvised),
    check(AUSTRIA, "lap", { actions: [] }, ({ genderAdvised, lap }) => genderAdvised === true && !lap),
    check(AUSTRIA, "constraint", {}, ({ lap, signed }) => lap !== undefined && signed.length === 0),
    check(ISU, "constraint", {}, ({ signed }) => signed.length === 1),
    check(CAMEROON, "consent"),
    { take: "requestClearance", as: AUSTRIA },
    { take: "clearDraft", as: ISU },
    { take: "circulate", as: AUSTRIA, with: (_, now) => ({ until: nextWeek(now) }) },
    {
      take: "extendSilence",
      as: AUSTRIA,
      with: (seen: View<activity.Context>) => ({
        until: nextWeek(seen.context.silence?.until.at ?? "2026-06-01T10:00:00Z"),
      }),
    },
    { take: "voidSilence", as: AUSTRIA, reason },
    { take: "object", as: thematic("a"), with: () => ({ text, paragraphs: ["3"] }), tag: "a" },
    { take: "object", as: thematic("b"), with: () => ({ text, paragraphs: ["3"] }), tag: "b" },
    { take: "withdrawObjection", as: thematic("a"), with: () => ({ objection: 1 }) },
    { take: "resolveObjection", as: AUSTRIA, with: () => ({ objection: 1, how: "a new paragraph 3" }) },
    { take: "support", as: thematic("c") },
    { take: "comment", as: "observer:observer", with: () => ({ text }) },
    { take: "agree", as: AUSTRIA, mandate: "a meeting" },
    { take: "returnToConsultation", as: AUSTRIA, reason },
    { take: "reopen", as: PRESIDENCY, reason },
    { take: "reportProgress", as: AUSTRIA, with: () => ({ quarter: "2026-Q2", text }) },
    { take: "reachMilestone", as: AUSTRIA, with: () => ({ milestone: "held" }) },
    { take: "setDue", as: AUSTRIA, with: () => ({ rules: [{ kind: "date", on: "2026-08-01" }] }), reason },
    { take: "assignOwner", as: AUSTRIA, with: () => ({ owner: "isu" }) },
    { take: "linkTo", as: AUSTRIA, with: () => ({ relation: "relatesTo", target: "a document" }) },
    { take: "unlink", as: AUSTRIA, with: () => ({ relation: "relatesTo", target: "a document" }) },
    { take: "defer", as: AUSTRIA, reason },
    { take: "resume", as: AUSTRIA },
    { take: "cancel", as: AUSTRIA, reason },
    { take: "supersede", as: AUSTRIA, with: () => ({ successors: [`${PLAN}.t1-a1`] }), reason },
    {
      take: "correct",
      as: ISU,
      with: (seen: View<activity.Context>) => ({ outcome: seen.context.agreed?.outcome ?? 1, text }),
      onBehalfOf: "delegation-a",
      receivedAt: (seen: View<activity.Context>) =>
        new Date(Date.parse(seen.context.silence?.until.at ?? "2026-06-01T10:00:00Z") - 600_000).toISOString(),
      reason,
    },
    { take: "wait", as: "", wait: true },
    moved,
  ] as SampleRequest[],
  output: [
    { take: "amend", as: ISU, with: () => ({ objectives: [] }), reason },
    {
      take: "linkEvidence",
      as: AUSTRIA,
      with: () => ({ deliverable: "o4-1", source: "a note", alternative: "suggested_messaging" }),
      tag: "1",
    },
    { take: "linkEvidence", as: AUSTRIA, with: () => ({ deliverable: "o4-2", source: "a report" }), tag: "2" },
    { take: "linkEvidence", as: AUSTRIA, with: () => ({ deliverable: "o4-2", source: "another report" }), tag: "3" },
    { take: "unlinkEvidence", as: AUSTRIA, with: () => ({ deliverable: "o4-2", source: "a report" }) },
    { take: "assess", as: AUSTRIA, with: () => ({ deliverable: "o4-1", finding: text, met: true }), tag: "met" },
    { take: "assess", as: AUSTRIA, with: () => ({ deliverable: "o4-1", finding: text, met: false }), tag: "wanting" },
    { take: "fulfil", as: AUSTRIA },
    { take: "notPursue", as: AUSTRIA, reason },
    { take: "carryOver", as: AUSTRIA, with: () => ({ to: "2026-2027" }), reason },
    { take: "setDue", as: AUSTRIA, with: () => ({ rules: [{ kind: "date", on: "2026-08-01" }] }), reason },
    { take: "assignOwner", as: AUSTRIA, with: () => ({ owner: "isu" }) },
    moved,
  ],
  request: [
    { take: "accept", as: CAMEROON, with: () => ({ code: "r-note" }) },
    { take: "decline", as: CAMEROON, reason },
  ],
  plan: [
    { take: "adopt", as: AUSTRIA },
    { take: "amend", as: ISU, with: () => ({ cycle: "2025-2027" }), reason },
    { take: "addMeeting", as: ISU, with: () => ({ id: "prepcom", title: "Preparatory meeting", month: "2026-07" }) },
    { take: "moveMeeting", as: PRESIDENCY, with: () => ({ meeting: "3rc", from: "2026-09-14", to: "2026-09-18" }) },
    { take: "addPerson", as: ISU, with: () => ({ person: "intern", name: "An intern", offices: [] }) },
    { take: "updatePerson", as: ISU, with: () => ({ person: "observer", language: "fr" }) },
    { take: "endPerson", as: ISU, with: () => ({ person: "observer" }), reason },
    {
      take: "grantMandate",
      as: PRESIDENCY,
      with: () => ({ person: "observer", office: "partner", from: "2026-06-01" }),
    },
    {
      take: "endMandate",
      as: PRESIDENCY,
      with: () => ({ person: "isu-2", office: "secretariat", party: "isu", on: "2026-06-30" }),
    },
    { take: "closeCycle", as: PRESIDENCY, reason },
  ],
  access: [
    { take: "revokeKey", as: ISU, reason },
    { take: "wait", as: "", wait: true },
    {
      take: "addFeed",
      as: AUSTRIA,
      with: () => ({ hash: "h".repeat(43) }),
      address: `/api/feeds?plan=${PLAN}`,
    },
    { take: "revokeFeed", as: ISU },
  ],
  webhook: [
    { take: "change", as: ISU, with: () => ({ sees: "committee" }) },
    { take: "rotateSecret", as: ISU },
    { take: "disable", as: ISU, with: () => ({ why: "its receiver is being moved" }) },
    { take: "enable", as: ISU },
    { take: "remove", as: ISU },
  ],
}
