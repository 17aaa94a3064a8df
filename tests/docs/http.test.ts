import { commandLists } from "@demarche/workflows/offices"
import { AskedCheck } from "@demarche/workflows/procedure"
import { ActivityReading } from "@demarche/workplan/read-model/readingSchemas"
import { expect, test } from "vitest"
import * as z from "zod"
import { headingsOf, plain, read, rowsOf } from "./documents.ts"

const page = read("docs/http.md")
const rows = rowsOf(headingsOf(page).find(({ title }) => title === "An activity's path and checks")?.text ?? "")
const { activity = {}, output = {}, request = {}, plan = {} } = commandLists

/** The first word of each piece of code in a cell. */
const namesIn = (cell: string) => [...cell.matchAll(/`(\w+)/g)].map(([, name = ""]) => name)
/** The last cell of the row whose first is that. */
const saidOf = (first: string) => rows.find(([cell = ""]) => plain(cell) === first)?.at(-1) ?? ""

test.each([
  ["An activity's transitions: `", activity, ["plan"]],
  ["An output's: `", output, ["promise"]],
  ["A request's: `", request, ["submit"]],
  ["| `POST /api/plans/{plan}/transitions/{name}` | `", plan, ["propose", "finishImport"]],
])("%s names every command that people may take of what is there", (before, list, elsewhere) => {
  const [, said = ""] = page.slice(page.indexOf(before) + before.length - 1).split("`")
  const asked = Object.entries(list).filter(([, { offices }]) => offices.some((office) => office !== "system"))
  const names = asked.map(([name]) => name).filter((name) => !elsewhere.includes(name))
  expect(said.split(/\s+/).toSorted()).toEqual(names.toSorted())
})

test.each(rows.filter(([cell = ""]) => plain(cell) in activity).map(([cell = "", said = ""]) => [plain(cell), said]))(
  "the fields of %s are those it has",
  (command, said) => {
    const { fields } = activity[command]!
    expect(Object.keys(fields()).filter((field) => !namesIn(said).includes(field))).toEqual([])
  },
)

test("every field of path and checks is told", () => {
  const { path, checks } = ActivityReading.shape
  const told = {
    path: path.unwrap().shape,
    "path.steps[]": path.unwrap().shape.steps.element.shape,
    "checks[]": checks.element.shape,
  }
  for (const [row, shape] of Object.entries(told))
    expect(Object.keys(shape).filter((field) => !namesIn(saidOf(row)).includes(field))).toEqual([])
  expect(rows.map(([cell = ""]) => plain(cell))).toEqual(expect.arrayContaining(["pathUnclear", "moreTime"]))
})

test("what is shown of each check is taken", () => {
  const body = z.strictObject({ ...activity.recordCheck!.fields(), reason: z.string().optional() })
  const shown = [...AskedCheck.shape.is.options, "every body's"].map((is) =>
    [...saidOf(is).matchAll(/`(\{[^`]+\})`/g)].map(([, json = ""]) => body.safeParse(JSON.parse(json)).success),
  )
  expect(shown.filter((each) => each.length === 0 || each.includes(false))).toEqual([])
})
