import type { Store } from "@demarche/application/application"
import type { Row } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"

type Memory = ReturnType<typeof memoryStore>
type Write = (other: Store) => Promise<unknown>

/** What was written until some moment: other stores can begin with it. */
export interface Kept {
  fill(store: Store): Promise<void>
  /** Memory that begins with it, and of which the application's consumers have seen it all. */
  again(): Promise<Replayable>
}

/** Memory that can tell what is written to it. */
export interface Replayable {
  store: Memory
  /** What is written by now. */
  kept(): Kept
}

export function replayable(): Replayable {
  return noting(memoryStore(), [], [])
}

function noting(store: Memory, writes: Write[], rows: Row[]): Replayable {
  const noted: Memory = {
    ...store,
    events: {
      ...store.events,
      append(commit) {
        writes.push(({ events }) => events.append(commit))
        return store.events.append(commit)
      },
    },
    texts: {
      ...store.texts,
      put(text) {
        writes.push(({ texts }) => texts.put(text))
        return store.texts.put(text)
      },
      erase(hash) {
        writes.push(({ texts }) => texts.erase(hash))
        return store.texts.erase(hash)
      },
    },
    views: {
      ...store.views,
      put(more) {
        rows.push(...more)
        return store.views.put(more)
      },
    },
  }
  return { store: noted, kept: () => kept([...writes], [...rows]) }
}

function kept(writes: Write[], rows: Row[]): Kept {
  async function fill(store: Store) {
    for (const write of writes) await write(store)
    await store.views.put(rows)
  }
  return {
    fill,
    async again() {
      const other = memoryStore()
      await fill(other)
      await allSeen(other)
      return noting(other, [...writes], [...rows])
    },
  }
}

/** Lets the house's consumers have seen what is there; there must be something. */
export async function allSeen({ log }: Memory): Promise<void> {
  for (const consumer of ["project", "react", "notify", "announce"])
    for await (const { acknowledge } of log.follow(consumer, new AbortController().signal)) {
      await acknowledge()
      break
    }
}
