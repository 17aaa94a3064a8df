import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { AUSTRIA, ISU, openCcm, PLAN, PRESIDENCY, thematic, type World } from "../http/world.ts"
import { openForm } from "./openForm.ts"
import { textOf } from "./pageText.ts"

const DESK = `/en/plans/${PLAN}/desk`

let world: World
beforeAll(async () => {
  world = await openCcm("2026-06-01T09:00:00+02:00")
})
afterAll(() => world.stop())

const actsFor = async (as: string) => {
  const { links } = textOf(await world.get(DESK, { as }))
  return [...new Set(links.flatMap((link) => link.match(/\/record\/(\w+)/)?.[1] ?? []))]
}

test("the desk is for those who run the plan, and its menu says so", async () => {
  for (const as of [thematic("a"), PRESIDENCY]) expect((await world.ask("GET", DESK, { as })).status).toBe(403)
  expect((await world.ask("GET", DESK)).status).toBe(401)
  const menuOf = async (as?: string) => String(await world.get(`/en/plans/${PLAN}`, { as }))
  expect(await menuOf(ISU)).toContain(`href="${DESK}"`)
  expect(await menuOf(thematic("a"))).not.toContain(`href="${DESK}"`)
  expect(await menuOf()).not.toContain(`href="${DESK}"`)
})

test("each office finds the forms of what it may change, and no others", async () => {
  expect(await actsFor(ISU)).toEqual(
    expect.arrayContaining([
      "updatePerson",
      "grantMandate",
      "endMandate",
      "endPerson",
      "addPerson",
      "moveMeeting",
      "submit",
    ]),
  )
  const coordinators = await actsFor(AUSTRIA)
  expect(coordinators).toEqual(expect.arrayContaining(["updatePerson", "addPerson", "moveMeeting", "addMeeting"]))
  expect(coordinators.filter((act) => /Mandate|endPerson|submit|closeCycle/.test(act))).toEqual([])
  world.jump("2026-06-01T10:00:00+02:00")
  expect(textOf(await world.get(`${DESK}?asOf=2026-06-01T07:30:00Z`, { as: ISU })).links.join()).not.toContain(
    "/record/",
  )
})

test("a meeting is moved and a person added from the desk, and stand there then", async () => {
  const moving = await openForm(world, `/en/plans/${PLAN}/record/moveMeeting?meeting=3rc`, ISU)
  const days = { meeting: "3rc", from: "2026-09-21", to: "2026-09-25", reason: "the host country asked" }
  expect((await moving.send("record", days)).status).toBe(303)
  const adding = await openForm(world, `/en/plans/${PLAN}/record/addPerson`, ISU)
  const person = {
    person: "new-delegate",
    name: "A. New-Delegate",
    address: "new@example.org",
    language: "fr",
    "offices.0.office": "delegate",
    "offices.0.party": "delegation-a",
    "offices.0.from": "2026-06-01",
  }
  expect((await adding.send("record", person)).status).toBe(303)
  const { text } = textOf(await world.get(DESK, { as: ISU }))
  expect(text).toContain("21 September 2026 to 25 September 2026")
  expect(text).toContain("A. New-Delegate State party delegate (Delegation A)")
})

test("everybody's deputy and absences to come stand beside their name", async () => {
  const changes = {
    person: "thematic-a",
    deputy: "thematic-b",
    vacation: [
      { from: "2026-01-05", to: "2026-01-09" },
      { from: "2026-07-06", to: "2026-07-17" },
    ],
  }
  await world.take(ISU, "plan", "updatePerson", changes)
  const { sections } = textOf(await world.get(DESK, { as: ISU }))
  const { people } = await world.get(`/api/plans/${PLAN}`, { as: ISU })
  const names = new Map(people.map((each: { id: string; name: string }) => [each.id, each.name]))
  const entry = sections.people?.find(({ text }) => text.startsWith(String(names.get("thematic-a"))))
  expect(entry?.text).toContain(`Deputy: ${names.get("thematic-b")} · away: 6 July 2026 to 17 July 2026`)
  expect(entry?.text).not.toContain("January")
})

test("people are shown fifty at a time, and the texts of no others are read", async () => {
  const { people } = (await world.hosted.application.planSnapshot(PLAN)).context
  for (let added = 0; people.length + added < 120; added++)
    await world.take(ISU, "plan", "addPerson", { person: `guest-${added}`, name: `Guest ${added}.`, offices: [] })
  const { texts } = world.hosted.application.world
  const read = vi.spyOn(texts, "get")
  const seen: string[] = []
  let address: string | undefined = DESK
  while (address !== undefined) {
    read.mockClear()
    const page: string = await world.get(address.replace("#people", ""), { as: ISU })
    expect(read.mock.calls.length).toBeLessThan(60)
    seen.push(...[...page.matchAll(/record\/updatePerson\?person=([\w-]+)/g)].map(([, person = ""]) => person))
    address = page.match(/<a href="([^"]*)">The people after/)?.[1]
  }
  read.mockRestore()
  expect(seen).toEqual((await world.hosted.application.planSnapshot(PLAN)).context.people.map(({ id }) => id))
  expect(textOf(await world.get(`${DESK}?people=51`, { as: ISU })).text).toContain("51 to 100 of 120")
  for (const place of ["0", "121", "x", "1.5"])
    expect((await world.ask("GET", `${DESK}?people=${place}`, { as: ISU })).status).toBe(400)
})
