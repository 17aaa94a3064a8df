import { type Program, parseSync, Visitor, type VisitorObject } from "oxc-parser"
import type { File } from "./files.ts"

const parsed = new Map<string, Program>()

/** Calls the visitor for the nodes of a source. @throws Error where it is no TypeScript. */
export function visit(file: File, visitor: VisitorObject): void {
  new Visitor(visitor).visit(syntax(file))
}

/** The syntax tree of a source. @throws Error where it is no TypeScript. */
export function syntax({ path, text }: File): Program {
  const key = `${path}\n${text}`
  const program = parsed.get(key) ?? parse(path, text)
  parsed.set(key, program)
  return program
}

function parse(path: string, text: string): Program {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join(", ")}`)
  return program
}
