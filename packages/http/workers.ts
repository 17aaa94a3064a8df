import { once } from "node:events"
import { Worker } from "node:worker_threads"
import { ProblemError } from "./problem.ts"

/** How many documents of a kind are read at the same time, and how many may wait. */
const AT_ONCE = 2
const WAITING = 8

/** What one document may take: time in milliseconds, memory in MB. */
interface Bounds {
  time: number
  memory: number
}

/**
 * Reads documents of a kind in workers of bounded time and memory, so that nothing in one can stop the process or keep others
 * waiting. The module says where it is, and answers what it is given by one message.
 * @throws ProblemError `too-large` beyond a bound, `unavailable` where too many wait; what the worker throws.
 */
export function readingInWorkers<Outcome>(load: () => Promise<{ url: string }>, { time, memory }: Bounds) {
  let reading = 0
  const waiting: (() => void)[] = []

  async function outcomeOf(workerData: object): Promise<Outcome> {
    const { url } = await load()
    const resourceLimits = { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 16 }
    const worker = new Worker(new URL(url), { workerData, resourceLimits })
    try {
      const [outcome] = await once(worker, "message", { signal: AbortSignal.timeout(time) })
      return outcome
    } catch (error) {
      if (!(error instanceof Error && /^(AbortError|TimeoutError|ERR_WORKER_OUT_OF_MEMORY)$/.test(codeOf(error))))
        throw error
      throw new ProblemError("too-large", `it cannot be read within ${time / 1_000} seconds and ${memory} MB`)
    } finally {
      await worker.terminate()
    }
  }

  return async (workerData: object): Promise<Outcome> => {
    if (waiting.length === WAITING)
      throw new ProblemError("unavailable", "too many documents are being read", {}, { "Retry-After": "5" })
    if (reading === AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    else reading += 1
    try {
      return await outcomeOf(workerData)
    } finally {
      const next = waiting.shift()
      if (next) next()
      else reading -= 1
    }
  }
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" && error.code !== "ABORT_ERR" ? error.code : error.name
}
