import { execute } from "@demarche/application/execute"
import { memoryMarks } from "@demarche/event-store/memory/memoryMarks"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { type KeptMessage, outbox } from "@demarche/mail/outbox"
import { movableClock } from "@demarche/server/clocks"
import { configuration } from "@demarche/server/configuration"
import { playDemo } from "@demarche/server/demo"
import { advanceTo, type Host, host } from "@demarche/server/host"
import { loadPlan } from "@demarche/server/loadPlan"
import { type Served, serve } from "@demarche/server/serve"
import { shippedPlans } from "@demarche/server/shippedPlans"
import { quiet } from "../bench/fixture.ts"
import { PLAN as AMENDABLE, adoptedAtOnceFile } from "../http/amendable.ts"
import { PLAN as CCM } from "../http/world.ts"

/** A plan in which nothing has happened, in French: everything of it is empty, and its words are not those of an English page. */
const small = `
schema_version: 2
work_plan:
  id: small
  title: Programme de travail du groupe
  language: fr
  coordinators: [chair]
  cycle: { label: "2026", starts_on: "2026-01-01", ends_at_event: end }
  time_zone: Europe/Zurich
deadline_events: [{ id: end, title: La fin, dates: { from: "2026-12-01" } }]
actors: [{ id: chair, title: Présidence, kind: office }]
tracks: [{ id: t, number: "1", title: Volet }]
activities: [{ id: a, track: t, title: Un texte, kind: document, schedule: { quarters: [2026-Q2] } }]
`

/** What signs the links in the demo's letters. */
export const KEY = "a key for the letters of the tests"
/** An issuer to which the pages lead, and which nobody asks before somebody goes there. */
const openId = { issuer: "https://login.example.org", clientId: "demarche", clientSecret: "none", domains: [] }
const place = { hostname: "127.0.0.1", port: 0, home: "http://127.0.0.1", reporter: quiet, letterKey: KEY, openId }

/** The demo, and the letters that it would have sent, the newest first. */
export interface Demo extends Served {
  letters(): Promise<readonly KeptMessage[]>
  /** Lets a minute pass by its clock, which stands still otherwise. */
  minutePasses(): void
}

/** The demo as `npm start` has it, with a second plan, and a third that is adopted and amended on a path. */
export async function demoSite(): Promise<Demo> {
  const { DEMO_NOW } = configuration({})
  const clock = movableClock(DEMO_NOW, true)
  const letters = outbox("demarche@demarche.example")
  const hosted = host(memoryStore(), clock.now, quiet, { mail: { mailer: letters, home: place.home, key: KEY } })
  await playDemo(hosted, clock, new Date(DEMO_NOW).toISOString())
  await loadPlan(hosted, small, "small.yaml", () => {})
  await loadPlan(hosted, adoptedAtOnceFile, "bwc.yaml", () => {})
  await adopt(hosted, AMENDABLE)
  await register(hosted, WEBHOOK)
  return {
    ...(await serve(hosted, { ...place, demo: clock, letters })),
    letters: () => hosted.settled().then(letters.messages),
    minutePasses: () => clock.set(new Date(Date.parse(clock.now()) + 60_000).toISOString()),
  }
}

/** A webhook of the demo's plan, which nobody calls. */
export const WEBHOOK = `${CCM}.w-fedcba9876543210`

async function register({ application }: Host, webhook: string): Promise<void> {
  const by = { person: "isu", office: "secretariat" } as const
  const fields = { url: "https://d.example/", label: "A tracker", types: ["SilenceOpened", "SilencePassed"] }
  const command = { plan: CCM, stream: `webhook:${webhook}`, command: { type: "register", ...fields }, by } as const
  await execute(application, { ...command, mandateImplied: true, correlation: "registration" })
}

async function adopt({ application }: Host, plan: string): Promise<void> {
  const by = { person: "chair", office: "coordinator" } as const
  const command = { plan, stream: `plan:${plan}`, command: { type: "adopt" }, by } as const
  await execute(application, { ...command, mandateImplied: true, correlation: "adoption" })
}

/** An installation with the plan of the Convention on Cluster Munitions as it was imported, whose clock is moved. */
export interface Year extends Pick<Demo, "url" | "letters" | "stop"> {
  /** Comes to an instant (RFC 3339) and does all that falls due until then; `late` does nothing of it. */
  at(instant: string, late?: "late"): Promise<void>
}

export async function yearSite(): Promise<Year> {
  const clock = movableClock("2025-10-01T08:00:00Z", true)
  const letters = outbox("demarche@demarche.example", 5_000)
  const mail = { mailer: letters, home: place.home, key: KEY }
  const hosted = host(memoryStore(), clock.now, quiet, { mail })
  await loadPlan(hosted, await shippedPlans["ccm-gso-2025-2026"](), "plan.yaml", () => {})
  return {
    ...(await serve(hosted, { ...place, demo: clock, strict: true, letters, mails: true, marks: memoryMarks() })),
    letters: () => hosted.settled().then(letters.messages),
    at: async (instant, late) => {
      const utc = new Date(instant).toISOString()
      if (late) clock.set(utc)
      else await advanceTo(hosted, clock, utc)
    },
  }
}

/** An installation that nobody has begun to use. */
export function newSite(): Promise<Served> {
  return serve(host(memoryStore(), movableClock(configuration({}).DEMO_NOW, true).now, quiet), place)
}
