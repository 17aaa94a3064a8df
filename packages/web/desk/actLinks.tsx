import { isAmendedByProposal } from "@demarche/application/ownItemFaults"
import { translate, translateDynamic } from "@demarche/i18n"
import { changesPlan } from "@demarche/workflows/ownItems"
import { AMENDMENT, changeFilledIn } from "../decide/amendment.ts"
import { openOnPlan } from "../decide/possibleOnPlan.ts"
import { formAddress, planPath } from "../page.ts"
import { href, type PlanVisit, type Visit } from "../visit.ts"

/** A desk as its reader sees it, and the plan that is run from it. */
export interface Desk {
  visit: Visit
  plan: PlanVisit
  /** Whether what the plan says is changed by amendments alone. */
  amends: boolean
  /** The acts on the plan that its reader can record as things stand. */
  open: ReadonlySet<string>
}

/** The desk of a plan for its reader. */
export async function deskOf(visit: Visit, plan: PlanVisit): Promise<Desk> {
  const [snapshot, open] = await Promise.all([visit.application.planSnapshot(plan.id), openOnPlan(visit, plan)])
  return { visit, plan, amends: isAmendedByProposal(snapshot), open }
}

/** The forms of those acts that their reader can record as things stand. */
export function ActLinks({
  desk,
  acts,
  filled = {},
}: {
  desk: Desk
  acts: readonly string[]
  filled?: Record<string, string>
}) {
  const { visit, plan, amends, open } = desk
  const { language } = visit
  const taken = (act: string) => (amends && changesPlan("plan", act) ? AMENDMENT : act)
  const offered = acts.filter((act) => open.has(taken(act)))
  if (offered.length === 0) return <></>
  return (
    <p class="acts">
      {offered.map((act) => (
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
