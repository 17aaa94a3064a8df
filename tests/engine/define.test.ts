import { type Definition, defineWorkflow, guardNames } from "@demarche/engine"
import * as definitions from "@demarche/workflows"
import { describe, expect, test } from "vitest"
import { and, createMachine, not, or, stateIn } from "xstate"
import * as z from "zod"
import * as loan from "./loan.ts"

type Parts = { Command: string[]; Event: string[]; emits: Record<string, string[]>; states: Record<string, unknown> }

/** A workflow in which a door is opened and shut, with something else about it. */
function door(change: Partial<Parts> & { guards?: Record<string, unknown>; config?: object } = {}): Definition {
  const { Command = ["open", "shut"], Event = ["Opened", "Shut"], guards = { OFFICE: () => true } } = change
  const {
    emits = { open: ["Opened"], shut: ["Shut"] },
    states = { closed: { on: { Opened: { target: "ajar", guard: "OFFICE" } } }, ajar: { on: { Shut: "closed" } } },
  } = change
  const union = (types: string[]) =>
    z.discriminatedUnion("type", types.map((type) => z.object({ type: z.literal(type) })) as never)
  return {
    version: 1,
    Command: union(Command) as never,
    Event: union(Event) as never,
    emits,
    machine: createMachine({ id: "door", initial: "closed", states, ...change.config } as never, { guards } as never),
    decide: () => [],
    deadlines: () => [],
  }
}
const guarded = (guard: unknown) =>
  door({ states: { closed: { on: { Opened: { target: "ajar", guard } } }, ajar: { on: { Shut: "closed" } } } })
const refusing = (definition: Definition) => expect(() => defineWorkflow("door", definition).commands)

describe("a workflow is taken", () => {
  test("as it stands", () => {
    const workflow = defineWorkflow("door", door())
    expect([...workflow.commands.keys()]).toEqual(["open", "shut"])
    expect([...workflow.begins]).toEqual(["open"])
    expect([...workflow.guards.keys()]).toEqual(["OFFICE"])
  })
  test("with guards alone, by name, or together by and([...])", () => {
    expect(defineWorkflow("door", guarded("OFFICE")).guards.size).toBe(1)
    const both = { OFFICE: () => true, KEY: () => true }
    const states = { closed: { on: { Opened: { guard: and(["OFFICE", "KEY"]) } } }, ajar: { on: { Shut: {} } } }
    expect([...defineWorkflow("door", door({ states, guards: both })).guards.keys()]).toEqual(["OFFICE", "KEY"])
    expect(guardNames(and(["OFFICE", "KEY"]))).toEqual(["OFFICE", "KEY"])
    expect(guardNames(undefined)).toEqual([])
  })
  test("and knows which guards read the payload, and which fields are texts", () => {
    const workflow = defineWorkflow("loan", loan)
    expect([...workflow.guards].map(([name, { payload }]) => [name, payload])).toEqual([
      ["LIBRARIAN", false],
      ["BROKEN", true],
      ["NOT_LATER", true],
      ["NOT_IN_TIME", true],
    ])
    expect(workflow.texts.get("note")).toEqual(["text", "aside"])
    expect(workflow.texts.get("lend")).toEqual([])
    expect([...workflow.begins]).toEqual(["lend"])
  })
  test.each(Object.entries(definitions))("%s", (name, definition) => {
    const workflow = defineWorkflow(name, definition)
    expect([...workflow.begins]).toHaveLength({ access: 2, delivery: 4 }[name] ?? 1)
    expect(workflow.definition).toMatch(/^[A-Za-z0-9_-]{16}$/)
    expect([...workflow.commands.keys()].sort()).toEqual(Object.keys(workflow.emits).sort())
  })
})

describe("a workflow is refused", () => {
  test.each([
    ["or", or(["OFFICE", "OFFICE"])],
    ["not", not("OFFICE")],
    ["stateIn", stateIn("ajar")],
    ["an inline guard", () => true],
    ["a guard with parameters", { type: "OFFICE", params: {} }],
  ])("where guards combine by %s", (_, guard) => {
    refusing(guarded(guard)).toThrow("guards combine only with and([...names])")
  })
  test.each([
    ["or", or(["OFFICE", "OFFICE"])],
    ["not", not("OFFICE")],
    ["and", and(["OFFICE"])],
    ["an inline guard", () => true],
  ])("where and([...]) holds %s", (_, guard) => {
    refusing(guarded(and(["OFFICE", guard as never]))).toThrow("and([...]) takes names of guards alone")
  })
  test("where a name has no guard behind it, or a combined one", () => {
    refusing(guarded("KEY")).toThrow("guard KEY is not a plain function")
    refusing(door({ guards: { OFFICE: not("OFFICE") } })).toThrow("guard OFFICE is not a plain function")
  })
  test("where a state has two transitions for one event", () => {
    const states = {
      closed: { on: { Opened: [{ target: "ajar", guard: "OFFICE" }, { target: "closed" }] } },
      ajar: { on: { Shut: {} } },
    }
    refusing(door({ states })).toThrow("state door.closed has 2 transitions for Opened")
  })
  test.each([
    ["after", { after: { 1000: "closed" } }],
    ["always", { always: { target: "closed", guard: "OFFICE" } }],
    ["invoke", { invoke: { src: "bell" } }],
  ])("where it starts something of its own: %s", (_, own) => {
    const states = { closed: { on: { Opened: "ajar" } }, ajar: { on: { Shut: "closed" }, ...own } }
    refusing(door({ states })).toThrow("state door.ajar starts something of its own")
  })
  test("where its root does", () => {
    refusing(door({ config: { invoke: { src: "bell" } } })).toThrow("state door starts something of its own")
  })
  test("where the machine handles what Event does not know, even everything", () => {
    const states = (event: string) => ({
      closed: { on: { Opened: "ajar", [event]: "ajar" } },
      ajar: { on: { Shut: "closed" } },
    })
    refusing(door({ states: states("Slammed") })).toThrow("handles Slammed, which Event does not know")
    refusing(door({ states: states("*") })).toThrow("handles *, which Event does not know")
  })
  test("where no state handles an event", () => {
    refusing(door({ Event: ["Opened", "Shut", "Painted"] })).toThrow("no state handles Painted")
  })
  test("where emits leaves a command out, or names one or an event that is not", () => {
    refusing(door({ emits: { open: ["Opened"] } })).toThrow("emits does not say what shut comes to")
    refusing(door({ emits: { open: ["Opened"], shut: ["Shut"], lock: ["Shut"] } })).toThrow("emits names lock")
    refusing(door({ emits: { open: ["Opened"], shut: ["Slammed"] } })).toThrow("shut emits Slammed")
  })
  test("and it says which", () => {
    refusing(guarded("KEY")).toThrow("workflow door: ")
  })
  test("where an event has a field that the act it comes of would cover", () => {
    const Event = z.discriminatedUnion("type", [
      z.object({ type: z.literal("Opened"), by: z.string() }),
      z.object({ type: z.literal("Shut") }),
    ])
    refusing({ ...door(), Event }).toThrow("by")
  })
  test("where it runs in parallel, so that it is in no one state", () => {
    refusing(door({ config: { type: "parallel", initial: undefined } })).toThrow("parallel")
  })
  test("where an action does more than evolve the context", () => {
    const states = { closed: { on: { Opened: "ajar" } }, ajar: { entry: "ring", on: { Shut: "closed" } } }
    refusing(door({ states })).toThrow("ring")
    const ringing = {
      closed: { on: { Opened: { target: "ajar", actions: "ring" } } },
      ajar: { on: { Shut: "closed" } },
    }
    refusing(door({ states: ringing })).toThrow("Opened in state door.closed does ring, not just evolve")
  })
})

describe("the digest of a definition", () => {
  const digest = (definition: Definition) => defineWorkflow("door", definition).definition
  const on = (guard?: unknown) => ({
    closed: { on: { Opened: { target: "ajar", guard } } },
    ajar: { on: { Shut: "closed" } },
  })

  test("is the same for the same", () => {
    expect(digest(door())).toBe(digest(door()))
  })
  test.each([
    ["a guard more", door({ states: on(and(["OFFICE", "KEY"])), guards: { OFFICE: () => true, KEY: () => true } })],
    ["no guard", door({ states: on() })],
    ["another target", door({ states: { ...on("OFFICE"), ajar: { on: { Shut: "ajar" } } } })],
    ["a tag", door({ states: { ...on("OFFICE"), ajar: { tags: "open", on: { Shut: "closed" } } } })],
    ["a state more", door({ states: { ...on("OFFICE"), locked: {} } })],
    [
      "a state of another name",
      door({
        states: { closed: { on: { Opened: { target: "wide", guard: "OFFICE" } } }, wide: { on: { Shut: "closed" } } },
      }),
    ],
  ])("changes with %s", (_, changed) => {
    expect(digest(changed)).not.toBe(digest(door()))
  })
})
