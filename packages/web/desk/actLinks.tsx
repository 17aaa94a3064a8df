import { translate, translateDynamic } from "@demarche/i18n"
import { may } from "@demarche/workflows/offices"
import { changesPlan } from "@demarche/workflows/ownItems"
import { AMENDMENT, changeFilledIn } from "../decide/amendment.ts"
import { formAddress, planPath } from "../page.ts"
import { href, type PlanVisit, type Visit } from "../visit.ts"

/** A desk as its reader sees it, and the plan that is run from it. */
export interface Desk {
  visit: Visit
  plan: PlanVisit
  /** Whether what the plan says is changed by amendments alone. */
  amends: boolean
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
  const { visit, plan, amends } = desk
  const { language } = visit
  const office = plan.reader.by?.office
  const taken = (act: string) => (amends && changesPlan("plan", act) ? AMENDMENT : act)
  const open = acts.filter(
    (act) => office !== undefined && may(act === "submit" ? "request" : "plan", taken(act), office),
  )
  if (visit.past || open.length === 0) return <></>
  return (
    <p class="acts">
      {open.map((act) => (
        <a
          href={href(
            visit,
            formAddress(planPath(plan.id), taken(act)),
            taken(act) === act ? filled : changeFilledIn(`plan.${act}`, undefined, filled),
          )}
        >
          {taken(act) === act
            ? translateDynamic(language, `transitions.${act}`)
            : translate(language, "decide.proposing", { act: translateDynamic(language, `transitions.${act}`) })}
        </a>
      ))}
    </p>
  )
}
