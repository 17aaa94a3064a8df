import { PlanFileError } from "@demarche/plan-file/errors"
import { calendarOf } from "@demarche/plan-file/items"
import { parsePlan } from "@demarche/plan-file/parse"
import { describe, expect, test } from "vitest"
import { issuesOf, small, wrongs } from "./bits.ts"

const change = (from: string, to: string) => {
  if (!small.includes(from)) throw new Error(`not there: ${from}`)
  return small.replace(from, () => to)
}
const activity = (more: string) => change("title: First", `title: First, ${more}`)
const person = (more: string) => `${small}people:
  - {id: someone, name: Someone, language: en, zone: UTC, offices: [${more}]}
`

describe("a plan file", () => {
  test("may be as small as this", () => {
    const { plan } = parsePlan(small, "yaml")
    expect(plan.activities.map(({ id, kind }) => [id, kind])).toEqual([
      ["a1", { value: "document", inferred: false }],
      ["a2", { value: "event", inferred: false }],
    ])
    expect(calendarOf(plan)).toEqual({ zone: "Europe/Zurich", weekend: ["sat", "sun"], closures: [] })
  })

  test("says the same plainly and with marks", () => {
    const marked = change("kind: document", "kind: {value: document, inferred: true, basis: a guess}")
    expect(parsePlan(marked, "yaml").plan.activities[0]?.kind).toEqual({
      value: "document",
      inferred: true,
      basis: "a guess",
    })
    const refs = activity("partners: {refs: [austria], inferred: true}")
    expect(parsePlan(refs, "yaml").plan.activities[0]?.partners).toEqual({ value: ["austria"], inferred: true })
    const path = activity("path: recorded")
    expect(parsePlan(path, "yaml").plan.activities[0]?.path).toEqual({ value: "recorded", inferred: false })
  })

  test("may be JSON, tabs and all", () => {
    const { plan } = parsePlan(small, "yaml")
    const json = JSON.stringify(
      {
        schema_version: 2,
        work_plan: {
          id: "small",
          title: "A small plan",
          coordinators: ["austria"],
          cycle: { label: "2026", starts_on: "2026-01-01", ends_at_event: "meeting" },
          time_zone: "Europe/Zurich",
        },
        deadline_events: [
          {
            id: "meeting",
            title: "The meeting",
            dates: { from: "2026-09-14", to: "2026-09-18" },
          },
        ],
        actors: [{ id: "austria", title: "Austria", kind: "state_party" }],
        tracks: [{ id: "t1", number: "1", title: "The track" }],
        activities: [
          { id: "a1", track: "t1", title: "First", kind: "document", schedule: { quarters: ["2026-Q2"] } },
          { id: "a2", track: "t1", title: "Second", kind: "event", schedule: { quarters: [] } },
        ],
      },
      null,
      "\t",
    )
    expect(parsePlan(json, "json").plan).toEqual(plan)
    expect(parsePlan(`\uFEFF${json}`, "json").plan).toEqual(plan)
    expect(wrongs(json.replace('"t1",\n\t\t\t"title": "First"', '"t9",\n\t\t\t"title": "First"'), "json")).toEqual([
      '43:13 activities[0].track there is no track "t9" in this file, which has t1',
    ])
  })

  test("may use an alias", () => {
    const aliased = activity("partners: &us [austria]").replace("title: Second", "title: Second, partners: *us")
    expect(parsePlan(aliased, "yaml").plan.activities[1]?.partners.value).toEqual(["austria"])
  })
})

describe("a text that is no plan", () => {
  test.each([
    ["an unknown key", activity("colour: red"), '15:39 activities[0].colour unknown key "colour"'],
    ["an unknown key at the top", `${small}extra: 1\n`, '17:1 extra unknown key "extra"'],
    ["the key __proto__", `${small}__proto__: {a: 1}\n`, "17:1 __proto__ unknown key"],
    ["a missing key", change("title: First, ", ""), '15:5 activities[0].title "title" is missing'],
    [
      "a missing section",
      change('tracks:\n  - {id: t1, number: "1", title: The track}\n', ""),
      '1:1 tracks "tracks" is missing',
    ],
    ["another format", change("schema_version: 2", "schema_version: 3"), "1:17 schema_version 3 is not 2"],
    [
      "the format before",
      change("schema_version: 2", "schema_version: 1"),
      "1:17 schema_version this is format 1, and format 2 is read: `demarche plan upgrade FILE`",
    ],
    [
      "an id with capitals",
      change("{id: a1", "{id: A1"),
      '15:10 activities[0].id "A1": lower-case letters, digits and hyphens',
    ],
    [
      "a kind that does not exist",
      change("kind: document", "kind: dance"),
      '15:45 activities[0].kind "dance" is not one of',
    ],
    [
      "a marked kind that does not exist",
      change("kind: document", "kind: {value: dance}"),
      '15:53 activities[0].kind.value "dance" is not one of',
    ],
    [
      "a quarter that does not exist",
      change("2026-Q2", "2026-Q5"),
      '15:77 activities[0].schedule.quarters[0] "2026-Q5": a quarter',
    ],
    [
      "a day that does not exist",
      change("2026-09-14", "2026-02-30"),
      '9:53 deadline_events[0].dates.from "2026-02-30" is not a day of the calendar',
    ],
    [
      "a zone that does not exist",
      change("Europe/Zurich", "Europe/Geneva"),
      '7:14 work_plan.time_zone there is no time zone "Europe/Geneva"',
    ],
    [
      "a meeting that ends before it begins",
      change("2026-09-18", "2026-09-11"),
      "9:71 deadline_events[0].dates.to the meeting ends before it begins",
    ],
    [
      "a meeting with days and a month",
      change('to: "2026-09-18"', "month: 2026-09"),
      "either `from` (and `to`), or only the `month`",
    ],
    [
      "a cycle that begins after its end",
      change("2026-01-01", "2027-01-01"),
      '6:37 work_plan.cycle.starts_on the cycle begins after "meeting"',
    ],
    ["a number for a title", change("title: First", "title: 12"), '12 is a number here: write "12", in quotes'],
    [
      "an office that does not exist",
      person('{office: ambassador, from: "2026-01-01"}'),
      '18:78 people[0].offices[0].office "ambassador" is not one of coordinator, presidency',
    ],
    ["an office that nobody holds", person('{office: clock, from: "2026-01-01"}'), '"clock" is not one of'],
    ["a coordinator of no party", person('{office: coordinator, from: "2026-01-01"}'), "people[0].offices[0].party"],
    [
      "a mandate that ends before it begins",
      person('{office: secretariat, from: "2026-02-01", to: "2026-01-31"}'),
      "people[0].offices[0].to the mandate ends before it begins",
    ],
    [
      "a person in no zone",
      person('{office: secretariat, from: "2026-02-01"}').replace("zone: UTC", "zone: Geneva"),
      'people[0].zone there is no time zone "Geneva"',
    ],
    [
      "a week of rest",
      `${small}calendar: {weekend: [mon, tue, wed, thu, fri, sat, sun]}\n`,
      "a week needs at least one working day",
    ],
    [
      "more than it is less",
      `${small}outputs:\n  - {id: o1, number: 1, title: O, type: event, cardinality: {min: 2, max: 1}, deliverables: [{id: d1, title: D}]}\n`,
      "outputs[0].cardinality.max the most is less than the least",
    ],
  ])("%s", (_, text, expected) => {
    const found = wrongs(text)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(expected)
  })

  test("is told about all at once, in the order of its lines", () => {
    const text = change("Europe/Zurich", "Mars/Base")
      .replace("2026-Q2", "2026-Q9")
      .replace("kind: event", "kind: dance")
    expect(issuesOf(text).map(({ line }) => line)).toEqual([7, 15, 16])
  })

  test("is a PlanFileError with the code invalid, whose message names line and column", () => {
    const refusal = (() => {
      try {
        return parsePlan(activity("colour: red"), "yaml")
      } catch (error) {
        return error
      }
    })()
    expect(refusal).toBeInstanceOf(PlanFileError)
    expect(refusal).toMatchObject({ code: "invalid", name: "PlanFileError" })
    expect(String(refusal)).toContain("15:39 activities[0].colour")
  })
})
