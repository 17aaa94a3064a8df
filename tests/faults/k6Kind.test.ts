import { workflowOf } from "@demarche/application/application"
import type { ReferenceContext } from "@demarche/application/referenceContext"
import { referenceFault } from "@demarche/application/references"
import { defineWorkflows, initial, view } from "@demarche/engine"
import { PlanFile } from "@demarche/plan-file/planFile"
import * as definitions from "@demarche/workflows"
import { type Meaning, meanings } from "@demarche/workflows/meanings"
import { officesFor } from "@demarche/workflows/offices"
import { fieldValuesOf } from "@demarche/workplan/rules/fieldValues"
import { valueFault } from "@demarche/workplan/rules/values"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import * as z from "zod"
import { openCcm, PLAN, type World } from "../http/world.ts"

interface Place {
  path: string
  meaning: Meaning | undefined
}

/** Every string that a schema takes, and what it means; what is one of a few words means itself. */
function placesOf(schema: z.core.$ZodType, path = ""): Place[] {
  const meaning = meanings.get(schema)
  if (meaning) return [{ path, meaning }]
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, field]) => placesOf(field, path ? `${path}.${key}` : key))
  if (schema instanceof z.ZodArray) return placesOf(schema.element, `${path}[]`)
  if (schema instanceof z.ZodTuple) return schema.def.items.flatMap((item) => placesOf(item, `${path}[]`))
  if (schema instanceof z.ZodRecord) return placesOf(schema.valueType, `${path}{}`)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => placesOf(option, path))
  if (schema instanceof z.ZodPipe) return placesOf(schema.in, path)
  if (schema instanceof z.ZodLazy) return placesOf(schema.unwrap(), path)
  const { def } = schema._zod
  if ("innerType" in def && def.innerType instanceof z.ZodType) return placesOf(def.innerType, path)
  return schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral || !takesWords(schema) ? [] : [{ path, meaning }]
}

function takesWords(schema: z.core.$ZodType): boolean {
  return !(schema instanceof z.ZodNumber || schema instanceof z.ZodBoolean || schema instanceof z.ZodNull)
}

const commands = [...defineWorkflows(definitions).values()].flatMap(({ name, commands }) =>
  [...commands].map(([command, schema]) => ({ name, command, schema })),
)
const unmeant = (schema: z.core.$ZodType) => placesOf(schema).filter(({ meaning }) => !meaning)

describe("K6 every string has a meaning", () => {
  test.each(commands)("$name $command", ({ schema }) => {
    expect(unmeant(schema)).toEqual([])
  })

  test("of a plan file", () => {
    expect(unmeant(PlanFile)).toEqual([])
    expect(placesOf(PlanFile).length).toBeGreaterThan(100)
  })

  test.each([
    ["a plain id", z.strictObject({ activity: z.string() }), ["activity"]],
    ["a date", z.strictObject({ rules: z.array(z.object({ on: z.iso.date() })) }), ["rules[].on"]],
    ["an id that is optional, in a union", z.strictObject({ who: z.union([z.string().optional(), z.int()]) }), ["who"]],
  ])("a planted command with %s is found", (_, schema, found) => {
    expect(unmeant(schema).map(({ path }) => path)).toEqual(found)
  })
})

/** For each meaning, a value that has its form and cannot be. */
const wrong: Partial<Record<Meaning["is"], string[]>> = {
  date: ["0026-06-30", "9999-12-31", "0000-Q1", "9999-12-31T18:00", "0026-06"],
  period: ["9999-Q4"],
  address: [
    "not an address",
    "a@b",
    "a@b.example\r\nBcc: c@d.example",
    "@b.example",
    "a@b..example",
    "a b@c.example",
    "chloé@b.example",
  ],
  words: ["\u200b", "a\u0000b", "\u202etxt", "a\u2067b", "\u202c"],
}

describe("K6 what a value breaks by itself is refused wherever it stands", () => {
  test.each(Object.entries(wrong).flatMap(([is, values]) => values.map((value) => ({ is, value }))))(
    "$is $value",
    ({ is, value }) => {
      expect(valueFault({ path: [], value, meaning: { is } as Meaning })).toBeDefined()
    },
  )

  test.each(["a@b.example", "chloe@délégation.example", "user@例子.广告", "first.last+tag@sub.domain.example"])(
    "%s is an address",
    (value) => {
      expect(valueFault({ path: [], value, meaning: { is: "address" } })).toBeUndefined()
    },
  )
})

/** For each meaning, a value of a right form that names nothing, or cannot be. */
const bad: Partial<Record<Meaning["is"], string[]>> = {
  ...wrong,
  reference: ["nobody-there", "A".repeat(43)],
  successor: [`${PLAN}.nothing-there`, "other.t2-a1", `${PLAN}.o1`],
  target: [`${PLAN}.nothing-there`, "nothing-there", "other.t2-a1", "\u200b"],
  evidence: [`${PLAN}.nothing-there`, `${PLAN}.t2-a2`, "other.t2-a1", "\u200b"],
  "new item": ["t2-a1", "o1", "t1"],
  authority: ["3rc", "\u200b"],
}
const good: Partial<Record<Meaning["is"], string>> = { date: "2026-06-30", address: "a@b.example", words: "Words" }

/** Optional fields that the sample of another field asks for: a marker has options. */
const asked = ["options"]

/** A value of the schema, with `given` wherever a string stands at that place. */
function sampleOf(schema: z.core.$ZodType, at: string, given: string, path = ""): unknown {
  const meaning = meanings.get(schema)
  if (meaning) return path === at ? given : samples(schema, good[meaning.is] ?? "t1")
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(
      ([key, field]) => [key, field, path ? `${path}.${key}` : key] as const,
    )
    const needed = fields.filter(
      ([key, field, place]) => !z.safeParse(field, undefined).success || holds(field, place, at) || asked.includes(key),
    )
    return Object.fromEntries(needed.map(([key, field, place]) => [key, sampleOf(field, at, given, place)]))
  }
  if (schema instanceof z.ZodArray) return [sampleOf(schema.element, at, given, `${path}[]`)]
  if (schema instanceof z.ZodTuple)
    return schema.def.items.map((item, nth) =>
      nth > 0 && !holds(item, `${path}[]`, at) ? last(item) : sampleOf(item, at, given, `${path}[]`),
    )
  if (schema instanceof z.ZodRecord) {
    const key = samples(schema.keyType, schema.keyType instanceof z.ZodEnum ? String(schema.keyType.options[0]) : "en")
    return { [key]: sampleOf(schema.valueType, at, given, `${path}{}`) }
  }
  if (schema instanceof z.ZodUnion) {
    const option = schema.options.find((each) => holds(each, path, at))
    return sampleOf(option ?? schema.options[0]!, at, given, path)
  }
  if (schema instanceof z.ZodLazy) return sampleOf(schema.unwrap(), at, given, path)
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodLiteral) return [...schema.values][0]
  if (schema instanceof z.ZodNumber) return 1
  if (schema instanceof z.ZodBoolean) return true
  const { def } = schema._zod
  return "innerType" in def && def.innerType instanceof z.ZodType ? sampleOf(def.innerType, at, given, path) : undefined
}

/** The end of a span: of office hours or of years. */
function last(schema: z.core.$ZodType): unknown {
  return schema instanceof z.ZodNumber ? 1 : "20:00"
}

function holds(schema: z.core.$ZodType, path: string, at: string): boolean {
  return placesOf(schema, path).some((place) => place.path === at)
}

/** Whether a path leads to a place as `placesOf` has it, whose positions in lists and keys of records are left open. */
function leadsTo(path: readonly PropertyKey[], place: string): boolean {
  const open = place.match(/\[\]|\{\}|[^.[{]+/g) ?? []
  const fits = (key: PropertyKey | undefined, at: string) =>
    at === "[]" ? typeof key === "number" : at === "{}" ? typeof key === "string" : key === at
  return path.length === open.length && open.every((at, nth) => fits(path[nth], at))
}

/** The first of a few strings that the schema takes. */
function samples(schema: z.core.$ZodType, likely: string): string {
  const more = [
    "2026-Q1",
    "2026-06",
    "2026-06-30T10:00:00.000Z",
    "07:30",
    "20:00",
    "UTC",
    "https://a.example/",
    "A".repeat(43),
    `${PLAN}.t2-a1`,
    "en",
  ]
  return [likely, ...more].find((each) => z.safeParse(schema, each).success) ?? likely
}

describe("K6 a bad value is refused at every place of every command that people may take", () => {
  let world: World
  beforeAll(async () => {
    world = await openCcm("2026-03-02T10:00:00+01:00")
  })
  afterAll(() => world.stop())

  const taken = commands.filter(({ name, command }) => officesFor(name, command)?.some((office) => office !== "system"))
  const tried = taken.flatMap(({ name, command, schema }) =>
    placesOf(schema).flatMap(({ path, meaning }) =>
      (meaning && !("own" in meaning) ? (bad[meaning.is] ?? []) : []).map((value) => ({
        name,
        command,
        schema,
        path,
        value,
      })),
    ),
  )

  test.each(tried)("$name $command $path $value", async ({ name, command, schema, path, value }) => {
    const { application } = world.hosted
    const workflow = workflowOf(application, name)
    const given = schema.safeParse(sampleOf(schema, path, value))
    if (!given.success) return expect(given.error.issues.filter((issue) => leadsTo(issue.path, path))).not.toEqual([])
    const found = [...fieldValuesOf(schema, given.data)].find((field) => leadsTo(field.path, path))
    expect(found).toMatchObject({ value: value.trim() })
    const nothing = view(workflow, initial(workflow))
    const act = { command, by: undefined, facts: undefined, at: world.clock.now(), version: 1 }
    const around: ReferenceContext = {
      application,
      plan: PLAN,
      stream: `${name}:${PLAN}.t2-a1`,
      snapshot: await application.planSnapshot(PLAN),
      decision: { command: given.data, act, before: nothing, after: nothing },
      names: new Map(),
    }
    expect(valueFault(found!) ?? (await referenceFault(around, found!))).toBeDefined()
  })

  test("they are many", () => expect(tried.length).toBeGreaterThan(150))

  test("what a workflow's own rule asks about, it asks about", () => {
    for (const { name, schema } of taken)
      for (const { meaning } of placesOf(schema))
        if (meaning?.is === "part")
          expect([...workflowOf(world.hosted.application, name).guards.keys()]).toContain(meaning.rule)
  })
})
