import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { kindOf } from "@demarche/event-store"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import PostalMime from "postal-mime"
import { expect, test } from "vitest"
import { openCcm, over, PLAN, PRESIDENCY } from "../http/world.ts"
import { smtpServer } from "../mail/smtpServer.ts"
import { type Server, startServer } from "./server.ts"

/** A record that two people are to be told of, who have not been; of its adoption all have who are awake. */
async function owingTwoLetters(folder: string): Promise<void> {
  const post = { mailer: { async send() {} }, home: "https://d.example", key: "k" }
  const world = await openCcm("2026-05-04T10:00:00+02:00", over(sqliteStore(folder)), post)
  await world.at("2026-05-04T10:00:30+02:00")
  const body = { title: "A background note", details: "Two pages." }
  expect((await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body })).status).toBe(201)
  await world.stop()
}

/** How far each of the notices in that folder is, by its events, but for those of the adoption. */
async function progress(folder: string): Promise<string[]> {
  const notices: Record<string, string> = {}
  const adoption = new Set<string>()
  const store = sqliteStore(folder)
  for await (const { stream, events } of store.events.scan())
    for (const { value } of kindOf(stream) === "notice" ? events : []) {
      if ("kind" in value && value.kind === "PlanAdopted") adoption.add(stream)
      if (adoption.has(stream)) continue
      notices[stream] = `${notices[stream] ?? ""} ${value.type.slice("Notice".length)}`.trim()
    }
  await store[Symbol.asyncDispose]()
  return Object.values(notices).toSorted()
}

/** A host over that folder, a few seconds before the minute at which it looks for letters to send; a claim lasts for five. */
const host = (folder: string, port: number, BEGINS: string) =>
  startServer(folder, ["--data", "FOLDER"], {
    BEGINS,
    NODE_OPTIONS: `--import=${new URL("wallClock.ts", import.meta.url)}`,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: "demarche@demarche.example",
  })

const steps = [
  {
    name: "before it claims the second letter, and after it has claimed the first",
    at: "RCPT 1",
    left: ["Queued", "Queued Claimed"],
    copies: [1, 1],
  },
  {
    name: "after the server has taken the first letter, and before that is noted",
    at: "DATA 1",
    left: ["Queued", "Queued Claimed"],
    copies: [1, 2],
  },
  {
    name: "after it has noted the first letter as sent",
    at: "RCPT 2",
    left: ["Queued Claimed", "Queued Claimed Sent"],
    copies: [1, 1],
  },
]

test.concurrent.for(steps)(
  "a host killed $name (slow)",
  { timeout: 200_000 },
  async ({ at, left, copies }, { expect, onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), "demarche-"))
    const hosts: Server[] = []
    onTestFinished(async () => {
      for (const { child, ended } of hosts) {
        child.kill("SIGKILL")
        await ended
      }
      rmSync(folder, { recursive: true, force: true })
    })
    await owingTwoLetters(folder)
    const seen = { RCPT: 0, DATA: 0 }
    const reached = (step: "RCPT" | "DATA", goOn: () => void) => {
      seen[step] += 1
      if (`${step} ${seen[step]}` === at) hosts[0]?.child.kill("SIGKILL")
      else goOn()
    }
    await using server = await smtpServer({
      onRcptTo: (_, __, done) => reached("RCPT", done),
      kept: (answer) => reached("DATA", answer),
    })
    const start = async (begins: string) => {
      hosts.push(await host(folder, server.port, begins))
      return hosts.at(-1) as Server
    }
    const first = await start("2026-05-04T08:00:53Z")
    expect(await first.ended).toBe("SIGKILL")
    expect(await progress(folder)).toEqual(left)

    const second = await start("2026-05-04T08:09:53Z")
    const sent = expect.stringMatching(/ Sent$/)
    await expect.poll(() => progress(folder), { timeout: 100_000 }).toEqual([sent, sent])
    second.child.kill("SIGTERM")
    expect(await second.ended).toBe(0)

    const letters = await Promise.all(server.letters.map(({ eml }) => PostalMime.parse(eml)))
    const ids = Map.groupBy(letters, ({ to }) => to?.[0]?.address)
    expect([...ids.keys()].toSorted()).toEqual([
      "coordinator-austria@demarche.example",
      "coordinator-cameroon@demarche.example",
    ])
    expect([...ids.values()].map(({ length }) => length).toSorted()).toEqual(copies)
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(2)
  },
)
