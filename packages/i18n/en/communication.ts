import type { Communication } from "@demarche/workflows/terms"

/** A communication that was received, by its kind. */
export const communication = {
  noteVerbale:
    "note verbale{number, select, missing {} other { no. {number}}}{date, select, missing {} other { of {date}}}",
  letter: "letter{number, select, missing {} other { no. {number}}}{date, select, missing {} other { of {date}}}",
  email: "e-mail{number, select, missing {} other { no. {number}}}{date, select, missing {} other { of {date}}}",
  inTheRoom: "statement in the room{date, select, missing {} other { on {date}}}",
  proxy: "proxy{number, select, missing {} other { no. {number}}}{date, select, missing {} other { of {date}}}",
} satisfies Record<Communication["is"], string>
