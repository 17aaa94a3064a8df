import { syncBuiltinESMExports } from "node:module"
import { getActiveResourcesInfo } from "node:process"
import { mock } from "node:test"
import { setImmediate as breathe } from "node:timers/promises"
import { type Application, createApplication, type Store } from "@demarche/application/application"
import { NOTIFICATION_WINDOW } from "@demarche/application/notifications/notify"
import { retryDeliveries } from "@demarche/application/webhooks/dispatch"
import type { Webhooks } from "@demarche/application/webhooks/webhooks"
import type { Commit } from "@demarche/engine"
import { commitId, type Log, StoreError } from "@demarche/event-store"
import { sweep } from "@demarche/functions/sweep"
import { host, type LocalStore, rebuildLostViews } from "@demarche/server/host"
import type { Bug } from "./bugs.ts"
import { type Chance, salts } from "./chance.ts"
import { newDisk } from "./disk.ts"
import { asAnotherProcess, planted, withLateClock } from "./planted.ts"
import { receivers } from "./receivers.ts"
import type { World } from "./world.ts"

const log = { info() {}, error() {} }
/** People are told, and nobody is written to. */
const post = { home: "https://demarche.example", key: "a key" }

/**
 * What may go wrong, as probabilities of each step that a process takes in its store; of each kill, that the views are gone
 * with it, or that it was a power cut, which takes the last that was written to them.
 */
const CALM = { full: 0, killed: 0, bereft: 0, power: 0, slow: 0, stalled: 0, uncalled: 0 }
const STORM = { full: 0.02, killed: 0.008, bereft: 0.4, power: 0.4, slow: 0.5, stalled: 0.02, uncalled: 0.3 }

/** One life of the host, from its start to the kill that ends it. */
interface Process {
  dead: boolean
  killed: PromiseWithResolvers<never>
  /** How much was written when it began. */
  from: number
  /** The consumers it has begun. */
  begun: Set<string>
  hooks: Webhooks
}

/** What a dead process waits for: a promise of its own, so that nothing of it is kept. */
const never = () => new Promise<never>(() => {})

/** Whether anybody goes on without being given a turn: who waits in the store or for a slow disk breathes, and no timer runs. */
const somebodyBreathes = () => getActiveResourcesInfo().includes("Immediate")

/**
 * One machine with everything that may go wrong in it: the real host over SQLite on a disk that fills up, killed before or
 * after any step it takes there, and begun again over what is left. Its consumers go on when it is their turn.
 * Timers stand still, or a seed would not tell the same again: SQLite's followers look for what other processes wrote
 * every 25 ms of real time. There are none, and its own appends wake them.
 */
export function localWorld(clock: { now(): string }, chance: Chance, bug: Bug | undefined): World {
  mock.timers.enable({ apis: ["setTimeout"] })
  syncBuiltinESMExports() // else who has imported a timer by its name keeps the real one
  const disk = newDisk(bug)
  const faults = { ...CALM }
  const written: string[] = []
  const early: Commit[] = []
  const told = new Map<string, Set<string>>()
  const heard = new Set<string>()
  const called = receivers(chance, () => faults.uncalled, bug)
  const salt = salts(chance)
  const waiting: { process: Process; go: () => void }[] = []
  let current = begin()

  function begin() {
    const process: Process = {
      dead: false,
      killed: Promise.withResolvers(),
      from: written.length,
      begun: new Set(),
      hooks: called.hooks((work) => step(process, work)),
    }
    process.killed.promise.catch(() => {})
    const store = mortal(process)
    const options = { rest: () => turnOf(process), pause: breathe, salt, mail: post, webhooks: process.hooks }
    const hosted = () => withLateClock(host(store, clock.now, log, options).application, bug)
    const beside = () => withLateClock(createApplication(asAnotherProcess(store), clock.now, salt, breathe), bug)
    const early = bug === "consumers begin before the views are mended" ? hosted() : undefined
    const slowly = chance.happens(faults.slow) ? stall(chance.below(12)) : Promise.resolve()
    const started = slowly
      .then(() => rebuildLostViews(store, clock.now, () => {}))
      .then(
        () => [early ?? hosted(), beside()] as const,
        () => kill(process),
      )
    return { process, started }
  }

  function kill(process: Process): Promise<never> {
    if (process.dead) return never()
    process.dead = true
    process.killed.reject(new Error("the process was killed"))
    disk.end(chance.happens(faults.bereft) ? "gone" : chance.happens(faults.power) ? chance.next() : 1)
    current = begin()
    return never()
  }

  async function stall(rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round++) await breathe()
  }

  function turnOf(process: Process): Promise<void> {
    return new Promise((go) => waiting.push({ process, go }))
  }

  /** A step of the process in its store: others' come between, a write may find the disk full, the kill comes before it or after. */
  async function step<T>(process: Process, work: () => T | Promise<T>, writes = false): Promise<T> {
    for (let others = chance.below(3); others >= 0; others--) await undefined
    if (chance.happens(faults.stalled)) await stall(1 + chance.below(8))
    if (process.dead) return never()
    if (chance.happens(faults.killed)) return kill(process)
    if (writes && chance.happens(faults.full)) throw new StoreError("unavailable", "the disk is full")
    const done = await work()
    return process.dead || chance.happens(faults.killed) ? kill(process) : done
  }

  async function* steps<T>(process: Process, items: () => AsyncIterable<T>): AsyncIterable<T> {
    await step(process, () => {})
    for await (const item of items()) yield process.dead ? await never() : item
  }

  function mortal(process: Process): LocalStore {
    const { store } = disk
    const { events, views, texts } = planted(noting(process, store), bug, () => chance.happens(faults.killed))
    return {
      events: {
        ...events,
        append: (commit) => step(process, () => events.append(commit), true),
        head: (stream) => step(process, () => events.head(stream)),
        read: (...range) => steps(process, () => events.read(...range)),
        scan: (...share) => steps(process, () => events.scan(...share)),
      },
      views: {
        ...views,
        put: (rows) => step(process, () => views.put(rows), true),
        get: (...of) => step(process, () => views.get(...of)),
        list: (of) => step(process, () => views.list(of)),
        due: (...by) => step(process, () => views.due(...by)),
        async rebuild() {
          const { fill, swap, abandon } = await step(process, () => views.rebuild())
          return {
            fill: (rows) => step(process, () => fill(rows), true),
            swap: () => step(process, swap, true),
            abandon: () => step(process, abandon, true),
          }
        },
      },
      texts: {
        ...texts,
        put: (text) => step(process, () => texts.put(text), true),
        get: (hash) => step(process, () => texts.get(hash)),
        erase: (hash) => step(process, () => texts.erase(hash), true),
      },
      log: { ...store.log, follow: (...of) => following(process, store.log, ...of) },
      lease: store.lease,
      [Symbol.asyncDispose]: store[Symbol.asyncDispose],
    }
  }

  function noting(process: Process, store: Store): Store {
    const { events } = store
    return {
      ...store,
      events: {
        ...events,
        async append(commit) {
          early.push(commit)
          const appended = await events.append(commit)
          if (process.dead) return never()
          if (appended === "written") written.push(commitId(commit))
          return appended
        },
      },
    }
  }

  async function* following(
    process: Process,
    log: Log,
    consumer: string,
    signal: AbortSignal,
  ): ReturnType<Log["follow"]> {
    if (bug === "a consumer that fails is not begun again" && process.begun.has(consumer)) await never()
    process.begun.add(consumer)
    await step(process, () => {})
    for await (const batch of log.follow(bug === "consumers share a cursor" ? "all" : consumer, signal)) {
      if (!process.dead) disk.begins(consumer)
      await turnOf(process)
      await step(process, () => {})
      const commits = misread(process, batch.commits)
      const seen = told.get(consumer) ?? new Set()
      told.set(consumer, seen)
      for (const commit of commits) seen.add(commitId(commit))
      const acknowledge = async () => {
        await step(process, batch.acknowledge, true)
        const inTime = ({ recorded }: Commit) => Date.parse(clock.now()) - Date.parse(recorded) <= NOTIFICATION_WINDOW
        if (consumer === "notify") for (const commit of commits.filter(inTime)) heard.add(commitId(commit))
      }
      if (bug === "the cursor moves before the commits are taken") await acknowledge()
      try {
        yield { ...batch, commits, acknowledge }
      } finally {
        if (bug === "the cursor moves over what failed") await batch.acknowledge()
      }
    }
  }

  function misread({ from }: Process, commits: Commit[]): Commit[] {
    switch (bug) {
      case "a batch leaves out its last commit":
        return commits.slice(0, Math.max(1, commits.length - 1))
      case "a host that begins starts at the end":
        return commits.filter((commit) => written.indexOf(commitId(commit)) >= from)
      case "commits are handed on before they are written":
        return [...commits, ...early.splice(0)]
      default:
        return commits
    }
  }

  function due(): boolean {
    waiting.splice(0, waiting.length, ...waiting.filter(({ process }) => !process.dead))
    return waiting.length > 0
  }

  /** In the host, or in a command line beside it. */
  async function within<T>(work: (application: Application) => Promise<T>): Promise<T> {
    const { process, started } = current
    return Promise.race([process.killed.promise, started.then((applications) => work(chance.one(applications)))])
  }

  return {
    get store() {
      return disk.store
    },
    within,
    async turn() {
      if (!due())
        do await breathe()
        while (!due() && somebodyBreathes())
      if (!due()) return false
      waiting.splice(chance.below(waiting.length), 1)[0]?.go()
      return true
    },
    heard: (id) => heard.has(id),
    calls: called.calls,
    async callAgain() {
      if (bug !== "no call is made again")
        await within((application) => retryDeliveries(application, current.process.hooks, "again"))
    },
    told: (id) => told.size > 0 && [...told.values()].every((seen) => seen.has(id)),
    async sweep() {
      const { repaired, queued } = await within((application) => sweep({ application, log, segments: 1 })())
      return [
        ...repaired.map((place) => `the sweep had to bring up the view of ${place}`),
        ...(queued > 0 ? [`the sweep had to queue ${queued} notices or calls`] : []),
      ]
    },
    unalarmed: () => [],
    storm: () => void Object.assign(faults, STORM),
    calm: () => void Object.assign(faults, CALM),
    async [Symbol.asyncDispose]() {
      await disk[Symbol.asyncDispose]()
      mock.timers.reset()
      syncBuiltinESMExports()
    },
  }
}
