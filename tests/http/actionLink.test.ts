import { type ActionLink, signActionToken } from "@demarche/application/answers/actionLink"
import type { Message } from "@demarche/mail/message"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { CAMEROON, circulated, ISU, type Json, openCcm, PLAN, type World } from "./world.ts"

const KEY = "a key for the tests"
const UNTIL = "2026-06-08T16:00:00.000Z"

let world: World
let sent: Message[]
beforeEach(async () => {
  sent = []
  const post = {
    mailer: { send: async (message: Message) => void sent.push(message) },
    home: "https://d.example",
    key: KEY,
  }
  world = await openCcm("2026-06-01T10:00:00+02:00", undefined, post)
  await circulated(world)
})
afterEach(() => world.stop())

/** A link as it stands in letters that were sent before links named their round. */
const errand = (more: Partial<ActionLink> = {}): ActionLink => ({
  does: "support",
  plan: PLAN,
  on: `${PLAN}.t2-a2`,
  person: "thematic-a",
  office: "thematicCoordinator",
  party: "delegation-a",
  round: UNTIL,
  until: UNTIL,
  ...more,
})
const stopUntil = (until: string) =>
  signActionToken(errand({ does: "unsubscribe", on: "consultations", office: "system", until }), KEY)
const open = (token: string, language = "en") => world.ask("GET", `/${language}/answer/${token}`)
const send = (token: string, form: Record<string, string> = {}, language = "en") =>
  world.ask("POST", `/${language}/answer/${token}`, {
    body: new URLSearchParams({ ticked: "yes", ...form }).toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  })
const history = async (): Promise<Json[]> =>
  (await world.get(`/api/activities/${PLAN}.t2-a2/history`, { as: ISU })).items
const newest = async () => (await history()).at(-1)

describe("a link in a letter", () => {
  test("opened, it shows what will happen, in the reader's language, and does nothing", async () => {
    const before = (await history()).length
    const english = await open(signActionToken(errand(), KEY))
    expect(english.status).toBe(200)
    expect(english.body).toContain(
      "support for the text under the silence procedure that runs until Monday, 8 June 2026, 6 p.m. (Geneva time)",
    )
    expect(english.body).toContain("Delegation A")
    expect((await open(signActionToken(errand(), KEY), "fr")).body).toContain('<html lang="fr">')
    expect(await history()).toHaveLength(before)
  })

  test("opened by a reader elsewhere, it tells the deadline in their zone too, as their letter did", async () => {
    const { body } = await open(
      signActionToken(errand({ person: "presidency", office: "presidency", party: "presidency" }), KEY),
    )
    expect(body).toContain("until Monday, 8 June 2026, 6 p.m. (Geneva time; 11 p.m. in Vientiane)")
  })

  test("sent, it is recorded as that office of that party, once, however often it is sent", async () => {
    const token = signActionToken(errand(), KEY)
    for (let time = 0; time < 3; time++) expect((await send(token)).body).toContain("Your answer has been recorded")
    expect((await history()).filter(({ events }) => events[0].type === "SupportGiven")).toHaveLength(1)
    expect((await newest()).actor).toMatchObject({
      person: "thematic-a",
      office: "thematicCoordinator",
      party: "delegation-a",
    })
  })

  test("that objects breaks the silence; used again for another text it says so and records nothing", async () => {
    const token = signActionToken(errand({ does: "object" }), KEY)
    expect((await send(token, { text: "Too far.", paragraphs: "3, 5" })).status).toBe(200)
    const { events } = await newest()
    expect(events.map(({ type }: Json) => type)).toEqual(["SilenceBroken", "ObjectionRaised"])
    expect(events[1].paragraphs).toEqual(["3", "5"])
    const again = await send(token, { text: "And more." })
    expect(again.status).toBe(422)
    expect(again.body).toContain("used before")
    expect((await newest()).events).toEqual(events)
  })

  test("that was used for one text is not used for another", async () => {
    const token = signActionToken(errand({ does: "comment" }), KEY)
    expect((await send(token, { text: "Noted." })).status).toBe(200)
    const again = await send(token, { text: "Noted, twice." })
    expect(again.status).toBe(422)
    expect(again.body).toContain("used before")
  })

  test("without the text it asks for is refused, and says so", async () => {
    const empty = await send(signActionToken(errand({ does: "object" }), KEY), { text: " " })
    expect(empty.status).toBe(422)
    expect(empty.body).toContain("Write what you want to say")
  })

  test.each<[string, () => string, number]>([
    ["altered", () => signActionToken(errand(), KEY).replace(/^./, "x"), 404],
    ["signed by another key", () => signActionToken(errand(), "another"), 404],
    ["without a signature", () => signActionToken(errand(), KEY).split(".")[0] ?? "", 404],
    ["that is none", () => "x", 404],
    ["that is very long", () => "x".repeat(3_000), 404],
    ["of another round", () => signActionToken(errand({ round: "2026-06-09T16:00:00.000Z" }), KEY), 410],
    ["of another item", () => signActionToken(errand({ on: `${PLAN}.t2-a3` }), KEY), 410],
    ["to stop letters, that has expired", () => stopUntil("2026-06-01T00:00:00.000Z"), 410],
  ])("%s leads nowhere, opened or sent", async (_, token, status) => {
    const before = (await history()).length
    for (const answer of [await open(token()), await send(token())]) {
      expect(answer.status).toBe(status)
      expect(answer.body).toMatch(/leads nowhere|has ended since/)
    }
    expect(await history()).toHaveLength(before)
  })

  test("dies with its round: once the silence has ended it gives no support", async () => {
    const token = signActionToken(errand(), KEY)
    await world.at("2026-06-08T18:00:00+02:00")
    expect((await send(token)).status).toBe(410)
    expect((await newest()).events[0].type).toBe("SilencePassed")
  })

  test("of somebody whose mandate has ended is refused by the rule", async () => {
    const body = { person: "thematic-a", office: "thematicCoordinator", party: "delegation-a", on: "2026-05-31" }
    await world.take(ISU, "plan", "endMandate", body)
    const refused = await send(signActionToken(errand(), KEY))
    expect(refused.status).toBe(422)
    expect(refused.body).toContain("alert")
  })

  test("answers a consultation in its round", async () => {
    await world.take(CAMEROON, "t1-a1", "openConsultation", {
      closes: "2026-06-30T18:00",
      invited: ["thematic-coordinators"],
    })
    const closes = "2026-06-30T16:00:00.000Z"
    const token = signActionToken(
      errand({ does: "recordInput", on: `${PLAN}.t1-a1`, round: closes, until: closes }),
      KEY,
    )
    expect((await open(token)).body).toContain("Tuesday, 30 June 2026, 6 p.m. (Geneva time)")
    expect((await send(token, { text: "Our view." })).status).toBe(200)
    const { consultations } = await world.get(`/api/activities/${PLAN}.t1-a1`, { as: ISU })
    expect(consultations[0].answeredBy).toEqual(["delegation-a"])
  })
})

describe("a link that stops letters", () => {
  const stop = () => signActionToken(errand({ does: "unsubscribe", on: "consultations", office: "system" }), KEY)
  const wants = async () =>
    (await world.hosted.application.planSnapshot(PLAN)).context.people.find(({ id }) => id === "thematic-a")?.wants

  test("of a letter about several things stops them all, and names them", async () => {
    const both = signActionToken(errand({ does: "unsubscribe", on: "consultations due", office: "system" }), KEY)
    expect((await open(both)).body).toContain("about consultations and due dates")
    expect((await send(both, { "List-Unsubscribe": "One-Click" })).status).toBe(200)
    expect(await wants()).toEqual(["turns", "requests"])
  })

  test("does nothing by being opened, and stops that class alone by one POST without a page (RFC 8058)", async () => {
    expect((await open(stop())).status).toBe(200)
    expect(await wants()).toBeUndefined()
    expect((await send(stop(), { "List-Unsubscribe": "One-Click" })).status).toBe(200)
    expect(await wants()).toEqual(["due", "turns", "requests"])
    await world.take(CAMEROON, "t1-a1", "openConsultation", { closes: "2026-06-30T18:00", invited: ["delegation-a"] })
    await world.at("2026-06-02T10:00:00+02:00")
    const told = sent.filter(({ to }) => to.address.startsWith("thematic-a@"))
    expect(told.filter(({ subject }) => subject.includes("t1-a1"))).toEqual([])
    expect(told.filter(({ unsubscribe }) => !unsubscribe)).toHaveLength(1)
  })
})
