import type { Row } from "@demarche/event-store"
import type { Application } from "./application.ts"
import { breathe } from "./inPieces.ts"

/** How many rows are read at once. */
const PAGE = 100

/**
 * The rows of that kind below a plan, ordered by stream, those after the name `after`; as of an instant where one is given. They
 * are read a page at a time, so that whoever takes a few of them reads no more than a few.
 */
export async function* newestRows(
  { views }: Application,
  { asOf, ...of }: { kind: string; scope: string; after?: string | undefined; asOf?: string | undefined },
): AsyncGenerator<Row> {
  let { after } = of
  for (let more = true; more; ) {
    const rows = await views.page({ ...of, after, limit: PAGE })
    for (const row of rows) {
      const then = asOf === undefined || row.recorded <= asOf ? row : await views.get(row.stream, asOf)
      if (then) yield then
    }
    after = rows.at(-1)?.stream
    more = rows.length === PAGE
    await breathe()
  }
}
