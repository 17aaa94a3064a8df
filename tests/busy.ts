import { spawn } from "node:child_process"
import { once } from "node:events"
import { availableParallelism } from "node:os"
import { parseArgs } from "node:util"

/**
 * `npm run test:busy`: the suite, three times, on two cores that four spinning processes want as well. Whoever has more
 * cores needs `taskset` for it. Files may be named, as for vitest.
 */
const { values, positionals } = parseArgs({
  options: { rounds: { type: "string", default: "3" } },
  allowPositionals: true,
})
const twoCores = availableParallelism() > 2 ? ["taskset", "-c", "0,1"] : []

function start(argv: string[]) {
  const [command = "", ...args] = [...twoCores, process.execPath, ...argv]
  return spawn(command, args, { stdio: "inherit" })
}

/** Spins for as long as this process is there. */
const spin = "const { ppid } = process; while (process.ppid === ppid);"
const spinning = Array.from({ length: 4 }, () => start(["--eval", spin]))
const failed: number[] = []
try {
  for (let round = 1; round <= Number(values.rounds); round++) {
    process.stdout.write(`\nRound ${round} of ${values.rounds}, beside ${spinning.length} spinning processes\n`)
    const [code] = await once(start(["node_modules/vitest/vitest.mjs", "run", ...positionals]), "exit")
    if (code !== 0) failed.push(round)
  }
} finally {
  for (const child of spinning) child.kill()
}
process.stdout.write(failed.length > 0 ? `\nFailed: round ${failed.join(", ")}.\n` : "\nEvery round passed.\n")
if (failed.length > 0) process.exitCode = 1
