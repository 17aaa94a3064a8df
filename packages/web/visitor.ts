import type { Application } from "@demarche/application/application"
import type { OpenSession, SessionMandate } from "@demarche/application/sessions/sessions"
import { type AnyClaim, type Claim, claimFor } from "@demarche/http/authentication"
import { claimBy, mandateName } from "@demarche/http/sessionAuth"
import { covers, dayOf } from "@demarche/workplan"

/** Who reads a page. */
export interface Visitor {
  signedIn: boolean
  /** Whether it is whoever runs the installation, come in by its first link. */
  operator: boolean
  /** By which session they are; undefined where it is a key or nobody. */
  session: OpenSession | undefined
  /** What every form that changes something carries, in the field `token`; undefined where nobody is signed in. */
  formToken: string | undefined
  /** As whom they read and act in a plan; undefined where they hold no office in it today, or have not said who they are. */
  claimIn(plan: string): Promise<Claim | undefined>
  /** As whom they act there by the mandate that a form names, which they hold today; undefined where they do not. */
  claimAs(plan: string, mandate: string): Promise<Claim | undefined>
  /** The mandates that they hold today in a plan, by person: of every person who has the session's address. */
  mandatesIn(plan: string): Promise<SessionMandate[]>
}

/** The visitor whom a credential names; nobody where there is none. */
export function visitorOf(application: Application, caller: AnyClaim | undefined): Visitor {
  return {
    signedIn: caller !== undefined,
    operator: caller !== undefined && "session" in caller && caller.operator,
    session: caller && "session" in caller ? caller.session : undefined,
    formToken: caller && "session" in caller ? caller.formToken : undefined,
    claimIn: (plan) => claimFor(caller, plan),
    claimAs: (plan, name) => claimNamed(caller, plan, name),
    mandatesIn: (plan) => heldBy(application, caller, plan),
  }
}

async function claimNamed(caller: AnyClaim | undefined, plan: string, name: string): Promise<Claim | undefined> {
  if (!caller || !("session" in caller)) return claimFor(caller, plan)
  const held = caller.mandates.find((each) => each.plan === plan && mandateName(each) === name)
  return held && claimBy(held)
}

async function heldBy(application: Application, caller: AnyClaim | undefined, plan: string): Promise<SessionMandate[]> {
  if (!caller) return []
  if ("session" in caller) return caller.mandates.filter((each) => each.plan === plan)
  const { person, mandateImplied } = caller
  const { people, zone } = (await application.planSnapshot(plan)).context
  const day = dayOf(application.world.clock(), zone)
  const offices = mandateImplied ? [] : (people.find(({ id }) => id === person)?.offices ?? [])
  return offices.filter((mandate) => covers(mandate, day)).map((mandate) => ({ plan, person, mandate }))
}
