import { executeAsSystem } from "@demarche/application/executeAsSystem"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { MailError } from "@demarche/mail/message"
import { host } from "@demarche/server/host"
import { expect, onTestFinished, test } from "vitest"
import { allSeen } from "../http/replay.ts"
import { type Hosting, openCcm, PLAN, type World } from "../http/world.ts"

const quiet = { info() {}, error() {} }

/** Counts the rows that are read of each kind. */
function counted() {
  const read = new Map<string, number>()
  const store = memoryStore()
  const { views } = store
  const note = <T extends { kind: string }[]>(rows: T): T => {
    for (const { kind } of rows) read.set(kind, (read.get(kind) ?? 0) + 1)
    return rows
  }
  const noting = {
    ...views,
    list: async (of: Parameters<typeof views.list>[0]) => note(await views.list(of)),
    due: async (...of: Parameters<typeof views.due>) => note(await views.due(...of)),
    record: async (of: Parameters<typeof views.record>[0]) => note(await views.record(of)),
  }
  return { store: { ...store, views: noting }, read }
}

async function queue(world: World, name: string, notBefore: string, digest: boolean): Promise<void> {
  const about = `${PLAN}.t2-a2@1`
  await executeAsSystem(world.hosted.application, {
    stream: `notice:${PLAN}.n-${name}`,
    command: {
      type: "queue",
      recipient: "coordinator-austria",
      about,
      kind: "Agreed",
      ...(digest && { digest }),
      notBefore,
    },
    correlation: "test",
  })
}

/** The rows of notices that are read to send letters, at first and again after the mail server refused them, beside others. */
async function readFor(letters: number, others: number, digest: boolean): Promise<{ sent: number; read: number }[]> {
  const { store, read } = counted()
  let refuses = true
  let sent = 0
  const mailer = {
    async send() {
      if (refuses) throw new MailError("later", "refused")
      sent += 1
    },
  }
  const hosting: Hosting = async (clock, mail, _, begin) => {
    await begin?.(store)
    await allSeen(store)
    return host(store, clock, quiet, { mail })
  }
  const start = "2026-06-05T10:00:00+02:00"
  const world = await openCcm(start, hosting, { mailer, home: "https://d.example", key: "k" })
  onTestFinished(() => world.stop())
  for (let other = 0; other < others; other++) await queue(world, `later-${other}`, "2026-12-01T08:00:00.000Z", digest)
  for (let letter = 0; letter < letters; letter++)
    await queue(world, `now-${letter}`, "2026-06-05T08:01:00.000Z", digest)
  await world.hosted.settled()
  const runs: { sent: number; read: number }[] = []
  for (const at of ["2026-06-05T10:02:00+02:00", "2026-06-05T12:00:00+02:00"]) {
    world.jump(new Date(at).toISOString())
    read.clear()
    await world.hosted.schedule.tick("test")
    await world.hosted.settled()
    runs.push({ sent, read: read.get("notice") ?? 0 })
    refuses = false
  }
  return runs
}

test("K10.12 what is read for a letter does not grow with the notices that are there, also where it is sent again", async () => {
  const [few, many] = [await readFor(2, 5, false), await readFor(2, 100, false)]
  expect(few.map(({ sent }) => sent)).toEqual([0, 2])
  expect(many).toEqual(few)
})

test("K10.12 a digest that is sent again looks for its parts once a run, however many notices it has", async () => {
  const [small, large] = [await readFor(2, 100, true), await readFor(12, 100, true)]
  const again = (runs: { read: number }[]) => (runs[1]?.read ?? 0) - 100
  expect(small[1]?.sent).toBe(1)
  expect(again(large)).toBeLessThanOrEqual(again(small) + 2 * 10)
})
