import { viewOf } from "@demarche/application/application"
import type { Message } from "@demarche/mail/message"
import { ReminderSettings } from "@demarche/workflows/terms"
import { bodyOf, itemKinds, openItemOf, readings, remindersIn, statusOf } from "@demarche/workplan"
import fc from "fast-check"
import { afterEach, describe, expect, test } from "vitest"
import { AUSTRIA, ISU, type Json, openCcm, PLAN, type World } from "../http/world.ts"
import { daysSaid } from "../simulate/demoYear.ts"
import { textOf } from "../web/pageText.ts"
import { instants, zones as someZones } from "../workplan/moments.ts"
import { COORDINATOR, openZones, SECRETARIAT, ZONES, type Zones } from "./zones.ts"

let world: World | undefined
let zones: Zones | undefined
let sent: Message[] = []
afterEach(async () => {
  await world?.stop()
  await zones?.world.stop()
  world = undefined
  zones = undefined
})

async function open(start: string): Promise<World> {
  sent = []
  const mailer = { send: async (message: Message) => void sent.push(message) }
  world = await openCcm(start, undefined, { mailer, home: "https://d.example", key: "k" })
  return world
}

const plain = (text: string) => text.replaceAll(/\s+/g, " ")

test("K4.1 a letter about an ongoing activity says the quarter that the API says, and calls it overdue where the API does", async () => {
  const { at, get } = await open("2026-03-01T10:00:00+01:00")
  await at("2026-04-10T10:00:00+02:00")
  const digests = sent.filter(({ to }) => to.address.startsWith("coordinator-austria@"))
  expect(digests.length).toBeGreaterThan(3)
  const said = new Set<string>()
  for (const { text, sent: instant } of digests) {
    const { items } = await get("/api/activities", { as: ISU, query: { plan: PLAN, asOf: instant, limit: "100" } })
    for (const [code, days] of daysSaid(text)) {
      const { due } = (items as Json[]).find((item) => item.code === code)
      expect([code, days, days < 0]).toEqual([code, due.days, due.overdue])
      said.add(code)
    }
  }
  expect(said.size).toBeGreaterThan(3)
  expect(digests.some(({ text }) => /\((Q4|fourth quarter of) 2025\)[^:]*: Continue/.test(plain(text)))).toBe(false)
})

test("K4.2 due today is said on the plan's day, to readers fourteen hours ahead and ten behind", async () => {
  zones = await openZones("2026-06-17T10:00:00+02:00")
  for (const [code, owner] of [
    ["a3", "kiribati"],
    ["a2", "hawaii"],
  ] as const) {
    await zones.take(COORDINATOR, code, "assignOwner", { owner })
    await zones.take(COORDINATOR, code, "setDue", { rules: [{ kind: "date", on: "2026-06-25" }], reason: "r" })
  }
  await zones.world.at("2026-06-26T20:00:00Z")
  const letters = await zones.notices({ status: "sent" })
  for (const [step, said] of [
    ["on", /due today/],
    ["before-1", /due on 25 June 2026, in 1 day\b/],
  ] as const) {
    const told = letters.filter((notice) => notice.kind === "due" && notice.step === step)
    expect(told.map(({ recipient }) => recipient).sort()).toEqual(["d-hawaii", "d-kiribati"])
    for (const { letter } of told) expect(plain(letter)).toMatch(said)
  }
})

test("K4.3 a deadline whose zone has changed its rules is said at one time everywhere, and is a finding", () => {
  const until = { at: "2026-12-18T17:00:00.000Z", zone: "Africa/Abidjan", wall: "2026-12-18T18:00" }
  const silence = { draft: 1, opened: "2026-12-01T09:00:00.000Z", until, addressees: ["beta"], supported: [] }
  const view = {
    state: "drafting",
    substate: "underSilence",
    tags: ["awaited"],
    meta: { deadline: "SilencePassed", holder: "committee" },
    context: { rules: [], links: [], reached: [], reported: [], rounds: [], due: null, silence },
  }
  const plan = { zone: "Africa/Abidjan", meetings: [] }
  const status = statusOf("activity", { view, since: silence.opened, now: "2026-12-02T09:00:00.000Z", plan } as never)
  expect(status.silence?.until).toEqual({ ...until, wall: "2026-12-18T17:00" })
  expect(status.findings).toEqual([
    { code: "ZONE_RULES_CHANGED", at: until.at, zone: until.zone, told: until.wall, falls: "2026-12-18T17:00" },
  ])
})

test("K4.4 the calendar of a cancelled ongoing activity is the same a year later, and keeps what was announced", async () => {
  const { ask, take, jump } = await open("2026-02-01T10:00:00+01:00")
  const feed = async () => (await ask("GET", `/calendar/${PLAN}.ics`)).body as string
  const uids = (text: string) => [...text.matchAll(/^UID:.*t1-a2\.due.*$/gm)].map(([uid]) => uid.trim())
  const announced = uids(await feed())
  await take(AUSTRIA, "t1-a2", "cancel", { reason: "no longer needed" })
  const cancelled = await feed()
  expect(uids(cancelled)).toEqual(announced)
  jump("2027-02-01T10:00:00+01:00")
  expect(await feed()).toBe(cancelled)
})

test("K4.5 of two silences in one night every reader hears in order, at whatever hour", async () => {
  zones = await openZones("2026-06-08T21:00:00+02:00")
  await zones.clear("a1")
  await zones.take(COORDINATOR, "a1", "circulate", { until: "2026-06-15T18:00" })
  await zones.world.at("2026-06-08T21:30:00+02:00")
  await zones.take(COORDINATOR, "a1", "voidSilence", { reason: "wrong annex" })
  await zones.take(COORDINATOR, "a1", "addDraft", { text: "Draft two" })
  const waived = { check: { of: "gender-advice", waived: true }, reason: "the same as before" }
  await zones.take(COORDINATOR, "a1", "recordCheck", waived)
  await zones.take(COORDINATOR, "a1", "requestClearance")
  await zones.take(SECRETARIAT, "a1", "clearDraft")
  await zones.take(COORDINATOR, "a1", "circulate", { until: "2026-06-15T18:00" })
  await zones.world.at("2026-06-10T12:00:00+02:00")
  const told = (await zones.notices({ status: "sent" })).filter(({ kind }) => /^Silence(Opened|Voided)$/.test(kind))
  for (const { recipient } of told) {
    const kinds = zones.sent
      .filter(
        ({ to, subject }) =>
          to.address.startsWith(`${recipient}@`) &&
          /^(Silence procedure until|Procédure d’approbation tacite jusqu|Silence voided|Procédure d’approbation tacite annulée)/.test(
            subject,
          ),
      )
      .map(({ subject }) => /voided|annulée/.test(subject))
    expect([recipient, kinds]).toEqual([recipient, [false, true, false]])
  }
  expect(new Set(told.map(({ recipient }) => recipient)).size).toBeGreaterThan(6)
})

test("K4.6 a silence is said while it runs, and no longer", async () => {
  zones = await openZones("2026-06-08T10:00:00+02:00")
  await zones.clear("a1")
  await zones.take(COORDINATOR, "a1", "circulate", { until: "2026-06-15T18:00" })
  await zones.take("coord-b:coordinator", "a1", "support")
  expect((await zones.item("a1")).silence).toMatchObject({ supported: 1, addressees: 7 })
  await zones.take("coord-b:coordinator", "a1", "object", { paragraphs: ["1"], text: "We changed our mind." })
  expect((await zones.item("a1")).silence).toBeNull()
})

describe("a day is the plan's", () => {
  test.each([
    ["Pacific/Honolulu", "2026-06-10T08:00:00Z", "2026-06-09"],
    ["Pacific/Kiritimati", "2026-06-09T12:00:00Z", "2026-06-10"],
    ["Asia/Kathmandu", "2026-06-09T18:20:00Z", "2026-06-10"],
    ["UTC", "2026-06-09T23:59:59Z", "2026-06-09"],
  ])("in %s on which somebody's mandates end, and which a page of the past asks for", async (zone, now, day) => {
    zones = await openZones("2026-06-07T00:00:00Z", (yaml) => yaml.replace("Europe/Zurich }", `${zone} }`))
    const address = `/api/plans/${ZONES}`
    zones.world.jump(now)
    await zones.world.take(SECRETARIAT, address, "endPerson", { person: "d-samoa", reason: "recalled" })
    const { people } = await zones.world.get(address, { as: SECRETARIAT })
    expect(people.find(({ id }: Json) => id === "d-samoa").offices).toMatchObject([{ to: day }])
    const asked = await zones.world.ask("GET", `/en/plans/${ZONES}?asOf=2026-06-08`)
    const page = await zones.world.get(asked.headers.get("Location") ?? "")
    expect(page).toContain('name="asOf" required="" value="2026-06-08"')
  })

  test("a date that is not certain is said to be so on the home page and in the calendar, as it is everywhere else", async () => {
    const tentative = "schedule: { dates: [ { date: 2026-06-12, tentative: true } ] }"
    zones = await openZones("2026-06-08T10:00:00+02:00", (yaml) =>
      yaml.replace("schedule: { quarters: [2026-Q4] }", tentative),
    )
    const said = "12 June 2026, tentative"
    const { world } = zones
    expect((await zones.item("a3")).due.rule.tentative).toBe(true)
    for (const page of [`/en/plans/${ZONES}`, `/en/plans/${ZONES}/list`, `/en/items/${ZONES}.a3`])
      expect(`${page} ${textOf(await world.get(page)).text}`).toContain(said)
    const calendar = await world.get(`/calendar/${ZONES}.ics`)
    expect(calendar.replaceAll(/\r\n /g, "")).toContain(said.replace(",", "\\,"))
  })
})

describe("letters, the API and the calendar", () => {
  test("never differ over a date, the days left, lateness, state or holder", async () => {
    const { hosted, get, take } = await open("2026-03-01T10:00:00+01:00")
    await take(AUSTRIA, "t1-a3", "reportProgress", { period: "2026-Q1", text: "Two calls." })
    await take(AUSTRIA, "t2-a1", "assignOwner", { owner: "cameroon" })
    const { context, promises } = await hosted.application.planSnapshot(PLAN)
    const rows = (
      await Promise.all(itemKinds.map((kind) => hosted.application.views.list({ kind, scope: PLAN })))
    ).flat()
    const days = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(someZones, someZones, instants, days, async (zone, reader, now, before) => {
        fc.pre(now > "2026-03-03")
        const people = context.people.map((person) => ({ ...person, zone: reader }))
        const plan = {
          ...context,
          zone,
          people,
          reminders: ReminderSettings.parse({ before: before.map((day) => day + 1) }),
        }
        for (const row of rows) {
          const kind = itemKinds.find((each) => each === row.kind)
          if (kind !== "activity") continue
          const body = bodyOf(row, kind)
          const view = viewOf(hosted.application, kind, body.state)
          const id = row.stream.split(":")[1] ?? ""
          const { version, recorded: changed } = row
          const asked = {
            id,
            plan: PLAN,
            body,
            view,
            since: body.since,
            entered: body.since,
            version,
            changed,
            now,
            zone,
            meetings: plan.meetings,
            promises,
            around: plan,
            reader: { clearance: "restricted" },
          } as const
          const reading = readings.activity(asked)
          const open = openItemOf(kind, { id, view, since: body.since, now, plan })
          if (open?.due) expect([open.due.on, open.due.overdue]).toEqual([reading.due?.on, reading.due?.overdue])
          const interval = { after: new Date(Date.parse(now) - 86_400_000).toISOString(), upTo: now }
          for (const { command } of remindersIn(interval, open ? [open] : [], plan)) {
            const then = readings.activity({ ...asked, now: command.notBefore })
            expect(command.due).toBe(then.due?.on)
            expect(agree(command.step ?? "", then.due?.days ?? Number.NaN)).toBe(true)
          }
          const shown = reading.dates.filter(({ kind, holds }) => kind === "due" && holds)
          const within = now < "2026-09-30"
          if (reading.due && within) expect(shown.map((date) => "to" in date && date.to)).toContain(reading.due.on)
        }
      }),
      { numRuns: 60 },
    )
    expect((await get("/api/activities", { as: ISU, query: { plan: PLAN } })).items.length).toBeGreaterThan(10)
  }, 60_000)
})

/** A step before the date is told with at least its days left, one on the date on the day, one after it no sooner. */
function agree(step: string, days: number): boolean {
  const [, when, count = "0"] = step.match(/^(before|overdue|on)(?:-(\d+))?$/) ?? []
  if (when === "on") return days === 0
  return when === "before" ? days >= Number(count) : -days >= Number(count)
}
