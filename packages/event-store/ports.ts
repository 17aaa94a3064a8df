import type { Obstacle, OnDamaged, StoreError } from "./errors.ts"
import type { StreamName } from "./streamName.ts"

/** A value with the salt its hash was taken with. */
export interface Known<T> {
  salt: string
  value: T
}
/** A value with its salt or, where the reader may not know the value, its hash alone. */
export type Leaf<T> = Known<T> | { hash: string }

/** What happened, in the past tense; the workflow defines the other fields. */
export interface StoredEvent {
  type: string
  visibility?: string | undefined
  [field: string]: unknown
}

/** What an application records of an act beside its command. The store carries it and reads none of it. */
export interface CommitMetadata {
  by: unknown
  reason?: string
  facts: unknown
}

/** Who acted and why; hashed apart, so that it can be withheld and the chain still verifies. */
export type Origin<Recorded extends CommitMetadata = CommitMetadata> = Recorded & {
  command: string
  /** The id of the command, unique to one intent of one caller. */
  id?: string
}

/** The signed-for part of a commit: everything its hash covers. Instants are RFC 3339 in UTC with milliseconds. */
export interface Header {
  stream: StreamName
  version: number
  happened: string
  received?: string
  recorded: string
  correlation: string
  /** The commit that caused this one, as `stream@version`. */
  causation?: string
  workflow: { name: string; version: number; definition: string }
  /** The hash of the commit before, null at version 1. */
  prev: string | null
}

/** One command's effect on one stream: 1..n events, who and why, and the state after them. Written whole or not at all. */
export interface Commit<Recorded extends CommitMetadata = CommitMetadata> extends Header {
  events: Known<StoredEvent>[]
  origin: Known<Origin<Recorded>>
  state: unknown
  /** The last 64 command ids, 12 bytes each, oldest first, base64url; position gives the version. */
  ring: string
  hash: string
}

/** A commit as one reader may see it: hidden parts are replaced by their hashes, and the chain still verifies. */
export type Disclosed<Recorded extends CommitMetadata = CommitMetadata> = Omit<
  Commit,
  "events" | "origin" | "state" | "ring"
> & {
  events: Leaf<StoredEvent>[]
  origin: Leaf<Origin<Recorded>>
}

/** `conflict`: the version is taken, and the head that took it is newer than the caller's. */
export type Appended = "written" | "conflict"

/**
 * Streams of commits. Versions run 1, 2, 3…; there is no order across streams. What is read is what belongs there: a commit
 * kept under the name of another, one that is none, and a missing version are errors, `damaged`, that name the place.
 */
export interface Events extends AsyncDisposable {
  /**
   * Writes the commit if its version is the next one of its stream; durable when it resolves. The caller appends the
   * next version of a stream only after this promise has resolved.
   * @throws StoreError `gap` where a version would be skipped, `too-large` over 380 KB, `unavailable` where the store takes no writes.
   */
  append(commit: Commit): Promise<Appended>
  /** The newest commit of the stream, read consistently. */
  head(stream: StreamName): Promise<Commit | undefined>
  /** The commits from version `from` to `to`, both included, oldest first unless `backwards`. */
  read(stream: StreamName, range?: { from?: number; to?: number; backwards?: boolean }): AsyncIterable<Commit>
  /**
   * Every commit of every stream, each stream in order; `segment` of `segments` reads its share of the streams. A damaged
   * commit ends its own stream alone. @throws StoreError `damaged`, naming it, after all other commits. Where `damaged` is
   * given it is told instead, and the stream goes on behind the commit.
   */
  scan(share?: { segment: number; segments: number }, damaged?: OnDamaged): AsyncIterable<Commit>
  /** Resolves where the store can be read; says whether it takes writes, and if not why. */
  health(): Promise<StoreHealth>
}

/** Whether a store takes writes, and if not why: `reason` for its log, `obstacle` for everybody. */
export type StoreHealth = { writable: true } | { writable: false; reason: string; obstacle?: Obstacle | undefined }

/** The log as an outbox: per stream in order, at least once. */
export interface Log {
  /**
   * Batches of commits that `consumer` has not acknowledged, oldest first, beside the errors of those that are damaged;
   * waits for more until `signal` aborts. What is not acknowledged comes again.
   */
  follow(
    consumer: string,
    signal: AbortSignal,
  ): AsyncIterable<{ commits: Commit[]; damaged: StoreError[]; acknowledge(): Promise<void> }>
  /** Where the log ends, and up to where `consumer` has acknowledged it, in whatever process it runs. */
  progress(consumer: string): Promise<{ acknowledged: number; end: number }>
  /** When the commit at the end of the log was recorded; undefined where there is none, or it cannot be read. */
  newest(): Promise<string | undefined>
}

/** Which of the processes over one store does what is done by one: it follows the log, sends and calls. */
export interface Lease {
  /** Whether this process holds it. It takes it where no other does, and then holds it until its store is closed or it ends. */
  held(): boolean
}

/** The read model of a stream after one commit: one row per commit, so that a list as of any instant is one query. */
export interface Row {
  stream: StreamName
  version: number
  /** The scope in the stream's name. */
  scope: string
  kind: string
  recorded: string
  happened: string
  person: string
  types: string[]
  /** The next instant at which something is due in the stream, and the queue in which it waits. */
  deadline?: string
  queue?: string
  body: unknown
}

/** A row's place in its scope's record, which is ordered by these. */
export interface Position {
  recorded: string
  stream: string
  version: number
}

/** Rows derived from the streams; they can be dropped and rebuilt at any time. */
export interface Views extends AsyncDisposable {
  /** Keeps each row unless its stream already has that version (rows are deterministic, so the first is as good). Writes to the current generation and to one being rebuilt. */
  put(rows: Row[]): Promise<void>
  /** The stream's newest row, or the newest recorded at or before `asOf`. */
  get(stream: StreamName, asOf?: string): Promise<Row | undefined>
  /** The newest row of every stream of that scope and kind (every scope where it is left out), as of `asOf`, ordered by stream. */
  list(of: { kind: string; scope?: string; asOf?: string }): Promise<Row[]>
  /** The newest rows of that kind below the scope, ordered by stream: those after the name `after`, at most `limit`. */
  page(of: { kind: string; scope: string; after?: string | undefined; limit: number }): Promise<Row[]>
  /** The scope's rows newest first by (recorded, stream, version), strictly before `before`, at most `limit`. `since` and `until` bound `recorded`, both included. */
  record(of: { scope: string; since?: string; until?: string; before?: Position; limit: number }): Promise<Row[]>
  /** The streams' newest rows that wait in the queue and whose deadline is `by` or before it, the soonest first, then by stream; at most `limit`. */
  due(queue: string, by: string, limit: number): Promise<Row[]>
  /** Every row of the current generation, in no order. `damaged` is told of each that is kept where another belongs. */
  scan(damaged: OnDamaged): AsyncIterable<Row>
  /** Opens a new generation: from here `put` reaches it too; `fill` writes to it alone, `swap` makes it the current one and drops the old, `abandon` drops it. */
  rebuild(): Promise<{ fill(rows: Row[]): Promise<void>; swap(): Promise<void>; abandon(): Promise<void> }>
}

/** A text stored apart from the record, so that it can be erased while its hash stays. */
export interface StoredText {
  hash: string
  salt: string
  scope: string
  /** IANA media type, "text/plain" or "text/markdown". */
  media: string
  body: string
}

/** Texts by their hashes, which are recomputed whenever one is read: none is given out under the hash of another. */
export interface Texts extends AsyncDisposable {
  put(text: StoredText): Promise<void>
  /** @throws StoreError `damaged` where its hash is of something else. */
  get(hash: string): Promise<StoredText | "erased" | undefined>
  /** Every text that can be read, in no order, or the hash of one that was erased. `damaged` is told of each that cannot. */
  scan(damaged: OnDamaged): AsyncIterable<StoredText | { erased: string }>
  /** Deletes the text for good; its hash stays known as erased. Erasing an unknown hash does nothing. */
  erase(hash: string): Promise<void>
}

/** Up to which instant (RFC 3339, UTC) a person has said that they have seen what happened in a scope. */
export interface Mark {
  scope: string
  person: string
  seen: string
}

/** What people have said that they have seen: one mark a person and scope. It is no evidence, and can be taken away for good. */
export interface Marks extends AsyncDisposable {
  get(of: Pick<Mark, "scope" | "person">): Promise<Mark | undefined>
  /** Keeps the mark unless one of a later instant stands. */
  put(mark: Mark): Promise<void>
  /** Deletes the mark for good; where there is none it does nothing. */
  erase(of: Pick<Mark, "scope" | "person">): Promise<void>
}
