import type { Message } from "@demarche/mail/message"
import { afterEach, describe, expect, test } from "vitest"
import { answerAll } from "./answered.ts"
import { AUSTRIA, circulated, ISU, type Json, openCcm, PLAN, PRESIDENCY, thematic, type World } from "./world.ts"

const reason = "the cycle ends"

let world: World
afterEach(() => world.stop())

/** What closing the cycle is refused for; nothing, where it would be done. */
async function refused(language = "en"): Promise<Json[]> {
  const address = `/api/plans/${PLAN}/transitions/closeCycle?dryRun=true`
  const headers = { "Accept-Language": language }
  return (await world.ask("POST", address, { as: PRESIDENCY, body: { reason }, headers })).body.failing ?? []
}

async function openItems(): Promise<string[]> {
  const [{ code, items } = { code: undefined, items: [] }] = await refused()
  expect([undefined, "OPEN_ITEMS"]).toContain(code)
  return items
}

describe("a cycle is closed once nothing of it is open", () => {
  test("what is open is named by its id, kind after kind, and no more once it is answered", async () => {
    world = await openCcm("2026-06-01T10:00:00+02:00")
    const { body: request } = await world.ask("POST", `/api/requests?plan=${PLAN}`, {
      as: PRESIDENCY,
      body: { title: "Help" },
    })
    const ids = async (collection: string) =>
      (await world.get(`/api/${collection}`, { query: { plan: PLAN, limit: "100" } })).items.map(({ id }: Json) => id)
    const all = [...(await ids("activities")), ...(await ids("outputs")), request.id]
    expect(await openItems()).toEqual(all)
    await world.take(AUSTRIA, "t1-a1", "defer", { reason })
    await world.take(AUSTRIA, "t1-a2", "cancel", { reason })
    await world.take(AUSTRIA, "o1", "notPursue", { reason })
    await world.take(AUSTRIA, "o2", "carryOver", { to: "2026-2027", reason })
    await world.take(PRESIDENCY, `/api/requests/${request.id}`, "withdraw", { reason })
    const answered = ["t1-a2", "o1", "o2"].map((code) => `${PLAN}.${code}`)
    expect(await openItems()).toEqual(all.filter((id) => ![...answered, request.id].includes(id)))
    await answerAll(world)
    expect(await openItems()).toEqual([])
    const { state } = await world.take(PRESIDENCY, "plan", "closeCycle", { reason })
    expect(state).toBe("closed")
  })

  test("the sentence names them too, in the reader's language", async () => {
    world = await openCcm("2026-06-01T10:00:00+02:00")
    await answerAll(world)
    const { body } = await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body: { title: "Help" } })
    const code = body.id.slice(PLAN.length + 1)
    expect((await refused())[0].sentence).toMatch(new RegExp(`not to pursue it\\. Still open: ${code}\\.$`))
    expect((await refused("fr"))[0].sentence).toMatch(new RegExp(`Encore en suspens\\s: ${code}\\.$`))
  })

  test("a silence that time has ended is over, whether or not anybody has looked since", async () => {
    world = await openCcm("2026-06-01T10:00:00+02:00")
    await circulated(world)
    expect(await world.refused(AUSTRIA, "t2-a2", "carryOver", { to: "2026-2027", reason })).toEqual(["SILENCE_RUNNING"])
    world.jump("2026-06-09T10:00:00+02:00")
    await answerAll(world)
    expect((await world.get(`/api/activities/${PLAN}.t2-a2`)).state).toBe("agreed")
    expect(await openItems()).toEqual([])
  })

  test("it reads no item of which a row tells how it stands", async () => {
    world = await openCcm("2026-06-01T10:00:00+02:00")
    await circulated(world)
    const { events } = world.hosted.application.world
    const { head, read } = events
    const streams = new Set<string>()
    events.head = (stream) => {
      streams.add(stream)
      return head(stream)
    }
    events.read = (stream, options) => {
      streams.add(stream)
      return read(stream, options)
    }
    await world.take(AUSTRIA, "t2-a1", "defer", { reason })
    streams.clear()
    expect((await openItems()).length).toBeGreaterThan(20)
    expect([...streams].filter((stream) => /^(activity|output|request):/.test(stream))).toEqual([])
  })
})

describe("after the close", () => {
  async function closed(): Promise<Message[]> {
    const sent: Message[] = []
    const mailer = { send: async (message: Message) => void sent.push(message) }
    world = await openCcm("2026-06-01T10:00:00+02:00", undefined, { mailer, home: "https://d.example", key: "k" })
    await circulated(world)
    await world.at("2026-06-08T17:00:00+02:00")
    sent.length = 0
    world.jump("2026-06-08T18:00:30+02:00")
    await answerAll(world)
    await world.take(PRESIDENCY, "plan", "closeCycle", { reason })
    return sent
  }

  test("what was promised to be told is told, and nobody is reminded of anything", async () => {
    const sent = await closed()
    await world.at("2026-06-30T10:00:00+02:00")
    const subjects = sent.map(({ subject }) => subject)
    expect(
      subjects.filter((subject) => subject.startsWith("Adopted under the silence procedure")).length,
    ).toBeGreaterThan(5)
    expect(subjects.filter((subject) => /due|overdue/i.test(subject))).toEqual([])
    const query = { plan: PLAN, asOf: "2026-07-01T00:00:00Z", until: "2026-12-31T00:00:00Z" }
    expect((await world.get("/api/reminders", { as: ISU, query })).items).toEqual([])
  })

  test("an outcome is corrected, a late objection kept, a text redacted; nothing else is taken or offered", async () => {
    await closed()
    await world.take(thematic("b"), "t2-a2", "object", { text: "No.", paragraphs: ["3"] })
    const { version } = await world.get(`/api/activities/${PLAN}.t2-a2`)
    expect(version).toBeGreaterThan(5)
    for (const [code, name, body] of [
      ["t2-a2", "reopen", { reason }],
      ["t2-a2", "supersede", { reason, successors: [`${PLAN}.t2-a1`] }],
      ["t2-a2", "comment", { text: "Too late." }],
      ["t1-a1", "linkTo", { relation: "feeds", target: "t1-a2" }],
      ["o1", "assignOwner", { owner: "isu" }],
    ] as const)
      expect(await world.refused(name === "reopen" ? PRESIDENCY : AUSTRIA, code, name, body)).toContain("PLAN_CLOSED")
    const { items } = await world.get(`/api/activities/${PLAN}.t2-a2/history`, { as: ISU })
    const outcome = items.find(({ events }: Json) => events.some(({ type }: Json) => type === "SilencePassed")).version
    const received = {
      ...{ receivedAt: "2026-06-08T17:30:00+02:00", onBehalfOf: "delegation-c" },
      communication: { is: "letter" },
    }
    await world.take(ISU, "t2-a2", "correct", { outcome, text: "In time.", paragraphs: ["2"], ...received })
    expect(await world.get(`/api/activities/${PLAN}.t2-a2`)).toMatchObject({ state: "drafting", substate: "broken" })
    const { transitions } = await world.get(`/api/activities/${PLAN}.t2-a2`, { as: ISU })
    const offered = transitions.filter(({ allowed }: Json) => allowed).map(({ name }: Json) => name)
    expect(offered.filter((name: string) => !["object", "correct", "redact"].includes(name))).toEqual([])
  })
})
