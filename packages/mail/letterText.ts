import type { Block, Content } from "./letterHtml.tsx"

const WIDTH = 76

/** The letter as plain text: lines of at most 76 characters where words allow, links on lines of their own. */
export function textOf({ greeting, blocks, foot, stop }: Content): string {
  const parts = [greeting, ...blocks.map(blockText), "-- ", ...foot, ...(stop ? [`${stop.text}\n${stop.url}`] : [])]
  return parts
    .map((part) => part.split("\n").map(wrapped).join("\n"))
    .join("\n\n")
    .replace("-- \n\n", "-- \n")
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "title":
      return `${block.text} (${block.code})`
    case "line":
      return block.text
    case "links":
      return block.links.map(({ text, url }) => `${text}\n${url}`).join("\n\n")
    case "list":
      return [block.title, ...block.items.map(({ text, note, url }) => `* ${text}\n  ${note}\n  ${url}`)].join("\n\n")
  }
}

function wrapped(line: string): string {
  if (line.length <= WIDTH || /^\s*https?:/.test(line)) return line
  const indent = line.startsWith("* ") || line.startsWith("  ") ? "  " : ""
  const lines = [""]
  for (const word of line.split(" ")) {
    const last = lines.at(-1) ?? ""
    if (last.trim() !== "" && last.length + 1 + word.length > WIDTH) lines.push(indent + word)
    else lines[lines.length - 1] = last === "" && lines.length === 1 ? word : `${last} ${word}`
  }
  return lines.join("\n")
}
