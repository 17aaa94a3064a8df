import { importCommandsOf } from "@demarche/plan-file/importCommands"
import { parsePlan } from "@demarche/plan-file/parse"
import { expect, test } from "vitest"
import { read, small, wrongs } from "./bits.ts"

const first = (more: string) => small.replace("title: First", () => `title: First, ${more}`)
const many = (count: number) => `[${Array(count).fill("austria").join(", ")}]`

test.each([
  ["too many partners", first(`partners: ${many(51)}`), "15:39 activities[0].partners the list takes at most 50"],
  [
    "a constraint that is too long",
    first(`constraint: {quote: ${"word ".repeat(101)}}`),
    "15:39 activities[0].constraint it is longer than 500 characters",
  ],
  [
    "too many coordinators",
    small.replace("[austria]", many(51)),
    "5:3 work_plan.coordinators the list takes at most 50",
  ],
])("what the record would not take is told when the file is read: %s", (_, text, expected) => {
  expect(wrongs(text)).toEqual([expected])
})

test("what the record takes is read", () => {
  expect(wrongs(first(`partners: ${many(50)}`))).toEqual([])
  const { plan, warnings } = parsePlan(read("../http/bodies/everything.yaml"), "yaml")
  expect(importCommandsOf(plan, warnings, String).activities).toHaveLength(2)
})
