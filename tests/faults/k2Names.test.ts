import { generateKeyPairSync } from "node:crypto"
import { createApplication, workflowOf } from "@demarche/application/application"
import { signCheckpoint } from "@demarche/application/audit/signCheckpoint"
import { verifyRecord } from "@demarche/application/audit/verifyRecord"
import { commitEntry } from "@demarche/application/messages/bus"
import { keyedName, newPersonalStream, personalStream } from "@demarche/application/personalStreams"
import { refusalsOf } from "@demarche/application/refusals"
import type { WebhookCall } from "@demarche/application/webhooks/webhookClient"
import { createWebhooks } from "@demarche/application/webhooks/webhooks"
import { initial, view } from "@demarche/engine"
import { disclose, kindOf, type StreamName, type Texts } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { MailError, type Message } from "@demarche/mail/message"
import { mayRead } from "@demarche/workflows/offices"
import { Office } from "@demarche/workflows/terms"
import { fieldValuesOf } from "@demarche/workplan/rules/fieldValues"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import * as z from "zod"
import { json } from "../fixtures/fixture.ts"
import { commitsOf, openFolder, rowsOf, textOf, write } from "../fixtures/open.ts"
import { ccmFile } from "../http/ccm.ts"
import { AUSTRIA, circulated, ISU, type Json, openCcm, openWorld, PLAN, thematic, type World } from "../http/world.ts"

const START = "2026-06-01T10:00:00+02:00"

/** A public reader's places where a person could be told by a name: each with what stands there. */
async function namesIn(world: World, calls: WebhookCall[]): Promise<[place: string, said: string][]> {
  const key = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString()
  const { heads } = await signCheckpoint(world.hosted.application.world, key)
  const ofCommits = (await commitsOf(world)).flatMap((commit): [string, string][] => {
    const { stream, correlation, causation = "", origin } = disclose(commit, mayRead("public"))
    const id = "value" in origin ? (origin.value.id ?? "") : ""
    const { detail } = commitEntry(commit)
    return Object.entries({ stream, correlation, causation, "command id": id, "bus detail": detail })
  })
  return [
    ...ofCommits,
    ...heads.map((head): [string, string] => ["checkpoint", head]),
    ...calls.flatMap(({ id, body }): [string, string][] => [
      ["webhook-id", id],
      ["webhook body", body],
    ]),
  ]
}

describe("a whole story", () => {
  let world: World
  let feed: Json
  const calls: WebhookCall[] = []
  const letters: Message[] = []
  beforeAll(async () => {
    const mailer = {
      async send(message: Message) {
        if (message.to.address.startsWith("thematic-h@")) throw new MailError("never", "550 no such person")
        letters.push(message)
      },
    }
    const caller = {
      async call(call: WebhookCall) {
        calls.push(call)
        return { taken: calls.length % 3 > 0, said: "503" }
      },
    }
    const post = { mailer, home: "https://d.example", key: "a key of the tests" }
    world = await openCcm(START, undefined, post, createWebhooks(caller, post.key))
    for (const sees of ["public", "restricted"]) {
      const body = { url: `https://${sees}.example/hook`, label: sees, sees }
      await world.ask("POST", "/api/webhooks", { as: ISU, body, query: { plan: PLAN } })
    }
    feed = (await world.ask("POST", "/api/feeds", { as: AUSTRIA, query: { plan: PLAN } })).body
    await circulated(world)
    await world.take(thematic("a"), "t2-a2", "support")
    await world.at("2026-06-05T10:00:00Z")
    await world.take(thematic("b"), "t2-a2", "object", { text: "Paragraph 2 goes too far." })
    const [stop = ""] = letters.flatMap(({ text }) => text.match(/\/en\/answer\/[\w.-]+$/gm) ?? [])
    await world.ask("POST", stop, { headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: "" })
    await world.take(ISU, "plan", "endPerson", { person: "delegate-c", reason: "has left" })
    await world.at("2026-06-20T10:00:00Z")
  })
  afterAll(() => world.stop())

  test("no name says a person of the plan, wherever the public may read one", async () => {
    const { people } = (await world.hosted.application.planSnapshot(PLAN, true)).context
    const told = await namesIn(world, calls)
    expect([...new Set(told.map(([place]) => place))]).toHaveLength(8)
    expect(new Set((await commitsOf(world)).map(({ stream }) => kindOf(stream)))).toContain("access")
    expect(letters.length).toBeGreaterThan(40)
    const found = people.flatMap(({ id }) => {
      const named = new RegExp(`(?<![A-Za-z0-9])${id}(?![A-Za-z0-9])`)
      return told.filter(([, said]) => named.test(said)).map(([place, said]) => `${id}, by ${place}: ${said}`)
    })
    expect(found).toEqual([])
  })

  test("a feed is asked for, read and revoked by its person, under a name that does not say whose", async () => {
    expect(feed.id).toBe(`${PLAN}.coordinator-austria`)
    const query = { person: "coordinator-austria", token: feed.token }
    expect(await world.ask("GET", `/calendar/${PLAN}.ics`, { query })).toMatchObject({ status: 200 })
    expect(await world.take(AUSTRIA, `/api/feeds/${feed.id}`, "revokeFeed")).toMatchObject({ id: feed.id, version: 2 })
    expect(await world.ask("GET", `/calendar/${PLAN}.ics`, { query })).toMatchObject({ status: 404 })
  })

  test("the key comes with the plan's first commit, once", async () => {
    const [first, second] = (await commitsOf(world)).filter(({ stream }) => stream === `plan:${PLAN}`)
    expect([first, second].map((commit) => commit?.events.map(({ value }) => value.type))).toEqual([
      ["PlanProposed", "WordingRecorded"],
      ["NamesKeyed"],
    ])
    const keyed = (await commitsOf(world)).filter(({ events }) =>
      events.some(({ value }) => value.type === "NamesKeyed"),
    )
    expect(keyed).toHaveLength(1)
    const key = await keyOf(world)
    expect(Buffer.from(key.body, "base64url").length).toBeGreaterThanOrEqual(32)
  })

  test("no office is given the key, by its hash or in an answer", async () => {
    const { hash, body } = await keyOf(world)
    const { people } = (await world.hosted.application.planSnapshot(PLAN)).context
    const readers = [undefined, ...people.flatMap(({ id, offices }) => offices.map(({ office }) => `${id}:${office}`))]
    expect(new Set(readers.map((as) => as?.split(":")[1])).size).toBeGreaterThan(7)
    for (const as of readers) expect((await world.ask("GET", `/api/texts/${hash}`, { as })).status).toBe(404)
    const plan = { plan: PLAN }
    const pages = [
      ...["/api/history/export", "/api/history", "/api/notices", "/api/activities", "/api/plans"],
      ...[`/api/plans/${PLAN}`, `/api/plans/${PLAN}/history`, `/plans/${PLAN}`],
    ]
    for (const page of pages)
      for (const as of [undefined, thematic("a"), ISU]) {
        const { status, body: said } = await world.ask("GET", page, { as, query: plan })
        if (!as) expect(JSON.stringify(said)).not.toContain(hash)
        expect(JSON.stringify(said), `${page} ${status}`).not.toContain(body)
      }
    expect(JSON.stringify(calls)).not.toContain(body)
  })

  test("no command of any workflow may name the key, to erase it or to show it as a text", async () => {
    const { application } = world.hosted
    const { hash } = await keyOf(world)
    const by = { person: "isu", office: "secretariat" } as const
    const named: string[] = []
    for (const [name, { commands, texts }] of application.workflows)
      for (const [type, schema] of commands)
        for (const field of schema instanceof z.ZodObject ? Object.keys(schema.shape) : []) {
          const command = { type, [field]: hash }
          const [value] = fieldValuesOf(schema, command)
          const naming = value?.meaning.is === "reference" && value.meaning.to.includes("text")
          if (!naming && !texts.get(type)?.includes(field)) continue
          named.push(`${name} ${type} ${field}`)
          const nothing = view(workflowOf(application, name), initial(workflowOf(application, name)))
          const decision = {
            command,
            act: { command: type, by, facts: {}, at: START, version: 1 },
            before: nothing,
            after: nothing,
          }
          const ask = { plan: PLAN, stream: `${name}:${PLAN}.t2-a1` as const, command, by, correlation: "test" }
          expect((await refusalsOf(application, ask)(decision)).failing, named.at(-1)).toContain("NAME_KEY")
        }
    expect(named.length).toBeGreaterThan(15)
    const reason = "a slip"
    expect(await world.refused(ISU, "plan", "redact", { text: hash, reason })).toEqual(["NAME_KEY"])
    expect(await world.refused(AUSTRIA, "t2-a2", "comment", { text: hash })).toContain("NAME_KEY")
    for (const office of Office.options.filter((each) => each !== "system" && each !== "clock")) {
      const { people } = (await application.planSnapshot(PLAN)).context
      const person = people.find(({ offices }) => offices.some((mandate) => mandate.office === office))
      if (!person) continue
      const asked = { as: `${person.id}:${office}`, body: { key: "a key of my own, that I know" } }
      const { status, body } = await world.ask("POST", `/api/plans/${PLAN}/transitions/keyNames`, asked)
      expect([status, body.failing?.[0].code], office).toEqual([422, "OFFICE"])
    }
  })

  test("a verification finds that the key is gone", async () => {
    const { application } = world.hosted
    const { hash } = await keyOf(world)
    const { world: own } = application
    expect((await verifyRecord(application)).findings).toEqual([])
    const texts: Texts = {
      ...own.texts,
      async *scan(damaged) {
        for await (const text of own.texts.scan(damaged)) if (!("hash" in text) || text.hash !== hash) yield text
      },
      get: async (asked) => (asked === hash ? undefined : own.texts.get(asked)),
    }
    expect((await verifyRecord({ ...application, world: { ...own, texts } })).findings).toEqual([
      expect.objectContaining({ stream: `plan:${PLAN}`, version: 2, fault: "lost" }),
    ])
  })
})

/** The text that the plan's names are made with. */
async function keyOf(world: World): Promise<{ hash: string; body: string }> {
  const { nameKey = "" } = (await world.hosted.application.planSnapshot(PLAN, true)).context
  const text = await textOf(world, nameKey)
  if (!text) throw new Error("the plan has no key")
  return text
}

test("the rehearsal of a new plan makes no key", async () => {
  const world = await openWorld()
  const file = { as: ISU, body: ccmFile(), headers: { "Content-Type": "application/yaml" }, query: { dryRun: "true" } }
  expect(await world.ask("POST", "/api/plans", file)).toMatchObject({ status: 200, body: { dryRun: true } })
  expect(await commitsOf(world)).toEqual([])
  expect(await Array.fromAsync(world.hosted.application.world.texts.scan(() => {}))).toEqual([])
  await world.stop()
})

describe("a record from before names were keyed", () => {
  test("gets one key, whoever comes first, and two processes and a restore make the same names", async () => {
    const { world } = await openFolder()
    const { application } = world.hosted
    const plain: StreamName = `notice:${PLAN}.n-t1-a1-99-thematic-a`
    const { events, texts, clock } = application.world
    const others = [1, 2].map(() =>
      createApplication({ events: { ...events }, texts, views: application.views }, clock),
    )
    const made = await Promise.all([application, ...others].map((each) => newPersonalStream(each, plain, "test")))
    expect(new Set(made).size).toBe(1)
    expect(made[0]).toMatch(new RegExp(`^notice:${PLAN}\\.k-[0-9a-f]{32}$`))
    const commits = await commitsOf(world)
    expect(commits.filter(({ events }) => events[0]?.value.type === "NamesKeyed")).toHaveLength(1)

    const restored = memoryStore()
    const key = await keyOf(world)
    await write(restored, { commits, rows: await rowsOf(world), texts: [(await textOf(world, key.hash))!] })
    expect(await personalStream(createApplication(restored, clock), plain)).toBe(made[0])
    expect((await verifyRecord(application)).findings).toEqual([])
    await world.stop()
  })

  test("goes on under its old names: nothing that stands there is made again", async () => {
    const { world } = await openFolder()
    const { application } = world.hosted
    const { feed } = json("folder/secrets.json")
    const old = (await commitsOf(world)).map(({ stream }) => stream)
    const personal = [...new Set(old)].filter((stream) => /^notice:|^access:.*\./.test(stream))
    expect(new Set(personal.map(kindOf))).toEqual(new Set(["access", "notice"]))

    const query = { person: "thematic-a", token: feed.token }
    expect(await world.ask("GET", `/calendar/${PLAN}.ics`, { query })).toMatchObject({ status: 200 })
    const dryRun = { plan: PLAN, dryRun: "true" }
    const moved = { as: ISU, body: { person: "thematic-b", zone: "Asia/Tokyo" }, query: dryRun }
    await world.ask("POST", `/api/plans/${PLAN}/transitions/updatePerson`, moved)
    await world.ask("POST", "/api/feeds", { as: thematic("a"), query: dryRun })
    expect((await application.planSnapshot(PLAN, true)).context.nameKey).toBeUndefined()
    await world.take(ISU, "plan", "updatePerson", { person: "thematic-b", zone: "Asia/Tokyo" })
    const { body: key } = await keyOf(world)
    for (const stream of personal) {
      expect(await personalStream(application, stream)).toBe(stream)
      expect(await application.world.events.head(keyedName(stream, key))).toBeUndefined()
    }
    const again = await world.ask("POST", "/api/feeds", { as: thematic("a"), query: { plan: PLAN } })
    expect(again.body.id).toBe(feed.id)
    expect(await application.world.events.head(`access:${feed.id}`)).toMatchObject({ version: 2 })
    expect(await world.ask("GET", `/calendar/${PLAN}.ics`, { query })).toMatchObject({ status: 404 })
    await world.stop()
  })
})
