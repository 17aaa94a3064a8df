import { type ActionLink, signActionToken } from "@demarche/application/answers/actionLink"
import { execute } from "@demarche/application/execute"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { ccmFile } from "../http/ccm.ts"
import { AUSTRIA, circulated, clearedDraft, ISU, type Json, PLAN, PRESIDENCY, thematic } from "../http/world.ts"
import { KEY, type LetterWorld, openLetters } from "./letters.ts"

const ITEM = `${PLAN}.t2-a2`
const TOLD = "2026-06-01T10:30:00+02:00"

let world: LetterWorld
beforeEach(async () => {
  world = await openLetters()
  await circulated(world)
  await world.at(TOLD)
})
afterEach(() => world.stop())

const linkTo = (does: ActionLink["does"], person = "thematic-a") => {
  const found = world.linksOf(person).find(({ link }) => link.does === does)
  if (!found) throw new Error(`no letter to ${person} offers ${does}`)
  return found.token
}
const history = async (): Promise<Json[]> => (await world.get(`/api/activities/${ITEM}/history`, { as: ISU })).items
const newest = async () => (await history()).at(-1).events.map(({ type }: Json) => type)
const silence = async () => (await world.get(`/api/activities/${ITEM}`, { as: ISU })).silence

async function another(until: string) {
  await clearedDraft(world, "t2-a2", { constraint: true })
  await world.take(AUSTRIA, "t2-a2", "circulate", { until })
}

describe("K1.1", () => {
  test("an objection by the link after the deadline is recorded as late, and the page says so", async () => {
    const token = linkTo("object")
    await world.at("2026-06-08T18:00:05+02:00")
    const opened = await world.follow(token)
    expect([opened.status, opened.body]).toEqual([200, expect.stringContaining("an objection that comes late")])
    const sent = await world.follow(token, { text: "We object.", paragraphs: "1" })
    expect([sent.status, sent.body]).toEqual([200, expect.stringContaining("recorded, as received after the deadline")])
    expect(await newest()).toEqual(["LateObjectionRecorded"])
  })
  test("support after the deadline is refused by API and link, for there is nothing to record", async () => {
    const token = linkTo("support")
    await world.at("2026-06-08T18:00:05+02:00")
    const before = await history()
    expect((await world.follow(token)).body).not.toContain("<form")
    expect((await world.follow(token, {})).status).toBe(410)
    expect(await world.refused(thematic("a"), "t2-a2", "support")).toEqual(["NOT_NOW"])
    expect(await history()).toEqual(before)
  })
})

describe("K1.2", () => {
  test("a link of a letter on one draft does nothing to the next, though its silence ends at the same instant", async () => {
    const token = linkTo("support")
    await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong file" })
    await another("2026-06-08T18:00")
    const before = await history()
    for (const [answer, status] of [
      [await world.follow(token), 200],
      [await world.follow(token, {}), 410],
    ] as const) {
      expect(answer.status).toBe(status)
      expect(answer.body).not.toContain("<form")
      expect(answer.body).toContain("There is a newer text: draft 2")
      expect(answer.body).toContain(`href="/en/items/${ITEM}"`)
    }
    expect(await history()).toEqual(before)
    expect((await silence()).supported).toBe(0)
  })
  test("so does one that was mailed before links named their draft", async () => {
    const old = {
      plan: PLAN,
      on: ITEM,
      person: "thematic-a",
      office: "thematicCoordinator",
      party: "delegation-a",
    } as const
    const until = "2026-06-08T16:00:00.000Z"
    const token = signActionToken({ does: "object", ...old, round: until, until }, KEY)
    await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong file" })
    await another("2026-06-08T18:00")
    expect((await world.follow(token, { text: "No." })).body).toContain("There is a newer text")
    expect((await silence()).until.at).toBe(until)
  })
  test("nor does the same draft's second silence hear the first one's links", async () => {
    const token = linkTo("support")
    await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong date" })
    await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
    expect((await world.follow(token, {})).status).toBe(410)
    expect((await silence()).supported).toBe(0)
  })
})

describe("K1.3", () => {
  test("after an extension the first letter's link works until the silence ends", async () => {
    const [support, object] = [linkTo("support"), linkTo("object")]
    await world.take(AUSTRIA, "t2-a2", "extendSilence", { until: "2026-06-10T18:00" })
    expect((await world.follow(support)).body).toContain("Wednesday, 10 June 2026, 6 p.m.")
    expect((await world.follow(support, {})).status).toBe(200)
    await world.at("2026-06-09T18:00:00+02:00")
    expect((await world.follow(object, { text: "No." })).status).toBe(200)
    expect(await newest()).toEqual(["SilenceBroken", "ObjectionRaised"])
  })
})

describe("K1.4", () => {
  test("a link is its token exactly", async () => {
    const token = linkTo("support")
    const before = await history()
    for (const odd of [`${token}.a`, `${token}.b`, `${token}.`, `${token}=`, `.${token}`, token.toUpperCase()])
      expect((await world.follow(odd, {})).status).toBe(404)
    expect(await history()).toEqual(before)
  })
  test("and is used once, however much else is recorded meanwhile", async () => {
    const token = linkTo("comment")
    expect((await world.follow(token, { text: "Noted." })).status).toBe(200)
    for (let number = 0; number < 70; number++)
      await world.take(AUSTRIA, "t2-a2", "linkTo", { relation: "relatesTo", target: `document ${number}` })
    const before = await history()
    expect((await world.follow(token, { text: "Noted." })).body).toContain("used before")
    expect(await history()).toEqual(before)
  })
})

test("K1.5 a letter offers to a gender focal point only what that office may do", async () => {
  const offered = world.linksOf("focal-point").map(({ link }) => link.does)
  expect(new Set(offered)).toEqual(new Set(["comment", "requestMoreTime", "read"]))
  for (const { token } of world.linksOf("focal-point"))
    expect((await world.follow(token)).status, "what is offered is taken").toBe(200)
})

test("K1.6 an objection received in time and entered after the outcome is never called late", async () => {
  await world.at("2026-06-08T18:20:00+02:00")
  const mailed = {
    ...{ onBehalfOf: "delegation-a", receivedAt: "2026-06-08T17:50:00+02:00", communication: { is: "letter" } },
    text: "In the mailbox.",
  }
  expect(await world.refused(ISU, "t2-a2", "object", mailed)).toEqual(["RECEIVED_IN_TIME"])
  const outcome = (await history()).length
  await world.take(ISU, "t2-a2", "correct", { ...mailed, outcome })
  expect(await newest()).toEqual(["OutcomeRetracted", "ObjectionRaised"])
  const { state, substate, objections } = await world.get(`/api/activities/${ITEM}`, { as: ISU })
  expect({ state, substate, late: objections.late }).toEqual({ state: "drafting", substate: "broken", late: 0 })
})

describe("K1.8", () => {
  const sent = (as: string, dryRun: boolean, id: string) =>
    world.ask("POST", "/api/plans", {
      as,
      body: ccmFile().replace(`id: ${PLAN}`, `id: ${id}`),
      headers: { "Content-Type": "application/yaml" },
      query: dryRun ? { dryRun: "true" } : undefined,
    })

  test.each([AUSTRIA, PRESIDENCY, "observer:observer"])(
    "a dry run of an import answers %s as the import does, and one that cannot end writes nothing",
    async (as) => {
      const [tried, done] = [await sent(as, true, "another-plan"), await sent(as, false, "another-plan")]
      expect(tried.status < 300).toBe(done.status < 300)
      if (done.status < 300) return
      expect(tried.body).toEqual(done.body)
      expect(await world.hosted.application.world.events.head("plan:another-plan")).toBeUndefined()
      expect((await sent(ISU, false, "another-plan")).status, "the plan's id is not lost").toBe(202)
    },
  )

  test("nothing is made by a dry run of what begins something", async () => {
    const before = await streams()
    const tries: [string, string, object][] = [
      [ISU, "/api/keys", { label: "k", office: "secretariat", plans: [PLAN] }],
      [AUSTRIA, `/api/feeds?plan=${PLAN}`, {}],
      [PRESIDENCY, `/api/requests?plan=${PLAN}`, { title: "A note" }],
      [ISU, `/api/webhooks?plan=${PLAN}`, { url: "https://a.example/", label: "a" }],
    ]
    for (const [as, path, body] of tries) {
      const tried = await world.ask("POST", `${path}${path.includes("?") ? "&" : "?"}dryRun=true`, { as, body })
      expect([tried.status, tried.body.dryRun], path).toEqual([200, true])
    }
    expect(await streams()).toEqual(before)
  })

  test("what is too large for the record is too large for a dry run", async () => {
    const long = "€".repeat(600)
    const command = { type: "plan", title: long, umbrella: long, kind: "document", covers: Array(30).fill(long) }
    const take = (dryRun: boolean) =>
      execute(world.hosted.application, {
        plan: PLAN,
        stream: `activity:${PLAN}.large`,
        command: { ...command, milestones: Array(10).fill("€".repeat(500)) },
        by: { person: "isu", office: "secretariat", party: "isu" },
        mandateImplied: false,
        correlation: "large",
        dryRun,
      })
    for (const dryRun of [true, false]) await expect(take(dryRun)).rejects.toMatchObject({ code: "too-large" })
  })

  async function streams(): Promise<string[]> {
    const found = new Set<string>()
    for await (const { stream } of world.hosted.application.world.events.scan()) found.add(stream)
    return [...found].sort()
  }
})
