import { readFileSync } from "node:fs"
import { join } from "node:path"
import { type File, files, root } from "../house/files.ts"

export interface Heading {
  level: number
  title: string
  /** What stands below it, as far as the next heading of any level. */
  text: string
}

/** The text of a file of the repository. */
export const read = (path: string) => readFileSync(join(root, path), "utf8")

/** Every document, and nothing that is kept as it once was. */
export const documents = (): File[] =>
  files().filter(({ path }) => path.endsWith(".md") && !path.startsWith("tests/fixtures/"))

/** A document's headings in their order, those in blocks of code left out. */
export function headingsOf(markdown: string): Heading[] {
  const headings: Heading[] = []
  let code = false
  for (const line of markdown.split("\n")) {
    if (/^\s*```/.test(line)) code = !code
    const [, marks, title] = (!code && line.match(/^(#{1,6}) (.+?)\s*$/)) || []
    if (marks && title) headings.push({ level: marks.length, title, text: "" })
    else if (headings.length > 0) headings.at(-1)!.text += `${line}\n`
  }
  return headings
}

/** What `#` may lead to in a document, as GitHub names it. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>()
  for (const { title } of headingsOf(markdown)) {
    const slug = plain(title)
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-")
    let anchor = slug
    for (let again = 1; anchors.has(anchor); again++) anchor = `${slug}-${again}`
    anchors.add(anchor)
  }
  return anchors
}

/** A heading or a cell without its marks: code, links, emphasis. */
export function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*]/g, "")
    .trim()
}

/** The rows of the tables in a text, each as its cells; heads and rules left out. */
export function rowsOf(text: string): string[][] {
  const lines = text.split("\n")
  return lines.flatMap((line, index) => {
    const head = /^\|[\s:|-]+\|$/.test(lines[index + 1] ?? "")
    if (!line.startsWith("|") || head || /^\|[\s:|-]+\|$/.test(line)) return []
    return [
      line
        .replace(/^\||\|$/g, "")
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    ]
  })
}
