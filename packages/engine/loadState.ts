import type { Commit, Events, StreamName } from "@demarche/event-store"
import { elapsedDeadlines } from "./elapsedDeadlines.ts"
import { EngineError, isEngineError } from "./errors.ts"
import { type EventWithMetadata, initial, restore, type Snapshot, step, stepUnasked } from "./fold.ts"
import { TIME_COMMAND } from "./metadata.ts"
import type { EventMetadata, Workflow } from "./workflow.ts"

/** The present of a stream: its last commit, what time has decided since, and the state after both. */
export interface StreamState {
  commit: Commit
  snapshot: Snapshot
  /** What time has decided and is not recorded yet, oldest first. */
  pending: EventWithMetadata[]
  /** Of the last commit, plus the number of pending events; compared with `ifMatch` (docs/architecture.md#time-is-data). */
  version: number
}

/** A reading of the past: as known, from what was recorded by then, or as it was, from what had happened by then. */
export type Past = { asOf: string; view: "as-known" | "as-it-was" }

/** The stream at `now`; `undefined` if it does not exist. */
export async function loadState(
  events: Events,
  workflow: Workflow,
  stream: StreamName,
  now: string,
): Promise<StreamState | undefined> {
  const head = await events.head(stream)
  return head && stand(workflow, head, restore(workflow, head.state), now)
}

/** The stream at a past instant (docs/architecture.md#two-readings-of-the-past); `undefined` before it began. */
export async function loadStateAsOf(
  events: Events,
  workflow: Workflow,
  stream: StreamName,
  past: Past,
): Promise<StreamState | undefined> {
  if (past.view === "as-known") {
    for await (const commit of events.read(stream, { backwards: true }))
      if (commit.recorded <= past.asOf) return stand(workflow, commit, restore(workflow, commit.state), past.asOf)
    return undefined
  }
  const commits = await Array.fromAsync(events.read(stream))
  const happened = asItWas(commits, past.asOf)
  const last = happened.at(-1)
  return last && stand(workflow, last, replay(workflow, happened, correctionsIn(commits)), past.asOf)
}

/** The commits that had happened by the instant, without those that were corrected later. */
export function asItWas(commits: Commit[], instant: string): Commit[] {
  return uncorrected(commits).filter(({ happened }) => happened <= instant)
}

/** The commit of that version; `undefined` if there is none. */
export async function commitAt(events: Events, stream: StreamName, version: number): Promise<Commit | undefined> {
  for await (const commit of events.read(stream, { from: version, to: version })) return commit
  return undefined
}

/** The commits that no later correction takes back. */
export function uncorrected(commits: Commit[]): Commit[] {
  const corrected = new Set(commits.flatMap(({ events }) => events.map(({ value }) => value.corrects)))
  return commits.filter(({ version }) => !corrected.has(version))
}

/** A correction, from the version of what it takes back to its own. */
interface Correction {
  from: number
  to: number
}

function correctionsIn(commits: Commit[]): Correction[] {
  return commits.flatMap(({ version, events }) =>
    events.flatMap(({ value: { corrects } }) =>
      typeof corrects === "number" ? [{ from: corrects, to: version }] : [],
    ),
  )
}

/**
 * Folds the commits from the initial state. The first commit after an outcome that cannot have happened without it is undone
 * with it, and so is what follows that, up to the correction.
 * @throws EngineError `rejected` where the machine refuses another.
 */
function replay(workflow: Workflow, commits: Commit[], corrections: Correction[]): Snapshot {
  let snapshot = initial(workflow)
  let undoneUntil = 0
  for (const commit of commits) {
    if (commit.version < undoneUntil) continue
    try {
      snapshot = stepCommit(workflow, snapshot, commit)
    } catch (error) {
      const correction = corrections.find(({ from, to }) => from < commit.version && commit.version < to)
      if (!correction || !isEngineError(error, "rejected")) throw error
      undoneUntil = correction.to
    }
  }
  return snapshot
}

/**
 * The snapshot after one more commit, which reads as one of today.
 * @throws EngineError as `step` and, for one of an earlier version of the workflow, `stepUnasked` do.
 */
export function stepCommit(workflow: Workflow, snapshot: Snapshot, commit: Commit): Snapshot {
  const take = commit.workflow.version < workflow.version ? stepUnasked : step
  return eventsWithMetadata(commit).reduce((before, happening) => take(workflow, before, happening), snapshot)
}

/** A commit's events as the machine saw them. */
export function eventsWithMetadata(commit: Commit): EventWithMetadata[] {
  const { happened: at, received, version } = commit
  const { id, ...metadata } = commit.origin.value
  const act: EventMetadata = { ...metadata, at, ...(received && { received }), version }
  return commit.events.map(({ value }) => ({ ...value, ...act }))
}

/**
 * Checks that a stream can be replayed with a correction: the commit that it names was written by time, and the correction may
 * still happen without it, with every later commit that may.
 * @throws EngineError `rejected` with NOT_AN_OUTCOME or CORRECTION_TOO_LATE.
 */
export function assertReplayable(
  workflow: Workflow,
  commits: Commit[],
  corrects: number,
  correction: EventWithMetadata[],
): void {
  const outcome = commits.find(({ version }) => version === corrects)
  if (outcome?.origin.value.command !== TIME_COMMAND)
    throw new EngineError({ code: "rejected", failing: ["NOT_AN_OUTCOME"] })
  try {
    let snapshot = replay(
      workflow,
      uncorrected(commits).filter((commit) => commit !== outcome),
      [...correctionsIn(commits), { from: corrects, to: Number.POSITIVE_INFINITY }],
    )
    for (const happening of correction) snapshot = step(workflow, snapshot, happening)
  } catch (error) {
    throw new EngineError({ code: "rejected", failing: ["CORRECTION_TOO_LATE"] }, error)
  }
}

function stand(workflow: Workflow, commit: Commit, snapshot: Snapshot, now: string): StreamState {
  const passed = [...elapsedDeadlines(workflow, snapshot, commit.version, now)]
  return {
    commit,
    snapshot: passed.at(-1)?.snapshot ?? snapshot,
    pending: passed.map(({ event, act }) => ({ ...event, ...act })),
    version: commit.version + passed.length,
  }
}
