import { languages } from "@demarche/workflows/languages"
import { expect, test } from "vitest"
import { type File, sources } from "./files.ts"
import { visit } from "./syntax.ts"

/** The list of languages, and a folder for each. */
const own = /^(workflows\/languages\.ts|packages\/i18n\/[a-z]{2}\/.*)$/

const language = new RegExp(`(^|["'/])(${languages.join("|")})($|["'/])`, "g")

/** Where a text of a source is a language, or names one in quotes or as a part of a path; the paths of imports aside. */
function named(file: File): string[] {
  const texts: string[] = []
  const imported = new Set<unknown>()
  visit(file, {
    ImportDeclaration: ({ source }) => void imported.add(source),
    ExportAllDeclaration: ({ source }) => void imported.add(source),
    ExportNamedDeclaration: ({ source }) => void imported.add(source),
    Literal: (node) => {
      if (typeof node.value === "string" && !imported.has(node)) texts.push(node.value)
    },
    TemplateElement: ({ value }) => void texts.push(value.raw),
  })
  return texts.flatMap((text) => text.match(language) ?? [])
}

test("the languages of letters and pages stand in one list, and each in a folder of its own", () => {
  const read = sources().filter(({ path }) => /^(packages|workflows|functions|stacks|sst\.config)/.test(path))
  expect(read.length).toBeGreaterThan(400)
  const found = read
    .filter(({ path }) => !own.test(path))
    .flatMap((file) => named(file).map((tag) => `${file.path}: ${tag}`))
  expect(found).toEqual([])
})

test.each([
  'const written = z.enum(["en", "fr"])',
  'const page = html`<p lang="fr">`',
  "const language = 'en'",
  "const path = `/fr/items`",
  'for (const path of ["/api/*", "/fr/*"]) use(path)',
  'const page = <p lang="fr" />',
])("one that stands elsewhere is found: %s", (text) => {
  expect(named({ path: "packages/http/planted.tsx", text })).not.toEqual([])
})
