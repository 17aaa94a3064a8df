import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../house/files.ts"

const folder = join(root, "packages/plan-file/procedures")

/** The module that has the shipped rules of procedure as text, since a function in the cloud has no files beside it. */
export function shippedModule(): string {
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"))
  const entries = files.toSorted().map((name) => {
    const text = readFileSync(join(folder, name), "utf8")
    return `  ${name.replace(".yaml", "")}: \`${text.replace(/[\\`]|\$\{/g, "\\$&")}\`,\n`
  })
  return `/** The files beside this one, by their names; \`npm run procedures\` writes it. */
export const shipped: Readonly<Record<string, string>> = {
${entries.join("")}}
`
}

/** `npm run procedures` writes what the parser reads. */
if (import.meta.main) writeFileSync(join(folder, "shipped.ts"), shippedModule())
