import { randomUUID } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import { type Application, createApplication, type Store } from "@demarche/application/application"
import { isDamage } from "@demarche/application/damage"
import type { Logger } from "@demarche/application/logger"
import type { MailSettings } from "@demarche/application/notifications/mailSettings"
import { notify } from "@demarche/application/notifications/notify"
import { logUnwritten } from "@demarche/application/notifications/sendLetters"
import { logSkipped, react } from "@demarche/application/processes/react"
import { runImports } from "@demarche/application/processes/runImports"
import { createSchedule, type OutboundEffects, type Schedule } from "@demarche/application/processes/schedule"
import { dispatch } from "@demarche/application/webhooks/dispatch"
import { type Commit, failuresIn, rebuild } from "@demarche/engine"
import type { Log as Follow, OnDamaged } from "@demarche/event-store"
import type { MovableClock } from "./clocks.ts"
import { createProjector } from "./projector.ts"

/** One process that does what the cloud's functions do: each consumer follows the log, which is the outbox, at its own pace. */
export interface Host {
  application: Application
  schedule: Schedule
  /** Resolves when all consumers have acknowledged everything that this process wrote. */
  settled(): Promise<void>
  /** Waits for running work, then closes the store. */
  stop(): Promise<void>
}

/** A store whose log can be followed in this process. */
export type LocalStore = Store & { log: Follow } & AsyncDisposable

const PAUSE = 500

/** For how long the consumers of a serving host collect commits into one batch, in milliseconds: a batch costs little more than a commit. */
export const GATHER_MILLISECONDS = 20

/** Waits that many milliseconds; rejects where `signal` aborts before. */
type Wait = (milliseconds: number, value?: undefined, options?: { signal: AbortSignal }) => Promise<unknown>

/** Options of a host's consumers. */
interface HostOptions extends Pick<OutboundEffects, "webhooks"> {
  /** Without it, nobody is notified. */
  mail?: MailSettings | undefined
  /** The pause between batches, in milliseconds. */
  gather?: number
  rest?: Wait
}

/** Starts the consumers over a store. A consumer that fails is restarted, after a pause, from its last acknowledgement. */
export function host(
  store: LocalStore,
  clock: () => string,
  reporter: Logger,
  { gather = 0, rest = setTimeout, mail: post, webhooks: hooks }: HostOptions = {},
): Host {
  const written = new Map<string, number>()
  const application = createApplication({ ...store, events: counting(store.events, written) }, clock)
  const stopping = new AbortController()
  const rows = createProjector(application, stopping.signal)
  const afterRows =
    (consume: Consume): Consume =>
    (commits) =>
      rows.made(commits).then(consume)
  const consumers: Record<string, Consume> = {
    project: rows.make,
    react: afterRows((commits) => react(application, commits, logSkipped(reporter))),
    import: afterRows((commits) => runImports(application, commits)),
    ...(post && { notify: afterRows((commits) => notify(application, commits)) }),
    ...(hooks && { announce: afterRows((commits) => dispatch(application, hooks, commits)) }),
  }
  const running = Object.entries(consumers).map(([name, consume]) => {
    const handled = new Map<string, number>()
    const damaged = (error: unknown) => {
      application.damage.note(error)
      reporter.error({ consumer: name, error }, "something is damaged: its stream alone is left out")
    }
    const done = follow(store, name, consume, handled, { signal: stopping.signal, reporter, damaged, gather, rest })
    return { handled, done }
  })
  const behind = () =>
    running.some(({ handled }) => [...written].some(([stream, version]) => (handled.get(stream) ?? 0) < version))
  return {
    application,
    schedule: createSchedule(application, {
      mail: post && (async () => post),
      onUnwritten: logUnwritten(reporter),
      webhooks: hooks,
    }),
    async settled() {
      while (behind() && !stopping.signal.aborted) await new Promise((resolve) => setImmediate(resolve))
    },
    async stop() {
      stopping.abort()
      await Promise.all(running.map(({ done }) => done))
      await store[Symbol.asyncDispose]()
    },
  }
}

/**
 * Rebuilds lost views before anything reads them: call it before the store is hosted. Resolves to the number of rows.
 * `damaged` is told of each commit that leads to none; the rows of its stream end before it.
 */
export async function rebuildLostViews(store: Store, clock: () => string, damaged: OnDamaged): Promise<number> {
  const { views, world, projection } = createApplication(store, clock)
  if ((await views.list({ kind: "plan" })).length > 0) return 0
  for await (const _ of world.events.scan(undefined, () => {})) return rebuild(projection, { damaged })
  return 0
}

/**
 * Moves the clock to an instant and runs a tick wherever something falls due on the way. What fails in a tick is told to
 * `onFailure`, and holds up nothing else; without it, it is thrown.
 */
export async function advanceTo(
  { schedule: time, settled }: Host,
  clock: MovableClock,
  instant: string,
  onFailure: (error: unknown) => void = (error) => {
    throw error
  },
): Promise<void> {
  await settled()
  for (;;) {
    const next = await time.next()
    if (!next || next > instant) break
    const ahead = next > clock.now()
    if (ahead) clock.set(next)
    const came = await time.tick(randomUUID()).catch((error: unknown) => {
      onFailure(error)
      return 0
    })
    await settled()
    if (!ahead && came === 0) break
  }
  if (instant > clock.now()) clock.set(instant)
}

function counting(events: Store["events"], written: Map<string, number>): Store["events"] {
  return {
    ...events,
    async append(commit) {
      const appended = await events.append(commit)
      if (appended === "written") written.set(commit.stream, Math.max(commit.version, written.get(commit.stream) ?? 0))
      return appended
    },
  }
}

type Consume = (commits: Commit[]) => Promise<unknown>

interface FollowOptions {
  signal: AbortSignal
  reporter: Logger
  damaged(error: unknown): void
  gather: number
  rest: Wait
}

async function follow(
  store: LocalStore,
  name: string,
  consume: Consume,
  handled: Map<string, number>,
  { signal, reporter, damaged: tell, gather, rest }: FollowOptions,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const { commits, damaged, acknowledge } of store.log.follow(name, signal)) {
        damaged.forEach(tell)
        await consume(commits).catch(unlessDamage(tell))
        await acknowledge()
        for (const { stream, version } of commits) handled.set(stream, Math.max(version, handled.get(stream) ?? 0))
        if (gather > 0) await rest(gather, undefined, { signal })
      }
    } catch (error) {
      if (signal.aborted) return
      reporter.error({ consumer: name, error }, "a consumer failed and begins again")
      await rest(PAUSE)
    }
  }
}

/** Tells of what is damaged, which no other attempt finds mended: all the rest was done. @throws any other failure. */
function unlessDamage(tell: (error: unknown) => void): (error: unknown) => void {
  return (error) => {
    const failures = failuresIn(error)
    if (!failures.every(isDamage)) throw error
    failures.forEach(tell)
  }
}
