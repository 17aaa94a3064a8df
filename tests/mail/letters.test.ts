import { argumentsOf, catalogue, type Language, type MessageKey, translate } from "@demarche/i18n"
import { type LetterContent, letterOf, type Reader } from "@demarche/mail/letter"
import { describe, expect, test } from "vitest"
import { essentials } from "./essentials.ts"
import { examples, morning, readers, senderTo, stop } from "./examples.ts"
import { preheaderOf, wordsOfHtml, wordsOfText } from "./wordsOf.ts"

const [english, french] = readers as [Reader, Reader]
const plain = (text: string) => text.replaceAll("\u00a0", " ")
const letters = Object.entries(examples).flatMap(([name, matter]) =>
  readers.map((reader) => ({ name, reader, matter, ...letterOf([matter], reader, senderTo(reader), {}) })),
)
const digests = readers.map((reader) => ({
  name: "digest",
  reader,
  ...letterOf(morning, reader, senderTo(reader), { unsubscribe: stop }),
}))
const all = [...letters, ...digests]
const told = (matter: LetterContent, reader = english) =>
  plain(wordsOfText(letterOf([matter], reader, senderTo(reader), {}).text))

describe.each(all)("$name for $reader.name", ({ reader, subject, text, html }) => {
  const salutation = reader.language === "fr" ? "Madame, Monsieur" : `Dear ${reader.name}`

  test("says the same in both parts", () => {
    expect(wordsOfHtml(html)).toBe(wordsOfText(text))
    expect(wordsOfText(text)).toContain(preheaderOf(html))
    expect(preheaderOf(html)).toMatch(/\w.*\.$/)
  })

  test("lacks no word", () => {
    for (const part of [subject, text, html]) expect(part).not.toMatch(/missing|undefined|null|NaN|\[object/)
    expect(subject + text).not.toMatch(/[{}]| {3}/)
  })

  test("greets its reader, names the plan, says why and where", () => {
    expect(text).toContain(`${salutation},\n`)
    expect(wordsOfText(text)).toContain(senderTo(reader).plan.title)
    expect(plain(text)).toMatch(/^(You receive this letter because|Vous recevez cette lettre parce que) /m)
    expect(text).toMatch(new RegExp(`^${senderTo(reader).home}$`, "m"))
  })

  test("is plain text of 78 characters, links apart", () => {
    const long = text.split("\n").filter((line) => line.length > 78 && line.trim().includes(" "))
    expect(long).toEqual([])
    const linked = text.split("\n").filter((line) => line.includes("http"))
    expect(linked.filter((line) => !/^ *https:\S+$/.test(line))).toEqual([])
  })

  test("is HTML in its language that fetches nothing and styles inline", () => {
    expect(html).toContain(`<html lang="${reader.language}"`)
    expect(html).toContain("max-width:600px")
    expect(html).not.toMatch(/<(img|script|link|style|table|iframe|font)\b|\bsrc=|url\(|@import|class=/)
    expect(html.match(/https?:[^"<]*/g)?.every((url) => url.startsWith("https://plan.example.org/"))).toBe(true)
  })
})

describe.each(letters)("the subject of $name for $reader.name", ({ matter, subject }) => {
  test("is short and ends in the code, where there is one", () => {
    const { code } = matter.item
    expect(subject).toMatch(code ? new RegExp(`\\(${code}\\)$`) : /[^)]$/)
    expect(subject.length).toBeLessThan(160)
  })
})

test("every example is looked at", () => {
  expect(Object.keys(essentials)).toEqual(Object.keys(examples))
})

test.each(letters)("$name for $reader.name tells what must not be missed", ({ name, reader, subject, text }) => {
  const [begins, ...facts] = essentials[name]![reader.language]
  const colon = reader.language === "fr" ? " : " : ": "
  expect(plain(subject).startsWith(begins + colon)).toBe(true)
  expect(plain(text)).toContain(`\n\n${begins.slice(0, 40)}`)
  for (const fact of facts) expect(plain(wordsOfText(text))).toContain(fact)
})

describe("what is not so is not said", () => {
  test.each(["silence-voided", "silence-broken", "silence-passed", "silence-corrected"])(
    "%s has no deadline to meet",
    (name) => {
      expect(told(examples[name]!)).not.toMatch(/Deadline:|Express support/)
      expect(told(examples[name]!, french)).not.toMatch(/Échéance de la procédure|Exprimer son appui/)
    },
  )

  test("a reader who cannot answer is not told to", () => {
    expect(told({ ...examples["silence-opened"]!, actions: [] } as LetterContent)).not.toContain("To answer")
  })

  test("the Presidency is not asked to record what others do", () => {
    expect(told(examples["due-escalated"]!)).not.toContain("Once it is done")
  })

  test("an objection is on nobody's behalf where the party is not told", () => {
    expect(told({ ...examples["silence-broken"]!, parties: [] } as LetterContent)).toContain(
      "broken by an objection. The draft",
    )
  })
})

test("who keeps the plan for want of a secretariat is named once", () => {
  const offices = { coordinator: "Coordinator", presidency: "Presidency", secretariat: "Coordinator" }
  const { text } = letterOf([examples["consultation-asked"]!], english, { ...senderTo(english), offices }, {})
  expect(wordsOfText(text)).toContain("by these offices alone: Coordinator and Presidency.")
})

test("what was recorded for others says by what it came", () => {
  const corrected = examples["silence-corrected"] as LetterContent
  expect(told(corrected)).toContain("Communicated by: note verbale no. 45/2026 of 8 June 2026")
  expect(told(corrected, french)).toContain("Communiqué par : note verbale n° 45/2026 du 8 juin 2026")
})

describe("the catalogue", () => {
  const keys = [...catalogue("en").keys()].filter((key) => key.startsWith("letters.")) as MessageKey[]

  test.each<Language>(["en", "fr"])("has nothing that no letter says (%s)", (language) => {
    const said = all
      .filter(({ reader }) => reader.language === language)
      .map(({ subject, text }) => `${subject} ${wordsOfText(text)}`)
      .join("\n")
    const more = told({
      ...examples["due-before"]!,
      item: { ...examples["due-before"]!.item, kind: "plan" },
    } as LetterContent)
    const unsaid = keys.filter((key) => !plain(said + more).includes(plain(literal(language, key))))
    expect(unsaid).toEqual([])
  })

  test("is told what its first sentences ask for", () => {
    const asking = keys.filter((key) => key.startsWith("letters.lead.") && argumentsOf("en", key).length > 0)
    const said = all.filter(({ reader }) => reader === english).map(({ text }) => wordsOfText(text))
    expect(asking.length).toBeGreaterThan(12)
    expect(asking.filter((key) => said.join("\n").includes(` ${translate("en", key)}`))).toEqual([])
  })
})

/** The longest stretch of a message that stands whatever its arguments are. */
function literal(language: Language, key: MessageKey): string {
  let depth = 0
  const outside = [...catalogue(language).get(key)!].map((letter) => {
    if (letter === "{") depth++
    const shown = depth === 0 ? letter : "\n"
    if (letter === "}") depth--
    return shown
  })
  return outside
    .join("")
    .split("\n")
    .map((part) => part.trim())
    .sort((one, other) => other.length - one.length)[0]!
}
