import type { Language } from "@demarche/i18n"
import { CliError } from "./exits.ts"
import { messages } from "./messages.ts"

/** The id of an item, of which lists show the second half alone. @throws CliError where it is the half. */
export function itemId(id: string, language: Language): string {
  if (id.includes(".")) return id
  throw new CliError("unreadable", [`${id} ${messages(language).itemId}`])
}
