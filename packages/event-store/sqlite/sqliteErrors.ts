import { type Obstacle, StoreError } from "../errors.ts"

/** Primary result codes, https://sqlite.org/rescode.html */
const [PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOLFS, NOTADB] = [
  3, 5, 6, 7, 8, 10, 11, 13, 14, 22, 26,
]
const DAMAGED = new Set([CORRUPT, NOTADB])
const UNAVAILABLE = new Set([PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN, NOLFS])
const OBSTACLES = new Map<number, Obstacle>([
  [BUSY, "busy"],
  [LOCKED, "busy"],
  [FULL, "full"],
])

/** Whether another connection holds a lock, so that a retry helps. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error)
  return code === BUSY || code === LOCKED
}

/** SQLite's error as the StoreError it stands for, with the file's name; a bug of ours is returned unchanged. */
export function translated(error: unknown, path: string): unknown {
  const code = resultCode(error) ?? 0
  const closed = error instanceof Error && "code" in error && error.code === "ERR_INVALID_STATE"
  const what = `${path}: ${error instanceof Error ? error.message : error}`
  if (DAMAGED.has(code)) return new StoreError("damaged", what, { cause: error })
  if (UNAVAILABLE.has(code) || closed)
    return new StoreError("unavailable", what, { cause: error, obstacle: OBSTACLES.get(code) })
  return error
}

/** The primary code is the low byte of the extended one. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined
}
