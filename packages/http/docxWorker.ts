import { isMainThread, parentPort, workerData } from "node:worker_threads"
import { unzipSync } from "fflate"

/** Where this file is once it is bundled: `readDocx` starts it as a worker. */
export const url = import.meta.url

/** The largest document, unpacked, in bytes; and the most elements of its text. */
const UNPACKED = 32 * 1024 * 1024
const ELEMENTS = 100_000
const LESS_THAN = 0x3c

/** What becomes of a document: its text as Markdown, or why there is none. */
export type DocxOutcome = { text: string } | { tooLarge: string } | { unreadable: string }

if (!isMainThread && workerData?.docx instanceof Uint8Array) parentPort?.postMessage(await outcomeOf(workerData.docx))

async function outcomeOf(bytes: Uint8Array): Promise<DocxOutcome> {
  try {
    return excess(bytes) ?? { text: await markdownOf(bytes) }
  } catch (error) {
    if (error instanceof RangeError) return { tooLarge: "its elements lie too deep in one another" }
    return { unreadable: error instanceof Error ? error.message : String(error) }
  }
}

function excess(bytes: Uint8Array): DocxOutcome | undefined {
  let unpacked = 0
  unzipSync(bytes, {
    filter({ originalSize }) {
      unpacked += originalSize
      return false
    },
  })
  if (unpacked > UNPACKED) return { tooLarge: `it is more than ${UNPACKED} bytes once it is unpacked` }
  const [document] = Object.values(unzipSync(bytes, { filter: ({ name }) => name === "word/document.xml" }))
  const elements = document?.reduce((count, byte) => (byte === LESS_THAN ? count + 1 : count), 0) ?? 0
  return elements > ELEMENTS ? { tooLarge: `it has more than ${ELEMENTS} elements` } : undefined
}

async function markdownOf(bytes: Uint8Array): Promise<string> {
  const { default: mammoth } = await import("mammoth")
  const { convertToMarkdown } = mammoth as typeof mammoth & MarkdownConverter // its types leave out what it has
  return (await convertToMarkdown({ buffer: Buffer.from(bytes) })).value
}

/** mammoth's types leave out the Markdown writer it ships. */
interface MarkdownConverter {
  convertToMarkdown(input: { buffer: Buffer }): Promise<{ value: string }>
}
