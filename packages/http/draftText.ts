/**
 * The text of an uploaded draft as Markdown: Markdown and plain text unchanged (UTF-8), a Word document by its structure.
 * Undefined for any other media type.
 * @throws Error with `code: "invalid"` and `issues` where the bytes do not match the media type.
 */
export async function draftText(media: string, bytes: Uint8Array): Promise<string | undefined> {
  if (media === "text/markdown" || media === "text/plain") return unicode(bytes)
  if (media !== "application/vnd.openxmlformats-officedocument.wordprocessingml.document") return undefined
  const { default: mammoth } = await import("mammoth")
  const { convertToMarkdown } = mammoth as typeof mammoth & MarkdownConverter // its types leave out what it has
  try {
    const { value } = await convertToMarkdown({ buffer: Buffer.from(bytes) })
    return value
  } catch (error) {
    throw unreadable(`this is no Word document (${error instanceof Error ? error.message : error})`, error)
  }
}

/** mammoth's types leave out the Markdown writer it ships. */
interface MarkdownConverter {
  convertToMarkdown(input: { buffer: Buffer }): Promise<{ value: string }>
}

function unicode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch (error) {
    throw unreadable("this is not UTF-8", error)
  }
}

function unreadable(message: string, cause: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code: "invalid", issues: [{ path: "", message }] })
}
