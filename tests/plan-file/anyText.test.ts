import { PlanFileError } from "@demarche/plan-file/errors"
import { parsePlan } from "@demarche/plan-file/parse"
import * as fc from "fast-check"
import { expect, test } from "vitest"
import { ccm, small } from "./bits.ts"

/** Whatever the text, the answer is a plan or a PlanFileError whose issues stand in the text. */
function answers(text: string, media: "yaml" | "json"): void {
  try {
    parsePlan(text, media)
  } catch (error) {
    if (!(error instanceof PlanFileError)) throw error
    const lines = text.split("\n")
    expect(error.issues.length).toBeGreaterThan(0)
    for (const { line, column, message } of error.issues) {
      expect(line).toBeGreaterThanOrEqual(1)
      expect(line).toBeLessThanOrEqual(lines.length)
      expect(column).toBeGreaterThanOrEqual(1)
      expect(message).not.toBe("")
    }
  }
}

const media = fc.constantFrom("yaml" as const, "json" as const)
const pieces = fc.oneof(
  fc.constantFrom(
    ..."{}[],:-?&*!|>'\"%@`#\n\t \0",
    "\ud800",
    "---\n",
    "...\n",
    "<<: ",
    "*a",
    "&a ",
    "!!set ",
    "\\u0000",
    "~",
  ),
  fc.string({ maxLength: 6, unit: "binary" }),
)

/** Up to four cuts, each leaving out a stretch and putting in a strange piece or another stretch of the text. */
function mutated(text: string) {
  const somewhere = fc.nat({ max: text.length })
  const stretch = fc.tuple(somewhere, fc.nat({ max: 40 })).map(([at, length]) => text.slice(at, at + length))
  const cut = fc.tuple(somewhere, fc.nat({ max: 20 }), fc.oneof(pieces, stretch))
  return fc
    .array(cut, { minLength: 1, maxLength: 4 })
    .map((cuts) =>
      cuts.reduce((left, [at, length, piece]) => left.slice(0, at) + piece + left.slice(at + length), text),
    )
}

test("any text", () => {
  return fc.assert(fc.property(fc.string({ unit: "binary" }), media, answers), { numRuns: 1000 })
})

test("any run of strange pieces", () => {
  return fc.assert(
    fc.property(
      fc.array(pieces).map((all) => all.join("")),
      media,
      answers,
    ),
    { numRuns: 2000 },
  )
})

test("any JSON", () => {
  return fc.assert(fc.property(fc.json(), media, answers), { numRuns: 1000 })
})

test("a small plan with pieces out of place", () => {
  return fc.assert(
    fc.property(mutated(small), (text) => answers(text, "yaml")),
    { numRuns: 2000 },
  )
})

test("the delivered plan with pieces out of place", () => {
  return fc.assert(
    fc.property(mutated(ccm), (text) => answers(text, "yaml")),
    { numRuns: 80 },
  )
})

test("a plan as JSON with a value out of place", () => {
  const json = JSON.stringify(parsePlan(small, "yaml").plan)
  return fc.assert(fc.property(mutated(json), media, answers), { numRuns: 1000 })
})
