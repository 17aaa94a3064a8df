import ICAL from "ical.js"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import {
  AUSTRIA,
  CAMEROON,
  clearedDraft,
  FOCAL_POINT,
  ISU,
  type Json,
  openCcm,
  openWorld,
  PLAN,
  PRESIDENCY,
  readyToCirculate,
  thematic,
  type World,
} from "./world.ts"

let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-01T09:00:00+02:00")
})
afterEach(async () => {
  await world.stop()
})

const feed = `/calendar/${PLAN}.ics`

interface Shown {
  sequence: number
  status: string
  summary: string
  description: string
  from: string
  to: string
}

/** The entries of a feed as another program reads them, by what of the UID is the plan's own. */
async function shown(address = feed, as?: string, query?: Record<string, string>): Promise<Record<string, Shown>> {
  const text: string = await world.get(address, { as, query })
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone)
  const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component))
  const entries = events.map((event): [string, Shown] => [
    event.uid.slice(PLAN.length + 1, -"@demarche.example".length),
    {
      sequence: event.sequence,
      status: String(event.component.getFirstPropertyValue("status")),
      summary: event.summary,
      description: event.description ?? "",
      from: written(event.startDate),
      to: written(event.endDate),
    },
  ])
  expect(new Set(entries.map(([id]) => id)).size).toBe(entries.length)
  return Object.fromEntries(entries)
}

const written = (time: ICAL.Time) => (time.isDate ? time.toString() : time.toJSDate().toISOString())

/** Draft 1 of t2-a2 under silence until 8 June 18:00 in Geneva. */
async function underSilence() {
  await readyToCirculate(world)
  return world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
}

describe("a plan's calendar", () => {
  test("is a calendar file that is looked at again, and not sent again while nothing changed", async () => {
    const { status, headers, body } = await world.ask("GET", feed)
    expect(status).toBe(200)
    expect(headers.get("Content-Type")).toBe("text/calendar; charset=utf-8")
    expect(headers.get("Cache-Control")).toBe("no-cache")
    const seen = headers.get("ETag") ?? ""
    world.jump("2026-06-02T09:00:00+02:00")
    expect((await world.ask("GET", feed)).body).toBe(body)
    const again = await world.ask("GET", feed, { headers: { "If-None-Match": seen } })
    expect([again.status, again.body, again.headers.get("ETag")]).toEqual([304, "", seen])
    await world.take(AUSTRIA, "t2-a2", "setDue", { rules: [], reason: "open" })
    expect((await world.ask("GET", feed, { headers: { "If-None-Match": seen } })).status).toBe(200)
  })

  test("has what is due on its day, or on the last of its quarter, and leaves out what has no date", async () => {
    const entries = await shown()
    expect(entries["t2-a2.due"]).toMatchObject({ from: "2026-06-30", to: "2026-07-01", status: "CONFIRMED" })
    expect(entries["t2-a2.due"]?.summary).toMatch(/^Due \(Q2 2026\): develop with ISU support, a short set/)
    expect(Object.keys(entries)).not.toContain("t3-a3.due")
    expect(entries["o1.due"]).toBeDefined()
  })

  test("has an ongoing activity's date for the report of each quarter, so that none moves by the passing of time", async () => {
    const before = await world.ask("GET", feed)
    expect(Object.keys(await shown())).toContain("t3-a4.due.2026-q2")
    world.jump("2026-07-01T09:00:00+02:00")
    const later = await shown()
    expect(later["t3-a4.due.2026-q3"]).toMatchObject({ from: "2026-10-14" })
    expect(Object.keys(later)).toContain("t3-a4.due.2026-q2")
    expect((await world.ask("GET", feed)).body).toBe(before.body)
  })

  test("moves what hangs on a meeting that moves: same UID, higher SEQUENCE", async () => {
    expect((await shown())["meeting.3rc"]).toBeUndefined()
    await world.take(ISU, "plan", "moveMeeting", { meeting: "3rc", from: "2026-09-14", to: "2026-09-18" })
    const before = await shown()
    expect(before["meeting.3rc"]).toMatchObject({ from: "2026-09-14", to: "2026-09-19", status: "CONFIRMED" })
    expect(before["x-q3-1.due"]).toMatchObject({ from: "2026-07-06" })
    await world.take(ISU, "plan", "moveMeeting", { meeting: "3rc", from: "2026-09-21", to: "2026-09-25" })
    const after = await shown()
    expect(after["meeting.3rc"]).toMatchObject({ from: "2026-09-21", to: "2026-09-26" })
    expect(after["x-q3-1.due"]).toMatchObject({ from: "2026-07-13" })
    for (const id of ["meeting.3rc", "x-q3-1.due"])
      expect(after[id]?.sequence).toBeGreaterThan(before[id]?.sequence ?? 0)
    expect(after["t2-a2.due"]).toEqual(before["t2-a2.due"])
    expect(Object.keys(after)).toEqual(Object.keys(before))
  })

  test("takes back a meeting that left the plan, and a due date that was taken away", async () => {
    await world.take(ISU, "plan", "addMeeting", { id: "ism", title: "Intersessional", from: "2026-06-10" })
    expect((await shown())["meeting.ism"]).toMatchObject({ from: "2026-06-10", to: "2026-06-11", status: "CONFIRMED" })
    const { meetings } = await world.get(`/api/plans/${PLAN}`)
    const kept = meetings.filter(({ id }: Json) => id !== "ism")
    await world.take(ISU, "plan", "amend", { meetings: kept, reason: "not held" })
    await world.take(AUSTRIA, "t2-a2", "setDue", { rules: [], reason: "open" })
    const entries = await shown()
    expect(entries["meeting.ism"]).toMatchObject({ from: "2026-06-10", status: "CANCELLED" })
    expect(entries["t2-a2.due"]).toMatchObject({ from: "2026-06-30", status: "CANCELLED" })
    expect(entries["t2-a2.due"]?.summary).toMatch(/^No longer holds: /)
  })

  test.each([
    ["cancel", {}],
    ["defer", {}],
    ["supersede", { successors: [`${PLAN}.t1-a1`] }],
  ])(
    "marks the dates of an item as cancelled after %s, and those it had by then stay as they were",
    async (name, body) => {
      await world.take(AUSTRIA, "t2-a2", "openConsultation", { closes: "2026-06-03T18:00", invited: ["isu"] })
      await world.at("2026-06-04T09:00:00+02:00")
      await world.take(AUSTRIA, "t2-a2", "openConsultation", { closes: "2026-06-20T18:00", invited: ["isu"] })
      await world.take(AUSTRIA, "t2-a2", name, { ...body, reason: "as decided" })
      const entries = await shown(feed, ISU)
      expect(entries["t2-a2.consultation.1"]?.status).toBe("CONFIRMED")
      expect(entries["t2-a2.consultation.2"]?.description).not.toContain("Still to answer")
      expect(entries["t2-a2.consultation.2"]?.status).toBe("CANCELLED")
      expect(entries["t2-a2.due"]?.status).toBe("CANCELLED")
    },
  )

  test("has a consultation from its opening to its closing, and takes it back where it is closed before", async () => {
    await world.take(AUSTRIA, "t2-a2", "openConsultation", { closes: "2026-12-04T18:00", invited: ["isu"] })
    const open = (await shown())["t2-a2.consultation.1"]
    expect(open).toMatchObject({
      from: "2026-06-01T07:00:00.000Z",
      to: "2026-12-04T17:00:00.000Z",
      status: "CONFIRMED",
      description: "Until Friday, 4 December 2026, 6 p.m. (Geneva time)\nIn consultation",
    })
    await world.take(AUSTRIA, "t2-a2", "closeConsultation", {
      round: 1,
      summary: "Heard.",
      reason: "Nothing more is expected.",
    })
    const closed = (await shown())["t2-a2.consultation.1"]
    expect(closed).toMatchObject({ from: open?.from, to: open?.to, status: "CANCELLED" })
    expect(closed?.sequence).toBeGreaterThan(open?.sequence ?? 0)
  })

  test("has every silence procedure from opening to deadline; one extended, one broken, one that passed", async () => {
    await underSilence()
    const id = Object.keys(await shown()).find((each) => each.startsWith("t2-a2.silence")) ?? ""
    expect((await shown())[id]).toMatchObject({
      from: "2026-06-01T07:00:00.000Z",
      to: "2026-06-08T16:00:00.000Z",
      status: "CONFIRMED",
      description: "Until Monday, 8 June 2026, 6 p.m. (Geneva time)\nIn drafting · Under a silence procedure",
    })
    await world.take(AUSTRIA, "t2-a2", "extendSilence", { until: "2026-06-09T18:00" })
    expect((await shown())[id]).toMatchObject({ to: "2026-06-09T16:00:00.000Z", status: "CONFIRMED" })
    await world.at("2026-06-05T09:00:00+02:00")
    await world.take(CAMEROON, "t2-a2", "object", { text: "Not so." })
    expect((await shown())[id]?.status).toBe("CANCELLED")
    await world.take(CAMEROON, "t2-a2", "withdrawObjection", { objection: 1 })
    await clearedDraft(world, "t2-a2", { constraint: true, partners: ["isu"] })
    await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-19T18:00" })
    world.jump("2026-06-19T18:05:00+02:00")
    const passed = await shown()
    const [first, second] = Object.keys(passed).filter((each) => each.startsWith("t2-a2.silence"))
    expect([first, passed[first ?? ""]?.status]).toEqual([id, "CANCELLED"])
    expect(passed[second ?? ""]).toMatchObject({ to: "2026-06-19T16:00:00.000Z", status: "CONFIRMED" })
    expect(passed[second ?? ""]?.description).toContain("Agreed")
  })

  test("cancels a silence that was voided, or corrected after it had passed", async () => {
    await underSilence()
    await world.at("2026-06-08T18:20:00+02:00")
    const id = Object.keys(await shown()).find((each) => each.startsWith("t2-a2.silence")) ?? ""
    expect((await shown())[id]?.status).toBe("CONFIRMED")
    const { items } = await world.get(`/api/activities/${PLAN}.t2-a2/history`, { as: ISU })
    await world.take(ISU, "t2-a2", "correct", {
      outcome: items.at(-1).version,
      text: "Not so.",
      receivedAt: "2026-06-08T17:50:00+02:00",
      onBehalfOf: "cameroon",
      communication: { is: "letter" },
      reason: "in the mailbox",
    })
    expect((await shown())[id]?.status).toBe("CANCELLED")
    expect((await shown(feed, undefined, { asOf: "2026-06-08T16:10:00Z" }))[id]?.status).toBe("CONFIRMED")
  })

  test("says who is still to answer to the committee, and to nobody else", async () => {
    await underSilence()
    const of = async (as?: string) =>
      Object.values(await shown(feed, as)).find(({ summary }) => summary.startsWith("Silence"))?.description
    expect(await of()).not.toContain("Still to answer")
    expect(await of(thematic("a"))).toMatch(/Still to answer: .*Cameroon/)
    await world.take(CAMEROON, "t2-a2", "support")
    expect(await of(thematic("a"))).not.toContain("Cameroon")
  })

  test("speaks the language asked for, else that of the browser", async () => {
    const titled = async (query?: Record<string, string>, language?: string) => {
      const headers: Record<string, string> = language ? { "Accept-Language": language } : {}
      const { body } = await world.ask("GET", feed, { query, headers })
      return /SUMMARY:(Due|Échéance) \((?:Q|T)2/.exec(body)?.[1]
    }
    expect(await titled()).toBe("Due")
    expect(await titled(undefined, "fr-CH")).toBe("Échéance")
    expect(await titled({ lang: "en" }, "fr")).toBe("Due")
    expect((await world.ask("GET", feed, { query: { lang: "de" } })).body).toMatchObject({ status: 400 })
  })

  test("reads the past, by what was known and by what had happened", async () => {
    await world.at("2026-06-04T09:00:00+02:00")
    await world.take(ISU, "plan", "moveMeeting", { meeting: "3rc", from: "2026-09-14", to: "2026-09-18" })
    const asOf = "2026-06-02T09:00:00+02:00"
    expect((await shown(feed, undefined, { asOf }))["meeting.3rc"]).toBeUndefined()
    expect((await shown(feed, undefined, { asOf, view: "as-it-was" }))["meeting.3rc"]).toBeUndefined()
    expect((await shown())["meeting.3rc"]).toBeDefined()
    expect((await world.ask("GET", feed, { query: { asOf: "2031-01-01T00:00:00Z" } })).status).toBe(400)
  })

  test("is not there for a plan that is not, or by another name", async () => {
    for (const address of [
      "/calendar/no-plan.ics",
      `/calendar/${PLAN}`,
      `/calendar/${PLAN}.ics.ics`,
      "/calendar/.ics",
    ]) {
      const { status, body, headers } = await world.ask("GET", address)
      expect([status, body.type], address).toEqual([404, "https://demarche.example/problems/unknown"])
      expect(headers.get("Cache-Control")).toBe("no-store")
    }
    const empty = await openWorld()
    expect((await empty.ask("GET", feed)).status).toBe(404)
    await empty.stop()
  })
})

describe("a person's own", () => {
  const ask = async (as: string) => {
    const { status, body } = await world.ask("POST", `/api/feeds?plan=${PLAN}`, { as })
    expect(status).toBe(201)
    return body as { id: string; token: string; address: string }
  }
  const status = async (address: string, as?: string) => (await world.ask("GET", address, { as })).status

  test("has what they own or hold, what is addressed to their party, and every meeting", async () => {
    await world.take(ISU, "plan", "moveMeeting", { meeting: "3rc", from: "2026-09-14", to: "2026-09-18" })
    await world.take(AUSTRIA, "t2-a3", "openConsultation", { closes: "2026-06-20T18:00", invited: ["delegation-a"] })
    await world.take(AUSTRIA, "t2-3-a1", "openConsultation", { closes: "2026-06-20T18:00", invited: ["isu"] })
    await underSilence()
    await world.take(AUSTRIA, "x-q3-1", "assignOwner", { owner: "thematic-a" })
    const own = Object.keys(await shown((await ask(thematic("a"))).address))
    expect(own.map((id) => id.replace(/silence\.\d+/, "silence"))).toEqual([
      "meeting.13msp",
      "meeting.3rc",
      "t2-a2.silence",
      "t2-a2.due",
      "t2-a3.consultation.1",
      "x-q3-1.due",
    ])
    const coordinators = Object.keys(await shown((await ask(CAMEROON)).address))
    expect(coordinators.some((id) => id.startsWith("t2-a2.silence"))).toBe(true)
    expect(coordinators).toEqual(expect.arrayContaining(["t2-a2.due", "t2-3-a1.consultation.1", "o1.due"]))
  })

  test("is seen as far as the office it was asked as sees, and in the person's language", async () => {
    await underSilence()
    const { address } = await ask(CAMEROON)
    const { headers } = await world.ask("GET", address)
    expect(headers.get("Cache-Control")).toBe("private, no-cache")
    const own = async (query?: string) =>
      Object.values(await shown(`${address}${query ?? ""}`)).find(({ summary }) => /silence|tacite/i.test(summary))
    expect((await own("&lang=en"))?.description).toMatch(/Still to answer: .*Cameroon/)
    expect((await own())?.summary).toMatch(/^Procédure d’approbation tacite/)
    await world.take(ISU, "plan", "updatePerson", { person: "coordinator-cameroon", language: "en" })
    expect((await own())?.summary).toMatch(/^Silence procedure/)
  })

  test("opens to the right token and to no other", async () => {
    const mine = await ask(AUSTRIA)
    const theirs = await ask(CAMEROON)
    const at = (person: string, token: string) => `${feed}?${new URLSearchParams({ person, token })}`
    expect(await status(at("coordinator-austria", mine.token))).toBe(200)
    for (const address of [
      at("coordinator-austria", theirs.token),
      at("coordinator-cameroon", mine.token),
      at("coordinator-austria", `${mine.token.slice(0, -1)}_`),
      at("coordinator-austria", ""),
      at("nobody", mine.token),
      at("../x", mine.token),
      `${feed}?token=${mine.token}`,
      `${feed}?person=coordinator-austria`,
      mine.address.replace(PLAN, "no-plan"),
    ])
      expect(await status(address, AUSTRIA), address).toBe(404)
  })

  test("is kept as a hash, and shown once", async () => {
    const { id, token } = await ask(AUSTRIA)
    expect(id).toBe(`${PLAN}.coordinator-austria`)
    for await (const commit of world.hosted.application.world.events.scan())
      expect(JSON.stringify(commit)).not.toContain(token)
    expect(JSON.stringify(await world.get("/api/history", { as: ISU, query: { plan: PLAN } }))).not.toContain("Feed")
  })

  test("ends when it is asked for anew", async () => {
    const before = await ask(AUSTRIA)
    const after = await ask(AUSTRIA)
    expect([await status(before.address), await status(after.address)]).toEqual([404, 200])
  })

  test.each([AUSTRIA, ISU])("ends when %s revokes it", async (as) => {
    const { id, address } = await ask(AUSTRIA)
    const revoke = (by: string) => world.ask("POST", `/api/feeds/${id}/transitions/revokeFeed`, { as: by })
    const refused = await revoke(PRESIDENCY)
    expect([refused.status, refused.body.failing]).toMatchObject([422, [{ code: "NOT_YOUR_FEED" }]])
    expect(await status(address)).toBe(200)
    expect(await revoke(as)).toMatchObject({ status: 200, body: { id, state: "unsubscribed" } })
    expect(await status(address)).toBe(404)
    expect((await revoke(as)).status).toBe(422)
    expect(await status((await ask(AUSTRIA)).address)).toBe(200)
  })

  test("ends with the mandate of the office it was asked as", async () => {
    const { address } = await ask(FOCAL_POINT)
    await world.take(ISU, "plan", "endMandate", {
      person: "focal-point",
      office: "focalPoint",
      party: "austria",
      on: "2026-06-01",
    })
    expect(await status(address)).toBe(200)
    world.jump("2026-06-02T09:00:00+02:00")
    expect(await status(address)).toBe(404)
  })

  test("is asked for by a person, for themselves", async () => {
    expect((await world.ask("POST", `/api/feeds?plan=${PLAN}`)).status).toBe(401)
    expect((await world.ask("POST", "/api/feeds", { as: AUSTRIA })).status).toBe(400)
    expect((await world.ask("POST", "/api/feeds?plan=no-plan", { as: AUSTRIA })).status).toBe(403)
    const key = { label: "a bot", office: "secretariat", plans: [PLAN] }
    const { body } = await world.ask("POST", "/api/keys", { as: ISU, body: key })
    const bot = { Authorization: `Bearer ${body.key}` }
    expect((await world.ask("POST", `/api/feeds?plan=${PLAN}`, { headers: bot })).status).toBe(403)
  })

  test("is no key, and a key is no feed", async () => {
    const { token } = await ask(AUSTRIA)
    const auth = { Authorization: `Bearer demarche_${"a".repeat(16)}_${token}` }
    expect((await world.ask("GET", "/api/plans", { headers: auth })).status).toBe(401)
    const { body } = await world.ask("POST", "/api/keys", {
      as: ISU,
      body: { label: "a bot", office: "secretariat", plans: [PLAN] },
    })
    expect((await world.ask("POST", `/api/feeds/${body.id}/transitions/revokeFeed`, { as: ISU })).status).toBe(404)
    expect((await world.ask("POST", `/api/feeds/${PLAN}.nobody/transitions/revokeFeed`, { as: ISU })).status).toBe(404)
    const { id } = await ask(AUSTRIA)
    expect((await world.ask("POST", `/api/feeds/${id}/transitions/addFeed`, { as: AUSTRIA })).status).toBe(404)
    expect((await world.ask("POST", `/api/keys/${id}/transitions/revokeKey`, { as: ISU })).status).toBe(404)
  })
})
