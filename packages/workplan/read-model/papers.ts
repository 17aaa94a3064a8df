import type { activity } from "@demarche/workflows"
import { successorOf } from "@demarche/workflows/activity/drafts"
import type { PaperReading } from "./textSchemas.ts"

/** The working papers of an activity, in the order of their numbers. */
export function papersOf(context: Pick<activity.Context, "papers">): PaperReading[] {
  const { papers = [] } = context
  return papers.map(({ party = null, symbol = null, supersedes = null, ...paper }, index) => {
    const number = index + 1
    const supersededBy = successorOf(context, number) ?? null
    return { number, party, ...paper, symbol, supersedes, supersededBy }
  })
}

/** The paper that a text is; undefined where it is none. */
export function paperOf(context: Pick<activity.Context, "papers">, hash: string): PaperReading | undefined {
  return papersOf(context).findLast(({ text }) => text === hash)
}

/** The papers that came in the place of one, one after the other: the last of them stands. */
export function successorsOf(context: Pick<activity.Context, "papers">, paper: PaperReading): PaperReading[] {
  const [next] = papersOf(context).filter(({ supersedes }) => supersedes === paper.number)
  return next ? [next, ...successorsOf(context, next)] : []
}
