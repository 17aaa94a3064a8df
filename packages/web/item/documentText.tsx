import { Parser } from "commonmark"
import { TextBlock } from "../written.tsx"
import { blocksOf, hidesNothing } from "./markdown.tsx"

/** How long a text may be to be read as Markdown, in characters; and how many brackets it may open, which take the longest. */
const LONGEST = 40_000
const BRACKETS = 400

/**
 * The text of a document, as Markdown has it. A text of which Markdown would leave something out, or turn one thing into another,
 * stands as it was written: what is read is what is agreed.
 */
export function DocumentText({ lang, children: text }: { lang?: string | undefined; children: string }) {
  const root = isReadable(text) ? new Parser().parse(text) : undefined
  if (!root || !hidesNothing(root, text)) return <TextBlock lang={lang}>{text}</TextBlock>
  return (
    <div class="text prose" lang={lang} dir="auto">
      {blocksOf(root, text)}
    </div>
  )
}

function isReadable(text: string): boolean {
  return text.length <= LONGEST && text.split("[").length - 1 <= BRACKETS
}
