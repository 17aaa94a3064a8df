import { globSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

/** What a document says in its own language stands as there. */
const ofDocuments = "packages/web/item/wording.tsx"

/** A colon or a semicolon that stands between what a reader is told: French has a space before it. */
const written = /join\("[:;] "\)|^ *(?:\{\w+\}|.*<\/\w+>)[:;] [{<].*|`[^`]*\}[:;] \$\{[^`]*`|&& "[:;] "/gm

test("no page writes a colon or a semicolon of one language between the words of each", () => {
  const sources = globSync("packages/web/**/*.{ts,tsx}", { exclude: ["**/node_modules/**"] })
  expect(sources.length).toBeGreaterThan(100)
  const found = sources
    .filter((file) => file !== ofDocuments)
    .flatMap((file) => (readFileSync(file, "utf8").match(written) ?? []).map((line) => `${file}: ${line.trim()}`))
  expect(found).toEqual([])
})
