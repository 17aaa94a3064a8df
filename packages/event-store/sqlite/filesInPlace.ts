import { statSync } from "node:fs"
import { StoreError } from "../errors.ts"

/**
 * Watches over the files of an open database: what is written to one that was removed or replaced is gone with the process.
 * The function returned says which is no longer the file that was opened, or is shorter than it was, as a database never
 * becomes by itself.
 * @throws Error where the database has no file.
 */
export function filesInPlace(path: string): () => StoreError | undefined {
  const opened = new Map<string, bigint>()
  let size = 0n

  function moved(file: string): boolean {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false })
    const identity = opened.get(file)
    if (!found || identity === undefined) {
      if (found) opened.set(file, found.ino)
      return identity !== undefined
    }
    if (file === path && found.size < size) return true
    if (file === path) size = found.size
    return found.ino !== identity
  }

  opened.set(path, statSync(path, { bigint: true }).ino)
  return () => [path, `${path}-wal`].filter(moved).map(replaced)[0]
}

/** For a file that is no longer the one that was opened. */
export function replaced(file: string): StoreError {
  const what = `${file} is no longer the file that was opened: it was removed or replaced while this process runs`
  return new StoreError("unavailable", `${what}; stop the process, put the folder right, and start again`, {
    obstacle: "replaced",
  })
}
