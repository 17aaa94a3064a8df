import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { languages } from "@demarche/workflows/languages"
import { expect, test } from "vitest"

const root = join(import.meta.dirname, "../..")

/** The list of languages, and a folder for each. */
const own = /^(workflows\/languages\.ts|packages\/i18n\/[a-z]{2}\/.*)$/

/** Where a source names a language in quotes, or as the language of HTML. */
function named(source: string): string[] {
  return source.match(new RegExp(`["'\`/](${languages.join("|")})["'\`/]`, "g")) ?? []
}

test("the languages of letters and pages stand in one list, and each in a folder of its own", () => {
  const files = globSync(["{packages,workflows,functions,stacks}/**/*.{ts,tsx}", "sst.config.ts"], { cwd: root })
  const sources = files.filter((file) => !file.includes("node_modules") && !own.test(file))
  expect(sources.length).toBeGreaterThan(400)
  const found = sources.flatMap((file) =>
    named(code(readFileSync(join(root, file), "utf8"))).map((tag) => `${file}: ${tag}`),
  )
  expect(found).toEqual([])
})

/** A source without its comments and the paths of its imports. */
function code(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/.*|(from|import\() ?"[^"]*"/g, "")
}

test.each(['z.enum(["en", "fr"])', 'html`<p lang="fr">`', "const language = 'en'", "`/fr/items`"])(
  "one that stands elsewhere is found: %s",
  (planted) => expect(named(code(planted))).not.toEqual([]),
)
