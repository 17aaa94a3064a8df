import type { communication as english } from "../en/communication.ts"

/** Une communication reçue, selon sa nature. */
export const communication: typeof english = {
  noteVerbale:
    "note verbale{number, select, missing {} other { n° {number}}}{date, select, missing {} other { du {date}}}",
  letter: "lettre{number, select, missing {} other { n° {number}}}{date, select, missing {} other { du {date}}}",
  email: "courriel{number, select, missing {} other { n° {number}}}{date, select, missing {} other { du {date}}}",
  inTheRoom: "déclaration en séance{date, select, missing {} other { du {date}}}",
  proxy: "procuration{number, select, missing {} other { n° {number}}}{date, select, missing {} other { du {date}}}",
}
