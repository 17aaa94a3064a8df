import type { Message } from "@demarche/mail/message"
import { playDemo } from "@demarche/server/demo"
import { expect, test } from "vitest"
import { ISU, type Json, openWorld, PLAN, type World } from "../http/world.ts"

const HOUR = 3_600_000

/** What a letter says of each item's due date: how many days are left, negative where it calls it overdue. */
function daysSaid(text: string): Map<string, number> {
  const plain = text.replaceAll(/\s+/g, " ")
  const line =
    /(?:(Due today|Échéance ce jour)|(Due in|Échéance dans|Overdue by|En retard de) (\d+) (?:days?|jours?))[^()]*\([^()]*\)(?:, [^:(]*)? ?: [^:]*?\((\S+)\)/g
  return new Map(
    [...plain.matchAll(line)].map(([, today, how = "", count = "0", code = ""]) => [
      code,
      today ? 0 : Number(count) * (/^(Overdue|En retard)/.test(how) ? -1 : 1),
    ]),
  )
}

/** What differs between a letter and the API at the instant at which the letter is sent. */
async function differences(world: World, { text, sent, to, subject }: Message): Promise<string[]> {
  const said = daysSaid(text)
  const lists = ["activities", "outputs", "requests"].map((kind) =>
    world.get(`/api/${kind}`, { as: ISU, query: { plan: PLAN, limit: "100" } }),
  )
  const items: Json[] = (await Promise.all(lists)).flatMap(({ items }) => items)
  return [...said].flatMap(([code, days]) => {
    const due = items.find((item) => item.code === code)?.due
    const same = due?.days === days && due.overdue === days < 0
    return same ? [] : [`${sent} ${to.address} ${subject}: ${code} ${days}, and the API ${JSON.stringify(due)}`]
  })
}

test("slow: in a month of the demo, looked at by the hour, every letter says what the API says when it is sent", async () => {
  const letters: Message[] = []
  const wrong: string[] = []
  const mailer = {
    async send(message: Message) {
      letters.push(message)
      wrong.push(...(await differences(world, message)))
    },
  }
  const world = await openWorld(undefined, undefined, { mailer, home: "https://d.example", key: "k" })
  await playDemo(world.hosted, world.clock, "2026-03-10T08:00:00.000Z")
  letters.length = 0
  const end = Date.parse("2026-04-10T08:00:00.000Z")
  for (let now = Date.parse(world.clock.now()); now < end; now += HOUR) await world.at(new Date(now).toISOString())
  await world.stop()
  expect(wrong).toEqual([])
  expect(letters.flatMap(({ text }) => [...daysSaid(text)]).length).toBeGreaterThan(50)
  expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(letters.length)
}, 600_000)
