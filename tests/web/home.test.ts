import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import type { MineReading } from "@demarche/http/responses"
import { translate } from "@demarche/i18n"
import { mailClasses } from "@demarche/workplan"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { formsIn } from "../http/browser.ts"
import { waysPlan } from "../http/waysPlan.ts"
import {
  AUSTRIA,
  CAMEROON,
  circulated,
  FOCAL_POINT,
  ISU,
  openCcm,
  openProposed,
  openWorld,
  over,
  PLAN,
  PRESIDENCY,
  thematic,
  type World,
} from "../http/world.ts"
import { textOf } from "./pageText.ts"

const UNIDIR = "unidir:partner"
const OBSERVER = "observer:observer"
const AUDITOR = "auditor:auditor"
const CHAIR = "chair-t3:chair"

let world: World

beforeAll(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
  await world.at("2026-06-01T10:05:00+02:00")
  await circulated(world)
  const chair = { person: "chair-t3", name: "A chair", offices: [{ office: "chair", track: "t3", from: "2026-01-01" }] }
  await world.take(ISU, "plan", "addPerson", chair)
  const invited = ["unidir", "delegation-a", "delegation-b"]
  await world.take(AUSTRIA, "t2-a3", "openConsultation", { closes: "2026-06-19T18:00", invited })
  await world.take(thematic("a"), "t2-a3", "recordInput", { round: 1, text: "Name the communities." })
  await world.take(AUSTRIA, "t1-a1", "openConsultation", {
    ...{ closes: "2026-06-12T18:00", invited: ["unidir"], attribution: "chathamHouse" },
  })
  await world.take(ISU, "plan", "updatePerson", {
    ...{ person: "coordinator-cameroon", deputy: "coordinator-austria" },
    vacation: [{ from: "2026-06-01", to: "2026-07-12" }],
  })
})
afterAll(() => world.stop())

const mineAs = (as: string | undefined, query = {}): Promise<MineReading> =>
  world.get(`/api/plans/${PLAN}/mine`, { as, query })
const pageAs = async (as: string | undefined, language = "en", query = {}) => {
  const { status, body } = await world.ask("GET", `/${language}/plans/${PLAN}`, { as, query })
  expect(status).toBe(200)
  return textOf(body)
}

describe.each([
  ["a coordinator", AUSTRIA],
  ["the secretariat", ISU],
  ["the Presidency", PRESIDENCY],
  ["a thematic coordinator", thematic("a")],
  ["one who has not answered", thematic("b")],
  ["the focal point", FOCAL_POINT],
  ["a partner", UNIDIR],
  ["an observer", OBSERVER],
  ["an auditor", AUDITOR],
  ["a chair", CHAIR],
  ["nobody", undefined],
])("for %s", (_, as) => {
  test.each(["en", "fr"] as const)("the page says in %s what the API answers", async (language) => {
    const [mine, page] = [await mineAs(as), await pageAs(as, language)]
    const titles = (section: string) => page.sections[section]?.map(({ words }) => words) ?? []
    expect(titles("tasks")).toEqual(mine.tasks.map(({ title }) => title))
    expect(titles("waits")).toEqual(mine.waits.map(({ title }) => title))
    expect(titles("invitations")).toEqual(mine.invitations.map(({ title }) => title))
    expect(titles("dates")).toEqual(mine.dates.map(({ title }) => title))
    const changed = new Set(mine.changed?.items.map(({ title }) => title))
    expect(titles("changed")).toEqual([...changed])
    expect((page.sections.reach ?? []).length).toBe((mine.unreached?.length ?? 0) + (mine.letters?.length ?? 0))
    expect(page.text).not.toMatch(/undefined|null|\[object|\u{E000}/u)
  })
})

test("a coordinator is told what is theirs, of whom they stand in for, and whom they wait for", async () => {
  const { tasks, waits, standsInFor } = await mineAs(AUSTRIA)
  const answers = tasks.filter(({ asked }) => asked === "answer")
  expect(answers.map(({ as, for: inPlaceOf }) => [as.party, inPlaceOf])).toEqual([["austria", null]])
  expect(standsInFor).toEqual([{ person: "coordinator-cameroon", until: "2026-07-12" }])
  expect(tasks.filter((task) => task.for === "coordinator-cameroon").map(({ asked }) => asked)).toContain("work")
  expect(waits.map(({ id, asked, of }) => [id.slice(PLAN.length + 1), asked, of])).toEqual([
    ["t1-a1", "contribute", ["unidir"]],
    ["t2-a2", "answer", ["coordination-committee"]],
    ["t2-a3", "contribute", ["unidir", "delegation-b"]],
    ["x-q2-3", "provide", ["publication of UNIDIR's report"]],
  ])
  const { text, links } = await pageAs(AUSTRIA)
  expect(text).toContain("for Coordinator (Cameroon), until 12 July 2026")
  expect(text).toMatch(/\d more items are yours, and not due within 30 days\. They stand on the board/)
  expect(links).toContain(`/en/plans/${PLAN}/board`)
})

test("a partner is told what they are invited to and how their words are attributed", async () => {
  const { invitations, tasks } = await mineAs(UNIDIR)
  expect(
    invitations.map(({ id, answered, chathamHouse }) => [id.slice(PLAN.length + 1), answered, chathamHouse]),
  ).toEqual([
    ["t1-a1", false, true],
    ["t2-a3", false, false],
  ])
  expect(tasks.filter(({ asked }) => asked === "contribute")).toHaveLength(2)
  const { text } = await pageAs(UNIDIR)
  expect(text).toContain(translate("en", "mine.invitations.chathamHouse"))
  expect(text).toContain(translate("en", "mine.invitations.attributed"))
  const answered = await mineAs(thematic("a"))
  expect(answered.invitations.map((each) => each.answered)).toEqual([true])
  expect(answered.tasks.map(({ asked }) => asked)).toEqual(["answer"])
  const silent = await mineAs(thematic("b"))
  expect(silent.tasks.map(({ asked }) => asked)).toEqual(["answer", "contribute"])
})

test("a chair is told of their track alone, and an auditor that nothing is theirs", async () => {
  const { tasks, later, waits } = await mineAs(CHAIR)
  const items = (await world.get("/api/activities", { as: ISU, query: { plan: PLAN, track: "t3", limit: "100" } }))
    .items
  const ids = items.map(({ id }: { id: string }) => id)
  expect([...tasks, ...waits].filter(({ id }) => !ids.includes(id))).toEqual([])
  expect(tasks.length + later).toBeGreaterThan(0)
  const auditor = await mineAs(AUDITOR)
  expect([auditor.tasks, auditor.later, auditor.waits]).toEqual([[], 0, []])
  expect((await pageAs(AUDITOR)).text).toContain(`Nothing needs you. Next:`)
})

test("who runs the plan is told whom no letter reaches, and nobody else is", async () => {
  expect((await mineAs(ISU)).unreached).toEqual([{ who: "chair-t3", why: "address" }])
  expect((await pageAs(ISU)).text).toContain("A chair: no address")
  for (const as of [CHAIR, PRESIDENCY, thematic("a"), UNIDIR, AUDITOR]) {
    const { unreached, letters } = await mineAs(as)
    expect([unreached, letters]).toEqual([null, null])
  }
})

test("signed out it is the plan in short, and without a mandate that is said", async () => {
  const { text, links } = await pageAs(undefined)
  expect(text).toContain("Cycle 2025-2026 · State: Adopted")
  expect(links).toContain(`/en/sign-in?to=${encodeURIComponent(`/plans/${PLAN}`)}`)
  const mine = await mineAs(undefined)
  expect([mine.person, mine.changed, mine.tasks, mine.unreached]).toEqual([null, null, [], null])
  expect(mine.dates.length).toBeGreaterThan(3)
})

test("the past is told as it was, and asks for nothing to be recorded", async () => {
  await world.at("2026-06-08T18:05:00+02:00")
  const query = { asOf: "2026-06-01T12:00:00.000Z" }
  expect((await mineAs(thematic("b"))).tasks.map(({ asked }) => asked)).toEqual(["contribute"])
  expect((await mineAs(thematic("b"), query)).tasks.map(({ asked }) => asked)).toEqual(["answer", "contribute"])
  const page = await pageAs(thematic("b"), "en", query)
  expect(page.forms).toEqual([])
  expect((await pageAs(thematic("b"))).forms).toEqual([`/en/plans/${PLAN}/seen`])
})

test("what is seen is what stood on the page, moves on alone, and can be forgotten", async () => {
  const press = (as: string, action: string, body = "", site = "same-origin") =>
    world.ask("POST", `/en/plans/${PLAN}/${action}`, {
      ...{ as, body },
      headers: { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": site },
    })
  const changed = async () => (await mineAs(thematic("b"))).changed?.items.length
  expect(await changed()).toBeGreaterThan(3)
  expect((await press(thematic("b"), "seen", "", "cross-site")).status).toBe(403)
  const shown = new Date(world.clock.now()).toISOString()
  await world.at("2026-06-09T09:00:00+02:00")
  await world.take(CAMEROON, "t2-a3", "extendConsultation", { round: 1, closes: "2026-06-22T18:00" })
  const { status, headers } = await press(thematic("b"), "seen", `upTo=${shown}`)
  expect([status, headers.get("Location")]).toEqual([303, `/en/plans/${PLAN}`])
  expect(await changed()).toBe(1)
  await press(thematic("b"), "seen", "upTo=2026-06-02T00:00:00.000Z")
  expect((await mineAs(thematic("b"))).seen).toBe(shown)
  expect((await mineAs(thematic("a"))).seen).toBeNull()
  expect((await press(thematic("b"), "seen", "upTo=2030-01-01T00:00:00.000Z")).status).toBe(400)
  await press(thematic("b"), "forget")
  expect((await mineAs(thematic("b"))).seen).toBeNull()
  expect((await press("nobody:coordinator", "seen")).status).toBe(403)
})

test("who may not adopt a plan is told who may, as long as it waits for that", async () => {
  const proposed = await openProposed("2025-10-01T10:00:00+02:00")
  const textFor = async (as: string, language: string) =>
    textOf(await proposed.get(`/${language}/plans/${PLAN}`, { as })).text
  expect(await textFor(ISU, "en")).toContain("not adopted yet. It may be adopted by: Coordinator and Presidency.")
  expect(await textFor(thematic("a"), "fr")).toContain("Peuvent l’adopter : Coordination et Présidence.")
  expect(await textFor(AUSTRIA, "en")).not.toContain("not adopted yet")
  await proposed.take(AUSTRIA, "plan", "adopt", { mandate: "Committee" })
  expect(await textFor(ISU, "en")).not.toContain("not adopted yet")
  await proposed.stop()
})

test("what has changed of the plan leads to its entry in the record, as what has changed of an item does", async () => {
  await world.take(ISU, "plan", "updatePerson", { person: "observer", name: "An observer" })
  const { version } = await world.get(`/api/plans/${PLAN}`)
  expect((await pageAs(AUSTRIA)).links).toContain(`/en/plans/${PLAN}/history/${version}`)
})

test("the address of one's own calendar is shown once, and serves one's own dates", async () => {
  const path = `/en/plans/${PLAN}/calendar`
  expect(textOf((await world.ask("GET", path, { as: thematic("a") })).body).text).not.toContain("token=")
  const made = await world.ask("POST", path, { as: thematic("a"), headers: { "Sec-Fetch-Site": "same-origin" } })
  const [, address = ""] = textOf(made.body).text.match(/http:\/\/localhost(\S+token=\S+)/) ?? []
  const calendar = await world.ask("GET", address)
  expect([calendar.status, calendar.body]).toEqual([200, expect.stringContaining("BEGIN:VCALENDAR")])
})

test("one's own page has the entry: a form for who may change it, whom to ask for the others", async () => {
  const me = async (as: string | undefined) => textOf((await world.ask("GET", "/en/me", { as })).body)
  expect((await me(undefined)).text).toContain("Sign in")
  const shown = await me(thematic("a"))
  expect(shown.forms).toEqual([])
  expect(shown.text).toContain("To have this changed, write to the Implementation Support Unit (ISU).")
  expect((await me(ISU)).forms).toEqual([`/en/plans/${PLAN}/me`])
  const send = (as: string, body: Record<string, string>) =>
    world.ask("POST", `/en/plans/${PLAN}/me`, {
      ...{ as, body: new URLSearchParams(body).toString() },
      headers: { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" },
    })
  const asked = {
    language: "fr",
    zone: "Europe/Zurich",
    deputy: "isu-2",
    wants: "due",
    from: "2026-08-01",
    to: "2026-08-20",
  }
  const { status, headers } = await send(ISU, asked)
  expect([status, headers.get("Location")]).toEqual([303, `/en/me?saved=${PLAN}`])
  const { items } = await world.get("/api/history", { as: ISU, query: { plan: PLAN, type: "PersonUpdated" } })
  expect(items[0].events[0]).toMatchObject({
    ...{ person: "isu", language: "fr", wants: ["due"], vacation: [{ from: "2026-08-01", to: "2026-08-20" }] },
  })
  expect(items[0].events[0]).not.toHaveProperty("deputy")
  const again = { ...asked, from: "", to: "", vacation: "2026-08-01/2026-08-20" }
  await send(ISU, again)
  const after = await world.get("/api/history", { as: ISU, query: { plan: PLAN, type: "PersonUpdated" } })
  expect(after.items).toHaveLength(items.length)
  expect((await send(thematic("a"), asked)).status).toBe(422)
})

test("a form of one's own page changes what was changed in it, and of whose entry it was, whatever happened since", async () => {
  const before = { language: "en", zone: "Europe/Zurich", wants: null, vacation: [], salutation: null }
  await world.take(ISU, "plan", "updatePerson", { person: "isu", ...before })
  const open = async () =>
    formsIn((await world.ask("GET", "/en/me", { as: ISU })).body).find(({ action }) => /plans/.test(action))!
  const { action, fields } = await open()
  expect(fields).toMatchObject({ as: "isu:secretariat:isu", made: expect.stringMatching(/Z$/) })
  world.jump(new Date(Date.parse(world.clock.now()) + 60_000).toISOString())
  const vacation = [{ from: "2026-09-01", to: "2026-09-09" }]
  const changed = { person: "isu", language: "fr", zone: "Asia/Tokyo", wants: ["due"], vacation }
  await world.take(ISU, "plan", "updatePerson", changed)
  const wants = mailClasses.map((each): [string, string] => ["wants", each])
  const sent = { ...fields, language: "en", salutation: "Madam", from: "2026-10-01" }
  const body = new URLSearchParams([...Object.entries(sent), ...wants]).toString()
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" }
  expect((await world.ask("POST", action, { as: ISU, body, headers })).status).toBe(303)
  const { context } = await world.hosted.application.planSnapshot(PLAN, true)
  expect(context.people.find(({ id }) => id === "isu")).toMatchObject({
    ...{ language: "fr", zone: "Asia/Tokyo", wants: ["due"], salutation: expect.any(String) },
    vacation: [...vacation, { from: "2026-10-01", to: "2026-10-01" }],
  })
})

/** A store that counts what is asked of it, by port and method. */
function counting() {
  const store = memoryStore()
  const calls: string[] = []
  const counted = <T extends object>(port: string, of: T): T =>
    new Proxy(of, {
      get(target, name) {
        if (typeof name === "string" && name !== "health") calls.push(`${port}.${name}`)
        return Reflect.get(target, name)
      },
    })
  const { events, views, texts } = store
  const ports = { events: counted("events", events), views: counted("views", views), texts: counted("texts", texts) }
  return { calls, store: { ...store, ...ports } }
}

/** What is asked of the store for a page of a plan of that many activities. */
async function askedFor(activities: number) {
  const { calls, store } = counting()
  const own = await openWorld("2026-03-01T10:00:00+01:00", over(store))
  const more = Array.from(
    { length: activities },
    (_, index) => `  - { id: m${index}, track: t, title: More ${index}, kind: document }`,
  )
  await own.send(ISU, `${waysPlan}${more.join("\n")}\n`)
  await own.take(AUSTRIA, "plan", "adopt", { mandate: "The committee" })
  await own.at("2026-05-01T10:00:00+01:00")
  await own.ask("GET", `/en/plans/${PLAN}`, { as: AUSTRIA })
  calls.length = 0
  const { status } = await own.ask("GET", `/en/plans/${PLAN}`, { as: AUSTRIA })
  expect(status).toBe(200)
  const read = [...calls]
  await own.stop()
  return read.toSorted()
}

test("a GET writes nothing, and reads as often of many activities as of few", async () => {
  const few = await askedFor(2)
  expect(few.filter((call) => /append|put|erase|rebuild/.test(call))).toEqual([])
  expect(few.filter((call) => call === "views.list").length).toBeLessThan(8)
  expect(await askedFor(60)).toEqual(few)
})
