import { IntlMessageFormat } from "intl-messageformat"
import { en } from "./en.ts"
import { fr } from "./fr.ts"

/** The languages of the house. Texts of a plan keep their own. */
export type Language = "en" | "fr"

/** What a sentence is told: texts as they are to be read, and whole numbers. What is absent or empty is left unsaid. */
export type Args = Record<string, string | number | boolean | null | undefined>

/** The name of a message, by its place in the catalogue: "rules.OFFICE", "problems.stale.title", "due.none". */
export type Key = Leaves<typeof en>
type Leaves<T> = { [K in keyof T & (string | number)]: T[K] extends string ? `${K}` : `${K}.${Leaves<T[K]>}` }[keyof T &
  (string | number)]

const locales = { en: "en-GB", fr: "fr" }
const trees = { en, fr }
const messages = new Map<Language, ReadonlyMap<string, string>>()
const compiled = new Map<string, { format: IntlMessageFormat; takes: string[] }>()

/** Every message of a language by its key, as the catalogue has it (ICU); read through once the language is first asked for. */
export function catalogue(language: Language): ReadonlyMap<string, string> {
  const known = messages.get(language) ?? new Map(flat(trees[language]))
  messages.set(language, known)
  return known
}

/** A message of the catalogue in `language`, as plain text: escape it for HTML where it meets some. */
export function translate(language: Language, key: Key, args: Args = {}): string {
  return translateDynamic(language, key, args)
}

/**
 * As `sentence`, for a key put together at run time (`states.${state}`). A key that the catalogue does not know never
 * throws: its last part stands for it, so that a page shows the code rather than nothing.
 */
export function translateDynamic(language: Language, key: string, args: Args = {}): string {
  const message = catalogue(language).get(key)
  if (message === undefined) return key.slice(key.lastIndexOf(".") + 1)
  const { format, takes } = compile(language, key, message)
  return String(format.format(Object.fromEntries(takes.map((name) => [name, given(args, name)]))))
}

/** The plain sentence of a rule's code ("SILENCE_TOO_SHORT"); the code itself where no sentence is known for it. */
export function ruleSentence(language: Language, code: string): string {
  return catalogue(language).has(`rules.${code}`) ? translateDynamic(language, `rules.${code}`) : code
}

/** The names of the arguments that a message reads. */
export function argumentsOf(language: Language, key: Key): string[] {
  return compile(language, key, catalogue(language).get(key) ?? "").takes
}

function given(args: Args, name: string): string | number {
  const value = Object.hasOwn(args, name) ? args[name] : undefined
  if (value === undefined || value === null || value === "") return "missing"
  return typeof value === "boolean" ? String(value) : value
}

function compile(language: Language, key: string, message: string): { format: IntlMessageFormat; takes: string[] } {
  const name = `${language}:${key}`
  const known = compiled.get(name)
  if (known) return known
  const text = language === "fr" ? unbroken(message) : message
  const format = new IntlMessageFormat(text, locales[language])
  const made = { format, takes: [...new Set(read(format.getAst()))] }
  compiled.set(name, made)
  return made
}

/** French keeps a space before : ; ? ! and inside « », and between a number and what it counts; no line breaks there. */
function unbroken(message: string): string {
  return message.replace(/ (?=[:;?!»](?!:))|(?<=«|n°) |(?<=[\d}]) (?=heures\b|h\b)|(?<=\bh) (?=[\d{])/g, "\u00a0")
}

type Ast = ReturnType<IntlMessageFormat["getAst"]>

/** In formatjs' tree a literal is 0 and `#` is 7; every other element names an argument by its `value`. */
function read(ast: Ast): string[] {
  return ast.flatMap((element) => {
    const inner = "options" in element ? Object.values(element.options).flatMap(({ value }) => read(value)) : []
    return element.type === 0 || element.type === 7 ? inner : [(element as { value: string }).value, ...inner]
  })
}

function flat(tree: object, path = ""): [key: string, message: string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === "string" ? [[path + name, value] as [string, string]] : flat(value, `${path}${name}.`),
  )
}
