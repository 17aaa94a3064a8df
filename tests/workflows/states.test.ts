import { defineWorkflow, defineWorkflows, view, type Workflow } from "@demarche/engine"
import * as definitions from "@demarche/workflows"
import { officesFor } from "@demarche/workflows/offices"
import { type Meta, metaOf, type Tag } from "@demarche/workflows/states"
import { Office } from "@demarche/workflows/terms"
import { expect, test } from "vitest"
import { type AnyStateNode, getNextTransitions, type StateValue } from "xstate"

const workflows = [...defineWorkflows(definitions)]
const activity = defineWorkflow("activity", definitions.activity)

test.each(workflows)("each public state of %s means one thing", (_, { states }) => {
  for (const [state, { tags }] of states) expect(tags, state).toHaveLength(1)
})

test.each(workflows)("each state of %s, each within another too, says who holds the pen", (_, workflow) => {
  for (const node of named(workflow)) expect((node.meta as Partial<Meta>).holder, node.id).toBeDefined()
})

test.each(workflows)("an office that holds the pen in a state of %s can do something there", (name, workflow) => {
  const { machine, emits } = workflow
  for (const { path, id } of named(workflow).filter(({ type }) => type === "atomic")) {
    const { meta } = view(workflow, { value: valueOf(path), context: undefined })
    const holder = Office.safeParse(metaOf({ meta }).holder)
    if (!holder.success) continue
    const there = machine.resolveState({ value: valueOf(path), context: machine.config.context } as never)
    const types = getNextTransitions(there).map(({ eventType }) => eventType)
    const open = Object.keys(emits).filter((command) => emits[command]!.some((type) => types.includes(type)))
    const theirs = open.filter((command) => officesFor(name, command)?.includes(holder.data))
    expect(name === "plan" || theirs.length > 0, `${holder.data} in ${id}`).toBe(true)
  }
})

test("a board has its columns and its badges, each in one place, and no activity is in neither", () => {
  const places = [...activity.states.values()].map((seen) => metaOf(seen))
  const ranks = (rank: "column" | "badge") => places.flatMap((meta) => meta[rank] ?? []).sort()
  expect(ranks("column")).toEqual([1, 2, 3, 4])
  expect(ranks("badge")).toEqual([1, 2, 3, 4])
  for (const { column, badge } of places) expect((column === undefined) !== (badge === undefined)).toBe(true)
})

test("what the items' states mean", () => {
  const told = (...names: string[]) =>
    workflows.flatMap(([name, { states }]) =>
      names.includes(name) ? [...states].map(([state, { tags }]) => [`${name} ${state}`, tags[0] as Tag] as const) : [],
    )
  expect(Object.groupBy(told("activity", "output", "request"), ([, tag]) => tag)).toMatchObject({
    awaited: ["activity planned", "activity consulting", "activity drafting"]
      .concat(["output open", "output partlyFulfilled", "request submitted"])
      .map((state) => [state, "awaited"]),
    paused: [["activity deferred", "paused"]],
  })
})

/** The states that somebody may be shown. */
function named({ machine }: Workflow): AnyStateNode[] {
  const nodes = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(nodes)]
  return nodes(machine.root).filter(({ parent, type, meta }) => parent && type !== "history" && meta.public !== false)
}

function valueOf(path: string[]): StateValue {
  return path.reduceRight<StateValue>((inner, key) => (inner ? { [key]: inner } : key), "")
}
