import { keepText } from "@demarche/application/textBody"
import { DOCX, draftText } from "@demarche/http/draftText"
import { ProblemError } from "@demarche/http/problem"
import { TEXT } from "@demarche/http/textRoutes"
import type { IntendedAct } from "./decision.ts"
import type { FormValues } from "./formFields.ts"

/** How many characters of a text a command holds; a longer one is kept first, and named by its hash. */
const HELD = 40_000

const byEnding: Readonly<Record<string, string>> = { docx: DOCX, md: "text/markdown", txt: "text/plain" }

/**
 * The texts of the files that were chosen, by the fields that they belong to.
 * @throws ProblemError `media-type` for anything but Markdown, plain text and Word; as `draftText`.
 */
export async function textsOfFiles(decision: IntendedAct, files: Readonly<Record<string, File>>): Promise<FormValues> {
  const read = Object.entries(files).map(async ([name, file]) => {
    const ending = file.name.slice(file.name.lastIndexOf(".") + 1).toLowerCase()
    const text = await draftText(byEnding[ending] ?? "", new Uint8Array(await file.arrayBuffer()), TEXT)
    if (text === undefined) throw new ProblemError("media-type", undefined, { accepts: Object.values(byEnding) })
    return [
      name.replace(/\.file$/, ""),
      [text.length > HELD ? await keepText(decision.visit.application, decision.plan.id, text) : text],
    ] as const
  })
  return Object.fromEntries(await Promise.all(read))
}
