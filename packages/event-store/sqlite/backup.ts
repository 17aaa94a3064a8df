import { existsSync, mkdirSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { StoreError } from "../errors.ts"
import { translated } from "./sqliteErrors.ts"

/**
 * Copies the store in a folder into another, which is created, while others write to it: each file as it was at one moment,
 * one after the other, so that no row is newer than the record it is made from, and every text that the record names is there.
 * @throws StoreError `unavailable` where the target has something in it or cannot be written; `damaged` where a file is not
 * sound.
 */
export function backUp(directory: string, target: string): void {
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new StoreError("unavailable", `${target} is not empty: a backup goes into a new folder`)
  mkdirSync(target, { recursive: true, mode: 0o700 })
  for (const file of ["views.db", "events.db", "texts.db"]) {
    const path = join(directory, file)
    try {
      using db = new DatabaseSync(path, { timeout: 30_000 })
      db.prepare("VACUUM INTO ?").run(join(target, file))
    } catch (error) {
      throw translated(error, path)
    }
  }
}
