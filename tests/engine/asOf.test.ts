import {
  type Commit,
  elapsedDeadlines,
  loadState,
  loadStateAsOf,
  type Past,
  restore,
  uncorrected,
} from "@demarche/engine"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import type { Step } from "@demarche/workflows/procedure"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { committeePath } from "../workflows/activity/stories.ts"
import { austria, ireland, isu, june } from "../workflows/actors.ts"
import { BOOK, collect, fixture, loan, march, typesOf } from "./fixture.ts"
import { mailbox } from "./mailbox.ts"

const rejected = (...failing: string[]) => ({ code: "rejected", refusal: { failing } })
const underSilence = "drafting, underSilence"
const broken = "drafting, broken"

describe("the objection in the mailbox: received 17:50, recorded 18:20, silence ended 18:00", () => {
  test("until it is typed in, the silence has ended and the text is agreed", async () => {
    const { now, asKnown, asItWas, events } = await mailbox()
    for (const tell of [now, asKnown, asItWas]) {
      expect(await tell("2026-06-08T15:59:59.999Z")).toBe(underSilence)
      expect(await tell(june(8, 18))).toBe("agreed")
      expect(await tell(june(8, 18, 10))).toBe("agreed")
    }
    expect((await collect(events.read("activity:ccm.t2-a2"))).flatMap(typesOf)).not.toContain("SilencePassed")
  })
  test("then the agreement is taken back, and both facts stay in the record", async () => {
    const { now, correct, outcome, events } = await mailbox()
    const answer = await correct(june(8, 18, 20), outcome)
    expect(answer.events.map(({ type }) => type)).toEqual(["OutcomeRetracted", "ObjectionRaised"])
    expect(await now(june(8, 18, 20))).toBe(broken)
    const [passed, corrected] = await collect(events.read("activity:ccm.t2-a2", { from: outcome }))
    expect(passed).toMatchObject({ happened: june(8, 18), recorded: june(8, 18, 20) })
    expect(corrected).toMatchObject({ received: june(8, 17, 50), recorded: june(8, 18, 20) })
    expect(corrected?.events[0]?.value).toMatchObject({ type: "OutcomeRetracted", corrects: outcome })
  })
  test("as known at 18:10 it was agreed, and stays so for ever", async () => {
    const { correct, outcome, asKnown } = await mailbox()
    await correct(june(8, 18, 20), outcome)
    expect(await asKnown(june(8, 17, 55))).toBe(underSilence)
    expect(await asKnown(june(8, 18, 10))).toBe("agreed")
    expect(await asKnown(june(8, 18, 20))).toBe(broken)
    expect(await asKnown(june(9))).toBe(broken)
  })
  test("as it was, the objection broke the silence when it was made, and there never was an agreement", async () => {
    const { correct, outcome, asItWas } = await mailbox()
    await correct(june(8, 18, 20), outcome, { occurredAt: june(8, 17, 50) })
    expect(await asItWas(june(8, 17, 49))).toBe(underSilence)
    for (const instant of [june(8, 17, 50), june(8, 18), june(8, 18, 10), june(9)])
      expect(await asItWas(instant)).toBe(broken)
  })
  test("as it was, where the correction is dated when it was typed in, it takes effect then", async () => {
    const { correct, outcome, asItWas } = await mailbox()
    await correct(june(8, 18, 20), outcome)
    expect(await asItWas(june(8, 18, 10))).toBe("agreed")
    expect(await asItWas(june(8, 18, 20))).toBe(broken)
  })
  test("an outcome that was recorded before is corrected as well as one that was not", async () => {
    const { correct, outcome, comment, now, asItWas } = await mailbox()
    expect((await comment(june(8, 18, 10))).commits.map(typesOf)).toEqual([["SilencePassed"], ["CommentMade"]])
    await correct(june(8, 18, 20), outcome)
    expect(await now(june(8, 18, 20))).toBe(broken)
    expect(await asItWas(june(8, 18, 15))).toBe("agreed")
  })
  test("an objection that came late in between does not stand in its way", async () => {
    const { correct, outcome, object, now } = await mailbox()
    expect((await object(june(8, 18, 5))).events).toMatchObject([{ type: "LateObjectionRecorded", party: "pe" }])
    await correct(june(8, 18, 20), outcome)
    expect(await now(june(8, 18, 20))).toBe(broken)
  })
  test("what came after the correction builds on it, in either reading", async () => {
    const { correct, outcome, take, asKnown, asItWas } = await mailbox()
    await correct(june(8, 18, 20), outcome)
    await take(june(9), ireland, { type: "withdrawObjection", objection: 1 })
    await take(june(9, 11), austria, { type: "addDraft", text: "The second draft." })
    for (const tell of [asKnown, asItWas]) {
      expect(await tell(june(9, 10))).toBe(broken)
      expect(await tell(june(9, 11))).toBe("drafting, editing")
    }
  })

  test("a correction names what time decided, and nothing else", async () => {
    const { correct, outcome } = await mailbox()
    await expect(correct(june(8, 17, 55), outcome - 1)).rejects.toMatchObject(rejected("NOT_AN_OUTCOME"))
    await expect(correct(june(8, 17, 55), outcome + 9)).rejects.toMatchObject(rejected("NOT_AN_OUTCOME"))
    await expect(correct(june(8, 18, 20), outcome - 1)).rejects.toMatchObject(rejected("NOT_THE_OUTCOME"))
  })
  test("what was received at the deadline was late", async () => {
    const { correct, outcome } = await mailbox()
    await expect(correct(june(8, 18, 20), outcome, { receivedAt: june(8, 18) })).rejects.toMatchObject(
      rejected("NOT_IN_TIME"),
    )
  })
  test("an outcome on which a later decision rests is no longer corrected", async () => {
    const { correct, outcome, take } = await mailbox()
    await take(june(8, 18, 5), { ...austria, office: "presidency" }, { type: "reopen" }, { reason: "a new mandate" })
    await take(june(8, 18, 6), austria, { type: "requestClearance" })
    await take(june(8, 18, 7), isu, { type: "clearDraft" })
    const facts = {
      deadline: { at: june(15, 18), zone: "Europe/Zurich", wall: "2026-06-15T18:00" },
      hours: 168,
      workingDays: 5,
      inOfficeHours: true,
      addressees: ["ie"],
    }
    await take(june(8, 18, 8), austria, { type: "circulate", until: "2026-06-15T18:00" }, { facts })
    await expect(correct(june(8, 18, 20), outcome)).rejects.toMatchObject(rejected("NOT_IN_TIME"))
  })
  test("what could not have happened without it is undone with it", async () => {
    const { correct, outcome, take, now, asItWas } = await mailbox()
    const cameroon = { person: "cameroon", office: "coordinator" as const, party: "cm" }
    await take(june(8, 18, 5), cameroon, { type: "recordCheck", check: { of: "consent" } })
    await correct(june(8, 18, 20), outcome)
    for (const tell of [now, asItWas]) expect(await tell(june(8, 18, 20))).toBe(broken)
  })
  test("an outcome is corrected once", async () => {
    const { correct, outcome, take } = await mailbox()
    await correct(june(8, 18, 20), outcome)
    await take(june(9), ireland, { type: "withdrawObjection", objection: 1 })
    await take(june(9), austria, { type: "addDraft", text: "The second draft." })
    await take(
      june(9),
      austria,
      { type: "recordCheck", check: { of: "gender-advice", waived: true } },
      { reason: "unchanged" },
    )
    await take(june(9), austria, { type: "requestClearance" })
    await take(june(9), isu, { type: "clearDraft" })
    const facts = {
      deadline: { at: june(17, 18), zone: "Europe/Zurich", wall: "2026-06-17T18:00" },
      hours: 192,
      workingDays: 6,
      inOfficeHours: true,
      addressees: ["ie"],
    }
    await take(june(9), austria, { type: "circulate", until: "2026-06-17T18:00" }, { facts })
    await expect(correct(june(10), outcome)).rejects.toMatchObject(rejected("NOT_IN_TIME"))
  })
  test("an outcome that stands is corrected again, and in either reading what came after builds on it", async () => {
    const [clearance, silence] = committeePath.steps
    const { correct, outcome, take, now, asKnown, asItWas } = await mailbox({
      ...committeePath,
      steps: [clearance!, { ...silence, brokenBy: 3 } as Step],
    })
    const mailed = { occurredAt: june(8, 17, 50) }
    const cleared = "drafting, cleared"
    const told = ({ events }: { events: { type: string }[] }) => events.map(({ type }) => type)
    expect(told(await correct(june(8, 18, 20), outcome, mailed))).toEqual(["StepsRetracted", "ObjectionRaised"])
    const second = await correct(june(9, 9), outcome, { by: { ...isu, onBehalfOf: "pe" }, ...mailed })
    expect(told(second)).toEqual(["OutcomeQualified", "ObjectionRaised"])
    for (const tell of [now, asKnown, asItWas]) expect(await tell(june(9, 10))).toBe(cleared)
    for (const objection of [1, 2])
      await take(june(9, 11), austria, { type: "resolveObjection", objection, how: "reworded" })
    await take(june(9, 11), austria, { type: "agree" })
    for (const tell of [now, asKnown, asItWas]) expect(await tell(june(9, 12))).toBe("agreed")
    const third = await correct(june(9, 13), outcome, { by: { ...isu, onBehalfOf: "la" } })
    expect(told(third)).toEqual(["OutcomeRetracted", "ObjectionRaised"])
    for (const tell of [now, asKnown, asItWas]) expect(await tell(june(9, 14))).toBe(broken)
    await expect(correct(june(9, 15), outcome)).rejects.toMatchObject(rejected("NO_OUTCOME", "NOT_THE_OUTCOME"))
  })
  test("a correction is dated no earlier than what it builds on, so that the past can be told", async () => {
    const { correct, outcome, asItWas } = await mailbox()
    await expect(correct(june(8, 18, 20), outcome, { occurredAt: june(1, 9, 45) })).rejects.toMatchObject(
      rejected("HAPPENED_TOO_EARLY"),
    )
    expect(await asItWas(june(1, 9, 50))).toBe("drafting, cleared")
  })
  test("nor does what comes after it date back before what was recorded before it", async () => {
    const { correct, outcome, take, asItWas } = await mailbox()
    const link = { relation: "feeds", target: "ccm.t1-a1" }
    await take(june(8, 18, 10), austria, { type: "linkTo", ...link })
    await correct(june(8, 18, 20), outcome, { occurredAt: june(8, 17, 50) }).catch(() =>
      correct(june(8, 18, 20), outcome),
    )
    await take(june(8, 18, 30), austria, { type: "unlink", ...link }, { occurredAt: june(8, 17, 52) }).catch(() => {})
    expect(await asItWas(june(8, 17, 55))).toMatch(/underSilence|broken/)
  })
  test("but it may be dated between the correction and the outcome that was taken back", async () => {
    const { correct, outcome, take, asItWas } = await mailbox()
    await correct(june(8, 18, 20), outcome, { occurredAt: june(8, 17, 50) })
    await take(june(8, 18, 30), austria, { type: "assignOwner", owner: "anna" }, { occurredAt: june(8, 17, 52) })
    expect(await asItWas(june(8, 17, 55))).toBe(broken)
  })
  test("nor does a clock a little behind", async () => {
    const { correct, outcome, take, asItWas } = await mailbox()
    const link = { relation: "feeds", target: "ccm.t1-a1" }
    await take(june(8, 18, 10), austria, { type: "linkTo", ...link })
    await correct(june(8, 18, 10), outcome, { occurredAt: june(8, 17, 50) })
    await take("2026-06-08T16:09:59.990Z", austria, { type: "unlink", ...link })
    expect(await asItWas("2026-06-08T16:09:59.995Z")).toBe(broken)
  })
})

describe("the past of a stream", () => {
  test("begins with its first commit", async () => {
    const { world, take, at } = fixture(memoryStore())
    const past = (asOf: string, view: Past["view"]) => loadStateAsOf(world.events, loan, BOOK, { asOf, view })
    expect(await loadState(world.events, loan, BOOK, march(9))).toBeUndefined()
    at(march(5))
    await take("lend", { to: "Ada" }, { occurredAt: march(3) })
    expect(await past(march(4), "as-known")).toBeUndefined()
    expect(await past(march(5), "as-known")).toMatchObject({ version: 1 })
    expect(await past(march(2), "as-it-was")).toBeUndefined()
    expect(await past(march(3), "as-it-was")).toMatchObject({ version: 1 })
  })
  test("as known goes by when it was recorded, as it was by when it happened", async () => {
    const { world, take, at } = fixture(memoryStore())
    const stamps = async (asOf: string, view: Past["view"]) =>
      (await loadStateAsOf(world.events, loan, BOOK, { asOf, view }))?.snapshot.context.stamps
    await take("lend", { to: "Ada" })
    at(march(8))
    await take("stamp", {}, { occurredAt: march(4) })
    await take("stamp", {}, { occurredAt: march(6) })
    expect([await stamps(march(5), "as-known"), await stamps(march(5), "as-it-was")]).toEqual([0, 1])
    expect([await stamps(march(7), "as-known"), await stamps(march(7), "as-it-was")]).toEqual([0, 2])
    expect([await stamps(march(8), "as-known"), await stamps(march(8), "as-it-was")]).toEqual([2, 2])
  })
  test("numbers what has passed and is not recorded yet on from the last commit", async () => {
    const { world, take } = fixture(memoryStore())
    await take("lend", { to: "Ada", until: march(2, 18), lost: march(4, 18) })
    const found = await loadState(world.events, loan, BOOK, march(9))
    expect(found?.pending.map(({ type, version, at }) => [type, version, at])).toEqual([
      ["FellDue", 2, march(2, 18)],
      ["GivenUp", 3, march(4, 18)],
    ])
    expect(found).toMatchObject({ version: 3, commit: { version: 1 }, snapshot: { value: "lost" } })
  })
  test("shows what time had decided by then, recorded or not, and counts it", async () => {
    const { world, take, at } = fixture(memoryStore())
    await take("lend", { to: "Ada", until: march(2, 18) })
    at(march(9))
    await take("giveBack")
    for (const view of ["as-known", "as-it-was"] as const) {
      const then = await loadStateAsOf(world.events, loan, BOOK, { asOf: march(4), view })
      expect(then).toMatchObject({ version: 2, commit: { version: view === "as-known" ? 1 : 2 } })
      expect(then?.snapshot.value).toBe("due")
      expect(then?.pending.map(({ type, at }) => [type, at])).toEqual(
        view === "as-known" ? [["FellDue", march(2, 18)]] : [],
      )
    }
  })
})

// Random lives of a loan: the clock moves on, acts are dated back, a due date is excused by a letter that came in time.
const minutes = fc.integer({ min: 0, max: 400 })
const act = fc.oneof(
  fc.record({ type: fc.constant("stamp" as const), back: fc.option(minutes, { nil: 0 }) }),
  fc.record({ type: fc.constant("renew" as const), days: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ type: fc.constant("excuse" as const), days: fc.integer({ min: 0, max: 3 }), dated: fc.boolean() }),
  fc.record({ type: fc.constant("mark" as const), colour: fc.constantFrom("red", "blue") }),
  fc.record({ type: fc.constant("wait" as const) }),
)
const life = fc.array(fc.tuple(act, fc.integer({ min: 0, max: 2000 })), { minLength: 1, maxLength: 25 })

interface Asked {
  type: "stamp" | "renew" | "excuse" | "mark" | "wait"
  back?: number
  days?: number
  dated?: boolean
  colour?: string
}

async function live(steps: [Asked, number][]) {
  const start = Date.parse(march(1))
  let now = start
  const { world, at, take } = fixture(memoryStore())
  const iso = (instant: number) => new Date(instant).toISOString()
  const later = (days = 0) => iso(now + days * 86_400_000)
  await take("lend", { to: "Ada", until: march(2), lost: march(20) })
  const seen: { instant: string; stood: unknown }[] = []
  for (const [{ type, back, days, dated, colour }, pause] of steps) {
    now += pause * 60_000
    at(iso(now))
    const stands = await loadState(world.events, loan, BOOK, iso(now))
    const outcome = (await collect(world.events.read(BOOK))).findLast((commit) => typesOf(commit).includes("FellDue"))
    const received = iso(Date.parse(outcome?.happened ?? iso(now)) - 60_000)
    const asked = {
      stamp: () => take("stamp", {}, back ? { occurredAt: iso(now - back * 60_000) } : {}),
      renew: () => take("renew", { until: later(days) }),
      excuse: () =>
        take(
          "excuse",
          { outcome: outcome?.version ?? stands?.version ?? 1, until: later(days) },
          { receivedAt: received, ...(dated && { occurredAt: received }) },
        ),
      mark: () => take("mark", { colour }),
      wait: async () => {},
    }
    await asked[type]().catch((error) => {
      if (error.code !== "rejected") throw error
    })
    const stood = await loadState(world.events, loan, BOOK, iso(now))
    if (seen.at(-1)?.instant === iso(now)) seen.pop()
    seen.push({ instant: iso(now), stood: { value: stood?.snapshot.value, context: stood?.snapshot.context } })
  }
  const commits = await collect(world.events.read(BOOK))
  return { world, commits, seen, end: iso(now + 10 * 86_400_000) }
}

const instantsOf = (commits: Commit[], end: string) => [
  ...new Set([...commits.flatMap(({ happened, recorded }) => [happened, recorded]), end]),
]

describe("any history", () => {
  test("as known at an instant is what was seen at that instant", async () => {
    await fc.assert(
      fc.asyncProperty(life, async (steps) => {
        const { world, seen } = await live(steps)
        for (const { instant, stood } of seen) {
          const then = await loadStateAsOf(world.events, loan, BOOK, { asOf: instant, view: "as-known" })
          expect({ value: then?.snapshot.value, context: then?.snapshot.context }).toEqual(stood)
        }
      }),
      { numRuns: 150 },
    )
  })
  test("as known is the state of the last commit recorded by then, and the deadlines passed by then", async () => {
    await fc.assert(
      fc.asyncProperty(life, async (steps) => {
        const { world, commits, end } = await live(steps)
        for (const asOf of instantsOf(commits, end)) {
          const last = commits.findLast(({ recorded }) => recorded <= asOf)
          const then = await loadStateAsOf(world.events, loan, BOOK, { asOf, view: "as-known" })
          expect(then?.commit.version).toBe(last?.version)
          if (!last) continue
          const passed = [...elapsedDeadlines(loan, restore(loan, last.state), last.version, asOf)]
          expect(then?.version).toBe(last.version + passed.length)
          expect(then?.snapshot.value).toEqual((passed.at(-1)?.snapshot ?? restore(loan, last.state)).value)
        }
      }),
      { numRuns: 100 },
    )
  })
  test("as it was never meets an event that the machine refuses, and in the end both readings agree", async () => {
    await fc.assert(
      fc.asyncProperty(life, async (steps) => {
        const { world, commits, end } = await live(steps)
        const past = (asOf: string, view: Past["view"]) => loadStateAsOf(world.events, loan, BOOK, { asOf, view })
        for (const asOf of instantsOf(commits, end)) {
          const then = await past(asOf, "as-it-was")
          const told = uncorrected(commits).filter(({ happened }) => happened <= asOf)
          expect(then?.commit.version).toBe(told.at(-1)?.version)
        }
        const [known, was] = [await past(end, "as-known"), await past(end, "as-it-was")]
        expect([was?.snapshot.value, was?.snapshot.context]).toEqual([known?.snapshot.value, known?.snapshot.context])
      }),
      { numRuns: 150 },
    )
  })
  test("corrections do happen in these histories", async () => {
    let corrections = 0
    await fc.assert(
      fc.asyncProperty(life, async (steps) => {
        const { commits } = await live(steps)
        corrections += commits.length - uncorrected(commits).length
      }),
      { numRuns: 60, seed: 1 },
    )
    expect(corrections).toBeGreaterThan(20)
  })
})
