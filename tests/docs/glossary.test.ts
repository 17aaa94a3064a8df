import * as workflows from "@demarche/workflows"
import { Office } from "@demarche/workflows/terms"
import { expect, test } from "vitest"
import { headingsOf, plain, read, rowsOf } from "./documents.ts"
import { exported, exportsOf, wordsOf } from "./exports.ts"

const headings = headingsOf(read("docs/glossary.md")).filter(({ level }) => level === 3)
const concepts = headingsOf(read("README.md")).find(({ title }) => title === "Concepts")

/** Words with several meanings elsewhere: the family by which a name has one, and the headings that may claim it. */
const families: Record<string, { family: RegExp; headings: string[] }> = {
  announce: { family: /^announc/, headings: ["announce"] },
  answer: { family: /^answer/, headings: ["answer"] },
  record: { family: /^record/, headings: ["record"] },
  log: { family: /^log(s|ged|ger|gers)?$/, headings: ["log", "logger"] },
  body: { family: /^bod(y|ies)$/, headings: ["body"] },
  window: { family: /^windows?$/, headings: ["window"] },
}
const words = Object.values(families).flatMap((each) => each.headings)

/** Every name that has a heading, and why. A type named like a concept stands under the concept. */
const wanted = new Map<string, string>()
const want = (name: string, why: string) => wanted.set(name.toLowerCase(), `${name} (${why})`)
for (const [concept = ""] of rowsOf(concepts?.text ?? "")) want(plain(concept), "a concept of README.md")
for (const word of words) want(word, "a word with one meaning")
for (const name of Object.keys(workflows)) want(name, "a workflow and a kind of stream")
for (const name of Office.options) want(name, "an office")
for (const { name, type, file } of exported())
  if (type && !wanted.has(name.toLowerCase())) want(name, `a type of ${file}`)

test("every concept, office, workflow, kind of stream and exported type has a heading", () => {
  const known = new Set(headings.map(({ title }) => title.toLowerCase()))
  expect([...wanted].flatMap(([name, why]) => (known.has(name) ? [] : [why]))).toEqual([])
})

test("every heading is of something that is there, and stands once", () => {
  const titles = headings.map(({ title }) => title)
  expect(titles.filter((title) => !wanted.has(title.toLowerCase()))).toEqual([])
  const lower = titles.map((title) => title.toLowerCase())
  expect(titles.filter((_, index) => lower.indexOf(lower[index]!) !== index)).toEqual([])
})

test("every heading says something", () => {
  expect(headings.filter(({ text }) => text.trim().length < 10).map(({ title }) => title)).toEqual([])
})

test.each(Object.entries(families))(
  "each exported use of %s is under its one meaning",
  (_, { family, headings: under }) => {
    const text = headings.flatMap((heading) => (under.includes(heading.title) ? [heading.text] : [])).join("\n")
    const uses = exported().filter(({ name }) => wordsOf(name).some((word) => family.test(word)))
    expect(
      uses.filter(({ name }) => !text.includes(`\`${name}\``)).map(({ name, file }) => `${name} in ${file}`),
    ).toEqual([])
    const names = new Set([...exported().map(({ name }) => name), ...Object.keys(families)])
    const said = [...text.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name)
    expect(said.filter((name) => !names.has(name))).toEqual([])
  },
)

test("what a file exports is read", () => {
  const text =
    "export interface A {\n}\nexport type B<T> = T\nexport class C extends Error {\n}\nexport async function* d() {}\nexport const e = 1\nconst f = 1\n"
  expect(exportsOf("a.ts", text).map(({ name, type }) => `${name} ${type}`)).toEqual([
    "A true",
    "B true",
    "C true",
    "d false",
    "e false",
  ])
  expect(wordsOf("NOTIFICATION_WINDOW")).toEqual(["notification", "window"])
  expect(wordsOf("rowBodyAfter")).toEqual(["row", "body", "after"])
})
