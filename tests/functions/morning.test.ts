import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { expect, test } from "vitest"
import { type Hosting, openCcm, PRESIDENCY } from "../http/world.ts"
import { cloudHost, plain } from "./host.ts"

test("new dates and reminders of one morning are one letter to a person", async () => {
  const sent: string[] = []
  const mailer = { send: async (message: { to: { address: string } }) => void sent.push(message.to.address) }
  const store = memoryStore()
  const cloud: Hosting = async (clock, post) =>
    cloudHost(
      () => store,
      clock,
      plain,
      () => 0.5,
      post,
    )
  const world = await openCcm("2026-03-02T10:00:00+01:00", cloud, { mailer, home: "https://d.example", key: "k" })
  await world.at("2026-03-02T20:00:00+01:00")
  sent.length = 0
  await world.take(PRESIDENCY, "plan", "moveMeeting", { meeting: "3rc", from: "2026-09-14", to: "2026-09-18" })
  await world.at("2026-03-03T12:00:00+01:00")
  await world.stop()
  expect(sent).toEqual(["coordinator-austria@demarche.example", "coordinator-cameroon@demarche.example"])
})
