import { retryDeliveries } from "@demarche/application/webhooks/dispatch"
import { createWebhooks, type Webhooks, webhooksOf } from "@demarche/application/webhooks/webhooks"
import type { Message } from "@demarche/mail/message"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { webhooks } from "./webhooks.ts"
import { AUSTRIA, ISU, onOneMachine, openCcm, PLAN, PRESIDENCY, type World } from "./world.ts"

webhooks("webhooks on one machine")

describe("the secretariat", () => {
  let world: World
  let sent: Message[]
  let hooks: Webhooks
  const body = { url: "https://unidir.example/hook", label: "UNIDIR’s tracker" }
  const query = { plan: PLAN }
  beforeEach(async () => {
    sent = []
    const answered = { taken: false, said: "503" }
    hooks = createWebhooks({ call: async () => answered }, "k")
    const mailer = { send: async (message: Message) => void sent.push(message) }
    const post = { mailer, home: "https://d.example", key: "k" }
    world = await openCcm("2026-06-01T10:00:00+02:00", onOneMachine, post, hooks)
  })
  afterEach(() => world.stop())

  test("gets one letter that a webhook was switched off, with what its receiver said", async () => {
    await world.ask("POST", "/api/webhooks", { as: ISU, body, query })
    sent = []
    for (let hour = 1; hour <= 96; hour++) {
      world.jump(new Date(Date.UTC(2026, 5, 1, 8 + hour)).toISOString())
      await retryDeliveries(world.hosted.application, hooks, "test")
      await world.hosted.settled()
    }
    await world.at("2026-06-09T12:00:00+02:00")
    const letters = sent.filter(({ subject }) => subject.endsWith(": UNIDIR’s tracker"))
    expect(letters.map(({ to }) => to.address)).toEqual(["isu@demarche.example", "isu-2@demarche.example"])
    const [{ text }] = letters as [Message]
    expect(text).toContain("A webhook of this plan is no longer called")
    expect(text).toContain("it took nothing for three days: 503")
    expect(text).not.toContain("/items/")
  })

  test("sees one that is dead switched off in three days, however much there was to tell it", async () => {
    await world.ask("POST", "/api/webhooks", { as: ISU, body, query })
    for (let each = 0; each < 200; each++)
      await world.take(AUSTRIA, "t1-a2", "setDue", { rules: [], reason: `${each}` })
    for (let minutes = 10; minutes <= 78 * 60; minutes += 10) {
      world.jump(new Date(Date.UTC(2026, 5, 1, 8, minutes)).toISOString())
      await retryDeliveries(world.hosted.application, hooks, "test")
      await world.hosted.settled()
    }
    const { items } = await world.get("/api/webhooks", { as: ISU, query })
    expect(items).toMatchObject([{ state: "disabled", why: "it took nothing for three days: 503" }])
    const statuses = ["queued", "failed"].map((status) => ({ as: ISU, query: { ...query, status } }))
    for (const asked of statuses) expect((await world.get("/api/deliveries", asked)).items).toEqual([])
  })

  test("finds those of its own plan", async () => {
    await world.ask("POST", "/api/webhooks", { as: ISU, body, query })
    const counted = async (plan?: string) => (await webhooksOf(world.hosted.application, plan)).length
    expect([await counted(PLAN), await counted(), await counted("another-plan")]).toEqual([1, 1, 0])
  })

  test("registers one once, however often it is sent", async () => {
    const asked = { as: ISU, body, query, headers: { "Idempotency-Key": "unidir" } }
    const [first, second] = [
      await world.ask("POST", "/api/webhooks", asked),
      await world.ask("POST", "/api/webhooks", asked),
    ]
    expect(first.status).toBe(201)
    expect(second.body).toEqual(first.body)
    expect((await world.get("/api/webhooks", { as: ISU, query })).items).toHaveLength(1)
    const { status, body: problem } = await world.ask("POST", "/api/webhooks", {
      ...asked,
      body: { ...body, label: "x" },
    })
    expect([status, problem.type]).toEqual([422, expect.stringMatching(/key-reused$/)])
  })

  test.each([
    ["nope", 404],
    ["a.b", 400],
    ["A B", 400],
    ["", 400],
  ])("registers none in the plan %j, which is none", async (plan, status) => {
    expect((await world.ask("POST", "/api/webhooks", { as: ISU, body, query: { plan } })).status).toBe(status)
  })

  test("alone keeps webhooks and reads deliveries", async () => {
    for (const path of ["/api/webhooks", "/api/deliveries"])
      for (const [as, status] of [
        [undefined, 401],
        [AUSTRIA, 403],
        [PRESIDENCY, 403],
        ["nobody:secretariat", 403],
        [ISU, 200],
      ] as const)
        expect((await world.ask("GET", path, { ...(as && { as }), query })).status).toBe(status)
    const { status, body: refusal } = await world.ask("POST", "/api/webhooks", { as: AUSTRIA, body, query })
    expect([status, refusal.failing[0].code]).toEqual([422, "OFFICE"])
    expect((await world.get("/api/webhooks", { as: ISU, query })).items).toEqual([])
  })

  test.each([
    [{ label: "x" }, "url"],
    [{ ...body, url: "http://unidir.example/hook" }, "url"],
    [{ ...body, url: "https://a:b@unidir.example/hook" }, "url"],
    [{ ...body, url: "not an address" }, "url"],
    [{ ...body, label: "" }, "label"],
    [{ ...body, types: ["NoticeSent"] }, "types.0"],
    [{ ...body, types: [] }, "types"],
    [{ ...body, sees: "everything" }, "sees"],
    [{ ...body, secret: "whsec_mine" }, ""],
  ])("is told what is wrong with %j", async (given, path) => {
    const { status, body: problem } = await world.ask("POST", "/api/webhooks", { as: ISU, body: given, query })
    expect([status, problem.errors[0].path]).toEqual([400, path])
    expect((await world.get("/api/webhooks", { as: ISU, query })).items).toEqual([])
  })

  test.each([
    ["POST", `/api/webhooks/${PLAN}.w-0/transitions/remove`],
    ["POST", `/api/webhooks/${PLAN}.w-0/transitions/register`],
    ["POST", `/api/deliveries/${PLAN}.d-0/transitions/redeliver`],
    ["GET", `/api/deliveries/${PLAN}.d-0/history`],
    ["GET", "/api/deliveries/nonsense/history"],
  ])("%s %s is 404 where there is none", async (method, path) => {
    expect((await world.ask(method, path, { as: ISU })).status).toBe(404)
  })

  test("takes of a delivery no other transition than to make it again", async () => {
    await world.ask("POST", "/api/webhooks", { as: ISU, body, query })
    const [{ id }] = (await world.get("/api/deliveries", { as: ISU, query })).items
    for (const name of ["succeed", "giveUp", "queue", "nonsense"])
      expect((await world.ask("POST", `/api/deliveries/${id}/transitions/${name}`, { as: ISU })).status).toBe(404)
  })

  test("reads deliveries by pages, and is told of a query that is none", async () => {
    await world.ask("POST", "/api/webhooks", { as: ISU, body, query })
    for (const reason of ["one", "two"]) await world.take(AUSTRIA, "t1-a2", "setDue", { rules: [], reason })
    const page = (next?: string) =>
      world.get("/api/deliveries", { as: ISU, query: { ...query, limit: "2", ...(next && { next }) } })
    world.jump("2026-06-01T10:00:01+02:00")
    const { version } = await world.take(AUSTRIA, "t1-a2", "setDue", { rules: [], reason: "three" })
    const first = await page()
    expect(first.items[0].about).toBe(`activity:${PLAN}.t1-a2@${version}`)
    const second = await page(first.next)
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 2, null])
    for (const [name, value] of [
      ["limit", "0"],
      ["status", "lost"],
      ["next", "%00"],
    ] as const) {
      const { status, body } = await world.ask("GET", "/api/deliveries", {
        as: ISU,
        query: { ...query, [name]: value },
      })
      expect([status, body.errors[0].path]).toEqual([400, name])
    }
  })
})
