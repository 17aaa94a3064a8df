/**
 * The languages of letters and pages: each has a catalogue in `packages/i18n` of its name. The first is for readers of whom
 * nothing is known. Arabic needs more than its catalogue: the right direction (`dir`) on every page and letter.
 */
export const languages = ["en", "fr"] as const
export type Language = (typeof languages)[number]

/** The language of readers, and of documents, of whom nothing is known. */
export const [usualLanguage] = languages
