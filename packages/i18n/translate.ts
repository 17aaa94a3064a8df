import type { Language } from "@demarche/workflows/languages"
import { IntlMessageFormat } from "intl-messageformat"
import { catalogues } from "./catalogues.ts"
import type { Catalogue } from "./en/index.ts"
import { isolated } from "./isolated.ts"

/** The arguments of a message: texts as they are to be shown, and whole numbers. Missing and empty ones select `missing`. */
export type Args = Record<string, string | number | boolean | null | undefined>

/** The key of a message, by its path in the catalogue: "rules.OFFICE", "problems.stale.title", "due.none". */
export type MessageKey = Leaves<Catalogue>
type Leaves<T> = { [K in keyof T & (string | number)]: T[K] extends string ? `${K}` : `${K}.${Leaves<T[K]>}` }[keyof T &
  (string | number)]

const messages = new Map<Language, ReadonlyMap<string, string>>()
const compiled = new Map<string, { format: IntlMessageFormat; takes: string[] }>()

/** All messages of a language by key, in ICU format; built on first use. */
export function catalogue(language: Language): ReadonlyMap<string, string> {
  const known = messages.get(language) ?? new Map(flat(catalogues[language].messages))
  messages.set(language, known)
  return known
}

/** The message of that key in plain text; escape it for HTML. */
export function translate(language: Language, key: MessageKey, args: Args = {}): string {
  return translateDynamic(language, key, args)
}

/**
 * As `translate`, for a key composed at run time (`states.${state}`). For an unknown key it returns the last segment, so that
 * a page shows the code rather than nothing.
 */
export function translateDynamic(language: Language, key: string, args: Args = {}): string {
  const message = catalogue(language).get(key)
  if (message === undefined) return key.slice(key.lastIndexOf(".") + 1)
  const { format, takes } = compile(language, key, message)
  return String(format.format(Object.fromEntries(takes.map((name) => [name, presentArguments(args, name)]))))
}

/** The sentence for a rule's code ("SILENCE_TOO_SHORT"); the code itself where the catalogue has none. */
export function ruleSentence(language: Language, code: string): string {
  return catalogue(language).has(`rules.${code}`) ? translateDynamic(language, `rules.${code}`) : code
}

/** The names of the arguments that a message reads. */
export function argumentsOf(language: Language, key: MessageKey): string[] {
  return compile(language, key, catalogue(language).get(key) ?? "").takes
}

function presentArguments(args: Args, name: string): string | number {
  const value = Object.hasOwn(args, name) ? args[name] : undefined
  if (value === undefined || value === null || value === "") return "missing"
  if (typeof value === "string") return isolated(value)
  return typeof value === "boolean" ? String(value) : value
}

function compile(language: Language, key: string, message: string): { format: IntlMessageFormat; takes: string[] } {
  const name = `${language}:${key}`
  const known = compiled.get(name)
  if (known) return known
  const { locale, set } = catalogues[language]
  const format = new IntlMessageFormat(set(message), locale)
  const made = { format, takes: [...new Set(read(format.getAst()))] }
  compiled.set(name, made)
  return made
}

type Ast = ReturnType<IntlMessageFormat["getAst"]>

/** The arguments in formatjs' tree: every element but a literal (0) and `#`, which has no value, names one. */
function read(ast: Ast): string[] {
  return ast.flatMap((element) => {
    const inner = "options" in element ? Object.values(element.options).flatMap(({ value }) => read(value)) : []
    return element.type === 0 || !("value" in element) ? inner : [element.value, ...inner]
  })
}

function flat(tree: object, path = ""): [key: string, message: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[path + name, value]] : flat(value, `${path}${name}.`),
  )
}
