import { type Commit, chainFault, type Damage, type Events, kindOf, type StoreError } from "@demarche/event-store"
import { differs } from "./differs.ts"
import { isEngineError } from "./errors.ts"
import { initial, persist, restore, type Snapshot } from "./fold.ts"
import { stepCommit } from "./loadState.ts"
import { followsRing } from "./recentCommandIds.ts"
import type { Upcast } from "./upcast.ts"
import type { Workflow } from "./workflow.ts"

/** A fault and where it is. */
export interface Finding {
  /** Empty where the fault is in no stream: an empty place of the log, with its number as `version`, or a text. */
  stream: string
  version: number
  /**
   * `hash`, `prev`, `gap`, `twice`: the chain is broken. `unreadable`: this is no commit. `misplaced`: it is kept where
   * another belongs. `ids`: the recent command ids are not those of its stream. `refused`, `state`: the present workflow does
   * not lead to this history. `unknown`: there is no such workflow. `text`, `lost`: a text is not the one that the commit
   * names, or not there and never redacted. `row`, `behind`, `ahead`: a row is not the one that the commit leads to, or
   * missing, or of a commit that is not in the record.
   */
  fault:
    | Damage["fault"]
    | ("prev" | "twice" | "ids" | "refused" | "unknown")
    | ("text" | "lost")
    | ("row" | "behind" | "ahead")
  detail: string
}

export interface VerificationReport {
  streams: number
  commits: number
  events: number
  findings: Finding[]
}

/** What is known of a stream: its last version and, where that commit is as it should be, the commit and the state after it. */
interface Examined {
  version: number
  commit?: Commit | undefined
  snapshot?: Snapshot | undefined
  /** Its states are no longer refolded: an earlier one has a fault that all later ones would repeat. */
  left?: true
}

type Fault = Pick<Finding, "fault" | "detail"> & { version?: number }

/**
 * Folds every stream from its beginning: each commit must be what it is kept as, each hash must follow from its commit and the
 * one before, each state and the recent command ids from the events. After a commit that is damaged or missing, a stream is
 * taken up again with the one behind it; its states are left at the first that does not refold.
 * @param progress is called with the number of commits read so far, every thousand
 * @param upcast how a commit of an earlier version of its workflow reads today; it must still fold, and its stored state, which nobody reads, is not compared
 */
export async function verify(
  events: Events,
  workflows: ReadonlyMap<string, Workflow>,
  progress: (commits: number) => void = () => {},
  upcast: Upcast = (commit) => commit,
): Promise<VerificationReport> {
  const streams = new Map<string, Examined>()
  const verified: VerificationReport = { streams: 0, commits: 0, events: 0, findings: [] }
  const examined = (stream: string) => {
    const known = streams.get(stream) ?? { version: 0 }
    streams.set(stream, known)
    return known
  }
  const damaged = (error: StoreError) => {
    const finding = findingOf(error)
    verified.findings.push(finding)
    const known = finding.stream === "" ? undefined : examined(finding.stream)
    if (known && finding.version === known.version + 1)
      Object.assign(known, { version: finding.version, commit: undefined, snapshot: undefined })
  }
  for await (const commit of events.scan(undefined, damaged)) {
    verified.commits += 1
    verified.events += commit.events.length
    if (verified.commits % 1_000 === 0) progress(verified.commits)
    const { stream, version } = commit
    for (const fault of examine(workflows, examined(stream), commit, upcast))
      verified.findings.push({ stream, version, ...fault })
  }
  verified.streams = streams.size
  return verified
}

/** A damaged place as a finding. */
export function findingOf({ damage, message }: StoreError): Finding {
  if (damage && "stream" in damage) return { ...damage, detail: message }
  const version = damage && "log" in damage ? damage.log : 0
  return { stream: "", version, fault: damage?.fault ?? "unreadable", detail: message }
}

function* examine(
  workflows: ReadonlyMap<string, Workflow>,
  known: Examined,
  commit: Commit,
  upcast: Upcast,
): Generator<Fault> {
  if (commit.version <= known.version) {
    yield { fault: "twice", detail: "it comes twice, or out of order" }
    return
  }
  const expected = known.version + 1
  if (commit.version > expected) yield { fault: "gap", version: expected, detail: "the chain breaks here (gap)" }
  const previous = commit.version === expected ? known.commit : undefined
  const broken = brokenChain(commit, previous)
  const { ring, origin } = commit
  if (broken) yield broken
  else if (!followsRing(ring, previous?.ring ?? (commit.version === 1 ? "" : undefined), origin.value.id))
    yield { fault: "ids", detail: "the recent command ids are not those of its stream" }
  if (!known.left) {
    const follows = !broken && (previous !== undefined || commit.version === 1)
    const fault = refold(workflows, known, upcast(commit), follows)
    if (fault) known.left = true
    if (fault) yield fault
  }
  known.version = commit.version
  known.commit = broken ? undefined : commit
}

/** Without the commit before, what the commit says of that one's hash is believed. */
function brokenChain(commit: Commit, previous: Commit | undefined): Fault | undefined {
  const before = previous ?? { version: commit.version - 1, hash: commit.prev ?? "" }
  const fault = commit.version === 1 ? chainFault([commit]) : chainFault([commit], before)
  return fault && { fault: fault.fault, detail: `the chain breaks here (${fault.fault})` }
}

/** Keeps the state after the commit: refolded where the commit `follows` one that is known, otherwise as it is stored. */
function refold(
  workflows: ReadonlyMap<string, Workflow>,
  known: Examined,
  commit: Commit,
  follows: boolean,
): Fault | undefined {
  const kind = kindOf(commit.stream)
  const workflow = workflows.get(kind)
  if (!workflow) return { fault: "unknown", detail: `no workflow is called ${kind}` }
  if (commit.workflow.version > workflow.version)
    return { fault: "unknown", detail: `written by version ${commit.workflow.version}, this is ${workflow.version}` }
  try {
    const past = commit.workflow.version < workflow.version
    if (!follows) {
      if (past) known.left = true
      else known.snapshot = restore(workflow, commit.state)
      return undefined
    }
    const snapshot = stepCommit(workflow, known.snapshot ?? initial(workflow), commit)
    known.snapshot = snapshot
    const difference = past ? undefined : differs(persist(snapshot), commit.state, "state")
    return difference ? { fault: "state", detail: difference } : undefined
  } catch (error) {
    if (isEngineError(error)) return { fault: "refused", detail: error.message }
    return { fault: "state", detail: `cannot be folded: ${error instanceof Error ? error.message : error}` }
  }
}
