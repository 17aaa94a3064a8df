import type { View } from "@demarche/engine"
import type { activity } from "@demarche/workflows"
import { moved, reason, type SampleRequest, text } from "./samples.ts"
import { AUSTRIA, CAMEROON, FOCAL_POINT, ISU, PLAN, PRESIDENCY, thematic } from "./world.ts"

type Seen = View<activity.Context>
type Context = activity.Context

const SOME_TIME = "2026-06-01T10:00:00Z"
const weekAfter = (instant = SOME_TIME) =>
  `${new Date(Date.parse(instant) + 7 * 86_400_000).toISOString().slice(0, 10)}T18:00`
const justBefore = (instant = SOME_TIME) => new Date(Date.parse(instant) - 600_000).toISOString()

/** The checks that are asked again for each draft. */
const renewed = ["gender-advice", "constraint"]

/** What is recorded of a check for the draft that stands. */
function recorded({ checks, drafts }: Context, of: string): Context["checks"][string] | undefined {
  const known = checks[of]
  return known && renewed.includes(of) && known.draft !== drafts.length ? undefined : known
}

/** How many of the checks hold for the draft that stands. */
export function checksDone(context: Context): number {
  return Object.keys(context.checks).reduce((sum, of) => {
    const known = recorded(context, of)
    return sum + (known ? (known.by?.length ?? 1) : 0)
  }, 0)
}

const check = (
  as: string,
  of: string,
  more: object = {},
  when?: SampleRequest["when"],
  text?: string,
): SampleRequest => ({
  take: "recordCheck",
  as,
  with: () => ({ check: { of, ...more }, ...(text && { text }) }),
  tag: of + as,
  ...(when && { when }),
})

/** The checks of the Convention, in one order, so that they make one way and not each order another. */
const checks: SampleRequest[] = [
  check(AUSTRIA, "gender", { option: "none" }, (context: Context) => checksDone(context) === 0),
  check(
    FOCAL_POINT,
    "gender-advice",
    {},
    (context: Context) => Boolean(recorded(context, "gender") && !recorded(context, "gender-advice")),
    text,
  ),
  check(AUSTRIA, "lap", { actions: [] }, (context: Context) =>
    Boolean(recorded(context, "gender-advice") && !recorded(context, "lap")),
  ),
  check(AUSTRIA, "constraint", {}, (context: Context) =>
    Boolean(recorded(context, "lap") && recorded(context, "gender-advice") && !recorded(context, "constraint")),
  ),
  check(ISU, "constraint", {}, (context: Context) => recorded(context, "constraint")?.by?.length === 1),
  check(CAMEROON, "consent"),
  check(AUSTRIA, "partner", { partner: "survivors" }),
]

/** The path is confirmed to be that one, whatever was stated or suggested. */
export const confirmPath = (value: string): SampleRequest => ({
  take: "confirm",
  as: AUSTRIA,
  with: () => ({ field: "path", value }),
  tag: value,
})

const decided = { meeting: "13msp", decision: "Decision 3" }
const objection = () => ({ text, paragraphs: ["3"] })

export const activityAsks = [
  { take: "amend", as: ISU, with: () => ({ themes: [] }), reason },
  { take: "decideFeasibility", as: AUSTRIA, with: () => ({ feasible: true }), reason, tag: "Yes" },
  { take: "decideFeasibility", as: AUSTRIA, with: () => ({ feasible: false }), reason, tag: "No" },
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
      closes: weekAfter(now),
      invited: ["isu", "unidir", "thematic-coordinators", "other-ccm-coordinators", "universalization-coordinators"],
    }),
  },
  { take: "recordInput", as: thematic("a"), with: () => ({ round: 1, text }) },
  {
    take: "extendConsultation",
    as: AUSTRIA,
    with: ({ context }: Seen) => ({ round: 1, closes: weekAfter(context.rounds[0]?.closes.at) }),
  },
  { take: "closeConsultation", as: AUSTRIA, with: () => ({ round: 1, summary: text }), reason },
  { take: "waiveConsultation", as: AUSTRIA, reason },
  { take: "startDrafting", as: AUSTRIA },
  { take: "addDraft", as: AUSTRIA, with: () => ({ text }) },
  { take: "addDraft", as: AUSTRIA, with: () => ({ text, confirmVoid: true }), reason, tag: "Void" },
  ...checks,
  { take: "confirm", as: AUSTRIA, with: () => ({ field: "outputs" }) },
  { take: "requestClearance", as: AUSTRIA },
  { take: "clearDraft", as: ISU },
  { take: "circulate", as: AUSTRIA, with: (_, now) => ({ until: weekAfter(now) }) },
  {
    take: "extendSilence",
    as: AUSTRIA,
    with: ({ context }: Seen) => ({ until: weekAfter(context.silence?.until.at) }),
  },
  { take: "voidSilence", as: AUSTRIA, reason },
  { take: "requestMoreTime", as: thematic("a"), with: () => ({ text }) },
  { take: "declineMoreTime", as: AUSTRIA, reason },
  { take: "object", as: thematic("a"), with: objection, tag: "A" },
  { take: "object", as: thematic("b"), with: objection, tag: "B" },
  {
    take: "object",
    as: ISU,
    with: objection,
    onBehalfOf: "delegation-b",
    receivedAt: ({ context }: Seen) => justBefore(context.silence?.until.at),
    tag: "Received",
  },
  { take: "withdrawObjection", as: thematic("a"), with: () => ({ objection: 1 }) },
  { take: "resolveObjection", as: AUSTRIA, with: () => ({ objection: 1, how: "a new paragraph 3" }) },
  { take: "support", as: thematic("c") },
  { take: "comment", as: "observer:observer", with: () => ({ text }) },
  { take: "agree", as: AUSTRIA, with: () => decided },
  { take: "agree", as: CAMEROON, with: () => decided, tag: "Too" },
  { take: "notAdopted", as: AUSTRIA, with: () => decided, reason },
  { take: "returnToConsultation", as: AUSTRIA, reason },
  { take: "reopen", as: PRESIDENCY, reason },
  { take: "reportProgress", as: AUSTRIA, with: () => ({ period: "2026-Q2", text }) },
  { take: "conclude", as: AUSTRIA, with: () => ({ summary: text }) },
  { take: "reachMilestone", as: AUSTRIA, with: () => ({ milestone: "held" }) },
  { take: "setDue", as: AUSTRIA, with: () => ({ rules: [{ kind: "date", on: "2026-08-01" }] }), reason },
  { take: "assignOwner", as: AUSTRIA, with: () => ({ owner: "isu" }) },
  { take: "linkTo", as: AUSTRIA, with: () => ({ relation: "relatesTo", target: "a document" }) },
  { take: "sayLate", as: AUSTRIA, with: () => ({ target: "a report", expected: "2026-08-01" }) },
  { take: "endWait", as: AUSTRIA, with: () => ({ target: "a report" }), reason },
  { take: "unlink", as: AUSTRIA, with: () => ({ relation: "relatesTo", target: "a document" }) },
  { take: "defer", as: AUSTRIA, reason },
  { take: "resume", as: AUSTRIA },
  { take: "cancel", as: AUSTRIA, reason },
  { take: "carryOver", as: AUSTRIA, with: () => ({ to: "2026-2027" }), reason },
  { take: "supersede", as: AUSTRIA, with: () => ({ successors: [`${PLAN}.t1-a1`] }), reason },
  {
    take: "correct",
    as: ISU,
    with: ({ context }: Seen) => ({ outcome: context.passed.at(-1)?.outcome ?? 1, text }),
    onBehalfOf: "delegation-a",
    receivedAt: ({ context }: Seen) => justBefore(context.passed.at(-1)?.silence.until.at),
    occurred: true,
    reason,
  },
  { take: "wait", as: "", wait: true },
  {
    take: "wait",
    as: "",
    until: ({ context }: Seen) => context.silence?.until.at ?? SOME_TIME,
    when: (_: Context, { substate }) => substate === "void",
    tag: "Later",
  },
  moved,
] as SampleRequest[]
