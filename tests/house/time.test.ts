import { expect, test } from "vitest"
import { files } from "./files.ts"
import { mayTime, timings } from "./time.ts"

const own = "tests/house/time.test.ts"

test.each([
  ["const start = performance.now()", "reads a stopwatch"],
  ["const [seconds] = process.hrtime()", "reads a stopwatch"],
  ["const { user } = process.cpuUsage()", "reads a stopwatch"],
  ["const took = Date.now() - begun", "reckons with the machine's clock"],
  ["if (new Date().getTime() > end) break", "reckons with the machine's clock"],
  ["expect(Math.abs(at - Date.now())).toBe(0)", "reckons with the machine's clock"],
  ["expect(at).toBeLessThan(Date.now())", "reckons with the machine's clock"],
  ["await new Promise((resolve) => setTimeout(resolve, 100))", "sleeps for so many milliseconds"],
  ["await sleep(1_000)", "sleeps for so many milliseconds"],
  ["}, 5000)", "has a limit of 5000 ms"],
  ["    },\n    5_000,\n  )", "has a limit of 5000 ms"],
  ["await expect.poll(read, { timeout: 10_000 }).toBe(1)", "has a limit of 10000 ms"],
  ["const begun = Date.now()\nexpect(at - begun).toBe(0)", "reckons with the machine's clock"],
  ["const begun = new Date()\nexpect(at).toEqual(begun)", "reckons with the machine's clock"],
])("%s: %s", (text, fault) => {
  const found = timings({ path: "tests/a/b.test.ts", text: `${text}\n` })
  expect(found.map((each) => each.replace(/^\S+ /, ""))).toContain(fault)
})

test.each([
  ["a date that is given", 'const at = new Date("2026-06-01T08:00:00Z")\nexpect(at - 1).toBe(0)\n'],
  ["a clock that a house is given", "const world = { clock: () => new Date().toISOString() }\n"],
  ["a wait for a condition", "while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))\n"],
  ["a turn of the loop", "await setImmediate()\n"],
  ["a limit for what hangs", "}, 60_000)\n"],
  ["a number that is no limit", "expect(rows).toBe(\n  1_401,\n)\n"],
])("%s, as it may be", (_, text) => {
  expect(timings({ path: "tests/a/b.test.ts", text })).toEqual([])
})

test("how fast something is, the bench says, and no test", () => {
  expect(files().flatMap((file) => (file.path === own ? [] : timings(file)))).toEqual([])
})

test("what may judge by the clock is there", () => {
  const paths = files().map(({ path }) => path)
  expect(Object.keys(mayTime).filter((path) => !paths.includes(path))).toEqual([])
})
