import { type LetterContent, letterOf, type Reader } from "@demarche/mail/letter"
import fc from "fast-check"
import { expect, test } from "vitest"
import { examples, morning, readers, senderTo } from "./examples.ts"
import { wordsOfHtml, wordsOfText } from "./wordsOf.ts"

const [english, french] = readers as [Reader, Reader]
const titled = (title: string): LetterContent => {
  const matter = examples["silence-opened"]!
  return { ...matter, item: { ...matter.item, title } } as LetterContent
}
const letter = (title: string) => letterOf([titled(title)], english, senderTo(english), {})
const subject = (title: string) => letter(title).subject.replace("Silence procedure until 8 June, 6 p.m., Geneva: ", "")

test("HTML in a title is only text", () => {
  const { html, text, subject } = letter('<script>alert("1")</script> & <b>bold</b>')
  expect(html).not.toMatch(/<script|<b>/)
  expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;")
  expect(text).toContain('<script>alert("1")</script> & <b>bold</b> (t2-a2)')
  expect(subject).toContain("<b>bold</b>")
})

test.each([
  ["Reference\r\nBcc: evil@example.org\r\n\r\npoints", "Reference Bcc: evil@example.org points (t2-a2)"],
  ["Reference\u2028points\u0000\u001b[31m", "Reference points [31m (t2-a2)"],
  ["  Reference \u00a0 points\t", "Reference points (t2-a2)"],
  ["\u202eReference points\u2066", "Reference points (t2-a2)"],
  ["نقاط مرجعية مشتركة", "\u2068نقاط مرجعية مشتركة\u2069 (t2-a2)"],
  ["نقاط\u200f مرجعية", "\u2068نقاط مرجعية\u2069 (t2-a2)"],
  ["Points 👩‍👩‍👧‍👦 🇱🇦", "Points 👩‍👩‍👧‍👦 🇱🇦 (t2-a2)"],
  ["half \ud83d of a pair", "half \ufffd of a pair (t2-a2)"],
])("%j becomes one line of a subject", (title, line) => {
  expect(subject(title)).toBe(line)
})

test("a title that is read from the right stands apart from its code", () => {
  const { html } = letter("نقاط مرجعية مشتركة")
  expect(html).toContain('<bdi lang="en">نقاط مرجعية مشتركة</bdi> <span style="white-space:nowrap">(t2-a2)</span>')
})

test("a long title is cut between words in the subject, and further on in the letter", () => {
  const long = `${"shared reference points, ".repeat(430)}end`
  expect(long.length).toBeGreaterThan(10_000)
  expect(subject(long)).toBe("shared reference points, shared reference points, shared… (t2-a2)")
  const { text, html } = letter(long)
  expect(text.length).toBeLessThan(2_000)
  expect(html.length).toBeLessThan(8_000)
  expect(wordsOfText(text)).toMatch(/(shared reference points, ){10}.*… \(t2-a2\)/)
})

test.each([
  ["one word without an end", "x".repeat(10_240)],
  ["families", "👩‍👩‍👧‍👦".repeat(1_000)],
  ["one letter with ten thousand accents", `e${"\u0301".repeat(10_000)}`],
])("%s is cut, and never inside a character", (_, title) => {
  const line = subject(title)
  expect(line).toMatch(/^.{0,60}… \(t2-a2\)$/su)
  expect(line.length).toBeLessThan(80)
  const { segment } = [...new Intl.Segmenter().segment(line)].at(-9)!
  expect(["…", "x", "👩‍👩‍👧‍👦"]).toContain(segment)
})

const anything = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), fc.lorem())

test("whatever people write, both parts say it, and the subject is one line", () => {
  fc.assert(
    fc.property(
      anything,
      anything,
      anything,
      anything,
      fc.constantFrom(english, french),
      (title, reason, owner, name, reader) => {
        const matter = {
          ...titled(title),
          reason: { text: reason },
          owner,
          parties: [name],
          onBehalfOf: name,
          recipient: name,
        } as LetterContent
        for (const matters of [
          [matter],
          [{ ...matter, kind: "SilenceBroken" } as LetterContent],
          [matter, ...morning],
        ]) {
          const { subject, text, html } = letterOf(matters, { ...reader, name }, senderTo(reader), {})
          expect(wordsOfHtml(html)).toBe(wordsOfText(text))
          expect(subject.replace(/\u2068([^\u2068]*)\u2069/g, "$1")).not.toMatch(
            /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u,
          )
          expect(subject.length).toBeLessThan(200)
          expect(text).not.toContain("\r")
        }
      },
    ),
    { numRuns: 150 },
  )
})
