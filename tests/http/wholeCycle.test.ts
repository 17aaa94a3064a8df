import { readFileSync } from "node:fs"
import { parsePlan } from "@demarche/plan-file/parse"
import { afterEach, expect, test } from "vitest"
import { answerAll } from "./answered.ts"
import { type Json, openWorld, type World } from "./world.ts"

const reason = "as the last meeting decided"

/** How a body works through its cycle. */
interface Cycle {
  plan: string
  start: string
  /** Who brings the plan in, who coordinates, and who presides at its end; named by the secretariat where nobody does yet. */
  as: { staff: string; chair: string; president: string }
  /** Takes something of the plan to its end; answers what has ended well. */
  work(take: Take, world: World): Promise<string[]>
  /** What the plan drops. */
  cancels: string
  /** The last day of the cycle, and the following one as it is asked for. */
  ends: string
  next: { id: string; label: string; startsOn: string; endsAt: string }
}

type Take = (as: string, item: string, name: string, body?: object) => Promise<Json>

/** States of an indicator a value that falls short, then one that meets it. */
async function measured(take: Take, as: string, deliverable: string, [short, enough]: [number, number]): Promise<void> {
  const stated = (current: number) => ({ deliverable, indicator: 1, current, statement: `${current} by now` })
  expect(await take(as, "o1", "reportIndicator", stated(short))).toMatchObject({
    events: [{ type: "IndicatorFellShort" }],
  })
  expect(await take(as, "o1", "reportIndicator", stated(enough))).toMatchObject({
    events: [{ type: "IndicatorReported" }],
  })
}

const bodies: Record<string, Cycle> = {
  ietf: {
    plan: "ietf-onions",
    start: "2026-01-12T10:00:00Z",
    as: { staff: "staff:secretariat", chair: "chair:coordinator", president: "area:presidency" },
    async work(take, world) {
      await take("chair:coordinator", "m1", "agree")
      await take("chair:coordinator", "m1", "startDrafting")
      await take("chair:coordinator", "m1", "addDraft", { text: "draft-ietf-onions-00" })
      await take("chair:coordinator", "m1", "circulate", { until: "2026-01-28T10:00" })
      await world.at("2026-01-28T10:01:00Z")
      await take("area:presidency", "m1", "agree")
      return ["m1"]
    },
    cancels: "m2",
    ends: "2027-10-01T10:00:00Z",
    next: { id: "ietf-onions-2", label: "2027-2029", startsOn: "2027-10-02", endsAt: "end-2" },
  },
  bwc: {
    plan: "bwc-wg-2023-2025",
    start: "2023-06-05T10:00:00+02:00",
    as: { staff: "secretary:secretariat", chair: "chair:coordinator", president: "chair:presidency" },
    async work(take, world) {
      const chair = "chair:coordinator"
      await take(chair, "sched", "startDrafting")
      await take(chair, "sched", "addDraft", { text: "The schedule" })
      await take(chair, "sched", "recordCheck", { check: { of: "partner", partner: "sps" } })
      await take(chair, "sched", "recordCheck", { check: { of: "plan", actions: [7] } })
      await take(chair, "sched", "circulate", { until: "2023-06-06T11:00" })
      await world.at("2023-06-06T11:01:00+02:00")
      await take(chair, "o1", "linkEvidence", { deliverable: "d1", source: "The report", place: "BWC/WG/7/1" })
      await take(chair, "o1", "assess", { deliverable: "d1", finding: "It is there.", met: true })
      await take(chair, "o1", "fulfil")
      return ["sched", "o1"]
    },
    cancels: "ica-help",
    ends: "2026-01-10T10:00:00+01:00",
    next: { id: "bwc-wg-2026-2027", label: "2026-2027", startsOn: "2026-01-11", endsAt: "ws10" },
  },
  att: {
    plan: "att-wgeti-csp6",
    start: "2020-02-03T10:00:00+01:00",
    as: { staff: "staff:secretariat", chair: "chair:coordinator", president: "chair:presidency" },
    async work(take, world) {
      await take("ana:chair", "a67-2", "startDrafting")
      await take("ana:chair", "a67-2", "addDraft", { text: "The work plan on Articles 6 and 7" })
      await take("chair:coordinator", "a67-2", "agree")
      await world.at("2020-08-20T16:00:00+02:00")
      await take("staff:secretariat", "a67-2", "agree", { meeting: "csp6", decision: "paragraph 22" })
      return ["a67-2"]
    },
    cancels: "a11-1",
    ends: "2020-08-22T10:00:00+02:00",
    next: { id: "att-wgeti-csp7", label: "CSP6-CSP7", startsOn: "2020-08-22", endsAt: "csp7" },
  },
  cbd: {
    plan: "cbd-gpa-2023-2030",
    start: "2023-02-01T10:00:00-05:00",
    as: { staff: "sec:secretariat", chair: "sec:coordinator", president: "sec:presidency" },
    async work(take) {
      await take("sec:coordinator", "a1-1-1", "startDrafting")
      await take("sec:coordinator", "a1-1-1", "addDraft", { text: "Guidance" })
      await take("sec:coordinator", "a1-1-1", "agree")
      await take("sec:coordinator", "o1", "linkEvidence", { deliverable: "d-1", source: "a1-1-1" })
      await measured(take, "sec:coordinator", "d-1", [2, 3])
      await take("sec:coordinator", "o1", "fulfil")
      return ["a1-1-1", "o1"]
    },
    cancels: "a1-1-2",
    ends: "2030-12-20T10:00:00-05:00",
    next: { id: "cbd-gpa-2031-2038", label: "2031-2038", startsOn: "2031-01-01", endsAt: "cop-23" },
  },
  apmbc: {
    plan: "apmbc-va-2024",
    start: "2023-12-01T10:00:00+01:00",
    as: { staff: "isu:secretariat", chair: "a:coordinator", president: "b:presidency" },
    async work(take) {
      await take("a:coordinator", "obs-doc", "startDrafting")
      await take("a:coordinator", "obs-doc", "addDraft", { text: "Observations" })
      await take("a:coordinator", "obs-doc", "recordCheck", { check: { of: "oslo", actions: [33] } })
      await take("a:coordinator", "obs-doc", "agree")
      await take("b:coordinator", "obs-doc", "agree")
      await measured(take, "a:coordinator", "d2", [9, 10])
      await take("a:coordinator", "o1", "fulfil")
      return ["obs-doc", "o1"]
    },
    cancels: "retreat",
    ends: "2024-12-01T10:00:00+01:00",
    next: { id: "apmbc-va-2025", label: "5RC-22MSP", startsOn: "2024-12-02", endsAt: "22msp" },
  },
}

let world: World
afterEach(() => world.stop())

const addressOf = (plan: string, code: string) =>
  `/api/${/^o\d+$/.test(code) ? "outputs" : "activities"}/${plan}.${code}`

/** What of a plan stands in a state, by code. */
async function standing(plan: string, state: string, as: string): Promise<Map<string, Json>> {
  const query = { plan, limit: "100" }
  const lists = await Promise.all(["activities", "outputs"].map((each) => world.get(`/api/${each}`, { as, query })))
  const items = lists.flatMap((list) => list.items).filter((item: Json) => item.state === state)
  return new Map(items.map((item: Json) => [item.code, item]))
}

test.each(Object.entries(bodies))(
  "%s lives a whole cycle, and what is left of it begins the following one",
  async (file, cycle) => {
    const { plan, as, next } = cycle
    const { staff, chair, president } = as
    world = await openWorld(cycle.start)
    const take: Take = (by, code, name, body) => world.take(by, addressOf(plan, code), name, body)
    await world.send(staff, readFileSync(new URL(`bodies/${file}.yaml`, import.meta.url), "utf8"))
    await world.take(chair, `/api/plans/${plan}`, "adopt", { mandate: "the first meeting" })
    const well = await cycle.work(take, world)
    for (const code of well) expect((await world.get(addressOf(plan, code))).state).toMatch(/^(agreed|fulfilled)$/)
    await world.at(cycle.ends)

    const [person, office] = president.split(":")
    const { people } = await world.get(`/api/plans/${plan}`, { as: staff })
    const holds = people.find((each: Json) => each.id === person).offices.some((each: Json) => each.office === office)
    if (!holds)
      await world.take(staff, `/api/plans/${plan}`, "grantMandate", { person, office, from: cycle.ends.slice(0, 10) })
    expect(await world.refused(president, `/api/plans/${plan}`, "closeCycle", { reason })).toEqual(["OPEN_ITEMS"])
    await take(chair, cycle.cancels, "cancel", { reason })
    await answerAll(world, plan, chair)
    expect(await world.take(president, `/api/plans/${plan}`, "closeCycle", { reason })).toMatchObject({
      state: "closed",
    })

    const over = await standing(plan, "carriedOver", staff)
    expect(over.size).toBeGreaterThan(0)
    const { status, body, headers } = await world.ask("GET", `/api/plans/${plan}/next`, { as: staff, query: next })
    expect([status, headers.get("Content-Type")]).toEqual([200, "application/yaml; charset=utf-8"])
    const read = parsePlan(body, "yaml").plan
    for (const { id, note } of [...read.activities, ...read.outputs])
      expect(note).toMatch(
        new RegExp(`^(Carried over from|Reporté de) ${plan} ${id}, (no\\.|n°)\\s${over.get(id)?.version}`),
      )

    await world.send(staff, body)
    await world.take(chair, `/api/plans/${next.id}`, "adopt", { mandate: "the last meeting" })
    const planned = new Map([
      ...(await standing(next.id, "planned", staff)),
      ...(await standing(next.id, "open", staff)),
    ])
    expect([...planned.keys()].sort()).toEqual([...over.keys()].sort())
    for (const [code, { title, kind, track, rules }] of planned) {
      expect({ title, kind, track }).toEqual({
        title: over.get(code).title,
        kind: over.get(code).kind,
        track: over.get(code).track,
      })
      for (const rule of rules) expect(over.get(code).rules).toContainEqual(rule)
    }
    const [was, is] = await Promise.all([plan, next.id].map((id) => world.get(`/api/plans/${id}`, { as: staff })))
    expect(is).toMatchObject({ cycle: next.label, zone: was.zone, weekend: was.weekend, procedure: was.procedure })
    for (const list of ["tracks", "objectives", "parties", "bodies"])
      expect(is[list].map(({ id }: Json) => id)).toEqual(was[list].map(({ id }: Json) => id))
    expect(is.people.map(({ id, name }: Json) => [id, name])).toEqual(
      was.people.map(({ id, name }: Json) => [id, name]),
    )
  },
)

test("a file is cut to its reader: people are the committee's, and where they are written to those know who run the plan", async () => {
  world = await openWorld("2023-12-01T10:00:00+01:00")
  const { plan, next } = bodies.apmbc!
  await world.send("isu:secretariat", readFileSync(new URL("bodies/apmbc.yaml", import.meta.url), "utf8"))
  const text = async (as?: string) =>
    (await world.ask("GET", `/api/plans/${plan}/next`, { ...(as && { as }), query: next })).body
  expect(await text("isu:secretariat")).toMatch(/a@apmbc\.example/)
  expect(await text()).not.toMatch(/@|Ambassador A/)
  expect(parsePlan(await text(), "yaml").plan.people).toEqual([])
})

test("what is asked for is checked, and what is not there is said", async () => {
  world = await openWorld("2023-12-01T10:00:00+01:00")
  const { plan, next } = bodies.apmbc!
  await world.send("isu:secretariat", readFileSync(new URL("bodies/apmbc.yaml", import.meta.url), "utf8"))
  const { status, body } = await world.ask("GET", `/api/plans/${plan}/next`, { query: { ...next, startsOn: "soon" } })
  expect([status, body.errors.map(({ path }: Json) => path)]).toEqual([400, ["startsOn"]])
  expect((await world.ask("GET", "/api/plans/nowhere/next", { query: next })).status).toBe(404)
})
