import { defineWorkflow, explain, initial, step } from "@demarche/engine"
import { event, union } from "@demarche/engine/definition"
import { expect, test } from "vitest"
import { and, createMachine } from "xstate"
import { loan, march } from "./fixture.ts"
import { lastDay } from "./loan.ts"

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

test("but where nothing that is filled in could satisfy it, it refuses", () => {
  const renewal = { ...act, type: "Renewed", until: lastDay, command: "renew" }
  const renewed = step(loan, lent, renewal)
  const renewing = explain(loan, renewed, act).find(({ name }) => name === "renew")
  expect(renewing).toEqual({ name: "renew", allowed: false, failing: ["NOT_LATER"] })
})

// A door that is opened, or forced where it is locked, or only wondered at.
const door = (locked: boolean, strong: boolean) => {
  const guards = { LOCKED: () => !locked, WEAK: () => strong }
  const on = { Opened: { guard: and(["LOCKED"]) }, Forced: { guard: and(["WEAK"]) } }
  const states = { closed: { meta: {}, on }, gone: { meta: {}, on: { Knocked: {} } } }
  return defineWorkflow("door", {
    version: 1,
    commands: {
      open: { fields: () => ({}), emits: ["Opened", "Forced"] },
      knock: { fields: () => ({}), emits: ["Knocked"] },
    },
    Event: union(() => [event("Opened", {}), event("Forced", {}), event("Knocked", {})]),
    machine: createMachine({ id: "door", initial: "closed", states } as never, { guards } as never),
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
