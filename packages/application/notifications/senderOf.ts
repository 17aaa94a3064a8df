import { listText, officeText, signatureText } from "@demarche/i18n"
import type { LetterSender } from "@demarche/mail/letter"
import { covers, procedureOf } from "@demarche/workplan"
import type { NotificationRule } from "@demarche/workplan/notifications/notificationRule"
import { partiesInOffice } from "@demarche/workplan/rules/mandates"
import type { LetterNames } from "./stepsInLetter.ts"

/** What the body calls its offices, and in whose name letters are signed: the secretariat's are the coordinators', where nobody holds it. */
export function senderOf(
  { plan, language, names, today }: LetterNames & { today: string },
  signedBy: NotificationRule["signedBy"] = "coordinator",
): Pick<LetterSender, "offices" | "signature"> {
  const procedure = procedureOf(plan)
  const title = (office: string) => officeText(language, office, procedure.offices)
  const kept = plan.people.some(({ offices }) =>
    offices.some((mandate) => mandate.office === "secretariat" && covers(mandate, today)),
  )
  const keeps = kept ? "secretariat" : "coordinator"
  const office = signedBy === "secretariat" ? keeps : signedBy
  const who = listText(
    language,
    partiesInOffice(plan.people, office, today).map((party) => names.get(party) ?? party),
  )
  const forWhom = signatureText(language, office, procedure)
  return {
    offices: { coordinator: title("coordinator"), presidency: title("presidency"), secretariat: title(keeps) },
    signature: who ? [`${forWhom},`, who] : [forWhom],
  }
}
