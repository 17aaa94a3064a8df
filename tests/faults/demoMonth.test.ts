import type { Message } from "@demarche/mail/message"
import { playDemo } from "@demarche/server/demo"
import { expect, test } from "vitest"
import { openWorld } from "../http/world.ts"
import { daysSaid, misdated } from "../simulate/demoYear.ts"

const HOUR = 3_600_000

test("slow: in a month of the demo, looked at by the hour, every letter says what the API says when it is sent", async () => {
  const letters: Message[] = []
  const wrong: string[] = []
  const mailer = {
    async send(message: Message) {
      letters.push(message)
      wrong.push(...(await misdated(world, message)))
    },
  }
  const world = await openWorld(undefined, undefined, { mailer, home: "https://d.example", key: "k" })
  await playDemo(world.hosted, world.clock, "2026-03-10T08:00:00.000Z")
  letters.length = 0
  const end = Date.parse("2026-04-10T08:00:00.000Z")
  for (let now = Date.parse(world.clock.now()); now < end; now += HOUR) await world.at(new Date(now).toISOString())
  await world.stop()
  expect(wrong).toEqual([])
  expect(letters.flatMap(({ text }) => [...daysSaid(text)]).length).toBeGreaterThan(20)
  expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(letters.length)
}, 600_000)
