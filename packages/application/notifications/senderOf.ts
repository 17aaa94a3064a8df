import { listText, officeText, saysMore, signatureText } from "@demarche/i18n"
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
  const office = signedBy === "secretariat" ? keeps(plan, today) : signedBy
  const who = listText(
    language,
    partiesInOffice(plan.people, office, today).map((party) => names.get(party) ?? party),
  )
  const procedure = procedureOf(plan)
  const forWhom = signatureText(language, office, procedure)
  const signature = who && saysMore(office, who, procedure.offices) ? [`${forWhom},`, who] : [forWhom]
  return { offices: officeTitles({ plan, language, today }), signature }
}

/** What the body calls the offices that run the plan; the secretariat what it calls the coordinators, where nobody holds it. */
export function officeTitles({
  plan,
  language,
  today,
}: Pick<LetterNames, "plan" | "language"> & { today: string }): LetterSender["offices"] {
  const { offices } = procedureOf(plan)
  const title = (office: string) => officeText(language, office, offices)
  return {
    coordinator: title("coordinator"),
    presidency: title("presidency"),
    secretariat: title(keeps(plan, today)),
  }
}

/** The office that keeps the plan: the secretariat or, where nobody holds it, the coordinators. */
function keeps({ people }: LetterNames["plan"], today: string): "secretariat" | "coordinator" {
  const kept = people.some(({ offices }) =>
    offices.some((mandate) => mandate.office === "secretariat" && covers(mandate, today)),
  )
  return kept ? "secretariat" : "coordinator"
}
