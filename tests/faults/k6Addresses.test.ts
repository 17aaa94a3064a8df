import { letterReturned } from "@demarche/application/notifications/addresses"
import { type Message, validAddress } from "@demarche/mail/message"
import { valueFault } from "@demarche/workplan/rules/values"
import fc from "fast-check"
import { afterAll, expect, test } from "vitest"
import { circulated, ISU, openCcm, PLAN, type World } from "../http/world.ts"

const sent: Message[] = []
const mailer = { send: async (message: Message) => void sent.push(message) }
let world: World | undefined
afterAll(() => world?.stop())

function taken(value: string): boolean {
  return valueFault({ meaning: { is: "address" }, value, path: ["address"] }) === undefined
}

function sendable(address: string): boolean {
  try {
    return validAddress(address) !== ""
  } catch {
    return false
  }
}

const part = fc.string({ unit: fc.constantFrom(..."aZ0é中.-_+ü'!\"(),:;<>[]\\ \r\n%@"), maxLength: 8 })
const likely = fc.tuple(part, fc.constantFrom("@", ""), part, fc.constantFrom(".example", ".ch", ""))

test("K6.4 an address that a command takes is one to which mail can be sent, and no other is taken", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.emailAddress(),
        likely.map((all) => all.join("")),
        fc.webUrl(),
      ),
      (address) => {
        expect(taken(address)).toBe(sendable(address))
      },
    ),
    { numRuns: 500 },
  )
})

test.each([
  "anna@bücher.example",
  "anna@xn--bcher-kva.example",
  "Anna@BÜCHER.example",
  "o'neill+un@mission.gov.example",
])("K6.4 %s is taken", (address) => expect(taken(address)).toBe(true))

test.each([
  "chloé@mission.example",
  "a@b@c.example",
  "a b@c.example",
  "a@[192.0.2.1]",
  "a@192.0.2.1",
  '"a"@c.example',
  "a@c",
])("K6.4 %s is not", (address) => expect([taken(address), sendable(address)]).toEqual([false, false]))

test("K6.4 a letter reaches an international domain, and coming back marks that address", async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00", undefined, { mailer, home: "https://d.example", key: "k" })
  await world.take(ISU, "plan", "updatePerson", { person: "thematic-d", address: "delegation@bücher.example" })
  await circulated(world)
  await world.at("2026-06-02T12:00:00+02:00")
  const letter = sent.find(({ to }) => to.address.endsWith("@bücher.example"))
  expect(validAddress(letter?.to.address)).toBe("delegation@xn--bcher-kva.example")
  const { application, settled } = world.hosted
  const feedback = { stream: letter?.stream ?? "", address: "delegation@xn--bcher-kva.example", why: "550" }
  await letterReturned(application, feedback, "test")
  await settled()
  const { people } = (await application.planSnapshot(PLAN, true)).context
  expect(people.flatMap(({ id, failed }) => (failed ? [id] : []))).toEqual(["thematic-d"])
})
