import { describe, expect, test } from "vitest"
import { small, wrongs } from "./bits.ts"

const first = (more: string) => small.replace("title: First", `title: First, ${more}`)
const second = (more: string) => small.replace("title: Second", `title: Second, ${more}`)

test("a small plan refers only to what it has", () => {
  expect(wrongs(small)).toEqual([])
})

test("an id that a plan keeps for its own items is refused with its place", () => {
  for (const id of ["adoption", "amendment-1"])
    expect(wrongs(small.replace("id: a2", `id: ${id}`))).toEqual([
      `16:10 activities[1].id the id "${id}" is kept for the plan's own adoption and amendments: choose another one`,
    ])
  expect(wrongs(small.replace("id: a2", "id: amendment-one"))).toEqual([])
})

describe("an id twice is refused", () => {
  test.each([
    [
      "two activities",
      small.replace("id: a2", "id: a1"),
      '16:10 activities[1].id the id "a1" is that of the activity on line 15',
    ],
    ["an activity and a track", small.replace("id: a2", "id: t1"), 'the id "t1" is that of the track on line 13'],
    [
      "a document and a meeting",
      first("deliverable: {id: meeting}"),
      'the id "meeting" is that of the deadline event on line 9',
    ],
    [
      "two actors",
      small.replace("actors:\n", "actors:\n  - {id: austria, title: Austria, kind: office}\n"),
      'the id "austria" is that of the actor on line 11',
    ],
    [
      "two deliverables",
      `${small}outputs:
  - {id: o1, number: 1, title: O, type: event, deliverables: [{id: d1, title: D}]}
  - {id: o2, number: 2, title: O, type: event, deliverables: [{id: d1, title: D}]}
`,
      'the id "d1" is that of the deliverable on line 18',
    ],
    [
      "two people",
      `${small}people:
  - {id: x, name: X, language: en, zone: UTC, offices: [{office: secretariat, from: "2026-01-01"}]}
  - {id: x, name: X, language: en, zone: UTC, offices: [{office: secretariat, from: "2026-01-01"}]}
`,
      'the id "x" is that of the person on line 18',
    ],
  ])("%s", (_, text, expected) => {
    expect(wrongs(text)).toEqual([expect.stringContaining(expected)])
  })

  test("an actor, a body and a person may share one", () => {
    const text = `${small}bodies:
  - {id: austria, members: [austria]}
people:
  - {id: austria, name: X, language: en, zone: UTC, offices: [{office: secretariat, from: "2026-01-01"}]}
`
    expect(wrongs(text)).toEqual([])
  })
})

const tail = {
  output: (more: string) =>
    `${small}outputs:\n  - {id: o1, number: 1, title: O, type: event, deliverables: [{id: d1, title: D}], ${more}}\n`,
  person: (more: string, party = "austria") =>
    `${small}people:\n  - {id: x, name: X, language: en, zone: UTC, offices: [{office: secretariat, party: ${party}, from: "2026-01-01"}]${more}}\n`,
  timeline: (activity: string, match: string) =>
    `${small}timeline:\n  - {id: l1, quarter: 2026-Q2, activity: ${activity}, match: ${match}, title: L}\n`,
}

describe("a reference to nothing is refused", () => {
  test.each([
    [
      "a coordinator",
      small.replace("[austria]", "[nobody]"),
      '5:18 work_plan.coordinators[0] there is no actor "nobody"',
    ],
    [
      "the end of the cycle",
      small.replace("ends_at_event: meeting", "ends_at_event: nothing"),
      'work_plan.cycle.ends_at_event there is no deadline event "nothing"',
    ],
    [
      "a warning",
      small.replace("Europe/Zurich", "Europe/Zurich\n  warnings: [{code: ODD, note: odd, about: nothing}]"),
      "work_plan.warnings[0].about there is no",
    ],
    [
      "an anchor",
      small.replace(
        "actors:",
        "  - {id: slot, title: Slot, kind: documentation_deadline, rule: {anchor: nothing, offset: -P10W}}\nactors:",
      ),
      'deadline_events[1].rule.anchor there is no deadline event "nothing"',
    ],
    [
      "a theme's track",
      `${small}themes: [{id: th, title: T, track: nothing}]\n`,
      'themes[0].track there is no track "nothing"',
    ],
    [
      "an objective's parent",
      `${small}objectives: [{id: ob, number: "1", title: T, parent: nothing}]\n`,
      "objectives[0].parent there is no objective",
    ],
    [
      "a track's parent",
      small.replace("title: The track", "title: The track, parent: nothing"),
      "tracks[0].parent there is no track",
    ],
    [
      "a track's objectives",
      small.replace("title: The track", "title: The track, objectives: {refs: [nothing], inferred: true}"),
      "13:65 tracks[0].objectives.refs[0] there is no objective",
    ],
    [
      "a track",
      small.replace("id: a2, track: t1", "id: a2, track: {ref: t9, inferred: true}"),
      'activities[1].track.ref there is no track "t9"',
    ],
    ["a source", second("source: nothing"), "activities[1].source there is no timeline line"],
    ["a parent", second("parent: nothing"), "activities[1].parent there is no activity"],
    ["who asks for it", second("on_demand: {by: nothing}"), "activities[1].on_demand.by there is no actor"],
    [
      "a line of the timeline",
      small.replace("quarters: []", "quarters: [], via: nothing"),
      "activities[1].schedule.via there is no timeline line",
    ],
    [
      "an instance",
      small.replace("quarters: []", "quarters: [], instances: [nothing]"),
      "activities[1].schedule.instances[0] there is no timeline line",
    ],
    [
      "a hard limit",
      small.replace("quarters: []", "quarters: [], hard_not_after: {event: nothing}"),
      "activities[1].schedule.hard_not_after.event there is no deadline event",
    ],
    [
      "a partner",
      second("partners: [austria, nothing]"),
      '16:60 activities[1].partners[1] there is no actor "nothing"',
    ],
    ["a theme", second("themes: [nothing]"), "activities[1].themes[0] there is no theme"],
    ["an output", second("outputs: [a1]"), 'activities[1].outputs[0] there is no output or deliverable "a1"'],
    ["what it feeds", second("feeds: [nothing]"), "activities[1].feeds[0] there is no activity"],
    [
      "what it depends on",
      second("depends_on: [t1]"),
      'activities[1].depends_on[0] there is no activity, output, deadline event or actor "t1"',
    ],
    ["an output's objective", tail.output("objectives: [nothing]"), "outputs[0].objectives[0] there is no objective"],
    ["an output's owner", tail.output("owner: nothing"), "outputs[0].owner there is no actor"],
    [
      "an output's date",
      tail.output("due: {rule: {event: nothing}}"),
      "outputs[0].due.rule.event there is no deadline event",
    ],
    [
      "a deliverable's partner",
      tail.output("").replace("title: D}", "title: D, partners: [nothing]}"),
      "outputs[0].deliverables[0].partners[0] there is no actor",
    ],
    [
      "a timeline line's activity",
      tail.timeline("nothing", "timeline_only"),
      "timeline[0].activity there is no activity",
    ],
    [
      "what a timeline line is one of",
      tail.timeline("a1", "{value: instance_of, of: nothing}"),
      "timeline[0].match.of there is no activity, output or deliverable",
    ],
    ["a body", `${small}bodies: [{id: nothing, members: [austria]}]\n`, "bodies[0].id there is no actor"],
    ["a member", `${small}bodies: [{id: austria, members: [nothing]}]\n`, "bodies[0].members[0] there is no actor"],
    ["a person's party", tail.person("", "nothing"), "people[0].offices[0].party there is no actor"],
    ["a deputy", tail.person(", deputy: nothing"), "people[0].deputy there is no person"],
  ])("%s", (_, text, expected) => {
    expect(wrongs(text)).toEqual([expect.stringContaining(expected)])
  })
})

describe("what hangs on itself is refused", () => {
  test.each([
    ["its own parent", second("parent: a2"), ["activities[1].parent"]],
    [
      "a parent's parent",
      small.replace("title: First", "title: First, parent: a2").replace("title: Second", "title: Second, parent: a1"),
      ["activities[0].parent", "activities[1].parent"],
    ],
    ["what it waits for", second("depends_on: [a2]"), ["activities[1].depends_on"]],
    ["what it feeds", second("feeds: [a2]"), ["activities[1].feeds"]],
    ["a deputy", tail.person(", deputy: x"), ["people[0].deputy"]],
  ])("%s", (_, text, expected) => {
    expect(wrongs(text).map((wrong) => wrong.split(" ")[1])).toEqual(expected)
    expect(wrongs(text)[0]).toContain("hangs on itself")
  })

  test("but what merely leads there is not", () => {
    const text = small
      .replace("title: First", "title: First, parent: a2")
      .replace("title: Second", "title: Second, parent: a2")
    expect(wrongs(text)).toEqual([expect.stringContaining('activities[1].parent "a2" hangs on itself')])
  })

  test("nor what waits for something in turn", () => {
    expect(wrongs(second("depends_on: [a1], parent: a1, feeds: [a1]"))).toEqual([])
  })

  test("a date counted from a date that is itself counted", () => {
    const slot = (id: string, anchor: string) =>
      `  - {id: ${id}, title: S, kind: documentation_deadline, rule: {anchor: ${anchor}, offset: -P1W}}\n`
    const text = small.replace("actors:", `${slot("slot", "meeting")}${slot("earlier", "slot")}actors:`)
    expect(wrongs(text)).toEqual([
      expect.stringContaining('deadline_events[2].rule.anchor "slot" is itself counted from a meeting'),
    ])
  })
})
