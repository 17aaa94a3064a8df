import { spawnSync } from "node:child_process"
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { defineWorkflows, view } from "@demarche/engine"
import * as definitions from "@demarche/workflows"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { AnyStateNode, StateValue } from "xstate"
import { copyOfTree } from "../docs/copy.ts"
import { env } from "../docs/curl.ts"
import { sources } from "../house/files.ts"
import { roomOf } from "../house/rooms.ts"
import { type Occurrence, stateComparisons, stateLists } from "./stateLists.ts"

const workflows = [...defineWorkflows(definitions).values()]

/** Per workflow the names of its public states, and of those within them. */
const names = workflows.flatMap((workflow) => {
  const within = new Set(
    leaves(workflow.machine.root).flatMap((value) => view(workflow, { value, context: {} }).substate ?? []),
  )
  return [new Set(workflow.states.keys()), within]
})

/** Every file that does not draw a chart itself. */
const others = sources().filter(({ path }) => roomOf(path) && roomOf(path)?.name !== "workflows")

let copy: string
beforeAll(() => {
  copy = copyOfTree()
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test("slow: a state planted in each chart is asked for by the compiler wherever states are listed", () => {
  for (const { name } of workflows) plant(name)
  const loose = { path: "packages/workplan/planted.ts", text: 'export const begun = ["consulting", "drafting"]\n' }
  writeFileSync(join(copy, loose.path), loose.text)

  const lists = [...others, loose].flatMap((file) => stateLists(file, names))
  const asked = compile([...new Set(lists.map(({ path }) => path))])
  const unasked = lists.filter(({ path, lines: [from, to] }) =>
    asked.every((each) => each.path !== path || each.line < from || each.line > to),
  )
  expect(unasked.map(({ path, names }) => `${path}: ${names.join(", ")}`)).toEqual([
    `${loose.path}: consulting, drafting`,
  ])
  expect([...new Set(asked.map(({ path }) => path))].sort()).toEqual([
    "packages/cli/activityCommands.ts",
    "packages/http/noticeRoutes.ts",
    "packages/http/webhookRoutes.ts",
    "packages/i18n/en/headline.ts",
    "packages/i18n/en/index.ts",
    "packages/i18n/fr/headline.ts",
    "packages/i18n/fr/index.ts",
  ])
}, 240_000)

test("nothing compares a state with a name that the compiler does not know", () => {
  const all = new Set(names.flatMap((each) => [...each]))
  expect(others.flatMap((file) => stateComparisons(file, all)).map(told)).toEqual([])
})

test.each([
  ['const a = ["planned", "agreed"]', ["planned", "agreed"]],
  ["const a = { planned: 1, other: 2, 'agreed': 3 }", ["planned", "agreed"]],
  ['type A = "planned" | "agreed"', ["planned", "agreed"]],
  ["interface A {\n  planned: 1\n  agreed: 2\n}", ["planned", "agreed"]],
  ['const a = state === "planned" || state === "agreed"', ["planned", "agreed"]],
  ['switch (a) {\n  case "planned":\n  case "agreed":\n}', ["planned", "agreed"]],
  ['const a = "planned and agreed"', undefined],
  ['const a = "planned, agreed"', ["planned", "agreed"]],
  ['const a = "planned|agreed"', ["planned", "agreed"]],
  ['const a = ["planned", "fulfilled"]', undefined],
  ['const a = ["agreed"]', undefined],
])("%s", (text, names) => {
  const sets = [new Set(["planned", "consulting", "agreed"]), new Set(["fulfilled"])]
  expect(stateLists({ path: "a.ts", text }, sets).map(({ names }) => names)).toEqual(names ? [names] : [])
})

test.each([
  ['if (state === "adopted") a()', 1],
  ['if (row?.body.public !== "adopted") a()', 1],
  ['if (state === ("adopted" satisfies StateName<"plan">)) a()', 0],
  ['if (office === "adopted") a()', 0],
])("%s", (text, count) => {
  expect(stateComparisons({ path: "a.ts", text }, new Set(["adopted"]))).toHaveLength(count)
})

/** Draws one state more in the chart of the copy, and within a state of the activity's another. */
function plant(name: string): void {
  const path = join(copy, "workflows", name === "activity" ? "activity/machine.ts" : `${name}.ts`)
  const state = (key: string) => `${key}: { tags: "awaited", meta: { holder: "nobody" } },`
  const chart = readFileSync(path, "utf8")
  const planted =
    name === "activity"
      ? chart
          .replace("left: {", (left) => `${state("plantedInActivity")}${left}`)
          .replace("editing: {", (editing) => `${state("plantedWithin")}${editing}`)
      : chart.replace(/(?<=\n {2}states: \{\n)/, state(`plantedIn${name[0]?.toUpperCase()}${name.slice(1)}`))
  expect(planted).not.toBe(chart)
  writeFileSync(path, planted)
}

/** Where the compiler misses a planted state in those files of the copy, or in what they import. */
function compile(paths: string[]): { path: string; line: number }[] {
  writeFileSync(
    join(copy, "tsconfig.planted.json"),
    JSON.stringify({ extends: "./tsconfig.json", include: [], files: paths }),
  )
  const { stdout } = spawnSync("tsc", ["--noEmit", "--pretty", "false", "-p", "tsconfig.planted.json"], {
    cwd: copy,
    env,
    encoding: "utf8",
  })
  const messages = stdout.matchAll(/^(\S+)\((\d+),\d+\): error TS.*\n?(?: .*\n)*/gm)
  return [...messages].flatMap(([message, path = "", line]) =>
    /\bplanted(In|Within)/.test(message) ? [{ path, line: Number(line) }] : [],
  )
}

function leaves(node: AnyStateNode): StateValue[] {
  const inner = Object.values(node.states).flatMap(leaves)
  if (inner.length > 0 || node.type === "history") return inner
  return [node.path.reduceRight<StateValue>((within, key) => (within ? { [key]: within } : key), "")]
}

function told({ path, lines: [from], names }: Occurrence): string {
  return `${path}:${from} ${names.join(", ")}`
}
