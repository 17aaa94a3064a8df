import { type ActionLink, readActionToken, signActionToken } from "@demarche/application/answers/actionLink"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { KEY, type LetterWorld, openLetters } from "../faults/letters.ts"
import { AUSTRIA, advise, CAMEROON, circulated, clearedDraft, ISU, type Json, PLAN, thematic } from "../http/world.ts"
import { plain, textOf } from "./pageText.ts"

const ITEM = `${PLAN}.t2-a2`

let world: LetterWorld
beforeEach(async () => {
  world = await openLetters()
  await circulated(world)
  await world.at("2026-06-01T10:30:00+02:00")
})
afterEach(() => world.stop())

const linkTo = (does: string, person = "thematic-a") => {
  const found = world.linksOf(person).find(({ link }) => link.does === does)
  if (!found) throw new Error(`no letter to ${person} offers ${does}`)
  return found.token
}
const open = async (token: string, language = "en") => (await world.ask("GET", `/${language}/answer/${token}`)).body
/** Sends the form of a link as it is given: nothing is ticked. */
const send = (token: string, form: Record<string, string> = {}, language = "en") =>
  world.ask("POST", `/${language}/answer/${token}`, {
    body: new URLSearchParams(form).toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  })
const history = async (): Promise<Json[]> => (await world.get(`/api/activities/${ITEM}/history`, { as: ISU })).items
/** The opening tag of the field of that name. */
const field = (page: string, name: string) =>
  page.match(new RegExp(`<(?:input|textarea)[^>]* name="${name}"[^>]*>`))?.[0]
const acts = ["support", "object", "comment"] as const

describe("in whose name", () => {
  test.each(acts)("to %s asks for a box that stands unticked", async (does) => {
    const page = await open(linkTo(does))
    expect(field(page, "ticked")).toMatch(/type="checkbox"/)
    expect(field(page, "ticked")).not.toMatch(/checked/)
    expect(plain(page)).toContain("I speak for the delegation of Delegation A")
    expect(plain(await open(linkTo(does), "fr"))).toContain(
      "Je m’exprime au nom de\u00a0: Delegation A".replace("\u00a0", " "),
    )
  })

  test.each(acts)(
    "without it to %s records nothing, says so beside the box, and keeps what was typed",
    async (does) => {
      const before = await history()
      const form = does === "support" ? {} : { text: "Not  quite <yet>.", paragraphs: "3, 5" }
      const { status, body } = await send(linkTo(does), form)
      expect(status).toBe(422)
      expect(field(body, "ticked")).toMatch(/aria-invalid="true" aria-describedby="\w+-ticked-wrong"/)
      expect(plain(body.match(/<span[^>]* id="\w+-ticked-wrong"[^>]*>(.*?)<\/span>/)?.[1] ?? "")).toBe(
        "Please tick this box: it says in whose name you speak.",
      )
      if (does !== "support") expect(body).toContain(">Not  quite &lt;yet&gt;.</textarea>")
      if (does === "object")
        expect([field(body, "paragraphs"), body.includes("<details open")]).toEqual([
          expect.stringContaining('value="3, 5"'),
          true,
        ])
      expect(await history()).toEqual(before)
      expect((await send(linkTo(does), { ...form, ticked: "yes" })).status).toBe(200)
      expect(await history()).toHaveLength(before.length + 1)
    },
  )

  test("whoever holds an office for no delegation speaks as that office", async () => {
    const page = plain(await open(linkTo("comment", "focal-point")))
    expect(page).toContain("I speak for the delegation of Austria")
    const link: ActionLink = {
      ...{ does: "comment", plan: PLAN, on: ITEM, person: "isu", office: "secretariat", party: "isu" },
      round: { draft: 1, opened: (await world.get(`/api/activities/${ITEM}`)).silence.opened },
    }
    expect(plain(await open(signActionToken(link, KEY)))).toContain("I speak as the Implementation Support Unit (ISU)")
  })
})

test.each([
  ["of the longest that a text may be, in any script", "Щ".repeat(40_000)],
  ["of several lines, as a browser ends them", "One.\r\nTwo.\r\n\r\nThree."],
])("an answer %s is recorded as it would be by the API", async (_, text) => {
  const { status, body } = await send(linkTo("comment"), { text, ticked: "yes" })
  expect({ status, body: plain(body).slice(0, 200) }).toMatchObject({ status: 200 })
  const kept = (await history()).at(-1)?.events[0].text
  expect(await world.get(`/api/texts/${kept}`, { as: ISU })).toBe(text.replaceAll("\r\n", "\n"))
})

test("paragraphs are told apart by commas, semicolons, or by the space between two numbers", async () => {
  await send(linkTo("object"), { text: "No.", paragraphs: "3 5; 7 (a), preamble, 9 bis", ticked: "yes" })
  const objected = (await history()).flatMap(({ events }) => events).find(({ type }) => type === "ObjectionRaised")
  expect(objected.paragraphs).toEqual(["3", "5", "7 (a)", "preamble", "9 bis"])
})

test("a field that is wrong says so beside it, and the other keeps what was typed", async () => {
  const { status, body } = await send(linkTo("object"), { text: " ", paragraphs: "7", ticked: "yes" })
  expect([status, field(body, "text"), field(body, "ticked")]).toEqual([
    422,
    expect.stringMatching(/aria-invalid="true" aria-describedby="object-text-wrong" autofocus/),
    expect.stringMatching(/checked/),
  ])
  expect(plain(body)).toContain("Write what you want to say")
  const names = Array.from({ length: 51 }, (_, number) => number).join(" ")
  const many = (await send(linkTo("object"), { text: "No.", paragraphs: names, ticked: "yes" })).body
  expect(field(many, "paragraphs")).toMatch(/aria-describedby="object-paragraphs-wrong"/)
  expect(many).toContain(">No.</textarea>")
})

test("above the one button stands what will be recorded, for whom, by when, and who is told", async () => {
  const [, main = ""] = (await open(linkTo("object"))).match(/<form[^>]*>([\s\S]*?)<button/) ?? []
  for (const said of [
    "you object, as Thematic coordinator for Delegation A, and break the silence procedure",
    "until Monday, 8 June 2026, 6 p.m. (Geneva time)",
    "Told by letter at once: all who are asked, the secretariat, and who answers for the text.",
  ])
    expect(plain(main)).toContain(said)
  expect(plain(await open(linkTo("object")))).toMatch(/Made for .+, delegation of Delegation A\./)
})

test("who is told is told, and nobody else", async () => {
  const told = async () => {
    const { items } = await world.get("/api/notices", { as: ISU, query: { plan: PLAN, limit: "100" } })
    return (kind: string) => items.flatMap((each: Json) => (each.kind === kind ? [each.recipient] : [])).toSorted()
  }
  await send(linkTo("object"), { text: "No.", ticked: "yes" })
  await world.at("2026-06-01T10:40:00+02:00")
  const whom = await told()
  expect(whom("SilenceOpened").length).toBeGreaterThan(10)
  expect(whom("SilenceBroken")).toEqual(whom("SilenceOpened"))
  expect(whom("receipt")).toEqual(["thematic-a"])
})

test.each([
  ["17:29:59", false],
  ["17:30:00", true],
  ["17:59:59", true],
  ["18:00:00", false],
])("at %s of the last day it says until when an answer counts: %s", async (time, says) => {
  const token = linkTo("object")
  world.jump(`2026-06-08T${time}+02:00`)
  const sentence = `It counts if it arrives before 18:00:00 (Geneva); it is ${time.slice(0, 5)} here.`
  expect(plain(await open(token)).includes(sentence)).toBe(says)
  expect(plain(await open(token, "fr")).includes(`${time.slice(0, 5)} ici`)).toBe(says)
})

describe("what was typed is not lost where nothing can be recorded", () => {
  const TYPED = "Three paragraphs of ours."
  test.each<[string, number, () => Promise<unknown>]>([
    [
      "the silence was voided, and support has no object",
      410,
      () => world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "r" }),
    ],
    [
      "the mandate has ended",
      422,
      () =>
        world.take(ISU, "plan", "endMandate", {
          ...{ person: "thematic-a", office: "thematicCoordinator", party: "delegation-a", on: "2026-05-31" },
        }),
    ],
    [
      "the address is another by now, where somebody else may read the letter",
      422,
      () => world.take(ISU, "plan", "updatePerson", { person: "thematic-a", address: "other@example.org" }),
    ],
  ])("since %s", async (_, status, happens) => {
    const tokens = [linkTo(status === 410 ? "support" : "object")]
    await happens()
    const before = await history()
    for (const token of tokens) {
      const answer = await send(token, { text: TYPED, ticked: "yes" })
      expect([answer.status, plain(answer.body).includes(TYPED)]).toEqual([status, true])
      expect(plain(answer.body)).toContain("What you wrote, which has not been recorded")
      expect(answer.body).not.toContain("<form")
    }
    expect(await history()).toEqual(before)
  })

  test("since the link was used for another answer", async () => {
    const token = linkTo("object")
    await send(token, { text: "No.", ticked: "yes" })
    const again = await send(token, { text: TYPED, ticked: "yes" })
    expect([again.status, plain(again.body).includes(TYPED)]).toEqual([422, true])
  })
})

test("a link that stops letters asks for a tick too, but not the mail program's one click", async () => {
  const link: ActionLink = {
    ...{ does: "unsubscribe", plan: PLAN, on: "consultations", person: "thematic-a", office: "system" },
    until: "2027-01-01T00:00:00.000Z",
  }
  const token = signActionToken(link, KEY)
  const wants = async () =>
    (await world.hosted.application.planSnapshot(PLAN)).context.people.find(({ id }) => id === "thematic-a")?.wants
  const pressed = await send(token)
  expect([pressed.status, await wants()]).toEqual([422, undefined])
  expect(field(pressed.body, "ticked")).toMatch(/aria-describedby="stop-ticked-wrong"/)
  expect((await send(token, { ticked: "yes" })).status).toBe(200)
  expect(await wants()).toEqual(["due", "turns", "requests"])
})

describe("what a delegation has said", () => {
  const said = async (token: string) => plain(await open(token))

  test("is shown to it alone, whoever of it said it and how, and what another answer does to it", async () => {
    await world.take(thematic("a"), "t2-a2", "comment", { text: "A word of ours." })
    await world.take(thematic("a"), "t2-a2", "support")
    await world.take(ISU, "t2-a2", "comment", { text: "A word of the secretariat." })
    const page = await said(linkTo("object"))
    for (const each of [
      "Your delegation has expressed its support. That stays on the record, and an objection takes effect all the same.",
      "What your delegation has said so far",
      "Comment, 1 June 2026, 10.30 a.m. (Geneva time)",
      "A word of ours.",
      "Support, 1 June 2026, 10.30 a.m. (Geneva time)",
    ])
      expect(page).toContain(each)
    expect(page).not.toContain("A word of the secretariat.")
    expect(await said(linkTo("object", "thematic-b"))).not.toContain("so far")
    expect(await said(linkTo("support"))).toContain("to express it again changes nothing")
    expect(plain(await open(linkTo("object"), "fr"))).toContain("Ce que votre délégation a dit jusqu’ici")
  })

  test("an objection comes beside an earlier one, as the page says", async () => {
    await world.take(thematic("a"), "t2-a2", "object", { text: "First.", paragraphs: ["1"] })
    expect(await said(linkTo("object"))).toContain("This objection comes beside the other")
    await send(linkTo("object"), { text: "Second.", ticked: "yes" })
    const { raised } = (await world.get(`/api/activities/${ITEM}`, { as: ISU })).objections
    expect(raised.map(({ party, status }: Json) => [party, status])).toEqual([
      ["delegation-a", "open"],
      ["delegation-a", "open"],
    ])
  })

  test("input is added to earlier input, as the page says", async () => {
    await world.take(CAMEROON, "t1-a1", "openConsultation", {
      ...{ closes: "2026-06-30T18:00", invited: ["thematic-coordinators"], question: "What is missing?" },
    })
    await world.at("2026-06-02T10:00:00+02:00")
    await world.take(thematic("a"), "t1-a1", "recordInput", { round: 1, text: "One." })
    const page = await open(linkTo("recordInput"))
    expect(plain(page)).toContain("What you send is added to that and replaces nothing: both stay on the record.")
    expect(page.indexOf("What is missing?")).toBeLessThan(page.indexOf("Your input is attributed"))
    expect(page.indexOf("Your input is attributed")).toBeLessThan(page.indexOf("<textarea"))
    await send(linkTo("recordInput"), { text: "Two.", ticked: "yes" })
    const [{ answers }] = (await world.get(`/api/activities/${PLAN}.t1-a1`, { as: ISU })).consultations
    expect(answers).toHaveLength(2)
    expect(await said(linkTo("recordInput"))).toMatch(/One\..*Two\./)
  })

  test("and nothing of it once the mandate of the letter has ended", async () => {
    await world.take(thematic("a"), "t2-a2", "comment", { text: "A word of ours." })
    const token = linkTo("object")
    await world.take(ISU, "plan", "endMandate", {
      ...{ person: "thematic-a", office: "thematicCoordinator", party: "delegation-a", on: "2026-05-31" },
    })
    const page = await said(token)
    expect([page.includes("A word of ours."), page.includes("Made for")]).toEqual([false, false])
  })
})

describe("once the round is over the page says where the activity stands, and where to go", () => {
  test.each<[string, () => Promise<unknown>, string]>([
    ["cancelled", () => world.take(AUSTRIA, "t2-a2", "cancel", { reason: "no funds" }), "Cancelled on 1 June 2026."],
    [
      "deferred",
      async () => {
        await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong file" })
        await world.take(AUSTRIA, "t2-a2", "defer", { reason: "no funds" })
      },
      "Deferred on 1 June 2026",
    ],
    ["agreed", () => world.at("2026-06-08T18:10:00+02:00"), "Draft 1 was adopted on 8 June 2026."],
  ])("%s", async (_, happens, says) => {
    const token = linkTo("support")
    await happens()
    const page = await open(token)
    expect(plain(page)).toContain(says)
    expect(textOf(page).links).toEqual([`/en/items/${ITEM}`])
    expect(page).not.toContain("<form")
  })
})

test("what changed since the draft that was circulated before stands with the draft", async () => {
  await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Draft of t2-a2, again", confirmVoid: true, reason: "r" })
  await advise(world, "t2-a2")
  for (const as of [AUSTRIA, ISU]) await world.take(as, "t2-a2", "recordCheck", { check: { of: "constraint" } })
  await world.take(AUSTRIA, "t2-a2", "requestClearance")
  await world.take(ISU, "t2-a2", "clearDraft")
  await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-10T18:00" })
  await world.at("2026-06-01T12:00:00+02:00")
  const newest = world.linksOf("thematic-a").findLast(({ link }) => link.does === "object")?.token ?? ""
  const page = await open(newest)
  expect(plain(page)).toContain("Changes since draft 1")
  expect(plain(page.match(/<ins>[\s\S]*?<\/ins>/)?.[0] ?? "")).toContain(", again")
  expect(await open(linkTo("object"))).not.toContain("<ins>")
})

test("a letter that asks for what no link may do leads to the page of its activity", async () => {
  await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong file" })
  await clearedDraft(world, "t2-a2", { constraint: true })
  await world.at("2026-06-01T12:00:00+02:00")
  const asked = world.lettersTo("isu").find(({ subject }) => subject.startsWith("Clearance requested"))
  expect(asked?.text).toContain(`https://d.example/en/items/${ITEM}\n`)
})

test("what came by a link is marked so in the record, and the history shows it", async () => {
  await send(linkTo("comment"), { text: "Noted.", ticked: "yes" })
  await world.take(thematic("b"), "t2-a2", "comment", { text: "Noted too." })
  const [byLink, byApi] = (await history()).slice(-2)
  expect([byLink.communication, byApi.communication]).toEqual([{ is: "link" }, null])
  const head = async (version: number) => {
    for await (const { origin } of world.hosted.application.world.events.read(`activity:${ITEM}`, {
      from: version,
      to: version,
    }))
      return origin.value
    throw new Error(`no version ${version}`)
  }
  const { link } = world.linksOf("thematic-a").find(({ link }) => link.does === "comment") ?? {}
  expect(await head(byLink.version)).toMatchObject({ command: "comment", byLetter: { notice: link?.notice } })
  expect(await head(byApi.version)).not.toHaveProperty("byLetter")
  for (const [language, said] of [
    ["en", "the link of a letter"],
    ["fr", "le lien d’une lettre"],
  ]) {
    const entry = await world.ask("GET", `/${language}/items/${ITEM}/${byLink.version}`, { as: ISU })
    expect(plain(entry.body)).toContain(said)
  }
})

describe("a receipt of what was done by a link", () => {
  const endOf = (person: string) => {
    const [receipt] = world.lettersTo(person).filter(({ subject }) => subject.startsWith("Receipt"))
    const tokens = receipt?.text.match(/(?<=\/answer\/)[\w.-]+/g) ?? []
    return tokens.find((token) => readActionToken(token, KEY)?.does === "endLinks") ?? "no link ends anything"
  }
  const colleague = {
    ...{ person: "colleague", name: "A colleague", address: "colleague@demarche.example" },
    offices: [{ office: "delegate", party: "delegation-a", from: "2025-10-01" }],
  }

  test("goes to its person and the others of the delegation, and to nobody for an act that came otherwise", async () => {
    await world.take(ISU, "plan", "addPerson", colleague)
    await world.take(thematic("b"), "t2-a2", "comment", { text: "By the API." })
    await send(linkTo("comment"), { text: "By the link.", ticked: "yes" })
    await world.at("2026-06-01T10:40:00+02:00")
    const { people } = (await world.hosted.application.planSnapshot(PLAN)).context
    const receipts = people.flatMap(({ id }) =>
      world.lettersTo(id).filter(({ subject }) => /^(?:Receipt|Accusé)/.test(subject)),
    )
    expect(receipts.map(({ to }) => to.address.split("@")[0]).toSorted()).toEqual(["colleague", "thematic-a"])
    expect(receipts[0]?.text.replace(/\s+/g, " ")).toMatch(
      /A comment has been recorded for Delegation A, by a link in a letter to .+\. If this was not you/,
    )
  })

  test("has a link that ends those of the letter: from then on they lead nowhere, and no others", async () => {
    await world.take(ISU, "plan", "addPerson", colleague)
    const [object, read] = [linkTo("object"), linkTo("read")]
    await send(linkTo("comment"), { text: "Not by us.", ticked: "yes" })
    await world.at("2026-06-01T10:40:00+02:00")
    const end = endOf("colleague")
    expect(plain(await open(end))).toContain("you end every link of the letter by which this was recorded")
    expect((await send(end)).status).toBe(422)
    expect(await open(object)).toContain("<form")
    for (const language of ["en", "fr"]) expect((await send(end, { ticked: "yes" }, language)).status).toBe(200)
    const before = await history()
    for (const token of [object, read]) {
      const answers = [await world.ask("GET", `/en/answer/${token}`), await send(token, { text: "No.", ticked: "yes" })]
      for (const { status, body } of answers)
        expect([
          status,
          plain(body).includes("The links of this letter were ended"),
          body.includes("Draft of t2-a2"),
        ]).toEqual([...[410, true, false]])
    }
    expect(await history()).toEqual(before)
    expect(await open(linkTo("object", "thematic-b"))).toContain("<form")
    const notice = `notice:${readActionToken(end, KEY)?.on}` as const
    const head = await world.hosted.application.world.events.head(notice)
    expect([head?.events[0]?.value.type, head?.origin.value.by]).toEqual([
      "LinksEnded",
      { person: "colleague", office: "system" },
    ])
  })
})

describe("I need more time", () => {
  const asking = async () => (await world.get(`/api/activities/${ITEM}`, { as: ISU })).moreTime

  test("is a link of the letter, and a second, quiet way on the page of each answer, which is the same link", async () => {
    const own = linkTo("requestMoreTime")
    const page = await open(linkTo("object"))
    expect(textOf(page).forms).toEqual([`/en/answer/${own}`])
    expect(page.match(/class="main"/g)).toHaveLength(1)
    expect(new Set(page.match(/ id="[^"]+"/g)).size).toBe(page.match(/ id="[^"]+"/g)?.length)
    expect(plain(page)).toContain("I need more time")
    const form = plain((await open(own)).match(/<form[\s\S]*?<\/form>/)?.[0] ?? "")
    for (const said of [
      "you ask, as Thematic coordinator for Delegation A, for more time. The deadline of Monday, 8 June 2026, 6 p.m. (Geneva time) stands unless it is extended; this is no answer.",
      "Told by letter: the coordinators and the secretariat.",
      "I speak for the delegation of Delegation A",
    ])
      expect(form).toContain(said)
    expect(plain(await open(own, "fr"))).toContain("cette demande ne vaut pas réponse")
  })

  test("needs box and reason, is recorded once, and changes no deadline", async () => {
    const own = linkTo("requestMoreTime")
    expect((await send(own)).status).toBe(422)
    const unticked = await send(own, { text: "Our capital answers on Thursday." })
    expect([unticked.status, unticked.body.includes(">Our capital answers on Thursday.</textarea>")]).toEqual([
      422,
      true,
    ])
    expect(await asking()).toEqual([])
    for (const _ of ["once", "twice"])
      expect((await send(own, { text: "Our capital answers on Thursday.", ticked: "yes" })).status).toBe(200)
    expect(await asking()).toEqual(["delegation-a"])
    expect((await history()).at(-1).events).toMatchObject([{ type: "MoreTimeRequested", voice: "delegation-a" }])
    expect((await world.get(`/api/activities/${ITEM}`)).silence.until.wall).toBe("2026-06-08T18:00")
    expect(plain(await open(linkTo("object")))).toContain("More time requested, 1 June 2026")
    await world.at("2026-06-01T11:00:00+02:00")
    const told = world.lettersTo("coordinator-austria").map(({ subject }) => subject)
    expect(told.filter((subject) => subject.startsWith("More time requested"))).toHaveLength(1)
  })

  test.each<[string, () => Promise<unknown>]>([
    ["the deadline has come", async () => world.jump("2026-06-08T18:00:00+02:00")],
    ["the silence was broken", () => world.take(thematic("b"), "t2-a2", "object", { text: "No." })],
    ["it was voided", () => world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "r" })],
  ])("is not asked once %s", async (_, happens) => {
    const [own, object] = [linkTo("requestMoreTime"), linkTo("object")]
    await happens()
    expect((await send(own, { text: "More.", ticked: "yes" })).status).toBe(410)
    expect(await open(own)).not.toContain("<form")
    expect(await open(object)).not.toContain("I need more time")
  })

  test("of a consultation ends when that is closed, although another goes on", async () => {
    for (const closes of ["2026-06-20T18:00", "2026-06-30T18:00"])
      await world.take(CAMEROON, "t1-a1", "openConsultation", { closes, invited: ["thematic-coordinators"] })
    await world.at("2026-06-02T10:00:00+02:00")
    const of = world
      .linksOf("thematic-a")
      .filter(({ link }) => link.does === "requestMoreTime" && link.on.endsWith("t1-a1"))
    const [first, second] = [1, 2].map((consultation) => {
      const found = of.find(({ link }) => JSON.stringify(link.round) === JSON.stringify({ consultation }))
      return found?.token ?? `no link asks for more time in round ${consultation}`
    }) as [string, string] // of two rounds
    await world.take(CAMEROON, "t1-a1", "closeConsultation", { round: 1, summary: "Short.", reason: "Nothing more." })
    expect((await send(first, { text: "More.", ticked: "yes" })).status).toBe(410)
    expect((await send(second, { text: "More.", ticked: "yes" })).status).toBe(200)
  })
})

test("it opens no other page than that of its activity", async () => {
  const page = await open(linkTo("object"))
  expect(textOf(page).links).toEqual([`/en/items/${ITEM}`])
  const around = [...page.replace(/<main[\s\S]*<\/main>/, "").matchAll(/<a [^>]*href="([^"]*)"/g)]
  expect(around.map(([, href = ""]) => href.replace(linkTo("object"), "{token}"))).toEqual([
    "#content",
    "/en/answer/{token}",
    "/fr/answer/{token}",
  ])
})
