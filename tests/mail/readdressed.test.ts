import type { Message } from "@demarche/mail/message"
import { MailError } from "@demarche/mail/message"
import { afterEach, beforeEach, expect, test } from "vitest"
import { type LetterWorld, openLetters } from "../faults/letters.ts"
import { CAMEROON, ISU, type Json, openCcm, PLAN } from "../http/world.ts"

const NEW = "other@mission.example"
const CHANGED = "Your address in the work plan has changed"

let world: LetterWorld
beforeEach(async () => {
  world = await openLetters()
})
afterEach(() => world.stop())

const update = (change: Json, person = "thematic-a", by = ISU) =>
  world.take(by, "plan", "updatePerson", { person, ...change })
const told = (to: string) => world.lettersTo(to).filter(({ subject }) => subject.includes(CHANGED))
const queued = async (status: string) =>
  (await world.get("/api/notices", { as: ISU, query: { plan: PLAN, recipient: "thematic-a", status } })).items

test("a changed address is told to both: the new one, and the one that it replaces", async () => {
  await update({ address: NEW })
  await world.at("2026-06-01T10:00:00+02:00")
  const [own, former] = [told("other"), told("thematic-a")]
  expect([own.length, former.length]).toEqual([1, 1])
  expect(own[0]?.text).toContain("now come to this address")
  expect(former[0]?.text).toContain("no longer come to this address")
  expect(former[0]?.text).not.toContain(NEW)
  expect(former[0]?.text).not.toMatch(/\/answer\//)
  await world.at("2026-06-01T10:00:00+02:00")
  expect([told("other").length, told("thematic-a").length]).toEqual([1, 1])
})

test("whoever changes their own is told too, in their language", async () => {
  await update({ language: "fr" }, "coordinator-cameroon")
  await update({ address: NEW }, "coordinator-cameroon", CAMEROON)
  await world.at("2026-06-01T10:00:00+02:00")
  const [letter] = world.lettersTo("coordinator-cameroon").slice(-1)
  expect(letter?.text.replace(/\s+/g, " ")).toContain("ne parviennent plus à la présente adresse")
})

test("both come although the person is on vacation, and nothing goes to the deputy", async () => {
  await update({ deputy: "thematic-b", vacation: [{ from: "2026-05-01", to: "2026-08-01" }] })
  await update({ address: NEW })
  await world.at("2026-06-01T10:00:00+02:00")
  expect([told("other").length, told("thematic-a").length, told("thematic-b").length]).toEqual([1, 1, 0])
})

test.each<[what: string, change: Json]>([
  ["the same address", { address: "thematic-a@demarche.example" }],
  ["anything else", { zone: "Asia/Tokyo" }],
])("%s is no change of address", async (_, change) => {
  await update(change)
  await world.at("2026-06-01T10:00:00+02:00")
  expect(await queued("sent")).toEqual([])
})

test("an address that is taken away is told to that address", async () => {
  await update({ address: null })
  await world.at("2026-06-01T10:00:00+02:00")
  expect([told("thematic-a").length, (await queued("suppressed")).length]).toEqual([1, 1])
})

test("a former address that refuses its letter leaves the new one as it is", async () => {
  await world.stop()
  const sent: Message[] = []
  const mailer = {
    send: async (message: Message) => {
      if (message.to.address !== NEW) throw new MailError("never", "550 5.1.1 no such user")
      sent.push(message)
    },
  }
  world = {
    ...world,
    ...(await openCcm("2026-06-01T10:00:00+02:00", undefined, { mailer, home: "https://d.example", key: "a key" })),
  }
  await update({ address: NEW })
  await world.at("2026-06-01T10:00:00+02:00")
  expect(sent).toHaveLength(1)
  expect((await queued("suppressed")).map(({ why }: Json) => why)).toEqual(["550 5.1.1 no such user"])
  const { items } = await world.get("/api/history", { as: ISU, query: { plan: PLAN, type: "AddressFailed" } })
  expect(items).toEqual([])
})
