import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { callAgain } from "../../functions/house/deliveries.ts"
import type { Hooks } from "../../functions/house/webhooks.ts"
import type { Message } from "../../packages/mail/message.ts"
import { webhooks } from "./webhooks.ts"
import { AUSTRIA, ISU, onOneMachine, openCcm, PLAN, PRESIDENCY, type World } from "./world.ts"

webhooks("webhooks on one machine")

describe("the secretariat", () => {
  let world: World
  let sent: Message[]
  let hooks: Hooks
  const body = { url: "https://unidir.example/hook", label: "UNIDIR’s tracker" }
  const query = { plan: PLAN }
  beforeEach(async () => {
    sent = []
    const answered = { taken: false, said: "503" }
    hooks = { caller: { call: async () => answered }, key: "k", resting: new Map() }
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
      await callAgain(world.hosted.house, hooks, "test")
      await world.hosted.settled()
    }
    await world.at("2026-06-09T12:00:00+02:00")
    const letters = sent.filter(({ subject }) => subject.includes("UNIDIR’s tracker (w-"))
    expect(letters.map(({ to }) => to.address)).toEqual(["isu@demarche.example", "isu-2@demarche.example"])
    const [{ text }] = letters as [Message]
    expect(text).toContain("A webhook of this plan is no longer called")
    expect(text).toContain("it took nothing for three days: 503")
    expect(text).not.toContain("/items/")
  })

  test("alone keeps webhooks and reads deliveries", async () => {
    for (const path of ["/api/webhooks", "/api/deliveries"])
      for (const [as, status] of [
        [undefined, 401],
        [AUSTRIA, 403],
        [PRESIDENCY, 403],
        ["nobody:isu", 403],
        [ISU, 200],
      ] as const)
        expect((await world.ask("GET", path, { ...(as && { as }), query })).status).toBe(status)
    expect((await world.ask("POST", "/api/webhooks", { as: AUSTRIA, body, query })).status).toBe(403)
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
    const first = await page()
    const second = await page(first.next)
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null])
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
