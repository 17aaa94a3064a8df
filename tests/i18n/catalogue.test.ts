import { argumentsOf, catalogue, type Language, type MessageKey, translate } from "@demarche/i18n"
import { describe, expect, test } from "vitest"
import { sources } from "../house/files.ts"

const languages: Language[] = ["en", "fr"]
const keys = [...catalogue("en").keys()] as MessageKey[]
/** What pages say: they always have their arguments, and stand as sentences or as labels. */
const pages = /^(frame|guide|board|outputs|headline|item|mine|signIn|start|decide|desk|answer\.page)\./
const nbsp = "\u00a0"

/** Words that are the same in both languages. */
const alike = [
  "answer.classes.consultations",
  "frame.mandate",
  "board.columns.code",
  "board.files.csv",
  "board.files.xlsx",
  "decide.options.noteVerbale",
  "decide.fields.children.code",
  "decide.fields.code",
  "decide.fields.objection",
  "decide.fields.relation",
  "mine.brief.cycle",
  "mine.me.vacation",
  "kinds.consultation",
  "kinds.document",
  "dates.month",
  "dates.report",
  "calendar.kinds.consultation",
]

test("both languages have the same keys", () => {
  expect([...catalogue("fr").keys()]).toEqual(keys)
})

test("every message is asked for, by its key or by one that is made at run time", () => {
  const text = sources()
    .filter(({ path }) => /^packages\/(?!i18n\/(en|fr)\/)/.test(path))
    .map(({ text }) => text)
    .join("\n")
  const made = [...text.matchAll(/["'`]([A-Za-z]+(?:\.[A-Za-z]+)*\.)\$\{/g)].map(([, prefix = ""]) => prefix)
  const asked = (key: string) => ['"', "`"].some((mark) => text.includes(mark + key + mark))
  expect(keys.filter((key) => !asked(key) && !made.some((prefix) => key.startsWith(prefix)))).toEqual([])
})

test("both languages ask for the same arguments", () => {
  const asked = (language: Language) => keys.map((key) => [key, argumentsOf(language, key).sort()])
  expect(asked("fr")).toEqual(asked("en"))
})

test("nothing is left in English", () => {
  expect(keys.filter((key) => catalogue("fr").get(key) === catalogue("en").get(key))).toEqual(alike)
})

describe.each(languages)("in %s", (language) => {
  test("every message stands without any of its arguments", () => {
    const told = keys.filter(
      (key) => !/^(dates\.|marks\.|quarters\.|warnings\.|letters\.(subject|line)$)/.test(key) && !pages.test(key),
    )
    const bad = told.filter((key) => /missing|[{}]| {2}|^\s|\s$|undefined/.test(translate(language, key)))
    expect(bad).toEqual([])
  })

  test("every argument can be heard", () => {
    const silent = keys.flatMap((key) =>
      argumentsOf(language, key)
        .filter((name) => !choices.includes(name) && !heard(language, key, name))
        .map((name) => `${key} ${name}`),
    )
    // a French letter opens the same to everybody; the others are said where another argument, or its value, chooses them
    const chosen = [
      "letters.more.attribution offices",
      "letters.more.PartiesUnreached runsUntil",
      "dates.reportInFull is",
      "dates.quarterInFull quarter",
    ]
    expect(silent).toEqual([...(language === "fr" ? ["letters.greeting name"] : []), ...chosen])
  })

  test("apostrophes and quotation marks are typographic", () => {
    expect([...catalogue(language)].filter(([, message]) => /['"]/.test(message))).toEqual([])
  })

  test("rules, details and what letters tell are sentences; labels and fragments are not", () => {
    const full =
      /^(headline\.|rules\.|missing\.|obstacles\.|problems\..*\.detail|answer\.(says|will|open|joining|late)\.|signIn\.says\.|letters\.(lead|more|why)\.|letters\.digest\.lead)/
    const bad = keys.filter((key) => translate(language, key).endsWith(".") !== full.test(key))
    expect(bad.filter((key) => !key.startsWith("dates.") && !pages.test(key))).toEqual([])
  })
})

test("French keeps its spaces where a line may not break", () => {
  const bad = keys
    .map((key) => translate("fr", key, full))
    .filter((text) => /(?<!\u00a0)[;?!»]|«(?!\u00a0)|[^\u00a0\d]:/.test(text))
  expect(bad).toEqual([])
  expect(translate("fr", "rules.APPROVAL")).not.toContain(`${nbsp}${nbsp}`)
  expect(translate("fr", "letters.what.silenceCloses", { hours: 72 })).toContain(`72${nbsp}heures`)
})

/** Arguments that choose among words of the catalogue. */
const choices = [
  "where",
  "when",
  "unit",
  "part",
  "half",
  "advice",
  "signOff",
  "of",
  "marker",
  "waived",
  "late",
  "met",
  "relation",
  "kind",
  "as",
  "field",
  "issued",
  "empty",
  "all",
  "precision",
  "translation",
  "ended",
  "follows",
  "assumed",
  "view",
  "early",
  "chathamHouse",
  "attribution",
  "readership",
  "which",
  "does",
]
const full = Object.fromEntries(
  [...new Set(keys.flatMap((key) => argumentsOf("en", key)))].map((name) => [name, choices.includes(name) ? "x" : 7]),
)

function heard(language: Language, key: MessageKey, name: string): boolean {
  const others = { ...full, [name]: undefined }
  return translate(language, key, others) !== translate(language, key, { ...others, [name]: 7 })
}
