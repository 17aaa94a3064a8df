import { setTimeout as sleep } from "node:timers/promises"
import { execute } from "@demarche/application/execute"
import type { Row } from "@demarche/event-store"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { GATHER_MILLISECONDS, host } from "@demarche/server/host"
import { asked, clock, folder, furnish, quiet, streamOf } from "./fixture.ts"
import type { Line } from "./line.ts"
import { percentile } from "./measure.ts"

const STREAMS = 100
const COMMANDS = 400
const PAUSE = 10

/** From the moment a command is answered until its row stands in the views, under a command every 10 ms. */
export async function lag(): Promise<Line[]> {
  using place = folder()
  await furnish(place.path, STREAMS)
  const store = sqliteStore(place.path)
  const shown = new Map<string, number>()
  const put = async (rows: Row[]) => {
    await store.views.put(rows)
    for (const { stream, version } of rows) shown.set(`${stream}@${version}`, performance.now())
  }
  const hosted = host({ ...store, views: { ...store.views, put } }, clock, quiet, { gather: GATHER_MILLISECONDS })
  const answered = new Map<string, number>()
  const commands = Array.from({ length: COMMANDS }, async (_, index) => {
    await sleep(index * PAUSE)
    const stream = streamOf(index % STREAMS)
    const { version } = await execute(hosted.application, asked(stream, `lag ${index}`))
    answered.set(`${stream}@${version}`, performance.now())
  })
  await Promise.all(commands)
  await hosted.settled()
  await hosted.stop()
  const lags = [...answered].map(([place, at]) => Math.max(0, (shown.get(place) ?? Number.POSITIVE_INFINITY) - at))
  const what = `feed lag, commit to view, ${1_000 / PAUSE} commands a second,`
  return [
    { what: `${what} p50`, unit: "ms", ours: percentile(lags, 0.5) },
    { what: `${what} p99`, unit: "ms", ours: percentile(lags, 0.99), wanted: { of: "ours", most: 250 } },
  ]
}
