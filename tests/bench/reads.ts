import type { LocalStore } from "@demarche/server/host"

/** How often a store was asked, and how many commits and rows it gave. */
export interface Reads {
  asked: number
  given: number
}

/** A store that counts what is read of it; `during` says what a piece of work reads. */
export function countingReads<S extends LocalStore>(store: S) {
  const reads: Reads = { asked: 0, given: 0 }
  const count = <T>(found: T): T => {
    reads.given += Array.isArray(found) ? found.length : found === undefined ? 0 : 1
    return found
  }
  const asking =
    <Args extends unknown[], T>(ask: (...args: Args) => Promise<T>) =>
    async (...args: Args) => {
      reads.asked++
      return count(await ask(...args))
    }
  const { events, views, texts } = store
  const counted: S = {
    ...store,
    events: {
      ...events,
      head: asking(events.head),
      async *read(...args) {
        reads.asked++
        for await (const commit of events.read(...args)) yield count(commit)
      },
    },
    views: {
      ...views,
      ...{ get: asking(views.get), list: asking(views.list), page: asking(views.page) },
      ...{ record: asking(views.record), due: asking(views.due) },
    },
    texts: { ...texts, get: asking(texts.get) },
  }
  return {
    store: counted,
    async during(work: () => Promise<unknown>): Promise<Reads> {
      const before = { ...reads }
      await work()
      return { asked: reads.asked - before.asked, given: reads.given - before.given }
    },
  }
}
