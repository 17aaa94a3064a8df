import { readSource } from "@demarche/plan-file/source"
import { languages } from "@demarche/workflows/languages"
import { afterEach, beforeEach, expect, test } from "vitest"
import { stringify } from "yaml"
import { ccmFile } from "../http/ccm.ts"
import { AUSTRIA, ISU, type Json, openCcm, PLAN, PRESIDENCY, thematic, type World } from "../http/world.ts"
import { openForm } from "./openForm.ts"
import { plain, textOf } from "./pageText.ts"

const PAGE = `/en/plans/${PLAN}/desk/import`
const HOSTILE = "Draft <script>alert(1)</script>"
const changed = ccmFile()
  .replace('title: "Draft a short research document/discussion product', `title: "${HOSTILE}`)
  .replaceAll("isu@demarche.example", "else@demarche.example")

let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-01T09:00:00+02:00")
})
afterEach(() => world.stop())

const titleOf = async () => (await world.get(`/api/activities/${PLAN}.t2-a3`, { as: ISU })).title
const imports = async () => {
  const rows = await world.hosted.application.views.list({ kind: "import", scope: PLAN })
  return rows.length
}
/** Sends the form with a file, as a browser does. */
async function sendFile(as: string, name: string, content: string, step = "check") {
  const { hidden } = await openForm(world, PAGE, as)
  const form = new FormData()
  for (const [field, value] of Object.entries({ ...hidden, "form.step": step, text: "" })) form.append(field, value)
  form.append("file", new File([content], name, { type: "application/yaml" }))
  const encoded = new Request("http://localhost", { method: "POST", body: form })
  const headers = {
    "Content-Type": encoded.headers.get("Content-Type") ?? "",
    "Sec-Fetch-Site": "same-origin",
  }
  return world.ask("POST", PAGE, { as, body: await encoded.arrayBuffer(), headers })
}

/** The marks of what can be ticked on a check, by what each is a difference of: "t2-a3: amended". */
function ticksOf(page: string): { mark: string; name: string; ticked: boolean }[] {
  const boxes = page.matchAll(
    /<input id="t-[\w-]+" type="checkbox" name="take" value="([\w-]+)"([^>]*)\/> <label[^>]*>([^<]*)/g,
  )
  return [...boxes].map(([, mark = "", more = "", name = ""]) => ({ mark, name, ticked: more.includes("checked") }))
}
/** What a check sends along: all that can be ticked, and what is. */
const ticking = (page: string, take = ticksOf(page).map(({ mark }) => mark)) => ({
  offered: ticksOf(page).map(({ mark }) => mark),
  take,
})

test("a file's differences are those of the API's dry run, and nothing is recorded by them", async () => {
  const before = await imports()
  for (const as of [ISU, AUSTRIA]) {
    const headers = { "Content-Type": "application/yaml" }
    const asked = { as, body: changed, headers, query: { dryRun: "true" } }
    const { differences } = (await world.ask("POST", "/api/plans", asked)).body
    const check = await sendFile(as, "plan.yaml", changed)
    expect([check.status, check.body.includes("<script>alert")]).toEqual([200, false])
    const { text } = textOf(check.body)
    const [taken = "", left = ""] = text.split("Not to be taken over, and what to do")
    const ticks = ticksOf(check.body)
    expect(ticks).toHaveLength(differences.filter((each: Json) => each.taken).length)
    expect(ticks.every(({ ticked }) => ticked)).toBe(true)
    expect(differences.some((each: Json) => each.taken)).toBe(true)
    for (const { fields, taken: over, how } of differences)
      for (const { field, file } of fields) {
        expect(over ? taken : left).toContain(field)
        if (typeof file === "string") expect(over ? taken : left).toContain(file.replace(/\s+/g, " ").slice(0, 200))
        if (how) expect(left).toContain(how)
      }
  }
  expect([await titleOf(), await imports()]).toEqual([expect.not.stringContaining(HOSTILE), before])
})

test("ticks of one item differ by name, and of a list with one entry more that alone is told", async () => {
  const { body } = await checked(more.replaceAll("isu@demarche.example", "else@demarche.example"))
  const names = ticksOf(body).map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  const { text } = textOf(body)
  expect(text).toContain("tracks : nothing → A new track")
  expect(text).not.toContain('{"')
})

test("of a list what differs is told, and not the rest", async () => {
  const renamed = ccmFile().replace('{ id: austria, title: "Austria"', '{ id: austria, title: "Republic of Austria"')
  const { text } = textOf((await sendFile(ISU, "plan.yaml", renamed)).body)
  expect(text).toContain("parties : Austria → Republic of Austria")
  expect(text).not.toContain("Cameroon")
})

test.each(languages)(
  "what is checked is taken over once, and its page says what came of it: in %s",
  async (language) => {
    const before = await imports()
    const form = await openForm(world, `/${language}/plans/${PLAN}/desk/import`, AUSTRIA)
    const check = await form.send("check", { text: changed })
    const [, kept = ""] = check.body.match(/<input type="hidden" name="text" value="([^"]*)"/) ?? []
    expect(kept).toContain("schema_version: 2\nprocedure: ccm\n")
    const typed = { text: changed, ...ticking(check.body) }
    const sent = await form.send("record", typed)
    const again = await form.send("record", typed)
    expect([sent.status, again.status, again.headers.get("Location")]).toEqual([303, 303, sent.headers.get("Location")])
    expect([await titleOf(), (await imports()) - before]).toEqual([expect.stringContaining(HOSTILE), 1])
    const came = await world.get(sent.headers.get("Location") ?? "", { as: AUSTRIA })
    expect(came).not.toContain("<script>alert")
    const said = plain(came)
    expect(said).toContain(language === "en" ? "The file is taken over" : "Le fichier est repris")
    expect(said).toContain(`t2-a3 : ${language === "en" ? "amended" : "modifié"}`)
    expect(said).toContain("people.isu.address")
    expect(said).not.toContain("else@demarche.example")
    const same = await (await openForm(world, PAGE, AUSTRIA)).send("check", {
      text: changed.replaceAll("else@", "isu@"),
    })
    expect(plain(same.body)).toContain("there is nothing to take over")
    expect(same.body).not.toContain('value="record"')
  },
)

test.each([
  ["what is no plan", "work_plan: [\n", 422, "This is to be mended"],
  [
    "a file of another plan",
    ccmFile().replace(`id: ${PLAN}`, "id: another-plan"),
    422,
    "another work plan: another-plan",
  ],
  ["nothing", "", 422, "Choose a file, or write its text"],
])("%s is refused, and the text is kept to be mended", async (_, text, status, said) => {
  const before = await imports()
  const refused = await sendFile(ISU, "plan.yaml", text, "record")
  expect([refused.status, plain(refused.body)]).toEqual([status, expect.stringContaining(said)])
  const [, kept = ""] = refused.body.match(/<textarea[^>]*>([\s\S]*)<\/textarea>/) ?? []
  expect(kept.trim().slice(0, 12)).toBe(text.trim().slice(0, 12))
  expect(await imports()).toBe(before)
})

test("a file of a plan of any size that the API takes is taken here, and a larger one is refused", async () => {
  const longer = `${changed}\n${"# a comment\n".repeat(20_000)}`
  expect((await sendFile(ISU, "plan.yaml", longer)).status).toBe(200)
  expect((await sendFile(ISU, "plan.yaml", "#".repeat(4 * 1024 * 1024 + 1))).status).toBe(413)
})

test("it is for those who run the plan from its desk, and an import for its sender and the secretariat", async () => {
  for (const as of [thematic("a"), PRESIDENCY]) expect((await world.ask("GET", PAGE, { as })).status).toBe(403)
  expect((await world.ask("GET", PAGE)).status).toBe(401)
  const form = await openForm(world, PAGE, ISU)
  const check = await form.send("check", { text: changed })
  const sent = await form.send("record", { text: changed, ...ticking(check.body) })
  const came = sent.headers.get("Location") ?? ""
  expect((await world.ask("GET", came, { as: ISU })).status).toBe(200)
  expect((await world.ask("GET", came, { as: AUSTRIA })).status).toBe(404)
  const body = new URLSearchParams({ ...form.hidden, text: "Mine" }).toString()
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" }
  expect((await world.ask("POST", PAGE, { as: thematic("a"), body, headers })).status).toBe(403)
  const signedOut = await world.ask("POST", PAGE, { body, headers })
  expect([signedOut.status, signedOut.body]).toEqual([401, expect.stringContaining("Mine</textarea>")])
})

/** The file with two titles changed, and with a track and an activity in it. */
const two = ccmFile()
  .replace('title: "Draft a short research document', 'title: "Changed: draft a short research document')
  .replace('title: "Targeted consultations', 'title: "Changed: targeted consultations')
const more = ccmFile()
  .replace("\ntracks:\n", '\ntracks:\n  - { id: t9, number: "9", title: "A new track" }\n')
  .replace("\nactivities:\n", '\nactivities:\n  - { id: t9-a1, track: t9, title: "A new activity", kind: event }\n')

const titles = async () =>
  Promise.all(["t2-a3", "t1-a1"].map(async (id) => (await world.get(`/api/activities/${PLAN}.${id}`)).title))
const checked = async (text: string, as = ISU) => {
  const form = await openForm(world, PAGE, as)
  const { body } = await form.send("check", { text })
  const markOf = (name: string) => ticksOf(body).find((each) => each.name.startsWith(name))?.mark ?? ""
  const record = (take: string[]) => form.send("record", { text, ...ticking(body, take) })
  return { form, body, markOf, record }
}

test.each(languages)("what is not ticked stays as it is, and is listed as left: in %s", async (language) => {
  const { markOf, record } = await checked(two)
  const [first = "", second = ""] = await titles()
  const sent = await record([markOf("t2-a3: amended")])
  expect(sent.status).toBe(303)
  expect(await titles()).toEqual([expect.stringContaining("Changed: "), second])
  expect(first).not.toContain("Changed: ")
  const came = sent.headers.get("Location")?.replace("/en/", `/${language}/`) ?? ""
  const { sections } = textOf(await world.get(came, { as: ISU }))
  expect(sections.taken?.map(({ text }) => text)).toEqual([expect.stringContaining("t2-a3")])
  expect(sections.unticked?.map(({ text }) => text)).toContainEqual(expect.stringContaining("t1-a1"))
  const { differences } = await world.get(`/api/imports/${came.split("import=")[1]}`, { as: ISU })
  expect(differences).toContainEqual(expect.objectContaining({ stream: `activity:${PLAN}.t2-a3`, taken: true }))
  expect(differences).toContainEqual(
    expect.objectContaining({ stream: `activity:${PLAN}.t1-a1`, taken: false, left: true }),
  )
})

test("what is chosen is kept no longer than the file", async () => {
  const { markOf, record } = await checked(two)
  const { headers } = await record([markOf("t2-a3: amended")])
  const stream = `import:${headers.get("Location")?.split("import=")[1]}` as const
  const { events, texts } = world.hosted.application.world
  const erased: string[] = []
  for await (const commit of events.read(stream))
    for (const { value } of commit.events)
      if (value.type === "TextRedacted") erased.push(String(Reflect.get(value, "text")))
  expect(erased).toHaveLength(2)
  await world.hosted.settled()
  for (const text of erased) expect(await texts.get(text)).toBe("erased")
})

test("a difference that needs another is not taken over without it: nothing is, and the page says which", async () => {
  const { body, markOf, record } = await checked(more)
  const [activity, plan] = [markOf("t9-a1: added"), markOf(`${PLAN}: amended`)]
  expect(ticksOf(body).map(({ name }) => name)).toEqual([
    expect.stringMatching(`^${PLAN}: amended \\(tracks, `),
    "t9-a1: added",
  ])
  const before = await imports()
  const refused = await record([activity])
  expect([refused.status, await imports()]).toEqual([422, before])
  expect(plain(refused.body)).toContain("t9-a1: added : It needs what is not ticked: t9.")
  expect(refused.body).toContain(`href="#t-${activity}"`)
  expect(ticksOf(refused.body).map(({ ticked }) => ticked)).toEqual([false, true])
  expect((await world.ask("GET", `/api/activities/${PLAN}.t9-a1`)).status).toBe(404)
  expect((await record([plan, activity])).status).toBe(303)
  expect(await world.get(`/api/activities/${PLAN}.t9-a1`)).toMatchObject({ track: "t9" })
})

test("of what has changed since it was looked at nothing is taken over; it is shown anew", async () => {
  const { markOf, record } = await checked(two)
  await world.take(AUSTRIA, "t2-a3", "amend", { title: "Somebody’s own title", reason: "meanwhile" })
  const before = await imports()
  const late = await record([markOf("t2-a3: amended")])
  expect([late.status, plain(late.body)]).toEqual([422, expect.stringContaining("Somebody’s own title → Changed: ")])
  expect([await imports(), (await titles())[0]]).toEqual([before, "Somebody’s own title"])
})

test("where nothing is ticked, nothing is taken over, and the page says so", async () => {
  const before = await imports()
  const { record } = await checked(two)
  const refused = await record([])
  expect([refused.status, plain(refused.body)]).toEqual([422, expect.stringContaining("Nothing is ticked")])
  expect(await imports()).toBe(before)
})

test("ticks stay as they were made on the way back to the file and forth", async () => {
  const { form, body, markOf } = await checked(two)
  const left = markOf("t1-a1: amended")
  const back = await form.send("form", { text: two, ...ticking(body, [markOf("t2-a3: amended")]) })
  expect(back.body).toContain(`<input type="hidden" name="left" value="${left}"/>`)
  const again = await form.send("check", { text: two, left })
  expect(ticksOf(again.body).filter(({ ticked }) => !ticked)).toMatchObject([{ mark: left }])
})

test.each([
  ["en", "End them at the desk by “End all mandates of a person”", /End them by “endPerson”/],
  [
    "fr",
    "Mettez-y fin depuis le bureau par « Mettre fin à tous les mandats d’une personne »",
    /Mettez-y fin par «\sendPerson\s»/,
  ],
])(
  "what is not taken over is told in the reader's language, with what to press here and the transition there: in %s",
  async (language, onPage, there) => {
    const file: Json = readSource(ccmFile(), "yaml").value
    file.people = file.people.filter(({ id }: Json) => id !== "thematic-c")
    const text = stringify(file, { aliasDuplicateObjects: false })
    const headers = { "Content-Type": "application/yaml", "Accept-Language": language }
    const { body } = await world.ask("POST", "/api/plans", { as: ISU, body: text, headers, query: { dryRun: "true" } })
    expect(body.differences.map(({ how }: Json) => how)).toContainEqual(expect.stringMatching(there))
    const form = await openForm(world, `/${language}/plans/${PLAN}/desk/import`, ISU)
    const check = plain((await form.send("check", { text })).body)
    expect(check).toContain(onPage)
    expect(check).not.toContain("endPerson")
  },
)
