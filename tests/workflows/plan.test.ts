import { plan } from "@demarche/workflows"
import { defaultProcedure } from "@demarche/workplan/rules/procedure"
import { describe, expect, test } from "vitest"
import { austria, ireland, isu, june, presidency, system, text } from "./actors.ts"
import { specification } from "./specification.ts"

const { given, foldOf, expectAllTold } = specification("plan", plan, {
  by: presidency,
  at: june(1),
  facts: { mandated: true },
})

const because = { reason: "as the committee decided" }
const content = {
  title: "Work plan 2025-2026",
  cycle: "2025-2026",
  zone: "Europe/Zurich",
  objectives: [{ id: "o1", number: "1", title: "Universality" }],
  tracks: [{ id: "t1", number: "1", title: "Status" }],
  parties: [
    { id: "at", title: "Austria", kind: "state" },
    { id: "cm", title: "Cameroon", kind: "state" },
  ],
  bodies: [{ id: "coordination-committee", title: "Coordination Committee", members: ["at", "cm"] }],
  meetings: [{ id: "3rc", title: "Third Review Conference", month: "2026-09" }],
  timeline: [],
}
const proposed = { type: "PlanProposed", ...content }
const anna = {
  type: "PersonAdded",
  person: "anna",
  name: text("n"),
  offices: [{ office: "coordinator", party: "at", from: "2025-09-20" }],
  language: "en",
}
const importing = [proposed, { ...anna, by: isu }]
const imported = [...importing, { type: "PlanImported", activities: 21, outputs: 5 }]
const adopted = [...imported, { type: "PlanAdopted" }]
const closed = [...adopted, { type: "CycleClosed", ...because }]

describe("a plan comes into being", () => {
  test("it is proposed by the import, and is being imported until that is finished", () => {
    given()
      .when({ type: "propose", ...content }, { by: system })
      .then({ type: "PlanProposed", title: "Work plan 2025-2026", zone: "Europe/Zurich" })
      .ends("importing")
    given(...importing)
      .when({ type: "finishImport", activities: 21, outputs: 5 }, { by: system })
      .then({ type: "PlanImported", activities: 21, outputs: 5 })
      .ends("proposed")
  })
  test("it is proposed once, and finished once", () => {
    given(proposed)
      .when({ type: "propose", ...content })
      .rejected("NOT_NOW")
    given(...imported)
      .when({ type: "finishImport", activities: 21, outputs: 5 })
      .rejected("NOT_NOW")
  })
  test("nobody proposes a plan from outside", () => {
    given()
      .when({ type: "propose", ...content }, { by: ireland })
      .rejected("OFFICE")
  })
  test("coordinators or Presidency adopt it", () => {
    given(...imported)
      .when({ type: "adopt" })
      .then({ type: "PlanAdopted" })
      .ends("adopted")
    given(...imported)
      .when({ type: "adopt" }, { by: austria })
      .then({ type: "PlanAdopted" })
    given(...imported)
      .when({ type: "adopt" }, { by: isu })
      .rejected("OFFICE")
    given(...importing)
      .when({ type: "adopt" })
      .rejected("NOT_NOW")
    given(...adopted)
      .when({ type: "adopt" })
      .rejected("NOT_NOW")
  })
  test("the Presidency closes the cycle of an adopted plan, with a reason", () => {
    given(...adopted)
      .when({ type: "closeCycle" })
      .rejected("REASON")
    given(...adopted)
      .when({ type: "closeCycle" }, because)
      .then({ type: "CycleClosed" })
      .ends("closed")
    given(...imported)
      .when({ type: "closeCycle" }, because)
      .rejected("NOT_NOW")
  })
  test("a closed plan is not worked on any more", () => {
    given(...closed)
      .when({ type: "amend", title: "Another" }, because)
      .rejected("NOT_NOW")
    given(...closed)
      .when({ type: "addMeeting", id: "14msp", title: "14MSP" })
      .rejected("NOT_NOW")
    given(...closed)
      .when({ type: "endPerson", person: "anna" }, because)
      .rejected("NOT_NOW")
  })
})

describe.each([
  ["proposed", imported],
  ["adopted", adopted],
] as const)("while it is %s", (state, history) => {
  test("its procedure is changed by the Presidency or the secretariat, citing a decision; before adoption by whoever imports it", () => {
    const change = { type: "amend", procedure: defaultProcedure }
    const cited = { ...because, mandate: "13MSP, decision 4" }
    for (const by of [presidency, isu]) {
      given(...adopted)
        .when(change, { ...because, by })
        .rejected("PROCEDURE_AUTHORITY")
      given(...adopted)
        .when(change, { ...cited, by })
        .then({ type: "PlanAmended", procedure: defaultProcedure })
    }
    given(...adopted)
      .when(change, { ...cited, by: austria })
      .rejected("PROCEDURE_AUTHORITY")
    given(...adopted)
      .when({ type: "amend", title: "Revised" }, { ...because, by: austria })
      .then({ type: "PlanAmended" })
    given(...imported)
      .when(change, { ...because, by: austria })
      .then({ type: "PlanAmended" })
  })
  test("it is amended with a reason", () => {
    given(...history)
      .when({ type: "amend", title: "Revised" })
      .rejected("REASON")
    given(...history)
      .when({ type: "amend", title: "Revised" }, because)
      .then({ type: "PlanAmended", title: "Revised" })
      .ends(state)
  })

  test("what its document says and no rule uses is an event of its own, or of several where it is long", () => {
    const words = { background: ["Why."], source: { file: "plan.md" } }
    const annotations = [{ field: "startsOn", inferred: true }]
    given(...history)
      .when({ type: "amend", cycle: "2027", ...words, annotations }, because)
      .then({ type: "PlanAmended", cycle: "2027" }, { type: "WordingRecorded", ...words, annotations })
      .ends(state)
    const long = Array.from({ length: 4 }, () => "x".repeat(10_000))
    given(...history)
      .when({ type: "amend", background: long, document: [{ is: "paragraph", text: "y".repeat(10_000) }] }, because)
      .then({ type: "PlanAmended" }, { type: "WordingRecorded", background: long }, { type: "WordingRecorded" })
    const longer = [...long, ...long]
    given(...history)
      .when({ type: "amend", background: longer, language: "en" }, because)
      .then(
        { type: "PlanAmended" },
        { type: "WordingRecorded", language: "en", background: longer.slice(0, 4) },
        { type: "WordingRecorded", background: longer.slice(4), goesOn: true },
      )
  })

  test("a meeting is added under a name of its own", () => {
    const meeting = { id: "14msp", title: "14MSP", from: "2027-09-13", to: "2027-09-17" }
    given(...history)
      .when({ type: "addMeeting", ...meeting })
      .then({ type: "MeetingAdded", ...meeting })
    given(...history)
      .when({ type: "addMeeting", ...meeting, id: "3rc" })
      .rejected("MEETING_EXISTS")
  })
  test("a meeting is moved, if the plan knows it", () => {
    const move = { type: "moveMeeting", meeting: "3rc", from: "2026-09-14", to: "2026-09-18" }
    given(...history)
      .when(move)
      .then({ type: "MeetingMoved", meeting: "3rc", from: "2026-09-14", to: "2026-09-18" })
    given(...history)
      .when({ ...move, meeting: "14msp" })
      .rejected("MEETING_UNKNOWN")
  })
  test("a meeting does not end before it begins", () => {
    const backwards = { from: "2026-09-18", to: "2026-09-14" }
    given(...history)
      .when({ type: "moveMeeting", meeting: "3rc", ...backwards })
      .rejected("MEETING_ENDS_FIRST")
    given(...history)
      .when({ type: "addMeeting", id: "14msp", title: "14MSP", ...backwards })
      .rejected("MEETING_ENDS_FIRST")
    given(...history)
      .when({ type: "addMeeting", id: "14msp", title: "14MSP", from: "2027-09-13" })
      .then({ type: "MeetingAdded" })
  })

  test("a person is added once, for the committee's eyes", () => {
    const celestin = { type: "addPerson", person: "celestin", name: text("c"), address: text("a") }
    given(...history)
      .when(celestin, { by: isu })
      .then({ type: "PersonAdded", person: "celestin", name: text("c"), visibility: "committee" })
    given(...history)
      .when({ ...celestin, person: "anna" }, { by: isu })
      .rejected("PERSON_EXISTS")
  })
  test("a person's entry is updated", () => {
    const update = { type: "updatePerson", person: "anna", language: "fr", deputy: "celestin" }
    given(...history)
      .when(update, { by: isu })
      .then({ type: "PersonUpdated", person: "anna", language: "fr", deputy: "celestin", visibility: "committee" })
    given(...history)
      .when({ ...update, person: "nobody" }, { by: isu })
      .rejected("PERSON_UNKNOWN")
  })
  test("a mandate is granted to a person of the plan", () => {
    const grant = { type: "grantMandate", person: "anna", office: "coordinator", party: "at", from: "2026-01-01" }
    given(...history)
      .when(grant)
      .then({ type: "MandateGranted", person: "anna", office: "coordinator", party: "at", from: "2026-01-01" })
    given(...history)
      .when({ ...grant, person: "nobody" })
      .rejected("PERSON_UNKNOWN")
  })
  test("a mandate is for one part of the plan at most, a chair's for one, and it ends with that part named", () => {
    const grant = { type: "grantMandate", person: "anna", office: "chair", from: "2026-01-01" }
    const scoped = { ...grant, track: "t1" }
    given(...history)
      .when(grant)
      .rejected("MANDATE_SCOPE")
    given(...history)
      .when({ ...scoped, office: "coordinator", activity: "a1" })
      .rejected("MANDATE_SCOPE")
    given(...history)
      .when(
        { type: "addPerson", person: "c", name: text("c"), offices: [{ office: "chair", from: "2026-01-01" }] },
        { by: isu },
      )
      .rejected("MANDATE_SCOPE")
    given(...history)
      .when(scoped)
      .then({ type: "MandateGranted", person: "anna", office: "chair", track: "t1", from: "2026-01-01" })
    const { type, ...granted } = scoped
    const holding = [...history, { type: "MandateGranted", ...granted } as const]
    const end = { type: "endMandate", person: "anna", office: "chair", on: "2026-06-30" }
    given(...holding)
      .when(end)
      .rejected("MANDATE_UNKNOWN")
    given(...holding)
      .when({ ...end, activity: "t1" })
      .rejected("MANDATE_UNKNOWN")
    given(...holding)
      .when({ ...end, track: "t1" })
      .then({ type: "MandateEnded", track: "t1" })
  })
  test("a mandate ends that the person holds", () => {
    const end = { type: "endMandate", person: "anna", office: "coordinator", party: "at", on: "2026-06-30" }
    given(...history)
      .when(end)
      .then({ type: "MandateEnded", person: "anna", on: "2026-06-30" })
    given(...history)
      .when({ ...end, party: "cm" })
      .rejected("MANDATE_UNKNOWN")
    given(...history)
      .when({ ...end, office: "secretariat" })
      .rejected("MANDATE_UNKNOWN")
    given(...history)
      .when({ ...end, person: "nobody" })
      .rejected("PERSON_UNKNOWN", "MANDATE_UNKNOWN")
  })
  test("all of a person's mandates end, with a reason", () => {
    given(...history)
      .when({ type: "endPerson", person: "anna" })
      .rejected("REASON")
    given(...history)
      .when({ type: "endPerson", person: "nobody" }, because)
      .rejected("PERSON_UNKNOWN")
    given(...history)
      .when({ type: "endPerson", person: "anna" }, because)
      .then({ type: "PersonEnded", person: "anna" })
  })
  test("coordinators add people, and change their entries, up to their own office", () => {
    const from = "2026-01-01"
    const add = (...held: string[]) => ({
      ...{ type: "addPerson", person: "dora", name: text("d"), offices: held.map((office) => ({ office, from })) },
    })
    for (const office of ["coordinator", "delegate", "auditor"])
      given(...history)
        .when(add(office), { by: austria })
        .then({ type: "PersonAdded", person: "dora" })
    for (const office of ["presidency", "secretariat"]) {
      given(...history)
        .when(add("delegate", office), { by: austria })
        .rejected("OFFICE_ABOVE")
      for (const by of [presidency, isu])
        given(...history)
          .when(add(office), { by })
          .then({ type: "PersonAdded" })
      const { type, ...dora } = add("delegate", office)
      const ended = { ...dora, offices: dora.offices.map((mandate) => ({ ...mandate, to: "2026-02-01" })) }
      for (const entry of [dora, ended]) {
        const holding = [...history, { type: "PersonAdded", language: "en", by: isu, ...entry } as const]
        const readdress = { type: "updatePerson", person: "dora", address: text("a") }
        given(...holding)
          .when(readdress, { by: austria })
          .rejected("OFFICE_ABOVE")
        given(...holding)
          .when(readdress, { by: { ...austria, person: "dora" } })
          .then({ type: "PersonUpdated", person: "dora" })
        given(...holding)
          .when(readdress, { by: isu })
          .then({ type: "PersonUpdated", person: "dora" })
      }
    }
    given(...history)
      .when({ type: "updatePerson", person: "anna", language: "fr" }, { by: { ...austria, person: "celestin" } })
      .then({ type: "PersonUpdated", person: "anna" })
    given(...history)
      .when({ ...add("secretariat"), person: austria.person }, { by: austria })
      .rejected("PERSON_EXISTS", "OFFICE_ABOVE")
    given(...history)
      .when(add("observer"), { by: ireland })
      .rejected("OFFICE")
  })
  test("mandates are the secretariat's and the Presidency's to grant and to end", () => {
    given(...history)
      .when({ type: "grantMandate", person: "anna", office: "secretariat", from: "2026-01-01" }, { by: austria })
      .rejected("OFFICE")
  })
})

test("people may already be added while the plan is being imported, and nothing else", () => {
  given(proposed)
    .when({ type: "addPerson", person: "anna", name: text("n") }, { by: isu })
    .then({ type: "PersonAdded" })
    .ends("importing")
  given(proposed).when({ type: "addMeeting", id: "14msp", title: "14MSP" }).rejected("NOT_NOW")
  given(proposed).when({ type: "amend", title: "Revised" }, because).rejected("NOT_NOW")
})

test.each([
  ["proposed", imported],
  ["adopted", adopted],
  ["closed", closed],
])("a text of a plan that is %s is redacted by the secretariat, with a reason", (state, history) => {
  given(...history)
    .when({ type: "redact", text: text("n") }, { by: isu })
    .rejected("REASON")
  given(...history)
    .when({ type: "redact", text: text("n") }, because)
    .rejected("OFFICE")
  given(...history)
    .when({ type: "redact", text: text("n") }, { by: isu, ...because })
    .then({ type: "TextRedacted", text: text("n") })
    .ends(state)
})

describe("an amendment on a path", () => {
  const changes = [
    { of: "plan", name: "moveMeeting", fields: { meeting: "3rc", from: "2026-09-14", to: "2026-09-18" } },
  ]
  const first = { type: "AmendmentProposed", amendment: 1, changes, ...because }
  const known = (...history: Parameters<typeof foldOf>): plan.Context => foldOf(...history).context

  test("is proposed in an adopted plan, with a reason, and counted", () => {
    given(...adopted)
      .when({ type: "proposeAmendment", changes })
      .rejected("REASON")
    given(...adopted)
      .when({ type: "proposeAmendment", changes }, { ...because, by: ireland })
      .rejected("OFFICE")
    given(...imported)
      .when({ type: "proposeAmendment", changes }, because)
      .rejected("NOT_NOW")
    given(...adopted, first)
      .when({ type: "proposeAmendment", changes }, { ...because, by: austria })
      .then({ type: "AmendmentProposed", amendment: 2, changes })
      .ends("adopted")
  })

  test("ends once, carried out with what was refused of it, or dropped; also in a closed cycle", () => {
    const refused = [{ change: 1, failing: ["PATH_RUNNING"] }]
    const carriedOut = { type: "AmendmentCarriedOut", amendment: 1, refused }
    given(...adopted, first)
      .when({ type: "endAmendment", amendment: 1, agreed: true, refused }, { by: system })
      .then(carriedOut)
    given(...adopted, first, { type: "CycleClosed", ...because })
      .when({ type: "endAmendment", amendment: 1, agreed: false }, { by: system })
      .then({ type: "AmendmentDropped", amendment: 1 })
    given(...adopted, first, { ...carriedOut, by: system })
      .when({ type: "endAmendment", amendment: 1, agreed: false }, { by: system })
      .then()
    given(...adopted, first)
      .when({ type: "endAmendment", amendment: 1, agreed: true })
      .rejected("OFFICE")
    expect(known(...adopted, first, first, { ...carriedOut, by: system }).amendments).toMatchObject([
      { ended: "carriedOut", refused },
      {},
    ])
  })

  test("an agreed one changes the rules of procedure in the name of the system", () => {
    given(...adopted)
      .when({ type: "amend", procedure: defaultProcedure }, { ...because, by: system, mandate: "p.amendment-1" })
      .then({ type: "PlanAmended", procedure: defaultProcedure })
  })
})

describe("what other streams ask of their plan", () => {
  const known = (...history: Parameters<typeof foldOf>): plan.Context => foldOf(...history).context
  const [annas] = known(...adopted).people

  test("the calendar, the meetings, the parties and the bodies as last amended", () => {
    const { zone, weekend, meetings, parties, bodies } = known(...adopted, {
      type: "PlanAmended",
      weekend: ["fri", "sat"],
      ...because,
    })
    expect({ zone, weekend, meetings, parties, bodies }).toEqual({
      zone: "Europe/Zurich",
      weekend: ["fri", "sat"],
      meetings: content.meetings,
      parties: ["at", "cm"],
      bodies: [{ id: "coordination-committee", members: ["at", "cm"] }],
    })
  })
  test("a meeting that moved is where it moved to", () => {
    const moved = { type: "MeetingMoved", meeting: "3rc", from: "2026-09-14", to: "2026-09-18" }
    expect(known(...adopted, moved).meetings).toMatchObject([{ id: "3rc", from: "2026-09-14", to: "2026-09-18" }])
  })
  test("a mandate granted, ended, or ended with all the others", () => {
    const granted = { type: "MandateGranted", person: "anna", office: "delegate", party: "at", from: "2026-01-01" }
    const delegate = { office: "delegate", party: "at", from: "2026-01-01" }
    expect(annas?.offices).toEqual(anna.offices)
    expect(known(...adopted, granted).people[0]?.offices).toEqual([...anna.offices, delegate])
    const ended = { type: "MandateEnded", person: "anna", office: "delegate", party: "at", on: "2026-06-30" }
    expect(known(...adopted, granted, ended).people[0]?.offices[1]).toEqual({ ...delegate, to: "2026-06-30" })
    const gone = { type: "PersonEnded", person: "anna", ...because, at: june(15) }
    expect(known(...adopted, granted, gone).people[0]?.offices.map(({ to }) => to)).toEqual([
      "2026-06-15",
      "2026-06-15",
    ])
  })
  test("a mandate that ended long ago does not end again", () => {
    const first = {
      type: "MandateGranted",
      person: "anna",
      office: "secretariat",
      from: "2023-01-01",
      to: "2023-12-31",
    }
    const second = { ...first, from: "2025-01-01", to: undefined }
    const ended = { type: "MandateEnded", person: "anna", office: "secretariat", on: "2026-06-30" }
    expect(known(...adopted, first, second, ended).people[0]?.offices.map(({ to }) => to)).toEqual([
      undefined,
      "2023-12-31",
      "2026-06-30",
    ])
  })
})

test("an address that mail comes back from is marked, until it is changed", () => {
  given(...adopted)
    .when({ type: "failAddress", person: "anna", why: "550" }, { by: system })
    .then({ type: "AddressFailed", person: "anna", why: "550", visibility: "committee" })
    .ends("adopted")
  given(...adopted)
    .when({ type: "failAddress", person: "nobody", why: "550" }, { by: system })
    .rejected("PERSON_UNKNOWN")
  const failed = { type: "AddressFailed", person: "anna", why: "550", by: system }
  const people = (...more: Parameters<typeof foldOf>) => foldOf(...adopted, failed, ...more).context.people
  expect(people()[0]?.failed).toBe(true)
  expect(people({ type: "PersonUpdated", person: "anna", zone: "Asia/Tokyo" })[0]?.failed).toBe(true)
  expect(people({ type: "PersonUpdated", person: "anna", address: text("a") })[0]?.failed).toBeUndefined()
})

test("the key of its names is made once, for nobody to read", () => {
  const keyNames = { type: "keyNames", key: text("k") }
  const keyed = { type: "NamesKeyed", key: text("k"), by: system }
  given(...adopted)
    .when(keyNames, { by: system })
    .then({ type: "NamesKeyed", key: text("k"), visibility: "restricted" })
  given(...adopted, keyed)
    .when({ ...keyNames, key: text("l") }, { by: system })
    .then()
  given(...adopted)
    .when(keyNames)
    .rejected("OFFICE")
  expect(foldOf(...adopted, keyed).context.nameKey).toBe(text("k"))
})

test("who made a key, and what for, stands in the plan's record, for the secretariat's eyes, also after its close", () => {
  const key = { key: "key-0123456789abcdef", label: "A script", person: "isu", as: "secretariat" }
  const issued = { ...key, office: "partner", party: "unidir" }
  const closed = [...adopted, { type: "CycleClosed", reason: "over" }]
  for (const before of [adopted, closed])
    given(...before)
      .when({ type: "noteKey", ...issued }, { by: system })
      .then({ type: "KeyIssued", ...issued, visibility: "restricted" })
  given(...adopted, { type: "KeyIssued", ...issued, by: system })
    .when({ type: "noteKeyEnd", ...key }, { by: system })
    .then({ type: "KeyWithdrawn", ...key, visibility: "restricted" })
  given(...adopted)
    .when({ type: "noteKey", ...issued })
    .rejected("OFFICE")
})

test("every rule was refused and satisfied, every command taken, every state reached", () => {
  expectAllTold()
})
