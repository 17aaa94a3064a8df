import type { Row } from "@demarche/event-store"
import type { Application } from "./application.ts"
import { breathe, inPieces } from "./inPieces.ts"

/** How many rows are read first, and at most at once: four times as many each time, so that whoever takes all asks seldom. */
const [FIRST, MOST] = [50, 800]

/** Which rows are read: those of a kind below a plan, those after the name `after`; as of an instant where one is given. */
interface RowsOf {
  kind: string
  scope: string
  after?: string | undefined
  asOf?: string | undefined
}

/**
 * The newest rows that are asked for, ordered by stream, a page at a time: whoever takes a few of them reads no more than a few,
 * and others have their turn between two pages.
 */
export async function* rowPages({ views }: Application, { asOf, ...of }: RowsOf): AsyncGenerator<Row[]> {
  let { after } = of
  for (let [limit, more] = [FIRST, true]; more; limit = Math.min(4 * limit, MOST)) {
    const rows = await views.page({ ...of, after, limit })
    const then = await inPieces(rows, (row) =>
      asOf === undefined || row.recorded <= asOf ? row : views.get(row.stream, asOf),
    )
    yield then.filter((row) => row !== undefined)
    after = rows.at(-1)?.stream
    more = rows.length === limit
    await breathe()
  }
}

/** The same rows, one by one. */
export async function* newestRows(application: Application, of: RowsOf): AsyncGenerator<Row> {
  for await (const rows of rowPages(application, of)) yield* rows
}
