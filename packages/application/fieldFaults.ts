import type { plan as planWorkflow } from "@demarche/workflows"
import { Planned } from "@demarche/workflows/activity/fields"
import type { Procedure } from "@demarche/workflows/procedure"
import { endsAfterItBegins, Mandate } from "@demarche/workflows/terms"
import { procedureOf } from "@demarche/workplan"
import { type CheckFault, checkFaults } from "@demarche/workplan/rules/checkFaults"
import { inCircles } from "@demarche/workplan/rules/circles"
import type { FieldValue } from "@demarche/workplan/rules/fieldValues"
import { lacksParty } from "@demarche/workplan/rules/mandates"
import * as z from "zod"

/** A rule that a field breaks, and which. */
export interface BrokenRule {
  code: string
  field: string
}

/** What the fields of a command say together, or beside the rules of procedure, that cannot be. */
export function fieldFaults(values: FieldValue[], command: object, plan: planWorkflow.Context): BrokenRule[] {
  const procedure = procedureOf(plan)
  return [
    ...spanFaults(values),
    ...parentCircles(command),
    ...partiesMissing(command, procedure, Object.values(plan.kinds ?? {})),
    ...statedOtherwise(command, procedure),
  ]
}

/** The spans of days that end before they begin, wherever in the command they stand. */
function spanFaults(values: FieldValue[]): BrokenRule[] {
  const days = new Map(
    values.flatMap(({ path, value, meaning }) => (meaning.is === "date" ? [[path.join("."), value]] : [])),
  )
  return [...days].flatMap(([field, to]) => {
    const from = days.get(field.replace(/(^|\.)to$/, "$1from"))
    return endsAfterItBegins({ from, to }) ? [] : [{ code: "MEETING_ENDS_FIRST", field }]
  })
}

/** The entries of a command's lists whose parents lead back to themselves. */
function parentCircles(command: object): BrokenRule[] {
  return Object.entries(command).flatMap(([list, entries]) => {
    const read = Hierarchy.safeParse(entries)
    if (!read.success) return []
    const circles = inCircles(new Map(read.data.map(({ id, parent }) => [id, parent === undefined ? [] : [parent]])))
    return read.data.flatMap(({ id }, nth) =>
      circles.has(id) ? [{ code: "CIRCLE", field: `${list}.${nth}.parent` }] : [],
    )
  })
}
const Hierarchy = z.array(z.object({ id: z.string(), parent: z.string().optional() }))

/** Who holds an office for a party says for which. */
function partiesMissing(command: object, procedure: Procedure, kinds: readonly string[]): BrokenRule[] {
  const one = Mandate.safeParse(command)
  const { offices } = Mandates.catch({ offices: [] }).parse(command)
  const mandates = one.success ? [{ ...one.data, field: "party" }] : []
  return [...mandates, ...offices.map((each, nth) => ({ ...each, field: `offices.${nth}.party` }))].flatMap(
    (mandate) => (lacksParty(mandate, procedure, kinds) ? [{ code: "MANDATE_PARTY", field: mandate.field }] : []),
  )
}
const Mandates = z.object({ offices: z.array(Mandate) })

const unknown: readonly CheckFault["rule"][] = ["markerUnknown", "actionPlanUnknown"]

/** Markers and actions of action plans are those of the rules of procedure. */
function statedOtherwise(command: object, procedure: Procedure): BrokenRule[] {
  const stated = Stated.catch({}).parse(command)
  return checkFaults(stated, procedure).map(({ rule, path }) => ({
    code: unknown.includes(rule) ? "CHECK_UNKNOWN" : "CHECK_VALUE",
    field: path.join("."),
  }))
}
const Stated = Planned.pick({ markers: true, refers: true })
