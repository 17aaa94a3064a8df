import type { Message } from "@demarche/mail/message"
import { notificationKinds, notifications } from "@demarche/workplan/notifications/notificationKinds"
import { afterEach, expect, test } from "vitest"
import { AUSTRIA, ISU, type Json, openCcm, PLAN, PRESIDENCY, type World } from "../http/world.ts"

let world: World
let sent: Message[] = []
afterEach(() => world.stop())

async function open(start: string): Promise<void> {
  sent = []
  const mailer = { send: async (message: Message) => void sent.push(message) }
  world = await openCcm(start, undefined, { mailer, home: "https://d.example", key: "k" })
}

/** Moves the demo's clock; a way that takes longer than a request is asked for again. */
async function movedTo(now: string): Promise<number> {
  for (let times = 0; ; times++) {
    const { status } = await world.ask("POST", "/api/demo/clock", { body: { now } })
    if (status !== 503 || times > 20) return status
  }
}

const notices = async (query: Record<string, string> = {}): Promise<Json[]> =>
  (await world.get("/api/notices", { as: ISU, query: { plan: PLAN, limit: "100", ...query } })).items

test.each([
  ["with the day it is needed by", { neededBy: "2026-06-16" }, "2026-06-16"],
  ["without one", {}, "2026-06-15"],
])("K10.1 a request %s has its date, its reminders are written, and the demo's clock goes on", async (_, more, on) => {
  await open("2026-06-05T10:00:00+02:00")
  const asked = { as: PRESIDENCY, body: { title: "Facilitate an exchange", ...more }, query: { plan: PLAN } }
  const { body } = await world.ask("POST", "/api/requests", { ...asked, headers: { "Idempotency-Key": "q" } })
  const { due } = await world.get(`/api/requests/${body.id}`, { as: ISU })
  expect(due).toMatchObject({ on, overdue: false })
  for (let day = 6; day <= 16; day++)
    expect(await movedTo(`2026-06-${String(day).padStart(2, "0")}T12:00:00Z`)).toBe(200)
  const told = (await notices()).filter(({ about, kind }) => about === body.id && kind === "due")
  expect(told.map(({ status }) => status)).toEqual(told.map(() => "sent"))
  expect(told.map(({ step }) => step)).toContain("before-1")
})

test("what cannot be written is left out of its letter and told, whatever its kind, and holds up nothing else", async () => {
  const unwritten: string[] = []
  for (const kind of notificationKinds) {
    await open("2026-06-15T07:00:00+02:00")
    const { application } = world.hosted
    const about = notifications[kind].about[0]
    const lost = { type: "queue", recipient: "coordinator-austria", about: `${PLAN}.nothing@1`, kind, digest: true }
    const sound = { ...lost, about: `${PLAN}.t2-a2@1`, kind: "Agreed" }
    const { executeAsSystem } = await import("@demarche/application/executeAsSystem")
    for (const [name, command] of [
      ["lost", lost],
      ["sound", sound],
    ] as const)
      await executeAsSystem(application, {
        stream: `notice:${PLAN}.n-${name}-x`,
        command: { ...command, notBefore: "2026-06-15T05:30:00.000Z" },
        correlation: "test",
      })
    await world.hosted.settled()
    await world.at("2026-06-15T07:31:00+02:00")
    const items = await notices()
    const statusOf = (name: string) => items.find(({ id }) => id.endsWith(`n-${name}-x`))?.status
    if (about) unwritten.push(`${kind} ${statusOf("lost")} ${statusOf("sound")}`)
    await world.stop()
  }
  for (const line of unwritten) expect(line).toMatch(/ (failed|cancelled) sent$/)
  expect(unwritten.filter((line) => line.includes(" failed ")).length).toBeGreaterThan(8)
  await open("2026-06-15T07:00:00+02:00")
})

test("a kind that nobody knows, and the mail of one plan, hold up no other", async () => {
  await open("2026-06-05T10:00:00+02:00")
  await world.take(AUSTRIA, "t1-a1", "openConsultation", { closes: "2026-06-30T18:00", invited: ["delegation-h"] })
  const { executeAsSystem } = await import("@demarche/application/executeAsSystem")
  await executeAsSystem(world.hosted.application, {
    stream: `notice:${PLAN}.n-unknown-x`,
    command: {
      type: "queue",
      recipient: "coordinator-austria",
      about: `${PLAN}.t1-a1@1`,
      kind: "Unheard",
      notBefore: "2026-06-05T08:00:00.000Z",
    },
    correlation: "test",
  })
  await world.hosted.settled()
  await world.at("2026-06-05T10:05:00+02:00")
  expect((await notices({ status: "failed" })).map(({ why }) => why)).toEqual([
    "not written: there is no kind of notification called Unheard",
  ])
  expect(sent.map(({ to }) => to.address)).toEqual(["thematic-h@demarche.example"])
})

test("one matter that cannot be rendered is left out of the day's letter, and the rest of it is sent", async () => {
  await open("2026-06-01T10:00:00+02:00")
  const away = { vacation: [{ from: "2026-06-01", to: "2026-06-30" }], deputy: "coordinator-austria" }
  await world.take(ISU, "plan", "updatePerson", { person: "coordinator-cameroon", zone: "Europe/Vienna", ...away })
  const { people } = (await world.hosted.application.planSnapshot(PLAN, true)).context
  const name = people.find(({ id }) => id === "coordinator-cameroon")?.name
  const { texts } = world.hosted.application.world
  const { get } = texts
  texts.get = async (hash) => {
    if (hash === name) throw new Error("the text is not to be read")
    return get(hash)
  }
  await world.at("2026-06-02T08:00:00+02:00")
  const due = (await notices({ recipient: "coordinator-austria" })).filter(({ kind }) => kind === "due")
  const statuses = (whose: string | null) =>
    new Set(due.flatMap(({ onBehalfOf, status }) => (onBehalfOf === whose ? [status] : [])))
  expect(statuses(null)).toEqual(new Set(["sent"]))
  expect(statuses("coordinator-cameroon")).toEqual(new Set(["failed"]))
  expect(sent.filter(({ to }) => to.address.startsWith("coordinator-austria@"))).toHaveLength(1)
})
