import { type ActionLink, readActionToken } from "@demarche/application/answers/actionLink"
import type { Message } from "@demarche/mail/message"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { KEY } from "../faults/letters.ts"
import {
  AUSTRIA,
  advise,
  CAMEROON,
  horizontalChecks,
  ISU,
  type Json,
  openCcm,
  PLAN,
  thematic,
  type World,
} from "./world.ts"

const HOME = "https://d.example"

let world: World
let sent: Message[]
/** What was said by links, which answer once. */
let used: Set<string>
/** The text that each draft and each summary has, by activity and number. */
let texts: Map<string, string>
/** How often a form was offered, and not. */
let seen: { offered: number; read: number; none: number }

beforeEach(() => {
  sent = []
  used = new Set()
  texts = new Map()
  seen = { offered: 0, read: 0, none: 0 }
})
afterEach(() => world.stop())

const begin = async (start: string) => {
  const mailer = { send: async (message: Message) => void sent.push(message) }
  world = await openCcm(start, undefined, { mailer, home: HOME, key: KEY })
}

/** What the API says to the reader of a link, in the office that it names: taken in a dry run, with the fields that the page sends. */
async function takes({ does, on, person, office, round }: ActionLink): Promise<boolean> {
  const of = typeof round === "object" ? round : undefined
  const silence = of && "draft" in of && "opened" in of ? of : undefined
  const fields: Record<string, object> = {
    support: {},
    object: { text: "No.", about: silence },
    comment: { text: "Noted.", draft: silence?.draft },
    recordInput: { text: "Our view.", round: of && "consultation" in of ? of.consultation : undefined },
    requestMoreTime: { text: "A week more." },
  }
  const path = `/api/activities/${on}/transitions/${does}?dryRun=true`
  const { status } = await world.ask("POST", path, { as: `${person}:${office}`, body: fields[does] })
  if (status !== 200 || (does !== "support" && does !== "requestMoreTime")) return status === 200
  const { silence: running, substate, consultations } = await world.get(`/api/activities/${on}`, { as: ISU })
  const consultation = of && "consultation" in of ? consultations[of.consultation - 1] : undefined
  if (consultation) return !consultation.closed && consultation.closes.at > world.clock.now()
  if (does === "requestMoreTime" && substate !== "underSilence") return false
  return running?.draft === silence?.draft && running?.opened === silence?.opened
}

/** Opens one link of a letter, as its recipient would who has not signed in. */
async function opens(url: string, recipient: string): Promise<void> {
  const path = url.slice(HOME.length) || "/"
  const { status, body } = await world.ask("GET", path)
  const token = path.match(/(?<=\/answer\/)[\w.-]+/)?.[0]
  const link = token ? readActionToken(token, KEY) : undefined
  const what = `${link?.does ?? path} of ${recipient}, ${JSON.stringify(link?.round)}`
  expect([what, status]).toEqual([what, path === "/" ? 302 : 200])
  if (!token) return
  expect([what, link?.person]).toEqual([what, recipient])
  if (!link || link.does === "unsubscribe" || link.does === "endLinks") return
  const offers = body.includes("<form")
  const may = link.does !== "read" && !used.has(token) && (await takes(link))
  expect([what, offers]).toEqual([what, may])
  const named = typeof link.round === "object" ? link.round : {}
  const text = "draft" in named ? texts.get(`${link.on} ${named.draft}`) : texts.get(`${link.on} summary`)
  if ("draft" in named || text)
    expect([what, body]).toEqual([what, expect.stringContaining(text ?? "no text is known")])
  for (const [which, other] of texts)
    if (other !== text) expect([what, which, body.includes(other)]).toEqual([what, which, false])
  const { draft = null } = "draft" in named ? named : {}
  const old = (await draftsOf(link.on)).find(({ number }: Json) => number === draft)?.newer
  expect([what, body.includes("There is a newer text") || body.includes("un texte plus récent")]).toEqual([
    what,
    Boolean(old),
  ])
  seen[offers ? "offered" : link.does === "read" ? "read" : "none"]++
}

/** The drafts of an activity, asked once until something is done. */
async function draftsOf(on: string): Promise<Json[]> {
  const found = drafts.get(on) ?? (await world.get(`/api/activities/${on}`)).drafts
  drafts.set(on, found)
  return found
}
const drafts = new Map<string, Json[]>()

/** Opens every link of every letter that has come so far; one that all letters have, once. */
async function everyLink(): Promise<void> {
  drafts.clear()
  const opened = new Set<string>()
  for (const { to, text } of sent) {
    const [recipient = ""] = to.address.split("@")
    for (const url of new Set(text.match(/https:\/\/d\.example\S*/g))) {
      if (opened.has(url)) continue
      opened.add(url)
      await opens(url, recipient)
    }
  }
}

const answer = async (person: string, does: string, form: Record<string, string> = {}) => {
  const tokens = sent
    .filter(({ to }) => to.address.startsWith(`${person}@`))
    .flatMap(({ text }) => text.match(/(?<=\/answer\/)[\w.-]+/g) ?? [])
  const token = tokens.findLast((each) => readActionToken(each, KEY)?.does === does) ?? ""
  const headers = { "Content-Type": "application/x-www-form-urlencoded" }
  const { status } = await world.ask("POST", `/en/answer/${token}`, {
    body: new URLSearchParams({ ticked: "yes", ...form }).toString(),
    headers,
  })
  expect([person, does, status]).toEqual([person, does, 200])
  used.add(token)
}
const add = async (code: string, text: string, more: object = {}) => {
  const { events } = await world.take(AUSTRIA, code, "addDraft", { text, ...more })
  texts.set(`${PLAN}.${code} ${events.at(-1).draft}`, text)
}
const close = async (as: string, code: string, text: string) => {
  await world.take(as, code, "closeConsultation", { round: 1, summary: text, reason: "Nothing more is expected." })
  texts.set(`${PLAN}.${code} summary`, text)
}

/** Version 1 of the reference points under silence from 1 June 10:00. */
async function underSilence() {
  await world.take(AUSTRIA, "t2-a2", "openConsultation", {
    closes: "2026-05-08T18:00",
    invited: ["isu", "thematic-coordinators"],
  })
  await world.at("2026-05-08T09:00:00+02:00")
  await everyLink()
  await world.at("2026-05-11T09:00:00+02:00")
  await close(AUSTRIA, "t2-a2", "Short and non-legalistic.")
  await world.take(AUSTRIA, "t2-a2", "startDrafting")
  await add("t2-a2", "Reference points, version 1")
  await cleared()
  await world.at("2026-06-01T10:00:00+02:00")
  await horizontalChecks(world, "t2-a2")
  await circulated("2026-06-08T18:00")
}
const cleared = async () => {
  await world.take(AUSTRIA, "t2-a2", "requestClearance")
  await world.take(ISU, "t2-a2", "clearDraft")
}
const circulated = async (until: string) => {
  for (const as of [AUSTRIA, ISU]) await world.take(as, "t2-a2", "recordCheck", { check: { of: "constraint" } })
  await world.take(AUSTRIA, "t2-a2", "circulate", { until })
}

describe("every link of every letter, for every recipient, opens, shows its text, and offers what its reader may do", () => {
  test("2. Q1 consultations", async () => {
    await begin("2026-01-12T09:00:00+01:00")
    await world.take(CAMEROON, "t1-a1", "openConsultation", {
      ...{ closes: "2026-02-13T18:00", invited: ["thematic-coordinators"], attribution: "chathamHouse" },
    })
    await world.at("2026-01-13T10:00:00+01:00")
    await everyLink()
    await answer("thematic-a", "recordInput", { text: "Our view." })
    await world.take(thematic("b"), "t1-a1", "recordInput", { round: 1, text: "Ours too." })
    await world.at("2026-02-13T12:00:00+01:00")
    await everyLink()
    await world.at("2026-02-16T10:00:00+01:00")
    await everyLink()
    const before = seen.none
    await close(CAMEROON, "t1-a1", "Two answered.")
    await everyLink()
    expect(seen.none).toBeGreaterThan(before)
    expect(seen.offered).toBeGreaterThan(20)
  })

  test("3. Q2 reference points", async () => {
    await begin("2026-04-20T09:00:00+02:00")
    await underSilence()
    await world.at("2026-06-01T23:00:00+02:00")
    await everyLink()
    await answer("thematic-b", "support")
    await world.at("2026-06-05T15:00:00+02:00")
    await answer("thematic-a", "object", { paragraphs: "3", text: "Paragraph 3 goes too far." })
    await world.at("2026-06-05T16:00:00+02:00")
    await everyLink()
    await world.at("2026-06-08T19:00:00+02:00")
    await everyLink()
    await add("t2-a2", "Reference points, version 2")
    await advise(world, "t2-a2")
    await everyLink()
    await cleared()
    await world.at("2026-06-12T11:00:00+02:00")
    await world.take(thematic("a"), "t2-a2", "withdrawObjection", { objection: 1 })
    await circulated("2026-06-19T18:00")
    await world.at("2026-06-12T12:00:00+02:00")
    await everyLink()
    await world.at("2026-06-19T19:00:00+02:00")
    await everyLink()
    expect([seen.offered > 100, seen.read > 100, seen.none > 50]).toEqual([true, true, true])
  })

  test("6. Edit during silence", async () => {
    await begin("2026-04-20T09:00:00+02:00")
    await underSilence()
    await world.at("2026-06-01T23:00:00+02:00")
    await add("t2-a2", "Reference points, version 2", { confirmVoid: true, reason: "a typing error in paragraph 2" })
    await world.at("2026-06-02T12:00:00+02:00")
    await everyLink()
    await advise(world, "t2-a2")
    await cleared()
    await circulated("2026-06-10T18:00")
    await world.at("2026-06-02T23:00:00+02:00")
    await everyLink()
    await answer("thematic-c", "support")
    await world.take(AUSTRIA, "t2-a2", "extendSilence", { until: "2026-06-11T18:00" })
    await world.at("2026-06-03T12:00:00+02:00")
    await everyLink()
    expect([seen.offered > 50, seen.read > 50, seen.none > 20]).toEqual([true, true, true])
  })
})
