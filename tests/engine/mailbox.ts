import {
  defineWorkflow,
  handle,
  type IncomingCommand,
  loadState,
  loadStateAsOf,
  type Outcome,
  type Past,
  view,
} from "@demarche/engine"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { activity } from "@demarche/workflows"
import type { ActMetadata, Facts } from "@demarche/workflows/metadata"
import type { Actor } from "@demarche/workflows/terms"
import { committeeChecks, committeePath } from "../workflows/activity/stories.ts"
import { austria, deadline, focalPoint, ireland, isu, june, peru } from "../workflows/actors.ts"
import { fixture } from "./fixture.ts"

export const TEXT = "activity:ccm.t2-a2" as const
export const workflow = defineWorkflow("activity", activity)
export const committee = ["at", "cm", "la", "ie", "pe"]

/** A draft of reference points on its way to the end of its silence on 8 June 2026 at 18:00, Geneva. */
export async function mailbox(path = committeePath) {
  const { world, at } = fixture(memoryStore())
  const { events } = world

  /** At that moment, somebody takes a command. */
  function take(
    now: string,
    by: Actor,
    command: IncomingCommand["command"],
    { facts = {}, ...more }: Partial<IncomingCommand<ActMetadata>> & { facts?: Partial<Facts> } = {},
  ): Promise<Outcome> {
    at(now)
    const request: IncomingCommand = { stream: TEXT, by, command, correlation: "c", ...more }
    return handle(world, workflow, request, () => ({
      mandated: true,
      path,
      checks: committeeChecks,
      ...facts,
    }))
  }

  const placeOf = (found: Awaited<ReturnType<typeof loadState>>) => {
    const { state, substate } = found ? view(workflow, found.snapshot) : { state: undefined, substate: undefined }
    return [state, substate].filter(Boolean).join(", ")
  }
  const asOf = async (view: Past["view"], instant: string) =>
    placeOf(await loadStateAsOf(events, workflow, TEXT, { asOf: instant, view }))

  await take(june(1, 9), austria, { type: "plan", title: "Reference points", kind: "document" })
  await take(june(1, 9), austria, { type: "waiveConsultation" }, { reason: "held in 2025" })
  await take(june(1, 9), austria, { type: "startDrafting" })
  await take(june(1, 9), austria, { type: "addDraft", text: "The first draft." })
  for (const check of [
    { of: "gender", option: "none" },
    { of: "lap", actions: [] },
  ])
    await take(june(1, 9), austria, { type: "recordCheck", check })
  await take(june(1, 9), focalPoint, {
    type: "recordCheck",
    check: { of: "gender-advice" },
    text: "Name the communities.",
  })
  await take(june(1, 9), austria, { type: "requestClearance" })
  await take(june(1, 9, 30), isu, { type: "clearDraft" })
  const facts = { deadline: deadline(8), hours: 176, workingDays: 5, inOfficeHours: true, addressees: committee }
  const { version } = await take(june(1, 10), austria, { type: "circulate", until: "2026-06-08T18:00" }, { facts })

  /** The objection that Ireland mailed on 8 June at 17:50 and the ISU types in at that moment. */
  const correct = (now: string, outcome: number, more: Partial<IncomingCommand<ActMetadata>> = {}) =>
    take(
      now,
      { ...isu, onBehalfOf: "ie" },
      { type: "correct", outcome, paragraphs: ["3"], text: "Paragraph 3 goes too far." },
      { receivedAt: june(8, 17, 50), ...more },
    )
  const now = async (instant: string) => placeOf(await loadState(events, workflow, TEXT, instant))

  return {
    events,
    take,
    correct,
    now,
    asKnown: (instant: string) => asOf("as-known", instant),
    asItWas: (instant: string) => asOf("as-it-was", instant),
    /** The version at which time will record that the silence passed, if nothing is recorded before it. */
    outcome: version + 1,
    comment: (when: string) => take(when, ireland, { type: "comment", text: "We read this with interest." }),
    object: (when: string) => take(when, peru, { type: "object", text: "No." }),
  }
}
