import { changesBetween, type TextChange } from "@demarche/web/item/changes"
import { Diff } from "diff"
import fc from "fast-check"
import { expect, test, vi } from "vitest"

const of = (changes: TextChange[], ...is: TextChange["is"][]) =>
  changes
    .filter((change) => is.includes(change.is))
    .map(({ text }) => text)
    .join("")

const texts = fc
  .array(fc.constantFrom("States ", "parties ", "may ", "wish ", "\n", "1. ", "<b>", " ", "é", "\u202e"), {
    maxLength: 40,
  })
  .map((parts) => parts.join(""))

test("what is the same or deleted is the text before, what is the same or inserted the text after", () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const changes = changesBetween(before, after)
      expect(of(changes, "same", "deleted")).toBe(before)
      expect(of(changes, "same", "inserted")).toBe(after)
    }),
  )
})

test("a rewritten line is compared word by word, the lines around it stand", () => {
  expect(changesBetween("One.\nStates may wish.\nThree.\n", "One.\nStates parties may wish.\nThree.\n")).toEqual([
    { is: "same", text: "One.\n" },
    { is: "same", text: "States " },
    { is: "inserted", text: "parties " },
    { is: "same", text: "may wish.\n" },
    { is: "same", text: "Three.\n" },
  ])
})

test("texts that have nothing in common are told as one deletion and one addition", () => {
  const long = (word: string) => Array.from({ length: 3_000 }, (_, at) => `${word}${at}`).join(" ")
  expect(changesBetween(long("a"), long("b")).map(({ is }) => is)).toEqual(["deleted", "inserted"])
})

/** Lines or words, each of which says its number. */
const many = (count: number, what: (nth: number) => string) => Array.from({ length: count }, (_, nth) => what(nth))

test.each([
  ["all lines are others", many(3_000, (nth) => `a${nth}\n`), many(3_000, (nth) => `b${nth}\n`)],
  [
    "every second line is another",
    many(3_000, (nth) => `${nth % 2 ? "" : "a"}${nth}\n`),
    many(3_000, (nth) => `${nth}\n`),
  ],
  ["all words of a line are others", many(20_000, (nth) => `a${nth} `), many(20_000, (nth) => `b${nth} `)],
  [
    "all words of every second line are others",
    many(400, (nth) => (nth % 2 ? `${nth}\n` : `a${nth} `.repeat(90).concat("\n"))),
    many(400, (nth) => (nth % 2 ? `${nth}\n` : `b${nth} `.repeat(90).concat("\n"))),
  ],
])("K9 however long two texts are, little is compared of them where %s", (_, before, after) => {
  const compared = vi.spyOn(Diff.prototype, "equals")
  changesBetween(before.join(""), after.join(""))
  expect(compared.mock.calls.length).toBeLessThan(400_000)
  compared.mockRestore()
})
