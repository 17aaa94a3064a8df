import { createApplication, type Store } from "@demarche/application/application"
import { verifyRecord } from "@demarche/application/audit/verifyRecord"
import { createWebhooks } from "@demarche/application/webhooks/webhooks"
import type { Finding } from "@demarche/engine"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { movableClock } from "@demarche/server/clocks"
import { erasedBy } from "@demarche/workplan"
import { commitsOf, LEFT, openFolder, rowsOf, textOf, type Written, write } from "../fixtures/open.ts"
import { circulated, ISU, openCcm, PLAN, PRESIDENCY, thematic, type World } from "../http/world.ts"

/** The activity that the tests tamper with: drafts, a silence that runs, a redacted text. */
export const ACTIVITY = `activity:${PLAN}.t2-a2` as const

/** Part of the past record, with the rows and texts that belong to it. */
export async function someOfThePast(): Promise<Written> {
  const { world } = await openFolder()
  return some(world)
}

/** Part of a record that is written today. */
export async function someOfToday(): Promise<Written> {
  const key = "a key of the tests"
  const call = async () => ({ taken: true, said: "204" })
  const mail = { mailer: { send: async () => {} }, home: "https://demarche.example", key }
  const world = await openCcm("2026-06-01T10:00:00+02:00", undefined, mail, createWebhooks({ call }, key))
  const hook = { url: "https://receiver.example/hook", label: "a receiver", events: ["SupportGiven"] }
  await world.ask("POST", "/api/webhooks", { as: ISU, body: hook, query: { plan: PLAN } })
  const program = { label: "scripts", office: "secretariat", plans: [PLAN] }
  await world.ask("POST", "/api/keys", { as: ISU, body: program })
  await world.ask("POST", "/api/requests", { as: PRESIDENCY, body: { title: "A note" }, query: { plan: PLAN } })
  await circulated(world)
  await world.take(thematic("a"), "t2-a2", "comment", { text: "To be taken back." })
  const { items } = await world.get(`/api/activities/${PLAN}.t2-a2/history`, { as: ISU, query: { limit: "100" } })
  const text = items.at(-1).events[0].text
  await world.take(ISU, "t2-a2", "redact", { text, reason: "personal data" })
  await world.take(thematic("b"), "t2-a2", "support")
  return some(world)
}

/** One or two streams of each kind. */
async function some(world: World): Promise<Written> {
  const all = await commitsOf(world)
  const streams = [...new Set(all.map(({ stream }) => stream))]
  const begun = [ACTIVITY, "output:", "access:", "webhook:", "delivery:", "request:", "notice:"]
  const some = new Set(begun.flatMap((start) => streams.filter((stream) => stream.startsWith(start)).slice(0, 2)))
  const commits = all.filter(({ stream }) => some.has(stream))
  const rows = (await rowsOf(world)).filter(({ stream }) => some.has(stream))
  const hashes = new Set(JSON.stringify(commits.map(({ events }) => events)).match(/[\w-]{43}/g))
  const texts = await Promise.all([...hashes].map((hash) => textOf(world, hash)))
  await world.stop()
  return { commits, rows, texts: texts.filter((text) => text !== undefined) }
}

/** Writes the record, and erases what it redacts. */
export async function writeWhole(store: Store, record: Written): Promise<void> {
  await write(store, record)
  for (const { value } of record.commits.flatMap(({ events }) => events)) {
    const hash = erasedBy(value)
    if (hash === undefined) continue
    await store.texts.put({ hash, salt: "salt", scope: PLAN, media: "text/markdown", body: "gone" })
    await store.texts.erase(hash)
  }
}

/** What a verification of the store finds. */
export async function findingsIn(store: Store): Promise<Finding[]> {
  return (await verifyRecord(createApplication(store, movableClock(LEFT.folder).now))).findings
}

/** What a verification of the folder finds. */
export async function findingsAt(path: string): Promise<Finding[]> {
  await using store = sqliteStore(path)
  return await findingsIn(store)
}
