import { codeOf } from "@demarche/event-store"
import { activity, output, plan as planWorkflow } from "@demarche/workflows"
import type { ReferenceKind } from "@demarche/workflows/meanings"
import { defined } from "@demarche/workflows/schemas"
import { codeIn, Mandate } from "@demarche/workflows/terms"
import { bodyOf, dayOf } from "@demarche/workplan"
import { type FieldValue, fieldValuesOf } from "@demarche/workplan/rules/fieldValues"
import * as z from "zod"
import { stateMeans } from "./application.ts"
import { isNamed } from "./existing.ts"
import type { BrokenRule } from "./fieldFaults.ts"
import { breathe, inPieces } from "./inPieces.ts"
import { idsIn, planLists, procedureLists } from "./planLists.ts"
import { plannedFields } from "./planned.ts"
import type { NamedIds, ReferenceContext } from "./referenceContext.ts"
import { targets } from "./references.ts"

/** Something that an amendment takes out of one of a plan's lists, and by which field. */
interface TakenOut {
  kind: ReferenceKind
  id: string
  field: string
}

/**
 * What an amendment takes out of the lists of a plan that something of it still names: its own other fields, the mandates that
 * have not ended, its activities and outputs but for those that were dropped. Items of the file that the amendment is part of
 * are asked by themselves. The place says who names it, the first three.
 */
export async function stillNamed(around: ReferenceContext): Promise<BrokenRule[]> {
  const { stream, decision } = around
  if (stream !== `plan:${around.plan}` || decision.command.type !== "amend") return []
  const planned = { ...(await plannedFields(around.application, stream, "plan")) }
  const taken = takenOut(decision.command, planned, around.snapshot.context)
  if (taken.length === 0) return []
  const naming = new Map<TakenOut, string[]>()
  for (const { by, values } of await referrersOf(around, planned)) {
    for (const field of values) {
      const found = taken.find((each) => names(field, each))
      if (found && !(await standsAlone(around, field))) naming.set(found, [...(naming.get(found) ?? []), by])
    }
    await breathe()
  }
  return [...naming].map(([{ field, id }, by]) => ({
    code: "STILL_NAMED",
    field: `${field}.${id} (${[...new Set(by)].slice(0, 3).join(", ")})`,
  }))
}

function takenOut(command: object, planned: object, context: planWorkflow.Context): TakenOut[] {
  const procedure: unknown = Reflect.get(command, "procedure")
  const gone = (lists: typeof planLists, of: object, stood: object, place: string) =>
    Object.entries(lists).flatMap(([list, kind]) => {
      const given: unknown = Reflect.get(of, list)
      const kept = idsIn(given)
      const removed = Array.isArray(given) ? idsIn(Reflect.get(stood, list)).filter((id) => !kept.includes(id)) : []
      return removed.map((id) => ({ kind, id, field: `${place}${list}` }))
    })
  return [
    ...gone(planLists, command, { ...planned, ...context, parties: context.parties.map((id) => ({ id })) }, ""),
    ...gone(procedureLists, Object(procedure), Object(context.procedure), "procedure."),
  ]
}

/** Whether a value names what is taken out, as something of its kind. */
function names({ meaning, value }: FieldValue, { kind, id }: TakenOut): boolean {
  if (meaning.is === "target") return codeIn(value) === id
  return meaning.is === "reference" && value === id && meaning.to.includes(kind)
}

/** Whether it names something that is there all the same. */
function standsAlone(around: ReferenceContext, { meaning, value }: FieldValue): Promise<boolean> {
  return meaning.is === "reference" ? isNamed(around, meaning, value) : isNamed(around, { to: targeted }, codeIn(value))
}
const targeted = [...new Set(Object.values(targets).flat())]

/** Something of a plan, and the values that it may name something by. */
interface Referrer {
  by: string
  values: FieldValue[]
}

async function referrersOf(around: ReferenceContext, planned: object): Promise<Referrer[]> {
  const { application, snapshot, decision, names } = around
  const { people, meetings, zone } = snapshot.context
  const today = dayOf(application.world.clock(), zone)
  const kept = Object.entries({ ...planned, meetings }).filter(([field]) => !(field in decision.command))
  const ofPlan = valuesOf(planWorkflow.commands.propose.fields(), Object.fromEntries(kept))
  const inForce = ({ to }: Mandate) => to === undefined || to >= today
  return [
    ...(await itemsNaming(around, names)),
    ...people.map(({ id, offices }) => ({
      by: id,
      values: [...fieldValuesOf(z.array(Mandate), offices.filter(inForce))],
    })),
    ...ofPlan.map((value) => ({ by: String(value.path[0]), values: [value] })),
  ]
}

const plannedBy = { activity: activity.commands.plan, output: output.commands.promise }

/** The activities and outputs of the plan that were not dropped, but for those of the plan file. */
async function itemsNaming({ application, plan }: ReferenceContext, file: NamedIds): Promise<Referrer[]> {
  const kinds = ["activity", "output"] as const
  const found = kinds.map(async (kind) => {
    const rows = await application.views.list({ kind, scope: plan })
    const asked = rows.filter((row) => !file.get(kind)?.has(codeOf(row.stream)))
    return inPieces(asked, (row): Referrer => {
      const { fields, state, publicState } = bodyOf(row, kind)
      const { rules, owner, ...rest } = state.context
      const now = { ...fields, ...defined({ rules, owner, links: "links" in rest ? rest.links : undefined }) }
      const isDropped = stateMeans(application, kind, publicState, "dropped")
      return { by: codeOf(row.stream), values: isDropped ? [] : valuesOf(plannedBy[kind].fields(), now) }
    })
  })
  return (await Promise.all(found)).flat()
}

function valuesOf(shape: z.ZodRawShape, fields: object): FieldValue[] {
  return [...fieldValuesOf(z.object(shape), fields)]
}
