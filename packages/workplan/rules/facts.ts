import type { Command, View } from "@demarche/engine"
import type { activity, plan } from "@demarche/workflows"
import type { Actor, DueRule, Facts, Policy } from "@demarche/workflows/terms"
import { addressees, committeeOf, invited, unreachedOf } from "../notifications/recipients.ts"
import { readDeadline, silenceFacts } from "../time/deadline.ts"
import { effectiveDue } from "../time/due.ts"
import { dayOf } from "../time/zone.ts"
import { mandateCovers, policyOf } from "./mandates.ts"

/** What facts are computed from. */
export interface DecisionCase {
  plan: plan.Context
  by: Actor
  /** The instant of the act (RFC 3339, UTC). */
  at: string
  /** The instant at which it is recorded. */
  now: string
  /** The credential itself is the mandate (an unexpired key, the system). */
  mandateImplied: boolean
  promises: OutputPromise[]
}

/** What approvals need of an output: its deliverables and, where the plan states one, its policy. */
export interface OutputPromise {
  deliverables: string[]
  policy?: { value: Policy; inferred: boolean }
}

/** The fields of commands that facts are computed from. */
interface CaseFields {
  closes?: string
  invited?: string[]
  until?: string
  rules?: DueRule[]
}

/** The approval policy in force for an activity: its own, else the strictest of the outputs it contributes to. */
export function policyInForce({ policy, outputs = [] }: Partial<activity.Context>, promises: OutputPromise[]) {
  const own = policy && { value: policy, inferred: false }
  const fed = promises.filter(({ deliverables }) => deliverables.some((id) => outputs.includes(id)))
  return policyOf(
    own,
    fed.flatMap((promise) => promise.policy ?? []),
  )
}

/**
 * The facts for deciding a command (docs/architecture.md#decide-then-fold): computed here, checked by the guards, recorded with
 * the commit. Without a command (`explain`), those that need no field.
 * @throws DeadlineError where the given deadline is malformed or invalid in the plan's zone.
 */
export function factsFor(given: DecisionCase, view: View, command?: Command): Facts {
  const { plan, by, at, now, mandateImplied, promises } = given
  const context = view.context as Partial<activity.Context> // of other kinds these fields are missing or mean the same
  const mandated = mandateImplied || [at, now].every((instant) => mandateCovers(plan.people, by, instant, plan.zone))
  const facts: Facts = { mandated, ...(context.outputs && policyInForce(context, promises)) }
  const fields = (command ?? {}) as CaseFields // its schema has read it
  switch (command?.type) {
    case "openConsultation":
      return withUnreached(plan, now, {
        mandated,
        deadline: readDeadline(fields.closes ?? "", plan.zone),
        invitation: invitationOf(plan, fields.invited ?? []),
      })
    case "circulate":
    case "extendSilence": {
      const opened = command.type === "extendSilence" ? (context.silence?.opened ?? now) : now
      const silence = silenceFacts(plan, opened, fields.until ?? "")
      const over = silence.deadline.at <= now && { hours: 0, workingDays: 0 }
      return withUnreached(plan, now, { ...facts, ...silence, ...over, addressees: committeeOf(plan) })
    }
    case "plan":
    case "promise":
    case "setDue":
      return { mandated, due: effectiveDue(fields.rules ?? [], plan.meetings, dayOf(at, plan.zone)) }
    case "amend":
      return fields.rules && "rules" in context
        ? { mandated, due: effectiveDue(fields.rules, plan.meetings, dayOf(at, plan.zone)) }
        : { mandated }
    case "recordDue":
      return { mandated, due: effectiveDue(context.rules ?? [], plan.meetings, dayOf(at, plan.zone)) }
    default:
      return facts
  }
}

/** With those of the addressees or the invited whom no letter can reach, where there are any. */
function withUnreached(plan: plan.Context, now: string, facts: Facts): Facts {
  const { invitation } = facts
  const unreached = invitation
    ? unreachedOf(plan, now, invitation.parties, invited)
    : unreachedOf(plan, now, facts.addressees ?? [], addressees)
  return { ...facts, ...(unreached.length > 0 && { unreached }) }
}

function invitationOf({ parties, bodies }: plan.Context, invited: string[]): Facts["invitation"] {
  const membersOf = (id: string) => bodies.find((body) => body.id === id)?.members
  const reached = [...new Set(invited.flatMap((id) => membersOf(id) ?? [id]))]
  return {
    parties: reached,
    groups: bodies.filter(({ members }) => members.every((member) => reached.includes(member))).map(({ id }) => id),
    unknown: invited.filter((id) => !parties.includes(id)),
  }
}
