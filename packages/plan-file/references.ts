import type { ReferenceKind } from "@demarche/workflows/meanings"
import { mailClasses } from "@demarche/workplan"
import { type FieldValue, fieldValuesOf } from "@demarche/workplan/rules/fieldValues"
import { isTitledTwice, type ValueFault, valueFault, YEARS } from "@demarche/workplan/rules/values"
import { reachesTooFar } from "@demarche/workplan/time/due"
import { cyclesOf } from "./cycles.ts"
import { type Contradiction, duplicates, type Identifier, itemsOf, reserved } from "./identifiers.ts"
import { activityDueRules, deliverableDueRules, meetingsOf, outputDueRules } from "./items.ts"
import { eitherOf, type MessageParts, messageOf, plainly } from "./messageParts.ts"
import { nearest } from "./nearest.ts"
import { OfficeName } from "./people.ts"
import { PlanFile } from "./planFile.ts"
import { rulesOf } from "./procedure.ts"
import { named, procedureFaults } from "./procedureFaults.ts"
import type { FilePath } from "./source.ts"

/**
 * What a plan file says that cannot be: references to nothing, dates out of range, words without a visible character,
 * duplicate ids, and cycles. Items share one namespace; actors, bodies and people have one each.
 * @param written the file's contents as they are written, before the schema reads them
 * @param lineOf the line of a path, for messages that point elsewhere
 */
export function checkReferences(plan: PlanFile, written: unknown, lineOf: (path: FilePath) => number): Contradiction[] {
  const { items, actors, bodies, people } = identifiersOf(plan)
  const { language } = plan.work_plan
  const known = { language, names: namesOf(plan), identifiers: [items, actors, bodies, people].flat(), lineOf }
  const faults: Contradiction[] = []
  for (const field of fieldValuesOf(PlanFile, written)) if (faults.push(...faultOf(field, known)) >= MOST) break
  const repeated = [items, actors, bodies, people].flatMap((space) => duplicates(space, lineOf))
  const cycles = repeated.length > 0 ? [] : cyclesOf(plan)
  return [
    ...repeated,
    ...reserved(items),
    ...faults,
    ...cycles,
    ...misdated(plan),
    ...tooFar(plan),
    ...procedureFaults(plan),
  ]
}

/** The ids of a plan file by what they name. */
export function namesOf(plan: PlanFile): Map<ReferenceKind, Set<string>> {
  const names = new Map<ReferenceKind, Set<string>>([["mail class", new Set(mailClasses)]])
  for (const { kind, id } of Object.values(identifiersOf(plan)).flat())
    names.set(kind, (names.get(kind) ?? new Set()).add(id))
  names.set("office", new Set(OfficeName.options))
  names.set("path", new Set(rulesOf(plan).paths.map(({ id }) => id)))
  names.set("meeting kind", new Set(rulesOf(plan).meetings.map(({ id }) => id)))
  names.set("meeting", new Set(meetingsOf(plan).map(({ id }) => id)))
  return names
}

function identifiersOf(plan: PlanFile) {
  const list = (kind: ReferenceKind, key: "actors" | "bodies" | "people"): Identifier[] =>
    plan[key].map(({ id }, at) => ({ kind, id, path: [key, at, "id"] }))
  return {
    items: itemsOf(plan),
    actors: list("actor", "actors"),
    bodies: list("body", "bodies"),
    people: list("person", "people"),
  }
}

/** No file is told of more at once. */
const MOST = 100

const sentences: Record<ValueFault, MessageParts> = {
  DATE_IMPLAUSIBLE: messageOf`lies outside the years ${YEARS.first} to ${YEARS.last}`,
  ADDRESS_MALFORMED: messageOf`is no e-mail address: write one such as name@example.org, and nothing else`,
  TEXT_INVISIBLE: messageOf`has no visible character`,
  TEXT_CONTROLS: messageOf`has a control character, or changes the direction of writing without changing it back`,
}

/** What of a file can be named, and the language of its own words. */
interface FileNames {
  language: string
  names: ReadonlyMap<ReferenceKind, ReadonlySet<string>>
  identifiers: readonly Identifier[]
  lineOf: (path: FilePath) => number
}

function faultOf(field: FieldValue, known: FileNames): Contradiction[] {
  const { names } = known
  const { path, value, meaning } = field
  const fault = valueFault(field)
  if (fault) return [{ path, parts: messageOf`${JSON.stringify(value)} ${sentences[fault]}` }]
  if (isTitledTwice(field, known.language))
    return [{ path, parts: messageOf`the document is in "${known.language}": write this as its \`title\`` }]
  if (meaning.is !== "reference" || meaning.to.some((kind) => names.get(kind)?.has(value))) return []
  const kinds = eitherOf(meaning.to.map(plainly))
  const unknown = meaning.to.includes("path")
    ? messageOf`there is no ${kinds} "${value}" in its procedure, which has ${named(names.get("path"))}`
    : messageOf`there is no ${kinds} "${value}" in this file`
  return [{ path, parts: hinted(unknown, value, meaning.to, known) }]
}

/** A sentence with what was probably meant by an id that names nothing of those kinds. */
function hinted(unknown: MessageParts, value: string, kinds: readonly ReferenceKind[], known: FileNames): MessageParts {
  const { names, identifiers, lineOf } = known
  const other = identifiers.find(({ id }) => id === value)
  const kind = other && plainly(`${/^[aeiou]/.test(other.kind) ? "an" : "a"} ${other.kind}`)
  if (kind) return messageOf`${unknown}: "${value}" is ${kind} (line ${lineOf(other.path)})`
  const there = kinds.flatMap((kind) => [...(names.get(kind) ?? [])])
  const near = nearest(value, there)
  if (near) return messageOf`${unknown}: the nearest is "${near}"`
  return there.length <= 8 && !kinds.includes("path") ? messageOf`${unknown}, which has ${named(there)}` : unknown
}

/** Nothing is counted from a meeting to a date that no plan can mean. */
function tooFar(plan: PlanFile): Contradiction[] {
  const meetings = meetingsOf(plan)
  const far = (rules: Parameters<typeof reachesTooFar>[0], path: FilePath): Contradiction[] =>
    reachesTooFar(rules, { meetings })
      ? [{ path, parts: messageOf`is due outside the years ${YEARS.first} to ${YEARS.last}` }]
      : []
  return [
    ...plan.activities.flatMap((each, at) => far(activityDueRules(plan, each), ["activities", at, "schedule"])),
    ...plan.outputs.flatMap((each, at) => [
      ...far(outputDueRules(plan, each), ["outputs", at, "due"]),
      ...each.deliverables.flatMap((one, index) =>
        far(deliverableDueRules(plan, one), ["outputs", at, "deliverables", index, "due"]),
      ),
    ]),
  ]
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
              parts: messageOf`"${rule.anchor}" is itself counted from a meeting`,
            },
          ]
        : [],
    ),
    ...(backwards
      ? [
          {
            path: ["work_plan", "cycle", "starts_on"],
            parts: messageOf`the cycle begins after "${ends_at_event.value}", which ends it`,
          },
        ]
      : []),
  ]
}
