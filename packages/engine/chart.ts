import { hash } from "node:crypto"
import { type AnyStateMachine, type AnyStateNode, and } from "xstate"
import type { View } from "./definition.ts"

/** A state and all states nested in it, in the order of the chart. */
export function nodesOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values<AnyStateNode>(node.states).flatMap(nodesOf)]
}

/**
 * The names that a transition's guard combines, in order.
 * @param refuse is told of any other combination; by default it throws
 */
export function guardNames(guard: unknown, refuse: (what: string) => never = fail): string[] {
  if (guard === undefined) return []
  if (typeof guard === "string") return [guard]
  if (typeof guard === "function" && "check" in guard && guard.check === conjunction && "guards" in guard) {
    const { guards } = guard
    return Array.isArray(guards) && guards.every((name) => typeof name === "string")
      ? guards
      : refuse("and([...]) takes names of guards alone")
  }
  return refuse("guards combine only with and([...names])")
}

const conjunction: unknown = Reflect.get(and([]), "check")

function fail(what: string): never {
  throw new Error(what)
}

/** A state by its public names, with its tags and meta. */
type StateDescription = Omit<View, "context">

/** The state at a path of keys, outermost first. Keys that the chart does not have are ignored. */
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

/** The public states in the order of the chart: of nested states, the outermost one that has a public name. */
export function statesOf(machine: AnyStateMachine): ReadonlyMap<string, Pick<View, "tags" | "meta">> {
  return new Map(
    nodesOf(machine.root)
      .filter(isPublic)
      .map(({ key, path }) => [key, describeState(machine, path)]),
  )
}

/** Whether a state has a public name: it has, unless its `meta` says `public: false`. */
function hasName({ meta }: AnyStateNode): boolean {
  return meta?.public !== false
}

function isPublic(node: AnyStateNode): boolean {
  if (!node.parent || node.type === "history" || !hasName(node)) return false
  for (let outer = node.parent; outer.parent; outer = outer.parent) if (hasName(outer)) return false
  return true
}

/** A digest of states, public names, transitions and guard names: 16 characters of base64url. Tags and meta are not part of it. */
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
