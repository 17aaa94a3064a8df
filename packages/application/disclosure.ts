import type { Commit } from "@demarche/engine"
import { type Disclosed, disclose, kindOf } from "@demarche/event-store"
import { adminOnlyStreams } from "@demarche/workflows/catalogue"
import { mayReadEvent, type RecordReader } from "@demarche/workflows/offices"
import type { Visibility } from "@demarche/workflows/terms"

/** Whether a reader of that clearance may know of streams of that kind: what they hold, their names, and that they are there. */
export function isShown(kind: string, clearance: Visibility): boolean {
  return clearance === "restricted" || !adminOnlyStreams.includes(kind)
}

/**
 * The commit as that reader may know it, wherever they meet it: in a history, an export, a letter, a call of a
 * webhook (docs/decisions/0024-one-cut-to-the-reader.md). Undefined where they may not know of its stream.
 */
export function shownTo(reader: RecordReader, commit: Commit): Disclosed | undefined {
  return isShown(kindOf(commit.stream), reader.clearance) ? disclose(commit, mayReadEvent(reader)) : undefined
}

/** The events among those of a commit that are shown, and not their hashes alone. */
export function eventsShown(commit: Disclosed | undefined) {
  return (commit?.events ?? []).flatMap((event) => ("value" in event ? [event.value] : []))
}
