import { workflowOf } from "@demarche/application/application"
import { languages } from "@demarche/workflows/languages"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import {
  AUSTRIA,
  CAMEROON,
  circulated,
  ISU,
  onOneMachine,
  openCcm,
  PLAN,
  PRESIDENCY,
  thematic,
  type World,
} from "../http/world.ts"
import { openForm, type Typed } from "./openForm.ts"
import { plain, textOf } from "./pageText.ts"

const ITEM = `${PLAN}.t2-a2`
const OBJECTION = { paragraphs: "3, 5", text: "Paragraph 3 goes too far." }

let world: World
beforeEach(async () => {
  const mail = { mailer: { send: async () => {} }, home: "https://d.example", key: "k" }
  world = await openCcm("2026-06-01T09:00:00+02:00", onOneMachine, mail)
  await circulated(world)
})
afterEach(() => world.stop())

const versionOf = async () => (await world.get(`/api/activities/${ITEM}`)).version
const historyOf = async () => (await world.get(`/api/activities/${ITEM}/history?limit=100`, { as: ISU })).items
const formOn = (act: string, as: string, language = "en") =>
  openForm(world, `/${language}/items/${ITEM}/record/${act}`, as)

describe.each(languages)("in %s", (language) => {
  test("an objection is checked, recorded once, and acknowledged with its number and hash", async () => {
    const before = await versionOf()
    const form = await formOn("object", thematic("a"), language)
    const check = await form.send("check", OBJECTION)
    expect([check.status, await versionOf()]).toEqual([200, before])
    const recorded = await form.send("record", OBJECTION)
    expect(recorded.status).toBe(303)
    const again = await form.send("record", OBJECTION)
    expect([again.status, again.headers.get("Location")]).toEqual([303, recorded.headers.get("Location")])
    expect(await versionOf()).toBe(before + 1)
    const last = (await historyOf()).at(-1)
    const receipt = textOf(await world.get(recorded.headers.get("Location") ?? "", { as: thematic("a") }))
    expect(receipt.text).toContain(last.hash)
    expect(receipt.links).toContain(`/${language}/items/${ITEM}/${before + 1}`)
  })

  test("the check page says that no letter leaves where no mail is set up, and only there", async () => {
    const said = /no letter leaves|aucune lettre ne part/
    const checked = async () => {
      const form = await formOn("object", thematic("a"), language)
      return textOf((await form.send("check", OBJECTION)).body).text
    }
    expect(await checked()).not.toMatch(said)
    await world.stop()
    world = await openCcm("2026-06-01T09:00:00+02:00")
    await circulated(world)
    expect(await checked()).toMatch(said)
  })

  test("the check page says what then stands in the record, and who then is written to", async () => {
    const form = await formOn("object", AUSTRIA, language)
    const check = textOf((await form.send("check", OBJECTION)).body).text
    await form.send("record", OBJECTION)
    const version = await versionOf()
    const entry = textOf(await world.get(`/${language}/items/${ITEM}/${version}`, { as: AUSTRIA })).text
    const [, sentence = ""] = entry.match(/(?:no\. |n° )\d+ (.*?\.) /) ?? []
    expect(sentence.length).toBeGreaterThan(20)
    expect(check).toContain(sentence)
    const item = textOf(await world.get(`/${language}/items/${ITEM}`, { as: AUSTRIA })).text
    const [, headline = ""] =
      check.match(/(?:It will then read:|Il se lira alors :) (.*?) (?:What it moves|Ce qui s’en)/) ?? []
    expect(headline.length).toBeGreaterThan(10)
    expect(item).toContain(headline)
    const asked = { as: ISU, query: { plan: PLAN, about: ITEM, limit: "100" } }
    const notices: { about: string; recipient: string }[] = (await world.get("/api/notices", asked)).items
    const written = new Set(
      notices.filter(({ about }) => about === `${ITEM}@${version}`).map(({ recipient }) => recipient),
    )
    const [, count] = check.match(/(\d+) (?:people are written to|personnes en sont avisées)/) ?? []
    expect(Number(count)).toBe(written.size)
  })
})

test("recipients are named to those who run the plan, and counted for others; each reads the letter as they are addressed", async () => {
  const checkBy = async (as: string) => textOf((await (await formOn("object", as)).send("check", OBJECTION)).body).text
  await world.take(ISU, "plan", "updatePerson", { person: "thematic-a", salutation: "Dear Ms Weber" })
  const coordinators = await checkBy(CAMEROON)
  expect(coordinators).toContain("Thematic coordinator, Delegation B")
  const delegates = await checkBy(thematic("a"))
  expect(delegates).not.toContain("Thematic coordinator, Delegation B")
  expect(delegates).toMatch(/\d as Presidency/)
  expect(delegates).toContain("Dear Ms Weber, The silence procedure on draft 1")
  expect(await checkBy(thematic("b"))).toContain("Dear Coordinator, The silence procedure on draft 1")
})

test.each([
  [
    "en",
    "By the rules of procedure, at least 3 days and 3 working days from now. It ends within office hours",
    /at the earliest\./,
  ],
  [
    "fr",
    "Selon le règlement intérieur, au moins 3 jours et 3 jours ouvrables à compter de maintenant. Le délai expire",
    /au plus tôt le \p{L}+ \d/u,
  ],
])(
  "in %s the form of a silence procedure says how long that runs at least, and until when",
  async (language, least, earliest) => {
    await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "another time" })
    const form = await formOn("circulate", AUSTRIA, language)
    expect(plain(form.page)).toContain(least)
    expect(plain(form.page)).toMatch(earliest)
    expect(form.page).toMatch(/<fieldset aria-describedby="f-until-hint">/)
    const [day = ""] = world.clock.now().split("T")
    const early = await form.send("check", { "until.day": day, "until.time": "23:59" })
    const [, error = ""] = early.body.match(/id="f-until-error"[^>]*>(.*?)<\/span>/s) ?? []
    expect(plain(error)).toMatch(earliest)
  },
)

test("a date that moves is told with what it was", async () => {
  const form = await openForm(world, `/en/items/${PLAN}.t3-a1/record/setDue`, PRESIDENCY)
  const typed = { "rules.0.kind": "date", "rules.0.on": "2026-09-30", reason: "the committee moved it" }
  const check = textOf((await form.send("check", typed)).body).text
  expect(check).toContain("t3-a1: No date yet → 30 September 2026")
})

test("what else is asked appears once it is said what it depends on, and nothing typed is lost", async () => {
  const form = await openForm(world, `/en/items/${PLAN}.t3-a1/record/setDue`, PRESIDENCY)
  expect(form.page).not.toContain('name="rules.0.weeks"')
  const more = (await form.send("form", { "rules.0.kind": "meeting", reason: "as agreed" })).body
  expect(more).toContain('name="rules.0.weeks"')
  expect(more).toContain("as agreed</textarea>")
})

test("a refusal stands at its field and above the form, with the words still there; nothing is recorded", async () => {
  const before = await versionOf()
  const form = await formOn("extendSilence", AUSTRIA)
  const answer = await form.send("check", { "until.day": "2026-10-25", "until.time": "02:30", reason: "holidays" })
  expect(answer.status).toBe(422)
  expect(answer.body).toMatch(/<a href="#f-until">Until<\/a>: This hour occurs twice/)
  expect(answer.body).toMatch(/name="until.offset" value="\+02:00"/)
  expect(answer.body).toContain("holidays</textarea>")
  const short = await formOn("object", thematic("a"))
  const refused = await short.send("record", { text: "" })
  expect(refused.status).toBe(400)
  expect(refused.body).toMatch(/id="f-text"[^>]*aria-invalid="true"/)
  expect(await versionOf()).toBe(before)
})

test("who decides on a version that is not the last is shown what changed; who objects is not", async () => {
  const [coordinator, delegate] = [await formOn("extendSilence", AUSTRIA), await formOn("object", thematic("a"))]
  await world.take(thematic("b"), "t2-a2", "comment", { text: "A word." })
  const extension = { "until.day": "2026-06-20", "until.time": "18:00", reason: "more time was asked for" }
  const stale = await coordinator.send("record", extension)
  expect(stale.status).toBe(412)
  expect(plain(stale.body)).toMatch(/the following was recorded.*commented/)
  expect(stale.body).toContain('value="2026-06-20"')
  const [, version] = stale.body.match(/name="form.version" value="(\d+)"/) ?? []
  expect(Number(version)).toBe(await versionOf())
  expect((await delegate.send("record", OBJECTION)).status).toBe(303)
})

test("an act that cannot be recorded now says why, on a form that one may still fill in", async () => {
  const form = await openForm(world, `/en/items/${PLAN}.t2-a3/record/closeConsultation`, AUSTRIA)
  expect(plain(form.page)).toMatch(/As things stand, this cannot be recorded: .+\./)
  expect((await form.send("check", { summary: "Nothing came." })).status).toBeGreaterThanOrEqual(400)
})

test("a form of nobody, of no act, of the past, or without its key records nothing", async () => {
  const path = `/en/items/${ITEM}/record`
  expect((await world.ask("GET", `${path}/object`)).status).toBe(401)
  expect((await world.ask("GET", `${path}/noSuchAct`, { as: AUSTRIA })).status).toBe(404)
  expect((await world.ask("GET", `${path}/noteUnreached`, { as: AUSTRIA })).status).toBe(404)
  expect((await world.ask("GET", `${path}/object?asOf=2026-05-01`, { as: AUSTRIA })).status).toBeGreaterThanOrEqual(302)
  const headers = { "Content-Type": "application/x-www-form-urlencoded" }
  const posted = await world.ask("POST", `${path}/object`, { as: AUSTRIA, body: "text=x&form.step=record", headers })
  expect(posted.status).toBe(400)
  const receipt = await world.ask("GET", `/en/items/${ITEM}/receipts/AAAAAAAAAAAAAAAAAAAAAA`, { as: AUSTRIA })
  expect([receipt.status, plain(receipt.body)]).toEqual([404, expect.stringContaining("Nothing was recorded")])
})

test("no form says something of itself under the name of what is typed in it", async () => {
  const { application } = world.hosted
  const forms = [
    { kind: "activity", at: `/items/${ITEM}` },
    { kind: "output", at: `/items/${PLAN}.o3` },
    { kind: "plan", at: `/plans/${PLAN}` },
  ].flatMap(({ kind, at }) => [...workflowOf(application, kind).commands.keys()].map((act) => `/en${at}/record/${act}`))
  const opened: string[] = []
  for (const path of forms) {
    const { status, body } = await world.ask("GET", path, { as: ISU })
    if (status === 404) continue
    opened.push(path)
    const [, form = ""] = body.match(/<form method="post"[^>]*\/record\/[^>]*>(.*?)<\/form>/s) ?? []
    const controls: string[] = form.match(/<(?:input|select|textarea)\b[^>]*>/g) ?? []
    const named = (of: string[]) => of.map((tag) => / name="([^"]*)"/.exec(tag)?.[1])
    const isHidden = (tag: string) => tag.includes('type="hidden"')
    const hidden = named(controls.filter(isHidden))
    expect([path, hidden.length > 1]).toEqual([path, true])
    const typed = named(controls.filter((tag) => !isHidden(tag)))
    expect([path, typed.filter((name) => hidden.includes(name))]).toEqual([path, []])
  }
  expect(opened.length).toBeGreaterThan(50)
})

test("what is typed is text, on the form, the check page and the receipt", async () => {
  const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`
  const form = await formOn("object", thematic("a"))
  const typed = { text: hostile, paragraphs: hostile, reason: hostile }
  const pages = [(await form.send("form", typed)).body, (await form.send("check", typed)).body]
  const recorded = await form.send("record", typed)
  pages.push(await world.get(recorded.headers.get("Location") ?? "", { as: thematic("a") }))
  for (const page of pages) expect(page).not.toMatch(/<script>alert|<img src=x/)
  expect(pages[0]).toContain("&lt;script&gt;alert(1)")
})

test.each<[path: string, as: string, typed: Typed, again: boolean]>([
  [`/en/items/${ITEM}/record/voidSilence`, AUSTRIA, { reason: "a slip" }, false],
  [`/en/items/${ITEM}/record/comment`, thematic("a"), { text: "A word." }, true],
  [`/en/plans/${PLAN}/record/addMeeting`, ISU, { id: "m9", title: "A further meeting" }, true],
  [`/en/plans/${PLAN}/desk/closures`, ISU, { "added.from": "2026-12-24", reason: "the holidays" }, false],
])("the receipt of %s offers another where it may be recorded once more", async (path, as, typed, again) => {
  const recorded = await (await openForm(world, path, as)).send("record", typed)
  const receipt = await world.get(recorded.headers.get("Location") ?? "", { as })
  const [, link] = receipt.match(/<a href="([^"]*)">Record another/) ?? []
  expect([recorded.status, link !== undefined]).toEqual([303, again])
  if (link) expect(await world.get(link, { as })).toContain('value="check"')
})

test("a request of the Presidency is submitted by a form of the plan", async () => {
  const form = await openForm(world, `/en/plans/${PLAN}/record/submit`, PRESIDENCY)
  const typed = { title: "A briefing on the status of universalization", neededBy: "2026-09-01" }
  expect((await form.send("check", typed)).status).toBe(200)
  const recorded = await form.send("record", typed)
  expect(recorded.status).toBe(303)
  const receipt = textOf(await world.get(recorded.headers.get("Location") ?? "", { as: PRESIDENCY }))
  expect(receipt.text).toContain("Recorded as r-")
  const requests = (await world.get(`/api/requests?plan=${PLAN}`, { as: PRESIDENCY })).items
  expect(requests.map(({ title }: { title: string }) => title)).toContain(typed.title)
})

test("a file takes the place of typed text, a long one too; anything but Markdown, text and Word is refused", async () => {
  await world.take(thematic("a"), "t2-a2", "object", { text: "No." })
  const form = await formOn("addDraft", AUSTRIA)
  const sendFile = (name: string, bytes: string) => {
    const body = new FormData()
    for (const [key, value] of Object.entries({ ...form.hidden, "form.step": "check", text: "" }))
      body.append(key, value)
    body.append("text.file", new File([bytes], name))
    return sendForm(`/en/items/${ITEM}/record/addDraft`, body, AUSTRIA)
  }
  expect(plain(await (await sendFile("draft.md", "# Draft\n\nFrom a file.")).text())).toContain("From a file.")
  expect((await sendFile("long.md", "word ".repeat(20_000))).status).toBe(200)
  expect((await sendFile("draft.exe", "MZ")).status).toBe(415)
})

test("what was typed beside a file that cannot be read is still on the form, and so is why", async () => {
  const form = await formOn("addDraft", AUSTRIA)
  const body = new FormData()
  const typed = { ...form.hidden, "form.step": "check", reason: "as the room asked", languages: "en" }
  for (const [key, value] of Object.entries(typed)) body.append(key, value)
  for (const [name, bytes] of [
    ["draft.exe", "MZ"],
    ["draft.docx", "no Word document"],
  ] as const) {
    body.set("text.file", new File([bytes], name))
    const answer = await sendForm(`/en/items/${ITEM}/record/addDraft`, body, AUSTRIA)
    expect([name, answer.status]).toEqual([name, name === "draft.exe" ? 415 : 400])
    const page = await answer.text()
    expect(page).toContain("as the room asked</textarea>")
    expect(page).toMatch(/role="alert"[\s\S]*A file must be chosen again/)
  }
})

test("a file that nobody in office sends is not kept", async () => {
  const form = await formOn("addDraft", AUSTRIA)
  const body = new FormData()
  for (const [key, value] of Object.entries({ ...form.hidden, "form.step": "check" })) body.append(key, value)
  body.append("text.file", new File(["word ".repeat(20_000)], "long.md"))
  const before = await textsKept()
  expect((await sendForm(`/en/items/${ITEM}/record/addDraft`, body)).status).toBe(401)
  expect(await textsKept()).toBe(before)
  expect((await sendForm(`/en/items/${ITEM}/record/addDraft`, body, AUSTRIA)).status).not.toBe(401)
  expect(await textsKept()).toBe(before + 1)
})

async function textsKept(): Promise<number> {
  return (await Array.fromAsync(world.hosted.application.world.texts.scan(() => {}))).length
}

async function sendForm(path: string, form: FormData, as?: string): Promise<Response> {
  const request = new Request(`http://localhost${path}`, { method: "POST", body: form })
  const { status, body } = await world.ask("POST", path, {
    as,
    body: await request.arrayBuffer(),
    headers: { "Content-Type": request.headers.get("Content-Type") ?? "", "Sec-Fetch-Site": "same-origin" },
  })
  return new Response(body, { status })
}
