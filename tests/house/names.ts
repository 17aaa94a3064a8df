import { basename } from "node:path"
import type { Declaration } from "oxc-parser"
import type { File } from "./files.ts"
import { syntax, visit } from "./syntax.ts"

/** A name that a file bears, or gives to a type, to a function, or to a value that it exports. */
export interface Name {
  name: string
  kind: "file" | "type" | "function" | "value" | "component"
  exported: boolean
}

/** What a source names at its top level, and the components of an OpenAPI document in it. */
export function names(file: File): Name[] {
  const found: Name[] = [{ name: basename(file.path).replace(/\..*$/, ""), kind: "file", exported: true }]
  for (const statement of syntax(file).body) {
    const exported = statement.type === "ExportNamedDeclaration"
    if (exported) {
      for (const { exported: given, local } of statement.specifiers) {
        const name = nameOf(given)
        if (name !== nameOf(local)) found.push({ name, kind: "value", exported })
      }
    }
    const declaration = exported ? statement.declaration : statement
    if (declaration) found.push(...declared(declaration as Declaration, exported))
  }
  visit(file, {
    Property({ key, value }) {
      if (key.type !== "Identifier" || key.name !== "schemas" || value.type !== "ObjectExpression") return
      for (const property of value.properties) {
        if (property.type !== "Property" || property.key.type !== "Identifier") continue
        found.push({ name: property.key.name, kind: "component", exported: true })
      }
    },
  })
  return found
}

function declared(node: Declaration, exported: boolean): Name[] {
  switch (node.type) {
    case "TSTypeAliasDeclaration":
    case "TSInterfaceDeclaration":
      return [{ name: node.id.name, kind: "type", exported }]
    case "ClassDeclaration":
      return node.id ? [{ name: node.id.name, kind: "type", exported }] : []
    case "FunctionDeclaration":
      return node.id ? [{ name: node.id.name, kind: "function", exported }] : []
    case "VariableDeclaration":
      return node.declarations.flatMap(({ id, init }) => {
        if (id.type !== "Identifier") return []
        const kind = init?.type.endsWith("FunctionExpression") ? "function" : "value"
        return [{ name: id.name, kind, exported }]
      })
    default:
      return []
  }
}

const nameOf = (node: { name: string } | { value: string }) => ("name" in node ? node.name : node.value)
