import { cyclesOf } from "./cycles.ts"
import {
  type Contradiction,
  duplicates,
  type Identifier,
  type IdentifierKind,
  itemKinds,
  itemsOf,
} from "./identifiers.ts"
import type { PlanFile } from "./planFile.ts"
import type { Path } from "./source.ts"

/**
 * The invalid ids of a plan file: duplicates, references to unknown ids, and cycles. Items share one namespace; actors,
 * bodies and people have one each.
 * @param lineOf the line of a path, for messages that point elsewhere
 */
export function checkReferences(plan: PlanFile, lineOf: (path: Path) => number): Contradiction[] {
  const items = itemsOf(plan)
  const actors = plan.actors.map(({ id }, at): Identifier => ({ kind: "actor", id, path: ["actors", at, "id"] }))
  const bodies = plan.bodies.map(({ id }, at): Identifier => ({ kind: "body", id, path: ["bodies", at, "id"] }))
  const people = plan.people.map(({ id }, at): Identifier => ({ kind: "person", id, path: ["people", at, "id"] }))
  const known = new Map<IdentifierKind, Set<string>>()
  for (const { kind, id } of [...items, ...actors, ...bodies, ...people]) {
    known.set(kind, (known.get(kind) ?? new Set()).add(id))
  }
  const dangling = referencesOf(plan)
    .filter(({ id, kinds }) => !kinds.some((kind) => known.get(kind)?.has(id)))
    .map(({ id, kinds, path }) => ({ path, message: `there is no ${kinds.join(" or ")} "${id}" in this file` }))
  const repeated = [items, actors, bodies, people].flatMap((space) => duplicates(space, lineOf))
  return [...repeated, ...dangling, ...cyclesOf(plan), ...misdated(plan)]
}

/** A date may depend on a meeting, but not on a date that does so itself; the cycle must end after it begins. */
function misdated(plan: PlanFile): Contradiction[] {
  const { starts_on, ends_at_event } = plan.work_plan.cycle
  const events = new Map(plan.deadline_events.map((event) => [event.id, event]))
  const end = events.get(ends_at_event.value)?.dates
  const endsOn = end?.to ?? end?.from ?? end?.month
  const backwards = endsOn && endsOn < starts_on.value.slice(0, endsOn.length)
  return [
    ...plan.deadline_events.flatMap(({ rule }, at) =>
      rule && events.get(rule.anchor)?.rule
        ? [
            {
              path: ["deadline_events", at, "rule", "anchor"],
              message: `"${rule.anchor}" is itself counted from a meeting`,
            },
          ]
        : [],
    ),
    ...(backwards
      ? [
          {
            path: ["work_plan", "cycle", "starts_on"],
            message: `the cycle begins after "${ends_at_event.value}", which ends it`,
          },
        ]
      : []),
  ]
}

interface Reference {
  id: string
  kinds: IdentifierKind[]
  path: Path
}

function referencesOf(plan: PlanFile): Reference[] {
  const found: Reference[] = []
  const one = (path: Path, id: string | undefined, ...kinds: IdentifierKind[]) => id && found.push({ id, kinds, path })
  const many = (path: Path, ids: string[], ...kinds: IdentifierKind[]) => {
    for (const [at, id] of ids.entries()) one([...path, at], id, ...kinds)
  }

  many(["work_plan", "coordinators"], plan.work_plan.coordinators, "actor")
  one(["work_plan", "cycle", "ends_at_event"], plan.work_plan.cycle.ends_at_event.value, "deadline event")
  for (const [at, { about }] of plan.work_plan.warnings.entries()) {
    one(["work_plan", "warnings", at, "about"], about, ...itemKinds, "actor")
  }
  for (const [at, { rule }] of plan.deadline_events.entries()) {
    one(["deadline_events", at, "rule", "anchor"], rule?.anchor, "deadline event")
  }
  for (const [at, { id, members }] of plan.bodies.entries()) {
    one(["bodies", at, "id"], id, "actor")
    many(["bodies", at, "members"], members.value, "actor")
  }
  for (const [at, { offices, deputy }] of plan.people.entries()) {
    one(["people", at, "deputy"], deputy, "person")
    for (const [held, { party }] of offices.entries()) one(["people", at, "offices", held, "party"], party, "actor")
  }
  for (const [at, { track }] of plan.themes.entries()) one(["themes", at, "track"], track.value, "track")
  for (const [at, { parent }] of plan.objectives.entries())
    one(["objectives", at, "parent"], parent?.value, "objective")
  for (const [at, { parent, objectives }] of plan.tracks.entries()) {
    one(["tracks", at, "parent"], parent?.value, "track")
    many(["tracks", at, "objectives"], objectives.value, "objective")
  }
  for (const [at, activity] of plan.activities.entries()) {
    const path = ["activities", at]
    const { schedule } = activity
    one([...path, "source"], activity.source, "timeline line")
    one([...path, "track"], activity.track.value, "track")
    one([...path, "parent"], activity.parent?.value, "activity")
    one([...path, "on_demand", "by"], activity.on_demand?.by, "actor")
    one([...path, "schedule", "via"], schedule.via, "timeline line")
    many([...path, "schedule", "instances"], schedule.instances.value, "timeline line")
    one([...path, "schedule", "hard_not_after", "event"], schedule.hard_not_after?.event, "deadline event")
    many([...path, "partners"], activity.partners.value, "actor")
    many([...path, "themes"], activity.themes.value, "theme")
    many([...path, "outputs"], activity.outputs.value, "output", "deliverable")
    many([...path, "feeds"], activity.feeds.value, "activity")
    many([...path, "depends_on"], activity.depends_on, "activity", "deadline event")
  }
  for (const [at, output] of plan.outputs.entries()) {
    const path = ["outputs", at]
    many([...path, "objectives"], output.objectives.value, "objective")
    one([...path, "owner"], output.owner?.value, "actor")
    one([...path, "due", "rule", "event"], output.due?.rule?.event, "deadline event")
    one([...path, "due", "via"], output.due?.via, "timeline line")
    one([...path, "due", "hard_not_after", "event"], output.due?.hard_not_after?.event, "deadline event")
    for (const [nth, { partners }] of output.deliverables.entries()) {
      many([...path, "deliverables", nth, "partners"], partners.value, "actor")
    }
  }
  for (const [at, { activity, match }] of plan.timeline.entries()) {
    one(["timeline", at, "activity"], activity, "activity")
    one(["timeline", at, "match", "of"], match.of, "activity", "output", "deliverable")
  }
  return found
}
