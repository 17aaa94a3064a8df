import {
  type Commit,
  commitId,
  type Events,
  isStoreError,
  kindOf,
  type OnDamaged,
  type Row,
  StoreError,
  type StreamName,
  scopeOf,
  type Views,
} from "@demarche/event-store"
import { type State, stateOf } from "./commit.ts"
import { nextDeadline } from "./elapsedDeadlines.ts"
import { EngineError } from "./errors.ts"
import { view } from "./fold.ts"
import { eachInParallel, eachInTurn } from "./runAll.ts"
import type { Event, View, Workflow } from "./workflow.ts"

/** How many streams are read side by side. */
const AT_ONCE = 16

/** The queue of streams on which time will decide something. */
export const TIME_QUEUE = "time"

/** What a row's body is made from: the body of the row before, and the next commit of its workflow with the state after it. */
export interface RowInput {
  workflow: Workflow
  previous: unknown
  commit: Commit
  events: Event[]
  state: State
  view: View
}

/** Keeps the views up to date with the events. `bodyOf` is a pure function of the stream. */
export interface Projection {
  events: Events
  views: Views
  workflows: ReadonlyMap<string, Workflow>
  bodyOf(input: RowInput): unknown
  /** The person that a commit's row names. By default `by`, if it is a string. */
  personOf?(commit: Commit): string
  /** Whether streams of this kind have rows. */
  projects(kind: string): boolean
}

/**
 * Projects commits that may come in any order and more than once. Older ones are ignored; a gap before a newer one is
 * read from the stream.
 * @throws the failures of single streams, after all others are projected
 */
export async function project(projection: Projection, commits: Commit[]): Promise<void> {
  const rows: Row[] = []
  const streams = Map.groupBy(commits, ({ stream }) => stream)
  const make = () =>
    eachInParallel(
      streams,
      async ([stream, news]) => {
        if (projection.projects(kindOf(stream))) rows.push(...(await newRows(projection, stream, news)))
      },
      AT_ONCE,
    )
  const keep = async () => {
    if (rows.length > 0) await projection.views.put(rows)
  }
  await eachInTurn([make, keep], (part) => part())
}

async function newRows(projection: Projection, stream: StreamName, news: Commit[]): Promise<Row[]> {
  const rows: Row[] = []
  let row = await projection.views.get(stream)
  const newest = Math.max(...news.map(({ version }) => version))
  const known = new Map(news.map((commit) => [commit.version, commit]))
  while ((row?.version ?? 0) < newest) {
    const next: number = (row?.version ?? 0) + 1
    const commit = known.get(next)
    for await (const each of commit ? [commit] : projection.events.read(stream, { from: next, to: newest })) {
      row = rowOf(projection, row, each)
      rows.push(row)
      if (known.has(each.version + 1)) break
    }
    if ((row?.version ?? 0) < next) throw new EngineError({ code: "fault", what: `${stream} lost version ${next}` })
  }
  return rows
}

/**
 * The stream's row as of that commit, made from the stream where the views lag behind: for a caller who must see what
 * they wrote.
 */
export async function rowAt(projection: Projection, commit: Commit): Promise<Row> {
  const known = await projection.views.get(commit.stream, commit.recorded)
  let row = known && known.version <= commit.version ? known : undefined
  if (row?.version === commit.version) return row
  for await (const each of projection.events.read(commit.stream, { from: (row?.version ?? 0) + 1, to: commit.version }))
    row = rowOf(projection, row, each)
  if (!row) throw new EngineError({ code: "fault", what: `${commit.stream} lost version ${commit.version}` })
  return row
}

/** How many rows are written at once, over all segments, and how many characters of their bodies: one row may have 380,000. */
const [BATCH, BATCH_SIZE] = [5_000, 8_000_000]

interface RebuildOptions {
  /** Into how many segments the streams are divided. */
  segments?: number
  /** Called with the number of rows written so far. */
  progress?: (rows: number) => void
  /** Called with each commit that cannot be read: the rows of its stream end before it. Without it, the rebuild fails. */
  damaged?: OnDamaged
}

/**
 * Makes all rows anew, in a new generation that replaces the old one at the end; writes go on meanwhile. Resolves to the
 * number of rows. A row that was ahead of its stream is gone afterwards; if such a stream is written to meanwhile, its
 * row may lag until its next commit is projected.
 */
export async function rebuild(
  projection: Projection,
  { segments = 1, progress = () => {}, damaged }: RebuildOptions = {},
): Promise<number> {
  const generation = await projection.views.rebuild()
  let count = 0
  let failed = false
  const refill = async (segment: number) => {
    try {
      for await (const rows of rowsOf(projection, { segment, segments }, damaged)) {
        if (failed) return
        await generation.fill(rows)
        count += rows.length
        progress(count)
      }
    } catch (error) {
      failed = true
      throw error
    }
  }
  try {
    const shares = await Promise.allSettled(Array.from({ length: segments }, (_, segment) => refill(segment)))
    for (const share of shares) if (share.status === "rejected") throw share.reason
    await generation.swap()
    return count
  } catch (error) {
    await generation.abandon()
    throw error
  }
}

/** The rows of one segment, in batches. */
async function* rowsOf(
  projection: Projection,
  share: { segment: number; segments: number },
  damaged: OnDamaged | undefined,
): AsyncGenerator<Row[]> {
  const last = new Map<string, Row>()
  let [batch, size]: [Row[], number] = [[], 0]
  for await (const commit of projection.events.scan(share, damaged)) {
    const previous = last.get(commit.stream)
    const follows = commit.version === (previous?.version ?? 0) + 1
    if (!follows || !projection.projects(kindOf(commit.stream))) continue
    const row = rowOrDamage(projection, previous, commit, damaged)
    if (!row) continue
    last.set(commit.stream, row)
    batch.push(row)
    size += JSON.stringify(row.body).length
    if (batch.length < BATCH / share.segments && size < BATCH_SIZE / share.segments) continue
    yield batch
    ;[batch, size] = [[], 0]
  }
  if (batch.length > 0) yield batch
}

/** The row; nothing where the commit leads to none and somebody is told of that. */
function rowOrDamage(projection: Projection, previous: Row | undefined, commit: Commit, damaged?: OnDamaged) {
  try {
    return rowOf(projection, previous, commit)
  } catch (error) {
    if (!damaged || !isStoreError(error, "damaged")) throw error
    damaged(error)
  }
}

function actorOf({ origin }: Commit): string {
  const { by } = origin.value
  return typeof by === "string" ? by : ""
}

/**
 * The row of a commit, made from the stream's row before.
 * @throws StoreError `damaged` where the commit leads to none, EngineError `fault` where no workflow is known.
 */
export function rowOf(projection: Projection, previous: Row | undefined, commit: Commit): Row {
  const { stream, version } = commit
  const workflow = projection.workflows.get(kindOf(stream))
  if (!workflow) throw new EngineError({ code: "fault", what: `no workflow projects ${stream}` })
  try {
    return rowBy(workflow, projection, previous, commit)
  } catch (cause) {
    const damage = { fault: "state", stream, version } as const
    throw new StoreError("damaged", `${commitId(commit)} leads to no row: ${cause}`, { cause, damage })
  }
}

function rowBy(
  workflow: Workflow,
  { bodyOf, personOf = actorOf }: Projection,
  previous: Row | undefined,
  commit: Commit,
): Row {
  const events = commit.events.map(({ value }) => value)
  const state = stateOf(commit)
  const seen = view(workflow, state)
  const next = nextDeadline(workflow, seen)
  const kind = kindOf(commit.stream)
  return {
    stream: commit.stream,
    version: commit.version,
    scope: scopeOf(commit.stream),
    kind,
    recorded: commit.recorded,
    happened: commit.happened,
    person: personOf(commit),
    types: events.map(({ type }) => type),
    ...(next && { deadline: next.at, queue: next.event ? TIME_QUEUE : (next.queue ?? kind) }),
    body: bodyOf({ workflow, previous: previous?.body, commit, events, state, view: seen }),
  }
}
