/** The version of this release; `npm run version` writes it. */
export const VERSION = "0.1.0"
