import { all, type Graph, lambdas } from "./graph.ts"

/** How often what begins by itself does, in seconds: what the documentation promises, and what the sweep reckons with. */
const promised: Record<string, number> = { clock: 60, retry: 60, sweep: 900, checkpoint: 3600 }

/** Who reads the whole record. */
export const scanners = ["sweep", "checkpoint", "redrive"]

/** What is wrong with when functions begin and how long they may run. */
export function timing(graph: Graph): string[] {
  const turns = turnsOf(graph)
  return [
    ...Object.entries(promised)
      .filter(([handler, seconds]) => turns[handler] !== seconds)
      .map(([handler, seconds]) => `${handler}: begins every ${turns[handler]} seconds, and not every ${seconds}`),
    ...lambdas(graph)
      .filter(({ handler, resource }) => !isTimeFor(handler, resource.inputs.timeout))
      .map(({ component, resource }) => `${component}: may run for ${resource.inputs.timeout} seconds`),
  ]
}

/** The seconds from one run to the next of each function that begins by itself. */
export function turnsOf(graph: Graph): Record<string, number | undefined> {
  const schedules = all(graph, "scheduler/schedule:Schedule").filter(({ inputs }) => inputs.state === "ENABLED")
  return Object.fromEntries(
    lambdas(graph).flatMap(({ handler, resource }) =>
      schedules
        .filter(({ inputs }) => inputs.target.arn.endsWith(`:${resource.inputs.name}`))
        .map(({ inputs }) => [handler, secondsOf(inputs.scheduleExpression)]),
    ),
  )
}

const units: Record<string, number> = { minute: 60, hour: 3600, day: 86_400 }

function secondsOf(rate: string): number | undefined {
  const [, count, unit = ""] = /^rate\((\d+) (\w+?)s?\)$/.exec(rate) ?? []
  return unit in units ? Number(count) * units[unit]! : undefined
}

/** For the API a person waits, and the gateway no longer than 30 seconds; what comes from the bus or the clock may take its time. */
function isTimeFor(handler: string, seconds: number): boolean {
  if (handler === "api") return seconds >= 10 && seconds < 30
  return seconds >= (scanners.includes(handler) ? 300 : 60)
}
