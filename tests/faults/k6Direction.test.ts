import { isolated, lineText, translate } from "@demarche/i18n"
import { outbox } from "@demarche/mail/outbox"
import { subjectLine } from "@demarche/mail/sanitize"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { isMap, isScalar, isSeq, type Node, parseDocument } from "yaml"
import { browserOf, codeIn } from "../http/browser.ts"
import { ccmFile } from "../http/ccm.ts"
import { AUSTRIA, circulated, ISU, openWorld, PLAN, PRESIDENCY, thematic, type World } from "../http/world.ts"
import { looks } from "../pages/looks.ts"
import { KEY } from "./letters.ts"
import { linesOf, mixedIn } from "./paragraphs.ts"

/** The story, or all the pages of it, take their time where the machine has other work, in milliseconds. */
const LONGEST = 240_000

/** Words that are read from the right, other ones each time. */
function words(): string {
  count += 1
  const letters = [...String(count)].map((digit) => String.fromCodePoint(0x05d0 + Number(digit)))
  return `\u05d3\u05d5\u05d7 ${letters.join("")}\u05dd`
}
let count = 0

/** What a plan file says in words, and no rule reads. */
const said = new Set(["title", "name", "text", "quote", "note", "basis", "measurable", "place", "label", "about"])

/** The plan of the Convention on Cluster Munitions with all its words from the right. */
function fromTheRight(): string {
  const file = parseDocument(ccmFile())
  const turn = (node: Node | null | undefined): void => {
    if (isSeq(node)) for (const each of node.items) turn(each as Node)
    if (!isMap(node)) return
    for (const { key, value } of node.items)
      if (!said.has(String(key))) turn(value as Node)
      else if (isScalar(value) && !/^[\w-]+$/.test(String(value.value))) value.value = words()
      else if (isMap(value))
        for (const each of value.items)
          if (/^(?:[a-z]{2}|value)$/.test(String(each.key))) each.value = file.createNode(words())
  }
  turn(file.contents)
  return String(file)
}

describe("K6.7 slow: words that are read from the right reorder nothing around them", () => {
  let world: World
  const mailer = outbox("demarche@demarche.example", 5_000)

  beforeAll(async () => {
    world = await openWorld("2025-10-01T10:00:00+02:00", undefined, { mailer, home: "http://localhost", key: KEY })
    expect((await world.send(ISU, fromTheRight())).state).toBe("finished")
    await world.take(AUSTRIA, "plan", "adopt", { mandate: words() })
    await world.take(ISU, "plan", "addPerson", {
      ...{ person: "avi", name: words(), address: "avi@d.example", language: "fr", zone: "Asia/Tokyo" },
      ...{ salutation: words(), offices: [{ office: "delegate", party: "delegation-a", from: "2025-01-01" }] },
    })
    await world.at("2026-06-01T10:00:00+02:00")
    await circulated(world)
    const communication = { is: "noteVerbale", number: words() }
    await world.take(ISU, "t2-a2", "support", { onBehalfOf: "delegation-b", communication })
    await world.take(thematic("a"), "t2-a2", "comment", { text: words(), as: "reservation" })
    await world.take(AUSTRIA, "t2-a2", "extendSilence", { until: "2026-06-09T18:00", reason: words() })
    await world.take(thematic("c"), "t2-a2", "requestMoreTime", { text: words() })
    await world.take(AUSTRIA, "t3-a1", "openConsultation", {
      ...{ closes: "2026-06-05T18:00", invited: ["delegation-a", "thematic-coordinators"], question: words() },
    })
    await world.take(thematic("a"), "t3-a1", "recordInput", { round: 1, text: words() })
    await world.take(AUSTRIA, "t1-a1", "assignOwner", { owner: "avi" })
    await world.take(AUSTRIA, "t1-a1", "defer", { reason: words() })
    await world.take(AUSTRIA, "t3-a2", "setDue", { rules: [{ kind: "date", on: "2026-06-03" }], reason: words() })
    await world.take(AUSTRIA, "t3-a2", "assignOwner", { owner: "austria" })
    const request = { title: words(), details: words(), neededBy: "2026-06-20" }
    const headers = { "Idempotency-Key": "one" }
    const { status } = await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body: request, headers })
    expect(status).toBe(201)
    await world.at("2026-06-04T12:00:00+02:00")
    await world.take(thematic("b"), "t2-a2", "object", { paragraphs: [words()], text: words() })
    await world.at("2026-06-30T12:00:00+02:00")
  }, LONGEST)
  afterAll(() => world.stop())

  test("in a letter: its subject, its text, its HTML", () => {
    const letters = mailer.messages()
    expect(letters.length).toBeGreaterThan(100)
    for (const { subject, text, html } of letters) {
      expect(mixedIn([subjectLine(subject)])).toEqual([])
      expect(mixedIn(text.split("\n"))).toEqual([])
      expect(mixedIn(linesOf(html))).toEqual([])
    }
  })

  test(
    "on a page, whoever reads it",
    async () => {
      const browser = browserOf(world)
      await browser.send("/en/sign-in", { address: "avi@d.example" })
      const { code } = codeIn(mailer.messages().find(({ text }) => /sign-in\/link/.test(text))!)
      await browser.send("/en/sign-in/code", { code })
      const links = mailer.messages().flatMap(({ text }) => text.match(/(?<=localhost)\/\w\w\/answer\/[\w.-]+/g) ?? [])
      expect(links.length).toBeGreaterThan(20)
      const paths = [...(await pagesOf(world)), ...links]
      for (const as of ["avi", undefined, ISU, AUSTRIA]) {
        for (const path of paths) {
          const { body } = await (as === "avi"
            ? browser.get(path)
            : world.ask("GET", path, { as, headers: { Accept: "text/html" } }))
          const found = typeof body === "string" && /^<!doctype html>/.test(body) ? mixedIn(linesOf(body)) : []
          expect([path, as, found]).toEqual([path, as, []])
        }
      }
    },
    LONGEST,
  )

  test("in a calendar, and in the document", async () => {
    for (const as of [ISU, undefined]) {
      const ics: string = await world.get(`/calendar/${PLAN}.ics`, { as })
      const texts = ics.replaceAll("\r\n ", "").match(/(?<=^(?:SUMMARY|DESCRIPTION|LOCATION)[^:]*:).*/gm) ?? []
      expect(texts.length).toBeGreaterThan(10)
      expect(mixedIn(texts.flatMap((text) => text.split("\\n")))).toEqual([])
      const headers = { Accept: "text/markdown" }
      const document: string = await world.get(`/api/plans/${PLAN}/document`, { as, headers })
      expect(document).toMatch(/[\u05d0-\u05ea]/)
      expect(mixedIn(document.split("\n"))).toEqual([])
    }
  })
})

/** Every page of the plan, the forms of its acts among them. */
async function pagesOf(world: World): Promise<string[]> {
  const { items: activities } = await world.get(`/api/activities?plan=${PLAN}&limit=100`, { as: ISU })
  const { items: outputs } = await world.get(`/api/outputs?plan=${PLAN}&limit=100`, { as: ISU })
  const items = [...activities, ...outputs].map(({ id }: { id: string }) => `/en/items/${id}`)
  const forms = ["t2-a2", "t3-a1", "t1-a1"].flatMap((code) =>
    ["amend", "addDraft", "supersede", "assignOwner", "setDue", "redact", "openConsultation", "recordInput"].map(
      (act) => `/en/items/${PLAN}.${code}/record/${act}`,
    ),
  )
  const ofPlan = ["addMeeting", "moveMeeting", "updatePerson", "endMandate", "addPerson", "submit"].map(
    (act) => `/en/plans/${PLAN}/record/${act}`,
  )
  const entries = Array.from({ length: 25 }, (_, at) => [
    `/en/items/${PLAN}.t2-a2/${at + 1}`,
    `/en/plans/${PLAN}/history/${at + 1}`,
  ]).flat()
  const looked = Object.entries(looks)
    .filter(([address]) => !/answer|link/.test(address))
    .flatMap(([, each]) => each.filter(({ at, on, sent }) => !on && !sent && !at.includes("/small")))
    .flatMap(({ at }) => [`/en${at}`, `/fr${at}`])
  return [...new Set([...looked, ...items, ...forms, ...ofPlan, ...entries])]
}

describe("K6.7 a text in a sentence", () => {
  const right = "\u05d3\u05d5\u05d7"

  test.each([
    ["from the left", "Report 3", "Report 3"],
    ["from the right", right, `\u2068${right}\u2069`],
    ["digits of Arabic", "\u0663", "\u2068\u0663\u2069"],
    ["turned, and closed again", "a \u202egnp\u202c", "\u2068a \u202egnp\u202c\u2069"],
    ["apart already", `\u2068${right}\u2069 and b`, `\u2068${right}\u2069 and b`],
  ])("%s stands apart where it has to, once", (_, text, line) => {
    expect(isolated(text)).toBe(line)
    expect(isolated(isolated(text))).toBe(line)
    expect(lineText([text, undefined, "b"])).toBe(`${line} · b`)
    expect(translate("en", "letters.greeting", { name: text })).toBe(`Dear ${line},`)
  })
})
