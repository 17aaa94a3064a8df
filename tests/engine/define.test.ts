import { type Definition, defineWorkflow, defineWorkflows, guardNames } from "@demarche/engine"
import { reading } from "@demarche/engine/definition"
import * as definitions from "@demarche/workflows"
import { describe, expect, test } from "vitest"
import { and, createMachine, not, or, stateIn } from "xstate"
import * as z from "zod"
import * as loan from "./loan.ts"

type Parts = { Event: string[]; emits: Record<string, [string]>; states: Record<string, unknown> }

/** A workflow in which a door is opened and shut, with something else about it. */
function door(change: Partial<Parts> & { guards?: Record<string, unknown>; config?: object } = {}): Definition {
  const { Event = ["Opened", "Shut"], guards = { OFFICE: () => true } } = change
  const {
    emits = { open: ["Opened"], shut: ["Shut"] },
    states = { closed: { on: { Opened: { target: "ajar", guard: "OFFICE" } } }, ajar: { on: { Shut: "closed" } } },
  } = change
  const union = (types: string[]) =>
    z.discriminatedUnion("type", types.map((type) => z.object({ type: z.literal(type) })) as never)
  return {
    version: 1,
    commands: Object.fromEntries(Object.entries(emits).map(([name, emits]) => [name, { fields: () => ({}), emits }])),
    Event: union(Event) as never,
    machine: createMachine(
      { id: "door", initial: "closed", states: saying(states), ...change.config } as never,
      { guards } as never,
    ),
    decide: () => [],
    deadlines: () => [],
  }
}
/** States that say of themselves what they say, and something where they are not asked to be silent. */
const saying = (states: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(states).map(([key, state]) => [key, { meta: {}, ...(state as object) }]))
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
  test.each([...defineWorkflows(definitions)])("%s", (name, workflow) => {
    expect([...workflow.begins]).toHaveLength({ access: 2, delivery: 4, session: 4 }[name] ?? 1)
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
  test("where a command comes to an event that Event does not know", () => {
    refusing(door({ emits: { open: ["Opened"], shut: ["Slammed"] } })).toThrow("shut emits Slammed")
  })
  test("where a command has the name under which time decides", () => {
    refusing(door({ emits: { open: ["Opened"], time: ["Shut"] } })).toThrow(
      "time is the command under which time decides",
    )
  })
  test("where it records a field that every act has, or that an event has", () => {
    const recording = (...fields: string[]) => ({ ...door(), metadata: { time: { by: "time", facts: {} }, fields } })
    for (const field of ["id", "by", "version"])
      refusing(recording(field)).toThrow(`${field} is recorded of every act, and no field of its own`)
    const Event = z.discriminatedUnion("type", [
      z.object({ type: z.literal("Opened"), key: z.string() }),
      z.object({ type: z.literal("Shut") }),
    ])
    refusing({ ...recording("key"), Event }).toThrow("Opened has a field key, which is its act's")
    expect(defineWorkflow("door", recording("witness")).commands.size).toBe(2)
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
  test("where a state says nothing of itself, be it within another", () => {
    const states = (inner: object) => ({
      closed: { on: { Opened: "ajar" } },
      ajar: { initial: "wide", states: { wide: inner }, on: { Shut: "closed" } },
    })
    refusing(
      door({ states: { closed: { on: { Opened: "ajar" } }, ajar: { meta: undefined, on: { Shut: {} } } } }),
    ).toThrow("state door.ajar says nothing of itself")
    refusing(door({ states: states({}) })).toThrow("state door.ajar.wide says nothing of itself")
    expect(defineWorkflow("door", door({ states: states({ meta: {} }) })).states.size).toBe(2)
  })
  test("where a guard is asked of an event that it does not read", () => {
    type Event = { type: "Opened"; by: string } | { type: "Shut" }
    const KEY = reading<unknown, Event>()("Opened", ({ event }) => event.by !== "")
    const on = (event: string) => ({
      closed: { on: { Opened: {}, [event]: { guard: and(["KEY"]) } } },
      ajar: { on: { Shut: {} } },
    })
    refusing(door({ states: on("Shut"), guards: { KEY } })).toThrow("guard KEY reads Opened, not Shut")
    expect(defineWorkflow("door", door({ states: on("Opened"), guards: { KEY } })).guards.get("KEY")).toMatchObject({
      payload: true,
    })
  })
  test("where a transition leads nowhere, which XState refuses itself", () => {
    const states = (target: string) => ({ closed: { on: { Opened: target } }, ajar: { on: { Shut: "closed" } } })
    expect(() => door({ states: states("ajarr") })).toThrow("Child state 'ajarr' does not exist on 'door'")
    expect(() => door({ states: states("#door.ajarr") })).toThrow("Child state 'ajarr' does not exist on 'door'")
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
    [
      "a state that has no name",
      door({ states: { ...on("OFFICE"), ajar: { meta: { public: false }, on: { Shut: "closed" } } } }),
    ],
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
  test("does not change with what the chart says of a state", () => {
    const ajar = { tags: ["open"], meta: { holder: "porter" }, on: { Shut: "closed" } }
    expect(digest(door({ states: { ...on("OFFICE"), ajar } }))).toBe(digest(door()))
  })
  // A workflow that was added is in no record yet: it is pinned here once commits of it are kept.
  test("is for each workflow of the house what its commits were written with", () => {
    const digests = [...defineWorkflows(definitions)].map(([name, { definition }]) => [name, definition])
    expect(Object.fromEntries(digests)).toMatchObject({
      access: "TBq5Z7jMAj47-izZ",
      activity: "2h2gQ86szIuSXql0",
      delivery: "UqGsxJu7w6mUaY36",
      notice: "-wuRB0m12kOW2rJ8",
      output: "xdrIP_mz4QJsduvB",
      plan: "eXY98ouF09nGp4uV",
      request: "Brk2Z_hA6hhqgaq1",
      webhook: "5YMk8XuoxAClc-qM",
    })
  })
})
