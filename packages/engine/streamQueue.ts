import type { Events, StreamName } from "@demarche/event-store"
import { EngineError } from "./errors.ts"

/** How many commands may wait for their turn on one stream. */
const LONGEST = 256

/** Those who wait for their turn on a stream, in order of arrival. */
type Turns = { go(): void }[]

const queues = new WeakMap<Events, Map<StreamName, Turns>>()

/**
 * Runs the writers of one stream one after another, in order of arrival; those of other streams do not wait for them. The
 * queue is this process's own: between processes the version of a commit decides.
 * @throws EngineError `busy` where 256 wait already, `abandoned` where `signal` is aborted before the turn has come.
 */
export async function enqueue<T>(
  events: Events,
  stream: StreamName,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (signal?.aborted) throw abandoned()
  const waiting = queues.get(events) ?? new Map<StreamName, Turns>()
  queues.set(events, waiting)
  const before = waiting.get(stream)
  const others = before ?? []
  if (!before) waiting.set(stream, others)
  else if (others.length >= LONGEST) throw new EngineError({ code: "busy", waiting: others.length })
  else await turn(others, signal)
  try {
    return await work()
  } finally {
    const next = others.shift()
    if (next) next.go()
    else waiting.delete(stream)
  }
}

function turn(others: Turns, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      others.splice(others.indexOf(place), 1)
      reject(abandoned())
    }
    const place = {
      go() {
        signal?.removeEventListener("abort", leave)
        resolve()
      },
    }
    others.push(place)
    signal?.addEventListener("abort", leave, { once: true })
  })
}

function abandoned(): EngineError {
  return new EngineError({ code: "abandoned" })
}
