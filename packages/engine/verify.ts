import { type ChainFault, type Commit, chainFault, type Events, kindOf, type StreamName } from "@demarche/event-store"
import { isEngineError } from "./errors.ts"
import { initial, persist, restore, type Snapshot, step } from "./fold.ts"
import { eventsWithMetadata } from "./loadState.ts"
import type { Workflow } from "./workflow.ts"

/** A fault and where it is. */
export interface Finding {
  stream: StreamName
  version: number
  /**
   * `hash`, `prev`, `gap`: the chain is broken. `refused`, `state`: the present workflow does not lead to this history.
   * `unknown`: there is no such workflow.
   */
  fault: "hash" | "prev" | "gap" | "refused" | "state" | "unknown"
  detail: string
}

export interface VerificationReport {
  streams: number
  commits: number
  events: number
  findings: Finding[]
}

/**
 * Folds every stream from its beginning: each hash must follow from its commit and the one before, and each stored state
 * from the events. A stream is left at its first fault, but after a gap it is resumed from the commit behind it.
 * @param progress is called with the number of commits read so far, every thousand
 */
export async function verify(
  events: Events,
  workflows: ReadonlyMap<string, Workflow>,
  progress: (commits: number) => void = () => {},
): Promise<VerificationReport> {
  const streams = new Map<string, { commit?: Commit; snapshot?: Snapshot; left?: true }>()
  const verified: VerificationReport = { streams: 0, commits: 0, events: 0, findings: [] }
  for await (const commit of events.scan()) {
    verified.commits += 1
    verified.events += commit.events.length
    if (verified.commits % 1_000 === 0) progress(verified.commits)
    const known = streams.get(commit.stream) ?? {}
    streams.set(commit.stream, known)
    if (known.left) continue
    const workflow = workflows.get(kindOf(commit.stream))
    const found = examine(workflow, known, commit)
    const behind =
      found?.fault === "gap"
        ? chainFault([commit], { version: commit.version - 1, hash: commit.prev ?? "" })
        : undefined
    for (const finding of [found, behind && broken(behind)])
      if (finding) verified.findings.push({ stream: commit.stream, version: commit.version, ...finding })
    if (found?.fault === "gap" && workflow) Object.assign(known, { commit, snapshot: restore(workflow, commit.state) })
    else if (found) known.left = true
  }
  verified.streams = streams.size
  return verified
}

function examine(
  workflow: Workflow | undefined,
  known: { commit?: Commit; snapshot?: Snapshot },
  commit: Commit,
): (Pick<Finding, "fault" | "detail"> & Partial<Finding>) | undefined {
  const fault = chainFault([commit], known.commit)
  if (fault) return broken(fault)
  if (!workflow) return { fault: "unknown", detail: `no workflow is called ${kindOf(commit.stream)}` }
  if (commit.workflow.version > workflow.version)
    return { fault: "unknown", detail: `written by version ${commit.workflow.version}, this is ${workflow.version}` }
  try {
    let snapshot = known.snapshot ?? initial(workflow)
    for (const happening of eventsWithMetadata(commit)) snapshot = step(workflow, snapshot, happening)
    known.snapshot = snapshot
    known.commit = commit
    const difference = differs(persist(snapshot), commit.state, "state")
    return difference ? { fault: "state", detail: difference } : undefined
  } catch (error) {
    if (isEngineError(error)) return { fault: "refused", detail: error.message }
    throw error
  }
}

function broken({ fault, version }: ChainFault): Pick<Finding, "fault" | "version" | "detail"> {
  return { fault, version, detail: `the chain breaks here (${fault})` }
}

/** The first path at which two JSON values differ, or `undefined`. */
function differs(refolded: unknown, stored: unknown, path: string): string | undefined {
  if (refolded === stored) return undefined
  if (typeof refolded === "object" && typeof stored === "object" && refolded && stored) {
    for (const key of new Set([...Object.keys(refolded), ...Object.keys(stored)])) {
      const found = differs(Reflect.get(refolded, key), Reflect.get(stored, key), `${path}.${key}`)
      if (found) return found
    }
    return undefined
  }
  return `${path}: refolded ${JSON.stringify(refolded)}, stored ${JSON.stringify(stored)}`
}
