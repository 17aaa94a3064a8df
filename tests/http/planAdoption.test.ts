import { readFileSync } from "node:fs"
import { execute } from "@demarche/application/execute"
import type { Message } from "@demarche/mail/message"
import { afterEach, describe, expect, test } from "vitest"
import { type Json, openWorld, type World } from "./world.ts"

const PLAN = "bwc-wg-2023-2025"
const [chair, staff] = ["chair:coordinator", "secretary:secretariat"]
const stateA = "a:delegate"

const file = readFileSync(new URL("bodies/bwc.yaml", import.meta.url), "utf8").replace(
  "  checks:\n",
  "  adoption: { path: schedule, title: { en: Adoption of the schedule, fr: Adoption du calendrier } }\n  checks:\n",
)

let world: World
let sent: Message[]
afterEach(() => world.stop())

async function proposed(text = file): Promise<void> {
  sent = []
  const mailer = { send: async (message: Message) => void sent.push(message) }
  world = await openWorld("2023-06-05T10:00:00+02:00", undefined, { mailer, home: "https://d.example", key: "k" })
  await world.send(staff, text)
}

const adoption = `/api/activities/${PLAN}.adoption`
const plan = `/api/plans/${PLAN}`
const item = (as?: string) => world.get(adoption, as ? { as } : {})
const take = (as: string, name: string, body?: object) => world.take(as, adoption, name, body)

async function textOf({ draft }: Json): Promise<string> {
  return (await world.ask("GET", `/api/texts/${draft.text}`, { as: chair })).body
}

async function circulated(until = "2023-06-06T12:00") {
  await take(chair, "recordCheck", { check: { of: "plan", actions: [1] } })
  return take(chair, "circulate", { until })
}

describe("a plan whose adoption is on a path", () => {
  test("brings along the item on which it is adopted, with the plan as its draft", async () => {
    await proposed()
    expect(await world.get(plan)).toMatchObject({
      state: "proposed",
      adoption: { id: `${PLAN}.adoption`, title: "Adoption of the schedule", state: "drafting", substate: "editing" },
      counts: { activities: { planned: 8 } },
    })
    const shown = await item(chair)
    expect(shown).toMatchObject({
      kind: "document",
      own: "adoption",
      track: null,
      path: { id: "schedule", from: "own" },
    })
    const text = await textOf(shown)
    expect(text).toMatch(/^# BWC Working Group on the Strengthening/)
    expect(text).toContain("- Topic on 7 to 9 August 2023\n  > **ica-2** · Event · Due: Q3 2023")
    expect(text).toContain("- Second session · 2023-08-07/2023-08-18")
    expect(text).not.toContain("Adoption of the schedule")
  })

  test("is adopted by nobody alone, and says where that is decided", async () => {
    await proposed()
    expect(await world.refused(chair, plan, "adopt")).toEqual(["ADOPTED_ON_PATH"])
    const { body } = await world.ask("POST", `${plan}/transitions/adopt`, {
      as: chair,
      headers: { "Accept-Language": "fr" },
    })
    expect(body.failing[0].sentence).toMatch(/«\sadoption\s»/)
    expect((await world.get(plan)).state).toBe("proposed")
  })

  test("is adopted by silence, under the decision that it rests on, and its work begins", async () => {
    await proposed()
    expect(await world.refused(chair, `/api/activities/${PLAN}.ica-mech`, "startDrafting")).toContain(
      "PLAN_NOT_ADOPTED",
    )
    expect(await circulated()).toMatchObject({ substate: "underSilence" })
    expect((await world.get(plan)).state).toBe("proposed")
    await world.at("2023-06-06T12:00:30+02:00")
    expect(await item()).toMatchObject({ state: "agreed" })
    expect(await world.get(plan)).toMatchObject({ state: "adopted", adoption: { state: "agreed" } })
    const { items } = await world.get(`${plan}/history`, { as: staff })
    const adopting = items.filter(({ events }: Json) => events.some(({ type }: Json) => type === "PlanAdopted"))
    expect(adopting).toMatchObject([{ mandate: `${PLAN}.adoption`, actor: { office: "system" } }])
    await world.take(chair, `/api/activities/${PLAN}.ica-mech`, "startDrafting")
    await world.at("2023-06-07T12:00:00+02:00")
    const told = sent.filter(({ to }) => to.address.startsWith("a@")).map(({ subject }) => subject)
    expect(told).toEqual([
      expect.stringMatching(/^Silence procedure until .*: Adoption of the schedule/),
      expect.stringMatching(/^Silence procedure ends within 24 hours/),
      expect.stringMatching(/^Silence procedure ends within 2 hours/),
      expect.stringMatching(/^Adopted under the silence procedure: Adoption of the schedule/),
      expect.stringMatching(/^The work plan has been adopted: BWC Working Group/),
    ])
  })

  test("is not adopted where the silence is broken; changed, it is circulated anew as it then is", async () => {
    await proposed()
    await circulated()
    const moved = { meeting: "ws2", from: "2023-08-14", to: "2023-08-25" }
    expect(await world.refused(chair, plan, "moveMeeting", moved)).toEqual(["BEING_ADOPTED"])
    await world.take(stateA, adoption, "object", { text: "The session is too early." })
    expect(await item()).toMatchObject({ state: "drafting", substate: "broken", drafts: [{ number: 1 }] })
    await world.at("2023-06-08T12:00:00+02:00")
    expect((await world.get(plan)).state).toBe("proposed")
    await world.take(chair, plan, "moveMeeting", moved)
    const anew = await item(chair)
    expect(anew).toMatchObject({ substate: "editing", draft: { number: 2 } })
    expect(await textOf(anew)).toContain("- Second session · 2023-08-14/2023-08-25")
    await take(chair, "resolveObjection", { objection: 1, how: "a week later" })
    await circulated("2023-06-09T12:00")
    await world.at("2023-06-09T12:01:00+02:00")
    expect((await world.get(plan)).state).toBe("adopted")
  })

  test("is nobody's to adopt at home, and its item has the turn", async () => {
    await proposed()
    const { tasks } = await world.get(`${plan}/mine`, { as: chair })
    expect(tasks.some(({ id }: Json) => id === `${PLAN}.adoption`)).toBe(true)
    expect(tasks.filter(({ asked }: Json) => asked === "adopt")).toEqual([])
    expect(await item()).toMatchObject({ turn: { holder: "coordinator", asked: "work" } })
    for (const [language, words, called] of [
      ["en", "This work plan is proposed. It is adopted once its own item is agreed:", "Adoption of the schedule"],
      ["fr", "Il sera adopté dès que l’aura été le point qui lui est consacré", "Adoption du calendrier"],
    ] as const) {
      for (const as of [chair, staff]) {
        const { body } = await world.ask("GET", `/${language}/plans/${PLAN}`, { as })
        expect(body).toContain(words)
        expect(body).toContain(`<a href="/${language}/items/${PLAN}.adoption">${called}</a>`)
      }
    }
  })

  test("its item takes no other text and no other path, and is not cancelled", async () => {
    await proposed()
    for (const [name, body] of [
      ["addDraft", { text: "Another plan" }],
      ["amend", { path: "session", reason: "faster" }],
      ["confirm", { field: "path", value: "session" }],
      ["cancel", { reason: "no plan" }],
    ] as const)
      expect(await world.refused(chair, adoption, name, body)).toContain("OWN_ITEM")
    const { transitions } = await item(chair)
    const allowed = transitions.filter((each: Json) => each.allowed).map(({ name }: Json) => name)
    expect(allowed).toContain("recordCheck")
    expect(allowed).not.toContain("addDraft")
  })

  test("what is dropped before the adoption is said so in the text that is adopted", async () => {
    await proposed()
    await world.take(chair, `/api/activities/${PLAN}.ica-talks`, "cancel", { reason: "held already" })
    expect(await textOf(await item(chair))).toContain("  > **ica-talks** · Consultation · Due: Q3 2023 · Cancelled")
  })

  test("is not circulated as it no longer is", async () => {
    await proposed()
    await take(chair, "recordCheck", { check: { of: "plan", actions: [1] } })
    const { application } = world.hosted
    const by = { person: "chair", office: "coordinator", party: "chair" } as const
    const asked = { plan: PLAN, by, mandateImplied: true, correlation: "at once" }
    const command = { type: "moveMeeting", meeting: "ws2", from: "2023-08-14", to: "2023-08-25" }
    const circulate = { type: "circulate", until: "2023-06-06T12:00" }
    await execute(application, { ...asked, stream: `plan:${PLAN}`, command })
    const atOnce = execute(application, { ...asked, stream: `activity:${PLAN}.adoption`, command: circulate })
    await expect(atOnce).rejects.toMatchObject({ refusal: { failing: ["TEXT_BEHIND"] } })
    await world.hosted.settled()
    expect(await circulated()).toMatchObject({ substate: "underSilence" })
  })

  test("a file that is sent again changes the draft with the plan", async () => {
    await proposed()
    const { differences } = await world.send(staff, file.replace("Informal consultations on", "Informal talks on"))
    expect(differences.map(({ change }: Json) => change)).toEqual(["amended"])
    const shown = await item(chair)
    expect(shown.draft.number).toBe(2)
    expect(await textOf(shown)).toContain("Informal talks on cooperation")
    await world.send(staff, file.replace("Informal consultations on cooperation", "Informal talks on cooperation"))
    expect((await item(chair)).draft.number).toBe(2)
  })

  test("stands beside the document's lines, on the board and on its page in both languages", async () => {
    await proposed()
    const document = await world.get(`${plan}/document`)
    expect(JSON.stringify(document.lines)).not.toContain("Adoption of the schedule")
    expect(document.beside.map(({ text }: Json) => text)).toEqual(["Adoption of the schedule"])
    for (const [language, title] of [
      ["en", "Adoption of the schedule"],
      ["fr", "Adoption du calendrier"],
    ])
      for (const page of [`plans/${PLAN}`, `items/${PLAN}.adoption`]) {
        const { status, body } = await world.ask("GET", `/${language}/${page}`, { as: chair })
        expect([page, status]).toEqual([page, 200])
        expect(body).toContain(title)
      }
  })
})

test("the ids of the plan's own items are kept for them", async () => {
  await proposed()
  for (const id of ["adoption", "amendment-2"]) {
    const { status, body } = await world.ask("POST", "/api/plans", {
      as: staff,
      body: file.replaceAll("ica-talks", id),
      headers: { "Content-Type": "application/yaml" },
    })
    expect(status).toBe(400)
    expect(JSON.stringify(body.errors)).toContain(`kept for the plan's own adoption and amendments`)
  }
  const created = { title: "Mine", kind: "document" }
  expect(await world.refused(staff, `/api/activities/${PLAN}.amendment-7`, "plan", created)).toEqual(["CODE_TAKEN"])
})

test("a plan without such a path is adopted by an office, as before", async () => {
  await proposed(readFileSync(new URL("bodies/bwc.yaml", import.meta.url), "utf8"))
  expect(await world.get(plan)).toMatchObject({ state: "proposed", adoption: null })
  await world.take(chair, plan, "adopt")
  expect((await world.get(plan)).state).toBe("adopted")
})
