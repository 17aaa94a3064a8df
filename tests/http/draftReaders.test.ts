import { type ActionLink, readActionToken, signActionToken } from "@demarche/application/answers/actionLink"
import type { MailSettings } from "@demarche/application/notifications/mailSettings"
import { afterEach, beforeEach, expect, test } from "vitest"
import { waysPlan } from "./waysPlan.ts"
import { AUSTRIA, ISU, type Json, openWorld, PLAN, thematic, type World } from "./world.ts"

const UNIDIR = "unidir-1:partner"
const ICRC = "icrc-1:partner"
const OBSERVER = "icrc-2:observer"

const person = (id: string, office: string, party: string) => `  - id: ${id}
    name: ${id}
    address: ${id}@demarche.example
    language: en
    zone: Europe/Zurich
    offices: [{ office: ${office}, party: ${party}, from: "2026-01-01" }]
`

/** A plan whose committee has a partner among its members, and two who look on. */
const partnered = waysPlan
  .replace(
    "members: { parties: [delegation-a, delegation-b] } }",
    "members: { parties: [delegation-a, delegation-b, unidir] }, observers: [icrc] }",
  )
  .replace("    meeting:\n", "    quick:\n      steps: [{ silence: committee, hours: 24 }]\n    meeting:\n")
  .replace("path: meeting", "path: quick")
  .replace(
    "people:\n",
    `  - { id: unidir, title: UNIDIR, kind: partner }
  - { id: icrc, title: ICRC, kind: partner }
people:
${person("unidir-1", "partner", "unidir")}${person("icrc-1", "partner", "icrc")}${person("icrc-2", "observer", "icrc")}`,
  )

let world: World
const begun = async (file: string, post?: MailSettings) => {
  world = await openWorld("2026-06-01T10:00:00+02:00", undefined, post)
  const sent = await world.send(ISU, file)
  if (sent.state !== "finished") throw new Error(JSON.stringify(sent))
  await world.take(AUSTRIA, "plan", "adopt", { mandate: "The meeting" })
  await world.take(AUSTRIA, "b", "startDrafting")
}
beforeEach(() => begun(partnered))
afterEach(() => world.stop())

const hash = async () => (await world.get(`/api/activities/${PLAN}.b`)).draft.text
const readBy = async (of: string, ...readers: (string | undefined)[]) =>
  Promise.all(readers.map(async (as) => (await world.ask("GET", `/api/texts/${of}`, as ? { as } : {})).status === 200))
const everybody = [thematic("a"), UNIDIR, ICRC, OBSERVER, undefined]
const circulate = async (until: string) => {
  await world.take(AUSTRIA, "b", "addDraft", { text: `A draft until ${until}` })
  await world.take(AUSTRIA, "b", "circulate", { until })
}

test("a draft is for the committee; once it is circulated, also for those it is put to and those who look on", async () => {
  await world.take(AUSTRIA, "b", "addDraft", { text: "Not circulated" })
  expect(await readBy(await hash(), ...everybody)).toEqual([true, false, false, false, false])
  await circulate("2026-06-08T18:00")
  expect(await readBy(await hash(), ...everybody)).toEqual([true, true, true, true, false])
  const pages = await Promise.all(
    everybody.map(async (as) => (await world.ask("GET", `/en/items/${PLAN}.b`, as ? { as } : {})).body as string),
  )
  expect(pages.map((page) => page.includes("A draft until"))).toEqual([true, true, true, true, false])
})

test("who was asked reads on when the silence is over; who looked on does not", async () => {
  await circulate("2026-06-08T18:00")
  const first = await hash()
  await world.take(thematic("a"), "b", "object", { text: "No." })
  await world.take(thematic("a"), "b", "withdrawObjection", { objection: 1 })
  expect(await readBy(first, ...everybody)).toEqual([true, true, false, false, false])
  await circulate("2026-06-15T18:00")
  expect(await readBy(first, ...everybody)).toEqual([true, true, false, false, false])
  expect(await readBy(await hash(), ...everybody)).toEqual([true, true, true, true, false])
  world.jump("2026-06-15T18:00:00+02:00")
  expect(await readBy(first, ICRC, undefined)).toEqual([false, false])
  await world.at("2026-06-15T18:01:00+02:00")
  expect(await readBy(await hash(), ...everybody)).toEqual([true, true, true, true, true])
})

test("the summary of a consultation is the committee's and theirs who were invited, until the text is agreed", async () => {
  await world.take(AUSTRIA, "b", "returnToConsultation", { reason: "more views" })
  await world.take(AUSTRIA, "b", "openConsultation", { closes: "2026-06-02T18:00", invited: ["unidir"] })
  await world.take(AUSTRIA, "b", "closeConsultation", {
    round: 1,
    summary: "Short.",
    reason: "Nothing more is expected.",
  })
  const { consultations } = await world.get(`/api/activities/${PLAN}.b`)
  const { summary } = consultations[0] as Json
  expect(await readBy(summary, ...everybody)).toEqual([true, true, false, false, false])
  await world.take(AUSTRIA, "b", "startDrafting")
  await circulate("2026-06-08T18:00")
  await world.at("2026-06-08T18:01:00+02:00")
  expect(await readBy(summary, ...everybody)).toEqual([true, true, true, true, true])
})

test("drafts are everyone's where the rules of procedure say so", async () => {
  await world.stop()
  await begun(partnered.replace("  title: Many ways\n", "  title: Many ways\n  drafts: public\n"))
  await world.take(AUSTRIA, "b", "addDraft", { text: "Not circulated" })
  expect(await readBy(await hash(), ...everybody)).toEqual([true, true, true, true, true])
})

test("a letter's link only reads where the rules of procedure say so", async () => {
  await world.stop()
  const key = "a key for the tests"
  const letters: string[] = []
  const mailer = { send: async ({ text }: { text: string }) => void letters.push(text) }
  const file = partnered.replace("  title: Many ways\n", "  title: Many ways\n  answers_by_link: read\n")
  await begun(file, { mailer, home: "https://d.example", key })
  await circulate("2026-06-08T18:00")
  await world.at("2026-06-01T12:00:00+02:00")
  const tokens = letters.flatMap((text) => text.match(/(?<=\/answer\/)[\w.-]+/g) ?? [])
  const links = tokens.flatMap((token) => readActionToken(token, key) ?? [])
  expect(new Set(links.map(({ does }) => does))).toEqual(new Set(["read"]))
  const mine = links.find(({ person }) => person === "thematic-a") as ActionLink
  const token = signActionToken({ ...mine, does: "object" }, key)
  const opened = (await world.ask("GET", `/en/answer/${token}`)).body
  expect([opened.includes("A draft until"), opened.includes("<form")]).toEqual([true, false])
  const headers = { "Content-Type": "application/x-www-form-urlencoded" }
  await world.ask("POST", `/en/answer/${token}`, { headers, body: "text=No&ticked=yes" })
  expect((await world.get(`/api/activities/${PLAN}.b`)).substate).toBe("underSilence")
})
