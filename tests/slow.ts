import { startVitest } from "vitest/node"
import { row, timed, tooLong } from "./durations.ts"

/** `npm run test:slow`, on a machine with nothing else to do: the tests that a busy one might break, by what they take here. */
const vitest = await startVitest("test", process.argv.slice(2), { watch: false })
const found = timed(vitest.state.getTestModules()).flatMap((test) =>
  tooLong(test).map((why) => `${row(test)}\n          ${why}`),
)
await vitest.close()
process.stdout.write(found.length > 0 ? `\nToo slow:\n${found.join("\n")}\n` : "\nNone is too slow.\n")
if (found.length > 0) process.exitCode = 1
