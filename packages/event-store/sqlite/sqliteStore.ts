import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { StoreError } from "../errors.ts"
import type { StoreHealth } from "../ports.ts"
import { createSignal } from "../signal.ts"
import { openDatabase } from "./database.ts"
import { EVENTS_SCHEMA, sqliteEvents } from "./sqliteEvents.ts"
import { sqliteLease } from "./sqliteLease.ts"
import { LOG_SCHEMA, sqliteLog } from "./sqliteLog.ts"
import { MARKS_SCHEMA, sqliteMarks } from "./sqliteMarks.ts"
import { sqliteTexts, TEXTS_SCHEMA } from "./sqliteTexts.ts"
import { sqliteViews, VIEWS_SCHEMA } from "./sqliteViews.ts"

/**
 * All ports in a folder, which is created where it is missing; several processes may open it. `events.db` holds the
 * record and `texts.db` what can be erased from it: both are synced to disk before a write resolves. `views.db` can be
 * rebuilt, so it is not, nor is `marks.db`, which holds no evidence. `lease.db` stays empty. `told` is told of an erased
 * text that another process keeps from being overwritten.
 * @throws StoreError `damaged`, with the file's name, where a file is not a sound database; `unavailable` where one cannot be opened.
 */
export function sqliteStore(directory: string, told?: (what: string) => void) {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new StoreError("unavailable", `${directory} cannot be made`, { cause })
  }
  const file = (name: string, schema: string, synchronous: "FULL" | "NORMAL") =>
    openDatabase(join(directory, name), { schema, synchronous })

  const record = file("events.db", `${EVENTS_SCHEMA};${LOG_SCHEMA}`, "FULL")
  const rows = file("views.db", `${VIEWS_SCHEMA};${LOG_SCHEMA}`, "NORMAL")
  const appended = createSignal()
  const events = sqliteEvents(record, appended)
  const views = sqliteViews(rows)
  const words = file("texts.db", TEXTS_SCHEMA, "FULL")
  const texts = sqliteTexts(words, told)
  const marks = sqliteMarks(file("marks.db", MARKS_SCHEMA, "NORMAL"))
  const lease = sqliteLease(join(directory, "lease.db"))

  async function health(): Promise<StoreHealth> {
    const error = rows.misplaced() ?? words.misplaced()
    return error ? { writable: false, reason: error.message, obstacle: error.obstacle } : events.health()
  }

  return {
    events: { ...events, health },
    log: sqliteLog(record, rows, appended),
    lease,
    views,
    texts,
    marks,
    async [Symbol.asyncDispose]() {
      for (const port of [events, views, texts, marks]) await port[Symbol.asyncDispose]()
      lease.close()
    },
  }
}
