import { describe, expect, test } from "vitest"
import { ccm, procedureIn, small, wrongs } from "./bits.ts"

const paths = (steps: string, more = "") => procedureIn(`{${more}paths: {p: {steps: [${steps}]}}}`)
const checks = (written: string, more = "") => procedureIn(`{${more}checks: {${written}}}`)
const silence = (more: string) => paths(`{silence: g, ${more}}`, "groups: {g: {}}, ")
const first = (more: string) => small.replace("title: First", `title: First, ${more}`)
const underCcm = (more: string) => procedureIn("ccm").replace("title: First", `title: First, ${more}`)

describe("a procedure is refused with the place and the rule", () => {
  test.each([
    [
      "a name that nothing has",
      procedureIn("atlantis"),
      '2:12 procedure there is no procedure "atlantis": name ccm or ietf',
    ],
    [
      "an adoption on a path that is not there",
      procedureIn("{adoption: quick}"),
      '2:23 procedure.adoption there is no path "quick" in the procedure, which has recorded',
    ],
    [
      "amendments on a path that issues",
      procedureIn("{amendments: {path: p}, paths: {p: {result: issued, steps: [{record: coordinator}]}}}"),
      'procedure.amendments on the path "p" a text is issued: name one on which it is agreed',
    ],
    ["an unknown part", procedureIn("{colour: red}"), '2:13 procedure.colour unknown key "colour"'],
    [
      "a name with capitals",
      procedureIn("{groups: {The-Group: {}}}"),
      '2:22 procedure.groups.The-Group "The-Group": lower-case letters',
    ],
    [
      "an office that does not exist",
      procedureIn("{offices: {emperor: E}}"),
      'procedure.offices.emperor unknown key "emperor"',
    ],
    [
      "a language that is none",
      procedureIn("{title: {english: E}}"),
      'procedure.title.english "english": a language, such as en or zh-Hans',
    ],
    [
      "letters in a language without a catalogue",
      procedureIn("{languages: {letters: [de]}}"),
      'procedure.languages.letters[0] "de" is not one of en, fr',
    ],
    [
      "office hours that run backwards",
      procedureIn('{calendar: {office_hours: ["18:00", "09:00"]}}'),
      "office hours end before they begin",
    ],
    [
      "a step that is two",
      paths("{record: coordinator, clearance: secretariat}"),
      "2:33 procedure.paths.p.steps[0] a step is one of record, clearance, silence and meeting",
    ],
    ["a step that is none", paths("{as: adopted}"), "procedure.paths.p.steps[0] a step is one of"],
    [
      "a step with another's key",
      paths("{record: coordinator, hours: 72}"),
      '2:62 procedure.paths.p.steps[0].hours "hours" goes with silence, and this is record',
    ],
    [
      "a step of nobody",
      paths("{record: ambassador}"),
      'procedure.paths.p.steps[0].record "ambassador" is not one of coordinator',
    ],
    [
      "a silence without length",
      silence("ends: any_time"),
      "procedure.paths.p.steps[0].silence a silence says how long it is at least",
    ],
    [
      "a silence with two lengths",
      silence("hours: 72, days: 3"),
      "procedure.paths.p.steps[0].days a silence has hours or days, not both",
    ],
    [
      "a silence that nothing breaks, said otherwise",
      silence("hours: 72, broken_by: nobody"),
      "procedure.paths.p.steps[0].broken_by",
    ],
    [
      "a silence in another language",
      silence("hours: 72, languages: [en, fr]"),
      `procedure.paths.p.steps[0].languages "fr" is not among the procedure's languages of documents`,
    ],
    [
      "a silence of nobody",
      paths("{silence: nobody, hours: 72}"),
      '2:43 procedure.paths.p.steps[0].silence there is no group "nobody" in the procedure, and no body of the plan: it has none',
    ],
    [
      "a meeting of no kind",
      paths("{meeting: [a, b]}", "meetings: {a: A}, "),
      'procedure.paths.p.steps[0].meeting there is no kind of meeting "b" in the procedure, which has a',
    ],
    [
      "a kept step after another",
      paths("{record: coordinator}, {record: presidency, kept: true}"),
      "2:83 procedure.paths.p.steps[1].kept a step that is kept comes before all that are not",
    ],
    [
      "kept steps alone",
      paths("{record: coordinator, kept: true}"),
      "procedure.paths.p.steps[0].kept a path has a step that is not kept",
    ],
    [
      "a step called last",
      paths("{record: coordinator, as: Last}"),
      'procedure.paths.p.steps[0].id "last" is no name for a step',
    ],
    [
      "two steps of one name",
      paths("{record: coordinator, id: a}, {record: presidency, id: a}"),
      "procedure.paths.p.steps[1].id a step before it has the same id",
    ],
    ["a path without steps", procedureIn("{paths: {p: {steps: []}}}"), "procedure.paths.p.steps"],
    [
      "two defaults",
      procedureIn(
        "{paths: {a: {default: true, steps: [{record: coordinator}]}, b: {default: true, steps: [{record: coordinator}]}}}",
      ),
      "procedure.paths.b.default one path is the default, and another is already",
    ],
    [
      "a check called partner",
      checks("partner: {is: coverage}"),
      '2:22 procedure.checks.partner "partner" is a check that every procedure has',
    ],
    [
      "a check called consent",
      checks("consent: {is: coverage}"),
      '2:22 procedure.checks.consent "consent" is a check that every procedure has',
    ],
    [
      "a check before no step",
      checks("c: {is: coverage, before: lunch}"),
      '2:48 procedure.checks.c.before there is no step "lunch" in any path: name one of first, last, record',
    ],
    [
      "a reference to no action plan",
      checks("c: {is: reference}"),
      "2:30 procedure.checks.c.is a reference is to an action plan, and the procedure has none",
    ],
    ["a marker without options", checks("c: {is: marker}"), "procedure.checks.c.is a marker has options"],
    [
      "a check with another's key",
      checks("c: {is: coverage, waived_by: coordinator}"),
      'procedure.checks.c.waived_by "waived_by" goes with advice, and this is coverage',
    ],
    [
      "a check for no kind of item",
      checks("c: {is: coverage, for: [dance]}"),
      'procedure.checks.c.for[0] "dance" is not one of',
    ],
    [
      "a group of parties that are not there",
      procedureIn("{groups: {g: {members: {parties: [nobody]}}}}"),
      'procedure.groups.g.members.parties[0] there is no actor "nobody" in this file',
    ],
    [
      "clusters beyond the plan",
      procedureIn("{action_plans: {a: {title: A, actions: 5, clusters: [{from: 1, to: 6, topic: T}]}}}"),
      "procedure.action_plans.a.clusters[0].to the plan has 5 actions: no 6",
    ],
    [
      "a cluster that runs backwards",
      procedureIn("{action_plans: {a: {title: A, actions: 5, clusters: [{from: 3, to: 2, topic: T}]}}}"),
      "procedure.action_plans.a.clusters[0].to the range runs backwards",
    ],
    [
      "years that run backwards",
      procedureIn("{action_plans: {a: {title: A, actions: 5, years: [2026, 2021]}}}"),
      "procedure.action_plans.a.years the years run backwards",
    ],
  ])("%s", (_, text, expected) => {
    const found = wrongs(text)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(expected)
  })

  test("but a silence may be of a body of the plan, and a check before a step by its name", () => {
    const body = `${paths("{silence: austria, hours: 72, id: call}", "checks: {c: {is: coverage, before: call}}, ")}bodies: [{id: austria, members: [austria]}]\n`
    expect(wrongs(body)).toEqual([])
  })
})

describe("what an item says that its procedure does not have is refused", () => {
  test.each([
    [
      "a path, by default",
      first("path: committee"),
      '15:45 activities[0].path there is no path "committee" in its procedure, which has recorded',
    ],
    [
      "a marked path",
      underCcm("path: {value: nowhere, inferred: true}"),
      'activities[0].path.value there is no path "nowhere" in its procedure, which has committee, clearance, committee-meeting, meeting, recorded',
    ],
    [
      "an output's path",
      ccm.replace("path: { value: committee-meeting, inferred: true }", "path: nowhere"),
      'outputs[0].path there is no path "nowhere"',
    ],
    [
      "a marker",
      first("markers: {gender: principal}"),
      '15:57 activities[0].markers.gender there is no marker "gender" among the procedure\'s checks',
    ],
    [
      "a check that is no marker",
      underCcm("markers: {lap: principal}"),
      'activities[0].markers.lap there is no marker "lap"',
    ],
    [
      "an option",
      underCcm("markers: {gender: great}"),
      'activities[0].markers.gender "great" is not one of principal, significant, none',
    ],
    [
      "an action plan",
      underCcm("refers: {oap: [1]}"),
      'activities[0].refers.oap there is no action plan "oap" in the procedure',
    ],
    [
      "an action beyond it",
      underCcm("refers: {lap: [50, 51]}"),
      'activities[0].refers.lap "lap" has 50 actions: no 51',
    ],
    [
      "a kind of meeting",
      small.replace("title: The meeting", "title: The meeting, kind: review"),
      'deadline_events[0].kind "review" is not one of documentation_deadline, plan_period_end, internal_decision, nor of the procedure\'s meetings: none',
    ],
    [
      "an old kind of meeting",
      procedureIn("ccm").replace("title: The meeting", "title: The meeting, kind: review_conference"),
      "nor of the procedure's meetings: msp, review, intersessional, committee",
    ],
    [
      "a zone, where nobody has one",
      small.replace("  time_zone: Europe/Zurich\n", ""),
      'work_plan.time_zone "time_zone" is missing, and the procedure has no zone either',
    ],
  ])("%s", (_, text, expected) => {
    const found = wrongs(text)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(expected)
  })

  test("and the old fields are unknown", () => {
    for (const field of ["approval_policy: committee_silence", "gender_marker: principal", "lap_actions: [1]"])
      expect(wrongs(first(field))).toEqual([expect.stringContaining("unknown key")])
    expect(wrongs(`${small}lap_clusters: []\n`)).toEqual([expect.stringContaining("unknown key")])
    expect(wrongs(`${small}quarter_rule: {}\n`)).toEqual([expect.stringContaining("unknown key")])
    const old = (office: string) => small.replace("kind: state_party", `kind: state_party, roles: [${office}]`)
    for (const office of ["isu", "genderFocalPoint", "gender_focal_point"])
      expect(wrongs(old(office))).toEqual([expect.stringContaining("is not one of coordinator")])
    expect(wrongs(old("focal_point"))).toEqual([])
  })
})
