import { catalogue } from "@demarche/i18n"
import { expect, test } from "vitest"
import { headingsOf, read } from "./documents.ts"

const sentences = new Map(
  [...catalogue("en")].flatMap(([key, sentence]) => {
    const [, code] = key.match(/^rules\.(.+)$/) ?? []
    return code ? [[code, sentence]] : []
  }),
)
const rules = headingsOf(read("docs/domain.md")).filter(({ level }) => level === 4)
/** The files that a source may cite, by what it calls them. */
const cited: Readonly<Record<string, string>> = {
  "The plan file": read("packages/plan-file/plans/ccm-gso-2025-2026.yaml"),
  "The Convention's rules": read("packages/plan-file/procedures/ccm.yaml"),
}

test("every rule's code is a heading, once, and no other is", () => {
  expect(rules.map(({ title }) => title).toSorted()).toEqual([...sentences.keys()].toSorted())
})

test.each(rules)("$title says its sentence, its reason and its source", ({ title, text }) => {
  expect(text).toContain(`> ${sentences.get(title)}\n`)
  expect(text).toMatch(/^\*\*Reason\.\*\* \S.{20,}$/m)
  expect(text).toMatch(/^\*\*Source\.\*\* \S.{10,}$/m)
})

/** What a source cites of a file, and is not in it. */
function notIn(file: string, source: string): string[] {
  const words = file.replaceAll(/\s+/g, " ")
  const ids = [...source.matchAll(/`([^`]+)`/g)].flatMap(([, id = ""]) => (id.includes("/") ? [] : [id]))
  const quotes = [...source.matchAll(/“([^”]+)”/g)].flatMap(([, quote = ""]) => quote.split(" … "))
  return ids.length === 0 ? ["nothing is cited"] : [...ids, ...quotes].filter((each) => !words.includes(each))
}

test.each(rules)("what $title cites of the plan file or of the rules of procedure is in it", ({ text }) => {
  const [, source = ""] = text.match(/^\*\*Source\.\*\* (.*)$/m) ?? []
  const named = Object.entries(cited).flatMap(([name, file]) => (source.includes(name) ? [file] : []))
  expect(named.flatMap((file) => notIn(file, source))).toEqual([])
})

test("both files are cited, and what is not in them is found", () => {
  const sources = rules.map(({ text }) => text)
  for (const name of Object.keys(cited)) expect(sources.some((text) => text.includes(`** ${name}, `))).toBe(true)
  expect(notIn("a: 1\nb: two  words", "The plan file, `a` and `c`: “two words … three words”.")).toEqual([
    "c",
    "three words",
  ])
  expect(notIn("a: 1", "The plan file.")).toEqual(["nothing is cited"])
})
