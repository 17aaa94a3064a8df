import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { defineWorkflows, initial, NOT_NOW, view, type Workflow } from "@demarche/engine"
import { argumentsOf, catalogue, type Language, ruleSentence } from "@demarche/i18n"
import { notTakenCodes } from "@demarche/plan-file/notTaken"
import * as definitions from "@demarche/workflows"
import { offices, officesFor } from "@demarche/workflows/offices"
import { Office } from "@demarche/workflows/terms"
import { describe, expect, test } from "vitest"
import type { AnyStateNode, StateValue } from "xstate"

/** The house's own: one that is added goes by its names until somebody gives it words. */
const workflows = [...defineWorkflows(definitions).values()].filter(({ name }) => Object.hasOwn(offices, name))

describe.each<Language>(["en", "fr"])("in %s", (language) => {
  const known = new Set(catalogue(language).keys())
  const without = (group: string, names: Iterable<string>) =>
    [...names].filter((name) => !known.has(`${group}.${name}`))

  test.each(workflows)("every rule of $name has a sentence", ({ guards }) => {
    expect(guards.size).toBeGreaterThan(0)
    expect(without("rules", guards.keys())).toEqual([])
  })

  test("every rule of the engine has a sentence", () => {
    expect(engineCodes()).toEqual(
      expect.arrayContaining(["HAPPENED_TOO_EARLY", "NOT_AN_OUTCOME", "CORRECTION_TOO_LATE"]),
    )
    expect(without("rules", [NOT_NOW, "STALE", ...engineCodes()])).toEqual([])
  })

  test("every rule asked when a command is decided has a sentence", () => {
    expect(refusalCodes()).toContain("REFERENCE_UNKNOWN")
    expect(without("rules", refusalCodes())).toEqual([])
  })

  test("a rule's sentence is not its code, and there is none for a rule that is gone", () => {
    const codes = [...known].filter((key) => key.startsWith("rules.")).map((key) => key.slice(6))
    expect(codes.filter((code) => ruleSentence(language, code) === code)).toEqual([])
    const current = [
      NOT_NOW,
      "STALE",
      ...engineCodes(),
      ...refusalCodes(),
      ...workflows.flatMap(({ guards }) => [...guards.keys()]),
    ]
    expect(codes.filter((code) => !current.includes(code))).toEqual([])
  })

  test.each(workflows)("every command of $name that people may take has a label", ({ name, commands }) => {
    const people = [...commands.keys()].filter((command) =>
      officesFor(name, command)?.some((office) => office !== "system"),
    )
    expect(without("transitions", people)).toEqual([])
  })

  test.each(workflows)("every event of $name has words", (workflow) => {
    expect(without("events", eventTypes(workflow))).toEqual([])
  })

  test.each(workflows)("every state of $name has a label", (workflow) => {
    const { states, substates } = statesOf(workflow)
    expect(states).toContain("new")
    expect(without("states", states)).toEqual([])
    expect(without("substates", substates)).toEqual([])
  })

  test("every reason for which a difference of a plan file is not taken over has a sentence that names buttons there are", () => {
    expect(without("desk.import.why", notTakenCodes)).toEqual([])
    const asked = notTakenCodes.flatMap((code) => argumentsOf(language, `desk.import.why.${code}`))
    const acts = asked.filter((name) => name !== "where" && name !== "rules")
    expect(acts).toContain("endPerson")
    const people = new Set(workflows.flatMap(({ commands }) => [...commands.keys()]))
    expect(acts.filter((name) => !people.has(name) || !known.has(`transitions.${name}`))).toEqual([])
  })

  test("every office and every kind of activity has a label", () => {
    expect(without("offices", Office.options)).toEqual([])
    expect(without("kinds", kinds())).toEqual([])
  })
})

test("a state's label names what the engine shows", () => {
  const activity = workflows.find(({ name }) => name === "activity")!
  expect(initial(activity).value).toBe("new")
  expect(statesOf(activity).substates).toEqual(["editing", "clearance", "cleared", "underSilence", "broken", "void"])
})

/** The codes for which a command is refused though its workflow's machine allows it. */
function refusalCodes(): string[] {
  const files = [
    "application/references",
    "application/stateFaults",
    "application/ownItemFaults",
    "application/refusals",
    "application/fieldFaults",
    "application/stillNamed",
    "application/namesTaken",
    "application/processes/endAmendments",
    "workplan/rules/values",
  ]
  const sources = [
    ...files.map((file) => `packages/${file}.ts`),
    "workflows/activity/refusals.ts",
    "workflows/stages.ts",
  ]
  const texts = sources.map((file) => readFileSync(join(import.meta.dirname, "../..", file), "utf8"))
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/"([A-Z]+(?:_[A-Z]+)*)"/g)].map(([, code]) => code!)))]
}

function engineCodes(): string[] {
  const room = join(import.meta.dirname, "../../packages/engine")
  const sources = readdirSync(room)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(room, file), "utf8"))
  return [
    ...new Set(sources.flatMap((text) => [...text.matchAll(/failing: \["([A-Z_]+)"\]/g)].map(([, code]) => code!))),
  ]
}

function eventTypes({ Event }: Workflow): string[] {
  const events = Event as unknown as { unwrap(): { options: { shape: { type: { value: string } } }[] } }
  return events.unwrap().options.map(({ shape }) => shape.type.value)
}

/** As the engine's `view` names them, and the beginning, which has no name. */
function statesOf(workflow: Workflow): { states: string[]; substates: string[] } {
  const nodes = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(nodes)]
  const leaves = nodes(workflow.machine.root).filter(({ type }) => type === "atomic")
  const places = leaves.map(({ path }) => {
    const value = path.reduceRight<StateValue>((inner, key) => (inner ? { [key]: inner } : key), "")
    return view(workflow, { value, context: undefined })
  })
  return {
    states: places.map(({ state, substate }) => state ?? substate ?? ""),
    substates: places.flatMap(({ state, substate }) => (state && substate) ?? []),
  }
}

function kinds(): string[] {
  const { options } = definitions.activity.commands.plan.fields().kind
  return options
}
