import type { Reporter, TestModule } from "vitest/node"

/** How long a test took, and how long it may take, in milliseconds. */
export interface Timed {
  file: string
  name: string
  took: number
  limit: number
}

/** The tests that ran, the slowest first. */
export function timed(modules: readonly TestModule[]): Timed[] {
  return modules
    .flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        file: module.relativeModuleId,
        name: test.fullName,
        took: test.diagnostic()?.duration ?? 0,
        limit: test.options.timeout ?? Number.POSITIVE_INFINITY,
      })),
    )
    .sort((one, other) => other.took - one.took)
}

/** A share of its limit that leaves a test room on a machine with other work. */
const SHARE = 1 / 6
const LONG = 5_000

/** What speaks against how long a test took on a quiet machine. */
export function tooLong({ name, took, limit }: Timed): string[] {
  return [
    ...(took > limit * SHARE ? [`over a sixth of its limit of ${limit / 1_000} s`] : []),
    ...(took > LONG && !/\bslow\b/.test(name) ? ["over 5 s, and not named slow"] : []),
  ]
}

export function row({ file, name, took }: Timed): string {
  return `${(took / 1_000).toFixed(1).padStart(6)} s  ${file} > ${name}`
}

/** Prints the ten slowest tests of a run, and judges none of them. */
export function slowest(say = (text: string) => void process.stdout.write(text)): Reporter {
  return {
    onTestRunEnd(modules) {
      say(`\nThe slowest:\n${timed(modules).slice(0, 10).map(row).join("\n")}\n`)
    },
  }
}
