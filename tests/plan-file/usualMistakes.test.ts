import { planFaultText } from "@demarche/i18n"
import { describe, expect, test } from "vitest"
import { issuesOf, wrongs } from "./bits.ts"

/** A plan as a coordinator writes one. */
const whole = `schema_version: 2
work_plan:
  id: small
  title: A small plan
  coordinators: [austria]
  cycle:
    label: "2026"
    starts_on: "2026-01-01"
    ends_at_event: meeting
  time_zone: Europe/Zurich
deadline_events:
  - id: meeting
    title: The meeting
    dates:
      from: "2026-09-14"
      to: "2026-09-18"
actors:
  - id: austria
    title: Austria
    kind: state_party
people:
  - id: someone
    name: Someone
    offices:
      - office: coordinator
        party: austria
        from: "2026-01-01"
    language: en
    zone: Europe/Zurich
    address: someone@example.org
tracks:
  - id: t-1
    number: "1"
    title: The track
activities:
  - id: a1
    track: t-1
    title: First
    kind: document
    schedule:
      quarters: [2026-Q2]
  - id: a2
    track: t-1
    title: Second
    kind: event
    depends_on: [a1]
    schedule:
      quarters: [2026-Q3]
`

const change = (from: string, to: string) => {
  if (!whole.includes(from)) throw new Error(`not there: ${from}`)
  return whole.replace(from, () => to)
}

/** What coordinators get wrong, and what they are told: each was tried. */
const mistakes: [mistake: string, file: string, told: string[]][] = [
  [
    "a tab for indentation",
    change("    title: First", "\ttitle: First"),
    ["38:1  a tab indents this line: indent with spaces"],
  ],
  [
    "no space after a colon",
    change("title: First", "title:First"),
    ["38:5  a space is missing after the colon: write title: First"],
  ],
  [
    "no colon after a key",
    change("title: First", "title First"),
    [
      "38:5  a colon is missing after the key, as in title: A plan; a text of several lines is written in quotes, or begins further in",
    ],
  ],
  [
    "a colon in a title without quotes",
    change("title: First", "title: Report: the first"),
    ["38:12  a colon and a space stand inside a text: put the whole text in quotes"],
  ],
  [
    "an entry that begins too far out",
    change("    title: First", "   title: First"),
    ["38:1  this line begins in another column than those to which it belongs: begin it where they do"],
  ],
  [
    "an entry that begins too far in",
    change("    title: First", "      title: First"),
    ["38:7  this line begins further in than the one before: begin its key in the same column"],
  ],
  [
    "no dash before a new entry",
    change("  - id: a2", "    id: a2"),
    ['42:5  the key "id" stands here twice; a new entry of a list begins with a dash'],
  ],
  ["no space after a dash", change("  - id: a1", "  -id: a1"), ["36:3  a space is missing after the dash"]],
  [
    "one id for two activities",
    change("id: a2", "id: a1"),
    ['42:9 activities[1].id the id "a1" is that of the activity on line 36'],
  ],
  [
    "a key twice",
    change("kind: event", "title: Again"),
    ['45:5  the key "title" stands here twice; a new entry of a list begins with a dash'],
  ],
  [
    "a key that there is not",
    change("kind: event", "kind: event\n    colour: red"),
    ['46:5 activities[1].colour unknown key "colour": the format has none such here'],
  ],
  [
    "a key that is misspelt",
    change("title: Second", "titel: Second"),
    ['44:5 activities[1].titel unknown key "titel": did you mean `title`?'],
  ],
  [
    "the word that others use for a key",
    change("address: someone", "email: someone"),
    ['30:5 people[0].email unknown key "email": did you mean `address`?'],
  ],
  [
    "a key too far out",
    change("    schedule:\n      quarters: [2026-Q3]", "    quarters: [2026-Q3]"),
    ['47:5 activities[1].quarters unknown key "quarters": it goes into `schedule`'],
  ],
  [
    "a key too far in",
    change("      quarters: [2026-Q2]", "      quarters: [2026-Q2]\n      partners: [austria]"),
    ['42:7 activities[0].schedule.partners unknown key "partners": it goes further out, in the column of `schedule`'],
  ],
  [
    "a section inside another",
    `${whole}    timeline: []\n`,
    ['49:5 activities[1].timeline unknown key "timeline": it goes further out, in the column of `activities`'],
  ],
  [
    "a kind that is misspelt",
    change("kind: document", "kind: documnt"),
    [
      '39:11 activities[0].kind "documnt" is not one of consultation, document, event, outreach, support, ongoing, placeholder: did you mean `document`?',
    ],
  ],
  [
    "a kind in words",
    change("kind: state_party", "kind: State Party"),
    [
      '20:11 actors[0].kind "State Party" is not one of state_party, office, body, secretariat, group, partner, observer: did you mean `state_party`?',
    ],
  ],
  ["no title", change("    title: First\n", ""), ['36:5 activities[0].title "title" is missing']],
  [
    "a number for a title",
    change("title: First", "title: 2026"),
    ['38:12 activities[0].title 2026 is a number here: write "2026", in quotes'],
  ],
  [
    "a number without quotes",
    change('number: "1"', "number: 1"),
    ['33:13 tracks[0].number 1 is a number here: write "1", in quotes'],
  ],
  [
    "yes or no for a title",
    change("title: First", "title: true"),
    ['38:12 activities[0].title true is no text here: write "true", in quotes'],
  ],
  [
    "one where a list belongs",
    change("[austria]\n  cycle", "austria\n  cycle"),
    ['5:17 work_plan.coordinators "austria" stands alone, and a list belongs here: write [austria]'],
  ],
  [
    "a list where one belongs",
    change("track: t-1\n    title: First", "track: [t-1]\n    title: First"),
    ["37:5 activities[0].track a list stands here, and one text belongs here"],
  ],
  [
    "a day that there is not",
    change('"2026-09-14"', '"2026-09-31"'),
    ['15:13 deadline_events[0].dates.from "2026-09-31" is not a day of the calendar'],
  ],
  [
    "a date with the year last",
    change('"2026-09-14"', "14/09/2026"),
    ['15:13 deadline_events[0].dates.from "14/09/2026" is not a day of the calendar: write 2026-09-14'],
  ],
  [
    "a date that may be read in two ways",
    change('"2026-09-14"', "12/06/2026"),
    [
      '15:13 deadline_events[0].dates.from "12/06/2026" is not a day of the calendar: write 2026-06-12 or 2026-12-06, whichever is meant',
    ],
  ],
  [
    "a day in words",
    change('"2026-09-14"', "14 September 2026"),
    ['15:13 deadline_events[0].dates.from "14 September 2026" is not a day of the calendar: write 2026-09-14'],
  ],
  [
    "a day without its zeros",
    change('"2026-09-14"', "2026-9-14"),
    ['15:13 deadline_events[0].dates.from "2026-9-14" is not a day of the calendar: write 2026-09-14'],
  ],
  [
    "a year for a day",
    change('"2026-09-14"', "2026"),
    ['15:13 deadline_events[0].dates.from "2026" is not a day of the calendar: write one such as 2026-06-12'],
  ],
  [
    "a quarter with the year last",
    change("[2026-Q2]", "[Q2 2026]"),
    ['41:18 activities[0].schedule.quarters[0] "Q2 2026": a quarter, such as 2026-Q2; write 2026-Q2'],
  ],
  [
    "a small q",
    change("[2026-Q2]", "[2026-q2]"),
    ['41:18 activities[0].schedule.quarters[0] "2026-q2": a quarter, such as 2026-Q2; write 2026-Q2'],
  ],
  [
    "a quarter without its list",
    change("[2026-Q2]", "2026-Q2"),
    ['41:17 activities[0].schedule.quarters "2026-Q2" stands alone, and a list belongs here: write [2026-Q2]'],
  ],
  [
    "a quarter without its year",
    change("[2026-Q2]", "[Q2]"),
    ['41:18 activities[0].schedule.quarters[0] "Q2": a quarter, such as 2026-Q2'],
  ],
  [
    "a track by nearly its id",
    change("track: t-1\n    title: First", "track: t1\n    title: First"),
    ['37:12 activities[0].track there is no track "t1" in this file: the nearest is "t-1"'],
  ],
  [
    "a track where an activity belongs",
    change("depends_on: [a1]", "depends_on: [t-1]"),
    [
      '46:18 activities[1].depends_on[0] there is no activity, output, deadline event or actor "t-1" in this file: "t-1" is a track (line 32)',
    ],
  ],
  [
    "an activity where a track belongs",
    change("track: t-1\n    title: First", "track: a2\n    title: First"),
    ['37:12 activities[0].track there is no track "a2" in this file: "a2" is an activity (line 42)'],
  ],
  [
    "a track in capitals",
    change("track: t-1\n    title: First", "track: T-1\n    title: First"),
    ['37:12 activities[0].track "T-1": lower-case letters, digits and hyphens; write t-1'],
  ],
  [
    "a track that there is not",
    change("track: t-1\n    title: First", "track: outreach\n    title: First"),
    ['37:12 activities[0].track there is no track "outreach" in this file, which has t-1'],
  ],
  [
    "a circle of what waits",
    change("    kind: document\n    schedule:", "    kind: document\n    depends_on: [a2]\n    schedule:"),
    [
      '40:5 activities[0].depends_on "a1" hangs on itself: a1 → a2 → a1',
      '47:5 activities[1].depends_on "a2" hangs on itself: a2 → a1 → a2',
    ],
  ],
  [
    "a circle of dates",
    change("      quarters: [2026-Q2]", "      dates: { after: a2 }").replace(
      "      quarters: [2026-Q3]",
      "      dates: { after: a1, lag: P1W }",
    ),
    [
      '41:7 activities[0].schedule.dates "a1" hangs on itself: a1 → a2 → a1',
      '48:7 activities[1].schedule.dates "a2" hangs on itself: a2 → a1 → a2',
    ],
  ],
  [
    "a city whose zone has another name",
    change("time_zone: Europe/Zurich", "time_zone: Europe/Geneva"),
    ['10:14 work_plan.time_zone there is no time zone "Europe/Geneva": did you mean Europe/Zurich?'],
  ],
  [
    "a zone without its continent",
    change("time_zone: Europe/Zurich", "time_zone: Zurich"),
    ['10:14 work_plan.time_zone there is no time zone "Zurich": did you mean Europe/Zurich?'],
  ],
  [
    "the name of a zone’s summer",
    change("time_zone: Europe/Zurich", "time_zone: CEST"),
    ['10:14 work_plan.time_zone there is no time zone "CEST": write one by its city, as in Europe/Zurich'],
  ],
  [
    "a zone by its offset",
    change("time_zone: Europe/Zurich", "time_zone: UTC+1"),
    ['10:14 work_plan.time_zone there is no time zone "UTC+1": write one by its city, as in Europe/Zurich'],
  ],
  [
    "an address that is none",
    change("someone@example.org", "someone(at)example.org"),
    [
      '30:14 people[0].address "someone(at)example.org" is no e-mail address: write one such as name@example.org, and nothing else',
    ],
  ],
  [
    "an address with a name",
    change("someone@example.org", "Someone <someone@example.org>"),
    [
      '30:14 people[0].address "Someone <someone@example.org>" is no e-mail address: write one such as name@example.org, and nothing else',
    ],
  ],
  [
    "an office that is misspelt",
    change("office: coordinator", "office: coordinater"),
    [
      '25:17 people[0].offices[0].office "coordinater" is not one of coordinator, presidency, secretariat, chair, delegate, partner, observer, auditor, thematic_coordinator, focal_point: did you mean `coordinator`?',
    ],
  ],
  [
    "an office by the body’s name for it",
    change("office: coordinator", "office: isu"),
    [
      '25:17 people[0].offices[0].office "isu" is not one of coordinator, presidency, secretariat, chair, delegate, partner, observer, auditor, thematic_coordinator, focal_point',
    ],
  ],
  [
    "an office held for no party",
    change("        party: austria\n", ""),
    ["25:9 people[0].offices[0].party this office is held for a party: name it"],
  ],
  [
    "no format",
    change("schema_version: 2\n", ""),
    ['1:1 schema_version "schema_version" is missing: write `schema_version: 2` on the first line'],
  ],
  [
    "the format in quotes",
    change("schema_version: 2", 'schema_version: "2"'),
    ['1:17 schema_version "2" is a text here: write 2, without quotes'],
  ],
  [
    "a format that is yet to come",
    change("schema_version: 2", "schema_version: 3"),
    ["1:17 schema_version 3 is not 2, the format that is read"],
  ],
  [
    "the format before",
    change("schema_version: 2", "schema_version: 1"),
    [
      "1:17 schema_version this is format 1, and format 2 is read: `demarche plan upgrade FILE` turns one into the other",
    ],
  ],
  [
    "two documents in one file",
    change("activities:", "---\nactivities:"),
    ["35:1  more than one YAML document: a plan file holds one, and no line with --- or ... in it"],
  ],
  ["nothing", "", ["1:1  the file is empty: one begins with `schema_version: 2`"]],
  ["a sentence", "We shall meet.", ["1:1  this is no plan file: one begins with `schema_version: 2`"]],
  [
    "the quotes of a word processor",
    change('"2026-01-01"', "“2026-01-01”"),
    ['8:16 work_plan.cycle.starts_on "“2026-01-01”" is not a day of the calendar: write 2026-01-01'],
  ],
  [
    "them around an id",
    change("id: a1", "id: “a1”"),
    ['36:9 activities[0].id "“a1”": lower-case letters, digits and hyphens; write a1'],
  ],
  [
    "them around a key",
    change("title: First", "“title”: First"),
    ['38:5 activities[0].“title” unknown key "“title”": did you mean `title`?'],
  ],
  [
    "a space of a web page",
    change("    title: First", "    \u00a0title: First"),
    ['38:5 activities[0]. title unknown key " title": it has an invisible character: type `title` anew'],
  ],
  [
    "a Word file",
    "PK\u0003\u0004\u0014\u0000",
    ["1:1  this is a packed file, as Word and Excel write them: a plan file is plain text"],
  ],
  [
    "a file that is not in UTF-8",
    change("The meeting", "R\uFFFDunion"),
    ["13:13  a character that could not be read (U+FFFD): save the file as UTF-8"],
  ],
  [
    "the name of a language",
    change("language: en", "language: english"),
    ['28:15 people[0].language "english" is not one of en, fr: did you mean `en`?'],
  ],
  [
    "quotes inside quotes",
    change("title: First", 'title: "The "first" report"'),
    ["38:18  more text follows a closing quote: put a text with \" in it between ', and one with ' in it between \""],
  ],
  [
    "an apostrophe inside quotes",
    change("title: First", "title: 'The committee's report'"),
    ["38:27  more text follows a closing quote: put a text with \" in it between ', and one with ' in it between \""],
  ],
  ["a quote that is not closed", change("title: First", 'title: "First'), ["38:12  this quote is never closed"]],
  ["a bracket that is not closed", change("[2026-Q3]", "[2026-Q3"), ["49:1  a closing ] is missing before this"]],
  [
    "no comma in a list",
    change("depends_on: [a1]", "depends_on: [a1 t-1]"),
    [
      '46:18 activities[1].depends_on[0] "a1 t-1": lower-case letters, digits and hyphens; between two ids of a list stands a comma',
    ],
  ],
  [
    "a text that begins with @",
    change("title: First", "title: @first"),
    ["38:12  a text may not begin with @: put it in quotes"],
  ],
  [
    "emphasis as in Markdown",
    change("title: First", "title: *first*"),
    ["38:12  nothing is named &first* before this: a text that begins with * has to be in quotes"],
  ],
  [
    "a text that begins with #",
    change("title: First", "title: #1"),
    ["38:12 activities[0].title it is empty: write a text, in quotes where it begins with # or &"],
  ],
  [
    "a text that begins with !",
    change("title: First", "title: !first"),
    ["38:12  a text that begins with ! has to be in quotes: a plan file has no YAML tags of its own"],
  ],
  [
    "a key without a value",
    change("title: First", "title:"),
    ["38:11 activities[0].title it is empty: write a text, in quotes where it begins with # or &"],
  ],
  ["an empty text", change("title: First", 'title: ""'), ["38:12 activities[0].title it is empty: write a text"]],
  [
    "a title for an id",
    change("id: a1", "id: First activity"),
    ['36:9 activities[0].id "First activity": lower-case letters, digits and hyphens; write first-activity'],
  ],
  [
    "capitals in an id",
    change("id: a1", "id: A1"),
    ['36:9 activities[0].id "A1": lower-case letters, digits and hyphens; write a1'],
  ],
  [
    "a colon in a title between braces",
    change("  - id: a2\n", "  - {id: a3, track: t-1, title: Report: x, kind: event}\n  - id: a2\n"),
    ["42:33  a comma is missing before this, or a colon and a space stand inside a text: put the whole text in quotes"],
  ],
  [
    "no comma between braces",
    change("  - id: a2\n", "  - {id: a3 track: t-1, title: Rep, kind: event}\n  - id: a2\n"),
    ["42:10  a comma is missing before this, or a colon and a space stand inside a text: put the whole text in quotes"],
  ],
  [
    "a comma in a title between braces",
    change("  - id: a2\n", "  - {id: a3, track: t-1, title: One, two, kind: event}\n  - id: a2\n"),
    [
      '42:38 activities[1].two unknown key "two": the format has none such here; between braces, a text with a comma in it has to be in quotes',
    ],
  ],
  [
    "weeks in words",
    change("      quarters: [2026-Q2]", "      dates: { meeting: meeting, offset: 10 weeks before }"),
    [
      '41:42 activities[0].schedule.dates.offset "10 weeks before": months, weeks and days, as in P2M, -P10W or P1M3D; write -P10W',
    ],
  ],
  [
    "weeks without their letter",
    change("      quarters: [2026-Q2]", "      dates: { meeting: meeting, offset: -10W }"),
    [
      '41:42 activities[0].schedule.dates.offset "-10W": months, weeks and days, as in P2M, -P10W or P1M3D; write -P10W',
    ],
  ],
  [
    "a misspelt key of a date",
    change("      quarters: [2026-Q2]", "      dates: { meetng: meeting }"),
    ['41:16 activities[0].schedule.dates.meetng unknown key "meetng": did you mean `meeting`?'],
  ],
  [
    "keys that do not go together",
    change("      quarters: [2026-Q2]", "      dates: { date: 2026-06-12, offset: P1W }"),
    ['41:34 activities[0].schedule.dates.offset unknown key "offset": it does not go with `date`'],
  ],
  [
    "words that are no date",
    change("      quarters: [2026-Q2]", "      dates: soon"),
    [
      '41:14 activities[0].schedule.dates "soon" is no date that can be read: write a date such as 2026-06-12, 2026-06, 2026-Q2, 2026-H1, 2026 or 2026-08-07/2026-08-09, or words such as “mid-June 2026”, “7 to 9 August 2026”, “by 2030”, “fin juin 2026”; or {words: …} for words without a date',
    ],
  ],
  [
    "a date with points",
    change("      quarters: [2026-Q2]", "      dates: 12.06.2026"),
    [
      '41:14 activities[0].schedule.dates "12.06.2026" is no date that can be read: write 2026-06-12 or 2026-12-06, whichever is meant',
    ],
  ],
  [
    "a meeting that ends before it begins",
    change('to: "2026-09-18"', 'to: "2026-09-11"'),
    ["16:11 deadline_events[0].dates.to the meeting ends before it begins"],
  ],
  [
    "a year for a cycle",
    change('  cycle:\n    label: "2026"\n    starts_on: "2026-01-01"\n    ends_at_event: meeting', "  cycle: 2026"),
    ["6:10 work_plan.cycle 2026 stands here, and fields belong here: label, starts_on, ends_at_event"],
  ],
  [
    "a year long past",
    change('"2026-01-01"\n    ends', '"0026-01-01"\n    ends'),
    ['8:16 work_plan.cycle.starts_on "0026-01-01" lies outside the years 1945 to 2100'],
  ],
  [
    "a list without dashes",
    change('  - id: t-1\n    number: "1"\n    title: The track', '  id: t-1\n  number: "1"\n  title: The track'),
    ["31:1 tracks fields stand here, and a list belongs here: begin each entry with a dash and a space"],
  ],
  [
    "yes for true",
    change("kind: state_party", "kind: state_party\n    ambiguous: yes"),
    ['21:16 actors[0].ambiguous "yes" is neither true nor false: write one of them'],
  ],
  [
    "several in one text",
    change("quarters: [2026-Q3]", "quarters: 2026-Q3, 2026-Q4"),
    [
      '48:17 activities[1].schedule.quarters "2026-Q3, 2026-Q4" stands alone, and a list belongs here: write [2026-Q3, 2026-Q4]',
    ],
  ],
  [
    "a number in words",
    `${whole}outputs:\n  - { id: o1, number: one, title: O, type: event, deliverables: [{ id: d1, title: D }] }\n`,
    ['50:23 outputs[0].number "one" is no number: write one in digits'],
  ],
  [
    "no list where there may be none",
    whole.slice(0, whole.indexOf("activities:")),
    ['1:1 activities "activities" is missing: write [] where there is none'],
  ],
  [
    "rules that there are not",
    change("work_plan:", "procedure: cmm\nwork_plan:"),
    ['2:12 procedure there is no procedure "cmm": name ccm or ietf, or write its rules here'],
  ],
  [
    "a path that there is not",
    change("kind: document", "kind: document\n    path: silence"),
    ['40:11 activities[0].path there is no path "silence" in its procedure, which has recorded'],
  ],
  [
    "a person without an office",
    change(
      '    offices:\n      - office: coordinator\n        party: austria\n        from: "2026-01-01"\n',
      "    offices: []\n",
    ),
    ["24:5 people[0].offices the list needs at least 1"],
  ],
  [
    "a misspelt mark",
    change("kind: document", "kind: {vale: document, inferred: true}"),
    ['39:12 activities[0].kind.vale unknown key "vale": did you mean `value`?'],
  ],
  ...(
    [
      ["*Help with seed", "a text may not begin with *: put it in quotes"],
      ["&Help", "nothing uses &Help: a text that begins with & has to be in quotes"],
      ["- Help", "a text may not begin with -: put it in quotes"],
      ["@Help", "a text may not begin with @: put it in quotes"],
      ["| Help", "a text after | or > begins on the next line, further in", 14],
      [
        "] Help",
        '"] Help" cannot stand here: put a text with such signs in quotes, or look for a sign too many before it',
      ],
    ] satisfies [title: string, told: string, column?: number][]
  ).map(([title, told, column = 12]): [string, string, string[]] => [
    `a title that begins with ${title.charAt(0)}`,
    change("title: First", `title: ${title}`),
    [`38:${column}  ${told}`],
  ]),
  [
    "a chair of nothing",
    change("office: coordinator", "office: chair"),
    ["25:17 people[0].offices[0].office this office is held for a part of the plan: name its track or its activity"],
  ],
]

test("the plan without a mistake is one", () => {
  expect(wrongs(whole)).toEqual([])
})

describe("told with line, column and what to do", () => {
  test.each(mistakes)("%s", (_, file, told) => {
    expect(wrongs(file)).toEqual(told)
  })

  test("without a word of the schema's or the parser's", () => {
    const words = mistakes.flatMap(([, , told]) => told).join("\n")
    expect(words).not.toMatch(/expected|received|invalid|scalar|mapping|implicit|undefined|null|NaN|regex|pattern/i)
  })

  test("in French too, with no English word but what the file says", () => {
    const said = mistakes.flatMap(([, file]) => issuesOf(file).map(({ parts }) => planFaultText("fr", parts)))
    expect(said.length).toBeGreaterThanOrEqual(mistakes.length)
    const own = said.map((words) => words.replace(/`[^`]*`|"[^"]*"|«[^»]*»|title: .*$/g, ""))
    expect(own.filter((words) => /\b(the|is|an|not|write|here|there|with|has|belongs|in|of)\b/.test(words))).toEqual([])
  })
})
