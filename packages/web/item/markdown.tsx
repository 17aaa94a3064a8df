import type { Node } from "commonmark"
import type { Child } from "hono/jsx"

/** Where a link of a document may lead. */
const ADDRESS = /^(?:https?:|mailto:)/i

/** A line that Markdown reads as the target of links, and shows nowhere. */
const DEFINITION = /^ {0,3}\[[^\]]+\]:/m

/** How deep parts of a document may lie within one another; each of them is shown by its own call. */
const DEEPEST = 30

/** Whether all of the text is seen where its Markdown is: it has no markup of another language, no pictures, no titles or targets out of sight, and nothing that lies too deep. */
export function hidesNothing(root: Node, text: string): boolean {
  if (DEFINITION.test(text)) return false
  const walker = root.walker()
  let depth = 0
  for (let step = walker.next(); step; step = walker.next()) {
    const { type, destination, title, isContainer } = step.node
    if (isContainer) depth += step.entering ? 1 : -1
    if (depth > DEEPEST) return false
    if (type === "html_inline" || type === "html_block" || type === "image") return false
    if (type === "link" && (!ADDRESS.test(destination ?? "") || title)) return false
  }
  return true
}

/** What is within a part of a document. Its headings stand below those of the page; a list's numbers are those that were written. */
export function blocksOf(parent: Node, text: string): Child[] {
  return childrenOf(parent).map((node) => elementOf(node, text))
}

function childrenOf(parent: Node): Node[] {
  const children: Node[] = []
  for (let node = parent.firstChild; node; node = node.next) children.push(node)
  return children
}

function elementOf(node: Node, text: string): Child {
  const within = () => blocksOf(node, text)
  switch (node.type) {
    case "heading":
      return <HeadingBelow level={node.level}>{within()}</HeadingBelow>
    case "paragraph":
      return isInTightList(node) ? within() : <p>{within()}</p>
    case "block_quote":
      return <blockquote>{within()}</blockquote>
    case "list":
      return node.listType === "bullet" ? (
        <ul>{within()}</ul>
      ) : (
        <ol class={node.firstChild && markOf(node.firstChild, text).endsWith(")") ? "paren" : undefined}>{within()}</ol>
      )
    case "item":
      return <li value={Number.parseInt(markOf(node, text), 10) || undefined}>{within()}</li>
    case "code_block":
      return <pre>{node.literal}</pre>
    case "thematic_break":
      return <hr />
    case "linebreak":
      return <br />
    case "softbreak":
      return "\n"
    case "emph":
      return <em>{within()}</em>
    case "strong":
      return <strong>{within()}</strong>
    case "code":
      return <code>{node.literal}</code>
    case "link":
      return (
        <a href={node.destination ?? ""} rel="noreferrer">
          {within()}
        </a>
      )
    default:
      return node.literal
  }
}

function HeadingBelow({ level, children }: { level: number; children?: Child }) {
  if (level === 1) return <h3>{children}</h3>
  return level === 2 ? <h4>{children}</h4> : <h5>{children}</h5>
}

function isInTightList({ parent }: Node): boolean {
  return parent?.type === "item" && parent.listTight
}

/** What stands before a part of a list: "12." or "-". */
function markOf({ sourcepos: [[line, column]] }: Node, text: string): string {
  const [, mark = ""] =
    text
      .split("\n", line)
      .at(-1)
      ?.slice(column - 1)
      .match(/^(\S+)/) ?? []
  return mark
}
