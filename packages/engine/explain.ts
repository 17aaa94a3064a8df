import { barring, failingGuards, NOT_NOW, type Snapshot } from "./fold.ts"
import type { ActInstants, Metadata, Workflow } from "./workflow.ts"

/**
 * Whether a command could be taken now, and the codes of the rules that refuse it. Rules that read its fields are asked only
 * whether any could satisfy them; to an actor who may not take it at all, no rule that reads the instance is told.
 */
export interface ExplainedTransition {
  name: string
  allowed: boolean
  failing: string[]
}

/** Every command of the workflow, for one actor and before its fields are known. */
export function explain<M extends Metadata>(
  workflow: Workflow<M>,
  snapshot: Snapshot,
  act: M & ActInstants,
): ExplainedTransition[] {
  return Object.entries(workflow.emits).map(([name, types]) => {
    const barred = barring(workflow, snapshot, { ...act, command: name })
    if (barred.length > 0) return { name, allowed: false, failing: barred }
    const answers = types.map((type) => failingGuards(workflow, snapshot, { ...act, command: name, type }, true))
    const codes = answers.find((codes) => codes.length === 0) ?? answers.find(([code]) => code !== NOT_NOW) ?? [NOT_NOW]
    return { name, allowed: codes.length === 0, failing: codes }
  })
}
