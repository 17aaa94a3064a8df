import { PlanFileError } from "@demarche/plan-file/errors"
import { parsePlan } from "@demarche/plan-file/parse"
import type { PlanOutcome } from "./planWorker.ts"
import { readingInWorkers } from "./workers.ts"

/** A file of at most so many characters is read in less time than a worker takes to begin. */
const SHORT = 64 * 1024

const outcomeOf = readingInWorkers<PlanOutcome>(() => import("./planWorker.ts"), { time: 60_000, memory: 1_024 })

/** The plan in a file and its warnings, as `parsePlan` reads it; a long one in a worker. @throws as `parsePlan`, `readingInWorkers`. */
export async function readPlan(text: string, format: "yaml" | "json"): Promise<ReturnType<typeof parsePlan>> {
  if (text.length <= SHORT) return parsePlan(text, format)
  const outcome = await outcomeOf({ planFile: text, format })
  if ("issues" in outcome) throw new PlanFileError(outcome.issues)
  return outcome
}
