import type { Message } from "@demarche/mail/message"
import { type Json, openWorld, type World } from "../http/world.ts"

export const BODY = "body"
export const AUSTRIA = "austria-1:coordinator"
export const CAMEROON = "cameroon-1:coordinator"
export const PRESIDENCY = "presidency-1:presidency"
export const STAFF = "staff-1:secretariat"
export const STAFF_TWO = "staff-2:secretariat"
export const delegate = (party: string, nth = 1) => `${party}-${nth}:delegate`
export const ADA = "ada:delegate"

export const reason = "as the committee decided"
export const letter = { communication: { is: "letter", number: "12" } }

const person = (id: string, offices: Json[], more: Json = {}) => ({
  ...{ id, name: `Name of ${id}`, address: `${id}@body.example`, language: "en", zone: "Europe/Zurich" },
  offices: offices.map((office) => ({ from: "2026-01-01", ...office })),
  ...more,
})

/** Who holds what: two parties with delegates of their own, one with two of them, and an individual. */
const people = [
  person("austria-1", [{ office: "coordinator", party: "austria" }]),
  person("cameroon-1", [{ office: "coordinator", party: "cameroon" }]),
  person("presidency-1", [{ office: "presidency", party: "presidency" }]),
  person("staff-1", [{ office: "secretariat" }]),
  person("staff-2", [{ office: "secretariat" }]),
  person("peru-1", [{ office: "delegate", party: "peru" }]),
  person("peru-2", [{ office: "delegate", party: "peru" }]),
  person("kenya-1", [{ office: "delegate", party: "kenya" }]),
  person("ada", [{ office: "delegate" }]),
  person("focal-1", [{ office: "focalPoint" }]),
  person("partner-1", [{ office: "partner", party: "red-cross" }]),
  person("observer-1", [{ office: "observer", party: "museum" }]),
]

const base = {
  schema_version: 2,
  work_plan: {
    id: BODY,
    title: "A body of the tests",
    coordinators: ["austria", "cameroon"],
    cycle: { label: "2026", starts_on: "2026-01-01", ends_at_event: "last" },
    time_zone: "Europe/Zurich",
  },
  deadline_events: [
    { id: "first", title: "The first meeting", kind: "session", dates: { from: "2026-03-02", to: "2026-03-06" } },
    { id: "last", title: "The last meeting", kind: "session", dates: { from: "2026-11-02", to: "2026-11-06" } },
  ],
  actors: [
    ...["austria", "cameroon", "peru", "kenya"].map((id) => ({ id, title: `State ${id}`, kind: "state_party" })),
    { id: "presidency", title: "Presidency", kind: "office" },
    { id: "red-cross", title: "Red Cross", kind: "partner" },
    { id: "museum", title: "Museum", kind: "observer" },
  ],
  tracks: [
    { id: "t", number: "1", title: "Track one" },
    { id: "u", number: "2", title: "Track two" },
    { id: "t-sub", number: "1.1", title: "Below track one", parent: "t" },
  ],
}

const procedure = {
  ...{ id: "rules", title: "Rules of the tests", consultation: "optional" },
  languages: { documents: ["en", "fr", "es"] },
  meetings: { session: "Session", workshop: "Workshop" },
  groups: {
    everybody: { members: { parties: ["peru", "kenya"], individuals: ["ada"], offices: ["secretariat"] } },
    parties: { members: { parties: ["peru", "kenya"] }, observers: ["museum"] },
  },
}

export const item = (id: string, more: Json = {}): Json => ({
  ...{ id, track: "t", title: `Text ${id}`, kind: "document", schedule: { quarters: ["2026-Q3"] } },
  ...more,
})

/** What a plan of the tests has of its own. */
export interface Parts {
  steps?: Json[]
  paths?: Json
  procedure?: Json
  activities?: Json[]
  people?: Json[]
  more?: Json
}

/** A plan file of the rules and items given: the item `a` on the path of the steps, where nothing else is said. */
export function planOf({ steps = [{ record: "coordinator" }], ...parts }: Parts): string {
  return JSON.stringify({
    ...base,
    procedure: {
      ...procedure,
      ...parts.procedure,
      paths: parts.paths ?? { usual: { default: true, steps } },
    },
    people: [...people, ...(parts.people ?? [])],
    activities: parts.activities ?? [item("a")],
    ...parts.more,
  })
}

/** A world with one plan, adopted, and what is done and read in it by the codes of its items. */
export interface Body {
  world: World
  sent: Message[]
  take(as: string, code: string, name: string, body?: object): Promise<Json>
  refused(as: string, code: string, name: string, body?: object): Promise<string[]>
  read(code: string, as?: string): Promise<Json>
  history(code: string, as?: string): Promise<Json[]>
  /** The notifications queued of that kind, by their recipients. */
  told(kind: string): Promise<string[]>
  at(instant: string): Promise<void>
}

export { person }

/** Opens a body on 1 June 2026 at 10:00 of its zone, tries something in it, and closes it. */
export function within(parts: Parts, trial: (body: Body) => Promise<void>): () => Promise<void> {
  return async () => {
    const sent: Message[] = []
    const mailer = { send: async (message: Message) => void sent.push(message) }
    const world = await openWorld("2026-06-01T10:00:00+02:00", undefined, {
      mailer,
      home: "https://d.example",
      key: "k",
    })
    try {
      await world.send(STAFF, planOf(parts))
      await world.take(AUSTRIA, `/api/plans/${BODY}`, "adopt", { mandate: "The first meeting" })
      await trial(bodyIn(world, sent))
    } finally {
      await world.stop()
    }
  }
}

function bodyIn(world: World, sent: Message[]): Body {
  const at = (code: string) => (code.startsWith("/") ? code : `/api/activities/${BODY}.${code}`)
  const all = async (path: string, query: Record<string, string>) => {
    const found: Json[] = []
    for (let next: string | null = ""; next !== null; ) {
      const page: Json = await world.get(path, { as: STAFF, query: { limit: "100", ...query, ...(next && { next }) } })
      found.push(...page.items)
      next = page.next ?? null
    }
    return found
  }
  return {
    world,
    sent,
    take: (as, code, name, body) => world.take(as, at(code), name, body),
    refused: (as, code, name, body) => world.refused(as, at(code), name, body),
    read: (code, as = STAFF) => world.get(at(code), as ? { as } : {}),
    history: (code) => all(`${at(code)}/history`, {}),
    told: async (kind) => {
      const notices = await all("/api/notices", { plan: BODY })
      return [...new Set(notices.filter((each) => each.kind === kind).map(({ recipient }) => recipient))].sort()
    },
    at: (instant) => world.at(instant),
  }
}
