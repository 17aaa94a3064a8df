import { variable } from "./environment.ts"

/** Signs the links in letters; webhooks' secrets derive from it. @throws Error where the stacks did not set it. */
export const getLetterKey = () => variable("LETTER_KEY")
