import type { File } from "./files.ts"

/** What goes by the machine's clock all the same, and why it may. */
export const mayTime: Record<string, string> = {
  "tests/server/wallClock.ts": "sets a host's clock by the machine's",
  "tests/event-store/sqliteFaults.test.ts": "holds a lock for longer than SQLite itself waits",
}

/** A limit under this one says how fast something is; over it, that it hangs. */
const LEAST = 20_000

const clock = String.raw`(?:Date\.now\(\)|new Date\(\)|process\.uptime\(\)|Temporal\.Now\.\w+\(\))(?:\.getTime\(\))?`
const less = "(?:-|(?<!=)>|<)=?"

const faults: [fault: string, pattern: RegExp][] = [
  ["reads a stopwatch", /\bperformance\.(?:now|mark|measure)\b|\bhrtime\b|\bconsole\.time\b|\bcpuUsage\b/],
  ["reckons with the machine's clock", reckoning(clock)],
  ["sleeps for so many milliseconds", /^(?!.*\bwhile\b).*\b(?:setTimeout|sleep|delay)\((?:\w+, *)?\d[\d_]*\b/],
]

/** Where a file of the tests makes it a matter of time whether it passes. */
export function timings({ path, text }: File): string[] {
  if (!/^tests\/(?!bench\/).*\.tsx?$/.test(path) || path in mayTime) return []
  const instants = [...text.matchAll(new RegExp(`\\b(?:const|let) (\\w+) = ${clock}`, "g"))].map(([, name]) => name)
  const patterns = [...faults, ...instants.map((name) => [faults[1]![0], reckoning(`\\b${name}\\b`)] as const)]
  const lines = text.split("\n")
  return lines.flatMap((line, index) => {
    const limit = limitIn(line, lines[index - 1], lines[index + 1])
    return [
      ...new Set(patterns.filter(([, pattern]) => pattern.test(line)).map(([fault]) => fault)),
      ...(limit < LEAST ? [`has a limit of ${limit} ms`] : []),
    ].map((fault) => `${path}:${index + 1} ${fault}`)
  })
}

/** A difference, a comparison or an expectation of that instant. */
function reckoning(instant: string): RegExp {
  return new RegExp(`${instant} *${less}|${less} *${instant}|\\bexpect\\b.*${instant}`)
}

/** What a line gives a test or a poll to end in: by name, or after the test's function, on its line or the next. */
function limitIn(line: string, before = "", after = ""): number {
  const [, named] = line.match(/\b(?:timeout|testTimeout|hookTimeout): (\d[\d_]*)/) ?? []
  const [, last] = line.match(/^ *\}, (\d[\d_]{2,})\)$/) ?? []
  const [, alone] = (/^ *\},$/.test(before) && /^ *\)$/.test(after) && line.match(/^ *(\d[\d_]{2,}),$/)) || []
  return Number((named ?? last ?? alone ?? `${LEAST}`).replaceAll("_", ""))
}
