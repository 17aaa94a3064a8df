import type { Language } from "@demarche/workflows/languages"
import type { Procedure } from "@demarche/workflows/procedure"

/**
 * How whoever holds those offices is addressed in that language, by the first of them for which the body's rules of procedure have
 * a salutation; undefined where none has.
 */
export function salutationText(
  language: Language,
  mandates: readonly { office: keyof Procedure["offices"] }[],
  { salutations = {} }: Pick<Procedure, "salutations">,
): string | undefined {
  return mandates.map(({ office }) => salutations[office]?.[language]).find((each) => each !== undefined)
}
