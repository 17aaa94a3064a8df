import { says } from "@demarche/application/processes/lettersNaming"
import fc from "fast-check"
import { expect, test } from "vitest"

const word = fc.string({ unit: fc.constantFrom(..."abcéüЖ中7"), minLength: 1, maxLength: 8 })

test("K6.6 a letter says a text wherever its lines are broken, between whatever marks", () => {
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 9 }),
      fc.constantFrom("\n", "\n    ", " ", "\n> "),
      (words, gap) => {
        expect(says(`Dear reader,\n\n« ${words.join(gap)} », it says.`, words.join(" "))).toBe(true)
      },
    ),
  )
})

test.each([
  ["Dear Li,", "Li", true],
  ["A list of what is due.", "Li", false],
  ["Dear Anna-Lena Li: a word", "Anna-Lena Li", true],
  ["Dear Anna,", "Anna Li", false],
  ["🕊 for you", "🕊", true],
])("K6.6 %s says %s: %s", (letter, text, said) => expect(says(letter, text)).toBe(said))
