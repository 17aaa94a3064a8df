import { pickLanguage } from "@demarche/i18n"
import fc from "fast-check"
import { expect, test } from "vitest"

test.each([
  // absent, or nothing of ours
  [undefined, "en"],
  [null, "en"],
  ["", "en"],
  ["de", "en"],
  ["de-CH, it;q=0.8", "en"],
  ["*", "en"],
  ["*;q=0.1", "en"],
  ["frisian", "en"],
  // named
  ["fr", "fr"],
  ["FR", "fr"],
  ["fr-CH", "fr"],
  ["fr-Latn-CH-1606nict", "fr"],
  ["en-GB", "en"],
  ["fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "fr"],
  ["de-CH, fr;q=0.5", "fr"],
  // by quality, then by order, then by name
  ["en;q=0.8, fr", "fr"],
  ["fr;q=0.8, en", "en"],
  ["fr;q=0.001, en;q=0", "fr"],
  ["en, fr", "en"],
  ["fr, en", "fr"],
  ["fr;q=0.5, en;q=0.5", "fr"],
  ["*, fr", "fr"],
  ["fr, *", "fr"],
  ["fr;q=0.4, *;q=0.5", "en"],
  ["en;q=0.4, *;q=0.5", "fr"],
  // refused
  ["fr;q=0", "en"],
  ["en;q=0", "fr"],
  ["en;q=0.000, *", "fr"],
  ["fr;q=0, *", "en"],
  ["fr;q=0, en;q=0", "en"],
  ["*;q=0", "en"],
  ["fr, *;q=0", "fr"],
  // white space and empty members are allowed
  ["\t fr-CH ; q=1.000 ,, ,", "fr"],
  ["en ;q=0.9,\tfr ; Q=0.95", "fr"],
  // malformed
  ["fr;q=2", "en"],
  ["fr;q=1.5", "en"],
  ["fr;q=0.1234", "en"],
  ["fr;q=-1", "en"],
  ["fr;q=", "en"],
  ["fr;", "en"],
  ["fr;v=1", "en"],
  ["fr_CH", "en"],
  ["fr en", "en"],
  ["-fr", "en"],
  ["fr-", "en"],
  ["*-fr", "en"],
  [";q=1", "en"],
  ["fr\u0000", "en"],
  ["???, fr", "fr"],
] as const)("%j is %s", (header, language) => {
  expect(pickLanguage(header)).toBe(language)
})

const member = fc.oneof(
  fc.string(),
  fc
    .tuple(fc.constantFrom("fr", "en", "fr-CH", "*", "de", "f"), fc.constantFrom("", ";q=0", ";q=0.5", ";q=1", ";q=x"))
    .map((parts) => parts.join("")),
)

test("any header gives a language", () => {
  fc.assert(
    fc.property(fc.array(member, { maxLength: 8 }), (members) => {
      expect(["en", "fr"]).toContain(pickLanguage(members.join(",")))
    }),
  )
})

test("what a header names alone above all others is chosen", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("en", "fr"),
      fc.array(fc.constantFrom("en;q=0.9", "fr;q=0.5", "*;q=0.7", "@"), { maxLength: 6 }),
      fc.nat(6),
      (language, others, place) => {
        expect(pickLanguage([...others.slice(0, place), language, ...others.slice(place)].join(", "))).toBe(language)
      },
    ),
  )
})

test("a long header is read in no time", () => {
  expect(pickLanguage(`fr${"-aaaaaaaa".repeat(50_000)}!`)).toBe("en")
})
