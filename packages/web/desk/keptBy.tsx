import { officeText, translate } from "@demarche/i18n"
import type { PlanVisit, Visit } from "../visit.ts"

/** Who keeps what its reader may not change. */
export function KeptBy({
  visit: { language },
  plan,
  what,
}: {
  visit: Pick<Visit, "language">
  plan: PlanVisit
  what: "keys" | "webhooks"
}) {
  const office = officeText(language, "secretariat", plan.procedure.offices)
  return <p class="quiet">{translate(language, `desk.${what}.keptBy`, { office })}</p>
}
