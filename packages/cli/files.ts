import { readFile } from "node:fs/promises"
import type { Language } from "@demarche/i18n"
import { CliError } from "./exits.ts"
import { messages } from "./messages.ts"

/** The text of a file. @throws CliError that names the file and why it cannot be read. */
export async function textOf(file: string, language: Language): Promise<string> {
  try {
    return await readFile(file, "utf8")
  } catch (error) {
    throw new CliError("unreadable", [messages(language).unreadable(file, whyOf(error))])
  }
}

/** The message of an OS error without its code: "no such file or directory". */
export function whyOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/^[A-Z]+: /, "").replace(/, \w+( '.*')?$/, "")
}
