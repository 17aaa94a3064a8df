import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { commit } from "@demarche/event-store/testing/samples"
import { folder } from "./fixture.ts"
import type { Line } from "./line.ts"
import { byTurns, perSecond } from "./measure.ts"

const WRITERS = 64
const ROUNDS = 5
const EACH = 12
const BESIDE = 2_000

/** What 64 writers gain by sharing a sync, and what a second process on the same folder does to either of them. */
export async function group(): Promise<Line[]> {
  using place = folder()
  await using store = sqliteStore(place.path)
  let opened = 0
  const writer = async (count: number) => {
    const stream = `activity:bench.w${++opened}` as const
    const commits = Array.from({ length: count }, (_, index) => commit(stream, index + 1))
    return async () => {
      for (const each of commits) await store.events.append(each)
    }
  }
  const rate = (writers: number, each: number) => async () => {
    const ready = await Promise.all(Array.from({ length: writers }, () => writer(each)))
    return perSecond(writers * each, () => Promise.all(ready.map((write) => write())))
  }
  const shared = await byTurns(ROUNDS, rate(WRITERS, EACH), rate(1, WRITERS * 4))
  return [
    {
      what: `appends by ${WRITERS} writers at once (group commit)`,
      unit: "/s",
      ours: shared.ours,
      reference: { of: "one writer", value: shared.reference },
      ratio: shared.ratio,
      wanted: { of: "ratio", least: 4 },
    },
    await twoProcesses(place.path, rate(WRITERS, 1)),
  ]
}

/** Appends from here while a child appends too, until two seconds have passed; counts every refusal on either side. */
async function twoProcesses(path: string, write: () => Promise<unknown>): Promise<Line> {
  const file = fileURLToPath(new URL("../event-store/child.ts", import.meta.url))
  const child = spawn(process.execPath, ["--import", "tsx", file, "append", path, "activity:bench.child"])
  let theirs = 0
  let refused = 0
  child.stdout.on("data", (chunk) => {
    theirs += String(chunk).split("\n").length - 1
  })
  await Promise.race([once(child.stdout, "data"), once(child, "exit")])
  const end = performance.now() + BESIDE
  let mine = 0
  while (performance.now() < end)
    await write().then(
      () => {
        mine += WRITERS
      },
      () => {
        refused += 1
      },
    )
  if (child.exitCode !== null) refused += 1
  child.kill("SIGKILL")
  await once(child, "close")
  return {
    what: `refusals (SQLITE_BUSY) among ${mine} appends here and ${theirs} of a second process`,
    unit: "refusals",
    ours: refused,
    wanted: { of: "ours", most: 0 },
  }
}
