import { type ActionLink, signActionToken } from "@demarche/application/answers/actionLink"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { KEY, type LetterWorld, openLetters } from "../faults/letters.ts"
import { AUSTRIA, circulated, ISU, type Json, PLAN } from "../http/world.ts"
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
      "Je m’exprime au nom de la délégation suivante\u00a0: Delegation A".replace("\u00a0", " "),
    )
  })

  test.each(acts)(
    "without it to %s records nothing, says so beside the box, and keeps what was typed",
    async (does) => {
      const before = await history()
      const form = does === "support" ? {} : { text: "Not  quite <yet>.", paragraphs: "3, 5" }
      const { status, body } = await send(linkTo(does), form)
      expect(status).toBe(422)
      expect(field(body, "ticked")).toMatch(/aria-invalid="true" aria-describedby="ticked-wrong"/)
      expect(plain(body.match(/<span[^>]* id="ticked-wrong"[^>]*>(.*?)<\/span>/)?.[1] ?? "")).toBe(
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

test("a field that is wrong says so beside it, and the other keeps what was typed", async () => {
  const { status, body } = await send(linkTo("object"), { text: " ", paragraphs: "7", ticked: "yes" })
  expect([status, field(body, "text"), field(body, "ticked")]).toEqual([
    422,
    expect.stringMatching(/aria-invalid="true" aria-describedby="text-wrong" autofocus/),
    expect.stringMatching(/checked/),
  ])
  expect(plain(body)).toContain("Write what you want to say")
  const names = Array.from({ length: 51 }, (_, number) => number).join(" ")
  const many = (await send(linkTo("object"), { text: "No.", paragraphs: names, ticked: "yes" })).body
  expect(field(many, "paragraphs")).toMatch(/aria-describedby="paragraphs-wrong"/)
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
  const lettersBefore = new Set(world.lettersTo("").map(({ messageId }) => messageId))
  await send(linkTo("object"), { text: "No.", ticked: "yes" })
  await world.at("2026-06-01T10:40:00+02:00")
  const told = world.lettersTo("").filter(({ messageId }) => !lettersBefore.has(messageId))
  const asked = world.lettersTo("").filter(({ subject }) => subject.startsWith("Silence procedure until"))
  expect(new Set(told.map(({ to }) => to.address))).toEqual(new Set(asked.map(({ to }) => to.address)))
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
  expect(field(pressed.body, "ticked")).toMatch(/aria-describedby="ticked-wrong"/)
  expect((await send(token, { ticked: "yes" })).status).toBe(200)
  expect(await wants()).toEqual(["due", "turns", "requests"])
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
