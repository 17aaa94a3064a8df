import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { assignOwners, folder, furnish, open } from "./fixture.ts"
import { CLIENTS, commandsOver, serving } from "./httpClient.ts"
import type { Line } from "./line.ts"
import { byTurns, perSecond } from "./measure.ts"

const STREAMS = 100
const ROUNDS = 3
const here = fileURLToPath(new URL("peers/", import.meta.url))

/**
 * The same command beside other people's stores. Emmett alone: Restate wants its own server, Castore and Equinox a
 * DynamoDB, and neither can be had by `npm install`.
 */
export async function peers(): Promise<Line[]> {
  if (!existsSync(`${here}node_modules/@event-driven-io/emmett-sqlite`)) {
    process.stderr.write("peers: left out; to install them (sqlite3 is built from source where it has no binary):\n")
    process.stderr.write("  npm install --no-package-lock --prefix tests/bench/peers\n")
    return []
  }
  using place = folder()
  await furnish(place.path, STREAMS)
  const emmett = () => emmettRate(place.path)
  const reference = "Emmett's SQLite store in process"
  const lines: Line[] = []
  {
    await using bench = open(place.path)
    let round = 0
    const inProcess = () => perSecond(STREAMS, () => assignOwners(bench.application, STREAMS, `peer ${++round}`))
    const { ours, reference: value, ratio } = await byTurns(ROUNDS, inProcess, emmett)
    lines.push({ what: "command in process", unit: "/s", ours, reference: { of: reference, value }, ratio })
  }
  await using server = await serving("ours", place.path)
  for (const clients of CLIENTS) {
    using commands = commandsOver(clients, STREAMS)
    const { ours, reference: value, ratio } = await byTurns(ROUNDS, () => commands.rate(server.url), emmett)
    const what = `command over HTTP, clients: ${clients}`
    const wanted = { of: "ratio", least: 5 } as const
    lines.push({ what, unit: "/s", ours, reference: { of: reference, value }, ratio, wanted })
  }
  return lines
}

async function emmettRate(path: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [`${here}emmett.js`, path, "50"])
  return Number(stdout.trim().split("\n").at(-1))
}
