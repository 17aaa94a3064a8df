/** What is read from the right. */
const RIGHT = /[\u0590-\u08ff]/
/** What is read from the left, and what a line has in place of what stands apart from it. */
const LEFT = /[a-z0-9\ufffc]/i
/** What stands apart from the sentence around it: between FSI and PDI (UAX #9). */
const ISOLATE = /\u2068[^\u2066-\u2069]*\u2069/g

/** Elements within a line; every other begins a line of its own. */
const inline = new Set(["a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time", "mark"])
/** Elements without an end. */
const empty = new Set(["br", "hr", "img", "input", "link", "meta", "wbr"])
/** What nobody reads, or as it is kept: JSON. */
const unread = new Set(["script", "style", "pre"])

/** The lines of a text in which words read from the right could reorder others, since nothing sets them apart. */
export function mixedIn(lines: string[]): string[] {
  return lines.filter((line) => {
    const rest = line.replace(ISOLATE, "\ufffc")
    return RIGHT.test(rest) && LEFT.test(rest)
  })
}

/** The lines of an HTML page as a browser sets them, each attribute that is read aloud or shown one of its own. */
export function linesOf(page: string): string[] {
  const lines: string[] = []
  const open: { name: string; apart: boolean; text: string }[] = [{ name: "", apart: true, text: "" }]
  const say = (text: string) => {
    const top = open.findLast(({ apart }) => apart)
    if (top) top.text += text
  }
  const end = () => {
    const top = open.findLast(({ apart }) => apart)
    if (!top) return
    lines.push(top.text)
    top.text = ""
  }
  const close = () => {
    const { apart, text, name } = open.pop() ?? { apart: false, text: "", name: "" }
    if (!apart) return
    lines.push(text)
    if (inline.has(name) || name === "bdi") say("\ufffc")
  }
  for (const [, ending, tag = "", attributes = "", text] of page.matchAll(
    /<!doctype html>|<(\/?)([a-z][a-z0-9]*)((?:\s[^\s=>]+(?:="[^"]*")?)*)\s*\/?>|([^<]+)/gi,
  )) {
    if (text !== undefined) {
      if (!unread.has(open.at(-1)?.name ?? "")) say(decoded(text))
      continue
    }
    if (tag === "") continue
    if (ending) {
      while (open.length > 1 && open.at(-1)?.name !== tag) close()
      close()
      continue
    }
    for (const [, value = ""] of attributes.matchAll(/ (?:aria-label|alt|title|placeholder|content)="([^"]*)"/g))
      lines.push(decoded(value))
    if (empty.has(tag)) {
      if (tag === "br" || tag === "hr") end()
      continue
    }
    const within = inline.has(tag)
    if (!within && tag !== "bdi") end()
    open.push({ name: tag, apart: !within || / dir="/.test(attributes), text: "" })
  }
  while (open.length > 0) close()
  return lines.map((line) => line.replaceAll(/\s+/g, " ").trim()).filter(Boolean)
}

function decoded(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
}
