import { failingGuards, NOT_NOW, type Snapshot } from "./fold.ts"
import type { ActInstants, Metadata, Workflow } from "./workflow.ts"

/** Whether a command could be taken now, and if not the codes of the rules in the way; rules that read its fields say nothing yet. */
export interface ExplainedTransition {
  name: string
  allowed: boolean
  failing: string[]
}

/** Every command of the workflow, as it stands for who would act, before anything is filled in. */
export function explain<M extends Metadata>(
  workflow: Workflow<M>,
  snapshot: Snapshot,
  act: M & ActInstants,
): ExplainedTransition[] {
  return Object.entries(workflow.emits).map(([name, types]) => {
    const answers = types.map((type) => failingGuards(workflow, snapshot, { ...act, command: name, type }, true))
    const codes = answers.find((codes) => codes.length === 0) ?? answers.find(([code]) => code !== NOT_NOW) ?? [NOT_NOW]
    return { name, allowed: codes.length === 0, failing: codes }
  })
}
