import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import {
  AUSTRIA,
  circulated,
  ISU,
  type Json,
  openCcm,
  over,
  PLAN,
  PRESIDENCY,
  readyToCirculate,
  thematic,
  type World,
} from "../http/world.ts"
import { textOf } from "./pageText.ts"

const ITEM = `${PLAN}.t2-a2`

let world: World
beforeEach(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
})
afterEach(() => world.stop())

/** The main part of a page as its text. */
const read = (html: string) => textOf(html).text
const html = async (path: string, as?: string): Promise<string> => {
  const { status, body } = await world.ask("GET", path, { as })
  if (status !== 200) throw new Error(`${path}: ${status} ${body}`)
  return body
}
const page = async (path: string, as?: string) => read(await html(path, as))
const item = (code: string) => `/en/items/${PLAN}.${code}`

describe("the page of an activity", () => {
  test("begins with its sentence, whose turn it is, and a margin that says the same", async () => {
    await circulated(world)
    await world.take(thematic("a"), "t2-a2", "support")
    const english = await page(item("t2-a2"), AUSTRIA)
    expect(english).toContain(
      "Under a silence procedure until Monday, 8 June 2026, 6 p.m. (Geneva time). 1 of 11 has expressed support; nobody has objected.",
    )
    expect(english).toContain(
      "Coordination Committee , to object, comment or express support, until Monday, 8 June 2026, 6 p.m.",
    )
    expect(english).toContain("✓ clearance (Implementation Support Unit (ISU)) – done")
    expect(english).toContain(
      "● silence procedure (Coordination Committee) – until Monday, 8 June 2026, 6 p.m. (Geneva time)",
    )
    expect(english).toContain("Q2 2026 end of the quarter named in the plan")
    expect(english).toContain("Draft of t2-a2")
    expect(english).toContain("Nothing: the silence procedure ends by itself at its deadline")
    const french = await page(`/fr/items/${ITEM}`, AUSTRIA)
    expect(french).toContain(
      "Soumis à une procédure d’approbation tacite jusqu’au lundi 8 juin 2026 à 18 heures (heure de Genève).",
    )
    expect(french).toContain("[original : anglais]")
    expect(french).not.toMatch(/silence procedure|Whose turn|History|Nothing:/)
  })

  test("says which rules keep the next step from being taken, and which checks they ask of whom", async () => {
    await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "time" })
    await world.take(AUSTRIA, "t2-a2", "startDrafting")
    await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Draft" })
    const text = await page(item("t2-a2"), AUSTRIA)
    const { transitions } = await world.get(`/api/activities/${ITEM}`, { as: AUSTRIA })
    const { failing } = transitions.find(({ name }: Json) => name === "requestClearance")
    expect(failing.length).toBeGreaterThan(0)
    for (const { sentence } of failing) expect(text).toContain(sentence)
    expect(text).toContain("Next: Request clearance")
  })

  test.each([
    ["planned", async () => {}],
    ["consulting", () => world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "time" })],
    ["cleared", () => readyToCirculate(world)],
    [
      "broken",
      async () => {
        await circulated(world)
        await world.take(thematic("a"), "t2-a2", "object", { text: "No." })
      },
    ],
  ])("names as the next act of what is %s one that its state knows", async (_, act) => {
    await act()
    const [, next] = (await page(item("t2-a2"), AUSTRIA)).match(/Next: ([A-Z][a-z ]+?)(?: \(| ✓| ◔| What)/) ?? []
    const { transitions } = await world.get(`/api/activities/${ITEM}`, { as: AUSTRIA })
    const possible = transitions.filter(({ failing }: Json) => failing.every(({ code }: Json) => code !== "NOT_NOW"))
    const names: Record<string, string> = {
      "Open a consultation": "openConsultation",
      "Begin drafting": "startDrafting",
      "Circulate under a silence procedure": "circulate",
    }
    expect(possible.map(({ name }: Json) => name)).toContain(names[next ?? ""])
  })

  test("shows what changed since the draft that was circulated, said as well as shown", async () => {
    await circulated(world)
    await world.take(thematic("a"), "t2-a2", "object", { text: "Not <b>so</b>.", paragraphs: ["3"] })
    await world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Text of <t2-a2>\nMore & more" })
    const link = (await html(item("t2-a2"), AUSTRIA)).match(/href="([^"]*since=1[^"]*)"/)?.[1]?.replaceAll("&amp;", "&")
    const changed = await html(link ?? "", AUSTRIA)
    expect(changed).toMatch(/<del>[\s\S]*?\[deleted:\][\s\S]*?Draft[\s\S]*?<\/del>/)
    expect(changed).toMatch(/<ins>[\s\S]*?\[added:\][\s\S]*?More &amp; more[\s\S]*?<\/ins>/)
    expect(changed).not.toContain("<t2-a2>")
    expect(await page(`${item("t2-a2")}?since=2`, AUSTRIA)).toContain("Nothing has changed.")
    expect((await world.ask("GET", `${item("t2-a2")}?since=9`, { as: AUSTRIA })).status).toBe(400)
  })

  test("shows to each the texts that the API gives them, and to the public numbers alone", async () => {
    await circulated(world)
    await world.take(thematic("a"), "t2-a2", "object", { text: "Paragraph three is too much.", paragraphs: ["3"] })
    const committee = await page(item("t2-a2"), thematic("h"))
    expect(committee).toContain("Objection 1 of Delegation A")
    expect(committee).toContain("Paragraph three is too much.")
    expect(committee).toContain("Summary Short.")
    const inPublic = await html(item("t2-a2"))
    expect(read(inPublic)).toContain("1 objection was raised; 1 is open")
    for (const word of ["Paragraph three", "Delegation A", "Short.", "Draft of t2-a2"])
      expect(inPublic).not.toContain(word)
  })

  test("shows the past as it stood, offers no act there, and keeps the instant in its links", async () => {
    await circulated(world)
    await world.at("2026-06-05T12:00:00+02:00")
    await world.take(thematic("a"), "t2-a2", "object", { text: "No." })
    const asOf = "2026-06-04T10:00:00.000Z"
    const then = await html(`${item("t2-a2")}?asOf=${asOf}`, AUSTRIA)
    expect(read(then)).toContain("Under a silence procedure until")
    expect(read(then)).not.toContain("What can be recorded, and by whom")
    expect(then).not.toContain("Objection")
    const numbers = [...then.matchAll(/href="([^"]*\/t2-a2\/\d+[^"]*|[^"]*t2-a2\/\d+[^"]*)"/g)].map(([, each]) => each)
    expect(numbers.length).toBeGreaterThan(3)
    expect(numbers.every((each) => each?.includes("asOf="))).toBe(true)
    expect(await page(item("t2-a2"), AUSTRIA)).toContain("Draft 1 was not adopted; 1 objection is open.")
  })

  test("shows a redacted text at no instant, neither in place nor with its entry", async () => {
    await circulated(world)
    await world.take(thematic("a"), "t2-a2", "object", { text: "A telephone number." })
    const { objections, version } = await world.get(`/api/activities/${ITEM}`, { as: ISU })
    const asOf = world.clock.now()
    expect(await page(`${item("t2-a2")}/${version}`, AUSTRIA)).toContain("A telephone number.")
    await world.at("2026-06-02T10:00:00+02:00")
    await world.take(ISU, "t2-a2", "redact", { text: objections.raised[0].text, reason: "personal" })
    for (const path of [item("t2-a2"), `${item("t2-a2")}?asOf=${asOf}`, `${item("t2-a2")}/${version}`]) {
      const text = await page(path, AUSTRIA)
      expect(text).not.toContain("A telephone number.")
      expect(text).toContain("This text is not shown: it was redacted, or is not for you.")
    }
  })

  test("names what it is linked to and, where asked, what refers to it", async () => {
    const to = await html(item("t2-a1"))
    expect(to).toContain(`href="/en/items/${PLAN}.t2-a2"`)
    expect(read(to)).toContain("Feeds into t2-a2")
    expect(await page(item("t2-a2"))).not.toContain("Is fed by")
    expect(await page(`${item("t2-a2")}?links=both`)).toContain("Is fed by t2-a1")
  })
})

describe("the record of an item", () => {
  test("is told the newest first, 25 a page, and each number is an address", async () => {
    await circulated(world)
    for (let number = 1; number <= 30; number++)
      await world.take(thematic("b"), "t2-a2", "comment", { text: `Remark ${number}` })
    const { version } = await world.get(`/api/activities/${ITEM}`)
    const first = await html(item("t2-a2"), AUSTRIA)
    const numbersIn = (body: string) => [...body.matchAll(/>no\. (\d+)</g)].map(([, number]) => Number(number))
    const count = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, at) => from - at)
    expect(numbersIn(first)).toEqual(count(version, version - 24))
    const older = first.match(/href="([^"]*before=\d+[^"]*)"/)?.[1] ?? ""
    expect(numbersIn(await html(older, AUSTRIA))).toEqual(count(version - 25, 1))
    expect(await page(older, AUSTRIA)).toContain(`History, entries ${version - 25} to 1`)
    expect((await world.ask("GET", `${item("t2-a2")}?before=x`)).status).toBe(400)
  })

  test("has a page for each entry: its sentence, its circumstances, its text, and how it is kept", async () => {
    await circulated(world)
    const reason = "As <agreed>"
    await world.take(ISU, "t2-a2", "object", {
      ...{ text: "For them.", reason, receivedAt: "2026-06-01T10:00:00+02:00" },
      ...{ onBehalfOf: "delegation-a", communication: { is: "noteVerbale", number: "45" } },
    })
    const { items } = await world.get(`/api/activities/${ITEM}/history?order=newest&limit=1`, { as: ISU })
    const [entry] = items
    const body = await html(`${item("t2-a2")}/${entry.version}`, AUSTRIA)
    const text = read(body)
    expect(text).toContain(`t2-a2 no. ${entry.version}`)
    expect(text).toContain("on behalf of Delegation A")
    expect(text).toContain("Received 1 June 2026, 10 a.m. (Geneva time)")
    expect(text).toContain(`Reason ${reason}`)
    expect(text).toContain("note verbale no. 45")
    expect(text).toContain("For them.")
    expect(text).toContain(`Hash ${entry.hash}`)
    const [, raw = ""] = body.match(/<pre[^>]*>([\s\S]*)<\/pre>/) ?? []
    const shown = raw.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")
    expect(JSON.parse(shown)).toEqual(
      (await world.get(`/api/activities/${ITEM}/history?order=newest&limit=1`, { as: AUSTRIA })).items[0],
    )
    expect(body).toContain(`href="/en/items/${ITEM}/${entry.version - 1}"`)
    expect(body).not.toContain(`href="/en/items/${ITEM}/${entry.version + 1}"`)
    expect(read(await html(`${item("t2-a2")}/${entry.version - 1}`, AUSTRIA))).toContain("Entry after")
  })

  test("tells the public of a hidden entry its hash alone", async () => {
    await circulated(world)
    await world.take(thematic("a"), "t2-a2", "comment", { text: "Between us." })
    const { version } = await world.get(`/api/activities/${ITEM}`)
    const text = await page(`${item("t2-a2")}/${version}`)
    expect(text).toContain("Something was recorded that is not shown to you.")
    expect(text).not.toMatch(/Between us|Delegation A|thematic/i)
  })

  test.each(["0", "99", "x", "1e1", "01"])("has no entry %s", async (number) => {
    expect((await world.ask("GET", `${item("t2-a2")}/${number}`, { as: AUSTRIA })).status).toBe(404)
  })

  test("of the plan has pages of its own", async () => {
    const list = await html(`/en/plans/${PLAN}/history`, AUSTRIA)
    expect(read(list)).toContain("Adopted on 1 June 2026.")
    const { version } = await world.get(`/api/plans/${PLAN}`)
    expect(list).toContain(`href="/en/plans/${PLAN}/history/${version}"`)
    const entries = Array.from({ length: version }, (_, at) => `/en/plans/${PLAN}/history/${at + 1}`)
    for (const entry of entries) expect((await world.ask("GET", entry, { as: ISU })).status).toBe(200)
  })
})

describe("the pages of other items", () => {
  test("an output tells each deliverable, its evidence against its rule, and its turn", async () => {
    await world.take(AUSTRIA, "o1", "linkEvidence", {
      deliverable: "o1-1",
      source: "A report",
      place: "https://example.org/r",
    })
    const text = await page(item("o1"), AUSTRIA)
    expect(text).toMatch(/(None|\d+) of 2 deliverables (is|are) fulfilled\./)
    expect(text).toContain("1 of at least 1")
    expect(text).toContain("https://example.org/r")
    expect(text).toContain("to bring it about")
  })

  test("a request tells what was asked and what became of it", async () => {
    const body = { title: "A note for the Presidency", details: "Two pages.", neededBy: "2026-07-01" }
    const { body: made } = await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body })
    const before = await page(`/en/items/${made.id}`, AUSTRIA)
    expect(before).toContain("Submitted on 1 June 2026; it is to be accepted or declined by the coordinators.")
    expect(before).toContain("Two pages.")
    expect(before).toContain("Needed by 1 July 2026")
  })
})

test("a page of an item reads as much of a long record as of a short one", async () => {
  await world.stop()
  const store = memoryStore()
  let reads = 0
  const counting = <T extends object>(port: T, names: (keyof T)[]): T =>
    new Proxy(port, {
      get(target, name, receiver) {
        const value = Reflect.get(target, name, receiver)
        if (!names.includes(name as keyof T) || typeof value !== "function") return value
        return (...args: unknown[]) => {
          reads++
          const found = value.apply(target, args)
          return found && Symbol.asyncIterator in found ? counted(found) : found
        }
      },
    })
  async function* counted(found: AsyncIterable<unknown>) {
    for await (const each of found) {
      reads++
      yield each
    }
  }
  const events = counting(store.events, ["head", "read"])
  const views = counting(store.views, ["get", "list", "record"])
  const texts = counting(store.texts, ["get"])
  world = await openCcm("2026-06-01T10:00:00+02:00", over({ ...store, events, views, texts }))
  await readyToCirculate(world)
  const owners = async (times: number) => {
    for (let time = 1; time <= times; time++)
      await world.take(AUSTRIA, "t2-a2", "assignOwner", { owner: time % 2 ? "cameroon" : "austria" })
  }
  const readsOf = async () => {
    await html(item("t2-a2"), AUSTRIA)
    reads = 0
    const text = await page(item("t2-a2"), AUSTRIA)
    expect(text).toContain("Next: Circulate under a silence procedure")
    return reads
  }
  await owners(30)
  const short = await readsOf()
  await owners(100)
  expect(await readsOf()).toBe(short)
  expect(short).toBeLessThan(60)
}, 60_000)
