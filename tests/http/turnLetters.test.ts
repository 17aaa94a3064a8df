import { afterEach, beforeEach, expect, test } from "vitest"
import { waysPlan } from "./waysPlan.ts"
import { AUSTRIA, CAMEROON, ISU, type Json, openWorld, PLAN, PRESIDENCY, thematic, type World } from "./world.ts"

/** The text `c` goes through a silence that nothing breaks, and is recorded. */
const open = waysPlan
  .replace(
    "    meeting:\n",
    "    open:\n      steps:\n        - { silence: committee, hours: 24, broken_by: none }\n        - { record: coordinator }\n    meeting:\n",
  )
  .replace("path: strict", "path: open")

const coordinators = ["coordinator-austria", "coordinator-cameroon"]
const DIGEST = "2026-06-02T05:30:00.000Z"
const NOW = "2026-06-01T08:00:00.000Z"
const because = { reason: "as the committee decided" }

let world: World
beforeEach(async () => {
  world = await openWorld("2026-06-01T10:00:00+02:00", undefined, {
    ...{ mailer: { send: async () => {} }, home: "https://d.example", key: "a key for the tests" },
  })
  await world.send(ISU, open)
  await world.take(AUSTRIA, "plan", "adopt", { mandate: "The meeting" })
})
afterEach(() => world.stop())

/** Whom a kind was queued for, and when it may be sent. */
async function told(kind: string): Promise<{ who: string[]; at: string[] }> {
  await world.hosted.settled?.()
  const all: Json[] = []
  let next: string | null = null
  do {
    const page: Json = await world.get("/api/notices", { as: ISU, query: { plan: PLAN, ...(next && { next }) } })
    all.push(...page.items)
    next = page.next
  } while (next)
  const found = all.filter((notice) => notice.kind === kind)
  const once = (values: string[]) => [...new Set(values)].sort()
  return { who: once(found.map(({ recipient }) => recipient)), at: once(found.map(({ notBefore }) => notBefore)) }
}

async function circulated(until: string) {
  await world.take(AUSTRIA, "c", "startDrafting")
  await world.take(AUSTRIA, "c", "addDraft", { text: "A draft." })
  await world.take(AUSTRIA, "c", "circulate", { until })
}

test("who answers for a work hears in the next digest that it goes on with them", async () => {
  await world.take(AUSTRIA, "b", "openConsultation", { closes: "2026-06-30T18:00", invited: ["delegation-a"] })
  await world.take(AUSTRIA, "b", "closeConsultation", {
    round: 1,
    summary: "What was said.",
    reason: "Nothing more is expected.",
  })
  expect(await told("ConsultationClosed")).toEqual({ who: coordinators, at: [DIGEST] })
  await world.take(AUSTRIA, "b", "assignOwner", { owner: "presidency" })
  await world.take(AUSTRIA, "b", "defer", because)
  expect(await told("turnDeferred")).toEqual({ who: ["presidency"], at: [DIGEST] })
  await world.take(AUSTRIA, "b", "resume")
  expect(await told("turnResumed")).toEqual({ who: ["presidency"], at: [DIGEST] })
  await world.take(thematic("a"), "b", "comment", { text: "We read this with interest." })
  expect(await told("CommentMade")).toEqual({ who: ["presidency"], at: [DIGEST] })
  await world.take(AUSTRIA, "b", "setDue", { rules: [{ kind: "date", on: "2026-09-01" }], ...because })
  expect(await told("DueSet")).toEqual({ who: ["presidency"], at: [DIGEST] })
  await world.take(AUSTRIA, "b", "cancel", because)
  expect(await told("turnCancelled")).toEqual({ who: ["presidency"], at: [DIGEST] })
})

test("of an objection that breaks nothing, what becomes of it and the end, at once where the deadline is near", async () => {
  await circulated("2026-06-04T08:00")
  await world.take(thematic("a"), "c", "object", { text: "No." })
  expect(await told("ObjectionRaised")).toEqual({ who: coordinators, at: [NOW] })
  await world.take(thematic("b"), "c", "requestMoreTime", { text: "Two days more." })
  expect(await told("MoreTimeRequested")).toEqual({ who: [...coordinators, "isu"], at: [NOW] })
  await world.take(thematic("a"), "c", "withdrawObjection", { objection: 1 })
  expect(await told("ObjectionWithdrawn")).toEqual({ who: coordinators, at: [NOW] })
  await world.at("2026-06-05T10:00:00+02:00")
  expect((await told("StepPassed")).who).toEqual([...coordinators, "isu"])
  await world.take(AUSTRIA, "c", "agree")
  await world.take(PRESIDENCY, "c", "reopen", because)
  expect((await told("Reopened")).who).toEqual(coordinators)
})

test("far from the deadline it can wait for the digest", async () => {
  await circulated("2026-06-30T18:00")
  await world.take(thematic("a"), "c", "object", { text: "No." })
  expect(await told("ObjectionRaised")).toEqual({ who: coordinators, at: [DIGEST] })
  await world.take(AUSTRIA, "c", "resolveObjection", { objection: 1, how: "reworded" })
  expect(await told("ObjectionResolved")).toEqual({ who: coordinators, at: [DIGEST] })
})

test("who is told of the same act as one of those asked is not told again", async () => {
  await world.take(AUSTRIA, "b", "openConsultation", {
    ...{ closes: "2026-06-30T18:00", invited: ["austria", "delegation-a"] },
  })
  await world.take(CAMEROON, "b", "cancel", because)
  expect((await told("Cancelled")).who).toEqual(["coordinator-austria", "thematic-a"])
  expect((await told("turnCancelled")).who).toEqual(["coordinator-cameroon"])
})

test("what an objection that comes to light undoes is told to everybody who was told of the end", async () => {
  await circulated("2026-06-04T18:00")
  await world.at("2026-06-05T10:00:00+02:00")
  await world.take(AUSTRIA, "c", "agree")
  const { items } = await world.get(`/api/activities/${PLAN}.c/history`, { as: ISU })
  const outcome = items.find(({ events: [event] }: Json) => event.type === "StepPassed").version
  await world.take(ISU, "c", "correct", {
    ...{ outcome, text: "It was in the mailbox.", onBehalfOf: "delegation-a" },
    ...{ receivedAt: "2026-06-04T12:00:00+02:00", communication: { is: "letter" } },
  })
  expect((await told("StepsRetracted")).who).toEqual(["isu", "thematic-a", "thematic-b"])
  expect((await told("ObjectionRaised")).who).toEqual(coordinators)
})
