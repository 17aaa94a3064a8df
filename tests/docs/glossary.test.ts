import * as workflows from "@demarche/workflows"
import { Office } from "@demarche/workflows/terms"
import { expect, test } from "vitest"
import { files, sources } from "../house/files.ts"
import { names } from "../house/names.ts"
import { roomOf } from "../house/rooms.ts"

/** Until the glossary is written, so many terms may be without a heading, and exported names with an overloaded word out of it; then none. */
const yet = { terms: 300, uses: 20 }

/** Words that meant several things: each exported use of one stands in the glossary, under its one meaning. */
const overloaded = /^(announce|answer|record|log|body|window)(s|d|ed|r|er|ing)?$/

/** What each heading of a document names, without its marks; a heading may name several things, with commas between. */
function headingsIn(markdown: string): string[] {
  const text = markdown.replace(/^```.*?^```/gms, "")
  return [...text.matchAll(/^#{2,} (.+)$/gm)].flatMap(([, title = ""]) => title.replaceAll("`", "").split(/,\s*/))
}

/** What a glossary has no heading for: a type by its name as it is written, other words in small or capital letters. */
function missing(terms: string[], markdown: string): string[] {
  const headings = headingsIn(markdown)
  const small = new Set(headings.map((heading) => heading.toLowerCase()))
  return terms.filter((term) => (/^[A-Z]/.test(term) ? !headings.includes(term) : !small.has(term)))
}

const textOf = (path: string) => files().find((file) => file.path === path)?.text ?? ""

/** The exported types, the workflows, which are the kinds of stream too, the offices, and the concepts of the README. */
function terms(): string[] {
  const types = exportedNames().flatMap(({ name, kind }) => (kind === "type" ? [name] : []))
  const [, concepts = ""] = textOf("README.md").split(/^## Concepts$/m)
  const words = [...concepts.split(/^## /m)[0]!.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = ""]) =>
    cell.split(", "),
  )
  const concept = words.filter((word) => word !== "word" && !word.startsWith("---"))
  return [...new Set([...types, ...Object.keys(workflows), ...Office.options, ...concept])]
}

function exportedNames() {
  const ours = sources().filter(({ path }) => roomOf(path))
  return ours.flatMap(names).filter(({ kind, exported }) => exported && kind !== "file" && kind !== "component")
}

const wordsOf = (name: string) => name.split(/(?=[A-Z])|_/).map((word) => word.toLowerCase())

test("every exported type, workflow, office, kind of stream and concept is a heading of the glossary", () => {
  const without = missing(terms(), textOf("docs/glossary.md"))
  expect(without.slice(yet.terms)).toEqual([])
})

test("of a word that meant several things each exported use is in the glossary", () => {
  const glossary = textOf("docs/glossary.md")
  const uses = exportedNames().filter(({ name }) => wordsOf(name).some((word) => overloaded.test(word)))
  const without = [...new Set(uses.map(({ name }) => name))].filter((name) => !glossary.includes(`\`${name}\``))
  expect(without.slice(yet.uses)).toEqual([])
})

test("a term without a heading is found", () => {
  const glossary = "# Glossary\n## Stream\n### `Commit`, `Row`\n```\n## Draft\n```\nA leaf, and an Office.\n"
  expect(missing(["stream", "Commit", "Row"], glossary)).toEqual([])
  expect(missing(["Draft", "commits", "Office", "Stream", "leaf"], glossary)).toEqual([
    "Draft",
    "commits",
    "Office",
    "leaf",
  ])
})

test("the terms are found where they are said", () => {
  expect(terms()).toEqual(
    expect.arrayContaining(["Commit", "activity", "delivery", "coordinator", "silence procedure", "as it was"]),
  )
})
