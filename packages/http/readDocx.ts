import { once } from "node:events"
import { Worker } from "node:worker_threads"
import type { DocxOutcome } from "./docxWorker.ts"
import { ProblemError } from "./problem.ts"
import { invalid } from "./requestBody.ts"

/** For how long a document is read, in milliseconds, and with how much memory, in MB. */
const TIME = 5_000
const MEMORY = 128
/** How many are read at the same time, and how many may wait. */
const AT_ONCE = 2
const WAITING = 8

let reading = 0
const waiting: (() => void)[] = []

/**
 * The text of a Word document as Markdown, at most `limit` characters. It is read in a worker of bounded time and memory, so
 * that nothing in it can stop the process.
 * @throws ProblemError `too-large` beyond a bound; `invalid` where it is no Word document; `unavailable` where too many wait.
 */
export async function readDocx(bytes: Uint8Array, limit: number): Promise<string> {
  if (waiting.length === WAITING)
    throw new ProblemError("unavailable", "too many documents are being read", {}, { "Retry-After": "5" })
  if (reading === AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else reading += 1
  try {
    const outcome = await outcomeOf(bytes)
    if ("unreadable" in outcome) throw invalid("", `this is no Word document (${outcome.unreadable})`)
    if ("tooLarge" in outcome) throw new ProblemError("too-large", outcome.tooLarge)
    if (outcome.text.length > limit) throw new ProblemError("too-large", `its text is longer than ${limit} characters`)
    return outcome.text
  } finally {
    const next = waiting.shift()
    if (next) next()
    else reading -= 1
  }
}

async function outcomeOf(docx: Uint8Array): Promise<DocxOutcome> {
  const { url } = await import("./docxWorker.ts")
  const worker = new Worker(new URL(url), {
    workerData: { docx },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY, maxYoungGenerationSizeMb: 16 },
  })
  try {
    const [outcome] = await once(worker, "message", { signal: AbortSignal.timeout(TIME) })
    return outcome
  } catch (error) {
    if (!(error instanceof Error && /^(AbortError|TimeoutError|ERR_WORKER_OUT_OF_MEMORY)$/.test(codeOf(error))))
      throw error
    return { tooLarge: `it cannot be read within ${TIME / 1_000} seconds and ${MEMORY} MB` }
  } finally {
    await worker.terminate()
  }
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" && error.code !== "ABORT_ERR" ? error.code : error.name
}
