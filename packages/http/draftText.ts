import { readDocx } from "./readDocx.ts"
import { invalid } from "./requestBody.ts"

/**
 * The text of an uploaded draft as Markdown: Markdown and plain text unchanged (UTF-8), a Word document by its structure, at
 * most `limit` characters. Undefined for any other media type.
 * @throws ProblemError `invalid` where the bytes do not match the media type; as `readDocx`.
 */
export async function draftText(media: string, bytes: Uint8Array, limit: number): Promise<string | undefined> {
  if (media === "text/markdown" || media === "text/plain") return unicode(bytes)
  if (media === DOCX) return readDocx(bytes, limit)
  return undefined
}

/** The media type of a Word document. */
export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

function unicode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    throw invalid("", "this is not UTF-8")
  }
}
