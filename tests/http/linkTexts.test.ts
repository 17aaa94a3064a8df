import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { type LetterWorld, openLetters } from "../faults/letters.ts"
import { AUSTRIA, advise, circulated, clearedDraft, ISU, type Json, PLAN, thematic } from "./world.ts"

const ITEM = `${PLAN}.t2-a2`
const TEXT = "Draft of t2-a2"

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
const history = async (): Promise<Json[]> => (await world.get(`/api/activities/${ITEM}/history`, { as: ISU })).items
const newest = async (): Promise<Json[]> => (await history()).at(-1).events
const draftHash = async () => (await world.get(`/api/activities/${ITEM}`)).draft.text
const secondDraft = async (until?: string) => {
  await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong file" })
  await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Draft, second version" })
  if (!until) return
  await advise(world, "t2-a2")
  for (const as of [AUSTRIA, ISU]) await world.take(as, "t2-a2", "recordCheck", { check: { of: "constraint" } })
  await world.take(AUSTRIA, "t2-a2", "requestClearance")
  await world.take(ISU, "t2-a2", "clearDraft")
  await world.take(AUSTRIA, "t2-a2", "circulate", { until })
}

describe("the page of a letter's link", () => {
  test("shows the whole text to its reader, who has not signed in, and to nobody else", async () => {
    for (const does of ["read", "support", "object", "comment"]) {
      const opened = await world.follow(linkTo(does))
      expect([does, opened.status]).toEqual([does, 200])
      expect(opened.body).toContain(`<div class="text prose" lang="en" dir="auto"><p>${TEXT}</p></div>`)
    }
    expect((await world.follow(linkTo("read"))).body).not.toContain("<form")
    expect((await world.ask("GET", `/api/texts/${await draftHash()}`)).status).toBe(404)
    const publicly = (await world.ask("GET", `/en/items/${ITEM}`)).body
    expect([publicly.includes(TEXT), publicly.includes(await draftHash())]).toEqual([false, true])
    expect(publicly).toContain("it is not agreed yet")
    expect((await world.ask("GET", `/en/items/${ITEM}`, { as: thematic("h") })).body).toContain(TEXT)
    expect((await world.ask("GET", `/fr/answer/${linkTo("read")}`)).body).toContain("Projet n°\u00a01")
  })

  test("shows what people wrote as text, isolated in its own direction", async () => {
    await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "<script>x</script> مشروع", confirmVoid: true, reason: "r" })
    const page = (await world.ask("GET", `/en/items/${ITEM}`, { as: ISU })).body
    expect(page).toContain('<div class="text" lang="en" dir="auto">&lt;script&gt;x&lt;/script&gt; مشروع</div>')
  })

  test("says how the silence ended, and still shows its text", async () => {
    const [object, support] = [linkTo("object", "thematic-b"), linkTo("support", "thematic-b")]
    await world.take(thematic("a"), "t2-a2", "object", { text: "No." })
    expect((await world.follow(object)).body).toContain("was broken by an objection")
    expect((await world.follow(support)).body).toContain(TEXT)
    expect((await world.follow(support)).body).not.toContain("<form")
  })

  test("of a draft that was agreed, says that the silence has ended, also before anybody recorded it", async () => {
    const token = linkTo("read")
    world.jump("2026-06-08T18:05:00+02:00")
    expect((await world.follow(token)).body).toContain("has ended, and no objection broke it")
    await world.at("2026-06-08T18:10:00+02:00")
    expect((await world.follow(token)).body).toContain("has ended, and no objection broke it")
  })

  test("says that there is a newer draft, and keeps an objection to the old one as late", async () => {
    const [object, comment] = [linkTo("object"), linkTo("comment")]
    await secondDraft("2026-06-10T18:00")
    const opened = await world.follow(object)
    expect(opened.status).toBe(200)
    for (const said of [
      "was ended before its deadline",
      "There is a newer text: draft 2",
      TEXT,
      "an objection that comes late",
    ])
      expect(opened.body).toContain(said)
    expect(opened.body).not.toContain("second version")
    const sent = await world.follow(object, { text: "Paragraph 3 goes too far.", paragraphs: "3" })
    expect(sent.body).toContain("recorded, as received after the deadline")
    expect(await newest()).toMatchObject([{ type: "LateObjectionRecorded", draft: 1 }])
    await world.follow(comment, { text: "Noted." })
    expect(await newest()).toMatchObject([{ type: "CommentMade", draft: 1 }])
    const { substate, objections, silence } = await world.get(`/api/activities/${ITEM}`, { as: ISU })
    expect([substate, objections.total, silence.draft]).toEqual(["underSilence", 0, 2])
  })

  test("of the same draft's first silence does not answer its second", async () => {
    const object = linkTo("object")
    await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong date" })
    await world.take(AUSTRIA, "t2-a2", "circulate", { until: "2026-06-08T18:00" })
    await world.follow(object, { text: "No." })
    expect(await newest()).toMatchObject([{ type: "LateObjectionRecorded", draft: 1 }])
    expect((await world.get(`/api/activities/${ITEM}`)).substate).toBe("underSilence")
  })

  test.each<[string, () => Promise<unknown>]>([
    ["was redacted", async () => world.take(ISU, "t2-a2", "redact", { text: await draftHash(), reason: "r" })],
    [
      "is for a mandate that has ended",
      () =>
        world.take(ISU, "plan", "endMandate", {
          ...{ person: "thematic-a", office: "thematicCoordinator", party: "delegation-a", on: "2026-05-31" },
        }),
    ],
    [
      "went to an address that is another by now",
      () => world.take(ISU, "plan", "updatePerson", { person: "thematic-a", address: "other@example.org" }),
    ],
    [
      "went to an address that is none by now",
      () => world.take(ISU, "plan", "updatePerson", { person: "thematic-a", address: null }),
    ],
  ])("shows no text that %s", async (_, ends) => {
    const tokens = ["read", "support", "object"].map((does) => linkTo(does))
    await ends()
    for (const token of tokens) {
      const { body } = await world.follow(token)
      expect(body).not.toContain(TEXT)
      expect(body).toContain("This text is not shown here")
    }
  })
})

describe("an old draft", () => {
  test("says that it is old wherever it is read", async () => {
    const old = await draftHash()
    const token = linkTo("read")
    await secondDraft()
    const read = await world.ask("GET", `/api/texts/${old}`, { as: ISU })
    const said = "There is a newer text: draft 2."
    expect(read.headers.get("Link")).toBe(
      `</api/texts/${await draftHash()}>; rel="latest-version"; title*=UTF-8''${encodeURIComponent(said)}`,
    )
    const page = (number: number) => world.ask("GET", `/en/items/${ITEM}?draft=${number}`, { as: ISU })
    for (const { body } of [await page(1), await world.follow(token)]) expect(body).toContain(said)
    expect((await page(2)).body).not.toContain(said)
    expect((await page(2)).body).toContain("Draft, second version")
    expect((await world.ask("GET", `/api/texts/${await draftHash()}`, { as: ISU })).headers.get("Link")).toBeNull()
  })

  test("of an item whose place was taken names what took it", async () => {
    await world.take(AUSTRIA, "t2-a2", "supersede", { successors: [`${PLAN}.t2-a3`], reason: "one text for both" })
    const read = await world.ask("GET", `/api/texts/${await draftHash()}`, { as: ISU })
    expect(read.headers.get("Link")).toContain(`</api/activities/${PLAN}.t2-a3>; rel="successor-version"`)
    expect((await world.follow(linkTo("read"))).body).toContain(`Something else has taken its place: ${PLAN}.t2-a3`)
  })
})

test("the letter on a clearance is about the draft that awaits it, whatever was under silence before", async () => {
  await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong file" })
  await clearedDraft(world, "t2-a2", { constraint: true })
  await world.at("2026-06-01T12:00:00+02:00")
  const drafts = world.linksOf("isu").flatMap(({ link }) => (link.does === "read" ? [link.round] : []))
  expect(drafts).toContainEqual({ draft: 2 })
})
