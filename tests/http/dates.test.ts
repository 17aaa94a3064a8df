import { readFileSync } from "node:fs"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { type Json, openWorld, type World } from "./world.ts"

const [CHAIR, SECRETARIAT] = ["ana:coordinator", "sec:secretariat"]
const asked = { reason: "the session asked for it" }

let world: World
beforeEach(async () => {
  world = await openWorld("2026-01-05T09:00:00Z")
  await world.send(SECRETARIAT, readFileSync(new URL("bodies/dates.yaml", import.meta.url), "utf8"))
  await world.take(CHAIR, "/api/plans/dated", "adopt", { mandate: "the first meeting" })
})
afterEach(() => world.stop())

const item = (code: string, query = ""): Promise<Json> => world.get(`/api/activities/dated.${code}${query}`)
const due = async (code: string) => (await item(code)).due?.on ?? null
const take = (code: string, name: string, body: object) =>
  world.take(CHAIR, `/api/activities/dated.${code}`, name, body)
const refused = (code: string, name: string, body: object) =>
  world.refused(CHAIR, `/api/activities/dated.${code}`, name, body)

describe("the dates of a plan file", () => {
  test.each([
    ["half", "2026-06-30", "halfYear"],
    ["year", "2030-12-31", "year"],
    ["said", "2026-06-20", "mid"],
    ["range", "2026-07-02", "day"],
    ["open", "2026-05-31", "month"],
    ["before", "2026-09-16", "day"],
    ["list", "2026-04-13", "day"],
    ["follows", "2026-09-30", "day"],
    ["third", "2026-10-07", "day"],
  ])("%s is due on %s, known as %s", async (code, on, precision) => {
    expect((await item(code)).due).toMatchObject({ on, precision })
  })

  test("are kept with the document's words, and shown as read from them or as left open", async () => {
    expect((await item("said")).due.rule).toMatchObject({ kind: "month", part: "mid", words: "mid-June 2026" })
    expect((await item("words")).rules).toEqual([{ kind: "none", words: "As work progresses" }])
    expect(await due("words")).toBeNull()
    const page = async (code: string, language: string) =>
      (await world.ask("GET", `/${language}/items/dated.${code}`)).body
    expect(await page("said", "en")).toContain("mid-June 2026")
    expect(await page("said", "fr")).toContain("mi-juin 2026")
    expect(await page("said", "fr")).toContain("lu dans")
    expect(await page("open", "en")).toContain("May 2026, tentative")
  })

  test("from a day to a day are found in every quarter that they touch", async () => {
    const found = async (quarter: string) =>
      (await world.get(`/api/activities?plan=dated&quarter=${quarter}&limit=100`)).items.map(({ code }: Json) => code)
    expect(await found("2026-Q2")).toContain("range")
    expect(await found("2026-Q3")).toContain("range")
    expect(await found("2026-Q4")).not.toContain("range")
    expect(await found("2030-Q1")).toContain("year")
  })
})

describe("a date after another item", () => {
  test("moves with its date, over others, and counts from its end once that is recorded", async () => {
    await world.take(CHAIR, "/api/plans/dated", "moveMeeting", {
      meeting: "last",
      from: "2026-11-23",
      to: "2026-11-27",
      ...asked,
    })
    expect([await due("before"), await due("follows"), await due("third")]).toEqual([
      "2026-09-23",
      "2026-10-07",
      "2026-10-14",
    ])
    expect((await world.get("/api/outputs/dated.o")).due.on).toBe("2026-11-14")

    await world.at("2026-02-02T10:00:00Z")
    await take("before", "waiveConsultation", asked)
    await take("before", "startDrafting", {})
    await take("before", "addDraft", { text: "Agreed at once." })
    await take("before", "agree", {})
    expect(await due("follows")).toBe("2026-02-16")
    expect(await due("third")).toBe("2026-02-23")
    expect((await world.get("/api/outputs/dated.o")).due.on).toBe("2026-03-23")
  })

  test("closes no circle, and counts from nothing that is not there", async () => {
    const from = (item: string) => ({ rules: [{ kind: "after", item, weeks: 1 }], ...asked })
    expect(await refused("before", "setDue", from("third"))).toEqual(["CIRCLE"])
    expect(await refused("before", "setDue", from("before"))).toEqual(["ITSELF"])
    expect(await refused("before", "setDue", from("nowhere"))).toEqual(["REFERENCE_UNKNOWN"])
    expect(await due("third")).toBe("2026-10-07")
  })
})

describe("what is reported period by period", () => {
  const periods = async (code: string) => (await item(code)).periods.map(({ period }: Json) => period)

  test("has its periods from the adoption to the end of the cycle, the first and the last partial", async () => {
    expect(await periods("talks")).toEqual(["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"])
    const all = (await item("talks")).periods
    expect(all[0]).toEqual({
      period: "2026-Q1",
      from: "2026-01-05",
      to: "2026-03-31",
      due: "2026-04-14",
      reported: false,
      owed: true,
    })
    expect(all[3]).toMatchObject({ from: "2026-10-01", to: "2026-11-20", due: "2026-12-04" })
    expect(await periods("months")).toHaveLength(11)
    expect(await periods("sessions")).toEqual(["first", "last"])
  })

  test("is due with the first that is not reported, whichever was", async () => {
    expect((await item("talks")).due).toMatchObject({ on: "2026-04-14", period: "2026-Q1" })
    await take("talks", "reportProgress", { period: "2026-Q1", text: "Two calls." })
    expect((await item("talks")).due).toMatchObject({ on: "2026-07-14", period: "2026-Q2" })
    await take("talks", "reportProgress", { period: "2026-Q1", text: "Three calls, in fact." })
    await world.at("2026-04-20T09:00:00Z")
    await take("sessions", "reportProgress", { period: "first", text: "Nothing to report." })
    expect((await item("sessions")).due).toMatchObject({ on: "2026-12-04", period: "last" })
    expect(await refused("talks", "reportProgress", { period: "2026-Q4", text: "Early." })).toEqual(["PERIOD_AHEAD"])
    expect(await refused("talks", "reportProgress", { period: "2026-04", text: "A month." })).toEqual([
      "PERIOD_UNKNOWN",
    ])
    expect(await refused("sessions", "reportProgress", { period: "none", text: "?" })).toEqual(["MEETING_UNKNOWN"])
  })

  test("owes nothing for a time in which it was deferred", async () => {
    await world.at("2026-03-31T10:00:00Z")
    await take("talks", "defer", asked)
    await world.at("2026-07-02T10:00:00Z")
    await take("talks", "resume", asked)
    const owed = (await item("talks")).periods.map(({ owed }: Json) => owed)
    expect(owed).toEqual([true, false, true, true])
    await take("talks", "reportProgress", { period: "2026-Q1", text: "Two calls." })
    expect((await item("talks")).due.period).toBe("2026-Q3")
  })
})

describe("what the document leaves open", () => {
  test("is not owed before it is taken up, and from then on is", async () => {
    expect(await item("may")).toMatchObject({ modality: "notTakenUp", due: null, periods: [] })
    expect((await world.ask("GET", "/en/items/dated.may")).body).toContain("not taken up yet")
    await world.at("2026-05-04T09:00:00Z")
    expect((await item("may")).due).toBeNull()
    await take("may", "waiveConsultation", asked)
    expect(await item("may")).toMatchObject({
      modality: "takenUp",
      due: { on: "2026-07-14", period: "2026-Q2", overdue: false },
    })
  })

  test("is taken up where the document itself dates it, and where somebody sets its date", async () => {
    expect(await item("offered")).toMatchObject({ modality: "takenUp", due: { on: "2026-03-01" } })
    expect((await item("offered")).periods).toHaveLength(4)
    await take("may", "setDue", { rules: [{ kind: "none" }], ...asked })
    expect((await item("may")).modality).toBe("notTakenUp")
    await take("may", "setDue", { rules: [{ kind: "year", year: "2026" }], ...asked })
    expect((await item("may")).modality).toBe("takenUp")
  })

  test("where feasible needs its decision, and a no can be taken back with a reason", async () => {
    expect((await item("where")).modality).toBe("conditional")
    await take("where", "decideFeasibility", { feasible: false, ...asked })
    expect((await item("where")).state).toBe("notPursued")
    expect(await refused("where", "decideFeasibility", { feasible: true })).toEqual(["REASON"])
    await take("where", "decideFeasibility", { feasible: true, ...asked })
    expect(await item("where")).toMatchObject({ state: "planned", modality: "feasible" })
  })
})

describe("what waits for another", () => {
  const agree = async (code: string) => {
    for (const [name, body] of [
      ["waiveConsultation", asked],
      ["startDrafting", {}],
      ["addDraft", { text: "Done." }],
      ["agree", {}],
    ] as const)
      await take(code, name, body)
  }
  const waiting = async (code: string) => (await item(code)).waitingFor.map(({ target }: Json) => target)

  test("is not late while it waits, and is once the other is agreed; and waits again when that is reopened", async () => {
    await world.at("2026-02-02T10:00:00Z")
    expect((await item("base")).due.overdue).toBe(true)
    expect(await item("waits")).toMatchObject({
      due: { overdue: false },
      waitingFor: [{ target: "base", expected: null, gate: false }],
    })
    await agree("base")
    expect(await waiting("waits")).toEqual([])
    expect((await item("waits")).due.overdue).toBe(true)
    await world.take("pat:presidency", "/api/activities/dated.base", "reopen", asked)
    expect(await waiting("waits")).toEqual(["base"])
    expect((await item("waits")).due.overdue).toBe(false)
  })

  test("forbids nothing, unless the plan makes it a gate", async () => {
    await take("waits", "waiveConsultation", asked)
    expect(await refused("gated", "waiveConsultation", asked)).toEqual(["GATE"])
    expect(await refused("gated", "endWait", { target: "base" })).toEqual(["REASON"])
    await take("gated", "endWait", { target: "base", ...asked })
    await take("gated", "waiveConsultation", asked)
    expect(await refused("gated", "endWait", { target: "base", ...asked })).toEqual(["NOT_WAITING"])
  })

  test("waits for what takes the other's place", async () => {
    await take("base", "supersede", { successors: ["dated.half"], ...asked })
    expect(await waiting("waits")).toEqual(["dated.half"])
    expect(await waiting("gated")).toEqual(["dated.half"])
  })

  test("for an actor is that actor's turn, who says that it comes later, and late again after that day", async () => {
    const says = { target: "lab", expected: "2026-03-01" }
    const late = (as: string) => world.refused(as, "/api/activities/dated.ours", "sayLate", says)
    expect((await item("ours")).turn).toMatchObject({ holder: "lab", asked: "provide" })
    await world.at("2026-02-21T10:00:00Z")
    expect((await item("ours")).due.overdue).toBe(true)
    expect(await late("pat:presidency")).toEqual(["WAITED_FOR"])
    await world.take("lou:partner", "/api/activities/dated.ours", "sayLate", says)
    expect(await item("ours")).toMatchObject({ due: { overdue: false }, waitingFor: [{ expected: "2026-03-01" }] })
    await world.at("2026-03-02T10:00:00Z")
    expect((await item("ours")).due.overdue).toBe(true)
  })

  test("for what is over already does not wait", async () => {
    await agree("base")
    await take("half", "linkTo", { relation: "waitsFor", target: "base" })
    expect(await waiting("half")).toEqual([])
    await take("half", "linkTo", { relation: "waitsFor", target: "shop", expected: "2026-06-01" })
    expect((await item("half")).turn).toMatchObject({ holder: "coordinator", asked: "work" })
  })
})
