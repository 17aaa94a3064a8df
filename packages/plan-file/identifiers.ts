import type { ReferenceKind } from "@demarche/workflows/meanings"
import { ownItemOf } from "@demarche/workflows/ownItems"
import { type MessageParts, messageOf, plainly } from "./messageParts.ts"
import type { PlanFile } from "./planFile.ts"
import type { FilePath } from "./source.ts"

/** An issue that the schema does not detect, at a path of the file. */
export interface Contradiction {
  path: FilePath
  parts: MessageParts
}

/** An id and where it is given. */
export interface Identifier {
  kind: ReferenceKind
  id: string
  path: FilePath
}

/** The items of a plan, which share one namespace, since their ids become streams and URLs. */
export function itemsOf(plan: PlanFile): Identifier[] {
  const list = (kind: ReferenceKind, key: keyof PlanFile, named: { id: string }[]): Identifier[] =>
    named.map(({ id }, at) => ({ kind, id, path: [key, at, "id"] }))
  return [
    ...list("deadline event", "deadline_events", plan.deadline_events),
    ...list("theme", "themes", plan.themes),
    ...list("objective", "objectives", plan.objectives),
    ...list("track", "tracks", plan.tracks),
    ...list("activity", "activities", plan.activities),
    ...plan.activities.flatMap(({ deliverable }, at): Identifier[] =>
      deliverable ? [{ kind: "document", id: deliverable.id, path: ["activities", at, "deliverable", "id"] }] : [],
    ),
    ...list("output", "outputs", plan.outputs),
    ...plan.outputs.flatMap(({ deliverables }, at) =>
      deliverables.map(
        ({ id }, one): Identifier => ({ kind: "deliverable", id, path: ["outputs", at, "deliverables", one, "id"] }),
      ),
    ),
    ...list("timeline line", "timeline", plan.timeline),
  ]
}

/** The ids that are kept for what a plan brings along itself: its adoption and its amendments. */
export function reserved(space: Identifier[]): Contradiction[] {
  return space
    .filter(({ id }) => ownItemOf(id) !== undefined)
    .map(({ id, path }) => ({
      path,
      parts: messageOf`the id "${id}" is kept for the plan's own adoption and amendments: choose another one`,
    }))
}

/** The duplicate ids in a namespace; `lineOf` returns the line of a path. */
export function duplicates(space: Identifier[], lineOf: (path: FilePath) => number): Contradiction[] {
  const first = new Map<string, Identifier>()
  const found: Contradiction[] = []
  for (const named of space) {
    const earlier = first.get(named.id)
    if (!earlier) first.set(named.id, named)
    else
      found.push({
        path: named.path,
        parts: messageOf`the id "${named.id}" is that of the ${plainly(earlier.kind)} on line ${lineOf(earlier.path)}`,
      })
  }
  return found
}
