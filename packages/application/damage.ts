import { type Events, isStoreError, type StoreError, StreamName, type Texts } from "@demarche/event-store"
import { isShown } from "./disclosure.ts"

/** The most places that are kept in mind. */
const MOST = 100

/** What of the store this process has met damaged. */
export interface DamageRegister {
  /** Keeps in mind where an error says that something is damaged; any other error is none of its business. */
  note(error: unknown): void
  /**
   * What is still damaged, as anybody may know it: `stream@version`, the kind alone of a stream that few may see, `text`,
   * `log`. Each place is read again, so that what was repaired is in the list no more.
   */
  found(): Promise<string[]>
}

/** What is said of a place, and how to read it again: it rejects as long as the place is damaged. */
interface Damaged {
  name: string
  read(): Promise<unknown>
}

/** The ports of a store with a register that hears of all that they find damaged. */
export function watchDamage<S extends { events: Events; texts: Texts }>(
  store: S,
): { store: S; damage: DamageRegister } {
  const { events, texts } = store
  const met = new Map<string, Damaged>()

  function note(error: unknown, otherwise?: Damaged): void {
    if (!isStoreError(error, "damaged")) return
    const place = placeOf(error) ?? otherwise
    if (place && met.size < MOST) met.set(error.message, place)
  }

  function placeOf({ damage }: StoreError): Damaged | undefined {
    if (!damage) return undefined
    if ("text" in damage) return { name: "text", read: () => texts.get(damage.text) }
    if ("log" in damage) return { name: "log", read: gone }
    const { stream, version, fault } = damage
    const around = { from: version, to: version + 1 }
    const read = async () => Array.fromAsync(events.read(StreamName.parse(stream), around))
    return { name: nameOf(stream, version), read: fault === "state" ? gone : read }
  }

  async function noting<T>(work: Promise<T>, place?: Damaged): Promise<T> {
    return work.catch((error) => {
      note(error, place)
      throw error
    })
  }

  async function* notingAll<T>(items: AsyncIterable<T>, place?: Damaged): AsyncGenerator<T> {
    try {
      yield* items
    } catch (error) {
      note(error, place)
      throw error
    }
  }

  const newest = (stream: StreamName) => ({ name: nameOf(stream), read: () => events.head(stream) })
  const watched: { events: Events; texts: Texts } = {
    events: {
      ...events,
      head: (stream) => noting(events.head(stream), newest(stream)),
      read: (stream, range) => notingAll(events.read(stream, range), newest(stream)),
      scan: (share, damaged) => notingAll(events.scan(share, damaged)),
    },
    texts: {
      ...texts,
      put: (text) => noting(texts.put(text), { name: "text", read: gone }),
      get: (hash) => noting(texts.get(hash)),
      erase: (hash) => noting(texts.erase(hash), { name: "text", read: gone }),
    },
  }
  return {
    store: { ...store, ...watched },
    damage: {
      note,
      async found() {
        for (const [key, { read }] of met)
          await read().then(
            () => met.delete(key),
            () => {},
          )
        return [...new Set([...met.values()].map(({ name }) => name))]
      },
    },
  }
}

/** For what cannot be read again by itself: it counts as damaged until the process ends. */
async function gone(): Promise<never> {
  throw new Error("this stays damaged")
}

function nameOf(stream: string, version?: number): string {
  const [kind = ""] = stream.split(":", 1)
  if (!isShown(kind, "public")) return kind
  return version === undefined ? stream : `${stream}@${version}`
}

/** Whether an error is of something damaged, or was caused by one. */
export function isDamage(error: unknown): boolean {
  if (isStoreError(error)) return error.code === "damaged"
  return error instanceof Error && error.cause !== undefined && isDamage(error.cause)
}
