import { officeText } from "@demarche/i18n"
import { letterOf } from "@demarche/mail/letter"
import { classOf } from "@demarche/workplan"
import { describe, expect, test } from "vitest"
import { examples, morning, readers, senderTo, stop } from "./examples.ts"
import { illSaid } from "./illSaid.ts"
import { wordsOfText } from "./wordsOf.ts"

/** Every letter in both languages, without what it quotes of plan and record. */
const letters = readers.flatMap((reader) =>
  Object.entries({ ...examples, digest: undefined }).map(([name, content]) => {
    const contents = content ? [content] : morning
    const optional = contents.every(({ kind }) => classOf(kind) !== undefined)
    const { subject, text, html } = letterOf(contents, reader, senderTo(reader), optional ? { unsubscribe: stop } : {})
    return { name, language: reader.language, subject, text: own(text, contents), raw: text, html }
  }),
)

/** The text without addresses, shortened titles, hashes, and the words of the plan and the people, which keep their own language. */
function own(text: string, contents: typeof morning): string {
  const quoted = contents.flatMap(
    ({ item, reason, question, delivery, owner, nextStep, invited, parties, statements }) => [
      ...[item.title, reason?.text, question?.text, delivery, owner, nextStep?.title, nextStep?.by],
      ...(invited ? [...invited.mandates, invited.by] : []),
      ...(parties ?? []),
      ...(statements ?? []).flatMap(({ by, words }) => [by, words?.text]),
    ],
  )
  const words = wordsOfText(text)
    .replace(/ ?https:\S+/g, "")
    .replaceAll(senderTo({ language: "en" }).plan.title, "…")
  return quoted
    .filter((each) => each !== undefined)
    .reduce((left, each) => left.replaceAll(each, "…"), words)
    .replace(/:[^:]*…[^:]*? \(\w+-[\w-]+\)/g, ": …")
}

const nbsp = "\u00a0"
/** English that stands in no French letter; of words that both have, none. */
const english = /\b(the|of|and|with|this|your|you|draft|has|been|until|work plan|is|are|by|to|from)\b/i

describe.each(letters)("$name in $language", ({ language, subject, text, raw, html }) => {
  test("has no code, key or argument of ours", () => {
    for (const part of [subject, text])
      expect(part).not.toMatch(/\b[a-z]+[A-Z][a-z]+\b|\bletters\.|[{}]|\bundefined\b|\b[a-z]+_[a-z]+\b|\d{4}-\d\d-\d\d/)
    expect(subject).not.toMatch(/\(plan\)/)
  })

  test("has one space where one belongs, and its marks in pairs", () => {
    expect(raw).not.toMatch(/\S {2}/)
    for (const part of [subject, text]) {
      expect(part).not.toMatch(/ [,.)]|\( |,,|\.\.|[’“”]{2}/)
      expect(part.split("“").length).toBe(part.split("”").length)
      expect(part.split("«").length).toBe(part.split("»").length)
      expect(part.split("(").length).toBe(part.split(")").length)
    }
  })

  test("says nothing that no letter says", () => {
    expect([...illSaid(subject), ...illSaid(text)]).toEqual([])
  })

  test("is signed, and what is for the record comes last", () => {
    const [body = "", foot = ""] = text.split(/(?=You receive this letter|Vous recevez cette lettre)/)
    expect(body).toMatch(/On behalf of the \S+, |Pour les coordonnateurs, /)
    const [why = "", record = ""] = foot.split(/(?=Number on the record|Numéro au registre)/)
    expect(why).not.toBe("")
    expect(record).not.toMatch(/You |Vous /)
    expect(html.indexOf("<h1")).toBeGreaterThan(0)
  })

  test("names no office otherwise than the body does", () => {
    const usual = ["secretariat", "presidency", "coordinator"].map((office) => officeText(language, office))
    const { offices } = senderTo({ language })
    const other = usual.filter((title) => !Object.values(offices).includes(title))
    for (const title of other) expect(text).not.toMatch(new RegExp(`(?<!\\p{L})${title}(?!\\p{L})`, "iu"))
  })

  test("is in French where it is French", () => {
    if (language === "en") return expect(text).not.toMatch(/\b(le|les|une|est|votre|vous)\b/i)
    expect(text).not.toMatch(english)
    for (const part of [subject, text]) {
      expect(part).not.toMatch(new RegExp(`[^${nbsp}][;?!»]|«[^${nbsp}]|[^${nbsp}\\d]:`))
      expect(part).not.toMatch(/\b(de|le|la|que) [AEIOUÉÈ]\p{Ll}+/u)
      expect(part).not.toMatch(/['"]/)
    }
  })
})
