import type { StreamName } from "@demarche/event-store"
import type { plan as planWorkflow } from "@demarche/workflows"
import { defined } from "@demarche/workflows/schemas"
import type { Mandate } from "@demarche/workflows/terms"
import { addDays } from "@demarche/workplan"
import { canonical } from "./canonical.ts"
import type { Difference, PlanDifference } from "./differences.ts"
import type { ImportStep } from "./importCommands.ts"
import type { NotTakenReason } from "./notTaken.ts"
import type { PersonEntry } from "./people.ts"

/** A person of a plan, with the texts of name, salutation and address; undefined where there is none, null where it was redacted. */
export interface StandingPerson extends Omit<planWorkflow.Person, "name" | "salutation" | "address"> {
  name: string | null
  salutation: string | null | undefined
  address: string | null | undefined
}

/**
 * The differences between the people of a plan file and those of a plan, over both, with the commands that take them over.
 * @param added the commands that add the people of the file, in its order
 * @param today the calendar day in the plan's zone: who holds no mandate from then on is not missed in the file
 */
export function peopleDifferences(
  stream: StreamName,
  file: PersonEntry[],
  standing: StandingPerson[],
  added: ImportStep[],
  today: string,
): Difference[] {
  const known = new Map(standing.map((person) => [person.id, person]))
  const named = new Set(file.map(({ id }) => id))
  const gone = standing.filter(({ id, offices }) => !named.has(id) && offices.some(({ to }) => !to || to >= today))
  return [
    ...file.flatMap((entry, at) => {
      const person = known.get(entry.id)
      const step = added[at]
      if (person) return [...changesOf(stream, entry, person), ...mandatesOf(stream, entry, person.offices)]
      return step ? [{ difference: differs(stream, "added", [[`people.${entry.id}`, null, entry.id]]), step }] : []
    }),
    ...gone.map(({ id }) => ({ difference: differs(stream, "missing", [[`people.${id}`, id, null]], "personGone") })),
  ]
}

type FieldDifference = [field: string, stands: unknown, file: unknown]

function differs(
  stream: StreamName,
  change: PlanDifference["change"],
  fields: FieldDifference[],
  code?: NotTakenReason["code"],
): PlanDifference {
  return {
    stream,
    change,
    fields: fields.map(([field, stands, file]) => ({ field, stands: stands ?? null, file: file ?? null })),
    taken: code === undefined,
    ...(code !== undefined && { why: { code } }),
  }
}

function changesOf(stream: StreamName, entry: PersonEntry, person: StandingPerson): Difference[] {
  const { name, salutation, address, language, zone, deputy, vacation, wants } = entry
  const file: Record<string, unknown> = { name, salutation, address, language, zone, deputy, vacation, wants }
  const stands: Record<string, unknown> = { ...person, vacation: person.vacation ?? [] }
  const differing = Object.keys(file).filter((field) => canonical(file[field]) !== canonical(stands[field]))
  const fields = differing.map((field): FieldDifference => [`people.${entry.id}.${field}`, stands[field], file[field]])
  const erased = (at: number) => stands[differing[at] ?? ""] === null
  const taken = fields.filter((_, at) => !erased(at))
  const refused = fields.filter((_, at) => erased(at))
  const changes = Object.fromEntries(
    differing.filter((_, at) => !erased(at)).map((field) => [field, file[field] ?? null]),
  )
  const command = { type: "updatePerson", person: entry.id, ...changes }
  return [
    ...(taken.length > 0 ? [{ difference: differs(stream, "amended", taken), step: { stream, command } }] : []),
    ...(refused.length > 0 ? [{ difference: differs(stream, "amended", refused, "redacted") }] : []),
  ]
}

/** A mandate's days, from its first to its last; open where it has no last one. */
interface Span {
  from: string
  to?: string | undefined
}

/** What of a mandate stays the same however its days change. */
type OfficeKey = Pick<Mandate, "office" | "party" | "track" | "activity">

/** What the file says of a person's mandates and the plan does not, an office of a party and a part of the plan at a time. */
function mandatesOf(stream: StreamName, { id, offices }: PersonEntry, standing: Mandate[]): Difference[] {
  const keyOf = ({ office, party, track, activity }: OfficeKey) =>
    canonical(defined({ office, party, track, activity }))
  const [file, stands] = [Map.groupBy(offices, keyOf), Map.groupBy(standing, keyOf)]
  return [...new Set([...file.keys(), ...stands.keys()])].flatMap((key): Difference[] => {
    const held: OfficeKey = JSON.parse(key)
    const [wanted, had] = [spansOf(file.get(key) ?? []), spansOf(stands.get(key) ?? [])]
    if (canonical(wanted) === canonical(had)) return []
    const field: FieldDifference = [
      `people.${id}.offices.${[held.office, held.party, held.track, held.activity].filter(Boolean).join(" ")}`,
      had,
      wanted,
    ]
    const step = (command: ImportStep["command"]): ImportStep => ({
      stream,
      command: { ...command, person: id, ...held },
    })
    const [last, ends] = [wanted.at(-1), had.at(-1)]
    if (!last) return [{ difference: differs(stream, "amended", [field], "mandateGone") }]
    if (!ends)
      return wanted.map((span) => ({
        difference: differs(stream, "amended", [field]),
        step: step({ type: "grantMandate", ...span }),
      }))
    const before = [wanted, had].map((spans) => canonical(spans.map(({ from }) => from)))
    if (before[0] === before[1] && last.to && (!ends.to || last.to < ends.to))
      return [{ difference: differs(stream, "amended", [field]), step: step({ type: "endMandate", on: last.to }) }]
    const more = wanted.filter(({ from, to }) => !had.some((span) => span.from === from && span.to === to))
    const granted = more.flatMap((span) => beyond(span, had))
    if (granted.length === 0) return [{ difference: differs(stream, "amended", [field], "mandateBegun") }]
    return granted.map((span) => ({
      difference: differs(stream, "amended", [field]),
      step: step({ type: "grantMandate", ...span }),
    }))
  })
}

/** The days of a span after those that are held already. */
function beyond({ from, to }: Span, had: Span[]): Span[] {
  const until = had
    .filter((span) => span.from <= (to ?? span.from) && (!span.to || from <= span.to))
    .map((span) => span.to)
  if (until.includes(undefined)) return []
  const [latest] = until.toSorted().reverse()
  const first = latest && latest >= from ? addDays(latest, 1) : from
  return to && to < first ? [] : [defined({ from: first, to })]
}

/** The days of mandates without those that end before they begin, with those that follow one another as one. */
function spansOf(mandates: Span[]): Span[] {
  const sorted = mandates
    .filter(({ from, to }) => !to || from <= to)
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
  const spans: Span[] = []
  for (const { from, to } of sorted) {
    const last = spans.at(-1)
    if (!last || (last.to && addDays(last.to, 1) < from)) spans.push(defined({ from, to }))
    else spans[spans.length - 1] = defined({ from: last.from, to: last.to && to && [last.to, to].toSorted()[1] })
  }
  return spans
}
