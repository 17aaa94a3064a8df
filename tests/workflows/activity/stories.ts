import { failingGuards, type Snapshot, type View, view } from "@demarche/engine"
import type { Given } from "@demarche/engine/testing/scenario"
import { activity } from "@demarche/workflows"
import type { Facts } from "@demarche/workflows/metadata"
import type { AskedCheck, Path, Step } from "@demarche/workflows/procedure"
import { austria, clock, deadline, focalPoint, ireland, isu, june, text } from "../actors.ts"
import { specification } from "../specification.ts"

/** The Convention's path: the secretariat clears, the committee is silent. */
export const committeePath: Path = {
  id: "committee",
  steps: [
    { id: "clearance", is: "clearance", by: "secretariat" },
    {
      ...{ id: "silence", is: "silence", of: "coordination-committee" },
      ...{ hours: 72, workingDays: 3, ends: "officeHours", brokenBy: 1 },
    },
  ],
}

/** And its checks. */
export const committeeChecks: AskedCheck[] = [
  { id: "constraint", is: "signOff", before: "last", by: ["coordinator", "secretariat"], renewed: true },
  { id: "coverage", is: "coverage", before: "first", by: ["coordinator"] },
  {
    ...{ id: "gender", is: "marker", before: "last", by: ["coordinator", "focalPoint"] },
    options: ["principal", "significant", "none"],
  },
  {
    ...{ id: "gender-advice", is: "advice", before: "last", by: ["focalPoint"] },
    ...{ waivedBy: ["coordinator"], renewed: true },
  },
  {
    id: "lap",
    is: "reference",
    before: "last",
    by: ["coordinator"],
    noneAllowed: true,
    plans: [{ id: "lap", actions: 50 }],
  },
]

const known = { mandated: true, path: committeePath, checks: committeeChecks }

export const { workflow, under, given, foldOf, expectAllTold } = specification("activity", activity, {
  by: austria,
  at: june(1),
  facts: known,
})

/** Facts of a case, beside the mandate, the Convention's path and its checks. */
export const facts = (more: Record<string, unknown>) => ({ facts: { ...known, ...more } })

/** Stories on a path of those steps, which ask those checks alone, and whose silences are sound; `facts` are those of a case on it. */
export function onPath(steps: readonly Step[], more: Partial<Path> & { checks?: AskedCheck[] } = {}) {
  const { checks = [], ...rest } = more
  return withFacts({ path: { id: "own", steps: [...steps], ...rest }, checks, ...soundFacts, hours: 336 })
}

/** Stories of an item that is on no path. */
export const onNone = (checks: AskedCheck[] = committeeChecks) => withFacts({ checks })

function withFacts(of: Partial<Facts>) {
  const all = (more: Record<string, unknown> = {}) => ({ facts: { mandated: true, ...of, ...more } })
  return { ...under(all()), facts: all }
}

/** What readers see of it. */
export function viewOf(snapshot: Snapshot): View<activity.Context> {
  return view(workflow, snapshot) as View<activity.Context>
}

/** What refuses that event there, also one of which nothing can be decided. */
export function codesOf(snapshot: Snapshot, type: string, act: { facts: Facts }): string[] {
  const known = { command: "circulate", by: austria, at: june(1), version: 99, ...act }
  return failingGuards(workflow, snapshot, { type, ...known })
}

/** What time would do, and when. */
export function deadlinesOf(snapshot: Snapshot) {
  return workflow.deadlines(viewOf(snapshot))
}

// The activities that the stories begin with.
export const planned = (more: Record<string, unknown> = {}) => ({
  type: "ActivityPlanned",
  title: "Draft reference points",
  kind: "document",
  due: null,
  ...more,
})

// What has happened since.
export const because = { reason: "as the committee decided" }
export const invitation = (parties: string[]) =>
  facts({ deadline: deadline(5), invitation: { parties, groups: [], unknown: [] } })
export const opened = {
  type: "ConsultationOpened",
  round: 1,
  closes: deadline(5),
  invited: ["ie", "unidir"],
  ...invitation([]),
}
export const summed = { type: "ConsultationClosed", round: 1, summary: text("s") }
export const started = { type: "DraftingStarted" }
export const drafted = { type: "DraftAdded", draft: 1, text: text("d"), languages: ["en"] }
export const redrafted = { ...drafted, draft: 2, text: text("e") }
export const checked = (of: string, more: Record<string, unknown> = {}, act = {}) => ({
  type: "CheckRecorded",
  check: { of, ...more },
  ...act,
})
/** The advice on the draft that stands, which each new draft asks for again. */
export const advised = { ...checked("gender-advice", {}, { by: focalPoint }), text: text("g") }
export const checks = [checked("gender", { option: "significant" }), advised, checked("lap", { actions: [7, 9] })]
export const requested = { type: "ClearanceRequested" }
export const cleared = { type: "DraftCleared", by: isu }
export const committee = ["at", "cm", "la", "ie", "pe", "no"]
export const soundFacts = {
  ...{ deadline: deadline(8), hours: 176, workingDays: 5 },
  ...{ onWorkingDay: true, inOfficeHours: true, addressees: committee },
}
export const sound = facts(soundFacts)
export const silenceOpened = { type: "SilenceOpened", draft: 1, until: deadline(8), addressees: committee }
export const silencePassed = { type: "SilencePassed", by: clock, at: june(8, 18), facts: { mandated: true } }
export const stepPassed = { ...silencePassed, type: "StepPassed" }
export const objection = (party: string, number = 1) => ({
  ...{ type: "ObjectionRaised", objection: number, party, paragraphs: ["3"], text: text("o") },
})
export const broke = { type: "SilenceBroken", by: ireland }
/** The end of a path by hand. */
export const agreement = { type: "Agreed", path: "own", command: "agree" }

// And where that has brought the activity.
export const consulting: Given[] = [planned(), opened]
export const consulted: Given[] = [...consulting, summed]
export const editing: Given[] = [...consulted, started]
export const inClearance: Given[] = [...editing, drafted, ...checks, requested]
export const readyToCirculate: Given[] = [...inClearance, cleared]
export const underSilence: Given[] = [...readyToCirculate, { ...silenceOpened, ...sound }]
export const broken: Given[] = [...underSilence, broke, { ...objection("ie"), by: ireland }]
export const voided: Given[] = [...underSilence, { type: "SilenceVoided", ...because }]
export const agreed: Given[] = [...underSilence, silencePassed]
export const outcome = agreed.length
export const deferred: Given[] = [planned(), { type: "Deferred", ...because }]

export const circulate = { type: "circulate", until: "2026-06-08T18:00" }
export const object = { type: "object", paragraphs: ["3"], text: text("o") }
export const addDraft = { type: "addDraft", text: text("e") }
export const agree = { type: "agree" }
export const request = { type: "requestClearance" }
export const clear = { type: "clearDraft" }
export const correct = { type: "correct", outcome, paragraphs: ["3"], text: text("o") }
/** The objection that was in the mailbox when the silence ended. */
export const mail = { by: { ...isu, onBehalfOf: "ie" }, at: june(8, 18, 20), received: june(8, 17, 50) }
