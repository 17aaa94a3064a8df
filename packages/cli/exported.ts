import { chainFault, type Disclosed } from "@demarche/event-store"

/** One fault of an export, and where. */
export interface ExportFinding {
  kind: "tampered" | "unreadable" | "truncated"
  stream: string
  /** The first version concerned and, for missing versions, the last. */
  version: number
  until?: number
  fault: "hash" | "prev" | "twice" | "foreign" | "rewritten" | "gap" | "line"
}

export interface ExaminedExport {
  streams: number
  commits: number
  events: number
  findings: ExportFinding[]
}

/**
 * Verifies an export, whose lines may be in any order: each line is unaltered, each hash matches its commit, each `prev`
 * the version before. Commits missing at the end of a stream cannot be detected.
 */
export async function examine(lines: AsyncIterable<string>): Promise<ExaminedExport> {
  const streams = new Map<string, Disclosed[]>()
  const findings: ExportFinding[] = []
  let number = 0
  for await (const line of lines) {
    number += 1
    if (line === "") continue
    const read = commitOf(line)
    if (!read) {
      findings.push({ kind: "unreadable", stream: "", version: number, fault: "line" })
      continue
    }
    const { commit, again } = read
    const { stream, version } = commit
    const fault = again !== line ? "rewritten" : foreign(commit) ? "foreign" : undefined
    if (fault) findings.push({ kind: "tampered", stream, version, fault })
    const known = streams.get(stream)
    if (known) known.push(commit)
    else streams.set(stream, [commit])
  }
  for (const commits of streams.values())
    for (const finding of chain(commits.toSorted((one, other) => one.version - other.version)))
      if (!findings.some(({ stream, version }) => stream === finding.stream && version === finding.version))
        findings.push(finding)
  const all = [...streams.values()].flat()
  const events = all.reduce((sum, commit) => sum + commit.events.length, 0)
  return { streams: streams.size, commits: all.length, events, findings }
}

function* chain(commits: Disclosed[]): Generator<ExportFinding> {
  let previous: { version: number; hash: string } | undefined
  let last: Disclosed | undefined
  for (const commit of commits) {
    const { stream, version, prev } = commit
    const place = { stream, version }
    if (last && version === last.version) {
      if (JSON.stringify(commit) !== JSON.stringify(last)) yield { kind: "tampered", ...place, fault: "twice" }
      continue
    }
    let broken = chainFault([commit], previous)
    if (broken?.fault === "gap") {
      yield { kind: "truncated", stream, version: broken.version, until: version - 1, fault: "gap" }
      broken = chainFault([commit], { version: version - 1, hash: prev ?? "" })
    }
    if (broken) yield { kind: "tampered", ...place, fault: broken.fault }
    previous = commit
    last = commit
  }
}

/** The commit in a line, and the line that would be written of it; undefined where it is none, or is nested too deeply to be written. */
function commitOf(line: string): { commit: Disclosed; again: string } | undefined {
  try {
    const commit: Disclosed = JSON.parse(line)
    const { stream, version, events, hash } = commit
    const sound = typeof stream === "string" && Number.isSafeInteger(version) && version > 0 && typeof hash === "string"
    return sound && Array.isArray(events) ? { commit, again: JSON.stringify(commit) } : undefined
  } catch {
    return undefined
  }
}

const header = ["stream", "version", "happened", "received", "recorded", "correlation", "causation", "workflow"]
const members = new Set([...header, "prev", "events", "origin", "hash"])

/** Whether the commit has members that no hash covers. A leaf is a value with its salt, or a hash, and never both. */
function foreign(commit: Disclosed): boolean {
  const leaves: (object | null)[] = [...commit.events, commit.origin]
  const shapes = leaves.map((leaf) =>
    Object.keys(leaf ?? {})
      .toSorted()
      .join(),
  )
  return (
    shapes.some((shape) => shape !== "hash" && shape !== "salt,value") ||
    Object.keys(commit).some((key) => !members.has(key))
  )
}
