import type { activity, plan } from "@demarche/workflows"
import { nextStep } from "@demarche/workflows/activity/path"
import type { Facts } from "@demarche/workflows/metadata"
import type { Path, Step } from "@demarche/workflows/procedure"
import type { Office } from "@demarche/workflows/terms"
import { covers } from "./mandates.ts"
import { checksFor, leanPath, procedureOf } from "./procedure.ts"

/** What paths need of an output: its deliverables and, where the plan states or suggests one, its path. */
export interface OutputPromise {
  deliverables: string[]
  path?: { id: string; inferred: boolean }
}

/** The path of an item: of its own, of the outputs it contributes to, or the default; unclear where the outputs differ. */
export type PathFound = { path: Path; from: "own" | "outputs" | "default" } | { unclear: readonly string[] } | undefined

type Pathed = Partial<Pick<activity.Context, "kind" | "path" | "pathInferred" | "outputs" | "outputsInferred">>

/**
 * The path on which an item is agreed (docs/domain.md#path): its own, where it is stated or confirmed; else the one that its
 * outputs state, where they agree; else, for a document, the procedure's first. What is inferred is a suggestion.
 */
export function pathOf(item: Pathed, promises: OutputPromise[], context: plan.Context): PathFound {
  const { paths } = procedureOf(context)
  const named = (id: string | undefined, from: "own" | "outputs") => {
    const path = paths.find((each) => each.id === id)
    return path && { path, from }
  }
  const own = item.pathInferred ? undefined : named(item.path, "own")
  if (own) return own
  const contributes = item.outputsInferred ? [] : (item.outputs ?? [])
  const fed = promises.filter(({ deliverables }) => deliverables.some((id) => contributes.includes(id)))
  const stated = [...new Set(fed.flatMap(({ path }) => (path && !path.inferred ? [path.id] : [])))]
  if (stated.length > 1) return { unclear: stated }
  const [first] = paths
  return (
    named(stated[0], "outputs") ?? (item.kind === "document" && first ? { path: first, from: "default" } : undefined)
  )
}

/** What the guards are told of path and checks, before a field of a command is known. */
export function pathFacts(
  item: Partial<activity.Context>,
  promises: OutputPromise[],
  context: plan.Context,
  day: string,
): Partial<Facts> {
  const procedure = procedureOf(context)
  const found = pathOf(item, promises, context)
  const path = found && "path" in found ? leanPath(found.path) : undefined
  const next = nextStep({ context: item, event: { facts: path ? { path } : {} } })
  const running = item.running !== undefined
  return {
    ...(!running && path && { path }),
    ...(!running && found && "unclear" in found && { pathUnclear: true as const }),
    ...(!running && { checks: checksFor(procedure, item.kind ?? "document", day) }),
    ...((procedure.consultation === "optional" || item.own !== undefined) && { consultationOptional: true as const }),
    ...whoTakes(next, item, context, day),
  }
}

function whoTakes(step: Step | undefined, item: Partial<activity.Context>, context: plan.Context, day: string) {
  if (step?.is === "clearance") return { clearing: clearingOffice(step, item, context, day) }
  if (step?.is !== "record" || !step.each) return {}
  const held = context.people.flatMap(({ offices }) => offices.filter((mandate) => covers(mandate, day)))
  return { recorders: [...new Set(held.flatMap(({ office, party }) => (office === step.by && party ? [party] : [])))] }
}

/** Who clears that day: the step's office, another where everybody who holds it made the draft, else the Presidency. */
export function clearingOffice(
  { by, or }: Extract<Step, { is: "clearance" }>,
  item: AuthoredItem,
  plan: Pick<plan.Context, "people">,
  day: string,
): Office {
  return [by, ...(or ? [or] : [])].find((office) => isClearedBy(office, item, plan, day)) ?? "presidency"
}

/** An item whose draft somebody made. */
type AuthoredItem = Pick<Partial<activity.Context>, "authors">

/** Whether somebody holds that office that day who did not make the draft. */
export function isClearedBy(
  office: Office,
  { authors = [] }: AuthoredItem,
  { people }: Pick<plan.Context, "people">,
  day: string,
): boolean {
  return people.some(
    ({ id, offices }) =>
      !authors.includes(id) && offices.some((mandate) => mandate.office === office && covers(mandate, day)),
  )
}
