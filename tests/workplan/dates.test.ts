import { concerns, itemDates } from "@demarche/workplan/read-model/dates"
import type { AnnouncedPeriod } from "@demarche/workplan/read-model/publishedDates"
import { describe, expect, test } from "vitest"

const closes = { at: "2026-06-08T16:00:00.000Z", zone: "Europe/Zurich", wall: "2026-06-08T18:00" }
const window = (of: AnnouncedPeriod["of"], parties: string[]): AnnouncedPeriod => ({
  of,
  number: 1,
  opens: "2026-06-01T08:00:00.000Z",
  closes,
  parties,
})
const item = {
  code: "t1",
  off: false,
  since: "2026-06-01T08:00:00.000Z",
  zone: "Europe/Zurich",
  due: { on: "2026-06-30", precision: "quarter", rule: { kind: "quarter", quarter: "2026-Q2" } } as const,
  awaited: true,
  reports: [],
  announced: { windows: [window("consultation", ["unidir"]), window("silence", ["peru"])] },
  holder: "coordinator",
  silentIn: () => null,
}
const all = ["t1.consultation.1", "t1.silence.1", "t1.due"]

/** Which dates concern somebody who acts for that party as that office, while the item is held by `holder`. */
function of(holder: string, { person = "ana", office = "delegate", party = "peru" } = {}): string[] {
  const whose = { person, offices: [office], voices: [party] }
  return itemDates({ ...item, holder }, whose).map(({ id }) => id)
}

describe("the dates that concern somebody", () => {
  test("are all of an item that they own, or hold by their office or their party", () => {
    expect(of("ana")).toEqual(all)
    expect(of("delegate")).toEqual(all)
    expect(of("peru")).toEqual(all)
  })
  test("are else those that are addressed to their party", () => {
    expect(of("isu")).toEqual(["t1.silence.1"])
    expect(of("isu", { party: "unidir" })).toEqual(["t1.consultation.1"])
    expect(of("isu", { party: "ireland" })).toEqual([])
  })
  test("are, while the committee holds the pen, all for the parties that a silence addresses", () => {
    expect(of("committee")).toEqual(all)
    expect(of("committee", { party: "unidir" })).toEqual(["t1.consultation.1"])
  })
})

test("somebody is concerned by the mandates that cover the day", () => {
  const offices = [
    { office: "coordinator", party: "austria", from: "2025-01-01", to: "2026-05-31" },
    { office: "delegate", party: "austria", from: "2026-06-01" },
    { office: "presidency", from: "2026-06-02" },
  ] as const
  const people = [{ id: "ana", offices: [...offices] }]
  expect(concerns(people, "ana", "2026-05-31")).toEqual({
    person: "ana",
    offices: ["coordinator"],
    voices: ["austria", "person:ana"],
  })
  const delegate = { person: "ana", offices: ["delegate"], voices: ["austria", "person:ana"] }
  expect(concerns(people, "ana", "2026-06-01")).toEqual(delegate)
  expect(concerns(people, "ana", "2026-06-02")).toMatchObject({
    offices: ["delegate", "presidency"],
    voices: ["austria", "person:ana", "office:presidency"],
  })
  expect(concerns(people, "nobody", "2026-06-01")).toEqual({ person: "nobody", offices: [], voices: [] })
})
