import type { plan } from "@demarche/workflows"
import { type Mandate, Office } from "@demarche/workflows/terms"
import { concerns, factsFor, type openItemOf, remindersIn, unreachedOf } from "@demarche/workplan"
import { addressees, holders, inOffice, responsible } from "@demarche/workplan/notifications/recipients"
import { clearanceAt, type ItemPlace, nowhere, placesIn, planAt, reaches } from "@demarche/workplan/rules/scopes"
import { describe, expect, test } from "vitest"

const activity = (id: string, track?: string, partOf: string[] = [], contributes: string[] = []) => ({
  id,
  track,
  partOf,
  contributes,
})

const places = placesIn({
  tracks: [{ id: "t1" }, { id: "t2" }, { id: "t2-1", parent: "t2" }, { id: "t2-1-1", parent: "t2-1" }],
  activities: [
    activity("a1", "t1", [], ["o1-1"]),
    activity("a2", "t2", [], ["o2"]),
    activity("a3", "t2-1-1", ["a2"]),
    activity("a4", undefined, ["a3"]),
    activity("b1", "t1", ["b2"]),
    activity("b2", "t1", ["b1"], ["o1-1", "o2-1"]),
  ],
  outputs: [
    { id: "o1", deliverables: ["o1-1"] },
    { id: "o2", deliverables: ["o2-1"] },
    { id: "o3", deliverables: ["o3-1"] },
  ],
})
const at = (id: string): ItemPlace => places.get(id) ?? nowhere
const reached = (scope: Pick<Mandate, "track" | "activity">) =>
  [...places.keys(), "the plan"].filter((id) => reaches(scope, at(id)))

describe("a mandate reaches", () => {
  test("everything, where it names no part", () => {
    expect(reached({})).toEqual([...places.keys(), "the plan"])
  })
  test("of a track its activities and those of its subtracks, and the outputs that they contribute to", () => {
    expect(reached({ track: "t2" })).toEqual(["a2", "a3", "o2"])
    expect(reached({ track: "t2-1" })).toEqual(["a3"])
    expect(reached({ track: "t1" })).toEqual(["a1", "b1", "b2", "o1", "o2"])
  })
  test("of an activity itself and its parts, however deep and also in a circle", () => {
    expect(reached({ activity: "a2" })).toEqual(["a2", "a3", "a4", "o2"])
    expect(reached({ activity: "a4" })).toEqual(["a4"])
    expect(reached({ activity: "b1" })).toEqual(["b1", "b2", "o1", "o2"])
  })
  test("nothing that is neither there nor in the plan", () => {
    expect(reached({ track: "t9" })).toEqual([])
    expect(reached({ track: "t2", activity: "b1" })).toEqual(["o2"])
  })
})

const held = (id: string, ...offices: Omit<Mandate, "from">[]): plan.Person => ({
  id,
  name: "",
  address: "x",
  offices: offices.map((mandate) => ({ from: "2026-01-01", ...mandate })),
})
const context = {
  zone: "UTC",
  weekend: ["sat", "sun"],
  closures: [],
  meetings: [],
  parties: [],
  bodies: [{ id: "committee", members: ["at", "no"] }],
  people: [
    held("whole", { office: "coordinator", party: "at" }),
    held("part", { office: "coordinator", party: "no", track: "t2" }),
    held("chair", { office: "chair", activity: "a2" }, { office: "chair", party: "ie", track: "t1" }),
    held("delegate", { office: "delegate", party: "ie", track: "t2" }),
  ],
} satisfies plan.Context
const now = "2026-06-01T10:00:00.000Z"
const ids = (people: { id: string }[]) => people.map(({ id }) => id)

describe("who holds an office at a place", () => {
  test("facts say that a mandate covers, and that it is for a part alone", () => {
    const factsOf = (person: string, office: Office, where: string) => {
      const around = planAt(context, at(where))
      const given = { by: { person, office }, at: now, now, mandateImplied: false, promises: [] }
      const { mandated, scoped } = factsFor({ ...given, plan: around }, { context: {} } as never, { type: "support" })
      return [mandated, scoped === true]
    }
    expect(factsOf("whole", "coordinator", "a2")).toEqual([true, false])
    expect(factsOf("whole", "coordinator", "the plan")).toEqual([true, false])
    expect(factsOf("part", "coordinator", "a3")).toEqual([true, true])
    expect(factsOf("part", "coordinator", "a1")).toEqual([false, false])
    expect(factsOf("part", "coordinator", "the plan")).toEqual([false, false])
    expect(factsOf("chair", "chair", "a4")).toEqual([true, true])
    expect(factsOf("chair", "coordinator", "a4")).toEqual([false, false])
  })

  test("coordinators and their chairs are told of what lies in their part", () => {
    const told = (where: string) => ids(inOffice(planAt(context, at(where)), now, ["coordinator"]))
    expect(["a1", "a2", "a3", "a4", "o2", "the plan"].map(told)).toEqual([
      ["whole", "chair"],
      ["whole", "part", "chair"],
      ["whole", "part", "chair"],
      ["whole", "chair"],
      ["whole", "part", "chair"],
      ["whole"],
    ])
    expect(ids(holders("coordinator")(planAt(context, nowhere), now, {}))).toEqual(["whole"])
  })

  test("who leads is told before the coordinators are, and none of them beyond their part", () => {
    const told = (where: string, ...answering: string[]) =>
      ids(responsible(planAt(context, at(where)), now, { answering }))
    expect(told("a2", "ie")).toEqual(["delegate"])
    expect(told("a1", "ie")).toEqual(["chair"])
    expect(told("a2", "no", "ie")).toEqual(["part", "delegate"])
    expect(told("a1", "no")).toEqual(["whole", "chair"])
  })

  test("a party is spoken for, and can be reached, only where its people's mandates reach", () => {
    const silence = { addressees: ["at", "no", "ie"] }
    const speaking = (where: string) => ids(addressees(planAt(context, at(where)), now, { silence }))
    expect(speaking("a3")).toEqual(["whole", "part", "delegate"])
    expect(speaking("a1")).toEqual(["whole", "chair"])
    expect(unreachedOf(planAt(context, at("a1")), now, silence.addressees, addressees)).toEqual(["no"])
    expect(unreachedOf(planAt(context, nowhere), now, silence.addressees, addressees)).toEqual(["no", "ie"])
  })

  test("a reminder goes to whom it concerns there", () => {
    const due = {
      on: "2026-06-02",
      precision: "day",
      rule: { kind: "date", on: "2026-06-02" },
      days: 1,
      overdue: false,
    }
    const item = (id: string, place?: ItemPlace) =>
      ({
        id: `p.${id}`,
        kind: "activity",
        due,
        waits: false,
        consultations: [],
        ...(place && { place }),
      }) as NonNullable<ReturnType<typeof openItemOf>>
    const interval = { after: "2026-05-31T00:00:00.000Z", upTo: "2026-06-02T23:00:00.000Z" }
    const told = (one: ReturnType<typeof item>) =>
      remindersIn(interval, [one], context).map(({ command }) => command.recipient)
    expect(told(item("a3", at("a3")))).toEqual(["whole", "part", "chair"])
    expect(told(item("a3"))).toEqual(["whole"])
  })

  test("what concerns a chair is what coordinators hold, in the chair's part", () => {
    const offices = (where: string) => concerns(planAt(context, at(where)).people, "chair", "2026-06-01").offices
    expect(offices("a4")).toEqual(["chair", "coordinator"])
    expect(offices("the plan")).toEqual([])
  })
})

test("beyond its scope an office sees what the committee sees, and never more than it would", () => {
  const seen = (office: Office, where: string) => clearanceAt([{ office, track: "t2" }], at(where))
  for (const office of Office.options) {
    expect(seen(office, "a1"), office).toBe(seen(office, "the plan"))
    expect(seen(office, "a1"), office).toBe(seen(office, "a2") === "public" ? "public" : "committee")
    expect(clearanceAt([{ office }], nowhere), office).toBe(seen(office, "a2"))
  }
  expect(clearanceAt([], at("a2"))).toBe("public")
})
