import { memoryStore } from "@demarche/event-store/memory/memoryStore"

type Memory = ReturnType<typeof memoryStore>
type Write = (other: Memory) => Promise<unknown>

/** Memory from which other memory can begin. */
export interface Replayable {
  store: Memory
  /** What is written by now, as the beginning of other memory, in which the house's consumers have seen it all. */
  kept(): () => Promise<Replayable>
}

export function replayable(): Replayable {
  return noting(memoryStore(), [])
}

function noting(store: Memory, writes: Write[]): Replayable {
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
      put(rows) {
        writes.push(({ views }) => views.put(rows))
        return store.views.put(rows)
      },
    },
  }
  return {
    store: noted,
    kept() {
      const until = [...writes]
      return async () => {
        const other = memoryStore()
        for (const write of until) await write(other)
        for (const consumer of ["project", "react", "notify", "announce"]) await acknowledge(other, consumer)
        return noting(other, [...until])
      }
    },
  }
}

async function acknowledge({ log }: Memory, consumer: string): Promise<void> {
  for await (const { acknowledge } of log.follow(consumer, new AbortController().signal)) return acknowledge()
}
