import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { type LetterWorld, openLetters } from "../faults/letters.ts"
import { AUSTRIA, ISU, type Json, PLAN, PRESIDENCY, thematic } from "./world.ts"

const CODE = "t1-a1"
const ITEM = `${PLAN}.${CODE}`
const CLOSES = "2026-06-12T18:00"
const QUESTION = "Which reference points are hard to use in public?"
const ANNEX = "The reference points as they stand."
const UNIDIR = "unidir:partner"
const WATCHER = "watcher:observer"
const COLLEAGUE = "colleague:delegate"

/** Whoever may read: those who run the plan, the committee, the invited, the contributor (delegation A) with a colleague, others. */
const readers = {
  ...{ coordinator: AUSTRIA, presidency: PRESIDENCY, secretariat: ISU },
  ...{ contributor: thematic("a"), colleague: COLLEAGUE, watcher: WATCHER },
  ...{ invited: thematic("b"), partner: UNIDIR, committee: thematic("c"), public: undefined },
}
type ReaderName = keyof typeof readers
const names = Object.keys(readers) as ReaderName[]
const running: ReaderName[] = ["coordinator", "presidency", "secretariat"]
const own: ReaderName[] = ["contributor", "colleague"]

let world: LetterWorld
beforeEach(async () => {
  world = await openLetters()
  for (const [person, office] of [
    ["colleague", "delegate"],
    ["watcher", "observer"],
  ]) {
    const offices = [{ office, party: "delegation-a", from: "2026-01-01" }]
    await world.take(ISU, "plan", "addPerson", { person, name: person, address: `${person}@demarche.example`, offices })
  }
})
afterEach(() => world.stop())

const open = (more: object = {}, as = AUSTRIA) =>
  world.take(as, CODE, "openConsultation", {
    ...{ closes: CLOSES, invited: ["delegation-a", "delegation-b", "unidir"], ...more },
  })
const answer = (text: string, as = thematic("a")) => world.take(as, CODE, "recordInput", { round: 1, text })
const round = async (as: string | undefined): Promise<Json> =>
  (await world.get(`/api/activities/${ITEM}`, { as })).consultations.at(-1)
const reads = async (hash: string, as: string | undefined) =>
  (await world.ask("GET", `/api/texts/${hash}`, { as })).status === 200
const who = async (can: (as: string | undefined) => Promise<unknown>) => {
  const found: ReaderName[] = []
  for (const name of names) if (await can(readers[name])) found.push(name)
  return found
}
const sorted = (list: readonly ReaderName[]) => names.filter((name) => list.includes(name))
const letters = async (kind: string): Promise<Json[]> => {
  const { items } = await world.get("/api/notices", { as: ISU, query: { plan: PLAN, limit: "100" } })
  return items.filter((notice: Json) => notice.kind === kind)
}
const told = async (kind: string) => (await letters(kind)).map(({ recipient }) => recipient).sort()

describe("what is asked", () => {
  const asked = { question: QUESTION, annex: ANNEX }

  test("stands in the record and the API, for the committee and for those who are invited", async () => {
    const { events } = await open(asked)
    const { question, annex } = await round(undefined)
    expect(events[0]).toMatchObject({ type: "ConsultationOpened", question, annex })
    expect((await world.ask("GET", `/api/texts/${question}`, { as: UNIDIR })).body).toBe(QUESTION)
    expect((await world.ask("GET", `/api/texts/${annex}`, { as: UNIDIR })).body).toBe(ANNEX)
    for (const hash of [question, annex])
      expect(await who((as) => reads(hash, as))).toEqual(
        sorted([...running, ...own, "invited", "partner", "committee"]),
      )
  })

  test("stands in the letter and on the page behind its link, with how an answer is attributed and who reads it", async () => {
    await open({ ...asked, attribution: "chathamHouse", readership: "invited" })
    await world.at("2026-06-02T12:00:00+02:00")
    const [letter] = world.lettersTo("thematic-a").filter(({ subject }) => subject.startsWith("Consultation until"))
    const plain = letter?.text.replace(/\s+/g, " ") ?? ""
    const sentences = [
      "The Chatham House Rule applies: your input is not attributed to your delegation; it is known to be yours by these offices alone: Implementation Support Unit (ISU), Coordinator and Presidency.",
      "It will be read by all who are invited, and by these offices: Implementation Support Unit (ISU), Coordinator and Presidency.",
    ]
    for (const said of [`Question: ${QUESTION}`, "Read the text that it is about", ...sentences])
      expect(plain).toContain(said)
    const links = world.linksOf("thematic-a")
    const page = (await world.follow(links.find(({ link }) => link.does === "recordInput")?.token ?? "")).body
    for (const said of [QUESTION, ANNEX, ...sentences]) expect(page).toContain(said)
    for (const said of sentences) expect(page.indexOf(said)).toBeLessThan(page.indexOf("<textarea"))
    const reading = (await world.follow(links.find(({ link }) => link.does === "read")?.token ?? "")).body
    expect([reading.includes(ANNEX), reading.includes("<form")]).toEqual([true, false])
  })

  test("is everyone's once the consultation is concluded", async () => {
    await open({ ...asked, invited: ["thematic-coordinators"] })
    await world.take(AUSTRIA, CODE, "closeConsultation", { round: 1, summary: "Short.", reason: "All have answered." })
    await world.take(AUSTRIA, CODE, "conclude", { summary: "Done." })
    const { question, annex } = await round(undefined)
    expect([await reads(question, undefined), await reads(annex, undefined)]).toEqual([true, true])
  })
})

/** Who reads the answers by the readership, the contributor's own apart. */
const readership: Record<string, ReaderName[]> = {
  coordinators: running,
  invited: [...running, ...own, "invited", "partner"],
  committee: [...running, ...own, "invited", "committee"],
  public: names,
}

describe.each(Object.keys(readership))("read by: %s", (readBy) => {
  test.each(["attributed", "chathamHouse"])("%s, by every door the same", async (attribution) => {
    await open({ attribution, readership: readBy })
    await answer("What we think.")
    const [mine] = (await round(thematic("a"))).answers
    const texts = sorted([...(readership[readBy] ?? []), ...own])
    const named = attribution === "attributed" ? texts : sorted([...running, ...own])
    const historyOf = async (as: string | undefined): Promise<Json[]> =>
      (await world.get(`/api/activities/${ITEM}/history`, { as })).items
    const tells = (events: Json[]) => events.some((event) => event.type === "InputRecorded")
    expect(await who((as) => reads(mine.text, as))).toEqual(texts)
    expect(await who(async (as) => (await round(as)).answers.length > 0)).toEqual(texts)
    expect(await who(async (as) => (await round(as)).answers[0]?.party)).toEqual(named)
    const whole = named.filter((name) =>
      attribution === "attributed" ? readership[readBy]?.includes(name) : running.includes(name),
    )
    expect(await who(async (as) => (await round(as)).answeredBy)).toEqual(whole)
    expect(await who(async (as) => (await historyOf(as)).some(({ events }) => tells(events)))).toEqual(named)
    expect(await who(async (as) => (await historyOf(as)).some(({ actor }) => actor?.person === "thematic-a"))).toEqual(
      named,
    )
    const exported = async (as: string | undefined): Promise<string> =>
      (await world.ask("GET", `/api/history/export?plan=${PLAN}`, { as })).body
    expect(await who(async (as) => (await exported(as)).includes("InputRecorded"))).toEqual(named)
    const recorded = async (as: string | undefined) =>
      (await world.get("/api/history", { as, query: { plan: PLAN, type: "InputRecorded" } })).items.length > 0
    expect(await who(recorded)).toEqual(named)
  })
})

test("the answers under the Chatham House Rule are in no order that tells when they came", async () => {
  await open({ attribution: "chathamHouse" })
  const inOrder = ["one", "two", "three"]
  for (const [place, text] of inOrder.entries()) await answer(text, [thematic("a"), thematic("b"), UNIDIR][place])
  const of = async (as: string) => (await round(as)).answers.map(({ text }: Json) => text)
  expect(await of(thematic("c"))).toEqual((await of(AUSTRIA)).toSorted())
  expect((await round(thematic("c"))).answers.map(({ party }: Json) => party)).toEqual([null, null, null])
  expect((await round(thematic("a"))).answers.filter(({ own }: Json) => own)).toMatchObject([{ party: "delegation-a" }])
  expect((await round(AUSTRIA)).answers.map(({ party }: Json) => party)).toEqual([
    ...["delegation-a", "delegation-b", "unidir"],
  ])
})

test("a contributor reads their own on the page behind the letter's link, with its paragraphs", async () => {
  await open({ readership: "coordinators" })
  await world.at("2026-06-02T12:00:00+02:00")
  const token = (person: string) => world.linksOf(person).find(({ link }) => link.does === "recordInput")?.token ?? ""
  await world.follow(token("thematic-a"), { text: "Ours alone.", paragraphs: "3, 5" })
  expect((await round(thematic("a"))).answers).toMatchObject([{ paragraphs: ["3", "5"], own: true, late: false }])
  const page = (await world.follow(token("colleague"))).body
  expect(page).toContain("Ours alone.")
  expect(page).toContain("on paragraphs 3 and 5")
  expect((await world.follow(token("thematic-b"))).body).not.toContain("Ours alone.")
})

test("who has not answered is told to those who run the plan alone", async () => {
  await open()
  await answer("Heard.")
  const silent = ["delegation-b", "unidir"]
  expect(await who(async (as) => (await round(as)).silent)).toEqual(running)
  expect((await round(ISU)).silent).toEqual(silent)
  const read = (as: string | undefined) => world.get(`/api/activities/${ITEM}`, { as })
  expect(await who(async (as) => (await read(as)).awaited.includes("unidir"))).toEqual(running)
  const inCalendar = async (as: string | undefined) =>
    (await read(as)).dates.some(({ kind, awaited }: Json) => kind === "consultation" && awaited !== null)
  expect(await who(inCalendar)).toEqual(running)
})

describe("closed before the hour announced", () => {
  const close = { round: 1, summary: "Short." }

  test("it needs a reason, and those who have not answered are told of it", async () => {
    await open()
    await answer("Heard.")
    expect(await world.refused(AUSTRIA, CODE, "closeConsultation", close)).toEqual(["CLOSES_EARLY"])
    await world.take(AUSTRIA, CODE, "closeConsultation", { ...close, reason: "The text is needed in July." })
    expect(await told("closedEarly")).toEqual(["thematic-b", "unidir"])
    await world.at("2026-06-02T12:00:00+02:00")
    const [letter] = world
      .lettersTo("thematic-b")
      .filter(({ subject }) => subject.startsWith("Consultation closed early"))
    expect(letter?.text).toContain("The text is needed in July.")
    expect(await round(undefined)).toMatchObject({ closed: true, early: true })
  })

  test("at that hour it needs none, and nobody is told that it was early", async () => {
    await open()
    await world.at("2026-06-12T18:00:00+02:00")
    await world.take(AUSTRIA, CODE, "closeConsultation", close)
    expect([await told("closedEarly"), (await round(undefined)).early]).toEqual([[], false])
  })
})

describe("extended", () => {
  test("it is the same round until later: those asked are told, their links and the calendar go on", async () => {
    await open()
    await world.at("2026-06-02T12:00:00+02:00")
    const first = world.linksOf("thematic-b").find(({ link }) => link.does === "recordInput")?.token ?? ""
    await answer("Heard.")
    await world.take(thematic("b"), CODE, "requestMoreTime", { text: "Our capital is closed." })
    const extended = { round: 1, closes: "2026-06-26T18:00", reason: "A delegation asked for it." }
    await world.take(ISU, CODE, "extendConsultation", extended)
    expect(await told("ConsultationExtended")).toEqual(await told("ConsultationOpened"))
    await world.at("2026-06-03T12:00:00+02:00")
    const [letter] = world.lettersTo("thematic-b").filter(({ subject }) => subject.startsWith("Consultation extended"))
    expect(letter?.text.replace(/\s+/g, " ")).toContain("now closes on Friday, 26 June 2026, 6 p.m.")
    expect(letter?.text).toContain("A delegation asked for it.")
    expect(letter?.ics?.text).toContain("DTEND;TZID=Europe/Zurich:20260626T180000")
    const { consultations, moreTime, dates } = await world.get(`/api/activities/${ITEM}`, { as: ISU })
    expect([consultations.length, moreTime]).toEqual([1, []])
    expect(dates.filter(({ kind }: Json) => kind === "consultation")).toMatchObject([
      { id: `${CODE}.consultation.1`, closes: { wall: "2026-06-26T18:00" }, holds: true },
    ])
    await world.at("2026-06-18T12:00:00+02:00")
    await world.follow(first, { text: "In time." })
    expect((await round(AUSTRIA)).answers.map(({ late }: Json) => late)).toEqual([false, false])
    await world.at("2026-06-20T12:00:00+02:00")
    expect(await told("consultationCloses")).toEqual(["unidir"])
  })

  test("it is about the round that it names, whatever was opened since", async () => {
    await open()
    await open({ closes: "2026-06-19T18:00", invited: ["delegation-c"] })
    await world.take(ISU, CODE, "extendConsultation", { round: 1, closes: "2026-06-26T18:00" })
    expect(await told("ConsultationExtended")).not.toContain("thematic-c")
    await world.at("2026-06-02T12:00:00+02:00")
    const [letter] = world.lettersTo("thematic-a").filter(({ subject }) => subject.startsWith("Consultation extended"))
    expect(letter?.ics?.text).toContain("DTEND;TZID=Europe/Zurich:20260626T180000")
    const link = world.linksOf("thematic-a").find(({ link }) => link.letter === "ConsultationExtended")?.link
    expect(link?.round).toEqual({ consultation: 1 })
  })

  test("it ends in the future, at an hour that can be read", async () => {
    await open()
    await world.at("2026-06-20T12:00:00+02:00")
    const until = (closes: string) =>
      world.ask("POST", `/api/activities/${ITEM}/transitions/extendConsultation`, {
        as: ISU,
        body: { round: 1, closes },
      })
    expect((await until("2026-06-19T18:00")).body.failing.map(({ code }: Json) => code)).toEqual(["CLOSES_IN_THE_PAST"])
    expect((await until("June")).body.errors).toMatchObject([{ path: "closes" }])
    expect((await until("2026-06-26T18:00")).status).toBe(200)
  })
})

test("who is invited and cannot be reached is named when it opens, to those who run the plan and never to others", async () => {
  const invited = ["delegation-a", "un-partners"]
  const asked = { closes: CLOSES, invited }
  const path = `/api/activities/${ITEM}/transitions/openConsultation`
  const named = { type: "PartiesUnreached", parties: ["un-partners"], round: 1 }
  const rehearsed = await world.ask("POST", path, { as: AUSTRIA, body: asked, query: { dryRun: "true" } })
  expect(rehearsed.body.events).toContainEqual(expect.objectContaining(named))
  expect((await open({ invited })).events).toContainEqual(expect.objectContaining(named))
  const historyOf = async (as: string | undefined): Promise<Json[]> =>
    (await world.get(`/api/activities/${ITEM}/history`, { as })).items
  const names = ({ events }: Json) => events.some(({ type }: Json) => type === "PartiesUnreached")
  expect(await who(async (as) => (await historyOf(as)).some(names))).toEqual(running)
  expect(await who(async (as) => (await round(as)).unreached)).toEqual(running)
  expect((await round(AUSTRIA)).unreached).toEqual(["un-partners"])
  expect(await told("PartiesUnreached")).toEqual(["coordinator-austria", "coordinator-cameroon", "isu", "isu-2"])
  await world.at("2026-06-01T12:00:00+02:00")
  const [letter] = world.lettersTo("coordinator-austria").filter(({ subject }) => subject.includes("cannot be reached"))
  expect(letter?.text.replace(/\s+/g, " ")).toContain(
    "the consultation closes without the delegation having heard of it",
  )
})
