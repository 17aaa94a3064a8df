import { hash } from "node:crypto"
import { type AnyStateMachine, type AnyStateNode, and } from "xstate"
import type { StateMeta, View } from "./definition.ts"

/** A state of a machine, and those within it, as the chart has them. */
export function nodesOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states as Record<string, AnyStateNode>).flatMap(nodesOf)]
}

/** The names a transition's guard is made of, in order. */
export function guardNames(guard: unknown, refuse: (what: string) => never = fail): string[] {
  if (guard === undefined) return []
  if (typeof guard === "string") return [guard]
  if (typeof guard === "function" && "check" in guard && guard.check === conjunction && "guards" in guard) {
    const names = guard.guards as unknown[]
    return names.every((name) => typeof name === "string") ? names : refuse("and([...]) takes names of guards alone")
  }
  return refuse("guards combine only with and([...names])")
}

const conjunction = (and([]) as unknown as { check: unknown }).check

function fail(what: string): never {
  throw new Error(what)
}

/** How a state is called, and what the chart says of it. */
type StateDescription = Omit<View, "context">

/** The place that a path of keys leads to, from the outermost in; as far as it leads, where the chart knows no more of it. */
export function describeState(machine: AnyStateMachine, path: readonly string[]): StateDescription {
  const way: AnyStateNode[] = []
  let node: AnyStateNode | undefined = machine.root
  for (const key of path) {
    node = node?.states[key]
    if (node) way.push(node)
  }
  const state = way.find(hasName)?.key
  return {
    state,
    substate: node?.key === state ? undefined : node?.key,
    tags: way.flatMap(({ tags }) => tags),
    meta: Object.assign({}, ...way.filter(hasName).map(({ meta }) => meta)),
  }
}

/** The public states of a machine in the order of its chart: of those within one another, the outermost that has a name. */
export function statesOf(machine: AnyStateMachine): ReadonlyMap<string, Pick<View, "tags" | "meta">> {
  return new Map(
    nodesOf(machine.root)
      .filter(isPublic)
      .map(({ key, path }) => [key, describeState(machine, path)]),
  )
}

/** Whether a state has a name of its own to those who look at it. */
function hasName({ meta }: AnyStateNode): boolean {
  return (meta as StateMeta | undefined)?.public !== false
}

function isPublic(node: AnyStateNode): boolean {
  if (!node.parent || node.type === "history" || !hasName(node)) return false
  for (let outer = node.parent; outer.parent; outer = outer.parent) if (hasName(outer)) return false
  return true
}

/** A digest of states, their public names, transitions and guard names; what the chart says of a state besides is not in it. */
export function digest(machine: AnyStateMachine): string {
  const nodes = nodesOf(machine.root).map((node) => [
    node.id,
    node.type,
    isPublic(node) ? [node.key] : [],
    [...node.transitions].map(([event, [transition]]) => [
      event,
      transition?.target?.map((target) => target.id),
      guardNames(transition?.guard),
    ]),
  ])
  return hash("sha256", JSON.stringify(nodes), "base64url").slice(0, 16)
}
