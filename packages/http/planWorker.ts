import { isMainThread, parentPort, workerData } from "node:worker_threads"
import { PlanFileError, type PlanFileIssue } from "@demarche/plan-file/errors"
import { parsePlan } from "@demarche/plan-file/parse"

/** Where this file is once it is bundled: `readPlan` starts it as a worker. */
export const url = import.meta.url

/** What becomes of a plan file: the plan with its warnings, or what is wrong with it. */
export type PlanOutcome = ReturnType<typeof parsePlan> | { issues: PlanFileIssue[] }

if (!isMainThread && typeof workerData?.planFile === "string")
  parentPort?.postMessage(outcomeOf(workerData.planFile, workerData.format))

function outcomeOf(text: string, format: "yaml" | "json"): PlanOutcome {
  try {
    return parsePlan(text, format)
  } catch (error) {
    if (error instanceof PlanFileError) return { issues: error.issues }
    throw error
  }
}
