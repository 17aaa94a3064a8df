import { type CommitPlace, decode, encode } from "../commitJson.ts"
import { isStoreError, StoreError } from "../errors.ts"
import type { Commit, Events, Lease, Log, StoredText, Texts } from "../ports.ts"
import { createSignal } from "../signal.ts"
import { soundText } from "../soundText.ts"
import { shareOf } from "../streamName.ts"
import { memoryMarks } from "./memoryMarks.ts"
import { memoryViews } from "./memoryViews.ts"

const BATCH = 1000

/** All ports in memory, for tests and trials. It keeps JSON, so that callers cannot change it by reference. */
export function memoryStore() {
  const streams = new Map<string, Kept[]>()
  const order: Kept[] = []
  const appended = createSignal()

  const events: Events = {
    async append(commit) {
      const body = encode(commit)
      const stream = streams.get(commit.stream) ?? []
      const { version } = commit
      if (!Number.isInteger(version) || version < 1 || version > stream.length + 1) {
        throw new StoreError("gap", `${commit.stream}@${version} does not follow version ${stream.length}`)
      }
      if (version <= stream.length) return "conflict"
      streams.set(commit.stream, stream)
      const kept = { where: "memory", stream: commit.stream, version, body }
      stream.push(kept)
      order.push(kept)
      appended.ring()
      return "written"
    },
    async head(stream) {
      const newest = streams.get(stream)?.at(-1)
      return newest && commitIn(newest)
    },
    async *read(stream, { from = 1, to = Number.POSITIVE_INFINITY, backwards = false } = {}) {
      const some = (streams.get(stream) ?? []).slice(Math.max(from, 1) - 1, Math.max(to, 0))
      for (const kept of backwards ? some.reverse() : some) yield commitIn(kept)
    },
    async *scan({ segment, segments } = { segment: 0, segments: 1 }) {
      for (const [stream, all] of [...streams]) {
        if (shareOf(stream) % segments === segment) yield* all.map(commitIn)
      }
    },
    async health() {
      return { writable: true }
    },
    async [Symbol.asyncDispose]() {},
  }

  const cursors = new Map<string, number>()
  const log: Log = {
    async *follow(consumer, signal) {
      while (!signal.aborted) {
        const start = cursors.get(consumer) ?? 0
        const commits = order.slice(start, start + BATCH).map(commitIn)
        if (commits.length === 0) {
          await appended.wait(signal)
          continue
        }
        const end = start + commits.length
        yield {
          commits,
          damaged: [],
          async acknowledge() {
            cursors.set(consumer, Math.max(cursors.get(consumer) ?? 0, end))
          },
        }
      }
    },
    progress: async (consumer) => ({ acknowledged: cursors.get(consumer) ?? 0, end: order.length }),
    async newest() {
      const last = order.at(-1)
      return last && commitIn(last).recorded
    },
  }

  const lease: Lease = { held: () => true }

  const [views, texts, marks] = [memoryViews(), memoryTexts(), memoryMarks()]
  return { events, log, lease, views, texts, marks, async [Symbol.asyncDispose]() {} }
}

interface Kept extends CommitPlace {
  body: string
}

function commitIn({ body, ...place }: Kept): Commit {
  return decode(body, place)
}

function memoryTexts(): Texts {
  const texts = new Map<string, StoredText | "erased">()
  return {
    async put(text) {
      if (!texts.has(text.hash)) texts.set(text.hash, { ...text })
    },
    async get(hash) {
      const text = texts.get(hash)
      return typeof text === "object" ? soundText({ ...text }, "memory") : text
    },
    async *scan(damaged) {
      for (const [hash, text] of texts)
        try {
          yield text === "erased" ? { erased: hash } : soundText({ ...text }, "memory")
        } catch (error) {
          if (!isStoreError(error, "damaged")) throw error
          damaged(error)
        }
    },
    async erase(hash) {
      if (texts.has(hash)) texts.set(hash, "erased")
    },
    async [Symbol.asyncDispose]() {},
  }
}
