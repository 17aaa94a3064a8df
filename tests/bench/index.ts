import { writeFile } from "node:fs/promises"
import { cpus } from "node:os"
import { parseArgs } from "node:util"
import { command } from "./command.ts"
import { delay } from "./delay.ts"
import { group } from "./group.ts"
import { http } from "./http.ts"
import { lag } from "./lag.ts"
import { lambda } from "./lambda.ts"
import { lambdaAgainst } from "./lambdaAgainst.ts"
import { isMet, type Line, table } from "./line.ts"
import { pages } from "./pages.ts"
import { peers } from "./peers.ts"
import { plan } from "./plan.ts"
import { scale } from "./scale.ts"
import { sizes } from "./sizes.ts"
import { start } from "./start.ts"
import { views } from "./views.ts"

const { values } = parseArgs({
  options: { only: { type: "string" }, json: { type: "string" }, against: { type: "string" } },
})
const { against } = values
const benches: Record<string, () => Promise<Line[]>> = {
  ...{ command, http, group, views, lag, delay, pages, scale, sizes, plan, start },
  /** With `--against DIR` it is compared with the work tree of another commit. */
  lambda: against ? () => lambdaAgainst(against) : lambda,
  peers,
}
const chosen = Object.entries(benches).filter(([name]) => !values.only || name === values.only)
if (chosen.length === 0) throw new Error(`--only is one of ${Object.keys(benches).join(", ")}`)

const lines: Line[] = []
for (const [name, bench] of chosen) {
  const begun = performance.now()
  lines.push(...(await bench()))
  process.stderr.write(`${name}: ${((performance.now() - begun) / 1_000).toFixed(1)} s\n`)
}
process.stdout.write(
  `\nNode ${process.version}, ${cpus().length} cores. Only ratios say something of another machine.\n`,
)
process.stdout.write(`${table(lines)}\n`)
if (values.json) {
  const judged = lines.map((line) => ({ ...line, met: isMet(line) ?? null }))
  await writeFile(values.json, `${JSON.stringify(judged, null, 2)}\n`)
}
