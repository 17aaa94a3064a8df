import { readFileSync } from "node:fs"
import { parsePlan } from "@demarche/plan-file/parse"
import { afterEach, expect, test } from "vitest"
import { ISU, type Json, openCcm, PLAN } from "../http/world.ts"
import { openForm } from "../web/openForm.ts"
import { COORDINATOR, openZones, SECRETARIAT, ZONES, type Zones } from "./zones.ts"

let zones: Zones
afterEach(() => zones?.world.stop())

/** Nobody for one party, no address for a second, and a third whose mandate ends while the silence runs. */
const unreachable = (yaml: string) =>
  yaml
    .replace(/ {2}- \{ id: d-hawaii.*\n/, "")
    .replace(", address: d-samoa@demarche.example", "")
    .replace(
      'offices: [ { office: delegate, party: kiribati, from: "2026-01-01" } ]',
      'offices: [ { office: delegate, party: kiribati, from: "2026-01-01", to: "2026-06-10" } ]',
    )

const told = (items: Json[], kind: string) => items.filter((notice) => notice.kind === kind)

test("K8.1 parties that no letter can reach are said at import", async () => {
  const { warnings } = parsePlan(unreachable(readFileSync(new URL("zones.txt", import.meta.url), "utf8")), "yaml")
  expect(warnings.find(({ code }) => code === "PARTY_UNREACHED")?.items).toEqual(["samoa", "kiribati", "hawaii"])
})

test("K8.1 they are said in the dry run, in the answer, to the secretariat at once, and in the outcome", async () => {
  zones = await openZones("2026-06-08T10:00:00+02:00", unreachable)
  await zones.clear("a1")
  const path = `/api/activities/${ZONES}.a1/transitions/circulate`
  const body = { until: "2026-06-15T18:00" }
  const named = { type: "PartiesUnreached", parties: ["samoa", "hawaii"], visibility: "committee" }
  const dry = await zones.world.ask("POST", `${path}?dryRun=true`, { as: COORDINATOR, body })
  expect(dry.body.events).toContainEqual(named)
  expect((await zones.take(COORDINATOR, "a1", "circulate", body)).events).toContainEqual(named)
  await zones.world.at("2026-06-08T10:01:00+02:00")
  const letters = zones.sent.filter(({ subject }) => subject.startsWith("A delegation cannot be reached"))
  expect(letters.map(({ to }) => to.address).sort()).toEqual(
    ["coord-b", "coord", "isu"].map((id) => `${id}@demarche.example`),
  )
  expect(letters[0]?.text.replaceAll(/\s+/g, " ")).toContain("No letter could reach Samoa and West")

  await zones.world.at("2026-06-15T18:05:00+02:00")
  const { state, silence, agreed } = await zones.item("a1")
  expect([state, silence]).toEqual(["agreed", null])
  expect(agreed.unreached).toEqual(["samoa", "hawaii", "kiribati"])
  expect(told(await zones.notices({ recipient: "isu" }), "PartiesUnreached")).toHaveLength(2)
  const outcome = zones.sent.find(
    ({ subject, to }) => /^Adopted under the silence procedure/.test(subject) && to.address.startsWith("isu"),
  )
  expect(outcome?.text.replaceAll(/\s+/g, " ")).toContain("No letter could reach Samoa, West and Kiribati")
  const open = await zones.world.get(`/api/activities/${ZONES}.a1`)
  expect(open.agreed.unreached).toBeNull()
})

test("K8.2 an invited party without a person is said when the consultation opens", async () => {
  zones = await openZones("2026-06-08T10:00:00+02:00", unreachable)
  const { events } = await zones.take(COORDINATOR, "a2", "openConsultation", {
    closes: "2026-06-22T18:00",
    invited: ["beta", "hawaii"],
  })
  expect(events).toContainEqual({ type: "PartiesUnreached", parties: ["hawaii"], round: 1, visibility: "restricted" })
  expect((await zones.item("a2")).consultations[0].unreached).toEqual(["hawaii"])
})

test("K8.3 the day before a Monday is the Friday, for whoever reads wherever, and nobody hears after the end", async () => {
  zones = await openZones("2026-06-17T10:00:00+02:00")
  await zones.take(COORDINATOR, "a3", "setDue", { rules: [{ kind: "date", on: "2026-06-29" }], reason: "r" })
  await zones.take(COORDINATOR, "a2", "openConsultation", {
    closes: "2026-06-22T09:00",
    invited: ["beta", "hawaii", "samoa", "kiribati"],
  })
  await zones.world.at("2026-06-29T23:00:00+02:00")
  const closing = (await zones.notices({ status: "sent" })).filter(({ kind }) => kind === "consultationCloses")
  expect(closing.map(({ recipient, step }) => [recipient, step]).sort()).toEqual(
    ["coord-b", "d-hawaii", "d-kiribati", "d-samoa"].map((id) => [id, "before-1"]),
  )
  for (const { notBefore } of closing) expect(notBefore < "2026-06-22T07:00:00.000Z").toBe(true)
  const due = (await zones.notices({ recipient: "coord" })).filter(({ about, step }) => /a3/.test(about) && step)
  expect(due.map(({ step, notBefore }) => [step, notBefore])).toContainEqual(["before-1", "2026-06-26T05:30:00.000Z"])
})

test("K8.4 the secretariat hears of a silence that opens and ends, and of clearance that is awaited", async () => {
  zones = await openZones("2026-06-08T10:00:00+02:00")
  await zones.clear("a1")
  await zones.take(COORDINATOR, "a1", "circulate", { until: "2026-06-15T18:00" })
  await zones.world.at("2026-06-15T18:05:00+02:00")
  const kinds = (await zones.notices({ recipient: "isu", status: "sent" })).map(({ kind }) => kind).sort()
  expect(kinds).toEqual(["ClearanceRequested", "PlanAdopted", "SilenceOpened", "SilencePassed"])
})

test("a clearance is asked of somebody: where nobody is left who may give it, it is not asked, and says so", async () => {
  zones = await openZones("2026-06-08T10:00:00+02:00")
  const plan = `/api/plans/${ZONES}`
  const { world, take } = zones
  await take(COORDINATOR, "a1", "waiveConsultation", { reason: "time" })
  await take(COORDINATOR, "a1", "startDrafting")
  await take(COORDINATOR, "a1", "addDraft", { text: "Draft of a1" })
  await take(COORDINATOR, "a1", "recordCheck", { check: { of: "gender", option: "none" } })
  await take("gfp:focalPoint", "a1", "recordCheck", { check: { of: "gender-advice" }, text: "Name the communities." })
  await take(COORDINATOR, "a1", "recordCheck", { check: { of: "lap", actions: [1] } })
  const presidency = { office: "presidency", party: "beta", from: "2026-06-10" }
  await world.take(SECRETARIAT, plan, "grantMandate", { person: "d-samoa", ...presidency })
  await world.take(SECRETARIAT, plan, "endPerson", { person: "isu", reason: "a new post" })
  await world.at("2026-06-09T10:00:00+02:00")
  expect(await world.refused(COORDINATOR, `${ZONES}.a1`, "requestClearance")).toEqual(["NOBODY_CLEARS"])
  const { transitions } = await zones.item("a1", COORDINATOR)
  const told = transitions.find(({ name }: Json) => name === "requestClearance")
  expect([told.allowed, told.failing.map(({ code }: Json) => code)]).toEqual([false, ["NOBODY_CLEARS"]])
  await world.at("2026-06-10T10:00:00+02:00")
  await take(COORDINATOR, "a1", "requestClearance")
  await world.at("2026-06-10T22:00:00+02:00")
  expect((await zones.item("a1", COORDINATOR)).turn).toMatchObject({ holder: "presidency", asked: "clear" })
  expect(zones.sent.some(({ to, subject }) => to.address.startsWith("d-samoa@") && /clearance/i.test(subject))).toBe(
    true,
  )
  const mine = await world.get(`${plan}/mine`, { as: "d-samoa:presidency" })
  expect(mine.tasks.map(({ id, asked }: Json) => [id, asked])).toContainEqual([`${ZONES}.a1`, "clear"])
  await take("d-samoa:presidency", "a1", "clearDraft")
})

test("what an owner owes whom no letter can reach is told to the coordinators", async () => {
  zones = await openZones("2026-06-08T10:00:00+02:00")
  const { world, take } = zones
  await world.take(SECRETARIAT, `/api/plans/${ZONES}`, "updatePerson", { person: "d-samoa", address: null })
  await take(COORDINATOR, "a3", "assignOwner", { owner: "d-samoa" })
  await take(COORDINATOR, "a3", "setDue", { rules: [{ kind: "date", on: "2026-06-19" }], reason: "r" })
  await world.at("2026-06-23T23:00:00+02:00")
  const sent = (await zones.notices({ status: "sent" })).filter(({ about }) => about.includes(".a3"))
  for (const kind of ["OwnerAssigned", "due"])
    expect([kind, new Set(told(sent, kind).map(({ recipient }) => recipient))]).toEqual([
      kind,
      new Set(["coord", "coord-b"]),
    ])
  await world.take(SECRETARIAT, `/api/plans/${ZONES}`, "updatePerson", {
    person: "d-samoa",
    address: "new@example.org",
  })
  await world.at("2026-06-26T23:00:00+02:00")
  const later = (await zones.notices({ status: "sent" })).filter(
    ({ about, step }) => about.includes(".a3") && step === "overdue-7",
  )
  expect(later.filter(({ recipient }) => recipient.startsWith("coord"))).toEqual([])
  expect(later).not.toEqual([])
})

test("of every silence and consultation each party asked is written to, or named as out of reach", async () => {
  const edits = [unreachable, (yaml: string) => yaml, (yaml: string) => yaml.replaceAll(/deputy: dep-\w+, /g, "")]
  for (const edit of edits) {
    zones = await openZones("2026-06-08T10:00:00+02:00", edit)
    await zones.clear("a1")
    await zones.take(COORDINATOR, "a1", "circulate", { until: "2026-06-15T18:00" })
    await zones.take(COORDINATOR, "a2", "openConsultation", {
      closes: "2026-06-22T18:00",
      invited: ["gamma", "samoa", "kiribati", "hawaii", "nepal"],
    })
    await zones.world.at("2026-06-09T22:00:00+02:00")
    const { people } = (await zones.world.hosted.application.planSnapshot(ZONES)).context
    const written = await zones.notices({ status: "sent" })
    for (const [code, kind] of [
      ["a1", "SilenceOpened"],
      ["a2", "ConsultationOpened"],
    ] as const) {
      const history = await zones.world.get(`/api/activities/${ZONES}.${code}/history`, { as: SECRETARIAT })
      const events: Json[] = history.items.flatMap(({ events }: Json) => events)
      const opened = events.find(({ type }) => type === kind)
      const unreached = events.flatMap(({ type, parties }) => (type === "PartiesUnreached" ? parties : []))
      const to = written.filter((notice) => notice.kind === kind && notice.about.includes(`.${code}@`))
      const reached = to.flatMap(({ recipient, onBehalfOf }) =>
        (people.find(({ id }) => id === (onBehalfOf ?? recipient))?.offices ?? []).map(({ party }) => party),
      )
      const asked: string[] = opened.addressees ?? opened.invited
      expect(asked.filter((party) => !reached.includes(party))).toEqual(
        asked.filter((party) => unreached.includes(party)),
      )
    }
    await zones.world.stop()
  }
})

test("K8 whoever leaves an office to nobody is told, by every door, for each party that it is held for", async () => {
  const world = await openCcm("2026-06-01T10:00:00+02:00")
  const warned = async (command: string, body: object) => {
    const path = `/api/plans/${PLAN}/transitions/${command}?dryRun=true`
    const answer = await world.ask("POST", path, { as: ISU, body: { reason: "they left", ...body } })
    expect(answer.status).toBe(200)
    return (answer.body.warnings ?? []).flatMap(({ code, sentence }: Json) =>
      code === "OFFICE_VACANT" ? sentence : [],
    )
  }
  expect(await warned("endPerson", { person: "isu" }), "there is another of the ISU").toEqual([])
  expect(await warned("endPerson", { person: "presidency" })).toEqual([
    expect.stringMatching(/^After 1 June 2026, nobody holds this office: Presidency/),
  ])
  const austria = { person: "coordinator-austria", office: "coordinator", party: "austria", on: "2026-07-01" }
  expect(await warned("endMandate", austria)).toEqual([
    expect.stringMatching(/^After 1 July 2026, nobody holds this office: Coordinator \(Austria\)\. /),
  ])
  const mandate = { office: "coordinator", party: "austria", from: "2026-06-20" }
  expect(await warned("grantMandate", { person: "isu", ...mandate })).toEqual([])
  await world.take(ISU, "plan", "grantMandate", { person: "isu", ...mandate })
  expect(await warned("endMandate", austria)).toEqual([])

  const form = await openForm(world, `/fr/plans/${PLAN}/record/endPerson?person=presidency`, ISU)
  const check = await form.send("check", { person: "presidency", reason: "they left" })
  expect(check.body).toMatch(/Après le 1er juin 2026, plus personne n’exerce cette fonction/)
  await world.stop()
})
