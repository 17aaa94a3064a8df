import { readdirSync } from "node:fs"
import { descriptions } from "@demarche/plan-file/descriptions"
import { PlanFile } from "@demarche/plan-file/planFile"
import { descriptionOf, fieldsOf, planSchema, SCHEMA_LINE } from "@demarche/plan-file/planSchema"
import { Ajv } from "ajv"
import formats from "ajv-formats"
import { describe, expect, test } from "vitest"
import { parse } from "yaml"
import { read, small, takenApart, upgraded, wrongs } from "./bits.ts"

const schema = planSchema("draft-7")
const ajv = new Ajv({ strict: false })
formats.default(ajv)
const validate = ajv.compile(schema)

const filesIn = (folder: string) =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${folder}${name}`)

const shipped = filesIn("../../packages/plan-file/plans/")
const plans: [name: string, text: string][] = [
  ...[...shipped, ...filesIn("../http/bodies/")].map((path): [string, string] => [path, read(path)]),
  ...filesIn("./others/").map((path): [string, string] => [path, upgraded(read(path))]),
  ["the same document taken apart", takenApart],
  ["the smallest plan", small],
]
const everything = read("../http/bodies/everything.yaml")

test("every field has a description, and every description a field", () => {
  const paths = [...fieldsOf(schema)].map(({ path }) => path)
  expect(paths.length).toBeGreaterThan(400)
  expect(paths.filter((path) => !descriptionOf(path)).map((path) => path.join("."))).toEqual([])
  const ends = new Set(
    paths.map((path) => path.map((_, at) => path.slice(at).join(".")).find((end) => end in descriptions)),
  )
  expect(Object.keys(descriptions).filter((end) => !ends.has(end))).toEqual([])
  expect([...fieldsOf(schema)].filter(({ path, field }) => field.description !== descriptionOf(path))).toEqual([])
})

test("whatever the plan itself gives a title may have it in other languages", () => {
  const titled = [...fieldsOf(schema)].filter(({ path }) => path.at(-1) === "title" && path[0] !== "procedure")
  const fields = new Set([...fieldsOf(schema)].map(({ path }) => path.join(".")))
  expect(titled.length).toBeGreaterThan(10)
  expect(titled.map(({ path }) => `${path.join(".")}s`).filter((path) => !fields.has(path))).toEqual([])
})

test.each(plans)("%s is as the schema asks", (_, text) => {
  validate(parse(text))
  expect(validate.errors ?? []).toEqual([])
})

test("a plan that leaves out what has a default is as the schema asks with the default", () => {
  const wrong = [...fieldsOf(schema)].filter(
    ({ field }) => "default" in field && !ajv.compile({ ...field, default: undefined })(field.default),
  )
  expect(wrong.map(({ path }) => path.join("."))).toEqual([])
})

test("each shipped plan names the schema that lies beside it", () => {
  expect(shipped.map((path) => read(path).split("\n")[0])).toEqual(shipped.map(() => SCHEMA_LINE))
  expect(JSON.parse(read("../../packages/plan-file/plans/plan.schema.json"))).toEqual(schema)
})

const odd = [null, 0, -1, 1e9, 1.5, "", " ", "2026-13-45", "Q2", true, [], {}, [1], { value: 1 }, ["x", "x"]]

/** A value with each part of it, in turn, replaced by a fifth of the odd values or taken out, and with each map given one key more. */
function* bent(value: unknown, turn = { of: 0 }): Generator<unknown> {
  turn.of += 1
  yield* odd.filter((_, at) => (at + turn.of) % 5 === 0)
  if (Array.isArray(value)) {
    for (const [at, inner] of value.entries()) for (const other of bent(inner, turn)) yield value.with(at, other)
  } else if (typeof value === "object" && value !== null) {
    yield { ...value, colour: "red" }
    for (const [key, inner] of Object.entries(value)) {
      const { [key]: _, ...rest } = Object(value)
      yield rest
      for (const other of bent(inner, turn)) yield { ...value, [key]: other }
    }
  }
}

describe("what the schema refuses is refused by the parser too", () => {
  test.each([
    ["the smallest plan", small],
    ["the plan that says everything", everything],
  ])("slow: %s, bent", (_, text) => {
    const refused = [...bent(parse(text))].filter((plan) => !validate(plan))
    expect(refused.length).toBeGreaterThan(100)
    const missed = refused.filter((plan) => PlanFile.safeParse(plan).success)
    expect(missed.map((plan) => validate(plan) || ajv.errorsText(validate.errors))).toEqual([])
  })

  test("in the parser's own words", () => {
    expect(wrongs(small.replace("title: First", "colour: red"))).toHaveLength(2)
    expect(validate(parse(small.replace("title: First", "colour: red")))).toBe(false)
  })
})
