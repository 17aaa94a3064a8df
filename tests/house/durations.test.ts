import { expect, test } from "vitest"
import { row, tooLong } from "../durations.ts"

const timed = (took: number, limit: number, name = "a test") => ({ file: "tests/a.test.ts", name, took, limit })

test.each([
  ["a sixth of its limit", timed(3_000, 18_000), []],
  ["more than that", timed(3_001, 18_000), ["over a sixth of its limit of 18 s"]],
  ["long, without saying so", timed(5_001, 60_000), ["over 5 s, and not named slow"]],
  ["long, and slowly said", timed(5_001, 60_000, "slowly"), ["over 5 s, and not named slow"]],
  ["long, and said", timed(5_001, 60_000, "a host killed (slow)"), []],
  ["long, said, and near its limit", timed(12_000, 60_000, "slow"), ["over a sixth of its limit of 60 s"]],
])("%s", (_, test, expected) => {
  expect(tooLong(test)).toEqual(expected)
})

test("a row says how long, and where", () => {
  expect(row(timed(12_345, 60_000))).toBe("  12.3 s  tests/a.test.ts > a test")
})
