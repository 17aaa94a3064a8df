import { hash } from "node:crypto"
import { codeOf, kindOf } from "@demarche/event-store"
import { canonical } from "@demarche/plan-file/canonical"
import type { Difference } from "@demarche/plan-file/differences"
import type { ReferenceKind } from "@demarche/workflows/meanings"
import { idsIn, planLists, procedureLists } from "./planLists.ts"
import type { NamedIds } from "./referenceContext.ts"

/** By what a difference is chosen: its mark, which is another as soon as the plan or the file says something else. */
export function markOf({
  stream,
  change,
  fields,
}: {
  stream: string
  change: string
  fields: readonly { field: string }[]
}): string {
  return hash("sha256", canonical([stream, change, fields]), "base64url").slice(0, 16)
}

/** The entries of a list that another one does not hold, in whatever order each says what it says. */
export function entriesBeside(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const known = new Set(other.map(canonical))
  return list.filter((each) => !known.has(canonical(each)))
}

/** The names of a plan file but for those that only the differences that are left bring. */
export function namesWithout(names: NamedIds, left: readonly Difference[]): NamedIds {
  const brought = Map.groupBy(left.flatMap(broughtBy), ({ kind }) => kind)
  const without = (kind: ReferenceKind, ids: ReadonlySet<string>) => {
    const gone = new Set(brought.get(kind)?.map(({ id }) => id))
    return new Set([...ids].filter((id) => !gone.has(id)))
  }
  return new Map([...names].map(([kind, ids]) => [kind, without(kind, ids)]))
}

/** The names without the items that stay as they stand: those may still name what the plan's own lists lose. */
export function namesBesideItems(names: NamedIds, left: readonly Difference[]): NamedIds {
  const items = new Set(left.map(({ difference }) => codeOf(difference.stream)))
  const without = (ids: ReadonlySet<string>) => new Set([...ids].filter((id) => !items.has(id)))
  return new Map([...names].map(([kind, ids]) => [kind, kind === "activity" || kind === "output" ? without(ids) : ids]))
}

interface BroughtName {
  kind: ReferenceKind
  id: string
}

/** What a difference brings that was not there: itself, and what its lists newly name. */
function broughtBy({ difference, step }: Difference): BroughtName[] {
  if (!step) return []
  const { stream, command } = step
  const stood = new Map(difference.fields.map(({ field, stands }) => [field, stands]))
  const isNew = difference.change === "added" && kindOf(stream) !== "plan"
  const item = isNew ? [{ kind: itemKind(kindOf(stream)), id: codeOf(stream) }] : []
  const person = command.type === "addPerson" ? [{ kind: "person" as const, id: String(command.person) }] : []
  const procedures = [command.procedure, stood.get("procedure")].map(
    (each): Record<string, unknown> => ({ ...Object(each) }),
  )
  const [procedure = {}, before = {}] = procedures
  return [
    ...item,
    ...person,
    ...inLists(planLists, command, Object.fromEntries(stood)),
    ...inLists(procedureLists, procedure, before),
  ]
}

function itemKind(kind: string): ReferenceKind {
  return kind === "output" ? "output" : "activity"
}

function inLists(
  lists: typeof planLists,
  file: Readonly<Record<string, unknown>>,
  stands: Readonly<Record<string, unknown>>,
): BroughtName[] {
  return Object.entries(lists).flatMap(([field, kind]) => {
    const before = idsIn(stands[field])
    return idsIn(file[field])
      .filter((id) => !before.includes(id))
      .map((id) => ({ kind, id }))
  })
}

/** What a command names of what is left: ids of the file that are in `names` and not in `fewer`. */
export function namedOfLeft(command: object, names: NamedIds, fewer: NamedIds): string[] {
  const gone = new Set([...names].flatMap(([kind, ids]) => [...ids].filter((id) => !fewer.get(kind)?.has(id))))
  return [...new Set(stringsIn(command).map((text) => text.slice(text.indexOf(".") + 1)))].filter((id) => gone.has(id))
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value]
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
