import * as workflows from "@demarche/workflows"
import { Office } from "@demarche/workflows/terms"
import { expect, test } from "vitest"
import { sources } from "../house/files.ts"
import { names } from "../house/names.ts"
import { roomOf } from "../house/rooms.ts"
import { headingsOf, plain, read, rowsOf } from "./documents.ts"

/** What the rooms export by names of their own. */
const exported = sources()
  .filter(({ path }) => roomOf(path))
  .flatMap((file) => names(file).map((name) => ({ ...name, file: file.path })))
  .filter(({ exported, kind }) => exported && kind !== "file" && kind !== "component")

/** Words with several meanings elsewhere: the family by which a name has one, and the headings that may claim it. */
const families: Record<string, { family: RegExp; under: string[] }> = {
  announce: { family: /^announc/, under: ["announce"] },
  answer: { family: /^answer/, under: ["answer"] },
  record: { family: /^record/, under: ["record"] },
  log: { family: /^log(s|ged|ger|gers)?$/, under: ["log", "logger"] },
  body: { family: /^bod(y|ies)$/, under: ["body"] },
  path: { family: /^paths?$/, under: ["path"] },
  window: { family: /^windows?$/, under: ["window"] },
}

/** The entries of a glossary: what each heading names, with commas between, and what it says. */
const entriesOf = (markdown: string) =>
  headingsOf(markdown)
    .filter(({ level }) => level === 3)
    .map(({ title, text }) => ({ terms: plain(title).split(/,\s*/), text: text.trim() }))

const glossary = entriesOf(read("docs/glossary.md"))
const concepts = headingsOf(read("README.md")).find(({ title }) => title === "Concepts")

/** Every term that has a heading, and why. */
const wanted = new Map<string, string>()
for (const { name, kind, file } of exported) if (kind === "type") wanted.set(name, `a type of ${file}`)
for (const name of Object.keys(workflows)) wanted.set(name, "a workflow and a kind of stream")
for (const name of Office.options) wanted.set(name, "an office")
for (const [cell = ""] of rowsOf(concepts?.text ?? ""))
  for (const term of plain(cell).split(/,\s*/)) wanted.set(term, "a concept of README.md")
for (const { under } of Object.values(families)) for (const word of under) wanted.set(word, "a word with one meaning")

test("every concept, office, workflow, kind of stream and exported type has a heading", () => {
  const known = new Set(glossary.flatMap(({ terms }) => terms))
  expect([...wanted].flatMap(([term, why]) => (known.has(term) ? [] : [`${term}, ${why}`]))).toEqual([])
})

test("every heading is of something that is there, and stands once", () => {
  const terms = glossary.flatMap((entry) => entry.terms)
  expect(terms.filter((term) => !wanted.has(term))).toEqual([])
  expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([])
})

test("every heading says something", () => {
  expect(glossary.filter(({ text }) => text.length < 10).map(({ terms }) => terms)).toEqual([])
})

test.each(Object.entries(families))("each exported use of %s is under its one meaning", (_, { family, under }) => {
  const text = glossary
    .flatMap((entry) => (entry.terms.some((term) => under.includes(term)) ? [entry.text] : []))
    .join("\n")
  const uses = exported.filter(({ name }) => wordsOf(name).some((word) => family.test(word)))
  expect(
    uses.filter(({ name }) => !text.includes(`\`${name}\``)).map(({ name, file }) => `${name} in ${file}`),
  ).toEqual([])
  const known = new Set([...exported.map(({ name }) => name), ...Object.keys(families)])
  const said = [...text.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name)
  expect(said.filter((name) => !known.has(name))).toEqual([])
})

test("the terms are read where they stand", () => {
  expect([...wanted.keys()]).toEqual(
    expect.arrayContaining(["Commit", "activity", "delivery", "coordinator", "silence procedure", "as it was"]),
  )
  expect(entriesOf("## A\n### commit, `Commit`\n\nOne.\n```\n### no\n```\n### as known, as it was\nTwo.\n")).toEqual([
    { terms: ["commit", "Commit"], text: "One.\n```\n### no\n```" },
    { terms: ["as known", "as it was"], text: "Two." },
  ])
  expect(wordsOf("NOTIFICATION_WINDOW")).toEqual(["notification", "window"])
  expect(wordsOf("rowBodyAfter")).toEqual(["row", "body", "after"])
})

/** The words of a name: `NOTIFICATION_WINDOW`, `rowBodyAfter`. */
function wordsOf(name: string): string[] {
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g)?.map((word) => word.toLowerCase()) ?? []
}
