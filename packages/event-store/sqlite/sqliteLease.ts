import { DatabaseSync } from "node:sqlite"
import type { Lease } from "../ports.ts"
import { isBusy, translated } from "./sqliteErrors.ts"

/**
 * The lease is the exclusive lock on a file that nothing is written to. The system frees it with the process, however that
 * ends, so no time says when its holder is dead, and none can hold it besides one that was merely slow.
 */
export function sqliteLease(path: string): Lease & { close(): void } {
  let db: DatabaseSync | undefined
  return {
    held() {
      try {
        db ??= new DatabaseSync(path, { timeout: 0 })
        if (!db.isTransaction) db.exec("BEGIN EXCLUSIVE")
        return true
      } catch (error) {
        if (isBusy(error)) return false
        throw translated(error, path)
      }
    },
    close() {
      if (db?.isOpen) db.close()
    },
  }
}
