import { letterReturned } from "@demarche/application/notifications/addresses"
import { afterEach, expect, test } from "vitest"
import type { Json } from "../http/world.ts"
import { COORDINATOR, openZones, SECRETARIAT, ZONES, type Zones } from "./zones.ts"

let zones: Zones
afterEach(() => zones.world.stop())

/** A chain of deputies the last of whom may answer: the first is away too. */
const chain = (yaml: string) =>
  yaml.replace("offices: [ { office: observer, party: nepal", "offices: [ { office: delegate, party: nepal")

async function circulated(edit?: (yaml: string) => string): Promise<void> {
  zones = await openZones("2026-06-08T10:00:00+02:00", edit)
  await zones.clear("a1")
  await zones.take(COORDINATOR, "a1", "circulate", { until: "2026-06-15T18:00" })
}

const readers = (items: Json[], kind: string) =>
  items.flatMap((notice) => (notice.kind === kind ? [[notice.recipient, notice.onBehalfOf]] : []))

test("K7.1 no letter goes to a deputy whose mandate has ended, and along the chain to the first who may answer", async () => {
  await circulated(chain)
  await zones.world.at("2026-06-09T12:00:00+02:00")
  const opened = readers(await zones.notices({ status: "sent" }), "SilenceOpened")
  expect(opened).toContainEqual(["d-gamma", null])
  expect(opened).toContainEqual(["dep-2", "d-nepal"])
  expect(zones.sent.filter(({ to }) => to.address === "dep-old@elsewhere.example")).toEqual([])
})

test("K7.1 mail that comes back marks the address that it was sent to, also where somebody else was to read it", async () => {
  await circulated(chain)
  const plan = `/api/plans/${ZONES}`
  await zones.world.take(SECRETARIAT, plan, "updatePerson", { person: "d-nepal", vacation: [] })
  await zones.world.at("2026-06-09T22:00:00+02:00")
  const letter = zones.sent.find(({ to }) => to.address.startsWith("d-nepal@"))
  const { application, settled } = zones.world.hosted
  const feedback = { stream: letter?.stream ?? "", address: letter?.to.address ?? "", why: "550" }
  await letterReturned(application, feedback, "test")
  await settled()
  const { people } = (await application.planSnapshot(ZONES, true)).context
  expect(people.flatMap(({ id, failed }) => (failed ? [id] : []))).toEqual(["d-nepal"])
})

test("K7.1 who may only observe does not read in the place of who is asked for an answer", async () => {
  await circulated()
  await zones.world.at("2026-06-09T12:00:00+02:00")
  expect(readers(await zones.notices({ status: "sent" }), "SilenceOpened")).toContainEqual(["d-nepal", null])
})

test("K7.1 who is ended between queueing and sending is not written to, and who returns reads for themselves", async () => {
  await circulated(chain)
  const plan = `/api/plans/${ZONES}`
  await zones.world.take(SECRETARIAT, plan, "endMandate", {
    person: "d-hawaii",
    office: "delegate",
    party: "hawaii",
    on: "2026-06-07",
  })
  await zones.world.take(SECRETARIAT, plan, "updatePerson", { person: "d-nepal", vacation: [] })
  await zones.world.at("2026-06-09T22:00:00+02:00")
  const items = await zones.notices()
  expect(readers(items, "SilenceOpened")).toContainEqual(["d-nepal", null])
  expect(items.find((each) => each.recipient === "d-hawaii" && each.kind === "SilenceOpened")).toMatchObject({
    status: "cancelled",
    why: "the person is no longer one of those who are told",
  })
  expect(zones.sent.filter(({ to }) => to.address.startsWith("d-hawaii@"))).toEqual([])
})

test("K7.4 who is asked under silence or in a consultation is told when that ends by another act", async () => {
  await circulated()
  await zones.take(COORDINATOR, "a2", "openConsultation", { closes: "2026-06-26T18:00", invited: ["beta", "samoa"] })
  await zones.take(COORDINATOR, "a4", "amend", { kind: "document", reason: "r" })
  await zones.world.at("2026-06-10T12:00:00+02:00")
  await zones.take(COORDINATOR, "a1", "cancel", { reason: "overtaken" })
  await zones.take(COORDINATOR, "a2", "defer", { reason: "no budget" })
  await zones.world.at("2026-06-11T22:00:00+02:00")
  await zones.take(COORDINATOR, "a2", "resume", { reason: "budget" })
  await zones.world.at("2026-06-12T22:00:00+02:00")
  await zones.take(COORDINATOR, "a2", "supersede", { successors: [`${ZONES}.a3`], reason: "merged" })
  await zones.world.at("2026-06-15T22:00:00+02:00")
  const items = await zones.notices({ status: "sent" })
  const to = (kind: string) =>
    readers(items, kind)
      .map(([recipient]) => recipient)
      .sort()
  expect(to("SilenceVoided")).toEqual(to("SilenceOpened"))
  for (const kind of ["Deferred", "Resumed", "Superseded"])
    expect([kind, to(kind)]).toEqual([kind, ["coord-b", "d-samoa"]])
  const letter = zones.sent.find(({ subject }) => /^Silence voided/.test(subject))
  expect(letter?.text.replaceAll(/\s+/g, " ")).toMatch(/State: Cancelled.*Reason: overtaken/)
})
