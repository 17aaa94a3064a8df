import { createApplication, type Store } from "@demarche/application/application"
import { verifyRecord } from "@demarche/application/audit/verifyRecord"
import type { Finding } from "@demarche/engine"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { movableClock } from "@demarche/server/clocks"
import { erasedBy } from "@demarche/workplan"
import { commitsOf, LEFT, openFolder, rowsOf, textOf, type Written, write } from "../fixtures/open.ts"
import { PLAN } from "../http/world.ts"

/** The activity that the tests tamper with: 18 commits, drafts, a silence that runs, a redacted text. */
export const ACTIVITY = `activity:${PLAN}.t2-a2` as const

/** Part of the past record, one or two streams of each kind, with the rows and texts that belong to it. */
export async function someOfThePast(): Promise<Written> {
  const { world } = await openFolder()
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
