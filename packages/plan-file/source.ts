import { composed } from "@demarche/workplan/rules/composed"
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
} from "yaml"
import { issueOf, PlanFileError } from "./errors.ts"
import { jsonFault } from "./jsonFault.ts"
import { type MessageParts, messageOf } from "./messageParts.ts"
import { type SourceProblem, yamlProblem } from "./yamlFaults.ts"

/** A path in a plan file: keys and, in lists, indexes from 0. */
export type FilePath = readonly (string | number)[]

/** A path as people read it: "activities[3].track". */
export function dotted(path: FilePath): string {
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    "",
  )
}

/** Line and column, both from 1. */
interface SourcePlace {
  line: number
  column: number
}

/** The parsed value of a plan file, and the positions of its parts. */
export interface Source {
  value: unknown
  /** The position of a path or, where the file lacks it, of the nearest value around it; with `key`, of its key. */
  place(path: FilePath, key?: "key"): SourcePlace & { found: boolean }
}

/** Limits far beyond any plan, so that no text can keep the parser busy. */
const most = { characters: 4_194_304, depth: 40, values: 250_000, aliases: 100 }
const unprintable = /\p{Cs}|[^\P{Cc}\t\n\r]|\uFFFD/u
const PACKED = messageOf`this is a packed file, as Word and Excel write them: a plan file is plain text`

/**
 * Reads YAML 1.2 (core schema, one document, string keys, no tags or directives of its own) or JSON.
 * @throws PlanFileError for what cannot be parsed and what is unsafe: duplicate keys, recursive or exploding aliases, lone
 * surrogates, control characters.
 */
export function readSource(given: string, media: "yaml" | "json"): Source {
  const text = given.replace(/^\uFEFF/, "")
  const placeOf = placesIn(text)
  const refuse = (problems: SourceProblem[]): never => {
    throw new PlanFileError(problems.slice(0, 100).map(({ at, parts }) => issueOf("", placeOf(at), parts)))
  }
  if (text.startsWith("PK\u0003\u0004")) refuse([{ at: 0, parts: PACKED }])
  if (text.length > most.characters) refuse([{ at: 0, parts: messageOf`longer than 4 MB` }])
  const strange = text.search(unprintable)
  if (strange >= 0) refuse([{ at: strange, parts: nameCharacter(text) }])

  const json = media === "json" ? parseJson(text, refuse) : undefined
  const document = parseDocument(text, { stringKeys: true, uniqueKeys: false, prettyErrors: false, logLevel: "error" })
  const unread = json ? [] : [...document.errors, ...document.warnings]
  if (unread.length) refuse(yamlProblem(text, unread))
  if (!json && /^%/m.test(text) && document.directives?.yaml.explicit) {
    refuse([{ at: text.search(/^%/m), parts: messageOf`a plan file has no YAML directives` }])
  }
  const problems = survey(document, text)
  if (problems.length) refuse(problems)
  const value = composed(json ? json.value : expand(document, refuse))
  if (countValues(value) > most.values) refuse([{ at: 0, parts: messageOf`more than ${most.values} values` }])
  return { value, place: (path, key) => locate(document, path, key === "key", placeOf) }
}

function placesIn(text: string): (offset: number) => SourcePlace {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1)
  return (offset) => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
}

function nameCharacter(text: string): MessageParts {
  const code = text.match(unprintable)?.[0].charCodeAt(0) ?? 0
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`
  if (code === 0xfffd) return messageOf`a character that could not be read (${name}): save the file as UTF-8`
  return code >= 0xd800
    ? messageOf`half of a surrogate pair (${name}), which is no character`
    : messageOf`the control character ${name}`
}

function parseJson(text: string, refuse: (problems: SourceProblem[]) => never): { value: unknown } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return refuse([jsonFault(text, error instanceof Error ? error.message : "")])
  }
}

/** The issues of the syntax tree itself, found without resolving aliases. */
function survey(document: Document.Parsed, text: string): SourceProblem[] {
  const problems: SourceProblem[] = []
  const waiting: { node: unknown; depth: number }[] = [{ node: document.contents, depth: 0 }]
  const used = new Set<string>()
  const anchors = new Map<string, number>()
  let aliases = 0
  for (let next = waiting.pop(); next && problems.length < 100; next = waiting.pop()) {
    const { node, depth } = next
    const at = offsetOf(node)
    if (depth > most.depth) return [{ at, parts: messageOf`nested too deeply` }]
    if (isScalar(node) && typeof node.value === "string" && unprintable.test(node.value)) {
      problems.push({ at, parts: nameCharacter(node.value) })
    }
    if (isScalar(node) && node.anchor) anchors.set(node.anchor, text.lastIndexOf(`&${node.anchor}`, at))
    if (isAlias(node)) {
      used.add(node.source)
      const target = node.resolve(document)
      if (!target)
        return [
          {
            at,
            parts: messageOf`nothing is named &${node.source} before this: a text that begins with * has to be in quotes`,
          },
        ]
      if ((target.range?.[1] ?? 0) > at) return [{ at, parts: messageOf`*${node.source} contains itself` }]
      if (++aliases > most.aliases) return [{ at, parts: messageOf`more than ${most.aliases} aliases` }]
    }
    if (isSeq(node)) for (const item of node.items) waiting.push({ node: item, depth: depth + 1 })
    if (isMap(node)) {
      const seen = new Set<string>()
      let repeated = false
      for (const { key, value } of node.items) {
        const name = keyOf(key)
        if (seen.has(name) && !repeated) {
          repeated = true
          const twice = messageOf`the key ${JSON.stringify(name)} stands here twice; a new entry of a list begins with a dash`
          problems.push({ at: offsetOf(key), parts: twice })
        }
        seen.add(name)
        waiting.push({ node: key, depth: depth + 1 }, { node: value, depth: depth + 1 })
      }
    }
  }
  for (const [name, at] of anchors)
    if (!used.has(name))
      problems.push({ at, parts: messageOf`nothing uses &${name}: a text that begins with & has to be in quotes` })
  return problems.sort((one, other) => one.at - other.at).slice(0, 100)
}

function offsetOf(node: unknown): number {
  return (isCollection(node) || isScalar(node) || isAlias(node)) && node.range ? node.range[0] : 0
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : ""
}

function expand(document: Document.Parsed, refuse: (problems: SourceProblem[]) => never): unknown {
  try {
    return document.toJS({ maxAliasCount: most.aliases })
  } catch {
    return refuse([{ at: 0, parts: messageOf`more than ${most.aliases} aliases` }])
  }
}

function countValues(root: unknown): number {
  const waiting = [root]
  let count = 0
  for (; waiting.length && count <= most.values; count++) {
    const value = waiting.pop()
    if (typeof value === "object" && value !== null) for (const part of Object.values(value)) waiting.push(part)
  }
  return count
}

function locate(document: Document.Parsed, path: FilePath, key: boolean, placeOf: (offset: number) => SourcePlace) {
  let node: unknown = document.contents
  let offset = offsetOf(node)
  for (const [index, segment] of path.entries()) {
    const child = childOf(document, node, segment)
    if (!child) return { ...placeOf(offset), found: false }
    const onKey = (key && index === path.length - 1) || isCollection(child.node) || !child.node
    offset = offsetOf(onKey && child.key ? child.key : child.node)
    node = child.node
  }
  return { ...placeOf(offset), found: true }
}

/** A list may be plain or annotated (`{refs: [...], inferred: true}`); an index finds its element in both. */
function childOf(document: Document.Parsed, parent: unknown, segment: string | number): Child | undefined {
  const node = isAlias(parent) ? parent.resolve(document) : parent
  if (isSeq(node))
    return typeof segment === "number" && segment in node.items ? { node: node.items[segment] } : undefined
  if (!isMap(node)) return undefined
  const pair = node.items.find((item: Pair) => keyOf(item.key) === segment)
  if (pair) return { node: pair.value, key: pair.key }
  const list = typeof segment === "number" && node.items.find((item: Pair) => isSeq(item.value))
  return list ? childOf(document, list.value, segment) : undefined
}

interface Child {
  node: unknown
  key?: unknown
}
