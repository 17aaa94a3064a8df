import type { Language } from "@demarche/workflows/languages"
import type { Catalogue } from "./en/index.ts"
import { argumentsOf, ruleSentence, translate, translateDynamic } from "./translate.ts"

/** Why a difference between a plan file and its plan is not taken over; where it is refused, the rules that failed. */
interface NotTakenValue {
  code: keyof Catalogue["desk"]["import"]["why"]
  failing?: readonly string[] | undefined
}

/**
 * Why a difference is not taken over, and what to do: on a page by what its buttons say, for a program and on the command line by
 * the names of the transitions and the codes of the rules.
 */
export function notTakenText(
  language: Language,
  { code, failing = [] }: NotTakenValue,
  where: "page" | "program",
): string {
  const onPage = where === "page"
  const acts = argumentsOf(language, `desk.import.why.${code}`).map((name) => [
    name,
    onPage ? translateDynamic(language, `transitions.${name}`) : name,
  ])
  const rules = failing.map((rule) => `${onPage ? "" : `${rule}: `}${ruleSentence(language, rule)}`).join(" ")
  return translate(language, `desk.import.why.${code}`, { ...Object.fromEntries(acts), where, rules })
}
