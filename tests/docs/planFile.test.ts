import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { definedWorkflows } from "@demarche/application/application"
import { descriptions } from "@demarche/plan-file/descriptions"
import { fieldsOf, planSchema } from "@demarche/plan-file/planSchema"
import { expect, test } from "vitest"
import { parse, stringify } from "yaml"
import { cli, temporary } from "../cli/console.ts"
import { wrongs } from "../plan-file/bits.ts"
import { read, rowsOf } from "./documents.ts"
import { runBlock, runnable, shownBlocks } from "./shell.ts"

const page = read("docs/plan-file.md")
const [whole = "", ...parts] = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block)

/** The parts put together: lists one behind another. */
const together: Record<string, unknown> = {}
for (const [key, value] of parts.flatMap((part) => Object.entries(parse(part)))) {
  const before = together[key]
  together[key] = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value
}

type Schema = ReturnType<typeof planSchema>

/** The end of a path by which its field is described. */
const endOf = (path: readonly string[]) =>
  path.map((_, at) => path.slice(at).join(".")).find((end) => end in descriptions)

/** The paths of the fields that a value has, of those of its schema. */
function* usedIn(schema: Schema, value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  const inner = (of: Schema | boolean | undefined, given: unknown, at = path) =>
    typeof of === "object" ? usedIn(of, given, at) : []
  for (const branch of schema.anyOf ?? []) yield* inner(branch, value)
  if (Array.isArray(value)) for (const one of value) yield* inner([schema.items ?? []].flat()[0], one)
  if (typeof value !== "object" || value === null || Array.isArray(value)) return
  for (const [key, given] of Object.entries(value)) {
    const field = schema.properties?.[key]
    if (field) yield [...path, key]
    yield* field ? inner(field, given, [...path, key]) : inner(schema.additionalProperties, given)
  }
}

test("the plan on the page is one", () => {
  expect(wrongs(whole)).toEqual([])
})

test("the parts of a plan on the page are one when they are put together", () => {
  expect(parts.length).toBeGreaterThan(10)
  expect(wrongs(stringify(together))).toEqual([])
})

test("and are imported", async () => {
  const folder = temporary()
  const file = join(folder.path, "plan.yaml")
  writeFileSync(file, stringify(together))
  const imported = await cli(["plan", "import", file, "--data", join(folder.path, "record")])
  folder.remove()
  expect(imported).toMatchObject({ code: 0, out: expect.stringContaining("waters-2027 is imported") })
})

test("the way from the file to an agreed text is as the page says", () => {
  const folder = temporary()
  writeFileSync(join(folder.path, "small.yaml"), whole)
  const blocks = shownBlocks(page)
  expect(blocks.length).toBe(runnable(page))
  for (const block of blocks) {
    const { status, printed, unsaid } = runBlock(block, folder.path)
    expect([status, unsaid], printed).toEqual([0, []])
  }
  folder.remove()
}, 60_000)

/** The transitions that the page names in its table of kinds, and below it. */
const named = [
  ...page.matchAll(/`(?:output do PLAN\.OUTPUT )?([a-z]+[A-Z]\w+|agree|circulate|conclude|fulfil)(?: [^`]*)?`/g),
].map(([, name = ""]) => name)

test("every transition that the page names is one", () => {
  const known = new Set([...definedWorkflows.values()].flatMap(({ commands }) => [...commands.keys()]))
  const others = ["thematicCoordinator", "focalPoint", "onDemandBy", "notAfter"]
  expect(named).toEqual(expect.arrayContaining(["startDrafting", "openConsultation", "reachMilestone", "linkEvidence"]))
  expect(named.filter((name) => !known.has(name) && !others.includes(name))).toEqual([])
})

test("every field is in one of them", () => {
  const shown = new Set([...usedIn(planSchema("draft-7"), together)].map(endOf))
  const all = [...fieldsOf(planSchema("draft-7"))].map(({ path }) => endOf(path))
  expect([...new Set(all)].filter((end) => !shown.has(end))).toEqual([])
})

test("every field stands in a table, in the words of the schema", () => {
  const rows = rowsOf(page).map(([field = "", says = ""]) => `${field.replaceAll("`", "").split(".").at(-1)}: ${says}`)
  const missing = Object.entries(descriptions).filter(
    ([end, says]) => !rows.includes(`${end.split(".").at(-1)}: ${says}`),
  )
  expect(missing).toEqual([])
})
