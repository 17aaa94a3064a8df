import type { Language } from "@demarche/workflows/languages"
import type { Procedure } from "@demarche/workflows/procedure"
import { titleText } from "./titleText.ts"
import { translateDynamic } from "./translate.ts"

/**
 * For whom a letter is signed, in that language: as the body's rules of procedure have it ("On behalf of the Coordinators"), else by
 * its own title of the office, else as is usual.
 */
export function signatureText(
  language: Language,
  office: "coordinator" | "secretariat",
  { signatures, offices }: Pick<Procedure, "signatures" | "offices">,
): string {
  const own = titleText(language, signatures[office]) ?? titleText(language, offices[office])
  return own ?? translateDynamic(language, `signatures.${office}`)
}
