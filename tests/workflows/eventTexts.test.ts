import { textsNamedBy } from "@demarche/workflows/eventTexts"
import { event, union } from "@demarche/workflows/schemas"
import { TextHash, textFor } from "@demarche/workflows/terms"
import { expect, test } from "vitest"

const hash = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"

/** The events of a workflow that no list of ours names. */
const Event = union(() => [
  event("LetterReceived", { letter: TextHash, answer: textFor("committee").nullable().optional() }),
  event("TextRedacted", { text: TextHash }),
])

test.each([
  [{ type: "LetterReceived", letter: hash }, ["public"]],
  [{ type: "LetterReceived", letter: hash, answer: hash }, ["public", "committee"]],
  [{ type: "LetterReceived", letter: hash, answer: hash, visibility: "restricted" }, ["restricted", "restricted"]],
  [{ type: "LetterReceived", letter: hash, answer: null }, ["public"]],
  [{ type: "TextRedacted", text: hash }, []],
])("the texts that an added workflow's events name are for whom its schemas say: %o", (recorded, readers) => {
  expect(textsNamedBy(Event, recorded)).toEqual(readers.map((visibility) => ({ hash, visibility })))
})
