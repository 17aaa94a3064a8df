import { stringify } from "yaml"
import type { EndingPlan, NextCycle, NextEvent, NextWords, Unsaid } from "./nextCycle.ts"
import { activityEntry, marking, outputEntry } from "./nextItems.ts"
import { eventsOf, listsOf, peopleOf, withPeople } from "./nextLists.ts"
import { FORMAT } from "./planFile.ts"
import { writtenProcedure } from "./writtenProcedure.ts"

/**
 * The file of the plan of the following cycle, format 2, in YAML: with what is carried over, and of the rest what remains when the
 * cycle ends. What still has to be filled in stands in a comment at its head.
 */
export function nextPlanText(ending: EndingPlan, cycle: NextCycle, words: NextWords): string {
  const { fields, context } = ending
  const events = eventsOf(ending, cycle)
  const items = new Set([...ending.activities, ...ending.outputs].map(({ code }) => code))
  const found = peopleOf(ending, cycle, { items, ended: words.ended })
  const people = found.map(({ entry }) => entry)
  const [{ id: track = "" } = {}] = fields.tracks
  const next = {
    from: cycle.startsOn,
    events: new Set(events.map(({ id }) => id)),
    items,
    actors: new Set(context.parties),
    deliverables: new Set(ending.outputs.flatMap((item) => item.fields.deliverables.map(({ id }) => id))),
    track,
    source: words.source,
  }
  const marked = marking(fields.annotations ?? [])
  const closures = context.closures.filter((day) => day >= cycle.startsOn)
  const file = {
    schema_version: FORMAT,
    procedure: context.procedure && writtenProcedure(withPeople(context.procedure, people)),
    work_plan: {
      id: cycle.id,
      title: cycle.title ?? fields.title,
      titles: cycle.title === undefined ? fields.titles : undefined,
      language: fields.language,
      coordinators: coordinatorsOf(ending),
      cycle: { label: cycle.label, starts_on: cycle.startsOn, ends_at_event: cycle.endsAt },
      time_zone: marked("zone", context.zone),
    },
    reminders: fields.reminders,
    calendar: { weekend: context.weekend, closures: closures.map((day) => marked(`closures.${day}`, day, "day")) },
    deadline_events: events,
    ...listsOf(ending),
    people,
    activities: ending.activities.map((item) => activityEntry(item, next)),
    outputs: ending.outputs.map((item) => outputEntry(item, next)),
  }
  return (
    words.head(unsaidIn(ending, cycle, { events, found, items: [...file.activities, ...file.outputs] })) + written(file)
  )
}

/** The file's text. A file may have no activities, and says so. */
function written(file: { activities: object[] }): string {
  const left = Object(pruned(file))
  return stringify({ ...left, activities: left.activities ?? [] }, { lineWidth: 0, aliasDuplicateObjects: false })
}

/** The actors who coordinate, as the document names them or, where it names none, those who hold the office. */
function coordinatorsOf({ fields, context }: EndingPlan): string[] {
  const mandates = context.people.flatMap(({ offices }) => offices)
  const holding = mandates.flatMap(({ office, party }) => (office === "coordinator" && party ? [party] : []))
  return fields.coordinators ?? [...new Set(holding.length > 0 ? holding : context.parties.slice(0, 1))]
}

function unsaidIn(
  ending: EndingPlan,
  { title, endsAt }: NextCycle,
  { events, found, items }: { events: NextEvent[]; found: ReturnType<typeof peopleOf>; items: object[] },
): Unsaid[] {
  const reachable = new Set(ending.people.flatMap(({ id, address }) => (address === undefined ? [] : [id])))
  const unsaid: Unsaid[] = [
    { what: "title", ids: title === undefined ? ["work_plan.title"] : [] },
    { what: "end", ids: events.filter(({ id, dates }) => id === endsAt && !dates).map(({ id }) => id) },
    { what: "people", ids: found.flatMap(({ entry, ended }) => (ended === undefined ? [] : [entry.id])) },
    { what: "addresses", ids: found.map(({ entry }) => entry.id).filter((id) => !reachable.has(id)) },
    { what: "track", ids: ending.activities.filter((item) => !item.fields.track).map(({ code }) => code) },
    { what: "dates", ids: items.filter(isUndated).map((entry) => String(Reflect.get(entry, "id"))) },
  ]
  return unsaid.filter(({ ids }) => ids.length > 0)
}

function isUndated(entry: object): boolean {
  const { schedule, due } = Object(entry)
  return (schedule ?? due).dates.length === 0
}

/** Without what says nothing: what is undefined, and lists and objects in which nothing is. */
function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.map((each) => pruned(each)) : undefined
  if (typeof value !== "object" || value === null) return value
  const said = Object.entries(value).flatMap(([key, inner]) => {
    const left = pruned(inner)
    return left === undefined ? [] : [[key, left]]
  })
  return said.length > 0 ? Object.fromEntries(said) : undefined
}
