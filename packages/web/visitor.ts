import type { Application } from "@demarche/application/application"
import type { Claim } from "@demarche/http/authentication"
import type { Mandate } from "@demarche/workflows/terms"
import { covers, dayOf } from "@demarche/workplan"

/** Who reads a page. */
export interface Visitor {
  signedIn: boolean
  /** As whom they read and act in a plan; undefined where they hold no office in it today. */
  claimIn(plan: string): Promise<Claim | undefined>
  /** The mandates that they hold today in a plan, by person. */
  mandatesIn(plan: string): Promise<OwnMandate[]>
}

/** A mandate of today, and who holds it. */
export interface OwnMandate extends Mandate {
  person: string
  name: string
}

/** The visitor whom a claim names: a person in one office; nobody where there is none. */
export function visitorOf(application: Application, claim: Claim | undefined): Visitor {
  const mandatesIn = async (plan: string) => {
    if (!claim || claim.mandateImplied) return []
    const { people, zone } = (await application.planSnapshot(plan)).context
    const day = dayOf(application.world.clock(), zone)
    const held = people.find(({ id }) => id === claim.person)
    return (held?.offices ?? [])
      .filter((mandate) => covers(mandate, day))
      .map((mandate) => ({ ...mandate, person: claim.person, name: held?.name ?? claim.person }))
  }
  return {
    signedIn: claim !== undefined,
    mandatesIn,
    async claimIn(plan) {
      if (!claim || claim.mandateImplied) return claim
      return (await mandatesIn(plan)).length > 0 ? claim : undefined
    },
  }
}
