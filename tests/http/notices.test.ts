import { readActionToken } from "@demarche/application/answers/actionLink"
import { MailError, type Mailer, type Message } from "@demarche/mail/message"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import {
  AUSTRIA,
  circulated,
  ISU,
  type Json,
  openCcm,
  openProposed,
  PLAN,
  PRESIDENCY,
  readyToCirculate,
  thematic,
  type World,
} from "./world.ts"

let world: World
let sent: Message[]
let mailer: Mailer
beforeEach(() => {
  sent = []
  mailer = { send: async (message) => void sent.push(message) }
})
afterEach(() => world.stop())

const post = () => ({
  mailer: { send: (message: Message) => mailer.send(message) },
  home: "https://d.example",
  key: "k",
})
const notices = async (query: Record<string, string> = {}, as = ISU): Promise<Json[]> =>
  (await world.get("/api/notices", { as, query: { plan: PLAN, limit: "100", ...query } })).items
async function reminders(query: Record<string, string>, as = ISU): Promise<Json[]> {
  const found: Json[] = []
  for (let next: string | undefined = ""; next !== undefined; ) {
    const page: Json = await world.get("/api/reminders", { as, query: { plan: PLAN, ...query, ...(next && { next }) } })
    found.push(...page.items)
    next = page.next ?? undefined
  }
  return found
}
const to = (address: string) => sent.filter((message) => message.to.address === `${address}@demarche.example`)

describe.each([true, false])("whoever takes a step from which letters follow, mail set up: %s", (mails) => {
  test("is told where they do not leave, in its dry run and in its answer, and nothing elsewhere", async () => {
    world = await openCcm("2026-06-01T10:00:00+02:00", undefined, mails ? post() : undefined)
    await readyToCirculate(world)
    const circulate = (dryRun: string, language: string) =>
      world.ask("POST", `/api/activities/${PLAN}.t2-a2/transitions/circulate`, {
        ...{ as: AUSTRIA, body: { until: "2026-06-08T18:00" }, headers: { "Accept-Language": language } },
        query: { dryRun },
      })
    for (const [dryRun, language, sentence] of [
      ["true", "fr", /aucune lettre ne part/],
      ["false", "en", /no letter leaves/],
    ] as const) {
      const { status, body } = await circulate(dryRun, language)
      const warnings = [{ code: "LETTERS_UNSENT", sentence: expect.stringMatching(sentence) }]
      expect([status, body.warnings]).toEqual([200, mails ? undefined : warnings])
    }
    expect((await world.take(thematic("a"), "t2-a2", "support", {})).warnings).toBeUndefined()
  })
})

describe("what people were told", () => {
  beforeEach(async () => {
    world = await openCcm("2026-06-01T10:00:00+02:00", undefined, post())
    await circulated(world)
    await world.at("2026-06-01T10:01:00+02:00")
  })

  test("one letter is read by its id, by whom it is to and by those who run the plan, and is not there for others", async () => {
    const all = await notices()
    const mine = await notices({}, thematic("a"))
    const other = all.find(({ recipient, letter }) => recipient === "thematic-b" && letter)
    const read = (id: string, as?: string) => world.ask("GET", `/api/notices/${id}`, { ...(as && { as }) })
    expect([all.length > mine.length, mine.length > 0]).toEqual([true, true])
    for (const each of all) expect(await read(each.id, ISU)).toMatchObject({ status: 200, body: each })
    for (const each of mine) expect((await read(each.id, thematic("a"))).body).toEqual(each)
    const hidden = await read(other.id, thematic("a"))
    const missing = await read(`${PLAN}.k-none`, thematic("a"))
    expect([hidden.status, missing.status, (await read(other.id)).status]).toEqual([404, 404, 401])
    expect(hidden.body.detail.replace(other.id, "")).toBe(missing.body.detail.replace(`${PLAN}.k-none`, ""))
  })

  test.each([ISU, thematic("a")])(
    "is told to %s a page at a time, all of it once, and no more is read than that",
    async (as) => {
      const { views } = world.hosted.application
      const all = await notices({}, as)
      const [read, listed] = [vi.spyOn(views, "page"), vi.spyOn(views, "list")]
      const seen: Json[] = []
      let asked = 0
      for (let next: string | null = ""; next !== null; asked++) {
        const query = { plan: PLAN, limit: "1", ...(next && { next }) }
        const page: Json = await world.get("/api/notices", { as, query })
        seen.push(...page.items)
        next = page.next
      }
      expect(seen).toEqual(all)
      expect(read).toHaveBeenCalledTimes(asked)
      expect(listed.mock.calls.filter(([{ kind }]) => kind === "notice")).toEqual([])
      vi.restoreAllMocks()
    },
  )

  test("is in the record with its text: for those who run the plan all of it, for a person their own, for the public none", async () => {
    const all = await notices({ status: "sent" })
    expect(all.length).toBe(sent.length)
    for (const { letter, messageId, kind } of all) {
      expect(sent.find((message) => message.messageId === messageId)?.text.trim()).toBe(letter)
      expect([
        "ConsultationOpened",
        "ConsultationClosed",
        "ClearanceRequested",
        "DraftCleared",
        "SilenceOpened",
        "closedEarly",
      ]).toContain(kind)
    }
    const own = await notices({}, thematic("a"))
    expect([...new Set(own.map(({ recipient }) => recipient))]).toEqual(["thematic-a"])
    expect((await notices({ recipient: "thematic-b" }, thematic("a"))).length).toBe(0)
    expect((await notices({ recipient: "thematic-b" })).length).toBe(3)
    expect((await world.ask("GET", `/api/notices?plan=${PLAN}`)).status).toBe(401)
    const kinds = async (as?: string) => {
      const { items } = await world.get("/api/history", { ...(as && { as }), query: { plan: PLAN, limit: "100" } })
      return new Set(items.map(({ stream }: Json) => stream.split(":")[0]))
    }
    for (const as of [undefined, thematic("a")])
      expect(await kinds(as)).toEqual(new Set(["activity", "output", "plan"]))
    expect(await kinds(ISU)).toContain("notice")
  })

  test("is listed by pages, and as of an instant", async () => {
    const first = await world.get("/api/notices", { as: ISU, query: { plan: PLAN, limit: "3" } })
    const second = await world.get("/api/notices", { as: ISU, query: { plan: PLAN, limit: "3", next: first.next } })
    const ids = [...first.items, ...second.items].map(({ id }: Json) => id)
    expect(new Set(ids).size).toBe(6)
    expect(await notices({ asOf: "2026-06-01T07:59:00.000Z" })).toEqual([])
  })

  test.each(["limit=0", "limit=101", "status=lost", "next=%00", "asOf=tomorrow"])(
    "asked with %s is 400",
    async (query) => {
      const { status, body } = await world.ask("GET", `/api/notices?plan=${PLAN}&${query}`, { as: ISU })
      expect([status, body.errors[0].path]).toEqual([400, query.split("=")[0]])
    },
  )

  test("of a silence comes when it opens, before it ends to those who have not answered, and when it has ended", async () => {
    await world.take(thematic("b"), "t2-a2", "support")
    await world.at("2026-06-08T18:01:00+02:00")
    const kinds = (address: string) => to(address).map(({ subject, sent }) => `${sent.slice(5, 16)} ${subject}`)
    expect(kinds("thematic-b").filter((line) => line.includes("silenceCloses"))).toEqual([])
    const steps = (await notices({ recipient: "thematic-a" })).map(({ kind, step }) => step ?? kind).sort()
    expect(steps).toEqual(["24h", "2h", "72h", "ConsultationOpened", "SilenceOpened", "SilencePassed", "closedEarly"])
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(sent.length)
  })

  test("that nobody carries is tried again at longer and longer intervals, and the rest waits after three", async () => {
    await world.at("2026-06-05T08:00:00+02:00")
    sent = []
    let tries = 0
    mailer = {
      async send() {
        tries += 1
        throw new MailError("later", "421 try again later")
      },
    }
    await world.take(thematic("a"), "t2-a2", "object", { text: "No.", paragraphs: ["3"] })
    await world.hosted.schedule.tick("test")
    await world.hosted.settled()
    expect(tries).toBe(3)
    const failed = await notices({ status: "failed" })
    expect(failed.length).toBe(3)
    for (const { why, notBefore } of failed) {
      expect(why).toBe("421 try again later")
      expect(notBefore > world.clock.now()).toBe(true)
    }
    mailer = { send: async (message) => void sent.push(message) }
    await world.at("2026-06-05T09:00:00+02:00")
    expect(await notices({ status: "failed" })).toEqual([])
    const told = await notices({ status: "sent" })
    expect(told.filter(({ kind }) => kind === "SilenceBroken").length).toBe(sent.length)
  })

  test("that a provider refuses for good is suppressed, the address is marked, and the secretariat is told once", async () => {
    mailer = {
      async send(message) {
        if (message.to.address.startsWith("thematic-a@")) throw new MailError("never", "550 5.1.1 no such user")
        sent.push(message)
      },
    }
    await world.take(thematic("b"), "t2-a2", "object", { text: "No.", paragraphs: ["3"] })
    await world.at("2026-06-01T11:00:00+02:00")
    const [suppressed] = await notices({ status: "suppressed" })
    expect(suppressed).toMatchObject({ recipient: "thematic-a", why: "550 5.1.1 no such user" })
    const { people } = (await world.hosted.application.planSnapshot(PLAN)).context
    expect(people.find(({ id }) => id === "thematic-a")?.failed).toBe(true)
    const told = (await notices()).filter(({ kind }) => kind === "AddressFailed").map(({ recipient }) => recipient)
    expect(told.sort()).toEqual(["isu", "isu-2"])
    await world.at("2026-06-01T11:01:00+02:00")
    const subjects = to("isu").map(({ subject }) => subject)
    expect(subjects).toContainEqual(
      expect.stringMatching(/^Letters no longer reach Thematic coordinator, Delegation A: /),
    )
  })

  test("to a person without an address is suppressed and says why", async () => {
    await world.take(ISU, "plan", "addPerson", {
      person: "newcomer",
      name: "A newcomer",
      offices: [{ office: "delegate", party: "delegation-a", from: "2026-01-01" }],
    })
    await world.take(thematic("b"), "t2-a2", "object", { text: "No.", paragraphs: ["3"] })
    await world.at("2026-06-01T11:00:00+02:00")
    const suppressed = await notices({ status: "suppressed" })
    expect(suppressed.map(({ kind }) => kind).sort()).toEqual(["PersonAdded", "SilenceBroken"])
    for (const each of suppressed)
      expect(each).toMatchObject({ recipient: "newcomer", why: "the person has no address" })
  })

  test("a sender that dies between sending and noting it sends the same letter once more, under the same Message-ID", async () => {
    const { append } = world.hosted.application.world.events
    let dies = true
    world.hosted.application.world.events.append = async (commit) => {
      if (dies && commit.events[0]?.value.type === "NoticeSent") throw new Error("the power is gone")
      return append(commit)
    }
    sent = []
    await world.take(thematic("b"), "t2-a2", "object", { text: "No.", paragraphs: ["3"] })
    await world.hosted.schedule.tick("dies").catch(() => {})
    expect(sent.length).toBe(1)
    dies = false
    await world.at("2026-06-01T11:00:00+02:00")
    const twice = sent.filter(({ messageId }) => messageId === sent[0]?.messageId)
    expect(twice.length).toBe(2)
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(sent.length - 1)
    expect(await notices({ status: "claimed" })).toEqual([])
  })

  test("a letter that cannot be written is put off, says so, and holds up no other", async () => {
    const { get } = world.hosted.application.world.texts
    const { people } = (await world.hosted.application.planSnapshot(PLAN)).context
    const name = people.find(({ id }) => id === "coordinator-austria")?.name
    world.hosted.application.world.texts.get = async (hash) => {
      if (hash === name) throw new Error("the text is not to be read")
      return get(hash)
    }
    sent = []
    await world.take(thematic("b"), "t2-a2", "object", { text: "No.", paragraphs: ["3"] })
    await world.hosted.schedule.tick("one").catch(() => {})
    await world.hosted.settled()
    await world.hosted.schedule.tick("two")
    await world.hosted.settled()
    expect(await notices({ status: "failed" })).toMatchObject([
      { recipient: "coordinator-austria", why: "not written: the text is not to be read" },
    ])
    const broken = (await notices({ status: "sent" })).filter(({ kind }) => kind === "SilenceBroken")
    expect(broken.length).toBe(sent.length)
    expect(sent.length).toBeGreaterThan(8)
  })

  test("what is not as it should be in a letter closes no address", async () => {
    mailer = { send: () => Promise.reject(new MailError("invalid", "the list of references is too long")) }
    await world.take(thematic("b"), "t2-a2", "object", { text: "No.", paragraphs: ["3"] })
    await world.at("2026-06-01T10:02:00+02:00")
    const failed = await notices({ status: "failed" })
    expect(failed.length).toBeGreaterThan(0)
    for (const { why } of failed) expect(why).toBe("the list of references is too long")
    const { people } = (await world.hosted.application.planSnapshot(PLAN, true)).context
    expect(people.filter(({ failed }) => failed)).toEqual([])
  })

  test("letters for which there is no time wait for the next minute", async () => {
    const later = (seconds: number) =>
      world.jump(new Date(Date.parse(world.clock.now()) + seconds * 1_000).toISOString())
    await world.take(thematic("b"), "t2-a2", "object", { text: "No.", paragraphs: ["3"] })
    sent = []
    mailer = {
      async send(message) {
        sent.push(message)
        later(15)
      },
    }
    await world.hosted.schedule.tick("one minute")
    expect(sent).toHaveLength(3)
    await world.hosted.settled()
    await world.hosted.schedule.tick("the next")
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(6)
  })

  test("two senders at once send each letter once", async () => {
    sent = []
    await world.take(thematic("b"), "t2-a2", "object", { text: "No.", paragraphs: ["3"] })
    await Promise.all([world.hosted.schedule.tick("one"), world.hosted.schedule.tick("two")])
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(sent.length)
    expect(sent.length).toBeGreaterThan(5)
  })
})

describe("a letter is made for its reader", () => {
  test("of the date beside it nobody who is asked sees who has not answered", async () => {
    world = await openCcm("2026-06-01T10:00:00+02:00", undefined, post())
    const invited = ["unidir", "delegation-a", "delegation-b"]
    await world.take(AUSTRIA, "t2-a2", "openConsultation", { closes: "2026-06-12T18:00", invited })
    await world.at("2026-06-01T10:01:00+02:00")
    const awaiting = ({ ics }: Message) => /Still to answer: /.test(ics?.text.replace(/\r\n /g, "") ?? "")
    expect(to("unidir").map((letter) => [letter.ics !== undefined, awaiting(letter)])).toEqual([[true, false]])
    expect(to("thematic-a").map(awaiting)).toEqual([false])
  })

  test("a mandate begins with its day where the plan is", async () => {
    world = await openCcm("2026-06-01T20:30:00Z", undefined, post())
    await world.take(ISU, "plan", "amend", { zone: "Pacific/Auckland", reason: "it is chaired from there" })
    const mandate = { person: "thematic-b", office: "thematicCoordinator", party: "delegation-b" }
    await world.take(ISU, "plan", "endMandate", { ...mandate, on: "2026-05-31", reason: "rotation" })
    await world.take(ISU, "plan", "grantMandate", { ...mandate, from: "2026-06-02", reason: "rotation" })
    await circulated(world)
    await world.at("2026-06-02T03:00:00Z")
    const [opened] = to("thematic-b").filter(({ subject }) => subject.startsWith("Silence procedure until"))
    expect(opened?.text).toContain("/answer/")
  })

  test("a day's letter can be stopped for all that it tells of", async () => {
    world = await openCcm("2026-06-01T10:00:00+02:00", undefined, post())
    await world.take(AUSTRIA, "t2-a2", "openConsultation", { closes: "2026-06-23T18:00", invited: ["austria"] })
    await world.at("2026-06-30T10:00:00+02:00")
    const classes = to("coordinator-austria").flatMap(({ unsubscribe }) => {
      const token = unsubscribe?.url.split("/answer/")[1]
      return token ? (readActionToken(token, "k")?.on ?? []) : []
    })
    expect(classes).toContain("consultations due")
  })
})

describe("what people are reminded of", () => {
  test("a meeting that is moved is one letter a person, with every date that hangs on it; what was queued for the old date is not told", async () => {
    world = await openCcm("2026-04-01T10:00:00+02:00", undefined, post())
    await world.at("2026-05-04T10:00:00+02:00")
    await world.take(PRESIDENCY, "plan", "moveMeeting", { meeting: "3rc", from: "2026-09-14", to: "2026-09-18" })
    await world.at("2026-05-05T09:00:00+02:00")
    sent = []
    await world.take(PRESIDENCY, "plan", "moveMeeting", { meeting: "3rc", from: "2026-09-21", to: "2026-09-25" })
    await world.at("2026-05-06T09:00:00+02:00")
    const [letter, ...others] = to("coordinator-austria")
    expect(others).toEqual([])
    expect(letter?.sent).toBe("2026-05-06T05:30:00.000Z")
    const moved = (await notices({ recipient: "coordinator-austria" })).filter(
      ({ messageId }) => messageId === letter?.messageId,
    )
    expect(moved.length).toBeGreaterThan(3)
    expect(moved.map(({ step }) => step)).toContain("moved")
    expect(moved.find(({ about }) => about.includes("x-q3-1")).due).toBe("2026-07-13")
  })

  test("an import writes to nobody, and adoption tells everybody of that alone, however late its dates", async () => {
    world = await openProposed("2026-08-01T10:00:00+02:00", undefined, post())
    await world.at("2026-08-20T10:00:00+02:00")
    expect(sent).toEqual([])
    await world.take(AUSTRIA, "plan", "adopt", { mandate: "at last" })
    await world.hosted.schedule.tick("test")
    await world.hosted.settled()
    const queued = await notices()
    expect(sent.length).toBeGreaterThan(10)
    expect([...new Set(queued.map(({ kind }) => kind))]).toEqual(["PlanAdopted"])
  })

  test("the dry run says who would get what, when and why, and writes nothing; what then comes is what it said", async () => {
    world = await openCcm("2026-06-01T10:00:00+02:00", undefined, post())
    const expected = await reminders({ until: "2026-06-20T10:00:00.000Z" })
    expect(expected.length).toBeGreaterThan(20)
    expect(await notices()).toEqual([])
    await world.at("2026-06-20T12:00:00+02:00")
    const told = (await notices({ status: "sent" })).map(({ recipient, about, step }) =>
      [recipient, about, step].join(" "),
    )
    expect(told.toSorted()).toEqual(
      expected.map(({ recipient, about, step }) => [recipient, about, step].join(" ")).toSorted(),
    )
    const own = await reminders({ until: "2026-09-01T10:00:00.000Z" }, thematic("a"))
    expect(own.every(({ recipient }: Json) => recipient === "thematic-a")).toBe(true)
  })

  test.each([
    ["until=2026-06-01T07:00:00Z", "until"],
    ["until=soon", "until"],
    ["until=2026-07-01T00:00:00Z&asOf=never", "asOf"],
    ["asOf=2026-06-01T00:00:00Z", "until"],
  ])("a dry run with %s is 400", async (query, path) => {
    world = await openCcm("2026-06-01T10:00:00+02:00", undefined, post())
    const { status, body } = await world.ask("GET", `/api/reminders?plan=${PLAN}&${query}`, { as: ISU })
    expect([status, body.errors[0].path]).toEqual([400, path])
  })
})
