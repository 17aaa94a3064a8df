import { inCircles } from "@demarche/workplan/rules/circles"
import { countedFrom } from "@demarche/workplan/time/due"
import type { Contradiction } from "./identifiers.ts"
import { messageOf } from "./messageParts.ts"
import type { PlanFile } from "./planFile.ts"
import type { FilePath } from "./source.ts"

/** The cycles of a plan file: parents, dependencies, feeds, and people who are their own deputy. */
export function cyclesOf(plan: PlanFile): Contradiction[] {
  const parents = (key: "objectives" | "tracks" | "activities") =>
    cycles(
      plan[key].map(({ id, parent }) => ({ id, on: parent ? [parent.value] : [] })),
      (at) => [key, at, "parent"],
    )
  return [
    ...parents("objectives"),
    ...parents("tracks"),
    ...parents("activities"),
    ...cycles(
      plan.activities.map(({ id, depends_on }) => ({ id, on: depends_on.map(({ on }) => on) })),
      (at) => ["activities", at, "depends_on"],
    ),
    ...cycles(
      [
        ...plan.activities.map(({ id, schedule }) => ({ id, on: countedFrom(schedule.dates) })),
        ...plan.outputs.map(({ id, due }) => ({ id, on: countedFrom(due?.dates ?? []) })),
      ],
      (at) =>
        at < plan.activities.length
          ? ["activities", at, "schedule", "dates"]
          : ["outputs", at - plan.activities.length, "due", "dates"],
    ),
    ...cycles(
      plan.activities.map(({ id, feeds }) => ({ id, on: feeds.value })),
      (at) => ["activities", at, "feeds"],
    ),
    ...cycles(
      plan.people.map(({ id, deputy }) => ({ id, on: deputy === id ? [deputy] : [] })),
      (at) => ["people", at, "deputy"],
    ),
  ]
}

function cycles(items: { id: string; on: string[] }[], pathOf: (at: number) => FilePath): Contradiction[] {
  const edges = new Map(items.map(({ id, on }) => [id, on]))
  const looping = inCircles(edges)
  return items.flatMap(({ id }, at) =>
    looping.has(id)
      ? [
          {
            path: pathOf(at),
            parts: messageOf`"${id}" hangs on itself: ${wayBack(id, (one) => edges.get(one)?.find((other) => looping.has(other))).join(" → ")}`,
          },
        ]
      : [],
  )
}

/** The way from an id that leads into a cycle until it comes to one again; only its beginning, where it is long. */
function wayBack(id: string, nextOf: (id: string) => string | undefined): string[] {
  const way = [id]
  for (let next = nextOf(id); next && way.length < 8; next = nextOf(next)) {
    const known = way.includes(next)
    way.push(next)
    if (known) return way
  }
  return [...way, "…"]
}
