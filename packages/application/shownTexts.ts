import { type DraftVersion, detailsOf, versionsOf } from "@demarche/workflows/activity/drafts"
import type { RecordReader } from "@demarche/workflows/offices"
import { ageOf, type DraftAge, mayReadText, type ReadActivity } from "@demarche/workplan"
import type { Application } from "./application.ts"
import { textBody } from "./textBody.ts"

/** A draft as a reader may read it. */
export interface ShownDraft {
  draft: number
  age: DraftAge
  /** The draft's own or, where it has none, its document's. */
  symbol?: string | undefined
  /** Its versions; each with its text, where the reader may read it and it is not redacted. */
  versions: (DraftVersion & { body?: string })[]
}

/** The draft of that number with its texts, as the reader may read them. */
export async function shownDraft(
  application: Application,
  activity: ReadActivity,
  draft: number,
  reader: RecordReader,
): Promise<ShownDraft> {
  const { context } = activity.view
  const versions = await Promise.all(
    versionsOf(context, draft).map(async (version) => {
      const body = await shownText(application, activity, version.hash, reader)
      return { ...version, ...(body !== undefined && { body }) }
    }),
  )
  const { fields } = activity.body
  const { symbol = fields.symbol } = detailsOf(context, draft)
  return { draft, symbol, age: ageOf(context, fields, draft), versions }
}

/** A text of the activity; undefined where it is not for the reader, or was redacted. */
export async function shownText(
  application: Application,
  activity: ReadActivity,
  hash: string,
  reader: RecordReader,
): Promise<string | undefined> {
  return mayReadText(activity, hash, reader) ? textBody(application.world.texts, hash) : undefined
}
