import { annexesTo, type DraftVersion, detailsOf, versionsOf } from "@demarche/workflows/activity/drafts"
import type { RecordReader } from "@demarche/workflows/offices"
import { ageOf, type DraftAge, mayReadText, type ReadActivity } from "@demarche/workplan"
import type { Application } from "./application.ts"
import { textBody } from "./textBody.ts"

/** A text that somebody wrote, and in which language, where its act says so. */
export interface WrittenText {
  body: string
  lang?: string
}

/** A text of an item with the language in which its act says that it is written; `body` is what the reader may read of it. */
export function writtenText(
  { texts }: Pick<ReadActivity["body"], "texts">,
  hash: string,
  body: string | undefined,
): WrittenText | undefined {
  if (body === undefined) return undefined
  const lang = texts.find((text) => text.hash === hash && text.language !== undefined)?.language
  return { body, ...(lang !== undefined && { lang }) }
}

/** A draft as a reader may read it. */
export interface ShownDraft {
  draft: number
  age: DraftAge
  /** The draft's own or, where it has none, its document's. */
  symbol?: string | undefined
  /** Its versions; each with its text, where the reader may read it and it is not redacted. */
  versions: (DraftVersion & { body?: string })[]
  /** Its annexes; title and text likewise. */
  annexes: { number: number; hash: string; languages: string[]; title?: string; body?: string }[]
  /** The texts of its corrigenda, by their hashes, where they are not redacted. */
  corrigenda: ReadonlyMap<string, string>
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
  const annexes = await Promise.all(
    annexesTo(context, draft).map(async ({ title, text: hash, languages }, index) => {
      const body = await shownText(application, activity, hash, reader)
      const titled = mayReadText(activity, hash, reader) && { title }
      return { number: index + 1, hash, languages, ...titled, ...(body !== undefined && { body }) }
    }),
  )
  const { fields } = activity.body
  const { symbol = fields.symbol } = detailsOf(context, draft)
  const age = ageOf(context, fields, draft)
  const corrigenda = await Promise.all(
    age.corrigenda.map(async ({ text }) => ({ text, body: await shownText(application, activity, text, reader) })),
  )
  const read = corrigenda.flatMap(({ text, body }) => (body === undefined ? [] : [[text, body] as const]))
  return { draft, symbol, age, versions, annexes, corrigenda: new Map(read) }
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
