import { react } from "@demarche/application/processes/react"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { countingReads, type Reads } from "../bench/reads.ts"
import { type Browser, browserOf } from "../http/browser.ts"
import { ccmFile } from "../http/ccm.ts"
import { AUSTRIA, ISU, openWorld, over, PLAN, type World } from "../http/world.ts"
import { withActivities, withPeople } from "./longPlan.ts"

/** A plan of a size, and what a piece of work with it reads of the store. */
interface Sized {
  world: World
  browser: Browser
  /** A text that one of its activities names. */
  text: string
  during(work: () => Promise<unknown>): Promise<Reads>
}

const START = "2026-01-12T10:00:00+01:00"
const [FEW, MANY] = [
  { activities: 100, people: 60 },
  { activities: 1_000, people: 160 },
]
const KEYS = 3
const SESSION = "by a session"
const NONE: Reads = { asked: 0, given: 0 }

async function sized({ activities, people }: typeof FEW): Promise<Sized> {
  const { store, during } = countingReads(memoryStore())
  const world = await openWorld(START, over(store))
  const file = withPeople(withActivities(ccmFile(), PLAN, activities), people, 1)
  await world.send(ISU, file.replaceAll(/name: Guest (\d+)\n/g, "$&    address: guest-$1@demarche.example\n"))
  await world.take(AUSTRIA, `/api/plans/${PLAN}`, "adopt", { mandate: "the meeting" })
  for (let nth = 0; nth < KEYS; nth++)
    await world.ask("POST", "/api/keys", { as: ISU, body: { plans: [PLAN], label: `Key ${nth}`, office: "observer" } })
  await world.at("2026-03-12T10:00:00+01:00")
  const browser = browserOf(world)
  await browser.send("/en/sign-in/demo", { as: `${PLAN}:coordinator-austria` })
  await world.take(ISU, "plan", "moveMeeting", { meeting: "3rc", from: "2026-09-14", to: "2026-09-18" })
  await world.take(AUSTRIA, "t2-a2", "comment", { text: "Of the second draft." })
  const { items } = await world.get(`/api/activities/${PLAN}.t2-a2/history`, { as: ISU, query: { limit: "100" } })
  return { world, browser, during, text: items.at(-1).events[0].text }
}

let few: Sized
let many: Sized
beforeAll(async () => {
  few = await sized(FEW)
  many = await sized(MANY)
}, 300_000)
afterAll(() => Promise.all([few.world.stop(), many.world.stop()]))

/** How many more reads the same takes with the larger plan. What is remembered is remembered before they are counted. */
async function growth(work: (of: Sized) => Promise<unknown>): Promise<Reads> {
  const counts: Reads[] = []
  for (const of of [few, many]) {
    await work(of)
    counts.push(await of.during(() => work(of)))
  }
  const [small = { asked: 0, given: 0 }, large = small] = counts
  return { asked: large.asked - small.asked, given: large.given - small.given }
}

/** Opens a page as somebody, as nobody, or by a session. */
function opening(path: string, as: string | undefined) {
  return async ({ world, browser }: Sized) => {
    const { status } = await (as === SESSION ? browser.get(path) : world.ask("GET", path, { as }))
    expect(status, path).toBe(200)
  }
}

const plan = `/en/plans/${PLAN}`

describe("K9: what is read of a plan of a hundred activities is read of one of a thousand", () => {
  test.each([
    ["the desk, with fifty people and the keys", `${plan}/desk`, ISU],
    ["a key", `${plan}/desk/keys`, ISU],
    ["an activity", `/en/items/${PLAN}.t2-a2`, AUSTRIA],
    ["an activity by the API", `/api/activities/${PLAN}.t2-a2`, AUSTRIA],
    ["a page of the activities", `/api/activities?plan=${PLAN}&limit=25`, AUSTRIA],
    ["a page of the activities of all plans", "/api/activities?limit=25", AUSTRIA],
    ["a page of those of a track", `/api/activities?plan=${PLAN}&limit=10&track=t1`, AUSTRIA],
    ["a page of the record", `${plan}/history`, AUSTRIA],
    ["the plans", "/en/", AUSTRIA],
    ["who one is, by a session", `${plan}/as`, SESSION],
    ["the sign-in page", "/en/sign-in", undefined],
  ])("%s", async (_, path, as) => {
    expect(await growth(opening(path, as))).toEqual(NONE)
  })

  test("a text, once it has been read before", async () => {
    expect(await growth(({ world, text }) => world.get(`/api/texts/${text}`, { as: ISU }))).toEqual(NONE)
  })

  test("what follows from a commit that looks at no other item, done and tried out", async () => {
    const act = `/api/activities/${PLAN}.t2-a2/transitions/redact`
    const body = (text: string) => ({ text, reason: "personal data" })
    const trying = ({ world, text }: Sized) =>
      world.ask("POST", act, { as: ISU, body: body(text), query: { dryRun: "true" } })
    expect(await growth(trying)).toEqual(NONE)
    const redacted = await Promise.all(
      [few, many].map(({ world, text }) => world.ask("POST", act, { as: ISU, body: body(text) })),
    )
    expect(redacted.map(({ status }) => status)).toEqual([200, 200])
    const following = async ({ world: { hosted } }: Sized) => {
      const head = await hosted.application.world.events.head(`activity:${PLAN}.t2-a2`)
      await react(hosted.application, head ? [head] : [], () => {})
    }
    expect(await growth(following)).toEqual(NONE)
  })

  test("what follows from many commits from which nothing does, but once of each item", async () => {
    const following = async ({ world: { hosted } }: Sized) => {
      const commits = await Array.fromAsync(hosted.application.world.events.scan())
      const dated = commits.filter(({ events }) => events.some(({ value }) => value.type === "DueRecorded"))
      expect(dated.length).toBeGreaterThan(2)
      await react(hosted.application, dated, () => {})
    }
    expect((await growth(following)).given).toBe(MANY.activities - FEW.activities)
  })

  test("a code that is asked for", async () => {
    const asking = async ({ browser }: Sized) => {
      const { status } = await browser.send("/en/sign-in", { address: "guest-7@demarche.example" })
      expect(status).toBe(303)
    }
    expect(await growth(asking)).toEqual(NONE)
  })
})

describe("K9: what counts or orders all activities of a plan reads each of them once (decision 37)", () => {
  test.each([
    ["what needs a coordinator", plan, AUSTRIA],
    ["what needs somebody, by a session", plan, SESSION],
    ["the plan in short", plan, undefined],
    ["what needs somebody by the API", `/api/plans/${PLAN}/mine`, AUSTRIA],
    ["the board", `${plan}/board`, AUSTRIA],
    ["the list", `${plan}/list`, AUSTRIA],
    ["the list, filtered", `${plan}/list?track=t1`, AUSTRIA],
    ["the outputs", `${plan}/outputs`, AUSTRIA],
    ["the outputs by the API", `/api/outputs?plan=${PLAN}`, AUSTRIA],
    ["the plan by the API", `/api/plans/${PLAN}`, undefined],
  ])("%s", async (_, path, as) => {
    const { asked, given } = await growth(opening(path, as))
    expect(given).toBe(MANY.activities - FEW.activities)
    expect(asked).toBeLessThan(6)
  })

  test.each([
    ["one's own page, where one may name any of them as one's deputy", "/en/me"],
    ["the page on which people are invited", `/en/start/${PLAN}`],
  ])("%s reads the name of each person", async (_, path) => {
    const names = MANY.people - FEW.people
    expect(await growth(opening(path, SESSION))).toEqual({ asked: names, given: names })
  })
})
