import { readActivity } from "@demarche/application/readActivity"
import { type ShownDraft, shownDraft, shownText, type WrittenText, writtenText } from "@demarche/application/shownTexts"
import type { ShownItem } from "./shownItem.ts"

/** The texts of an activity as the reader may read them today, also on a page of the past. */
export interface TextsReader {
  /** A text by its hash; undefined where it is not for the reader, or was redacted. */
  text(hash: string): Promise<WrittenText | undefined>
  /** The draft of that number with its versions. */
  draft(number: number): Promise<ShownDraft>
}

/** Who may read which text is decided by how the activity stands now. */
export async function textsReader({
  visit: { application },
  plan: { reader },
  reading: { id },
}: Pick<ShownItem<"activity">, "visit" | "plan" | "reading">): Promise<TextsReader> {
  const activity = await readActivity(application, id)
  if (!activity) throw new Error(`${id} is gone`)
  const who = reader.sees(`activity:${id}`)
  return {
    text: async (hash) => writtenText(activity.body, hash, await shownText(application, activity, hash, who)),
    draft: (number) => shownDraft(application, activity, number, who),
  }
}
