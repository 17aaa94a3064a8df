import { translateDynamic } from "@demarche/i18n"
import { may } from "@demarche/workflows/offices"
import { formAddress, planPath } from "../page.ts"
import { href, type PlanVisit, type Visit } from "../visit.ts"

/** A desk as its reader sees it, and the plan that is run from it. */
export interface Desk {
  visit: Visit
  plan: PlanVisit
}

/** The forms of those acts that their reader's office may take; none on a day of the past. */
export function ActLinks({
  desk,
  acts,
  filled = {},
}: {
  desk: Desk
  acts: readonly string[]
  filled?: Record<string, string>
}) {
  const { visit, plan } = desk
  const office = plan.reader.by?.office
  const open = acts.filter((act) => office !== undefined && may(act === "submit" ? "request" : "plan", act, office))
  if (visit.past || open.length === 0) return <></>
  return (
    <p class="acts">
      {open.map((act) => (
        <a href={href(visit, formAddress(planPath(plan.id), act), filled)}>
          {translateDynamic(visit.language, `transitions.${act}`)}
        </a>
      ))}
    </p>
  )
}
