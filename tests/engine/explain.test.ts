import { defineWorkflow, explain, initial, step } from "@demarche/engine"
import { expect, test } from "vitest"
import { and, createMachine } from "xstate"
import * as z from "zod"
import { loan, march } from "./stage.ts"

const act = { by: { person: "lea", office: "librarian" }, facts: { mandated: true }, at: march(1), version: 2 }
const lent = step(loan, initial(loan), { ...act, type: "Lent", command: "lend", version: 1 })
const told = (facts = act.facts) =>
  Object.fromEntries(explain(loan, lent, { ...act, facts }).map(({ name, ...answer }) => [name, answer]))

test("every command is told, in the order of the workflow", () => {
  expect(explain(loan, lent, act).map(({ name }) => name)).toEqual(Object.keys(loan.emits))
})
test("one that may be taken, one that may not now, and one that a rule forbids whatever is filled in", () => {
  expect(told().stamp).toEqual({ allowed: true, failing: [] })
  expect(told().lend).toEqual({ allowed: false, failing: ["NOT_NOW"] })
  expect(told({ mandated: false }).stamp).toEqual({ allowed: false, failing: ["LIBRARIAN"] })
})
test("a rule that reads the command's fields says nothing before they are given", () => {
  expect(told().renew).toEqual({ allowed: true, failing: [] })
  expect(told({ mandated: false }).renew).toEqual({ allowed: false, failing: ["LIBRARIAN"] })
})

// A door that is opened, or forced where it is locked, or only wondered at.
const door = (locked: boolean, strong: boolean) => {
  const guards = { LOCKED: () => !locked, WEAK: () => strong }
  const union = (types: string[]) =>
    z.discriminatedUnion("type", types.map((type) => z.object({ type: z.literal(type) })) as never) as never
  const on = { Opened: { guard: and(["LOCKED"]) }, Forced: { guard: and(["WEAK"]) } }
  return defineWorkflow("door", {
    version: 1,
    Command: union(["open", "knock"]),
    Event: union(["Opened", "Forced", "Knocked"]),
    emits: { open: ["Opened", "Forced"], knock: ["Knocked"] },
    machine: createMachine(
      { id: "door", initial: "closed", states: { closed: { on }, gone: { on: { Knocked: {} } } } } as never,
      { guards } as never,
    ),
    decide: () => [],
    deadlines: () => [],
  })
}
const opening = (locked: boolean, strong: boolean) => {
  const workflow = door(locked, strong)
  return explain(workflow, initial(workflow), act).map(({ allowed, failing }) => (allowed ? "may" : failing.join()))
}

test("a command that comes to one of several events may be taken where one of them may happen", () => {
  expect(opening(false, false)).toEqual(["may", "NOT_NOW"])
  expect(opening(true, true)).toEqual(["may", "NOT_NOW"])
})
test("where none may, what forbids the likeliest is told", () => {
  expect(opening(true, false)).toEqual(["LOCKED", "NOT_NOW"])
})
