import { cpSync, existsSync, mkdtempSync, rmSync, statSync, truncateSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import type { Bug } from "./bugs.ts"

const MEMORY = "/dev/shm"

/** What is left of the views when their process ends: nothing, or all that was synced and this share of what was not. */
export type Left = "gone" | number

/** The folder of one machine's store, in memory where there is a place for that: it outlives the processes that open it. */
export function newDisk(bug: Bug | undefined) {
  const root = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), "demarche-simulate-"))
  const begun = new Set<string>()
  let lives = 0
  let synced = 0
  let store = sqliteStore(folder())

  function folder() {
    return join(root, `${lives}`)
  }

  /** No run fills it to the 1,000 pages at which SQLite would begin it anew. */
  function viewsLog() {
    return join(folder(), "views.db-wal")
  }

  function sync() {
    synced = statSync(viewsLog()).size
  }

  function forgetCursors() {
    const views = new DatabaseSync(join(folder(), "views.db"))
    views.exec("DELETE FROM cursors")
    views.close()
  }

  return {
    /** The store as the process that lives now has it open. */
    get store() {
      return store
    },
    /** A consumer follows: its first cursor beside new views is synced, and with it all that stands before. */
    begins(consumer: string) {
      if (!begun.has(consumer)) sync()
      begun.add(consumer)
    },
    /**
     * Ends the process and begins the next: it has a copy of the files as they stand, between two transactions and their
     * write-ahead logs not yet taken over, so that what the dead one still does happens where nobody looks. That an end
     * amid a transaction leaves nothing of it is SQLite's own promise, kept in tests/event-store/sqliteProcesses.test.ts.
     */
    end(views: Left) {
      const [dead, left] = [store, folder()]
      lives += 1
      cpSync(left, folder(), { recursive: true, filter: (path) => views !== "gone" || !path.includes("views.db") })
      if (views === "gone") {
        synced = 0
        begun.clear()
      } else truncateSync(viewsLog(), Math.floor(synced + views * (statSync(viewsLog()).size - synced)))
      store = sqliteStore(folder())
      if (bug === "cursors stand beside the record alone") forgetCursors()
      void dead[Symbol.asyncDispose]().then(() => rmSync(left, { recursive: true }))
    },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]()
      rmSync(root, { recursive: true })
    },
  }
}
