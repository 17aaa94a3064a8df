import { itemPages } from "@demarche/http/items"
import { itemKinds, type MineItem, statusOf } from "@demarche/workplan"
import { capacitiesOf } from "@demarche/workplan/mine/capacities"
import { tasksOf } from "@demarche/workplan/mine/tasks"
import { addressees, responsible } from "@demarche/workplan/notifications/recipients"
import { covers } from "@demarche/workplan/rules/mandates"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { AUSTRIA, CAMEROON, circulated, ISU, openCcm, PLAN, thematic, type World } from "../http/world.ts"

let world: World
beforeAll(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
})
afterAll(() => world.stop())

/** Everybody's tasks of every item at the clock's instant, before it is asked which of them press. */
async function everybody() {
  const { application } = world.hosted
  const { context: plan } = await application.planSnapshot(PLAN, true)
  const now = world.clock.now()
  const lists = await Promise.all(
    itemKinds.map(async (kind) => {
      const sees = () => ({ clearance: "restricted" }) as const
      const pages = await Array.fromAsync(itemPages(application, kind, PLAN, { past: undefined, sees }))
      return pages.flat().map((each) => ({
        ...{ ...each, kind },
        status: statusOf(kind, { view: each.view, since: each.reading.since, now, plan }),
      }))
    }),
  )
  const items = lists.flat() as MineItem[] // each list is of one kind
  const held = plan.people.flatMap(({ id, offices }) =>
    offices.filter((each) => covers(each, now.slice(0, 10))).flatMap(({ office, party }) => [id, office, party ?? ""]),
  )
  const whose = (item: MineItem) =>
    plan.people.filter(({ id }) =>
      capacitiesOf(plan, { person: id }, now).some(
        (capacity) => tasksOf(item, capacity, (each) => held.includes(each)).length > 0,
      ),
    )
  return { plan, now, items, whose }
}

describe.each([
  ["before anything is done", async () => {}],
  [
    "with owners and an absence",
    async () => {
      await world.take(AUSTRIA, "t1-a1", "assignOwner", { owner: "cameroon" })
      await world.take(AUSTRIA, "t1-a2", "assignOwner", { owner: "delegation-a" })
      await world.take(AUSTRIA, "o3", "assignOwner", { owner: "isu" })
      const vacation = [{ from: "2026-06-01", to: "2026-07-12" }]
      await world.take(ISU, "plan", "updatePerson", { person: "thematic-a", deputy: "thematic-b", vacation })
    },
  ],
  ["under a silence procedure", () => circulated(world)],
  [
    "broken by an objection",
    () => world.take(thematic("c"), "t2-a2", "object", { paragraphs: ["3"], text: "Too far." }),
  ],
  ["deferred", () => world.take(CAMEROON, "t2-a3", "defer", { reason: "UNIDIR is late" })],
] as const)("%s", (_, act) => {
  beforeAll(async () => {
    await act()
  })

  test("a turn is with those whom letters call responsible, their deputies included", async () => {
    const { plan, now, items, whose } = await everybody()
    const owned = items.filter(({ reading: { turn } }) => turn && ["work", "fulfil"].includes(turn.asked))
    expect(owned.length).toBeGreaterThan(15)
    for (const item of owned) {
      const recipients = responsible(plan, now, { answering: item.status.answering })
      const deputies = recipients.flatMap(({ deputy, vacation }) =>
        vacation ? plan.people.filter(({ id }) => id === deputy) : [],
      )
      const expected = plan.people.filter((person) => recipients.includes(person) || deputies.includes(person))
      expect([item.reading.id, whose(item).map(({ id }) => id)]).toEqual([
        item.reading.id,
        expected.map(({ id }) => id),
      ])
    }
  })

  test("what is nobody's turn is nobody's task, and a silence is a task of no office", async () => {
    const { items, whose } = await everybody()
    const free = items.filter(({ reading: { turn } }) => turn === null || turn.asked === "answer")
    expect(free.flatMap((item) => whose(item).map(({ id }) => [item.reading.id, id]))).toEqual([])
  })
})

test("who may object for the delegation of somebody absent is asked for its answer, and nobody else in their place", async () => {
  const { plan, now } = await everybody()
  const inPlaceOf = (person: string) =>
    capacitiesOf(plan, { person }, now, addressees).flatMap((each) => each.for ?? [])
  expect(inPlaceOf("thematic-b")).toEqual([])
  await world.take(ISU, "plan", "updatePerson", {
    ...{ person: "thematic-c", deputy: "delegate-c" },
    vacation: [{ from: "2026-06-01", to: "2026-07-12" }],
  })
  const { plan: later } = await everybody()
  expect(capacitiesOf(later, { person: "delegate-c" }, now, addressees).map((each) => each.for)).toEqual([
    null,
    "thematic-c",
  ])
})
