import { isolated } from "@demarche/i18n"
import type { Block, QuotedText, Sheet } from "./sheet.ts"

const width = 78

/** The letter as plain text: lines of at most 78 characters unless a word is longer, URLs on lines of their own. */
export function plainText({ plan, heading, greeting, body, signature, foot }: Sheet): string {
  const parts = [
    wrap(words(plan)),
    underlined(heading, "="),
    wrap(greeting),
    ...body.map(block),
    ...(signature.length > 0 ? [signature.map((line) => wrap(line)).join("\n")] : []),
    "---",
    ...foot.map(block),
  ]
  return `${parts.join("\n\n")}\n`
}

function block(block: Block): string {
  switch (block.is) {
    case "heading":
      return underlined(block.text, "-")
    case "paragraph":
      return wrap(block.text)
    case "facts":
      return block.facts.map(({ label, value }) => wrap(`${label} ${words(value)}`, "  ")).join("\n")
    case "actions":
      return block.links.map(link).join("\n\n")
    case "link":
      return link(block.link)
    case "lines":
      return block.lines
        .map(({ what, item, url }) => `${wrap(`- ${what} ${words(item)}`, "  ")}\n  ${url}`)
        .join("\n\n")
  }
}

const link = ({ label, url }: { label: string; url: string }) => `${wrap(label)}\n${url}`

function words(value: string | QuotedText): string {
  if (typeof value === "string") return isolated(value)
  return [isolated(value.text), value.original, value.code && `(${value.code})`].filter(Boolean).join(" ")
}

function underlined(text: string, stroke: string): string {
  const lines = wrap(text)
  return `${lines}\n${stroke.repeat(Math.max(...lines.split("\n").map((line) => line.length)))}`
}

/**
 * Breaks lines at spaces, not at no-break spaces; `indent` begins every line but the first. What stands apart in its sentence
 * does so in each line, since an isolate ends with its line.
 */
function wrap(text: string, indent = ""): string {
  const lines = [""]
  for (const word of text.split(" ")) {
    const line = lines.at(-1)
    if (!line) lines[lines.length - 1] = word
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(indent + word)
  }
  let open = 0
  return lines
    .map((line) => {
      const begun = "\u2068".repeat(open)
      open += line.split("\u2068").length - line.split("\u2069").length
      return `${begun}${line}${"\u2069".repeat(open)}`
    })
    .join("\n")
}
