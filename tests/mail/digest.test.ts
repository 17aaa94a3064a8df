import { type LetterContent, letterOf, type Reader } from "@demarche/mail/letter"
import { expect, test } from "vitest"
import { examples, morning, readers, senderTo, stop } from "./examples.ts"
import { wordsOfText } from "./wordsOf.ts"

const [english, french] = readers as [Reader, Reader]
const plain = (text: string) => text.replaceAll("\u00a0", " ")
const digest = (matters: LetterContent[], reader = english) => letterOf(matters, reader, senderTo(reader), {})
/** The headings and the codes of the matters, in order. */
const order = (matters: LetterContent[]) =>
  digest(matters.toReversed())
    .text.split(/\n---\n/)[0]!
    .match(/^(Overdue|Dates that have changed|Coming up|For your information)$|(?<=\()[a-z]\w*-[\w-]+(?=\))/gm)

test("what is overdue comes first and latest first, then new dates, then what is coming by its date, then the rest", () => {
  expect(order(morning)).toEqual([
    ...["Overdue", "o2-1", "x-q1-4"],
    ...["Dates that have changed", "o2-1"],
    ...["Coming up", "t1-a1", "r-1", "t2-a2", "o2-1", "x-q3-3"],
    ...["For your information", "r-1"],
  ])
})

test("a group that is empty has no heading", () => {
  expect(order([examples["due-before"]!, examples["due-placeholder"]!])).toEqual(["Coming up", "o2-1", "x-q3-3"])
})

test("what falls on one date keeps the order in which it is told", () => {
  const told = (codes: string[]) =>
    codes.map((code) => ({ ...examples["due-on"]!, item: { ...examples["due-on"]!.item, code } }) as LetterContent)
  expect(order(told(["a-3", "a-1", "a-2"]).toReversed())).toEqual(["Coming up", "a-3", "a-1", "a-2"])
  const { due: _, ...undated } = { ...examples["request-submitted"]!, kind: "RequestSubmitted" as const }
  expect(order([undated, examples["due-on"]!])).toEqual(["Coming up", "x-q1-4", "r-1"])
})

test("each item is one line and one link", () => {
  const { text, html } = digest(morning)
  const shown = text.split("\n---\n")[0]!
  expect(shown.match(/^- /gm)).toHaveLength(morning.length)
  expect(shown.match(/^ {2}https:/gm)).toHaveLength(morning.length)
  expect(html.match(/<li /g)).toHaveLength(morning.length)
})

test("lines say when, for both zones, and who where it is late for all", () => {
  const words = wordsOfText(digest(morning).text)
  expect(words).toContain(
    "Silence procedure ends within 24 hours, on Monday, 8 June 2026, 6 p.m. (Geneva time; 11 p.m. in Vientiane): develop with",
  )
  expect(words).toContain("Overdue by 35 days (1 June 2026), Austria and Cameroon: A cross-cutting note")
  expect(words).toContain("Overdue by 3 days (first quarter of 2026): Together with UNIDIR")
  expect(words).toContain("Due in the third quarter of 2026 (in 28 days), still empty: Other actions")
})

test("the subject and the first sentence count", () => {
  expect(digest(morning).subject).toBe(
    "9 matters, 2 overdue: CCM thematic Working Group on General Status and Operation…",
  )
  expect(plain(digest(morning, french).subject)).toMatch(/^9 points, dont 2 en retard : CCM thematic/)
  const late = examples["due-overdue"]!
  expect(digest([late, late]).subject).toMatch(/^2 matters, both overdue: /)
  expect(plain(digest([late, late], french).subject)).toMatch(/^2 points, tous deux en retard : /)
  expect(digest([late, late, late]).text).toContain("3 matters require your attention; all of them are overdue.")
  expect(plain(digest([late, late, late], french).text)).toContain(
    "3 points appellent votre attention ; l’échéance de chacun est dépassée.",
  )
  const calm = [examples["due-before"]!, examples["due-on"]!]
  expect(digest(calm).subject).toMatch(/^2 matters: CCM/)
  expect(digest(calm).text).toContain("2 matters require your attention.")
  expect(digest([...calm, late]).text).toContain("3 matters require your attention; one of them is overdue.")
})

test("a deputy is told once whose letters these are", () => {
  const away = examples["due-deputy"]!
  expect(digest([away, away, examples["due-on"]!]).text.match(/as deputy of Anna Moser/g)).toHaveLength(1)
})

test("decisions keep their number and hash", () => {
  expect(digest(morning).text).toMatch(/\n\nNumber on the record: 41 \(r-1\)\nHash: 9b1fd61f\S+\n$/)
})

test("one may stop a letter exactly where a way to do so is given", () => {
  for (const matters of [morning, [examples["due-on"]!]]) {
    for (const reader of readers) {
      const given = letterOf(matters, reader, senderTo(reader), { unsubscribe: stop })
      for (const part of [given.text, given.html]) expect(part.split(stop)).toHaveLength(2)
      const { text, html } = letterOf(matters, reader, senderTo(reader), {})
      for (const part of [text, html]) expect(part).not.toMatch(/unsubscribe|stop|renoncer|Ne plus/i)
    }
  }
})

test("a letter of nothing is refused", () => {
  expect(() => digest([])).toThrow(RangeError)
})
