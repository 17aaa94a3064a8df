import type { Workflow } from "@demarche/engine"
import { expect, test } from "vitest"
import { edges } from "./edges.ts"
import { items } from "./items.ts"
import { modelOf, START } from "./model.ts"
import { replayable } from "./replay.ts"
import type { Item } from "./samples.ts"
import { walk } from "./walk.ts"
import { waysPlan } from "./waysPlan.ts"
import { AUSTRIA, type Hosting, ISU, openCcm, openProposed, openWorld, over, type World } from "./world.ts"

/** Transitions that exist to be refused over HTTP, or that only another history folds through. */
const neverTaken = [
  // they are refused to everybody (CONFIRM_VOID, SILENCE_RUNNING), and nothing is late yet
  "activity underSilence DraftAdded",
  "activity underSilence Deferred",
  "activity underSilence CarriedOver",
  "activity underSilence LateObjectionRecorded",
  // the silence is voided first, in the same commit
  "activity underSilence Cancelled",
  "activity underSilence Superseded",
  // the path is being run, and fixed (PATH_RUNNING): tests/workflows/activity/resets.ts
  ...["clearance", "underSilence", "void"].map((state) => `activity ${state} ValueConfirmed`),
  // the silence that was voided is the next step again: tests/workflows/activity/resets.ts
  ...["ClearanceRequested", "StepTaken", "StepRecorded", "Agreed", "NotAdopted"].map(
    (event) => `activity void ${event}`,
  ),
  // what broke no silence is a correction, and a new draft takes back that it was broken: tests/workflows/activity/silence.ts
  ...["consulting", "editing", "void"].map((state) => `activity ${state} ObjectionRaised`),
  // an event has no path there, and a kept step behind a kept silence none: tests/workflows/activity/kinds.ts, correction.ts
  ...["cleared", "broken", "void"].map((state) => `activity ${state} MilestoneReached`),
  ...["consulting", "editing"].map((state) => `activity ${state} StepsRetracted`),
  // as it was, the silence still runs; a correction qualifies or retracts first: tests/workflows/activity/correction.ts
  "activity underSilence OutcomeQualified",
  "activity void OutcomeQualified",
  "activity clearance StepsRetracted",
  ...["clearance", "cleared", "agreed"].map((state) => `activity ${state} ObjectionRaised`),
  // the mailer takes it, where mail comes back: tests/mail/transitions.test.ts
  "plan proposed AddressFailed",
  "plan adopted AddressFailed",
  // they ask what other items and their texts say: tests/faults/k7.test.ts
  "request accepted RequestDelivered",
  // it follows from what becomes of the activity: requests.test.ts
  "request accepted RequestEnded",
  "request delivered DeliveryAcknowledged",
  // the import itself takes these: POST /api/plans
  "plan importing PersonAdded",
  "plan importing PlanImported",
]

/**
 * A version in another language changes nothing of where a text stands: versions.test.ts and the workflow's own stories add it.
 * Nor does an annex, a working paper or a corrigendum: annexes.test.ts, papers.test.ts, corrigenda.test.ts and the workflow's own stories add them.
 * A text is redacted once, and must be the item's: tests/faults/k6.test.ts and the workflow's own stories take it. Whom no
 * letter can reach is noted when letters are queued: tests/faults/k8.test.ts. The key of the names comes with a plan's first
 * commit: tests/faults/k2Names.test.ts. What is waited for is reopened, or another takes its place: tests/http/dates.test.ts. A placeholder ends with the last of its activities: placeholder.test.ts. That a key was made is noted by the reaction to it: tests/faults/k2Keys.test.ts.
 * What becomes of evidence follows from its activity, and the plan has no indicators: evidence.test.ts.
 * What else a document says follows in the commit of another event: nothingDropped.test.ts. This plan has no path for amendments: planAmendment.test.ts.
 */
const elsewhere = (edge: string) =>
  / (TextRedacted|VersionAdded|AnnexAdded|PaperSubmitted|CorrigendumIssued|PartiesUnreached|SilenceEndClosed|NamesKeyed|KeyIssued|KeyWithdrawn|PlaceholderConcluded|PlaceholderDropped|WaitResumed|WaitPassed|WordingRecorded|EvidenceSuspended|IndicatorReported|IndicatorFellShort|AmendmentProposed|AmendmentCarriedOut|AmendmentDropped)$/.test(
    edge,
  )

const covered = new Set<string>()

test.each(items)(
  "slow: every path of $name is walked over HTTP",
  async (item) => {
    const memory = replayable()
    const world = await open(item, over(memory.store))
    const id = await item.begin(world)
    const model = await modelOf(world, item, id)
    const reached = new Map([["", { id, kept: memory.kept(), now: START, edges: [] }]])
    await world.stop()
    const wanted = new Set(model.map(({ edge }) => edge).filter((edge) => !covered.has(edge)))
    for (const path of model) {
      if (!wanted.has(path.edge)) continue
      const walked = await walk(item, path.steps, reached)
      for (const edge of walked) {
        covered.add(edge)
        wanted.delete(edge)
      }
    }
    expect([...wanted]).toEqual([])
  },
  240_000,
)

test.each([...new Set(items.map(({ kind }) => kind))])("no transition of %s was left out", async (kind) => {
  const world = await openCcm(START)
  const workflow = world.hosted.application.workflows.get(kind) as Workflow
  await world.stop()
  const begun = [...workflow.begins].flatMap((name) => workflow.emits[name] ?? [])
  const all = edges(workflow)
    .filter(({ state, event }) => state !== "new" || !begun.includes(event))
    .map(({ state, event }) => `${kind} ${state} ${event}`)
  expect(all.filter((edge) => covered.has(edge) && neverTaken.includes(edge))).toEqual([])
  expect(
    all.filter((edge) => !covered.has(edge)).filter((edge) => !neverTaken.includes(edge) && !elsewhere(edge)),
  ).toEqual([])
})

function open({ plan }: Item, hosting: Hosting): Promise<World> {
  if (plan === "ways") return openWays(hosting)
  return plan === "proposed" ? openProposed(START, hosting) : openCcm(START, hosting)
}

async function openWays(hosting: Hosting): Promise<World> {
  const world = await openWorld(START, hosting)
  await world.send(ISU, waysPlan)
  await world.take(AUSTRIA, "plan", "adopt", { mandate: "the last meeting" })
  return world
}
