import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { section1 } from "./section1.ts"
import { section2 } from "./section2.ts"
import { others, section3, section4, section5, section6, section7 } from "./section3to7.ts"
import { section9 } from "./section9.ts"
import { section10 } from "./section10.ts"
import type { ProbedSentence } from "./sentences.ts"

const sections: readonly ProbedSentence[][] = [
  ...[section1, section2, section3, section4, section5, section6, section7, section9],
  ...[section10, others],
]

/** Whether a test of that very title stands in the file: alone, behind a table, or as a row of one. */
function stands(file: string, title: string): boolean {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), "utf8")
  const quoted = JSON.stringify(title).replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  return new RegExp(String.raw`(?:(?:\btest|\))\(|\[)\s*${quoted}\s*,`).test(text)
}

for (const sentences of sections)
  describe(sentences[0]?.section ?? "", () => {
    for (const { says, probe } of sentences)
      if (typeof probe === "function") test(says, probe)
      else
        test(`${says} (elsewhere)`, () => {
          expect(probe.filter(({ file, test: title }) => !stands(file, title))).toEqual([])
        })
  })
