import {
  type Commit,
  commitId,
  type Events,
  isStoreError,
  kindOf,
  leafHash,
  type Row,
  type StoreError,
} from "@demarche/event-store"
import { commitAt } from "./loadState.ts"
import { type Projection, rowOf } from "./project.ts"
import { type Finding, findingOf } from "./verify.ts"

/** The last instant that a deadline can have. */
const LAST = "9999-12-31T23:59:59.999Z"

/**
 * Compares the views with the rows that the record leads to, in one pass over the record: call `see` with every commit, each
 * stream in order; then `findings` reads all rows as readers are given them. Rows can be made anew, so that no finding here
 * is a fault of the record.
 */
export function viewsVerifier(projection: Projection) {
  /** The hash of each row that there should be, by `stream@version`. */
  const expected = new Map<string, string>()
  const newest = new Map<string, Row>()
  /** Streams whose rows end, because a commit is missing or leads to none; the verification of the record says so. */
  const ended = new Set<string>()

  function see(commit: Commit): void {
    const { stream, version } = commit
    if (ended.has(stream) || !projection.projects(kindOf(stream))) return
    const previous = newest.get(stream)
    const row = version === (previous?.version ?? 0) + 1 ? rowOrNone(projection, previous, commit) : undefined
    if (!row) {
      ended.add(stream)
      return
    }
    newest.set(stream, row)
    expected.set(commitId(row), hashOf(row))
  }

  async function findings(): Promise<Finding[]> {
    const found = new Map<string, Finding>()
    const add = (finding: Finding) => found.set(finding.stream, found.get(finding.stream) ?? finding)
    const { views, events } = projection
    for await (const row of views.scan((error) => add(asRow(error)))) {
      const wanted = expected.get(commitId(row))
      expected.delete(commitId(row))
      if (ended.has(row.stream)) continue
      if (wanted === undefined) {
        if (!(await stands(events, row))) add(finding(row, "ahead"))
      } else if (wanted !== hashOf(row)) add(finding(row, "row"))
    }
    for (const id of expected.keys()) {
      const [stream = "", version] = id.split(/@(?=\d+$)/)
      const now = await views.get(newest.get(stream)?.stream ?? "-:-").catch(unlessDamaged(undefined))
      if ((now?.version ?? 0) < Number(version)) add(finding({ stream, version: Number(version) }, "behind"))
      else add(finding({ stream, version: Number(version) }, "row"))
    }
    for (const row of await misled()) if (!ended.has(row.stream)) add(finding(row, "row"))
    return [...found.values()]
  }

  /** The rows that lists and queues give out as the newest and that are not, or that they lack. */
  async function misled(): Promise<Row[]> {
    const { views } = projection
    const rows = [...newest.values()]
    const kinds = Map.groupBy(rows, ({ kind }) => kind)
    const queues = Map.groupBy(
      rows.filter(({ deadline }) => deadline !== undefined),
      ({ queue = "" }) => queue,
    )
    const wrong: Row[] = []
    const compare = async (wanted: Row[], given: Promise<Row[]>) =>
      wrong.push(...unlike(wanted, await given.catch(unlessDamaged(wanted))))
    for (const [kind, wanted] of kinds) await compare(wanted, views.list({ kind }))
    for (const [queue, wanted] of queues) await compare(wanted, views.due(queue, LAST, rows.length + 1))
    return wrong
  }

  return { see, findings }
}

/** The rows of either list that the other does not have. A row that is newer than the one wanted was made meanwhile. */
function unlike(wanted: Row[], given: Row[]): Row[] {
  const left = new Map<string, Row>(wanted.map((row) => [row.stream, row]))
  const wrong = given.filter((row) => {
    const want = left.get(row.stream)
    left.delete(row.stream)
    return want && row.version <= want.version && hashOf(want) !== hashOf(row)
  })
  return [...wrong, ...left.values()]
}

/** What is said instead of a row that cannot be read, which the scan has named. */
function unlessDamaged<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (isStoreError(error, "damaged")) return instead
    throw error
  }
}

function rowOrNone(projection: Projection, previous: Row | undefined, commit: Commit): Row | undefined {
  try {
    return rowOf(projection, previous, commit)
  } catch {
    return undefined
  }
}

async function stands(events: Events, { stream, version }: Row): Promise<boolean> {
  return (await commitAt(events, stream, version).catch(() => undefined)) !== undefined
}

function hashOf(row: Row): string {
  return leafHash({ salt: "", value: row })
}

const details = {
  row: "its row in the views is not the one that the record leads to",
  behind: "its row in the views is missing",
  ahead: "the views have a row of it, and the record no such commit",
}

function finding({ stream, version }: { stream: string; version: number }, fault: keyof typeof details): Finding {
  return { stream, version, fault, detail: details[fault] }
}

/** A row that readers find where another belongs; the record itself is not damaged there. */
function asRow(error: StoreError): Finding {
  const found = findingOf(error)
  return found.stream === "" ? { ...found, fault: "row" } : finding(found, "row")
}
