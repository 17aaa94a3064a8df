import { markOf } from "@demarche/application/importChoice"
import { rehearseImport, type SentPlan } from "@demarche/application/importPlan"
import { planLists, procedureLists } from "@demarche/application/planLists"
import { linksTo } from "@demarche/http/relatedItems"
import { parsePlan } from "@demarche/plan-file/parse"
import { meanings } from "@demarche/workflows/meanings"
import { commands as outputCommands } from "@demarche/workflows/outputCommands"
import { commands as planCommands } from "@demarche/workflows/planCommands"
import { Procedure } from "@demarche/workflows/procedure"
import { procedureFaults } from "@demarche/workflows/procedureFaults"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import * as z from "zod"
import { chair, openAmendable, PLAN as SCHEDULE } from "../http/amendable.ts"
import { ccmFile } from "../http/ccm.ts"
import { AUSTRIA, ISU, type Json, openCcm, PLAN, PRESIDENCY, type World } from "../http/world.ts"

/** What a command would leave hanging, doubled or in a circle is refused as a plan file's would be. */
let world: World
let plan: Json
beforeAll(async () => {
  world = await openCcm("2026-03-02T10:00:00+01:00")
  plan = await world.get(`/api/plans/${PLAN}`, { as: ISU })
})
afterAll(() => world.stop())

const bare = (list: Json[], ...fields: string[]): Json[] =>
  list.map((entry) =>
    Object.fromEntries(fields.filter((field) => field in entry).map((field) => [field, entry[field]])),
  )
const fieldsOf: Record<string, string[]> = {
  tracks: ["id", "number", "title", "parent"],
  objectives: ["id", "number", "title", "parent"],
  themes: ["id", "title"],
  parties: ["id", "title", "kind"],
  bodies: ["id", "title", "members"],
  meetings: ["id", "title", "kind", "from", "to", "month"],
  timeline: ["id", "quarter", "activity", "title"],
}
const listOf = (name: string) => bare(plan[name], ...(fieldsOf[name] ?? []))

async function tried(command: string, fields: object, as = PRESIDENCY) {
  const { status, body } = await world.ask("POST", `/api/plans/${PLAN}/transitions/${command}`, {
    as,
    query: { dryRun: "true" },
    body: { reason: "a probe", mandate: "13msp", ...fields },
  })
  return { status, codes: (body.failing ?? []).map(({ code }: Json) => code), body }
}

describe("K6 the lists of a plan", () => {
  test.each(Object.keys(fieldsOf))("%s stay as they are when they are sent back", async (name) => {
    expect(await tried("amend", { [name]: listOf(name) })).toMatchObject({ status: 200 })
  })

  test.each(Object.keys(fieldsOf))("%s name nothing twice", async (name) => {
    const [first, ...rest] = listOf(name)
    const { status, codes, body } = await tried("amend", { [name]: [first, ...rest, first] })
    expect({ status, codes }).toEqual({ status: 422, codes: ["CODE_TAKEN"] })
    expect(body.failing[0].fields).toEqual([`${name}.${rest.length + 1}.id`])
  })

  test.each(["tracks", "objectives", "parties", "meetings"])("%s lose nothing that is named", async (name) => {
    const { status, codes, body } = await tried("amend", { [name]: [] })
    expect({ status, codes }).toEqual({ status: 422, codes: ["STILL_NAMED"] })
    expect(body.failing[0].fields.length).toBeGreaterThan(0)
  })

  test("say who names what is taken out", async () => {
    const { body } = await tried("amend", { tracks: listOf("tracks").filter(({ id }) => id !== "t1") })
    expect(body.failing[0].fields).toEqual([expect.stringMatching(/^tracks\.t1 \(t1-a1, /)])
  })

  test.each(["tracks", "objectives"])("%s lead in no circle", async (name) => {
    const [first, second, ...rest] = listOf(name)
    const circle = [{ ...first, parent: second.id }, { ...second, parent: first.id }, ...rest]
    expect(await tried("amend", { [name]: circle })).toMatchObject({ status: 422, codes: ["CIRCLE"] })
    expect(await tried("amend", { [name]: [{ ...first, parent: first.id }, second, ...rest] })).toMatchObject({
      status: 422,
      codes: ["CIRCLE"],
    })
  })

  test("share one namespace with its items", async () => {
    const taken = { id: "t2-a1", title: "A meeting" }
    const meeting = await tried("addMeeting", taken)
    expect(meeting.body.failing).toMatchObject([{ code: "CODE_TAKEN", fields: ["id"] }])
    const themes = [...listOf("themes"), { id: "t1", title: "A theme" }]
    expect(await tried("amend", { themes })).toMatchObject({ status: 422, codes: ["CODE_TAKEN"] })
  })

  test("may name what the same amendment brings, and nothing that it takes out", async () => {
    const ends = { id: "14msp", title: "14th MSP" }
    expect(await tried("amend", { meetings: [...listOf("meetings"), ends], ends: "14msp" })).toMatchObject({
      status: 200,
    })
    const [track, ...tracks] = listOf("tracks")
    const orphan = { id: "t9", number: "9", title: "A track", parent: track.id }
    expect((await tried("amend", { tracks: [...tracks, orphan] })).codes).toContain("REFERENCE_UNKNOWN")
  })
})

describe("K6 every list of ids is known to what asks of lists", () => {
  /** The lists of a schema whose entries are given ids. */
  const listsIn = (shape: Readonly<Record<string, z.core.$ZodType>>, given: "name" | "opaque" = "name") =>
    Object.entries(shape).flatMap(([field, schema]) => {
      const list = schema instanceof z.ZodOptional ? schema.unwrap() : schema
      const entry =
        list instanceof z.ZodArray && list.element instanceof z.ZodObject ? list.element.shape.id : undefined
      return entry && meanings.get(entry)?.is === given ? [field] : []
    })
  /** What the document says beside of entries that stand in another list, and what nothing refers to by id. */
  const besides = /Wording$/

  test("of a plan and of an output", () => {
    const { propose } = planCommands
    const found = [...listsIn(propose.fields()), ...listsIn(outputCommands.promise.fields())]
    expect(found).toEqual(expect.arrayContaining(["tracks", "meetings", "deliverables"]))
    expect(found.filter((list) => !besides.test(list) && !(list in planLists))).toEqual([])
    expect(Object.keys(planLists).filter((list) => !found.includes(list))).toEqual([])
  })

  test("of rules of procedure, but for those that nothing outside them refers to by a reference", () => {
    const { checks, actionPlans, ...others } = Procedure.shape
    expect(listsIn(others, "opaque").toSorted()).toEqual(Object.keys(procedureLists).toSorted())
  })
})

describe("K6 a plan file that renames a track", () => {
  const { plan: file, warnings } = parsePlan(ccmFile().replaceAll(/\bt2-3\b(?!-)/g, "t2-4"), "yaml")
  const sent: SentPlan = {
    file,
    warnings,
    by: { person: "isu", office: "secretariat" },
    mandateImplied: false,
    correlation: "a test",
  }
  const ofPlan = ({ stream }: { stream: string }) => stream === `plan:${PLAN}`

  test("is taken over whole", async () => {
    const { differences } = await rehearseImport(world.hosted.application, sent)
    expect(differences.filter(ofPlan)).toMatchObject([{ taken: true }])
    expect(differences.filter((each) => !ofPlan(each))).toMatchObject([{ taken: true }, { taken: true }])
  })

  test("takes the track from no activity that is left in it", async () => {
    const { application } = world.hosted
    const { differences } = await rehearseImport(application, sent)
    const chosen = differences.filter(ofPlan).map(markOf)
    const partly = await rehearseImport(application, { ...sent, chosen })
    expect(partly.differences.find(ofPlan)).toMatchObject({
      taken: false,
      needs: expect.arrayContaining(["t2-3-a1", "t2-3-a2"]),
    })
  })
})

test("K6 a mandate names its party while it lasts", async () => {
  const own = await openCcm("2026-06-01T10:00:00+02:00")
  const parties = listOf("parties")
  const amended = (to: Json[]) =>
    own.ask("POST", `/api/plans/${PLAN}/transitions/amend`, { as: ISU, body: { parties: to, reason: "a list" } })
  await amended([...parties, { id: "guest", title: "G", kind: "partner" }])
  const guest = { person: "observer", office: "partner", party: "guest" }
  await own.take(ISU, "plan", "grantMandate", { ...guest, from: "2026-06-10" })
  expect((await amended(parties)).body.failing).toMatchObject([{ code: "STILL_NAMED" }])
  await own.take(ISU, "plan", "endMandate", { ...guest, on: "2026-06-15" })
  await own.at("2026-06-16T10:00:00+02:00")
  expect((await amended(parties)).status).toBe(200)
  await own.stop()
})

test("K6 a change that an amendment carries takes out nothing that is named", async () => {
  const own = await openAmendable()
  const body = { changes: [{ of: "plan", name: "amend", fields: { meetings: [] } }], reason: "a shorter list" }
  const answer = await own.ask("POST", `/api/plans/${SCHEDULE}/transitions/proposeAmendment`, { as: chair, body })
  expect(answer.body.failing).toMatchObject([
    { code: "STILL_NAMED", fields: expect.arrayContaining([expect.stringMatching(/^changes\.0\.fields\.meetings\./)]) },
  ])
  await own.stop()
})

describe("K6 people", () => {
  const people = (command: string, fields: object) => tried(command, fields, ISU)

  test("nobody is their own deputy", async () => {
    const self = { person: "coordinator-austria", deputy: "coordinator-austria" }
    expect(await people("updatePerson", self)).toMatchObject({ status: 422, codes: ["ITSELF"] })
  })

  test("a mandate does not end before it began", async () => {
    const mandate = { person: "coordinator-austria", office: "coordinator", party: "austria" }
    expect(await people("endMandate", { ...mandate, on: "2001-01-01" })).toMatchObject({
      status: 422,
      codes: ["MANDATE_UNKNOWN"],
    })
    expect(await people("endMandate", { ...mandate, on: "2026-03-02" })).toMatchObject({ status: 200 })
  })

  test("what is held for a party is held for one", async () => {
    const mandate = { office: "thematicCoordinator", from: "2026-01-01" }
    expect((await people("grantMandate", { person: "isu", ...mandate })).codes).toEqual(["MANDATE_PARTY"])
    expect((await people("addPerson", { person: "new", name: "A Name", offices: [mandate] })).codes).toEqual([
      "MANDATE_PARTY",
    ])
  })
})

describe("K6 a link goes by the code of an item as by its whole id", () => {
  const take = (name: string, body: object) => world.take(AUSTRIA, "t2-a3", name, body)
  const [code, whole] = ["t2-a1", `${PLAN}.t2-a1`]
  const linksOf = async () => {
    const { links } = await world.get(`/api/activities/${PLAN}.t2-a3`)
    return links.filter(({ target }: Json) => [code, whole].includes(target)).map(({ relation }: Json) => relation)
  }
  const linkedFrom = async () => {
    const links = await linksTo(world.hosted.application, whole, undefined)
    return links.some(({ from }) => from.code === "t2-a3")
  }

  test.each([
    [code, whole],
    [whole, code],
  ])("%s, then %s", async (one, other) => {
    await take("linkTo", { relation: "waitsFor", target: one })
    expect([await linksOf(), await linkedFrom()]).toEqual([["waitsFor"], true])
    await take("linkTo", { relation: "waitsFor", target: other, expected: "2026-08-01" })
    expect(await linksOf()).toEqual(["waitsFor"])
    await take("sayLate", { target: one, expected: "2026-09-01" })
    await take("endWait", { target: one, reason: "it came" })
    await take("unlink", { relation: "waitsFor", target: one, reason: "it is over" })
    expect([await linksOf(), await linkedFrom()]).toEqual([[], false])
  })
})

test("K6 no deliverable is promised more often at least than at most", async () => {
  const { deliverables } = await world.get(`/api/outputs/${PLAN}.o2`)
  const [{ id, title }] = deliverables
  const { status, body } = await world.ask("POST", `/api/outputs/${PLAN}.o2/transitions/amend`, {
    as: ISU,
    query: { dryRun: "true" },
    body: { reason: "a probe", deliverables: [{ id, title, min: 3, max: 2 }] },
  })
  expect([status, body.errors?.map(({ path }: Json) => path)]).toEqual([400, ["deliverables.0.max"]])
})

describe("K6 what an activity states of checks", () => {
  test.each([
    ["a marker that there is not", { markers: { nothing: "x" } }, "CHECK_UNKNOWN"],
    ["an option that the marker has not", { markers: { gender: "zzz" } }, "CHECK_VALUE"],
    ["an action plan that there is not", { refers: { nothing: [1] } }, "CHECK_UNKNOWN"],
    ["an action beyond the last", { refers: { lap: [999] } }, "CHECK_VALUE"],
  ])("%s", async (_, fields, code) => {
    const { body } = await world.ask("POST", `/api/activities/${PLAN}.t2-a2/transitions/amend`, {
      as: ISU,
      query: { dryRun: "true" },
      body: { reason: "a probe", ...fields },
    })
    expect(body.failing).toMatchObject([
      { code, fields: [Object.entries(fields).map(([of, said]) => `${of}.${Object.keys(said)[0]}`)[0]] },
    ])
  })
})

describe("K6 rules of procedure", () => {
  type Change = (procedure: Json) => void
  const eachStep = (procedure: Json, change: (step: Json) => void) => {
    for (const { steps } of procedure.paths) for (const step of steps) change(step)
  }
  const unsound: [string, Change, RegExp][] = [
    ["a path twice", (p) => p.paths.push(p.paths[0]), /^procedure\.paths\.\d+\.id$/],
    ["a check twice", (p) => p.checks.push(p.checks[0]), /^procedure\.checks\.\d+\.id$/],
    ["a step twice", (p) => p.paths[0].steps.push(p.paths[0].steps[0]), /^procedure\.paths\.0\.steps\.\d+\.id$/],
    ["nothing but kept steps", (p) => eachStep(p, (step) => (step.kept = true)), /\.kept$/],
    [
      "a silence of no length",
      (p) => eachStep(p, (s) => s.is === "silence" && Object.assign(s, { hours: 0, workingDays: 0 })),
      /\.hours$/,
    ],
    ["a step called the last", (p) => (p.paths[0].steps[0].id = "last"), /steps\.0\.id$/],
    ["a check before no step", (p) => (p.checks[0].before = "zzz"), /checks\.0\.before$/],
    ["a check of every procedure's name", (p) => (p.checks[0].id = "consent"), /checks\.0\.id$/],
    ["a marker without options", (p) => delete p.checks.find(({ is }: Json) => is === "marker").options, /options$/],
    ["a reference to no action plan", (p) => (p.actionPlans = []), /checks\.\d+\.is$/],
    ["an adoption on no path", (p) => (p.adoption = { path: "zzz" }), /adoption\.path$/],
    [
      "amendments on a path that issues",
      (p) => {
        p.paths[0].result = "issued"
        p.amendments = { path: p.paths[0].id }
      },
      /amendments\.path$/,
    ],
    ["a meeting of no kind", (p) => p.paths[0].steps.push({ id: "m", is: "meeting", of: ["zzz"] }), /\.of\.0$/],
    [
      "a language of no document",
      (p) =>
        p.paths[0].steps.push({
          id: "s",
          is: "silence",
          of: "coordination-committee",
          hours: 1,
          workingDays: 0,
          ends: "anyTime",
          brokenBy: 1,
          languages: ["tlh"],
        }),
      /\.languages\.0$/,
    ],
    ["office hours that end first", (p) => (p.officeHours = ["18:00", "09:00"]), /officeHours$/],
    ["years that run backwards", (p) => (p.actionPlans[0].years = [2026, 2021]), /years$/],
    ["clusters beyond the last action", (p) => (p.actionPlans[0].clusters[0].to = 1_000), /clusters\.0\.to$/],
  ]

  test("are taken as they are, and none of the faults is theirs", async () => {
    expect(procedureFaults(plan.procedure)).toEqual([])
    expect(await tried("amend", { procedure: plan.procedure })).toMatchObject({ status: 200 })
  })

  test.each(unsound)("with %s are refused at the place", async (_, change, place) => {
    const procedure = structuredClone(plan.procedure)
    change(procedure)
    const { status, body } = await tried("amend", { procedure })
    expect(status).toBe(400)
    expect(body.errors.map(({ path }: Json) => path)).toEqual(expect.arrayContaining([expect.stringMatching(place)]))
  })

  test("with a silence of a group that nobody lists are refused", async () => {
    const procedure = structuredClone(plan.procedure)
    eachStep(procedure, (step) => step.is === "silence" && Object.assign(step, { of: "nobody" }))
    expect((await tried("amend", { procedure })).codes).toEqual(["REFERENCE_UNKNOWN"])
  })

  test.each([
    ["committee", "o2"],
    ["recorded", "o5"],
    ["clearance", undefined],
  ])("lose the path %s only where nothing names it", async (id, naming) => {
    const procedure = structuredClone(plan.procedure)
    procedure.paths = procedure.paths.filter((path: Json) => path.id !== id)
    procedure.checks = []
    const { status, body } = await tried("amend", { procedure })
    expect(status).toBe(naming ? 422 : 200)
    if (naming) expect(body.failing[0].fields[0]).toMatch(`procedure.paths.${id} (${naming}`)
  })
})
