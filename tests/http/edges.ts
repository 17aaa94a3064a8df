import type { Workflow } from "@demarche/engine"
import type { AnyStateNode } from "xstate"

/** Every innermost state of a workflow with every event it knows, its own or an outer state's. */
export function edges({ machine }: Workflow): { state: string; event: string }[] {
  return leaves(machine.root).flatMap((leaf) =>
    [...new Set(lineage(leaf).flatMap((node) => [...node.transitions.keys()]))].map((event) => ({
      state: leaf.key,
      event,
    })),
  )
}

function leaves(node: AnyStateNode): AnyStateNode[] {
  const children = Object.values(node.states).filter(({ type }) => type !== "history")
  return children.length === 0 ? [node] : children.flatMap(leaves)
}

function lineage(node: AnyStateNode): AnyStateNode[] {
  return node.parent ? [node, ...lineage(node.parent)] : [node]
}
