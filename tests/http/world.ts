import { createApplication, type Store } from "@demarche/application/application"
import type { MailSettings } from "@demarche/application/notifications/mailSettings"
import { createSchedule } from "@demarche/application/processes/schedule"
import type { OpenIdSettings } from "@demarche/application/settings"
import type { Webhooks } from "@demarche/application/webhooks/webhooks"
import { project } from "@demarche/engine"
import { memoryMarks } from "@demarche/event-store/memory/memoryMarks"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { type MovableClock, movableClock } from "@demarche/server/clocks"
import { advanceTo, type Host, host } from "@demarche/server/host"
import { apiOptionsOf } from "@demarche/server/serve"
import { ccmFile } from "./ccm.ts"
import { documentedApi } from "./documented.ts"
import { allSeen, type Kept, replayable } from "./replay.ts"

export const PLAN = "ccm-gso-2025-2026"
export const AUSTRIA = "coordinator-austria:coordinator"
export const CAMEROON = "coordinator-cameroon:coordinator"
export const PRESIDENCY = "presidency:presidency"
export const ISU = "isu:secretariat"
export const FOCAL_POINT = "focal-point:focalPoint"
export const thematic = (letter: string) => `thematic-${letter}:thematicCoordinator`

// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the test looks at
export type Json = any

export interface HttpAnswer {
  status: number
  body: Json
  headers: Headers
}

export interface Asked {
  as?: string | undefined
  body?: unknown
  headers?: Record<string, string>
  query?: Record<string, string> | undefined
}

/** What an application runs on: one machine, or the cloud in one process. A store that is new may `begin` with something. */
export type Hosting = (
  clock: () => string,
  post?: MailSettings,
  hooks?: Webhooks,
  begin?: (store: Store) => Promise<void>,
) => Promise<Host>

/** A house over memory with the real app in front, a clock that the test moves, and nothing else. */
export interface World {
  hosted: Host
  clock: MovableClock
  ask(method: string, path: string, asked?: Asked): Promise<HttpAnswer>
  get(path: string, asked?: Asked): Promise<Json>
  /** Sends a plan file and expects it to be taken; answers what the import came to. */
  send(as: string, file: string): Promise<Json>
  /** Takes a transition on an item of the plan and expects it to be done. */
  take(as: string, item: string, name: string, body?: object): Promise<Json>
  /** Takes a transition and expects 422; answers the failing codes. */
  refused(as: string, item: string, name: string, body?: object): Promise<string[]>
  /** Moves the clock, running what falls due on the way. */
  at(instant: string): Promise<void>
  /** Moves the clock alone: nobody looks at the time. */
  jump(instant: string): void
  stop(): Promise<void>
}

export async function openWorld(
  start = "2025-10-01T10:00:00+02:00",
  hosting: Hosting = onOneMachine,
  post?: MailSettings,
  hooks?: Webhooks,
  openId?: OpenIdSettings,
): Promise<World> {
  const clock = movableClock(start, true)
  const hosted = await hosting(clock.now, post, hooks)
  const letterKey = (post ?? hooks)?.key ?? "a key of the tests"
  const app = documentedApi(hosted.application, {
    ...apiOptionsOf(hosted, {
      reporter: quiet,
      home: "http://localhost",
      demo: clock,
      letterKey,
      mails: post !== undefined,
      ...(openId && { openId }),
    }),
    rates: { read: 1e9, write: 1e9 },
    marks: memoryMarks(),
  })
  const world: World = {
    hosted,
    clock,
    async ask(method, path, { as, body, headers = {}, query } = {}) {
      const url = query ? `${path}?${new URLSearchParams(query)}` : path
      const raw = typeof body === "string" || body instanceof ArrayBuffer || body === undefined
      const sent = raw ? body : JSON.stringify(body)
      const response = await app.request(url, {
        method,
        headers: {
          ...(as && { Authorization: `Bearer demo:${as}` }),
          ...(sent !== undefined && { "Content-Type": "application/json" }),
          ...headers,
        },
        ...(sent !== undefined && { body: sent }),
      })
      await hosted.settled()
      const text = await response.text()
      const json =
        /json/.test(response.headers.get("Content-Type") ?? "") &&
        !/ndjson/.test(response.headers.get("Content-Type") ?? "")
      return { status: response.status, body: json && text ? JSON.parse(text) : text, headers: response.headers }
    },
    async get(path, asked) {
      const { status, body } = await world.ask("GET", path, asked)
      if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`)
      return body
    },
    async send(as, body) {
      const asked = await world.ask("POST", "/api/plans", { as, body, headers: { "Content-Type": "application/yaml" } })
      if (asked.status !== 202) throw new Error(`POST /api/plans: ${asked.status} ${JSON.stringify(asked.body)}`)
      return world.get(asked.headers.get("Location") ?? "", { as })
    },
    async take(as, item, name, body = {}) {
      const { status, body: answer } = await world.ask("POST", `${addressOf(item)}/transitions/${name}`, { as, body })
      if (status !== 200) throw new Error(`${item} ${name}: ${status} ${JSON.stringify(answer)}`)
      return answer
    },
    async refused(as, item, name, body = {}) {
      const { status, body: answer } = await world.ask("POST", `${addressOf(item)}/transitions/${name}`, { as, body })
      if (status !== 422 || !answer.failing) throw new Error(`${item} ${name}: ${status} ${JSON.stringify(answer)}`)
      return answer.failing.map(({ code }: { code: string }) => code)
    },
    at: (instant) => advanceTo(hosted, clock, new Date(instant).toISOString()),
    jump: (instant) => clock.set(instant),
    stop: () => hosted.stop(),
  }
  return world
}

const quiet = { info() {}, error: (what: object, message: string) => console.error(message, what) }

/** The local host over memory. */
export const onOneMachine: Hosting = async (clock, post, hooks, begin) => {
  const store = memoryStore()
  if (begin) {
    await begin(store)
    await allSeen(store)
  }
  return host(store, clock, quiet, { mail: post, webhooks: hooks })
}

/** The local host over a store. */
export function over(store: Parameters<typeof host>[0]): Hosting {
  return async (clock, post, hooks) => host(store, clock, quiet, { mail: post, webhooks: hooks })
}

/** A house that nobody listens to: its rows are made, and nothing else follows from what is recorded. */
export const unheard: Hosting = async (clock, _, __, begin) => {
  const store = memoryStore()
  await begin?.(store)
  const application = createApplication(store, clock)
  return {
    application,
    schedule: createSchedule(application),
    async settled() {
      for await (const commit of application.world.events.scan()) await project(application.projection, [commit])
    },
    async stop() {},
  }
}

/** A world with the CCM plan imported. */
export function openProposed(start?: string, ...reach: Reach): Promise<World> {
  return begun("proposed", start, reach)
}

/** A world with the CCM plan imported and adopted. */
export function openCcm(start?: string, ...reach: Reach): Promise<World> {
  return begun("adopted", start, reach)
}

type Reach = [hosting?: Hosting, post?: MailSettings, hooks?: Webhooks, openId?: OpenIdSettings]
const ways = { proposed, adopted }
const imports = new Map<string, Promise<Kept>>()

/**
 * A world that has come so far: what the import of that instant writes, on one machine, is kept, and every store that
 * its hosting lets begin with something begins with it. To import the plan would be most of what many a test does; it
 * notifies nobody.
 */
async function begun(far: keyof typeof ways, start: string | undefined, reach: Reach): Promise<World> {
  const [hosting = onOneMachine, ...outbound] = reach
  let filled = false
  const filling: Hosting = (clock, post, hooks) =>
    hosting(clock, post, hooks, async (store) => {
      filled = true
      await (await (imports.get(`${far} ${start}`) ?? imported(far, start))).fill(store)
    })
  const world = await openWorld(start, filling, ...outbound)
  if (!filled) await ways[far](world)
  return world
}

function imported(far: keyof typeof ways, start: string | undefined): Promise<Kept> {
  const importing = (async () => {
    const memory = replayable()
    const world = await openWorld(start, over(memory.store))
    await ways[far](world)
    await world.stop()
    return memory.kept()
  })()
  imports.set(`${far} ${start}`, importing)
  return importing
}

async function proposed(world: World): Promise<void> {
  const done = await world.send(ISU, ccmFile())
  if (done.state !== "finished") throw new Error(`import: ${JSON.stringify(done)}`)
}

async function adopted(world: World): Promise<void> {
  await proposed(world)
  await world.take(AUSTRIA, "plan", "adopt", { mandate: "Coordination Committee, 6 October 2025" })
}

/** "t2-a2" is an activity, "o3" an output, "r-…" a request, "plan" the plan; full ids and addresses stand as they are. */
export function addressOf(item: string): string {
  if (item.startsWith("/")) return item
  if (item === "plan") return `/api/plans/${PLAN}`
  const collection = /^o\d/.test(item) ? "outputs" : "activities"
  return `/api/${collection}/${item.includes(".") ? item : `${PLAN}.${item}`}`
}

/** Draft, checks and clearance: what a document needs before it can circulate or be agreed. */
export async function clearedDraft(
  world: World,
  code: string,
  { constraint = false, partners = [] as string[], points = [] as number[] } = {},
) {
  await world.take(AUSTRIA, code, "addDraft", { text: `Draft of ${code}` })
  for (const partner of partners) await world.take(AUSTRIA, code, "recordCheck", { check: { of: "partner", partner } })
  if (points.length > 0) await world.take(AUSTRIA, code, "recordCheck", { check: { of: "coverage", points } })
  await horizontalChecks(world, code)
  if (constraint)
    for (const as of [AUSTRIA, ISU]) await world.take(as, code, "recordCheck", { check: { of: "constraint" } })
  await world.take(AUSTRIA, code, "requestClearance")
  await world.take(ISU, code, "clearDraft")
}

/** The advice that a document needs anew for each draft. */
export async function advise(world: World, code: string) {
  await world.take(FOCAL_POINT, code, "recordCheck", { check: { of: "gender-advice" }, text: "Name the communities." })
}

export async function horizontalChecks(world: World, code: string) {
  await world.take(AUSTRIA, code, "recordCheck", { check: { of: "gender", option: "significant" } })
  await advise(world, code)
  await world.take(AUSTRIA, code, "recordCheck", { check: { of: "lap", actions: [1, 10] } })
}

/** The reference points (t2-a2) drafted without a consultation, cleared and checked. */
export async function readyToCirculate(world: World) {
  await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "time" })
  await world.take(AUSTRIA, "t2-a2", "startDrafting")
  await clearedDraft(world, "t2-a2", { constraint: true, partners: ["isu"] })
}

/** The reference points (t2-a2) under silence to Monday Monday, 8 June 2026, 6 p.m. (Geneva time), in a world that stands at 1 June 10:00. */
export async function circulated(world: World) {
  await world.take(AUSTRIA, "t2-a2", "openConsultation", {
    closes: "2026-06-02T18:00",
    invited: ["isu", "thematic-coordinators"],
  })
  await world.take(AUSTRIA, "t2-a2", "closeConsultation", {
    round: 1,
    summary: "Short.",
    reason: "Nothing more is expected.",
  })
  await world.take(AUSTRIA, "t2-a2", "startDrafting")
  await clearedDraft(world, "t2-a2", { constraint: true })
  await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
}
