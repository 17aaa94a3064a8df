import { type Server, startServer } from "../server/server.ts"
import { folder, furnish } from "./fixture.ts"
import type { Line } from "./line.ts"
import { alone } from "./measure.ts"

const ROUNDS = 3

/** From the spawn of the local host until /healthz answers: the demo, which plays half a year, and a folder of its own. */
export async function start(): Promise<Line[]> {
  using place = folder()
  await furnish(place.path, 100)
  const what = "spawn of the local host until /healthz answers"
  return [
    { what: `${what}, demo`, unit: "ms", ours: await alone(ROUNDS, () => untilHealthy(place.path, [])) },
    {
      what: `${what}, data folder`,
      unit: "ms",
      ours: await alone(ROUNDS, () => untilHealthy(place.path, ["--data", "FOLDER"])),
    },
  ]
}

async function untilHealthy(path: string, args: string[]): Promise<number> {
  const begun = performance.now()
  const server: Server = await startServer(path, args)
  const { status } = await fetch(`${server.url}/healthz`)
  const took = performance.now() - begun
  server.child.kill("SIGTERM")
  await server.ended
  if (status !== 200) throw new Error(`/healthz: ${status}`)
  return took
}
