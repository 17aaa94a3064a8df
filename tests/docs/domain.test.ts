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
const plan = read("packages/plan-file/plans/ccm-gso-2025-2026.yaml")

test("every rule's code is a heading, once, and no other is", () => {
  expect(rules.map(({ title }) => title).toSorted()).toEqual([...sentences.keys()].toSorted())
})

test.each(rules)("$title says its sentence, its reason and its source", ({ title, text }) => {
  expect(text).toContain(`> ${sentences.get(title)}\n`)
  expect(text).toMatch(/^\*\*Reason\.\*\* \S.{20,}$/m)
  expect(text).toMatch(/^\*\*Source\.\*\* \S.{10,}$/m)
})

test.each(rules)("what $title cites of the plan file is in it", ({ text }) => {
  const [, source = ""] = text.match(/^\*\*Source\.\*\* (.*)$/m) ?? []
  if (!source.includes("The plan file")) return
  const ids = [...source.matchAll(/`([^`]+)`/g)].flatMap(([, id = ""]) => (id.includes("/") ? [] : [id]))
  const quotes = [...source.matchAll(/“([^”]+)”/g)].flatMap(([, quote = ""]) => quote.split(" … "))
  expect(ids.length).toBeGreaterThan(0)
  const words = plan.replaceAll(/\s+/g, " ")
  expect([...ids, ...quotes].filter((cited) => !words.includes(cited))).toEqual([])
})
