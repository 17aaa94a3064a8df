import type { Node } from "oxc-parser"
import type { File } from "../house/files.ts"
import { visit } from "../house/syntax.ts"

/** A place in a source at which states stand by their names. */
export interface Occurrence {
  path: string
  /** Its first and its last line. */
  lines: [number, number]
  names: string[]
}

/**
 * Where a source has two names or more of one set in a list: of values, of keys, of types, of cases, of what something is
 * compared with, or in a text.
 */
export function stateLists(file: File, sets: readonly ReadonlySet<string>[]): Occurrence[] {
  const found: { start: number; end: number; names: string[] }[] = []
  const list = ({ start, end }: Node, all: (string | undefined)[]) => {
    const lists = sets.map((set) => [...new Set(all.flatMap((name) => (name && set.has(name) ? [name] : [])))])
    const names = lists.find((names) => names.length > 1)
    if (names) found.push({ start, end, names })
  }
  const inText = (node: Node, text: string) =>
    list(node, /^\w+(?:(?:, ?| ?\| ?)\w+)+$/.exec(text)?.[0].split(/\W+/) ?? [])
  visit(file, {
    ArrayExpression: (node) => list(node, node.elements.map(textOf)),
    ObjectExpression: (node) =>
      list(
        node,
        node.properties.map((each) => keyOf(each)),
      ),
    TSTypeLiteral: (node) =>
      list(
        node,
        node.members.map((each) => keyOf(each)),
      ),
    TSInterfaceBody: (node) =>
      list(
        node,
        node.body.map((each) => keyOf(each)),
      ),
    TSUnionType: (node) =>
      list(
        node,
        node.types.map((each) => (each.type === "TSLiteralType" ? textOf(each.literal) : undefined)),
      ),
    SwitchStatement: (node) =>
      list(
        node,
        node.cases.map(({ test }) => textOf(test)),
      ),
    LogicalExpression: (node) => list(node, comparedIn(node)),
    Literal: (node) => typeof node.value === "string" && inText(node, node.value),
    TemplateElement: (node) => inText(node, node.value.raw),
  })
  const outer = found.filter(
    (one) => !found.some((other) => other !== one && other.start <= one.start && one.end <= other.end),
  )
  return outer.map(({ start, end, names }) => ({
    path: file.path,
    lines: [lineAt(file, start), lineAt(file, end)],
    names,
  }))
}

/** Where a source compares a state with a plain text, which may be misspelt: `state === "adoptd"`. */
export function stateComparisons(file: File, names: ReadonlySet<string>): Occurrence[] {
  const found: Occurrence[] = []
  visit(file, {
    BinaryExpression(node) {
      const { left, right, operator, start, end } = node
      const name = textOf(right) ?? textOf(left)
      if (!/^[!=]==?$/.test(operator) || !name || !names.has(name)) return
      if (!isState(left) && !isState(right)) return
      found.push({ path: file.path, lines: [lineAt(file, start), lineAt(file, end)], names: [name] })
    },
  })
  return found
}

const stateFields = ["state", "substate", "public", "publicState", "value"]

function isState(node: Node): boolean {
  if (node.type === "ChainExpression") return isState(node.expression)
  if (node.type === "Identifier") return stateFields.includes(node.name)
  return node.type === "MemberExpression" && isState(node.property)
}

function comparedIn(node: Node): (string | undefined)[] {
  if (node.type === "LogicalExpression") return [...comparedIn(node.left), ...comparedIn(node.right)]
  return node.type === "BinaryExpression" ? [textOf(node.left), textOf(node.right)] : []
}

function textOf(node: Node | null): string | undefined {
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : undefined
}

function keyOf(node: Node): string | undefined {
  if (node.type !== "Property" && node.type !== "TSPropertySignature") return undefined
  if (node.computed) return undefined
  return node.key.type === "Identifier" ? node.key.name : textOf(node.key)
}

function lineAt({ text }: File, offset: number): number {
  return text.slice(0, offset).split("\n").length
}
