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
import { codeSender } from "@demarche/application/sessions/sendCode"
import { dispatch } from "@demarche/application/webhooks/dispatch"
import { type Commit, failuresIn, rebuild } from "@demarche/engine"
import { type Log as Follow, type Lease, type OnDamaged, StoreError } from "@demarche/event-store"
import type { Work } from "@demarche/http/health"
import { readPlan } from "@demarche/http/readPlan"
import type { Mailer } from "@demarche/mail/message"
import type { MovableClock } from "./clocks.ts"
import { createProjector } from "./projector.ts"

/**
 * One process that does what the cloud's functions do: each consumer follows the log, which is the outbox, at its own pace.
 * Of several over one store, the one that holds its lease does; the others write and read, and take over when it ends.
 */
export interface Host {
  application: Application
  schedule: Schedule
  /** How the work behind the answers goes; not said by a host that follows no log. */
  work?(): Promise<Work>
  /** Resolves when all consumers, in whatever process they run, have acknowledged everything that this process wrote. */
  settled(): Promise<void>
  /** Waits for running work, then closes the store. */
  stop(): Promise<void>
}

/** A store whose log can be followed in this process. */
export type LocalStore = Store & { log: Follow; lease: Lease } & AsyncDisposable

const PAUSE = 500
/** How often it is asked how far the consumers of another process are, in milliseconds. */
const POLL = 25

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
  /** For tests that need reproducible hashes. */
  salt?: () => string
  /** The pause of a command that met another process's, for a host whose timers stand still. */
  pause?: Parameters<typeof createApplication>[3]
  /** Says what is wrong with the clock; as long as it does, nothing is written. */
  clockFault?: () => string | undefined
}

/**
 * Starts the consumers over a store, once this process holds its lease. A consumer that fails is restarted, after a pause,
 * from its last acknowledgement.
 */
export function host(store: LocalStore, clock: () => string, reporter: Logger, options: HostOptions = {}): Host {
  const { gather = 0, rest = setTimeout, mail: post, webhooks: hooks, clockFault = () => undefined } = options
  const written = { commits: 0 }
  const { counted, refused } = countRefused(post)
  const failures: Record<string, string> = {}
  const events = believing(counting(store.events, written), clockFault)
  const application = createApplication({ ...store, events }, clock, options.salt, options.pause)
  const stopping = new AbortController()
  const { signal } = stopping
  const rows = createProjector(application, stopping.signal)
  const afterRows =
    (consume: Consume): Consume =>
    (commits) =>
      rows.made(commits).then(consume)
  const consumers: Record<string, Consume> = {
    project: rows.make,
    react: afterRows((commits) => react(application, commits, logSkipped(reporter))),
    import: afterRows((commits) => runImports(application, commits, { read: readPlan })),
    ...(post && { notify: afterRows((commits) => notify(application, commits)) }),
    ...(counted && { codes: codeSender(application, counted) }),
    ...(hooks && { announce: afterRows((commits) => dispatch(application, hooks, commits)) }),
  }
  let turn = Promise.withResolvers<void>()
  const acknowledged = () => {
    turn.resolve()
    turn = Promise.withResolvers()
  }
  const running = Object.entries(consumers).map(([name, consume]) => {
    const damaged = (error: unknown) => {
      application.damage.note(error)
      reporter.error({ consumer: name, error }, "something is damaged: its stream alone is left out")
    }
    const whenWritable: Consume = (commits) =>
      assertWritable(application).then(() => consume(commits.map(application.upcast)))
    const failed = (error: unknown) => {
      const message = String(error)
      if (failures[name] !== message) reporter.error({ consumer: name, error }, "a consumer failed and begins again")
      failures[name] = message
    }
    const done = () => {
      delete failures[name]
      acknowledged()
    }
    return follow(store, name, whenWritable, { signal, failed, damaged, acknowledged: done, gather, rest })
  })
  let settledCommits = 0

  async function reached(end: number): Promise<boolean> {
    const places = await Promise.all(Object.keys(consumers).map((name) => store.log.progress(name)))
    return places.every((place) => place.acknowledged >= end)
  }

  const schedule = createSchedule(application, {
    mail: counted && (async () => counted),
    onUnwritten: logUnwritten(reporter),
    webhooks: hooks,
  })
  return {
    application,
    schedule: {
      ...schedule,
      async tick(correlation) {
        if (!store.lease.held()) return 0
        await assertWritable(application)
        return schedule.tick(correlation)
      },
    },
    async work() {
      const places = Object.keys(consumers).map(async (name) => {
        const { acknowledged, end } = await store.log.progress(name)
        return [name, { behind: end - acknowledged, failed: failures[name] }] as const
      })
      return {
        leads: store.lease.held(),
        consumers: Object.fromEntries(await Promise.all(places)),
        refused: refused(),
      }
    },
    async settled() {
      while (settledCommits < written.commits && !signal.aborted) {
        const { commits } = written
        const { end } = await store.log.progress("project")
        for (let next = turn.promise; !(signal.aborted || (await reached(end))); next = turn.promise)
          await Promise.race([next, setTimeout(POLL)])
        settledCommits = Math.max(settledCommits, commits)
      }
    },
    async stop() {
      stopping.abort()
      await Promise.all(running)
      await store[Symbol.asyncDispose]()
    },
  }
}

/**
 * Rebuilds lost views before anything reads them, unless another process holds the lease: call it before the store is hosted.
 * Resolves to the number of rows. `damaged` is told of each commit that leads to none; the rows of its stream end before it.
 */
export async function rebuildLostViews(store: LocalStore, clock: () => string, damaged: OnDamaged): Promise<number> {
  if (!store.lease.held()) return 0
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

function counting(events: Store["events"], written: { commits: number }): Store["events"] {
  return {
    ...events,
    async append(commit) {
      const appended = await events.append(commit)
      if (appended === "written") written.commits += 1
      return appended
    },
  }
}

/** Events that take nothing while the clock is at fault: what is recorded then would be dated wrongly for ever. */
function believing(events: Store["events"], clockFault: () => string | undefined): Store["events"] {
  return {
    ...events,
    async append(commit) {
      const reason = clockFault()
      if (reason) throw new StoreError("unavailable", reason, { obstacle: "clock" })
      return events.append(commit)
    },
    async health() {
      const reason = clockFault()
      return reason ? { writable: false, reason, obstacle: "clock" } : events.health()
    },
  }
}

/** @throws StoreError `unavailable` where nothing can be recorded: then nothing is to be sent or called either. */
async function assertWritable({ world }: Application): Promise<void> {
  const health = await world.events.health()
  if (!health.writable) throw new StoreError("unavailable", health.reason, { obstacle: health.obstacle })
}

/** The mail settings with a count of the letters in a row that the mailer did not take. */
function countRefused(mail: MailSettings | undefined) {
  let refused = 0
  const { mailer } = mail ?? {}
  const counting: Mailer | undefined = mailer && {
    async send(message) {
      refused += 1
      await mailer.send(message)
      refused = 0
    },
  }
  return { counted: mail && { ...mail, ...(counting && { mailer: counting }) }, refused: () => refused }
}

type Consume = (commits: Commit[]) => Promise<unknown>

interface FollowOptions {
  signal: AbortSignal
  failed(error: unknown): void
  damaged(error: unknown): void
  acknowledged(): void
  gather: number
  rest: Wait
}

async function follow(
  store: LocalStore,
  name: string,
  consume: Consume,
  { signal, failed, damaged: tell, acknowledged, gather, rest }: FollowOptions,
): Promise<void> {
  while (!signal.aborted) {
    try {
      while (!store.lease.held()) await rest(PAUSE, undefined, { signal })
      for await (const { commits, damaged, acknowledge } of store.log.follow(name, signal)) {
        damaged.forEach(tell)
        await consume(commits).catch(unlessDamage(tell))
        await acknowledge()
        acknowledged()
        if (gather > 0) await rest(gather, undefined, { signal })
      }
    } catch (error) {
      if (signal.aborted) return
      failed(error)
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
