import type { plan as planWorkflow } from "@demarche/workflows"
import { ReminderSettings } from "@demarche/workflows/terms"
import { nextReminder, type OpenItem, type Recipient, remindersIn, stillCalledFor } from "@demarche/workplan"
import fc from "fast-check"
import { Temporal } from "temporal-polyfill"
import { describe, expect, test } from "vitest"

const mandate = (office: string, party?: string) =>
  ({ office, from: "2025-01-01", ...(party && { party }) }) as Recipient["offices"][number]

const person = (id: string, zone: string, ...offices: Recipient["offices"]): Recipient => ({
  id,
  zone,
  name: id,
  address: id,
  offices,
})

const austria = person("austria", "Europe/Zurich", mandate("coordinator", "austria"))
const isu = person("isu", "Europe/Zurich", mandate("secretariat", "isu"))
const presidency = person("presidency", "Asia/Vientiane", mandate("presidency", "presidency"))
const thematic = person("thematic", "Pacific/Auckland", mandate("thematicCoordinator", "delegation-a"))

const plan = (people: Recipient[], more: Partial<planWorkflow.Context> = {}): planWorkflow.Context => ({
  zone: "Europe/Zurich",
  weekend: ["sat", "sun"],
  closures: [],
  meetings: [],
  parties: [],
  bodies: [],
  people,
  ...more,
})

const everyone = plan([austria, isu, presidency, thematic])

const output = (on: string, more: Partial<OpenItem> = {}): OpenItem => ({
  id: "p.o1",
  kind: "output",
  due: { on, precision: "day", rule: { kind: "date", on }, days: 0, overdue: false },
  waits: false,
  consultations: [],
  ...more,
})

const silence = (until: string, silent = ["delegation-a"], opened = "2026-06-01T08:00:00.000Z"): OpenItem => ({
  ...output("2026-12-31"),
  id: "p.a1",
  kind: "activity",
  due: null,
  silence: { opened, until: { at: until, zone: "Europe/Zurich", wall: until.slice(0, 16) }, silent },
})

/** Everything told in a span, hour by hour: who, which step, and when in the reader's own time. */
function told(from: string, to: string, watched: OpenItem[], of: planWorkflow.Context): string[] {
  const lines: string[] = []
  for (let after = from; after < to; ) {
    const upTo = new Date(Date.parse(after) + 3_600_000).toISOString()
    for (const { command } of remindersIn({ after, upTo }, watched, of)) {
      const reader = of.people.find(({ id }) => id === command.recipient)
      const wall = Temporal.Instant.from(command.notBefore).toZonedDateTimeISO(reader?.zone ?? of.zone)
      const late = command.escalated ? " escalated" : ""
      lines.push(
        `${wall.toPlainDateTime().toString({ smallestUnit: "minute" })} ${command.recipient} ${command.step}${late}`,
      )
    }
    after = upTo
  }
  return lines
}

describe("a due date", () => {
  test("is told 28, 14, 7 and 1 days before, on the day, and after it to those who answer for it, then to the Presidency", () => {
    expect(told("2026-05-01T00:00:00.000Z", "2026-08-10T00:00:00.000Z", [output("2026-07-01")], everyone)).toEqual([
      "2026-06-03T07:30 austria before-28",
      "2026-06-17T07:30 austria before-14",
      "2026-06-24T07:30 austria before-7",
      "2026-06-30T07:30 austria before-1",
      "2026-07-01T07:30 austria on",
      "2026-07-06T07:30 austria overdue-3",
      "2026-07-08T07:30 austria overdue-7",
      "2026-07-08T07:30 isu overdue-7 escalated",
      "2026-07-15T07:30 presidency overdue-14 escalated",
      "2026-07-15T07:30 austria overdue-14",
      "2026-07-22T07:30 presidency overdue-21 escalated",
      "2026-07-29T07:30 presidency overdue-28 escalated",
      "2026-08-05T07:30 presidency overdue-35 escalated",
    ])
  })

  test("is told before a weekend or a closure, on its own day or not at all, and as late on the next working day", () => {
    const resting = plan([austria], { closures: ["2026-07-06"] })
    expect(told("2026-06-25T00:00:00.000Z", "2026-07-10T00:00:00.000Z", [output("2026-07-05")], resting)).toEqual([
      "2026-06-26T07:30 austria before-7",
      "2026-07-03T07:30 austria before-1",
      "2026-07-08T07:30 austria overdue-3",
    ])
  })

  test("that a scheduler slept through is told once, by its newest step", () => {
    const slept = { after: "2026-06-29T20:00:00.000Z", upTo: "2026-07-02T20:00:00.000Z" }
    expect(remindersIn(slept, [output("2026-07-01")], everyone).map(({ command }) => command.step)).toEqual(["on"])
  })

  test("that moved has notices of its own, and what was queued for the old one is no longer called for", () => {
    const window = { after: "2026-06-02T20:00:00.000Z", upTo: "2026-06-03T20:00:00.000Z" }
    const [before] = remindersIn(window, [output("2026-07-01")], everyone)
    const later = { after: "2026-06-09T20:00:00.000Z", upTo: "2026-06-10T20:00:00.000Z" }
    const [after] = remindersIn(later, [output("2026-07-08")], everyone)
    expect([before?.name, after?.name]).toEqual([
      "n-o1-2026-07-01-before-28-austria",
      "n-o1-2026-07-08-before-28-austria",
    ])
    expect(stillCalledFor(before!.command, output("2026-07-01"), everyone)).toBe(true)
    expect(stillCalledFor(before!.command, output("2026-07-08"), everyone)).toBe(false)
    expect(stillCalledFor(before!.command, undefined, everyone)).toBe(false)
  })

  test("of an item that waits for another is announced, and never called late", () => {
    const lines = told(
      "2026-06-20T00:00:00.000Z",
      "2026-08-01T00:00:00.000Z",
      [output("2026-07-01", { waits: true })],
      everyone,
    )
    expect(lines.map((line) => line.split(" ")[2])).toEqual(["before-7", "before-1", "on"])
  })

  test("is told to the owner, a party or an office, and to the coordinators where nobody holds that", () => {
    const owners = ["isu", "delegation-a", "unidir"].map((owner) =>
      told(
        "2026-06-30T12:00:00.000Z",
        "2026-07-01T12:00:00.000Z",
        [output("2026-07-01", { answering: [owner] })],
        everyone,
      ),
    )
    expect(owners).toEqual([
      ["2026-07-01T07:30 isu on"],
      ["2026-07-01T07:30 thematic before-1"],
      ["2026-07-01T07:30 austria on"],
    ])
  })

  test("goes to the deputy of who is on vacation, in the deputy's morning, and to nobody whose mandate has ended", () => {
    const away = { ...austria, deputy: "presidency", vacation: [{ from: "2026-06-28", to: "2026-07-05" }] }
    const ended = person("late", "Europe/Zurich", { ...mandate("coordinator", "cameroon"), to: "2026-06-01" })
    const [notice, ...others] = remindersIn(
      { after: "2026-06-30T20:00:00.000Z", upTo: "2026-07-01T20:00:00.000Z" },
      [output("2026-07-01")],
      plan([away, presidency, ended]),
    )
    expect(others).toEqual([])
    expect(notice?.command).toMatchObject({ recipient: "presidency", onBehalfOf: "austria", step: "on" })
    expect(notice?.name).toBe("n-o1-2026-07-01-on-austria")
  })

  test("is told by the plan's zone to who is in none that exists", () => {
    const lost = plan([{ ...austria, zone: "Mars/Olympus_Mons" }])
    expect(
      told("2026-06-30T12:00:00.000Z", "2026-07-01T12:00:00.000Z", [output("2026-07-01")], plan([austria])),
    ).toHaveLength(1)
    const window = { after: "2026-06-30T20:00:00.000Z", upTo: "2026-07-01T20:00:00.000Z" }
    expect(remindersIn(window, [output("2026-07-01")], lost)[0]?.command.notBefore).toBe("2026-07-01T05:30:00.000Z")
  })

  test("is not told to who does not want to be reminded", () => {
    const window = { after: "2026-06-30T20:00:00.000Z", upTo: "2026-07-01T20:00:00.000Z" }
    const asked = (wants: string[]) => remindersIn(window, [output("2026-07-01")], plan([{ ...austria, wants }])).length
    expect([asked([]), asked(["consultations"]), asked(["due"])]).toEqual([0, 0, 1])
  })

  test("follows the plan's own policy", () => {
    const reminders = ReminderSettings.parse({
      before: [3],
      on: false,
      overdue: [],
      weekly: { after: 7, to: ["secretariat"] },
      digest: "08:15",
    })
    expect(
      told(
        "2026-06-20T00:00:00.000Z",
        "2026-07-20T00:00:00.000Z",
        [output("2026-07-01")],
        plan([austria, isu], { reminders }),
      ),
    ).toEqual(["2026-06-26T08:15 austria before-3", "2026-07-15T08:15 isu overdue-14 escalated"])
  })
})

describe("a silence procedure", () => {
  test("is told 72, 24 and 2 hours before its end to those who have not answered, by day where they are", () => {
    const members = plan([thematic, { ...austria, offices: [mandate("coordinator", "austria")] }])
    const running = silence("2026-06-18T16:00:00.000Z", ["delegation-a", "austria"])
    expect(told("2026-06-12T00:00:00.000Z", "2026-06-19T00:00:00.000Z", [running], members)).toEqual([
      "2026-06-15T18:00 austria 72h",
      "2026-06-16T07:30 thematic 72h",
      "2026-06-17T18:00 austria 24h",
      "2026-06-18T07:30 thematic 24h",
      "2026-06-19T02:00 thematic 2h",
      "2026-06-18T16:00 austria 2h",
    ])
  })

  test("that ends on a Monday warns on Monday morning of what fell on Sunday, and always two hours before", () => {
    const members = plan([{ ...austria, offices: [mandate("coordinator", "austria")] }])
    const running = silence("2026-06-08T16:00:00.000Z", ["austria"])
    expect(told("2026-06-04T00:00:00.000Z", "2026-06-09T00:00:00.000Z", [running], members)).toEqual([
      "2026-06-05T18:00 austria 72h",
      "2026-06-08T07:30 austria 24h",
      "2026-06-08T16:00 austria 2h",
    ])
  })

  test("no longer calls for a warning once the party has answered, or the end has moved", () => {
    const window = { after: "2026-06-18T13:00:00.000Z", upTo: "2026-06-18T14:00:00.000Z" }
    const [warning] = remindersIn(window, [silence("2026-06-18T16:00:00.000Z")], everyone)
    const called = (item: OpenItem) => stillCalledFor(warning!.command, item, everyone)
    expect(called(silence("2026-06-18T16:00:00.000Z"))).toBe(true)
    expect(called(silence("2026-06-18T16:00:00.000Z", []))).toBe(false)
    expect(called(silence("2026-06-19T16:00:00.000Z"))).toBe(false)
  })
})

test("a consultation is told 7 days and 1 day before it closes, to those who have not answered", () => {
  const closes = { at: "2026-02-13T17:00:00.000Z", zone: "Europe/Zurich", wall: "2026-02-13T18:00" }
  const item: OpenItem = {
    ...output("2026-12-31"),
    due: null,
    consultations: [{ round: 1, closes, silent: ["delegation-a"] }],
  }
  expect(told("2026-01-12T00:00:00.000Z", "2026-02-14T00:00:00.000Z", [item], everyone)).toEqual([
    "2026-02-06T07:30 thematic before-7",
    "2026-02-13T07:30 thematic before-1",
  ])
})

const zones = [
  "Europe/Zurich",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "Africa/Casablanca",
]
const hours = (from: string, count: number) => new Date(Date.parse(from) + count * 3_600_000).toISOString()

test("however a span is cut into windows, each notice is called for in one of them only, at a local 07:30 on a working day", () => {
  const start = "2026-02-20T00:00:00.000Z"
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 120 }).map((days) => hours("2026-02-01T00:00:00.000Z", 24 * days).slice(0, 10)),
      fc.array(fc.integer({ min: 1, max: 24 * 100 }), { minLength: 1, maxLength: 40 }),
      (zone, on, cuts) => {
        const of = plan([{ ...austria, zone }])
        const ends = [...new Set(cuts)].toSorted((one, other) => one - other).map((cut) => hours(start, cut))
        const windows = ends.map((upTo, index) => ({ after: ends[index - 1] ?? start, upTo }))
        const found = windows.flatMap((window) => remindersIn(window, [output(on)], of))
        expect(new Set(found.map(({ name }) => name)).size).toBe(found.length)
        for (const { command } of found) {
          const wall = Temporal.Instant.from(command.notBefore).toZonedDateTimeISO(zone)
          expect(wall.toPlainTime().toString()).toBe("07:30:00")
          expect(wall.dayOfWeek).toBeLessThan(6)
        }
      },
    ),
  )
})

test("the next reminder is never later than the first that comes", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 24 * 300 }).map((count) => hours("2026-01-01T00:00:00.000Z", count)),
      fc.integer({ min: 0, max: 330 }).map((days) => hours("2026-01-01T00:00:00.000Z", 24 * days).slice(0, 10)),
      (zone, now, on) => {
        const of = plan([{ ...austria, zone }])
        const first = Array.from({ length: 24 * 40 }, (_, count) => ({
          after: hours(now, count),
          upTo: hours(now, count + 1),
        }))
          .flatMap((window) => remindersIn(window, [output(on)], of))
          .map(({ command }) => command.notBefore)[0]
        const next = nextReminder(now, [output(on)], of)
        if (first) expect(next! <= first).toBe(true)
      },
    ),
    { numRuns: 40 },
  )
})
