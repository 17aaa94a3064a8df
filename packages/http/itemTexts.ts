import { type Application, workflowOf } from "@demarche/application/application"
import { readActivity } from "@demarche/application/readActivity"
import { type WrittenText, writtenText } from "@demarche/application/shownTexts"
import { textBody } from "@demarche/application/textBody"
import { idOf, kindOf, type StreamName } from "@demarche/event-store"
import { type NamedText, textsNamedBy } from "@demarche/workflows/eventTexts"
import { mayRead } from "@demarche/workflows/offices"
import { bodyOf, mayReadText } from "@demarche/workplan"
import type { PlanReader } from "./authentication.ts"
import type { HistoryEntry } from "./responses.ts"

/** A text that an entry names: its hash and, where the reader may read it and it is not redacted, what it says. */
export interface EntryText {
  hash: string
  body: string | undefined
}

/**
 * The texts that the events of an entry name, for those events that the reader sees; the key of a plan's names, which nobody reads,
 * is none of them.
 */
export async function textsOfEntry(
  application: Application,
  { stream, events }: HistoryEntry & { stream: StreamName },
  reader: PlanReader,
  nameKey: string | undefined,
): Promise<EntryText[]> {
  const { Event } = workflowOf(application, kindOf(stream))
  const named = events.flatMap((event) => ("type" in event ? textsNamedBy(Event, event) : []))
  const known = named.filter(({ hash }) => hash !== nameKey)
  const readable = await readableIn(application, stream, known, reader)
  return Promise.all(
    known.map(async ({ hash }) => ({
      hash,
      body: readable(hash) ? await textBody(application.world.texts, hash) : undefined,
    })),
  )
}

/** A text of a stream other than an activity's; undefined where it is not for the reader, or was redacted. */
export async function textOfItem(
  application: Application,
  stream: StreamName,
  hash: string,
  { sees }: PlanReader,
): Promise<WrittenText | undefined> {
  const row = await application.views.get(stream)
  const { texts } = row ? bodyOf(row) : { texts: [] }
  const named = texts.filter((text) => text.hash === hash)
  if (!named.some(mayRead(sees(stream).clearance))) return undefined
  return writtenText({ texts }, hash, await textBody(application.world.texts, hash))
}

/** Which of those texts are for the reader: of an activity's as it stands now, of another's as the events say that name them. */
async function readableIn(
  application: Application,
  stream: StreamName,
  named: NamedText[],
  reader: PlanReader,
): Promise<(hash: string) => boolean> {
  const who = reader.sees(stream)
  const activity =
    kindOf(stream) === "activity" && named.length > 0 ? await readActivity(application, idOf(stream)) : undefined
  if (activity) return (hash) => mayReadText(activity, hash, who) === true
  const open = new Set(named.filter(mayRead(who.clearance)).map(({ hash }) => hash))
  return (hash) => open.has(hash)
}
