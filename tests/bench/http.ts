import { execute } from "@demarche/application/execute"
import { asked, austria, DEPTH, folder, furnish, open, streamOf } from "./fixture.ts"
import { CLIENTS, commandsOver, serving } from "./httpClient.ts"
import type { Line } from "./line.ts"
import { byTurns } from "./measure.ts"

const STREAMS = 100
const ROUNDS = 5

/** The same command over HTTP, by a program with a key, beside a server that knows nothing but the same insert. */
export async function http(): Promise<Line[]> {
  using place = folder()
  await furnish(place.path, STREAMS)
  const { commit, answer } = await example(place.path)
  await using ours = await serving("ours", place.path)
  await using raw = await serving("raw", place.path, commit, answer)
  using warmUp = commandsOver(16, STREAMS)
  for (const { url } of [ours, raw]) await warmUp.rate(url)
  const lines: Line[] = []
  for (const clients of CLIENTS) {
    using commands = commandsOver(clients, STREAMS)
    const measured = await byTurns(
      ROUNDS,
      () => commands.rate(ours.url),
      () => commands.rate(raw.url),
    )
    lines.push({
      what: `command over HTTP, clients: ${clients} (${DEPTH} prior commits, API key, record and views on)`,
      unit: "/s",
      ours: measured.ours,
      reference: { of: "node:http + JSON.parse + the same insert", value: measured.reference },
      ratio: measured.ratio,
      wanted: { of: "ratio", least: 0.7 },
    })
  }
  return lines
}

/** How one command's commit and answer read, for the bare server to write and to send. */
async function example(path: string): Promise<{ commit: string; answer: string }> {
  await using bench = open(path)
  const { commits, hash, events, version, view } = await execute(bench.application, asked(streamOf(0), "example"))
  const { state, substate } = view
  const answer = { id: streamOf(0), version, state, substate, events, hash, by: austria.person }
  return { commit: JSON.stringify(commits[0]), answer: JSON.stringify(answer) }
}
