import { setImmediate } from "node:timers/promises"
import { dispatch, enqueueMissing, retryDeliveries } from "@demarche/application/webhooks/dispatch"
import type { WebhookCall, WebhookResponse } from "@demarche/application/webhooks/webhookClient"
import { createWebhooks, secretOf, type Webhooks } from "@demarche/application/webhooks/webhooks"
import { verify } from "@demarche/engine"
import { commitId } from "@demarche/event-store"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { AUSTRIA, circulated, type Hosting, ISU, type Json, openCcm, PLAN, thematic, type World } from "./world.ts"

const URL = "https://unidir.example/hook"
const TAKEN: WebhookResponse = { taken: true, said: "204" }
const BUSY: WebhookResponse = { taken: false, said: "503" }

/** What integrators are promised of webhooks, whatever the house runs on. */
export function webhooks(where: string, hosting?: Hosting) {
  describe(where, () => {
    let world: World
    let calls: WebhookCall[]
    let answer: (call: WebhookCall) => WebhookResponse | Promise<WebhookResponse>
    let hooks: Webhooks
    beforeEach(async () => {
      calls = []
      answer = () => TAKEN
      const caller = {
        async call(call: WebhookCall) {
          calls.push(call)
          return answer(call)
        },
      }
      hooks = createWebhooks(caller, "a key of the tests")
      world = await openCcm("2026-06-01T09:00:00+02:00", hosting, undefined, hooks)
      world.jump("2026-06-01T10:00:00+02:00")
    })
    afterEach(async () => {
      const { application } = world.hosted
      expect((await verify(application.world.events, application.workflows)).findings).toEqual([])
      await world.stop()
    })

    const register = async (fields: object = {}, as = ISU): Promise<{ id: string; secret: string }> => {
      const asked = { as, body: { url: URL, label: "UNIDIR", ...fields }, query: { plan: PLAN } }
      const { status, body } = await world.ask("POST", "/api/webhooks", asked)
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
      return body
    }
    const take = (id: string, name: string, body?: object) => world.take(ISU, `/api/webhooks/${id}`, name, body)
    const webhook = async (id: string): Promise<Json> =>
      (await world.get("/api/webhooks", { as: ISU, query: { plan: PLAN } })).items.find((each: Json) => each.id === id)
    const deliveries = async (query: Record<string, string> = {}): Promise<Json[]> =>
      (await world.get("/api/deliveries", { as: ISU, query: { plan: PLAN, limit: "100", ...query } })).items
    const told = () => calls.splice(0).map(({ body }) => JSON.parse(body))
    const input = (text: string) => world.take(AUSTRIA, "t1-a2", "setDue", { rules: [], reason: text })
    /** Moves the clock alone and calls again, so that the rest of what falls due does not come between. */
    const later = async (instant: string) => {
      world.jump(instant)
      const called = await retryDeliveries(world.hosted.application, hooks, "test")
      await world.hosted.settled()
      return called
    }

    /** Two webhooks, and commits of which they were not called: they did not listen to them then, and do now. */
    async function unheard(count: number) {
      const other = "https://other.example/"
      const types = ["CommentMade"]
      const ids = [(await register({ types })).id, (await register({ types, url: other })).id]
      for (let each = 0; each < count; each++) await input(`${each}`)
      for (const id of ids) await take(id, "change", { types: null })
      calls = []
      const { events } = world.hosted.application.world
      const commits = (await Array.fromAsync(events.read(`activity:${PLAN}.t1-a2`))).slice(-count)
      return { slow: URL, other, ids, commits }
    }

    test("a webhook is told of its own registration, and then of every decision with its place in the record", async () => {
      const { id, secret } = await register()
      expect(secret).toBe(secretOf(hooks.key, id, 1))
      const [own, ...others] = told()
      expect(others).toEqual([])
      expect(own.data).toMatchObject({ kind: "webhook", stream: `webhook:${id}`, types: ["WebhookRegistered"] })
      const { version } = await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "It was held in May." })
      const [message, ...more] = told()
      expect(more).toEqual([])
      expect(message).toMatchObject({
        specversion: "1.0",
        type: "demarche.commit",
        source: `/plans/${PLAN}`,
        id: `activity:${PLAN}.t2-a2@${version}`,
        timestamp: message.time,
        data: {
          plan: PLAN,
          kind: "activity",
          stream: `activity:${PLAN}.t2-a2`,
          version,
          types: ["ConsultationWaived"],
        },
      })
      expect(await webhook(id)).toMatchObject({
        url: URL,
        label: "UNIDIR",
        types: null,
        sees: "public",
        state: "active",
      })
    })

    test("it is called once with each, signed by its secret, and the delivery is one commit", async () => {
      const { id, secret } = await register()
      calls = []
      await input("one")
      await input("two")
      expect(calls).toHaveLength(2)
      expect(new Set(calls.map((call) => call.id)).size).toBe(2)
      for (const { url, secrets } of calls) expect([url, secrets]).toEqual([URL, [secret]])
      const { application } = world.hosted
      world.jump("2026-06-01T11:00:00+02:00")
      expect(await enqueueMissing(application, await Array.fromAsync(application.world.events.scan()))).toBe(0)
      const made = await deliveries({ webhook: id })
      expect(made.map(({ status, attempts, said }) => [status, attempts, said])).toEqual(
        Array(3).fill(["delivered", 1, "204"]),
      )
      const { items } = await world.get(`/api/deliveries/${made[0]!.id}/history`, { as: ISU })
      expect(items.map(({ events }: Json) => events.map(({ type }: Json) => type))).toEqual([
        ["DeliveryQueued", "DeliverySucceeded"],
      ])
    })

    test("it hears the events that it asked for, and of no letter, key or other webhook", async () => {
      const { id } = await register({ types: ["SilenceOpened", "SilencePassed"] })
      await register({ url: "https://other.example/", types: ["PlanAdopted"] })
      calls = []
      await circulated(world)
      await world.at("2026-06-08T18:00:00+02:00")
      expect(told().map(({ data }) => data.types)).toEqual([["SilenceOpened"], ["SilencePassed"]])
      await take(id, "change", { types: ["CommentMade"] })
      expect(told().map(({ data }) => data.types)).toEqual([["WebhookChanged"]])
    })

    test("it is told of nothing that its receiver may not see", async () => {
      await register()
      await register({ sees: "committee", url: "https://member.example/" })
      await world.at("2026-06-01T10:01:00+02:00")
      await circulated(world)
      calls = []
      await world.take(thematic("a"), "t2-a2", "object", { paragraphs: ["3"], text: "It goes too far." })
      const [broken] = calls.filter(({ url }) => url === URL)
      const [whole] = calls.filter(({ url }) => url !== URL)
      expect(JSON.parse(broken!.body).data.types).toEqual(["SilenceBroken"])
      expect(JSON.parse(whole!.body).data.types).toEqual(expect.arrayContaining(["SilenceBroken", "ObjectionRaised"]))
      for (const { body } of calls) expect(body).not.toContain("delegation-a")
    })

    test("what it does not take is called again after a minute, five, thirty…, with the same id and body", async () => {
      await register()
      calls = []
      answer = () => BUSY
      await input("one")
      const [first] = calls
      expect(await deliveries({ status: "failed" })).toMatchObject([{ attempts: 1, said: "503" }])
      expect((await world.hosted.schedule.next())! >= "2026-06-01T08:01:00.000Z").toBe(true)
      expect(await later("2026-06-01T10:00:30+02:00")).toBe(0)
      expect(await later("2026-06-01T10:01:06+02:00")).toBe(1)
      const [{ notBefore }] = (await deliveries({ status: "failed" })) as [Json]
      const pause = Date.parse(notBefore) - Date.parse("2026-06-01T10:01:06+02:00")
      expect(pause).toBeGreaterThanOrEqual(4.5 * 60_000)
      expect(pause).toBeLessThanOrEqual(5.5 * 60_000)
      answer = () => TAKEN
      expect(await later(notBefore)).toBe(1)
      expect(calls.map(({ id, body }) => [id, body])).toEqual(Array(3).fill([first!.id, first!.body]))
      expect(await deliveries({ status: "delivered" })).toHaveLength(2)
      expect(await later("2026-07-01T10:00:00+02:00")).toBe(0)
    })

    test.each([
      [3_600_000, "2026-06-01T09:00:00.000Z"],
      [1e12, "2026-06-02T08:00:00.000Z"],
      [1e18, "2026-06-02T08:00:00.000Z"],
    ])("a receiver's own pause is kept to, for a day: %d ms", async (pause, notBefore) => {
      await register()
      answer = () => ({ ...BUSY, said: "429", pause })
      await input("one")
      expect(await deliveries({ status: "failed" })).toMatchObject([{ notBefore }])
    })

    test("whatever a receiver says is noted, and be it nothing", async () => {
      await register()
      for (const said of ["", "  ", "x".repeat(2_000)]) {
        answer = () => ({ taken: false, said })
        await input("one")
        world.jump(new Date(Date.parse(world.clock.now()) + 61_000).toISOString())
      }
      const noted = (await deliveries({ status: "failed" })).map((each) => each.said.length)
      expect(noted.toSorted()).toEqual([14, 14, 400])
    })

    test("one that does not take a call rests for a minute; nothing is lost, and no other waits for it", async () => {
      await register()
      await register({ url: "https://other.example/" })
      calls = []
      answer = ({ url }) => (url === URL ? BUSY : TAKEN)
      for (const text of ["one", "two", "three"]) await input(text)
      expect(calls.filter(({ url }) => url === URL)).toHaveLength(1)
      expect(calls.filter(({ url }) => url !== URL)).toHaveLength(3)
      expect(
        (await deliveries())
          .map(({ status }) => status)
          .filter((status) => status !== "delivered")
          .toSorted(),
      ).toEqual(["failed", "queued", "queued"])
      await later("2026-06-01T10:01:30+02:00")
      expect(calls.filter(({ url }) => url === URL)).toHaveLength(2)
      answer = () => TAKEN
      await later("2026-06-01T10:08:00+02:00")
      const bodies = calls.filter(({ url }) => url === URL).map(({ body }) => JSON.parse(body).data.version)
      expect(new Set(bodies)).toEqual(new Set([2, 3, 4].map((version) => version + bodies[0] - 2)))
      expect((await deliveries()).every(({ status }) => status === "delivered")).toBe(true)
    })

    test("one that answers slowly holds up no other, and is called with the rest later", async () => {
      const { slow, other, commits } = await unheard(5)
      answer = async ({ url }) => {
        if (url !== slow) return TAKEN
        while (calls.filter((call) => call.url === other).length < 5) await setImmediate()
        world.jump(new Date(Date.parse(world.clock.now()) + 6_000).toISOString())
        return TAKEN
      }
      await dispatch(world.hosted.application, hooks, commits)
      await world.hosted.settled()
      expect(calls.filter(({ url }) => url === slow)).toHaveLength(2)
      expect(await deliveries({ status: "queued" })).toHaveLength(3)
      await later("2026-06-01T10:01:00+02:00")
      expect(await deliveries({ status: "queued" })).toEqual([])
    })

    test("one whose call cannot be recorded ends no other's turn, and is heard of", async () => {
      const { slow, other, ids, commits } = await unheard(2)
      answer = async ({ url }) => {
        if (url === slow) throw new Error("the record is full")
        await setImmediate()
        return TAKEN
      }
      await expect(dispatch(world.hosted.application, hooks, commits)).rejects.toThrow("the record is full")
      expect(calls.filter(({ url }) => url === other)).toHaveLength(2)
      await world.hosted.settled()
      const about = async (webhook = "") => (await deliveries({ webhook })).map((each) => each.about)
      const announced = commits.map(commitId)
      expect(await about(ids[1])).toEqual(expect.arrayContaining(announced))
      expect(await about(ids[0])).not.toEqual(expect.arrayContaining(announced.slice(0, 1)))
    })

    test("what was recorded while it was called is told to it, though it was off and on again meanwhile; what was recorded meanwhile is not", async () => {
      const { ids, commits } = await unheard(1)
      const [id = ""] = ids
      world.jump("2026-06-01T10:05:00+02:00")
      await take(id, "disable", { why: "it is moved" })
      const { version } = await input("while it is off")
      world.jump("2026-06-01T10:06:00+02:00")
      await take(id, "enable")
      calls = []
      const all = await Array.fromAsync(world.hosted.application.world.events.read(`activity:${PLAN}.t1-a2`))
      await dispatch(world.hosted.application, hooks, all)
      const heard = calls.filter(({ url }) => url === URL).map(({ body }) => JSON.parse(body).data.version)
      expect(heard).toEqual(commits.map((commit) => commit.version))
      expect(heard).not.toContain(version)
    })

    test("two who call again at once count one attempt", async () => {
      await register()
      answer = () => BUSY
      await input("one")
      world.jump("2026-06-01T10:01:10+02:00")
      const { application } = world.hosted
      await Promise.all([
        retryDeliveries(application, hooks, "one"),
        retryDeliveries(application, createWebhooks(hooks.client, hooks.key), "two"),
      ])
      await world.hosted.settled()
      expect(await deliveries({ status: "failed" })).toMatchObject([{ attempts: 2 }])
    })

    test("who finds that somebody else's call was taken meanwhile switches nothing off", async () => {
      const { id } = await register()
      answer = () => BUSY
      const about = `activity:${PLAN}.t1-a2@${(await input("one")).version}`
      answer = async () => {
        answer = () => TAKEN
        await retryDeliveries(
          world.hosted.application,
          createWebhooks({ call: async (each) => answer(each) }, hooks.key),
          "another",
        )
        return { taken: false, gone: true, said: "410" }
      }
      await later("2026-06-01T10:01:30+02:00")
      expect((await deliveries()).find((each) => each.about === about)).toMatchObject({ status: "delivered" })
      expect((await webhook(id)).state).toBe("active")
    })

    test("one commit that its receiver chokes on holds up the others by a minute, and is given up alone", async () => {
      const { id } = await register()
      answer = ({ body }) => (body.includes("ConsultationWaived") ? { taken: false, said: "400" } : TAKEN)
      await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "It was held in May." })
      await input("one")
      for (let hour = 1; hour <= 120; hour++) await later(new Date(Date.UTC(2026, 5, 1, 8 + hour)).toISOString())
      expect((await deliveries({ status: "givenUp" })).map(({ attempts, said }) => [attempts, said])).toEqual([
        [10, "400"],
      ])
      expect(await deliveries({ status: "delivered" })).toHaveLength(2)
      expect((await webhook(id)).state).toBe("active")
    })

    test("one that takes nothing for three days is switched off, and the secretariat is told; what waited is given up", async () => {
      const { id } = await register()
      answer = () => BUSY
      await input("one")
      await input("two")
      for (let hour = 1; hour <= 120; hour++) await later(new Date(Date.UTC(2026, 5, 1, 8 + hour)).toISOString())
      expect(await webhook(id)).toMatchObject({ state: "disabled", why: "it took nothing for three days: 503" })
      expect(await deliveries({ status: "givenUp" })).toHaveLength(2)
      const before = calls.length
      await input("three")
      expect(calls.length).toBe(before)
      expect(await deliveries({ status: "queued" })).toEqual([])
    })

    test("a receiver that wants no more is not called again, until it is switched on", async () => {
      const { id } = await register()
      answer = () => ({ taken: false, said: "410", gone: true })
      await input("one")
      expect(await webhook(id)).toMatchObject({ state: "disabled", why: "its receiver wants no more: 410" })
      await input("two")
      calls = []
      answer = () => TAKEN
      await take(id, "enable")
      await input("three")
      expect(told().map(({ data }) => data.types)).toEqual([["WebhookEnabled"], ["DueSet"]])
    })

    test("a delivery is made once more on the secretariat's word, and on nobody else's", async () => {
      const { id } = await register()
      await input("one")
      const last = calls.at(-1)!
      calls = []
      const delivery = `/api/deliveries/${PLAN}.${last.id}`
      expect(await world.refused(AUSTRIA, delivery, "redeliver")).toEqual(["OFFICE"])
      await world.take(ISU, delivery, "redeliver")
      expect(await deliveries({ webhook: id, status: "queued" })).toHaveLength(1)
      await later("2026-06-01T10:00:01+02:00")
      expect(calls.map(({ id, body }) => [id, body])).toEqual([[last.id, last.body]])
      expect(await deliveries({ status: "delivered" })).toHaveLength(2)
    })

    test("a replaced secret signs at once, and the one before for a day beside it", async () => {
      const { id, secret } = await register()
      calls = []
      const rotated = await take(id, "rotateSecret")
      expect(rotated.secret).toBe(secretOf(hooks.key, id, 2))
      expect(rotated.secret).not.toBe(secret)
      await input("one")
      expect(calls.map(({ secrets }) => secrets)).toEqual(Array(2).fill([rotated.secret, secret]))
      world.jump("2026-06-02T10:00:01+02:00")
      await input("two")
      expect(calls.at(-1)?.secrets).toEqual([rotated.secret])
      const seen = JSON.stringify([await webhook(id), await deliveries()])
      expect(seen).not.toContain("whsec_")
      for await (const commit of world.hosted.application.world.events.scan())
        expect(JSON.stringify(commit)).not.toContain("whsec_")
    })

    test("one that is removed is called no more", async () => {
      const { id } = await register()
      await take(id, "remove")
      calls = []
      await input("one")
      expect(calls).toEqual([])
      expect((await webhook(id)).state).toBe("removed")
    })

    test("who dies between the call and noting it calls once more, with the same id", async () => {
      await register()
      calls = []
      const { events } = world.hosted.application.world
      answer = () => {
        answer = () => TAKEN
        throw new Error("the power is gone")
      }
      const [commit] = (await world.take(AUSTRIA, "t1-a2", "setDue", { rules: [], reason: "one" }).then(
        async ({ version }) => Array.fromAsync(events.read(`activity:${PLAN}.t1-a2`, { from: version })),
        async () => (await Array.fromAsync(events.read(`activity:${PLAN}.t1-a2`))).slice(-1),
      )) as [Json]
      await world.hosted.settled()
      world.jump("2026-06-01T10:01:01+02:00")
      await enqueueMissing(world.hosted.application, [commit])
      await world.hosted.settled()
      await later("2026-06-01T10:02:00+02:00")
      expect(calls.length).toBe(2)
      expect(new Set(calls.map(({ id }) => id)).size).toBe(1)
      expect(await deliveries({ status: "delivered" })).toHaveLength(2)
    })
  })
}
