import { expect } from "vitest"
import type { Json } from "../http/world.ts"
import { AUSTRIA, BODY, CAMEROON, delegate, item, PRESIDENCY, person, reason, STAFF, within } from "./body.ts"
import { proved, section } from "./sentences.ts"

const FOCAL = "focal-1:focalPoint"
const PERU = delegate("peru")
const check = (of: string, more: Json = {}) => ({ check: { of, ...more } })

export const section3 = section("3. Checks", {
  "a check before first, last, or a named step is asked by the act that opens or takes that step; one whose step the path lacks is asked before the last":
    within(
      {
        paths: {
          long: {
            default: true,
            steps: [{ clearance: "secretariat" }, { record: "presidency", id: "mid" }, { record: "coordinator" }],
          },
          short: { steps: [{ clearance: "secretariat" }, { record: "coordinator" }] },
        },
        procedure: {
          checks: {
            early: { is: "marker", title: "Early", options: ["yes"], before: "first" },
            middle: { is: "marker", title: "Middle", options: ["yes"], before: "mid" },
            late: { is: "advice", title: "Late", by: ["focalPoint"], waived_by: ["presidency"] },
          },
        },
        activities: [item("a"), item("b", { path: "short" })],
      },
      async ({ take, refused, world }) => {
        const asked = async (as: string, code: string, name: string) => {
          const { body } = await world.ask("POST", `/api/activities/${BODY}.${code}/transitions/${name}`, {
            as,
            body: {},
          })
          return body.failing.flatMap(({ checks = [] }: Json) => checks.map(({ id }: Json) => id))
        }
        for (const code of ["a", "b"]) {
          await take(AUSTRIA, code, "startDrafting")
          await take(AUSTRIA, code, "addDraft", { text: "A draft." })
          expect(await asked(AUSTRIA, code, "requestClearance")).toEqual(["early"])
          await take(AUSTRIA, code, "recordCheck", check("early", { option: "yes" }))
          await take(AUSTRIA, code, "requestClearance")
          await take(STAFF, code, "clearDraft")
        }
        expect(await asked(PRESIDENCY, "a", "agree")).toEqual(["middle"])
        expect(await asked(AUSTRIA, "b", "agree")).toEqual(["middle", "late"])
        await take(AUSTRIA, "a", "recordCheck", check("middle", { option: "yes" }))
        await take(PRESIDENCY, "a", "agree")
        expect(await asked(AUSTRIA, "a", "agree")).toEqual(["late"])
        expect(await refused(AUSTRIA, "a", "recordCheck", { ...check("late"), text: "Mine." })).toEqual([
          "CHECK_OFFICE",
        ])
        expect(await refused(FOCAL, "a", "recordCheck", { ...check("late", { waived: true }), reason })).toEqual([
          "CHECK_OFFICE",
        ])
        expect(await refused(PRESIDENCY, "a", "recordCheck", check("late", { waived: true }))).toEqual(["CHECK_VALUE"])
        await take(PRESIDENCY, "a", "recordCheck", { ...check("late", { waived: true }), reason })
        await take(AUSTRIA, "a", "agree")
      },
    ),
  "a sign-off is of the plan's own words, by all its offices": within(
    {
      procedure: { checks: { sign: { is: "sign_off", title: "Sign-off", by: ["presidency", "secretariat"] } } },
      activities: [item("a", { constraint: { quote: "With consent." } }), item("b")],
    },
    async ({ take, refused, read }) => {
      for (const code of ["a", "b"]) {
        await take(AUSTRIA, code, "startDrafting")
        await take(AUSTRIA, code, "addDraft", { text: "A draft." })
      }
      await take(AUSTRIA, "b", "agree")
      expect(await refused(AUSTRIA, "a", "recordCheck", check("sign"))).toEqual(["CHECK_OFFICE"])
      await take(STAFF, "a", "recordCheck", check("sign"))
      expect(await refused(AUSTRIA, "a", "agree")).toEqual(["CONSTRAINT_UNSIGNED"])
      await take(PRESIDENCY, "a", "recordCheck", check("sign"))
      await take(AUSTRIA, "a", "agree")
      expect((await read("a")).state).toBe("agreed")
    },
  ),
  "a reference is to action plans' numbers, of those in force on the day it is stated": proved(
    "http/otherBodies.test.ts",
    "24 hours, one working day and seven actions are enforced",
  ),
  "`partner` and `consent` stay code, and a procedure may not use them": proved(
    "workflows/activity/drafting.ts",
    "the partners whom the plan names must have been invited, in a consultation or otherwise",
  ),
  "markers may be stated at any time, also of an ongoing item for which they are asked": within(
    {
      procedure: { checks: { mark: { is: "marker", title: "Marker", options: ["yes", "no"], for: ["ongoing"] } } },
      activities: [item("a", { kind: "ongoing", schedule: { quarters: [] } })],
    },
    async ({ take, read }) => {
      await take(AUSTRIA, "a", "recordCheck", check("mark", { option: "no" }))
      await take(AUSTRIA, "a", "reportProgress", { period: "2026-Q2", text: "Some." })
      await take(AUSTRIA, "a", "recordCheck", check("mark", { option: "yes" }))
      await take(AUSTRIA, "a", "conclude", { summary: "Done." })
      expect((await read("a")).state).toBe("agreed")
    },
  ),
  "markers and references may be stated on any kind, where nothing asks for them; an advice is not": within(
    {
      procedure: {
        action_plans: { plan: { title: "Action plan", actions: 10 } },
        checks: {
          mark: { is: "marker", title: "Marker", options: ["yes", "no"], for: ["ongoing"] },
          refers: { is: "reference", title: "Actions", for: ["ongoing"] },
          advice: { is: "advice", title: "Advice", by: ["focalPoint"], for: ["ongoing"] },
        },
      },
    },
    async ({ take, refused, read, world }) => {
      const page = async () => (await world.ask("GET", `/en/items/${BODY}.a`, { as: AUSTRIA })).body
      await take(AUSTRIA, "a", "startDrafting")
      await take(AUSTRIA, "a", "addDraft", { text: "A draft." })
      expect(await page()).not.toContain("<dt>Marker</dt>")
      await take(AUSTRIA, "a", "recordCheck", check("mark", { option: "no" }))
      await take(AUSTRIA, "a", "recordCheck", check("refers", { actions: [3] }))
      expect(await refused(FOCAL, "a", "recordCheck", { ...check("advice"), text: "Mine." })).toContain("CHECK_UNKNOWN")
      expect((await read("a")).checks).toMatchObject([
        { id: "mark", option: "no", held: true, optional: true, awaited: false },
        { id: "refers", actions: [3], held: true, optional: true },
      ])
      expect(await page()).toContain("<dt>Marker</dt>")
      await take(AUSTRIA, "a", "agree")
    },
  ),
})

export const section4 = section("4. Who", {
  "a mandate may carry a track or an activity, subtracks and children included; `mandated` covers scope": [
    proved(
      "http/scopes.test.ts",
      "whoever holds a part of the plan may do there what is listed, and nothing elsewhere",
    ),
    proved("http/scopes.test.ts", "an activity's chair has its parts, a subtrack's chair not what is above"),
  ],
  "a scoped holder has no plan-level command, reads as the committee outside the scope, is told only of it": [
    proved(
      "http/scopes.test.ts",
      "on the plan they do nothing, send no file, make no key, and have a calendar of their own",
    ),
    proved(
      "http/scopes.test.ts",
      "beyond their part they read what the committee reads, within it what coordinators read",
    ),
    proved("http/scopes.test.ts", "they are told of their part alone, with the coordinators"),
  ],
  "an output belongs to the tracks of its items: any of their chairs may link, only an unscoped coordinator fulfils":
    proved(
      "http/scopes.test.ts",
      "an output is linked by the chairs of what contributes to it, and fulfilled by none of them",
    ),
  "confirm, endWait, sayLate: coordinator and secretariat; sayLate also the actor waited for; carryOver: coordinator and Presidency":
    within({ steps: [{ meeting: "session" }] }, async ({ take, refused }) => {
      await take(AUSTRIA, "a", "linkTo", { relation: "waitsFor", target: "peru", expected: "2026-07-01" })
      const late = { target: "peru", expected: "2026-08-01" }
      expect(await refused(delegate("kenya"), "a", "sayLate", late)).toEqual(["WAITED_FOR"])
      await take(PERU, "a", "sayLate", late)
      await take(STAFF, "a", "sayLate", { ...late, expected: "2026-09-01" })
      for (const [as, name, body] of [
        [PRESIDENCY, "endWait", { target: "peru", reason }],
        [PERU, "confirm", { field: "path" }],
        [STAFF, "carryOver", { to: "Next", reason }],
      ] as const)
        expect(await refused(as, "a", name, body), name).toEqual(["OFFICE"])
      await take(STAFF, "a", "endWait", { target: "peru", reason })
      await take(PRESIDENCY, "a", "carryOver", { to: "The next plan", reason })
    }),
  "the one table says who may ever; the step says whom it names": [
    proved("workflows/offices.test.ts", "whoever a step can name may agree and clear; which of them, the step says"),
    proved(
      "workflows/offices.test.ts",
      "what goes over into the following cycle is for a coordinator or the Presidency to say",
    ),
  ],
  "`chair` = the coordinator's row for items within its track or activity, which its mandate must name; nothing on the plan":
    within(
      {
        people: [person("chair-1", [{ office: "chair", track: "t" }])],
        activities: [item("a", { track: "t-sub" }), item("b", { track: "u" })],
      },
      async ({ take, refused, world }) => {
        const CHAIR = "chair-1:chair"
        await take(CHAIR, "a", "startDrafting")
        await take(CHAIR, "a", "addDraft", { text: "A draft." })
        expect(await refused(CHAIR, "a", "agree")).toEqual(["STEP_OFFICE"])
        expect(await refused(CHAIR, "b", "startDrafting")).toEqual(["OFFICE"])
        const meeting = { id: "new", title: "New", kind: "session" }
        expect(await world.refused(CHAIR, `/api/plans/${BODY}`, "addMeeting", meeting)).toEqual(["OFFICE"])
        const unnamed = { person: "someone", name: "Some", offices: [{ office: "chair", from: "2026-01-01" }] }
        expect(
          (await world.ask("POST", `/api/plans/${BODY}/transitions/addPerson`, { as: STAFF, body: unnamed })).status,
        ).toBe(422)
      },
    ),
})

export const section5 = section("5. Dates as the document has them", {
  "day, month, half-year, year, quarter, range, list, at a meeting, after another item, periods, none": [
    proved("http/dates.test.ts", "are kept with the document's words, and shown as read from them or as left open"),
    proved("http/dates.test.ts", "from a day to a day are found in every quarter that they touch"),
    proved("http/dates.test.ts", "moves with its date, over others, and counts from its end once that is recorded"),
  ],
  "a circle of dates is refused": proved(
    "http/dates.test.ts",
    "closes no circle, and counts from nothing that is not there",
  ),
  "periods run from adoption to the cycle's end; each is due at its end plus grace; nothing is owed for time deferred":
    [
      proved(
        "http/dates.test.ts",
        "has its periods from the adoption to the end of the cycle, the first and the last partial",
      ),
      proved("http/dates.test.ts", "is due with the first that is not reported, whichever was"),
      proved("http/dates.test.ts", "owes nothing for a time in which it was deferred"),
    ],
  "an optional item is not overdue until it is taken up": [
    proved("http/dates.test.ts", "is not owed before it is taken up, and from then on is"),
    proved("http/dates.test.ts", "is taken up where the document itself dates it, and where somebody sets its date"),
  ],
  "a conditional one needs its decision; a no leads to notPursued and may be taken back": proved(
    "http/dates.test.ts",
    "where feasible needs its decision, and a no can be taken back with a reason",
  ),
  "a dependency never forbids an act unless it says `gate: true`; it is over when the target ends, passes to a successor, starts again when reopened":
    [
      proved("http/dates.test.ts", "forbids nothing, unless the plan makes it a gate"),
      proved(
        "http/dates.test.ts",
        "is not late while it waits, and is once the other is agreed; and waits again when that is reopened",
      ),
      proved("http/dates.test.ts", "waits for what takes the other's place"),
      proved("http/dates.test.ts", "for what is over already does not wait"),
    ],
  "a wait goes on while its target is deferred, and a gate with it": within(
    { activities: [item("b"), item("a", { depends_on: [{ on: "b", gate: true }] })] },
    async ({ take, refused, read }) => {
      await take(AUSTRIA, "b", "defer", { reason })
      expect(await refused(AUSTRIA, "a", "startDrafting")).toEqual(["GATE"])
      await take(AUSTRIA, "b", "resume")
      await take(AUSTRIA, "b", "cancel", { reason })
      expect((await read("a")).waitingFor).toEqual([])
      await take(AUSTRIA, "a", "startDrafting")
    },
  ),
})

export const section6 = section("6. Kinds, and how they end", {
  "consultation: a round closed with a summary, then `conclude`; event: held, then reported; outreach, support, ongoing: `reportProgress` per period, `conclude`":
    proved("http/otherBodies.test.ts", "a consultation is concluded, an event held and reported, a period reported"),
  "placeholder: a reaction concludes it when its last child settles (notPursued if none ended well)": [
    proved(
      "http/placeholder.test.ts",
      "a placeholder ends well with the last of its activities, where one of them has",
    ),
    proved("http/placeholder.test.ts", "and is not pursued where none of them has"),
  ],
  "another kind that states a path goes on in editing after its round or event; the last step ends it and `conclude` is refused":
    within({ activities: [item("a", { kind: "event", path: "usual" })] }, async ({ take, refused, read }) => {
      await take(AUSTRIA, "a", "startDrafting")
      await take(AUSTRIA, "a", "addDraft", { text: "A report." })
      expect(await refused(CAMEROON, "a", "agree")).toEqual(["HELD_FIRST"])
      await take(AUSTRIA, "a", "reachMilestone", {
        milestone: "held",
        from: "2026-05-04",
        to: "2026-05-05",
        place: "Geneva",
      })
      expect(await refused(AUSTRIA, "a", "conclude", { summary: "Done." })).toEqual(["ON_A_PATH"])
      await take(CAMEROON, "a", "agree")
      expect((await read("a")).state).toBe("agreed")
    }),
  "sub-tasks, priority, cost, funding line, risk, participants are kept and shown as `details`": proved(
    "http/otherBodies.test.ts",
    "each member records the observations; meetings are monthly, funding is a condition",
  ),
})

export const section7 = section("7. Documents, consultations, evidence", {
  "`addVersion` adds others at any time, voids nothing, renews nothing; an authentic one is fixed from the first step on":
    [
      proved("http/versions.test.ts", "is a translation that everybody who reads the draft reads, and voids nothing"),
      proved("http/versions.test.ts", "that is authentic is there before the first step, is fixed then, and is agreed"),
      proved("http/versions.test.ts", "of an old draft says that it is old"),
    ],
  "texts are, until agreed, for the committee, for those asked, and for the group's observers while its silence runs": [
    proved(
      "http/draftReaders.test.ts",
      "a draft is for the committee; once it is circulated, also for those it is put to and those who look on",
    ),
    proved("http/draftReaders.test.ts", "who was asked reads on when the silence is over; who looked on does not"),
  ],
  "a letter's link opens the whole text; once the step is over it says how it ended, shows its text, takes a late answer":
    [
      proved("http/linkTexts.test.ts", "shows the whole text to its reader, who has not signed in, and to nobody else"),
      proved("http/linkTexts.test.ts", "says how the silence ended, and still shows its text"),
      proved(
        "http/linkTexts.test.ts",
        "says that there is a newer draft, and keeps an objection to the old one as late",
      ),
    ],
  "Chatham House: text to the readership, names to secretariat and coordinators; a contributor reads their own": [
    proved(
      "http/consultations.test.ts",
      "the answers under the Chatham House Rule are in no order that tells when they came",
    ),
    proved(
      "http/consultations.test.ts",
      "a contributor reads their own on the page behind the letter's link, with its paragraphs",
    ),
  ],
  "who has not answered is told to secretariat and coordinators alone": proved(
    "http/consultations.test.ts",
    "who has not answered is told to those who run the plan alone",
  ),
  "closing before the announced hour needs a reason and is told to those who have not answered": proved(
    "http/consultations.test.ts",
    "it needs a reason, and those who have not answered are told of it",
  ),
  "somebody invited for whom no person is known is said when it opens": proved(
    "http/consultations.test.ts",
    "who is invited and cannot be reached is named when it opens, to those who run the plan and never to others",
  ),
  "evidence is an item that is agreed, held or concluded, or a document with title and place": [
    proved("http/evidence.test.ts", "is never what is planned, by its id or its code, with a place or without"),
    proved("http/evidence.test.ts", "is a document by its title and its place"),
  ],
  "a reaction links stated or confirmed relations only": proved(
    "http/evidence.test.ts",
    "is what a reader inferred only once somebody confirms it",
  ),
  "superseded evidence counts no more until its successor is agreed": proved(
    "http/evidence.test.ts",
    "once it is superseded, before its successor is agreed, which takes its place, and the successor's after that",
  ),
  "“at least 10 bilaterals” is met when current ≥ target": proved(
    "http/evidence.test.ts",
    "is met at its target, is told with who and what, and falls short below it",
  ),
})

export const others = section("Plans of other bodies", {
  "ATT: one facilitator per sub-group with powers over that alone, symbols, a part of a multi-year plan, adoption by the Conference":
    proved(
      "http/otherBodies.test.ts",
      "a facilitator runs their own sub-group alone, and the Conference of States Parties adopts",
    ),
  "BWC: the schedule itself adjusted by silence, consensus at a session": [
    proved("http/otherBodies.test.ts", "24 hours, one working day and seven actions are enforced"),
    proved(
      "http/otherBodies.test.ts",
      "a text is agreed at a session that has begun, as it was amended there, or not, and then at a later one",
    ),
    proved(
      "http/planAmendment.test.ts",
      "is adjusted by silence: nothing before its end, everything after, each change once",
    ),
  ],
  "CBD: years, leading and contributing actors, an outcome above the objective, targets and indicators": proved(
    "http/otherBodies.test.ts",
    "what its columns say is recorded, and a text is agreed by the defaults",
  ),
  "IETF: adopted, last call, submitted; months; a gate by Area Directors": proved(
    "http/otherBodies.test.ts",
    "three drafts lead to the last call, never to the adoption again, and nothing of another body is said",
  ),
  "APMBC: monthly meetings, action numbers, cost and donor, a chair who rotates, observations before a meeting": proved(
    "http/otherBodies.test.ts",
    "each member records the observations; meetings are monthly, funding is a condition",
  ),
})
