import { runImports } from "@demarche/application/processes/runImports"
import type { Commit } from "@demarche/event-store"
import { importingEvents } from "@demarche/workflows/catalogue"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { ccmFile } from "../http/ccm.ts"
import {
  AUSTRIA,
  FOCAL_POINT,
  ISU,
  type Json,
  openCcm,
  openWorld,
  PLAN,
  PRESIDENCY,
  thematic,
  unheard,
  type World,
} from "../http/world.ts"
import { withActivities, withPeople } from "./longPlan.ts"

const YAML = { "Content-Type": "application/yaml" }
const ask = (world: World, as: string | undefined, body: string, headers = {}) =>
  world.ask("POST", "/api/plans", { as, body, headers: { ...YAML, ...headers } })

describe("K9 a plan file is asked for, and imported by whoever hears of it", () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld(undefined, unheard)
  })
  afterEach(() => world.stop())

  const commits = (): Promise<Commit[]> => Array.fromAsync(world.hosted.application.world.events.scan())
  const importing = async () =>
    (await commits()).filter(({ events }) => events.some(({ value }) => importingEvents.includes(value.type)))
  const reading = (location: string, as = ISU) => world.ask("GET", location, { as })

  test("the answer comes before anything of the plan is written, and says where it is told of", async () => {
    const { status, headers, body } = await ask(world, ISU, ccmFile())
    expect({ status, body }).toMatchObject({
      status: 202,
      body: { state: "asked", plan: PLAN, created: true, done: 0, of: 47, counts: { activities: 21, outputs: 5 } },
    })
    expect(headers.get("Location")).toBe(`/api/imports/${body.id}`)
    expect((await commits()).map(({ stream }) => stream)).toEqual([`import:${body.id}`])
  })

  test("a piece at a time, whichever messages come twice or late, it comes to the same plan", async () => {
    const { headers } = await ask(world, ISU, ccmFile())
    const location = headers.get("Location") ?? ""
    const states: Json[] = []
    for (let pieces = 0; pieces < 10; pieces++) {
      const heard = await importing()
      await runImports(world.hosted.application, [...heard, ...heard, ...heard.toReversed()], { most: 10 })
      const { state, done, of } = (await reading(location)).body
      states.push([state, done, of])
      if (state !== "asked") break
      expect((await world.ask("GET", `/api/plans/${PLAN}`)).status, "half a plan is shown to nobody").toBe(404)
    }
    expect(states.at(-1)).toEqual(["finished", 47, 47])
    expect(states.length).toBeGreaterThan(1)
    await world.hosted.settled()
    const { items } = await world.get("/api/activities", { query: { plan: PLAN, limit: "100" } })
    expect(items).toHaveLength(21)
    const written = (await commits()).filter(({ stream }) => !stream.startsWith("import:"))
    const keyed = written.filter(({ events }) => events.some(({ value }) => value.type === "NamesKeyed"))
    expect(keyed, "the key of the plan's names").toHaveLength(1)
    expect(written.length - keyed.length, "a commit a command").toBe(47)
  })

  test("what is refused is refused at once, with nothing written", async () => {
    const wrong: [string | undefined, string, number][] = [
      [undefined, ccmFile(), 401],
      [ISU, "this: is: no plan", 400],
      [ISU, ccmFile().replace("track: t1", "track: t99"), 400],
      [AUSTRIA, ccmFile(), 422],
      ["observer:observer", ccmFile(), 422],
      ["stranger:secretariat", ccmFile(), 403],
      [ISU, `# ${"-".repeat(4 * 1024 * 1024)}\n${ccmFile()}`, 413],
    ]
    for (const [as, body, status] of wrong) expect((await ask(world, as, body)).status).toBe(status)
    expect(await commits()).toEqual([])
  })

  test("asked for twice under one Idempotency-Key it is one import; another file under it is refused", async () => {
    const once = { "Idempotency-Key": "once" }
    const [first, again] = [await ask(world, ISU, ccmFile(), once), await ask(world, ISU, ccmFile(), once)]
    expect(again.headers.get("Location")).toBe(first.headers.get("Location"))
    expect(await commits()).toHaveLength(1)
    expect(await ask(world, ISU, `${ccmFile()}\n# more`, once)).toMatchObject({ status: 422 })
    await runImports(world.hosted.application, await commits())
    const ended = await commits()
    const late = await ask(world, ISU, ccmFile(), once)
    expect(late).toMatchObject({ status: 202, body: { state: "finished", created: true } })
    expect(await commits(), "though a rehearsal would come to something else by now").toEqual(ended)
  })
})

describe("K1 and K2 an import and its file", () => {
  test("are for who sent it and for the secretariat", async () => {
    const world = await openCcm("2026-03-02T10:00:00+01:00")
    const { headers } = await ask(world, AUSTRIA, ccmFile().replace("Meeting with the ISU", "Meetings with the ISU"))
    const location = headers.get("Location") ?? ""
    const seen = async (as?: string) => (await world.ask("GET", location, { as })).status
    expect(await Promise.all([AUSTRIA, ISU].map(seen))).toEqual([200, 200])
    for (const as of ["coordinator-cameroon:coordinator", FOCAL_POINT, thematic("a"), "observer:observer"])
      expect(await seen(as), as).toBe(404)
    expect(await seen()).toBe(401)
    const { items } = await world.get("/api/history", { query: { plan: PLAN, limit: "100" }, as: thematic("a") })
    expect(items.filter(({ stream }: Json) => stream.startsWith("import:"))).toEqual([])
    await world.stop()
  })

  test("the file is gone with the end of the import, and no name or address is kept of it", async () => {
    const world = await openCcm("2026-03-02T10:00:00+01:00")
    const file = ccmFile().replace(/address: thematic-a@\S+/, "address: somewhere-else@demarche.example")
    expect(file).not.toBe(ccmFile())
    const done = await world.send(ISU, file)
    expect(done.differences.flatMap(({ fields }: Json) => fields)).toContainEqual({
      field: "people.thematic-a.address",
      stands: null,
      file: null,
    })
    const { events, texts } = world.hosted.application.world
    const [first] = await Array.fromAsync(events.read(`import:${done.id}`))
    expect(await texts.get(String(first?.events[0]?.value.file))).toBe("erased")
    const kept = await Array.fromAsync(texts.scan(() => {}))
    const saying = kept.filter((text) => "body" in text && text.body.includes("somewhere-else"))
    expect(saying, "the address itself alone").toHaveLength(1)
    await world.stop()
  })
})

test("K9 a file of more commands than a piece goes on by itself to its end", async () => {
  const world = await openWorld()
  const { id, ...done } = await world.send(ISU, withActivities(ccmFile(), "long", 460))
  expect(done).toMatchObject({ state: "finished", created: true, counts: { activities: 481 }, done: 507, of: 507 })
  const steps = await Array.fromAsync(world.hosted.application.world.events.read(`import:${id}`))
  expect(steps.map(({ events }) => events[0]?.value.type)).toEqual([
    "ImportRequested",
    "ImportContinued",
    "ImportFinished",
  ])
  await world.stop()
})

test("K9 of a file of more commands than a piece, one refused by a rule leaves nothing half written, and is named", async () => {
  const world = await openWorld()
  const { id, state, done, of, failing, errors } = await world.send(ISU, withPeople(ccmFile(), 480, 15))
  expect({ state, done, of, errors }).toEqual({ state: "refused", done: 0, of: 527, errors: [] })
  const fields = [expect.stringMatching(new RegExp(`^plan:${PLAN} people\\.guest-\\d+$`))]
  expect(failing).toEqual([{ code: "STATE_FULL", sentence: expect.any(String), fields }])
  const commits = await Array.fromAsync(world.hosted.application.world.events.scan())
  expect(new Set(commits.map(({ stream }) => stream))).toEqual(new Set([`import:${id}`]))
  expect(await world.ask("GET", `/api/plans/${PLAN}`)).toMatchObject({ status: 404 })
  await world.stop()
})

test("K7 whose mandate ends before the import is done, imports nothing", async () => {
  const world = await openCcm("2026-03-02T10:00:00+01:00", unheard)
  const { application } = world.hosted
  const { headers } = await ask(world, ISU, ccmFile().replace("Meeting with the ISU", "Meetings with the ISU"))
  await world.take(PRESIDENCY, "plan", "endMandate", {
    person: "isu",
    office: "secretariat",
    party: "isu",
    on: "2026-02-28",
  })
  const heard: Commit[] = await Array.fromAsync(application.world.events.scan())
  const before = heard.filter(({ stream }) => !stream.startsWith("import:")).length
  await runImports(application, heard)
  const commits: Commit[] = await Array.fromAsync(application.world.events.scan())
  expect(commits.filter(({ stream }) => !stream.startsWith("import:"))).toHaveLength(before)
  const id = headers.get("Location")?.replace("/api/imports/", "")
  const last = commits.findLast(({ stream }) => stream === `import:${id}`)
  expect(last?.events.map(({ value }) => value)).toMatchObject([
    { type: "ImportRefused", failing: ["OFFICE"] },
    { type: "TextRedacted" },
  ])
  await world.stop()
})
