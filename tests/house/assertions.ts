import { type File, sources } from "./files.ts"
import { roomOf } from "./rooms.ts"
import { visit } from "./syntax.ts"

/**
 * How often the code may know better than the compiler, tests apart. A limit is lowered when there are fewer, and never
 * raised; 80 `as`, each with its reason in a comment on its line, is where it ends.
 */
export const limits = {
  as: 38,
  "as without a reason": 0,
  any: 0,
  "type predicate": 2,
  /** A function whose caller picks the type of what it returns, since no argument tells it: `<T>(json: unknown): T`. */
  "type out of nothing": 0,
}

type Kind = keyof typeof limits

interface Span {
  start: number
  end: number
}

interface Callable {
  start: number
  typeParameters?: { params: { name: { name: string } }[] } | null
  params: Span[]
  returnType?: Span | null
  body?: Span | null
}

/** What a file asserts, and on which lines. */
export function assertions(file: File): { kind: Kind; line: number }[] {
  const { text } = file
  const found: { kind: Kind; line: number }[] = []
  const textOf = ({ start, end }: Span) => text.slice(start, end)
  const add = (kind: Kind, { start }: { start: number }) =>
    found.push({ kind, line: text.slice(0, start).split("\n").length })

  const assertion = (node: Span, type: Span) => {
    if (textOf(type) === "const") return
    add("as", node)
    if (!/\/\/ [\w`]/.test(text.slice(node.end).split("\n", 1)[0]!)) add("as without a reason", node)
  }
  const callable = (node: Callable) => {
    const given = node.params.map(textOf).join()
    const returned = node.returnType ? textOf(node.returnType) : node.body ? asserted(textOf(node.body)) : ""
    for (const { name } of node.typeParameters?.params ?? []) {
      const mentions = new RegExp(`\\b${name.name}\\b`)
      if (mentions.test(returned) && !mentions.test(given)) add("type out of nothing", node)
    }
  }
  visit(file, {
    TSAsExpression: (node) => assertion(node, node.typeAnnotation),
    TSTypeAssertion: (node) => assertion(node, node.typeAnnotation),
    TSAnyKeyword: (node) => add("any", node),
    TSTypePredicate: (node) => add("type predicate", node),
    FunctionDeclaration: callable,
    FunctionExpression: callable,
    ArrowFunctionExpression: callable,
    TSDeclareFunction: callable,
    TSFunctionType: callable,
    TSMethodSignature: callable,
  })
  return found
}

/** Where a body without a stated type says `as`. */
const asserted = (body: string) => (body.match(/\bas\b.*/g) ?? []).join()

/** What there is of a kind, as `path:line`. */
export function found(files: File[], kind: Kind): string[] {
  const inRooms = files.filter(({ path }) => roomOf(path))
  return inRooms.flatMap((file) =>
    assertions(file).flatMap((assertion) => (assertion.kind === kind ? [`${file.path}:${assertion.line}`] : [])),
  )
}

/** What `npm run check` says of them, and whether they are too many. */
export function report(files: File[]): { lines: string[]; tooMany: boolean } {
  const counted = Object.entries(limits).map(([kind, limit]) => ({ kind, limit, places: found(files, kind as Kind) }))
  const lines = counted.flatMap(({ kind, limit, places }) => [
    `${kind}: ${places.length}${places.length === limit ? "" : `, and the limit is ${limit}`}`,
    ...(places.length > limit ? places.map((place) => `  ${place}`) : []),
  ])
  return { lines, tooMany: counted.some(({ limit, places }) => places.length > limit) }
}

if (import.meta.main) {
  const { lines, tooMany } = report(sources())
  console.log(lines.join("\n"))
  process.exitCode = tooMany ? 1 : 0
}
