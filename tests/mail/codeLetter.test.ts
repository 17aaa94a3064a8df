import { codeLetter } from "@demarche/mail/codeLetter"
import { describe, expect, test } from "vitest"
import { codeFor, readers } from "./examples.ts"
import { wordsOfHtml, wordsOfText } from "./wordsOf.ts"

describe.each(readers)("the letter with a code for $name", ({ name, language }) => {
  const { url, ...given } = codeFor({ name, language })
  const { subject, text, html } = codeLetter({ url, ...given })

  test("says the same in both parts, and the code and the link in each", () => {
    expect(wordsOfHtml(html)).toBe(wordsOfText(text))
    expect(text).toContain("4F7K-9QXM")
    expect(text).toMatch(new RegExp(`^${url.replaceAll(".", "\\.")}$`, "m"))
    expect(html).toContain(`href="${url}"`)
  })

  test("has no secret in its subject, which servers log, and fetches nothing", () => {
    expect(subject).not.toMatch(/4F7K/)
    expect(html).not.toMatch(/<(img|script|link|iframe)\b|\bsrc=|url\(|@import/)
  })

  test("greets nobody by name where several read the address", () => {
    const { text: shared } = codeLetter({ url, ...given, reader: { name: undefined, language } })
    expect(shared).not.toContain(name)
    expect(shared).not.toMatch(/undefined|missing/)
  })
})
