import { react } from "@demarche/application/processes/react"
import type { Commit } from "@demarche/engine"
import { afterEach, describe, expect, test } from "vitest"
import { adoptedAtOnceFile, amendableFile, atOnceFile, chair, openAmendable, PLAN, staff, stateA } from "./amendable.ts"
import { type Json, openWorld, type World } from "./world.ts"

const plan = `/api/plans/${PLAN}`
const at = (code: string) => `/api/activities/${PLAN}.${code}`
const first = at("amendment-1")

const reason = "the hall is taken"
const laterSession = {
  of: "plan",
  name: "moveMeeting",
  fields: { meeting: "ws4", from: "2024-08-26", to: "2024-08-30" },
}
const laterTopic = {
  of: "activity",
  item: "arp-4",
  name: "setDue",
  fields: { rules: [{ kind: "date", on: "2024-08-28" }] },
}
const newTitle = { of: "activity", item: "ica-mech", name: "amend", fields: { title: "Considerations on a mechanism" } }
const newTopic = {
  of: "activity",
  item: "arp-5",
  name: "plan",
  fields: { title: "A further topic", kind: "event", track: "arp" },
}

let world: World
afterEach(() => world.stop())

async function adopted(): Promise<void> {
  world = await openAmendable()
  expect((await world.get(plan)).state).toBe("adopted")
}

const proposing = (...changes: object[]) => world.take(chair, plan, "proposeAmendment", { changes, reason })

async function circulated(item = first): Promise<void> {
  await world.take(chair, item, "recordCheck", { check: { of: "plan", actions: [1] } })
  await world.take(chair, item, "circulate", { until: "2024-04-08T18:00" })
}

async function standing() {
  const [{ meetings, amendments }, topic, mechanism] = await Promise.all([
    world.get(plan),
    world.get(at("arp-4")),
    world.get(at("ica-mech")),
  ])
  const { from } = meetings.find(({ id }: Json) => id === "ws4")
  return { from, due: topic.due.on, title: mechanism.title, amendments }
}

const asAdopted = {
  from: "2024-08-19",
  due: "2024-09-30",
  title: "Proposed considerations on an Article X mechanism (BWC/WG/2/CRP.2)",
}

describe("an adopted plan whose amendments are on a path", () => {
  test("is not changed by hand, and says how it is; people, parties and the calendar are", async () => {
    await adopted()
    const { meeting, from, to } = laterSession.fields
    expect(await world.refused(chair, plan, "moveMeeting", { meeting, from, to })).toEqual(["AMENDED_ON_PATH"])
    expect(await world.refused(chair, plan, "amend", { title: "Mine", reason })).toEqual(["AMENDED_ON_PATH"])
    expect(await world.refused(chair, at("arp-4"), "setDue", { ...laterTopic.fields, reason })).toEqual([
      "AMENDED_ON_PATH",
    ])
    expect(await world.refused(chair, at("arp-5"), "plan", newTopic.fields)).toEqual(["AMENDED_ON_PATH"])
    const o1 = `/api/outputs/${PLAN}.o1`
    expect(await world.refused(chair, o1, "amend", { title: "Mine", reason })).toEqual(["AMENDED_ON_PATH"])
    const { transitions } = await world.get(at("arp-4"), { as: chair })
    const { failing } = transitions.find(({ name }: Json) => name === "setDue")
    expect(failing).toMatchObject([{ code: "AMENDED_ON_PATH", sentence: expect.stringContaining("as an amendment") }])
    await world.take(chair, plan, "amend", { closures: ["2024-12-25"], reason })
    await world.take(chair, plan, "addPerson", { person: "new", name: "Somebody" })
    await world.take(chair, at("arp-4"), "assignOwner", { owner: "chair" })
    expect(await standing()).toMatchObject({ ...asAdopted, amendments: [] })
  })

  test("is adjusted by silence: nothing before its end, everything after, each change once", async () => {
    await adopted()
    expect(await proposing(laterSession, laterTopic, newTitle, newTopic)).toMatchObject({
      events: [{ type: "AmendmentProposed", amendment: 1 }],
    })
    const item = await world.get(first, { as: chair })
    expect(item).toMatchObject({ title: "Adjustment 1", own: "amendment", state: "drafting", substate: "editing" })
    const { body: text } = await world.ask("GET", `/api/texts/${item.draft.text}`, { as: chair })
    expect(text).toContain(`# Adjustment 1\n\n${reason}\n\n- Fourth session · Move a meeting\n`)
    expect(text).toContain("New first day: 19 August 2024 → 26 August 2024")
    expect(text).toContain("- **arp-4** Topic on 19 to 21 August 2024 · Set the due date\n  - Due: Q3 2024 (")
    expect(text).toContain("→ 28 August 2024")
    expect(text).toContain("- **arp-5** · Plan an activity\n  - Title: A further topic")
    await circulated()
    await world.at("2024-04-08T17:59:00+02:00")
    expect(await standing()).toMatchObject({ ...asAdopted, amendments: [{ number: 1, ended: null }] })
    await world.at("2024-04-08T18:01:00+02:00")
    const changed = { from: "2024-08-26", due: "2024-08-28", title: "Considerations on a mechanism" }
    const ended = { number: 1, item: { id: `${PLAN}.amendment-1`, state: "agreed" }, ended: "carriedOut", refused: [] }
    expect(await standing()).toMatchObject({ ...changed, amendments: [ended] })
    expect(await world.get(at("arp-5"))).toMatchObject({ title: "A further topic", track: "arp" })
    const moved = await commits(`${plan}/history`, "MeetingMoved")
    expect(moved).toMatchObject([{ actor: { office: "system" }, reason, mandate: `${PLAN}.amendment-1` }])
    await reactedAgain()
    expect(await commits(`${plan}/history`, "MeetingMoved")).toHaveLength(1)
    expect(await commits(`${at("arp-4")}/history`, "DueSet")).toHaveLength(1)
    expect(await commits(`${plan}/history`, "AmendmentCarriedOut")).toHaveLength(1)
  })

  test("stays as it is where the silence is broken, and the amendment then cancelled", async () => {
    await adopted()
    await proposing(laterSession)
    await circulated()
    await world.take(stateA, first, "object", { text: "We meet elsewhere that week." })
    await world.at("2024-04-10T12:00:00+02:00")
    expect(await standing()).toMatchObject({
      ...asAdopted,
      amendments: [{ ended: null, item: { substate: "broken" } }],
    })
    await world.take(chair, first, "cancel", { reason: "no agreement" })
    expect(await standing()).toMatchObject({ ...asAdopted, amendments: [{ ended: "dropped" }] })
    expect(await proposing(laterTopic)).toMatchObject({ events: [{ amendment: 2 }] })
  })

  test("is changed as far as it can be where an item has moved on: the rest is recorded, and shown", async () => {
    await adopted()
    await proposing(newTitle, laterSession)
    await circulated()
    await world.take(chair, at("ica-mech"), "startDrafting")
    await world.take(chair, at("ica-mech"), "addDraft", { text: "Considerations" })
    for (const party of ["foc-ica", "sps"])
      await world.take(chair, at("ica-mech"), "recordCheck", { check: { of: "partner", partner: party } })
    await world.take(chair, at("ica-mech"), "recordCheck", { check: { of: "plan", actions: [2] } })
    await world.take(chair, at("ica-mech"), "confirm", { field: "path", value: "schedule" })
    await world.take(chair, at("ica-mech"), "circulate", { until: "2024-04-12T12:00" })
    await world.at("2024-04-08T18:01:00+02:00")
    const refused = [
      { change: 1, failing: [{ code: "PATH_RUNNING", sentence: expect.stringContaining("on its way") }] },
    ]
    expect(await standing()).toMatchObject({
      ...{ from: "2024-08-26", title: asAdopted.title },
      amendments: [{ ended: "carriedOut", refused }],
    })
    for (const [language, words] of [
      ["en", "1 change was refused"],
      ["fr", "1 modification n’a pu être apportée"],
    ] as const) {
      for (const place of ["/board", "/list"]) {
        const { status, body } = await world.ask("GET", `/${language}/plans/${PLAN}${place}`, { as: chair })
        expect([place, status]).toEqual([place, 200])
        expect(body).toContain("Adjustment 1")
      }
      const page = await world.ask("GET", `/${language}/plans/${PLAN}/history`, { as: staff })
      expect([language, page.status]).toEqual([language, 200])
      expect(page.body).toContain(words)
    }
  })

  test("K7 does not undo what its text does not speak of: what has changed meanwhile is left, recorded and shown", async () => {
    await adopted()
    const { tracks, meetings } = await world.get(plan)
    const track = ({ id, number, title }: Json) => ({ id, number, title })
    const withTrack = (id: string) => ({
      ...{ of: "plan", name: "amend" },
      fields: { tracks: [...tracks.map(track), { id, number: id, title: `Track ${id}` }] },
    })
    const twice = { ...laterTopic, fields: { rules: [{ kind: "date", on: "2024-08-29" }] } }
    await proposing(withTrack("t8"), laterSession, laterTopic, twice)
    await proposing(withTrack("t9"), newTitle, {
      ...laterSession,
      fields: { ...laterSession.fields, to: "2024-08-31" },
    })
    for (const number of [1, 2]) await circulated(at(`amendment-${number}`))
    await world.at("2024-04-08T18:01:00+02:00")
    const after = await world.get(plan)
    const added = after.tracks.map(({ id }: Json) => id).filter((id: string) => /^t\d$/.test(id))
    expect(added).toEqual(["t8"])
    const session = after.meetings.find(({ id }: Json) => id === "ws4")
    expect([meetings.length, session.to]).toEqual([after.meetings.length, "2024-08-30"])
    expect(await standing()).toMatchObject({
      ...{ due: "2024-08-29", title: "Considerations on a mechanism" },
      amendments: [
        { ended: "carriedOut", refused: [] },
        {
          ended: "carriedOut",
          refused: [1, 3].map((change) => ({ change, failing: [{ code: "CHANGED_MEANWHILE" }] })),
        },
      ],
    })
  })

  test("its text stays as it was proposed, whatever another one changes, and however often that is told", async () => {
    await adopted()
    await proposing(newTitle)
    await proposing({ ...newTitle, fields: { title: "A mechanism" } })
    await circulated(at("amendment-2"))
    await world.at("2024-04-08T18:01:00+02:00")
    expect((await standing()).title).toBe("A mechanism")
    await reactedAgain()
    const { drafts, title } = await world.get(first, { as: chair })
    expect([title, drafts.length]).toEqual(["Adjustment 1", 1])
  })

  test("what could not be done now is proposed to nobody", async () => {
    await adopted()
    const refusedFor = async (...changes: object[]) =>
      world.ask("POST", `${plan}/transitions/proposeAmendment`, { as: chair, body: { changes, reason } })
    const unknown = await refusedFor(laterTopic, {
      ...laterSession,
      fields: { ...laterSession.fields, meeting: "ws9" },
    })
    expect(unknown.status).toBe(422)
    expect(unknown.body.failing).toMatchObject([{ code: "MEETING_UNKNOWN" }])
    const malformed = await refusedFor({ ...laterTopic, fields: { rules: "soon" } })
    expect(malformed).toMatchObject({ status: 400, body: { errors: [{ path: "changes.0.fields.rules" }] } })
    const named = await refusedFor({ ...newTopic, fields: { ...newTopic.fields, type: "cancel" } })
    expect(named).toMatchObject({ status: 400, body: { errors: [{ path: "changes.0.fields.type" }] } })
    for (const change of [
      { of: "plan", name: "grantMandate", fields: {} },
      { of: "plan", name: "setDue", fields: {} },
      { of: "plan", item: "arp-4", name: "amend", fields: {} },
    ])
      expect((await refusedFor(change)).status).toBe(400)
    for (const item of ["amendment-3", "arp-4"])
      expect((await refusedFor({ ...newTopic, item })).body.failing).toMatchObject([
        { code: "CODE_TAKEN", fields: ["changes.0.item"] },
      ])
    expect((await world.get(plan)).amendments).toEqual([])
    expect(await standing()).toMatchObject(asAdopted)
  })

  test("takes the lists of the plan in a change as they were read", async () => {
    world = await openWorld("2023-06-05T10:00:00+02:00")
    await world.send(staff, adoptedAtOnceFile.replace("{ id: arp, ", "{ id: arp, text: In the words of the document, "))
    await world.take(chair, plan, "adopt")
    const read = await world.get(plan, { as: chair })
    for (const list of ["tracks", "themes", "timeline", "meetings", "objectives"]) {
      const changes = [{ of: "plan", name: "amend", fields: { [list]: read[list] } }]
      const asked = { as: chair, body: { changes, reason }, query: { dryRun: "true" } }
      const { status, body } = await world.ask("POST", `${plan}/transitions/proposeAmendment`, asked)
      expect([list, status, body.errors]).toEqual([list, 200, undefined])
    }
  })

  test("a file that is sent again says of each difference how it is proposed", async () => {
    await adopted()
    const { differences } = await world.send(staff, amendableFile.replace("Informal consultations on", "Talks on"))
    expect(differences).toMatchObject([{ taken: false, how: expect.stringContaining("proposeAmendment") }])
  })
})

test("the text of an amendment says of each change what stands and what is to stand, of an output's date, an order and a language as well", async () => {
  world = await openWorld("2023-06-05T10:00:00+02:00")
  const titled = 'title: "Specific and effective measures"'
  const file = adoptedAtOnceFile.replace(
    titled,
    `${titled}\n    titles: { fr: Mesures }\n    due: { quarter: 2024-Q3 }`,
  )
  await world.send(staff, file)
  const later = { rules: [{ kind: "quarter", quarter: "2024-Q4" }], reason }
  await world.take(chair, `/api/outputs/${PLAN}.o1`, "setDue", later)
  await world.take(chair, plan, "adopt")
  const { tracks } = await world.get(plan)
  const written = tracks.map(({ id, number, title, parent }: Json) => ({
    id,
    number,
    title,
    ...(parent && { parent }),
  }))
  const [one, two] = [written, written.toReversed()].map((each) => each.map(({ title }: Json) => title))
  const rules = [{ kind: "quarter", quarter: "2025-Q2" }]
  await proposing(
    { of: "output", item: "o1", name: "setDue", fields: { rules } },
    { of: "output", item: "o1", name: "amend", fields: { titles: { es: "Mesures" } } },
    { of: "plan", name: "amend", fields: { tracks: written.toReversed() } },
  )
  const { draft } = await world.get(first, { as: chair })
  const { body: text } = await world.ask("GET", `/api/texts/${draft.text}`, { as: chair })
  const plain = text.replaceAll(/[\u2068\u2069]/g, "")
  expect(plain).toMatch(/Due: Q4 2024 .*→ Q2 2025/)
  expect(plain).toMatch(/fr: Mesures → es: Mesures/)
  expect(plain).toMatch(new RegExp(`${one[0]}.*${one.at(-1)}.* → ${two[0]}.*${two.at(-1)}`))
})

test("where no path is named for them, nothing is proposed, and changes are made at once", async () => {
  world = await openWorld("2023-06-05T10:00:00+02:00")
  await world.send(staff, atOnceFile)
  await world.take(chair, plan, "adopt")
  const proposal = { changes: [laterSession], reason }
  expect(await world.refused(chair, plan, "proposeAmendment", proposal)).toEqual(["AMENDED_AT_ONCE"])
  await world.take(chair, plan, "moveMeeting", laterSession.fields)
  expect((await world.get(plan)).amendments).toEqual([])
})

async function commits(history: string, type: string): Promise<Json[]> {
  const { items } = await world.get(history, { as: staff })
  return items.filter(({ events }: Json) => events.some((event: Json) => event.type === type))
}

/** Every commit of the record is delivered once more to those who react. */
async function reactedAgain(): Promise<void> {
  const { application } = world.hosted
  const all: Commit[] = []
  for await (const commit of application.world.events.scan()) all.push(commit)
  await react(application, all, () => {})
  await world.hosted.settled()
}
