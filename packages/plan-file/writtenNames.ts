import { meaning } from "@demarche/workflows/meanings"
import { Id, LocalizedTitle, Title } from "@demarche/workflows/terms"
import * as z from "zod"

/** A name that a procedure gives to one of its parts. */
export const PartName = meaning(Id, { is: "opaque" })

/** A title: one text, in the first language of letters, or a text by language. */
export const WrittenTitles = z.union([Title, LocalizedTitle])
export type WrittenTitles = z.infer<typeof WrittenTitles>

/** The titles by language, where a text alone is in `language`. */
export function titlesOf(written: WrittenTitles, language: string): LocalizedTitle {
  return typeof written === "string" ? { [language]: written } : written
}

/** The same of what may be left out. */
export function titlesIn(written: WrittenTitles | undefined, language: string): LocalizedTitle | undefined {
  return written === undefined ? undefined : titlesOf(written, language)
}
