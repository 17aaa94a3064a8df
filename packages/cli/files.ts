import { lstat, readFile, writeFile } from "node:fs/promises"
import { type Language, planFaultText } from "@demarche/i18n"
import type { PlanFileError } from "@demarche/plan-file/errors"
import { CliError } from "./exits.ts"
import { messages } from "./messages.ts"

/** The text of a file. @throws CliError that names the file and why it cannot be read. */
export async function textOf(file: string, language: Language): Promise<string> {
  try {
    return await readFile(file, "utf8")
  } catch (error) {
    throw new CliError("unreadable", [messages(language).unreadable(file, whyOf(error, language))])
  }
}

/** Why the system refuses a file, in the reader's language; what it says itself, where that is rare. */
export function whyOf(error: unknown, language: Language): string {
  const why: Readonly<Record<string, string>> = messages(language).why
  const known = error instanceof Error && "code" in error ? why[String(error.code)] : undefined
  return (
    known ??
    (error instanceof Error ? error.message : String(error)).replace(/^[A-Z]+: /, "").replace(/, \w+( '.*')?$/, "")
  )
}

/** Writes a text into a file. @throws CliError where it cannot be written, or is a link, a pipe or a device. */
export async function writeText(file: string, text: string, language: Language): Promise<void> {
  const there = await lstat(file).catch(() => undefined)
  if (there && !there.isFile()) throw new CliError("unreadable", [messages(language).notAFile(file)])
  await writeFile(file, text).catch((error) => {
    throw new CliError("unreadable", [messages(language).unwritable(file, whyOf(error, language))])
  })
}

/** The issues of a plan file in the form of compilers, so that editors can open them. */
export function issueLines(file: string, { issues }: PlanFileError, language: Language): string[] {
  return issues.map(({ line, column, path, parts }) =>
    [`${file}:${line}:${column}`, path, planFaultText(language, parts)].filter(Boolean).join(" "),
  )
}
