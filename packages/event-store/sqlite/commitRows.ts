import { decode } from "../commitJson.ts"
import type { damageOf } from "../damage.ts"
import { isStoreError, StoreError } from "../errors.ts"
import type { Commit } from "../ports.ts"
import { shareOf } from "../streamName.ts"
import type { Columns, Database } from "./database.ts"

/** The columns of a commit, which are all read with it, so that each is held against what the commit says of itself. */
export const COMMIT_COLUMNS = "seq, stream, version, share, body"

/** The most rows that are read singly where a page of them cannot be. */
const SINGLY = 100
const EVERYTHING = { segment: 0, segments: 1 }

/** A row of the log as it is kept, or why it cannot be read. */
type LogRow = { seq: number; stream: string } & ({ columns: Columns } | { unread: StoreError })

/**
 * The commit of a row.
 * @throws StoreError `damaged` where it is none, or where readers would find it under another name than its own.
 */
export function commitIn({ stream, version, share, body }: Columns, where: string): Commit {
  const place = { stream: String(stream), version: Number(version) }
  const commit = decode(String(body), { where, ...place })
  if (share === shareOf(commit.stream)) return commit
  throw new StoreError("damaged", `${where}: ${stream}@${version} is kept in the share of other streams`, {
    damage: { fault: "misplaced", ...place },
  })
}

/** Reads the log in pages and, where a page cannot be read, row by row, so that a damaged row costs no other. */
export function logPages(db: Database) {
  const page = db.prepare(
    `SELECT ${COMMIT_COLUMNS} FROM commits WHERE seq > ? AND seq <= ? AND share % ? = ? ORDER BY seq`,
  )
  const one = db.prepare(`SELECT ${COMMIT_COLUMNS} FROM commits WHERE seq = ? AND share % ? = ?`)
  /** Found in the index of the names, which is kept on other pages than the rows. */
  const name = db.prepare("SELECT stream, version FROM commits WHERE +seq = ?")
  const last = db.prepare("SELECT ifnull(max(seq), 0) AS seq FROM commits")

  async function end(): Promise<number> {
    return Number((await db.attempt(() => last.get()))?.seq)
  }

  async function row(seq: number, segments: number, segment: number): Promise<LogRow | undefined> {
    try {
      const found = await db.attempt(() => one.get(seq, segments, segment))
      return found && kept(found)
    } catch (error) {
      if (!isStoreError(error, "damaged")) throw error
      const found = await db.attempt(() => name.get(seq)).catch(() => undefined)
      const at = found && { stream: String(found.stream), version: Number(found.version) }
      const what = at ? `${at.stream}@${at.version}` : `place ${seq} of the log`
      const damage = { fault: "unreadable", ...(at ?? { log: seq }) } as const
      const unread = new StoreError("damaged", `${db.path}: ${what} cannot be read`, { cause: error, damage })
      return { seq, stream: at?.stream ?? "", unread }
    }
  }

  return {
    end,
    /** The rows that readers do not find by the names of their commits, as errors. */
    async unfound(): Promise<StoreError[]> {
      const errors: StoreError[] = []
      for (const { what, row: seq = 0 } of await db.unindexed()) {
        const at = await db.attempt(() => one.get(seq, 1, 0)).catch(() => undefined)
        const place = at ? { stream: String(at.stream), version: Number(at.version) } : { log: seq }
        errors.push(new StoreError("damaged", what, { damage: { fault: "misplaced", ...place } }))
      }
      return errors
    },
    /** The next rows behind a place in the log, up to another, of that share of the streams, and how far they reach. */
    async behind(
      place: number,
      until: number,
      { segment, segments } = EVERYTHING,
    ): Promise<{ rows: LogRow[]; reached: number }> {
      try {
        const rows = (await db.page(page, place, until, segments, segment)).map(kept)
        return { rows, reached: rows.at(-1)?.seq ?? until }
      } catch (error) {
        if (!isStoreError(error, "damaged")) throw error
        const reached = Math.min(until, place + SINGLY)
        const rows: LogRow[] = []
        for (let seq = place + 1; seq <= reached; seq++) {
          const found = await row(seq, segments, segment)
          if (found) rows.push(found)
        }
        return { rows, reached }
      }
    },
  }
}

/** The commits of rows of the log. `damaged` meets those that cannot be read, and those of streams that it ended are left out. */
export function* commitsIn(rows: LogRow[], where: string, damaged: ReturnType<typeof damageOf>): Generator<Commit> {
  for (const row of rows) {
    if (damaged.ended(row.stream)) continue
    try {
      if ("unread" in row) throw row.unread
      yield commitIn(row.columns, where)
    } catch (error) {
      damaged.meet(row.stream, error)
    }
  }
}

function kept(columns: Columns): LogRow {
  return { seq: Number(columns.seq), stream: String(columns.stream), columns }
}
