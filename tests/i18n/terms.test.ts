import { readFileSync } from "node:fs"
import { catalogue } from "@demarche/i18n"
import { languages } from "@demarche/workflows/languages"
import { expect, test } from "vitest"

const rows = readFileSync(new URL("../../docs/terms.md", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| English"))
  .map((line) => line.split("|").map((cell) => cell.trim()))

/** The words that no message of a language has, by the page of terms: its last columns, in the order of the languages. */
const avoided = languages.map((language, at) => ({
  language,
  words: rows.flatMap((cells) => (cells[4 + at] ?? "").split(", ").filter((word) => word !== "")),
}))

function found(message: string, words: readonly string[]): string[] {
  return words.filter((word) => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, "iu").test(message))
}

test.each(avoided)("no message in $language has a word that the page of terms avoids", ({ language, words }) => {
  expect(words.length).toBeGreaterThan(5)
  const messages = [...catalogue(language)].flatMap(([key, message]) =>
    found(message, words).map((word) => `${key}: ${word}`),
  )
  expect(messages).toEqual([])
})

test("a word that is avoided is found, and a longer one of which it is a part is not", () => {
  expect(found("La procédure est caduque.", ["caduque", "jalon"])).toEqual(["caduque"])
  expect(found("Des jalonnements", ["jalon"])).toEqual([])
})
