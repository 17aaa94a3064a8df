import type { plan as planWorkflow } from "@demarche/workflows"
import { addressees, invited, type OpenItem, unreachedOf } from "@demarche/workplan"
import { nowhere, planAt } from "@demarche/workplan/rules/scopes"
import type { Application } from "../application.ts"
import { executeAsSystem } from "../executeAsSystem.ts"

/**
 * Records of each silence procedure and consultation that runs the parties that have not answered and that no letter can
 * reach any more: a mandate has ended, mail comes back. The secretariat hears of it; each party is recorded once.
 */
export async function noteUnreached(
  application: Application,
  { items, plan, now }: { items: readonly OpenItem[]; plan: planWorkflow.Context; now: string },
  correlation: string,
): Promise<void> {
  for (const { id, silence, consultations, place = nowhere } of items) {
    const around = planAt(plan, place)
    const asked = [
      ...(silence ? [{ ...silence, recipients: addressees }] : []),
      ...consultations.map((consultation) => ({ ...consultation, recipients: invited })),
    ]
    for (const { silent, unreached = [], recipients, ...of } of asked) {
      const parties = unreachedOf(around, now, silent, recipients).filter((party) => !unreached.includes(party))
      if (parties.length === 0) continue
      const command = { type: "noteUnreached", parties, ...("round" in of && { round: of.round }) }
      await executeAsSystem(application, { stream: `activity:${id}`, command, correlation })
    }
  }
}
