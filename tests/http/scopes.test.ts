import type { Message } from "@demarche/mail/message"
import { afterEach, beforeEach, expect, test } from "vitest"
import { ccmFile } from "./ccm.ts"
import {
  AUSTRIA,
  addressOf,
  ISU,
  type Json,
  openCcm,
  openWorld,
  PLAN,
  PRESIDENCY,
  thematic,
  type World,
} from "./world.ts"

let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
})
afterEach(() => world.stop())

const CHAIR = "chair-t2:chair"
const PART = "part-t2:coordinator"
const from = "2026-01-01"
const scope = { party: "delegation-a", track: "t2", from }

/** Adds the chair of track 2, and a coordinator of it, both of the party whose thematic coordinator sits on the committee. */
async function appoint() {
  const address = "someone@demarche.example"
  const chair = { person: "chair-t2", name: "Chair of track 2", address, offices: [{ office: "chair", ...scope }] }
  await world.take(ISU, "plan", "addPerson", chair)
  await world.take(ISU, "plan", "addPerson", { person: "part-t2", name: "Coordinator of track 2", address })
  await world.take(ISU, "plan", "grantMandate", { person: "part-t2", office: "coordinator", ...scope })
}

const read = (item: string, as: string): Promise<Json> => world.get(addressOf(item), { as })

/** A reading without what depends on what its reader may do. */
const withoutTransitions = async (item: string, as: string) => ({ ...(await read(item, as)), transitions: [] })

test("whoever holds a part of the plan may do there what is listed, and nothing elsewhere", async () => {
  await appoint()
  const said = { reason: "a reason", mandate: "a decision" }
  for (const as of [CHAIR, PART])
    for (const item of ["t2-a1", "t2-2-a1", "t1-a2", "t3-a1", "o3"]) {
      const inside = item.startsWith("t2")
      const { transitions } = await read(item, as)
      const codesOf = (failing: { code: string }[]) => failing.map(({ code }) => code)
      expect(
        transitions.some(({ allowed }: Json) => allowed),
        `${as} ${item}`,
      ).toBe(inside)
      if (!inside)
        for (const { failing } of transitions)
          expect(["OFFICE", "NOT_NOW"], `${as} ${item}`).toContain(codesOf(failing)[0])
      for (const { name, allowed, failing, fields } of transitions) {
        if (fields.required?.length > 0) continue
        const path = `${addressOf(item)}/transitions/${name}`
        const { status, body } = await world.ask("POST", path, { as, body: said, query: { dryRun: "true" } })
        const what = `${as} ${item} ${name}: ${status} ${JSON.stringify(body.failing)}`
        if (allowed) expect([200, 422], what).toContain(status)
        else expect(codesOf(body.failing ?? []), what).toEqual(expect.arrayContaining(codesOf(failing)))
        if (status === 422 && allowed) expect(codesOf(body.failing), what).not.toContain("OFFICE")
      }
    }
  await world.take(CHAIR, "t2-2-a1", "linkTo", { relation: "relatesTo", target: "t2" })
  await world.take(CHAIR, "t2-a1", "assignOwner", { owner: "isu" })
  expect(await world.refused(CHAIR, "t1-a2", "assignOwner", { owner: "isu" })).toEqual(["OFFICE"])
  expect(await world.refused(PART, "t1-a2", "assignOwner", { owner: "isu" })).toEqual(["OFFICE"])
})

test("an activity's chair has its parts, a subtrack's chair not what is above", async () => {
  const offices = [
    { office: "chair", party: "delegation-a", activity: "t3-a4", from },
    { office: "chair", party: "delegation-b", track: "t2-2", from },
  ]
  await world.take(ISU, "plan", "addPerson", { person: "two", name: "Chair of two", offices })
  expect(await world.refused("two:chair", "x-q1-4", "assignOwner", { owner: "isu" })).toEqual(["OFFICE"])
  await world.take(AUSTRIA, "x-q1-4", "confirm", { field: "parent" })
  expect(await world.refused("two:chair", "x-q1-2", "assignOwner", { owner: "isu" })).toEqual(["OFFICE"])
  await world.take(AUSTRIA, "x-q1-2", "confirm", { field: "track" })
  for (const item of ["t3-a4", "x-q1-4", "x-q1-2", "t2-2-a2"])
    await world.take("two:chair", item, "assignOwner", { owner: "isu" })
  for (const item of ["t3-a1", "t2-a2", "t2-3-a1"])
    expect(await world.refused("two:chair", item, "assignOwner", { owner: "isu" }), item).toEqual(["OFFICE"])
})

test("on the plan they do nothing, send no file, make no key, and have a calendar of their own", async () => {
  await appoint()
  for (const as of [CHAIR, PART]) {
    const meeting = { id: "m9", title: "A meeting", kind: "committee", from: "2026-07-01" }
    expect(await world.refused(as, "plan", "addMeeting", meeting)).toEqual(["OFFICE"])
    expect(await world.refused(as, "plan", "amend", { cycle: "2026", reason: "none" })).toEqual(["OFFICE"])
    const sent = {
      as,
      body: ccmFile().replace("Convene informal consultations among States", "Convene consultations among States"),
      headers: { "Content-Type": "application/yaml" },
    }
    for (const query of [{}, { dryRun: "true" }])
      expect((await world.ask("POST", "/api/plans", { ...sent, query })).status).toBe(422)
    const asked = await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body: { title: as } })
    const decline = { reason: "no" }
    expect(await world.refused(as, `/api/requests/${asked.body.id}`, "decline", decline)).toEqual(["OFFICE"])
    const { status, body } = await world.ask("POST", `/api/feeds?plan=${PLAN}`, { as })
    expect(status).toBe(201)
    const calendar = (await world.ask("GET", body.address.replace("http://localhost", ""))).body.replaceAll("\r\n ", "")
    const held = [...calendar.matchAll(/items\/[a-z0-9-]+\.([a-z0-9-]+)/g)].map(([, code]) => code)
    expect(held).toContain("t2-a2")
    const tracks = await Promise.all(held.map(async (code) => (await read(code, as)).track))
    expect([...new Set(tracks)].sort()).toEqual(["t2", "t2-3"])
  }
  const offices = [{ office: "secretariat", track: "t2", from }]
  await world.take(ISU, "plan", "addPerson", { person: "desk-t2", name: "Desk of track 2", offices })
  const desk = "desk-t2:secretariat"
  expect((await world.ask("GET", `/api/webhooks?plan=${PLAN}`, { as: desk })).status).toBe(403)
  const own = { label: "K", office: "delegate", plans: [PLAN] }
  expect((await world.ask("POST", "/api/keys", { as: desk, body: own })).status).toBe(422)
  const key = { label: "K", office: "chair", plans: [PLAN] }
  expect((await world.ask("POST", "/api/keys", { as: ISU, body: key })).status).toBe(400)
})

test("beyond their part they read what the committee reads, within it what coordinators read", async () => {
  await appoint()
  const asked = { closes: "2026-06-10T18:00", invited: ["delegation-a", "delegation-b"] }
  const round = { ...asked, attribution: "chathamHouse", readership: "coordinators" }
  for (const item of ["t2-2-a1", "t1-a2"]) {
    await world.take(AUSTRIA, item, "openConsultation", round)
    await world.take(thematic("b"), item, "recordInput", { round: 1, text: "Heard." })
  }
  const committee = thematic("c")
  for (const as of [CHAIR, PART]) {
    expect(await withoutTransitions("t1-a2", as)).toEqual(await withoutTransitions("t1-a2", committee))
    expect(await withoutTransitions("t2-2-a1", as)).toEqual(await withoutTransitions("t2-2-a1", AUSTRIA))
    expect((await read("t2-2-a1", as)).consultations[0].answeredBy).toEqual(["delegation-b"])
    const listed = await world.get(`/api/activities?plan=${PLAN}&limit=100`, { as })
    const silentIn = (code: string) => listed.items.find((item: Json) => item.code === code).consultations[0].silent
    expect([silentIn("t2-2-a1"), silentIn("t1-a2")]).toEqual([["delegation-a"], null])
    for (const path of [`${addressOf("t1-a2")}/history`, `/api/plans/${PLAN}/history`])
      expect(await world.get(path, { as })).toEqual(await world.get(path, { as: committee }))
    expect(await world.get(`${addressOf("t2-2-a1")}/history`, { as })).toEqual(
      await world.get(`${addressOf("t2-2-a1")}/history`, { as: AUSTRIA }),
    )
    const { items } = await world.get(`/api/history?plan=${PLAN}&limit=100`, { as })
    const inputs = items.filter(({ events }: Json) => events.some((event: Json) => event.type === "InputRecorded"))
    expect(inputs.map(({ stream }: Json) => stream)).toEqual([`activity:${PLAN}.t2-2-a1`])
    const [{ events }] = inputs
    const text = `/api/texts/${events[0].text}`
    expect((await world.ask("GET", text, { as })).status).toBe(200)
    const hidden = (await world.get(`${addressOf("t1-a2")}/history`, { as: AUSTRIA })).items.at(-1).events[0].text
    expect((await world.ask("GET", `/api/texts/${hidden}`, { as })).status).toBe(404)
    expect((await world.ask("GET", `/api/webhooks?plan=${PLAN}`, { as })).status).toBe(403)
  }
})

test("they are told of their part alone, with the coordinators", async () => {
  await world.stop()
  const sent: Message[] = []
  const mailer = { send: async (message: Message) => void sent.push(message) }
  world = await openCcm("2026-06-01T10:00:00+02:00", undefined, { mailer, home: "https://d.example", key: "k" })
  await appoint()
  const round = { closes: "2026-06-10T18:00", invited: ["delegation-a"] }
  for (const item of ["t2-2-a1", "t1-a2"]) await world.take(AUSTRIA, item, "openConsultation", round)
  await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body: { title: "A note" } })
  await world.at("2026-06-05T10:00:00+02:00")
  const { items } = await world.get(`/api/notices?plan=${PLAN}&limit=100`, { as: ISU })
  const toldOf = (person: string) =>
    new Set(
      items.filter(({ recipient }: Json) => recipient === person).map(({ about }: Json) => about.split(/[.@]/)[1]),
    )
  for (const person of ["chair-t2", "part-t2"]) {
    const about = [...toldOf(person)]
    expect(about).toContain("t2-2-a1")
    expect(about).toContain("t2-a2")
    expect(about.filter((code) => !String(code).startsWith("t2"))).toEqual([])
  }
  expect(toldOf("thematic-a")).toContain("t1-a2")
  expect([...toldOf("coordinator-austria")]).toEqual(expect.arrayContaining(["x-q2-3", "t2-a2"]))
  const letters = sent.filter(({ to }) => to.name === "Chair of track 2").map(({ text }) => text)
  expect(letters.length).toBeGreaterThan(0)
  expect(
    letters
      .join()
      .match(/items\/[a-z0-9-]+\.[a-z0-9-]+/g)
      ?.filter((link) => !link.includes(".t2")),
  ).toEqual([])
  const own = await world.get(`/api/notices?plan=${PLAN}&limit=100`, { as: CHAIR })
  expect(new Set(own.items.map(({ recipient }: Json) => recipient))).toEqual(new Set(["chair-t2"]))
})

test("an output is linked by the chairs of what contributes to it, and fulfilled by none of them", async () => {
  await appoint()
  const link = { deliverable: "o3-1", source: "Report", place: "A/CONF.1/2026/4" }
  for (const as of [CHAIR, PART]) expect(await world.refused(as, "o3", "linkEvidence", link)).toEqual(["OFFICE"])
  await world.take(AUSTRIA, "t2-a2", "confirm", { field: "outputs" })
  await world.take(CHAIR, "o3", "linkEvidence", link)
  await world.take(PART, "o3", "unlinkEvidence", { deliverable: link.deliverable, source: link.source })
  await world.take(PART, "o3", "linkEvidence", link)
  for (const as of [CHAIR, PART]) {
    for (const name of ["fulfil", "assignOwner", "setDue"])
      expect(
        await world.refused(as, "o3", name, {
          ...(name === "assignOwner" && { owner: "isu" }),
          ...(name === "setDue" && { rules: [] }),
          reason: "none",
        }),
        name,
      ).toEqual(["OFFICE"])
    const { transitions } = await read("o3", as)
    const taken = transitions.filter(({ allowed }: Json) => allowed).map(({ name }: Json) => name)
    expect(taken.sort()).toEqual(["linkEvidence", "unlinkEvidence"])
  }
  expect(await world.refused(CHAIR, "o1", "linkEvidence", { ...link, deliverable: "o1-1" })).toEqual(["OFFICE"])
})

test("a mandate names at most one part, which the plan has, and a chair's one; it ends as it was granted", async () => {
  await appoint()
  const grant = (more: object) =>
    world.ask("POST", `/api/plans/${PLAN}/transitions/grantMandate`, {
      as: ISU,
      body: { person: "isu", from, ...more },
    })
  const failing = async (more: object) =>
    (await grant(more)).body.failing.map(({ code, fields }: Json) => [code, fields])
  expect(await failing({ office: "chair" })).toEqual([["MANDATE_SCOPE", undefined]])
  expect(await failing({ office: "secretariat", track: "t1", activity: "t1-a1" })).toEqual([
    ["MANDATE_SCOPE", undefined],
  ])
  expect(await failing({ office: "chair", track: "t9" })).toEqual([["REFERENCE_UNKNOWN", ["track"]]])
  expect(await failing({ office: "chair", activity: "t2" })).toEqual([["REFERENCE_UNKNOWN", ["activity"]]])
  const offices = [{ office: "chair", from }]
  const added = { person: "x", name: "X", offices }
  expect(await world.refused(ISU, "plan", "addPerson", added)).toEqual(["MANDATE_SCOPE"])
  const end = { person: "chair-t2", office: "chair", party: "delegation-a", on: "2026-05-31" }
  expect(await world.refused(ISU, "plan", "endMandate", end)).toEqual(["MANDATE_UNKNOWN"])
  await world.take(ISU, "plan", "endMandate", { ...end, track: "t2" })
  expect(await world.refused(CHAIR, "t2-a1", "assignOwner", { owner: "isu" })).toEqual(["OFFICE"])
  const { people } = await world.get(`/api/plans/${PLAN}`, { as: ISU })
  expect(people.find(({ id }: Json) => id === "chair-t2").offices).toEqual([
    { office: "chair", ...scope, to: "2026-05-31" },
  ])
})

test("a file says who leads, supports and owns, and whose part a mandate is", async () => {
  const file = ccmFile()
    .replace("  - id: t1-a1\n", "  - id: t1-a1\n    lead: [delegation-a, isu]\n    support: [focal_point, unidir]\n")
    .replace(
      "  - id: t1-a2\n",
      "  - id: t1-a2\n    lead: { refs: [delegation-b], inferred: true }\n    owner: secretariat\n",
    )
    .replace("  - id: t1-a3\n", "  - id: t1-a3\n    lead: { refs: [delegation-b], inferred: true }\n")
    .replace(
      "people:\n",
      `people:\n  - { id: chair-t2, name: Chair, language: en, zone: UTC, offices: [{ office: chair, track: t2, from: "${from}" }, { office: chair, activity: t3-a4, from: "${from}" }] }\n`,
    )
  const post = { mailer: { send: async () => {} }, home: "https://d.example", key: "k" }
  const another = await openWorld("2026-06-01T10:00:00+02:00", undefined, post)
  try {
    await another.send(ISU, file)
    await another.take(AUSTRIA, "plan", "adopt", { mandate: "a meeting" })
    const of = async (code: string) => {
      const { turn, awaited, holder, lead, annotations, support, owner } = await another.get(addressOf(code))
      const leadInferred = annotations.some(({ field, inferred }: Json) => field === "lead" && inferred)
      return { turn: turn?.holder, awaited, holder, lead, leadInferred, support, owner }
    }
    expect(await of("t1-a1")).toEqual({
      turn: "delegation-a",
      awaited: ["isu"],
      holder: "delegation-a",
      lead: ["delegation-a", "isu"],
      leadInferred: false,
      support: ["focalPoint", "unidir"],
      owner: null,
    })
    expect(await of("t1-a2")).toMatchObject({
      turn: "secretariat",
      awaited: [],
      lead: ["delegation-b"],
      leadInferred: true,
      owner: "secretariat",
    })
    expect(await of("t1-a3")).toMatchObject({ turn: "coordinator", awaited: [], leadInferred: true, owner: null })
    expect(await another.refused("thematic-a:thematicCoordinator", "t1-a1", "startDrafting")).toEqual(["OFFICE"])
    await another.take(AUSTRIA, "x-q1-4", "confirm", { field: "parent" })
    for (const item of ["t2-a1", "x-q1-4"]) await another.take(CHAIR, item, "assignOwner", { owner: "isu" })
    const rules = [{ kind: "date", on: "2026-06-05" }]
    await another.take(AUSTRIA, "t1-a1", "setDue", { rules, reason: "a date" })
    await another.at("2026-06-05T10:00:00+02:00")
    const { items } = await another.get(`/api/notices?plan=${PLAN}&limit=100`, { as: ISU })
    const told = items
      .filter(({ about, escalated }: Json) => about === `${PLAN}.t1-a1` && !escalated)
      .map(({ recipient }: Json) => recipient)
    expect([...new Set(told)].sort()).toEqual(["isu", "isu-2", "thematic-a"])
    const moved = await another.send(ISU, file.replace("office: chair, track: t2,", "office: chair, track: t3,"))
    expect(moved.differences.flatMap(({ fields }: Json) => fields.map(({ field }: Json) => field)).sort()).toEqual([
      "people.chair-t2.offices.chair t2",
      "people.chair-t2.offices.chair t3",
    ])
    await another.take(CHAIR, "t3-a1", "assignOwner", { owner: "isu" })
  } finally {
    await another.stop()
  }
})
