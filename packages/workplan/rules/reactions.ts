import type { Commit } from "@demarche/engine"
import type { activity, request } from "@demarche/workflows"
import { movingEvents, reactingEvents } from "@demarche/workflows/catalogue"
import { sameSource } from "@demarche/workflows/deliverable"
import type { DueRule } from "@demarche/workflows/due"
import { adoptionCode } from "@demarche/workflows/ownItems"
import { contextOf, type EventOf, eventsOf, type Kind, originOf } from "../read-model/byKind.ts"
import { countedFrom } from "../time/due.ts"
import { dayOf } from "../time/zone.ts"
import type { Inherited, Reaction, ReactionContext } from "./reaction.ts"
import { requestReactions } from "./requests.ts"
import { waitReactions } from "./waits.ts"

/** The hash of the text that an event has erased: the one way in which a text that the record names may go. */
export function erasedBy(event: { type: string; text?: unknown }): string | undefined {
  return event.type === "TextRedacted" && typeof event.text === "string" ? event.text : undefined
}

/** The events to which everything that follows stands in the commit itself, whatever else there is in the plan. */
const followedAlone: readonly string[] = [
  ...["TextRedacted", "KeyAdded", "KeyRevoked", "RequestAccepted", "RequestWithdrawn", "DraftingStarted"],
  ...["PlanImported", "AmendmentProposed", "ImportFinished"],
]

/** Whether what follows from a commit depends on other items of the plan. */
export function looksAround(commit: Commit): boolean {
  return eventsOf(commit).some(({ type }) => reactingEvents.includes(type) && !followedAlone.includes(type))
}

/**
 * The reactions to a commit on other streams, in order: an agreed activity is evidence for the outputs that the plan states, and none while it is reopened or once it is superseded, a moved meeting
 * recomputes the due dates that depend on it, an accepted request becomes an activity and goes its way, an expanded placeholder its children,
 * a redaction erases its text, a key stands in the record of each plan it is for (docs/domain.md). Pure; the caller derives the command ids from the commit, so that a repeat
 * has no effect.
 */
export function reactionsTo(commit: Commit, plan: string, around: ReactionContext): Reaction[] {
  const id = commit.stream.slice(commit.stream.indexOf(":") + 1)
  const { rules, outputs, outputsInferred } = contextOf("activity", commit) ?? { rules: [], outputs: [] }
  const stated = outputsInferred ? [] : outputs
  const isItem = /^(activity|output):/.test(commit.stream)
  const others = isItem ? [...countingFrom(around, commit), ...waitReactions(around, commit)] : []
  return [...eventsOf(commit).flatMap(follow), ...others, ...requestReactions(around, commit, plan)]

  function follow(event: EventOf<Kind>): Reaction[] {
    switch (event.type) {
      case "Agreed":
      case "SilencePassed":
      case "Concluded":
        return [
          ...becomesEvidence(stated, id, around),
          ...endedWith(commit, "well", around),
          ...adopts(commit, plan, event),
        ]
      case "ValueConfirmed":
      case "ActivityAmended":
        return endOf(commit, around) === "well" ? becomesEvidence(stated, id, around) : []
      case "PlaceholderConcluded":
        return endedWith(commit, "well", around)
      case "Superseded":
        return [...suspended(id, event.successors[0] ?? id, around), ...endedWith(commit, "ill", around)]
      case "Cancelled":
        return [...suspended(id, id, around), ...endedWith(commit, "ill", around)]
      case "FoundNotFeasible":
      case "PlaceholderDropped":
      case "CarriedOver":
        return endedWith(commit, "ill", around)
      case "OutcomeRetracted":
      case "StepsRetracted":
      case "Reopened":
        return suspended(id, id, around)
      case "MeetingAdded":
        return hanging(around, commit, event.id)
      case "MeetingMoved":
        return hanging(around, commit, event.meeting)
      case "PlanAmended":
        return [...(event.meetings ? hanging(around, commit) : []), ...closed(around, commit, event.closures)]
      case "RequestAccepted":
        return [becomesActivity(event, plan, id, dayOf(commit.happened, around.zone))]
      case "KeyAdded":
      case "KeyRevoked":
        return keyNoted(commit, event.type, id)
      case "PlaceholderExpanded":
        return children(event.children, plan, id, {
          ...around.activities.find(({ stream }) => stream === commit.stream)?.inherited,
          rules,
          outputs,
          ...(outputsInferred && { outputsInferred }),
        })
      default:
        return erasure(event)
    }
  }
}

/** A plan is adopted once the item on which it is has been agreed; the decision is that. */
function adopts(commit: Commit, plan: string, event: EventOf<Kind>): Reaction[] {
  if (contextOf("activity", commit)?.own !== "adoption") return []
  const { meeting, decision } = event.type === "Agreed" ? event : {}
  const mandate = [`${plan}.${adoptionCode}`, meeting, decision].filter(Boolean).join(", ")
  return [{ stream: `plan:${plan}`, command: { type: "adopt" }, mandate }]
}

/** The items whose date counts from that of the commit's own item. */
function countingFrom({ activities, outputs }: ReactionContext, commit: Commit): Reaction[] {
  const code = commit.stream.slice(commit.stream.indexOf(".") + 1)
  if (!eventsOf(commit).some(({ type }) => movingEvents.includes(type))) return []
  return [...activities, ...outputs]
    .filter(({ rules }) => countedFrom(rules).includes(code))
    .map(({ stream }) => ({
      stream,
      command: { type: "recordDue", item: code },
      ...reasonOf(commit),
    }))
}

/** The end of a placeholder, of whose activities this is the last to end: well, where one of them has ended well. */
function endedWith({ stream }: Commit, how: "well" | "ill", { activities }: ReactionContext): Reaction[] {
  const ends = new Map(activities.map((each) => [each.stream, each.ended]))
  ends.set(stream, how)
  return activities
    .filter(({ ended, children }) => !ended && children?.includes(stream) && children.every((child) => ends.get(child)))
    .map(({ stream: placeholder, children = [] }) => ({
      stream: placeholder,
      command: { type: "endPlaceholder", well: children.some((child) => ends.get(child) === "well") },
    }))
}

function erasure(event: { type: string; text?: unknown }): Reaction[] {
  const hash = erasedBy(event)
  return hash === undefined ? [] : [{ erase: hash }]
}

/** An activity that has ended well is evidence for what the plan states that it contributes to, and where it was before. */
function becomesEvidence(contributes: string[], source: string, { outputs }: ReactionContext): Reaction[] {
  return outputs.flatMap(({ stream, deliverables }) =>
    deliverables
      .filter(
        ({ id, evidence }) =>
          contributes.includes(id) || evidence.some(({ until }) => until !== undefined && sameSource(until, source)),
      )
      .map(({ id }) => ({ stream, command: { type: "linkEvidence", deliverable: id, source } })),
  )
}

/** Wherever an activity is evidence, or is to take the place of some, that counts no more until another is agreed, or itself again. */
function suspended(id: string, until: string, { outputs }: ReactionContext): Reaction[] {
  return outputs.flatMap(({ stream, deliverables }) =>
    deliverables.flatMap(({ id: deliverable, evidence }) =>
      evidence
        .filter((each) => sameSource(each.until ?? each.source, id))
        .map(({ source }) => ({ stream, command: { type: "suspendEvidence", deliverable, source, until } })),
    ),
  )
}

function endOf({ stream }: Commit, { activities }: ReactionContext): "well" | "ill" | undefined {
  return activities.find((each) => each.stream === stream)?.ended
}

/** Why the date of another item is recorded anew, as whoever moved what it hangs on said. */
function reasonOf(commit: Commit): { reason?: string } {
  const { reason } = originOf(commit)
  return reason === undefined ? {} : { reason }
}

function hanging({ activities, outputs }: ReactionContext, commit: Commit, meeting?: string): Reaction[] {
  const hangs = (rule: DueRule) => rule.kind === "meeting" && (meeting === undefined || rule.meeting === meeting)
  return [...activities, ...outputs]
    .filter(({ rules }) => rules.some(hangs))
    .map(({ stream }) => ({
      stream,
      command: { type: "recordDue", ...(meeting ? { meeting } : { because: "Plan amended" }) },
      ...reasonOf(commit),
    }))
}

/** The silence procedures that end on a day which has become closed; the machine refuses those that have ended. */
function closed(
  { zone, activities, closedBefore = [] }: ReactionContext,
  commit: Commit,
  closures: readonly string[] = [],
): Reaction[] {
  return activities.flatMap(({ stream, silence }) => {
    const day = silence && silence.until.at > commit.recorded ? dayOf(silence.until.at, zone) : ""
    return closures.includes(day) && !closedBefore.includes(day)
      ? [{ stream, command: { type: "noteClosure", day }, ...reasonOf(commit) }]
      : []
  })
}

function becomesActivity(
  { title, code, track, kind, neededBy }: Extract<request.Event, { type: "RequestAccepted" }>,
  plan: string,
  request: string,
  requestedOn: string,
): Reaction {
  const asked: DueRule = { kind: "request", requestedOn, days: 10 }
  const needed = neededBy ? [{ kind: "date", on: neededBy } as const] : []
  return {
    stream: `activity:${plan}.${code}`,
    command: {
      type: "plan",
      title,
      kind,
      ...(track ? { track } : {}),
      rules: [asked, ...needed],
      links: [{ relation: "relatesTo", target: request }],
      outsideBaseline: { because: request },
    },
  }
}

function children(
  children: { code: string; title: string; kind: string }[],
  plan: string,
  placeholder: string,
  inherited: Inherited & Pick<activity.Context, "rules" | "outputs" | "outputsInferred">,
): Reaction[] {
  return children.map(({ code, title, kind }) => ({
    stream: `activity:${plan}.${code}`,
    command: {
      type: "plan",
      title,
      kind,
      ...inherited,
      links: [{ relation: "partOf", target: placeholder }],
      outsideBaseline: { because: placeholder },
    },
  }))
}

/** Whoever reads a plan's record learns what acts in it by a key, and who made or revoked that. */
function keyNoted(commit: Commit, type: "KeyAdded" | "KeyRevoked", id: string): Reaction[] {
  const { plans = [], label = "", office = "observer", party, expires } = contextOf("access", commit) ?? {}
  const { by, reason } = originOf(commit)
  const said = { key: `key-${id}`, label, person: by.person, as: by.office }
  const held = { office, ...(party && { party }), ...(expires && { expires }) }
  const command = type === "KeyAdded" ? { type: "noteKey", ...said, ...held } : { type: "noteKeyEnd", ...said }
  return plans.map((plan) => ({ stream: `plan:${plan}`, command, ...(reason && { reason }) }))
}
