import { languages } from "@demarche/workflows/languages"
import { afterEach, beforeEach, expect, test } from "vitest"
import { chair, openAmendable, PLAN, staff, stateA } from "../http/amendable.ts"
import { PLAN as CCM, ISU, type Json, openCcm, type World } from "../http/world.ts"
import { openForm, type Typed } from "./openForm.ts"
import { plain, textOf } from "./pageText.ts"

const FORM = `/en/plans/${PLAN}/record/proposeAmendment`
const HOSTILE = "<script>alert(1)</script>"

let world: World
beforeEach(async () => {
  world = await openAmendable()
})
afterEach(() => world.stop())

const move: Typed = {
  "changes.0.change": "plan.moveMeeting",
  "changes.0.fields.meeting": "ws4",
  "changes.0.fields.from": "2024-08-26",
  "changes.0.fields.to": "2024-08-30",
}
const due: Typed = {
  "changes.1.change": "activity.setDue",
  "changes.1.item": "arp-4",
  "changes.1.fields.rules.0.kind": "date",
  "changes.1.fields.rules.0.on": "2024-08-28",
}
const topic: Typed = {
  "changes.2.change": "activity.plan",
  "changes.2.item": "arp-5",
  "changes.2.fields.title": `A further topic ${HOSTILE}`,
  "changes.2.fields.kind": "event",
  "changes.2.fields.track": "arp",
}
const output: Typed = {
  "changes.3.change": "output.promise",
  "changes.3.item": "o9",
  "changes.3.fields.number": "9",
  "changes.3.fields.title": "A second report",
  "changes.3.fields.deliverables.0.id": "o9-1",
  "changes.3.fields.deliverables.0.title": "The report",
}
const reason = { reason: "the hall is taken" }
const all = { ...move, ...due, ...topic, ...output, ...reason }

const amendments = async (): Promise<Json[]> => (await world.get(`/api/plans/${PLAN}`)).amendments
/** The words of the text on which the first amendment is agreed. */
async function agreedText(): Promise<string> {
  const { draft } = await world.get(`/api/activities/${PLAN}.amendment-1`, { as: chair })
  return (await world.ask("GET", `/api/texts/${draft.text}`, { as: chair })).body
}
const namesIn = (page: string) => [...page.matchAll(/ name="(changes\.[\w.]+)"/g)].map(([, name = ""]) => name)
/** Every word of a Markdown text, without its marks. */
const wordsOf = (text: string) =>
  text
    .replace(/^\s*[-#]+ |\*\*/gm, "")
    .split("\n")
    .filter((line) => line.trim() !== "")

test("the form asks first what is to change, then what that command asks, and has room for another change", async () => {
  const form = await openForm(world, FORM, chair)
  expect(namesIn(form.page)).toEqual(["changes.0.change"])
  const chosen = await form.send("form", { "changes.0.change": "activity.setDue" })
  expect([chosen.status, namesIn(chosen.body)]).toEqual([
    200,
    ["changes.0.change", "changes.0.item", "changes.0.fields.rules.0.kind", "changes.1.change"],
  ])
  expect(chosen.body).toContain('<option value="arp-4">')
  for (const own of ["adoption", "amendment-1"]) expect(chosen.body).not.toContain(`<option value="${own}">`)
  const filled = await form.send("form", all)
  expect(plain(filled.body)).toContain("Change 5")
  for (const [name, value] of Object.entries(all))
    expect([
      name,
      filled.body.includes(`value="${String(value).replaceAll("<", "&lt;").replaceAll(">", "&gt;")}"`) ||
        filled.body.includes(String(value)),
    ]).toEqual([name, true])
  expect(filled.body).not.toContain(HOSTILE)
})

test.each(languages)(
  "what is checked is the text that is then agreed, and is proposed once: in %s",
  async (language) => {
    const form = await openForm(world, FORM.replace("/en/", `/${language}/`), chair)
    const check = await form.send("check", all)
    expect([check.status, check.body.includes(HOSTILE), await amendments()]).toEqual([200, false, []])
    const sent = await form.send("record", all)
    const again = await form.send("record", all)
    expect([sent.status, again.status, again.headers.get("Location")]).toEqual([303, 303, sent.headers.get("Location")])
    await world.hosted.settled()
    expect((await amendments()).length).toBe(1)
    const text = textOf(check.body).text.replaceAll("**", "") // words that Markdown would hide make it stand as it was written
    for (const line of wordsOf(await agreedText())) expect(text).toContain(line.trim())
    const receipt = textOf(await world.get(sent.headers.get("Location") ?? "", { as: chair }))
    expect(receipt.links).toContain(`/${language}/items/${PLAN}.amendment-1`)
    const item = textOf(await world.get(`/${language}/items/${PLAN}.amendment-1`, { as: chair }))
    for (const line of wordsOf(await agreedText())) expect(item.text.replaceAll("**", "")).toContain(line.trim())
  },
)

test("what is agreed on the form's words is done", async () => {
  const form = await openForm(world, FORM, staff)
  expect((await form.send("record", all)).status).toBe(303)
  await world.hosted.settled()
  const item = `/api/activities/${PLAN}.amendment-1`
  await world.take(chair, item, "recordCheck", { check: { of: "plan", actions: [1] } })
  await world.take(chair, item, "circulate", { until: "2024-04-08T18:00" })
  await world.at("2024-04-08T18:01:00+02:00")
  expect(await amendments()).toMatchObject([{ ended: "carriedOut", refused: [] }])
  const { meetings } = await world.get(`/api/plans/${PLAN}`)
  expect(meetings.find(({ id }: Json) => id === "ws4").from).toBe("2024-08-26")
  expect((await world.get(`/api/activities/${PLAN}.arp-4`)).due.on).toBe("2024-08-28")
  expect(await world.get(`/api/activities/${PLAN}.arp-5`)).toMatchObject({ kind: "event", track: "arp" })
  expect((await world.get(`/api/outputs/${PLAN}.o9`)).deliverables).toMatchObject([{ id: "o9-1", title: "The report" }])
})

test.each([
  ["no change", {}, "What is to change : This is needed."],
  [
    "a change of nothing",
    { "changes.0.change": "activity.amend", "changes.0.item": "arp-4" },
    "What is to change : Say what is to change.",
  ],
  ["no item", { ...due, "changes.1.item": "" }, "Which one : "],
  ["a code that is taken", { ...topic, "changes.2.item": "arp-4" }, "Code : "],
  ["what cannot be done now", { ...move, "changes.0.fields.to": "2024-08-20" }, "It cannot end before it begins"],
  ["no day", { ...move, "changes.0.fields.from": "" }, "New first day : This is needed."],
])("%s is refused at its field, with every word kept, and proposed to nobody", async (_, typed: Typed, said) => {
  const form = await openForm(world, FORM, chair)
  for (const step of ["check", "record"] as const) {
    const refused = await form.send(step, { ...typed, ...reason })
    expect([refused.status, plain(refused.body)]).toEqual([expect.any(Number), expect.stringContaining(said)])
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(refused.body).toContain(reason.reason)
    for (const [name, value] of Object.entries(typed))
      if (value !== "" && name.endsWith(".fields.from")) expect(refused.body).toContain(`value="${value}"`)
  }
  expect(await amendments()).toEqual([])
})

test("a change that is taken out again leaves no gap, and the others are told of at their own fields", async () => {
  const form = await openForm(world, FORM, chair)
  const typed = { ...move, ...due, ...topic, ...reason, "changes.0.change": "", "changes.2.item": "arp-4" }
  const refused = await form.send("check", typed)
  expect(namesIn(refused.body).filter((name) => name.endsWith(".change"))).toHaveLength(3)
  expect(refused.body).toMatch(/<a href="#f-changes\.1\.item">Code<\/a>/)
  expect(refused.body).not.toContain("2024-08-26")
})

test("what was recorded meanwhile is shown before an amendment is proposed", async () => {
  const form = await openForm(world, FORM, chair)
  await world.take(chair, `/api/plans/${PLAN}`, "addPerson", { person: "new", name: "Somebody" })
  const late = await form.send("record", all)
  expect([late.status, plain(late.body)]).toEqual([412, expect.stringContaining("Somebody")])
  expect(await amendments()).toEqual([])
})

test("who may not propose is told so, and a form that is sent signed out keeps what was typed", async () => {
  const form = await openForm(world, FORM, stateA)
  const refused = await form.send("check", all)
  expect(refused.status).toBeGreaterThanOrEqual(400)
  const body = new URLSearchParams({ ...(await openForm(world, FORM, chair)).hidden, "form.step": "record" })
  for (const [name, value] of Object.entries(all)) body.append(name, String(value))
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" }
  const signedOut = await world.ask("POST", FORM, { body: body.toString(), headers })
  expect([signedOut.status, signedOut.body]).toEqual([401, expect.stringContaining('value="2024-08-26"')])
  expect(await amendments()).toEqual([])
})

test("pages lead to it where a change is to be proposed, filled in with what they are about", async () => {
  const desk = textOf(await world.get(`/en/plans/${PLAN}/desk`, { as: chair })).links
  const proposing = (links: string[]) => links.filter((link) => link.includes("/record/proposeAmendment"))
  expect(proposing(desk)).toContain(FORM)
  expect(desk.filter((link) => /record\/(move|add)Meeting/.test(link))).toEqual([])
  const moving = proposing(desk).find((link) => link.includes("ws4")) ?? ""
  expect(await world.get(moving.replaceAll("&amp;", "&"), { as: chair })).toMatch(/<option value="ws4" selected/)
  const item = textOf(await world.get(`/en/items/${PLAN}.arp-4`, { as: chair })).links
  const setting = proposing(item).find((link) => link.includes("activity.setDue")) ?? ""
  const page = await world.get(setting.replaceAll("&amp;", "&"), { as: chair })
  expect(page).toMatch(/<option value="arp-4" selected/)
  expect(namesIn(page)).toContain("changes.0.fields.rules.0.kind")
  expect(proposing(textOf(await world.get(`/en/items/${PLAN}.arp-4`, { as: stateA })).links)).toEqual([])
  const other = await openCcm("2026-06-01T09:00:00+02:00")
  try {
    const { links } = textOf(await other.get(`/en/plans/${CCM}/desk`, { as: ISU }))
    expect([proposing(links), links.some((link) => link.includes("/record/moveMeeting"))]).toEqual([[], true])
  } finally {
    await other.stop()
  }
})
