import { readFileSync } from "node:fs"
import type { Message } from "@demarche/mail/message"
import { afterEach, beforeEach, expect, test } from "vitest"
import { waysPlan } from "./waysPlan.ts"
import { AUSTRIA, ISU, type Json, openWorld, PRESIDENCY, PLAN as WAYS, type World } from "./world.ts"

const PLAN = "ietf-onions"
const [chair, area, staff] = ["chair:coordinator", "area:presidency", "staff:secretariat"]

let world: World
let sent: Message[] = []
const mailer = { send: async (message: Message) => void sent.push(message) }
beforeEach(() => {
  sent = []
})
afterEach(() => world.stop())

/** The working group's plan, adopted, with a first draft of its document. */
async function openIetf() {
  world = await openWorld("2026-01-12T10:00:00Z", undefined, { mailer, home: "https://d.example", key: "k" })
  await world.send(staff, readFileSync(new URL("bodies/ietf.yaml", import.meta.url), "utf8"))
  await world.take(chair, `/api/plans/${PLAN}`, "adopt", { mandate: "the first meeting" })
}
const take = (as: string, name: string, body?: object) => world.take(as, `/api/activities/${PLAN}.m1`, name, body)
const item = (query?: Record<string, string>): Promise<Json> =>
  world.get(`/api/activities/${PLAN}.m1`, { as: staff, query })

test("a turn has lasted since the step before was taken or its silence ended, also while nobody has recorded that", async () => {
  await openIetf()
  await world.at("2026-01-13T10:00:00Z")
  await take(chair, "agree")
  expect(await item()).toMatchObject({ since: "2026-01-12T10:00:00.000Z", turn: { since: "2026-01-13T10:00:00.000Z" } })
  await world.at("2026-01-14T10:00:00Z")
  await take(chair, "startDrafting")
  await take(chair, "addDraft", { text: "draft-ietf-onions-00" })
  await world.at("2026-01-15T10:00:00Z")
  await take(chair, "addDraft", { text: "draft-ietf-onions-01" })
  expect((await item()).turn.since).toBe("2026-01-14T10:00:00.000Z")
  await take(chair, "circulate", { until: "2026-01-30T10:00" })
  world.jump("2026-02-02T10:00:00Z")
  const ended = { holder: "presidency", asked: "record", since: "2026-01-30T10:00:00.000Z" }
  expect((await item()).turn).toMatchObject(ended)
  await world.at("2026-02-03T10:00:00Z")
  await world.take(staff, `/api/activities/${PLAN}.m1`, "comment", { text: "The last call is over." })
  expect(await item()).toMatchObject({ since: "2026-01-14T10:00:00.000Z", turn: ended })
  const then = await item({ asOf: "2026-01-15T12:00:00Z" })
  expect(then.turn).toMatchObject({ asked: "answer", since: "2026-01-15T10:00:00.000Z" })
  expect((await item({ asOf: "2026-02-01T10:00:00Z" })).turn).toMatchObject(ended)
})

test("a letter that waited for the morning names no next step that was taken meanwhile", async () => {
  await openIetf()
  await take(chair, "agree")
  await take(chair, "startDrafting")
  await take(chair, "addDraft", { text: "draft-ietf-onions-00" })
  await take(chair, "circulate", { until: "2026-01-28T10:00" })
  const told = async (name?: string) => {
    sent = []
    await world.at("2026-01-28T10:01:00Z")
    if (name) await take(area, name)
    await world.at("2026-01-29T09:00:00Z")
    return sent.filter(({ subject }) => subject.startsWith("Silence procedure ended")).map(({ text }) => text)
  }
  const [first = "", ...others] = await told("agree")
  expect(first).toContain("State: Agreed")
  for (const text of [first, ...others]) expect(text).not.toContain("The next step is")
})

/** All letters that are queued. */
async function queued(plan: string, as: string): Promise<Json[]> {
  await world.hosted.settled?.()
  const found: Json[] = []
  for (let next: string | null = ""; next !== null; ) {
    const page: Json = await world.get("/api/notices", { as, query: { plan, limit: "100", ...(next && { next }) } })
    found.push(...page.items)
    next = page.next
  }
  return found
}

interface Act {
  as: string
  name: string
  does: () => Promise<unknown>
}

/** Runs the acts; of each by which the turn passes to another, or somebody else is awaited, who that is, did not act, and was not told. */
async function untold(id: string, staff: string, acts: Act[]) {
  const plan = id.slice(0, id.indexOf("."))
  const activity = () => world.get(`/api/activities/${id}`, { as: staff })
  const { people, procedure } = await world.get(`/api/plans/${plan}`, { as: staff })
  const found: string[] = []
  let passed = 0
  for (const { as, name, does } of acts) {
    const { turn: before, awaited: awaitedBefore, version } = await activity()
    await does()
    const { turn: after, awaited } = await activity()
    const asked = [after?.holder, ...awaited].filter(
      (each) => each && ![before?.holder, ...awaitedBefore].includes(each),
    )
    if (asked.length === 0) continue
    passed += 1
    const group = procedure.groups.some(({ id }: Json) => asked.includes(id))
    const told = (await queued(plan, staff)).filter(({ about }) => {
      const [item, at] = about.split("@")
      return item === id && Number(at) > version
    })
    const [actor, actingOffice] = as.split(":")
    for (const { id: person, offices } of people) {
      const holds = offices.some(
        ({ office, party }: Json) =>
          [office, party].some((each) => asked.includes(each)) || (group && members.includes(party)),
      )
      const acted = person === actor || offices.some(({ office }: Json) => office === actingOffice)
      if (holds && !acted && !told.some(({ recipient }) => recipient === person))
        found.push(`${asked}: ${person}, after ${name}`)
    }
  }
  return { found, passed }
}
const members = ["ana", "bo", "chi", "delegation-a", "delegation-b"]

test("of a working group's document whoever the turn passes to is told", async () => {
  await openIetf()
  const of = (as: string, name: string, body?: object): Act => ({ as, name, does: () => take(as, name, body) })
  const clock = (instant: string): Act => ({ as: "", name: "time", does: () => world.at(instant) })
  const because = { reason: "as discussed" }
  const { found, passed } = await untold(`${PLAN}.m1`, staff, [
    of(chair, "agree"),
    of(chair, "startDrafting"),
    of(chair, "addDraft", { text: "00" }),
    of(chair, "circulate", { until: "2026-01-30T10:00" }),
    of(staff, "voidSilence", because),
    of(chair, "circulate", { until: "2026-01-30T10:00" }),
    of("bo:delegate", "object", { text: "Section 3 breaks deployments." }),
    clock("2026-02-02T10:00:00Z"),
    of(chair, "defer", because),
    of(chair, "resume"),
    of(chair, "resolveObjection", { objection: 1, how: "a new section 3" }),
    of(chair, "addDraft", { text: "01" }),
    of(chair, "circulate", { until: "2026-02-20T10:00" }),
    clock("2026-02-21T10:00:00Z"),
    of(area, "agree"),
    of(area, "reopen", because),
    of(chair, "assignOwner", { owner: "bo" }),
    of(chair, "returnToConsultation", because),
  ])
  expect(found).toEqual([])
  expect(passed).toBeGreaterThan(8)
})

test.each(["delegation-b", "coordinator"])(
  "on a path with every kind of step so is whoever it passes to, from %s",
  async (owner) => {
    const long = `    long:
      steps:
        - { clearance: secretariat }
        - { record: presidency, id: seen }
        - { clearance: secretariat, id: again }
        - { silence: committee, hours: 24, broken_by: none }
        - { meeting: msp, id: adopted }
        - { record: presidency }
    meeting:
`
    world = await openWorld("2026-06-01T10:00:00+02:00", undefined, { mailer, home: "https://d.example", key: "k" })
    await world.send(ISU, waysPlan.replace("    meeting:\n", long).replace("path: strict", "path: long"))
    await world.take(AUSTRIA, "plan", "adopt", { mandate: "The meeting" })
    const of = (as: string, name: string, body?: object): Act => ({
      as,
      name,
      does: () => world.take(as, "c", name, body),
    })
    const clock = (instant: string): Act => ({ as: "", name: "time", does: () => world.at(instant) })
    const because = { reason: "as the committee decided" }
    const decided = { meeting: "13msp", decision: "Decision 3" }
    const corrected = async () => {
      const { items } = await world.get(`/api/activities/${WAYS}.c/history`, { as: ISU, query: { limit: "100" } })
      const outcome = items.findLast(({ events: [event] }: Json) => event.type === "StepPassed").version
      const found = { outcome, text: "It was in the mailbox.", onBehalfOf: "delegation-a" }
      const received = { receivedAt: "2026-06-09T12:00:00+02:00", communication: { is: "letter" } }
      await world.take(ISU, "c", "correct", { ...found, ...received })
    }
    const cleared = [of(AUSTRIA, "requestClearance"), of(ISU, "clearDraft")]
    const { found, passed } = await untold(`${WAYS}.c`, ISU, [
      of(AUSTRIA, "assignOwner", { owner }),
      of(AUSTRIA, "startDrafting"),
      of(AUSTRIA, "addDraft", { text: "A draft." }),
      ...cleared,
      of(PRESIDENCY, "agree"),
      of(AUSTRIA, "requestClearance"),
      of(AUSTRIA, "defer", because),
      of(AUSTRIA, "resume"),
      of(ISU, "clearDraft"),
      of(AUSTRIA, "circulate", { until: "2026-06-05T18:00" }),
      clock("2026-06-08T10:00:00+02:00"),
      of(ISU, "notAdopted", { ...decided, ...because }),
      of(ISU, "agree", decided),
      of(AUSTRIA, "addDraft", { text: "Another draft." }),
      of(AUSTRIA, "requestClearance"),
      of(AUSTRIA, "returnToConsultation", because),
      of(AUSTRIA, "startDrafting"),
      of(AUSTRIA, "addDraft", { text: "A third draft." }),
      ...cleared,
      of(PRESIDENCY, "agree"),
      ...cleared,
      of(AUSTRIA, "circulate", { until: "2026-06-10T18:00" }),
      clock("2026-06-11T10:00:00+02:00"),
      of(ISU, "agree", decided),
      of(AUSTRIA, "defer", because),
      of(AUSTRIA, "resume"),
      of(PRESIDENCY, "agree"),
      { as: ISU, name: "correct", does: corrected },
    ])
    expect(found).toEqual([])
    expect(passed).toBeGreaterThan(12)
  },
)

test("the letter says which step is next and whose it is, of objections only where some are open, and names the group", async () => {
  await openIetf()
  await world.at("2026-01-12T10:15:00Z")
  sent.length = 0
  const [plain, letterTo] = [
    (text = "") => text.replace(/\s+/g, " "),
    (to: string) => sent.findLast(({ to: { address } }) => address.startsWith(to))?.text,
  ]
  await take(chair, "agree")
  await take(chair, "startDrafting")
  await take(chair, "addDraft", { text: "00" })
  await take(chair, "circulate", { until: "2026-01-27T10:00" })
  await world.at("2026-01-12T10:30:00Z")
  expect(plain(letterTo("ana@"))).toContain("Responsible: Working group")
  await world.at("2026-01-28T10:00:00Z")
  const letter = plain(letterTo("ad@"))
  expect(letter).toContain(
    "The silence procedure on draft 1 has ended without being broken. The next step is “approved by the IESG” (Area Director).",
  )
  expect(letter).not.toContain("bjection")
  await take(chair, "addDraft", { text: "01" })
  await take(chair, "circulate", { until: "2026-02-18T10:00" })
  await take("bo:delegate", "object", { text: "Section 3 breaks deployments." })
  await world.at("2026-02-19T10:00:00Z")
  expect(plain(letterTo("ad@"))).toContain(
    "(Area Director). Objections to the text are open: they are to be answered first.",
  )
})
