import { defineWorkflow, defineWorkflows, view, type Workflow } from "@demarche/engine"
import * as definitions from "@demarche/workflows"
import { offices } from "@demarche/workflows/offices"
import { type Meta, metaOf, type Tag } from "@demarche/workflows/states"
import { Office } from "@demarche/workflows/terms"
import { describe, expect, test } from "vitest"
import { type AnyStateNode, getNextTransitions, type StateValue } from "xstate"

const workflows = [...defineWorkflows(definitions)]
/** The house's own: one that is added need not be known here. */
const own = workflows.filter(([name]) => Object.hasOwn(offices, name))
const lists: Record<string, { commands: Record<string, { offices: readonly Office[] }> }> = definitions
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
    const { meta } = view(workflow, { value: stateValue(path), context: undefined })
    const holder = Office.safeParse(metaOf({ meta }).holder)
    if (!holder.success) continue
    const there = machine.resolveState({ value: stateValue(path), context: machine.config.context } as never)
    const types = getNextTransitions(there).map(({ eventType }) => eventType)
    const open = Object.keys(emits).filter((command) => emits[command]!.some((type) => types.includes(type)))
    const theirs = open.filter((command) => lists[name]!.commands[command]!.offices.includes(holder.data))
    expect(name === "plan" || theirs.length > 0, `${holder.data} in ${id}`).toBe(true)
  }
})

test("a board has its columns and its badges, each in one place, and no activity is in neither", () => {
  const places = [...activity.states.values()].map((seen) => metaOf(seen))
  const ranks = (rank: "column" | "badge") => places.flatMap((meta) => meta[rank] ?? []).sort()
  expect(ranks("column")).toEqual([1, 2, 3, 4])
  expect(ranks("badge")).toEqual([1, 2, 3, 4, 5])
  for (const { column, badge } of places) expect((column === undefined) !== (badge === undefined)).toBe(true)
})

describe("what time ends", () => {
  const end = "2026-06-08T16:00:00.000Z"
  /** What must be known for a deadline to fall. */
  const known: Record<string, object> = {
    access: { expires: end },
    activity: { silence: { until: { at: end } } },
    notice: { claimedUntil: end, notBefore: end },
    session: { code: { until: end } },
    delivery: { webhook: "w", notBefore: end },
  }

  test.each(own)("a state of %s says by which event, and `deadlines` names that and no other", (name, workflow) => {
    for (const { path, id } of named(workflow).filter(({ type }) => type === "atomic")) {
      const context = { ...workflow.machine.config.context, ...known[name] }
      const seen = view(workflow, { value: stateValue(path), context })
      const events = workflow.deadlines(seen).flatMap(({ event }) => event?.type ?? [])
      expect(events, id).toEqual([metaOf(seen).deadline ?? []].flat())
    }
  })

  test.each(own)("and there, in %s, that event leads on", (_, workflow) => {
    for (const { path, meta, id } of named(workflow).filter(({ meta }) => meta.deadline)) {
      const there = workflow.machine.resolveState({ value: stateValue(path), context: {} } as never)
      const [first] = getNextTransitions(there).filter(({ eventType }) => eventType === meta.deadline)
      expect(first?.target?.[0]?.id, id).not.toBe(id)
      expect(first?.target, id).toBeDefined()
    }
  })

  test("four states end so", () => {
    const ends = own.flatMap(([, workflow]) => named(workflow).filter(({ meta }) => meta.deadline))
    expect(ends.map(({ id, meta }) => [id, meta.deadline])).toEqual([
      ["access.active", "KeyExpired"],
      ["activity.open.drafting.underSilence", "SilencePassed"],
      ["notice.claimed", "NoticeReleased"],
      ["session.codeOut", "CodeExpired"],
    ])
  })
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

function stateValue(path: string[]): StateValue {
  return path.reduceRight<StateValue>((inner, key) => (inner ? { [key]: inner } : key), "")
}
