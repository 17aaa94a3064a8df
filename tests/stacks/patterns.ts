import { commitEntry, messageOf } from "@demarche/application/messages/bus"
import { deliverableCommits } from "@demarche/application/webhooks/webhooks"
import type { Commit } from "@demarche/engine"
import * as workflows from "@demarche/workflows"
import { notifyingEvents, reactionsTo } from "@demarche/workplan"
import { matches } from "../functions/matcher.ts"
import { type Graph, one } from "./graph.ts"

/** Every event that a commit can hold, with the kind of stream it stands in. */
export const events = Object.entries(workflows).flatMap(([kind, { Event }]) =>
  Event.unwrap().options.map(({ shape }) => ({ kind, type: shape.type.value as string })),
)

/** After these a piece of an import is to be done. */
const goesOn = ["ImportRequested", "ImportContinued"]

/** After these the items follow on which a plan is adopted and amended. */
const ofOwnItems = ["PlanImported", "ImportFinished", "DraftingStarted", "AmendmentProposed"]

/** What is wrong with the rules' patterns, compared with what publish sends and what the listeners act on. */
export function patternFaults(graph: Graph): string[] {
  return events.flatMap(({ kind, type }) => {
    const commit = commitOf(kind, type)
    const receives = (rule: string) => letsThrough(graph, rule, commit)
    return [
      ...(receives("BusSubscriberProjectRule") === (kind !== "access" && kind !== "session")
        ? []
        : [`project: mismatches ${type} of ${kind}`]),
      ...(receives("BusSubscriberNotifyRule") === callsForNotices(commit)
        ? []
        : [`notify: mismatches ${type} of ${kind}`]),
      ...(receives("BusSubscriberDeliverRule") === deliverableCommits([commit]).length > 0
        ? []
        : [`deliver: mismatches ${type} of ${kind}`]),
      ...(receives("BusSubscriberImportPlanRule") === (kind === "import" && goesOn.includes(type))
        ? []
        : [`importPlan: mismatches ${type} of ${kind}`]),
      ...(receives("BusSubscriberSendCodeRule") === (type === "CodeAsked")
        ? []
        : [`sendCode: mismatches ${type} of ${kind}`]),
      ...(receives("BusSubscriberReactRule") === callsForReactions(type)
        ? []
        : [`react: mismatches ${type} of ${kind}`]),
    ]
  })
}

/** Whether the rule lets the message about a commit through. */
export function letsThrough(graph: Graph, rule: string, commit: Commit): boolean {
  const { source, detailType, detail } = commitEntry(commit)
  const pattern = JSON.parse(one(graph, "cloudwatch/eventRule:EventRule", rule).inputs.eventPattern)
  return matches(pattern, { source, "detail-type": detailType, detail: JSON.parse(detail) })
}

/** Whether somebody is notified of such a commit where it was made by hand, or by the link of a letter: the rule cannot tell. */
function callsForNotices(commit: Commit): boolean {
  const byLetter = { ...commit, origin: { ...commit.origin, value: { ...commit.origin.value, byLetter: {} } } }
  return [commit, byLetter].some((each) => notifyingEvents(each).length > 0)
}

/** Whether anything follows elsewhere from an event of that type, of whatever kind of stream: the rule knows it by its type. */
function callsForReactions(type: string): boolean {
  return (
    ofOwnItems.includes(type) || events.some((each) => each.type === type && hasReactions(commitOf(each.kind, type)))
  )
}

/** Whether anything follows elsewhere from such a commit, in a plan where whatever could follow does. */
function hasReactions(commit: Commit): boolean {
  const hanging = {
    stream: "output:plan.o1" as const,
    rules: [{ kind: "meeting", meeting: "m1" } as never, { kind: "after", item: "i1" } as never],
    links: [],
  }
  const links = [
    { relation: "dependsOn", target: "i1" },
    { relation: "waitsFor", target: "plan.i1", over: true as const },
  ]
  return (
    reactionsTo(commit, messageOf(commit).data.plan, {
      zone: "Europe/Zurich",
      activities: [
        hanging,
        { stream: "activity:plan.p1", rules: [], links, children: ["activity:plan.i1"] },
        { stream: "activity:plan.i1", rules: [], links: [], ended: "well" },
        { stream: "activity:plan.e1", rules: [], links: [], ended: "well" },
      ],
      outputs: [{ ...hanging, deliverables: [{ id: "d1", evidence: [{ source: "plan.i1" }] }] }],
      requests: [],
    }).length > 0
  )
}

/** A commit of one event, with every field that a reaction reads. */
export function commitOf(kind: string, type: string): Commit {
  const fields = {
    ...{ id: "m1", meeting: "m1", meetings: [{}], text: "hash", children: [{ code: "c1" }], code: "a1" },
    ...{ target: "e1", milestone: "held", successors: ["plan.s1"] },
  }
  return {
    stream: kind === "plan" ? "plan:plan" : `${kind}:plan.i1`,
    version: 1,
    recorded: "2026-01-01T00:00:00.000Z",
    happened: "2026-01-01T00:00:00.000Z",
    events: [{ salt: "", value: { type, ...fields } }],
    origin: { salt: "", value: { by: { person: "somebody", office: "secretariat" } } },
    state: { context: { outputs: ["d1"], plans: ["plan"], activity: "a1" } },
  } as unknown as Commit
}
