import type { DocxOutcome } from "./docxWorker.ts"
import { ProblemError } from "./problem.ts"
import { invalid } from "./requestBody.ts"
import { readingInWorkers } from "./workers.ts"

const outcomeOf = readingInWorkers<DocxOutcome>(() => import("./docxWorker.ts"), { time: 5_000, memory: 128 })

/**
 * The text of a Word document as Markdown, at most `limit` characters.
 * @throws ProblemError `too-large` beyond a bound; `invalid` where it is no Word document; as `readingInWorkers`.
 */
export async function readDocx(docx: Uint8Array, limit: number): Promise<string> {
  const outcome = await outcomeOf({ docx })
  if ("unreadable" in outcome) throw invalid("", `this is no Word document (${outcome.unreadable})`)
  if ("tooLarge" in outcome) throw new ProblemError("too-large", outcome.tooLarge)
  if (outcome.text.length > limit) throw new ProblemError("too-large", `its text is longer than ${limit} characters`)
  return outcome.text
}
