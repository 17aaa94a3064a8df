import { defined } from "@demarche/workflows/schemas"
import { type Document, isMap, isNode, isScalar, isSeq, type Pair, parseDocument, stringify, visit } from "yaml"
import { canonical } from "./canonical.ts"
import { readSource } from "./source.ts"

/**
 * The text of a file with its value changed. In YAML what stays the same stays as it is written, with the comments beside it.
 * @throws PlanFileError as `readSource`
 */
export function rewrite(text: string, media: "yaml" | "json", change: (value: unknown) => unknown): string {
  const { value } = readSource(text, media)
  const wanted = change(value)
  if (media === "json") return `${JSON.stringify(wanted, null, 2)}\n`
  const document: Document = parseDocument(text)
  const contents = merge({ document, node: document.contents, was: value, now: wanted })
  document.contents = isNode(contents) ? contents : document.createNode(wanted)
  keepPadding(document, text)
  return written(document, wanted) ?? stringify(wanted, { lineWidth: 0 })
}

/** The document's text; undefined where it does not say what is wanted, since an alias stands for what was changed or left out. */
function written(document: Document, wanted: unknown): string | undefined {
  try {
    const text = document.toString({ lineWidth: 0 })
    return canonical(readSource(text, "yaml").value) === canonical(wanted) ? text : undefined
  } catch {
    return undefined
  }
}

/** Brackets are written as tightly as the text has them: `[a, b]` beside `{ a: b }`. */
function keepPadding(document: Document, text: string): void {
  visit(document, {
    Collection(_, node) {
      const [begin] = node.range ?? []
      const padding = begin === undefined ? (isMap(node) ? " " : "") : text.charAt(begin + 1) === " " ? " " : ""
      const plain = node.toString.bind(node)
      node.toString = (context, ...more) => plain(context && { ...context, flowCollectionPadding: padding }, ...more)
    },
  })
}

/** A node of a document, with the value that it had and the one that it gets. */
interface Change {
  document: Document
  node: unknown
  was: unknown
  now: unknown
}

function merge({ document, node, was, now }: Change): unknown {
  if (canonical(was) === canonical(now)) return node
  const inside = (inner: unknown, key: string | number, before = key) =>
    merge({ document, node: inner, was: Reflect.get(Object(was), before), now: Reflect.get(Object(now), key) })
  if (isSeq(node) && Array.isArray(now) && now.length === node.items.length) {
    node.items = node.items.map((item, at) => inside(item, at))
    return node
  }
  if (isScalar(node) && (typeof now !== "object" || now === null)) {
    node.value = now
    return node
  }
  if (!isMap(node) || typeof now !== "object" || now === null || Array.isArray(now)) {
    const { comment, commentBefore, spaceBefore, anchor } = Object(node)
    return Object.assign(
      document.createNode(now, { flow: true }),
      defined({ comment, commentBefore, spaceBefore, anchor }),
    )
  }
  const pairs = new Map(node.items.map((pair: Pair) => [isScalar(pair.key) ? String(pair.key.value) : "", pair]))
  const gone = [...pairs.keys()].filter((key) => !Object.hasOwn(now, key))
  const order = [...pairs.keys()]
  node.items = Object.keys(now).map((key, at) => {
    const before = pairs.has(key) ? key : gone.includes(order[at] ?? "") ? order[at] : undefined
    const pair = before === undefined ? undefined : pairs.get(before)
    if (before === undefined || !pair) return document.createPair(key, Reflect.get(now, key), { flow: true })
    if (before !== key && isScalar(pair.key)) pair.key.value = key
    pair.value = inside(pair.value, key, before)
    return pair
  })
  return node
}
