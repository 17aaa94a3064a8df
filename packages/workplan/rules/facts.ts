import type { Command, View } from "@demarche/engine"
import type { activity, plan } from "@demarche/workflows"
import { meetingThatDecided, nextStep } from "@demarche/workflows/activity/path"
import type { DueRule } from "@demarche/workflows/due"
import { usualLanguage } from "@demarche/workflows/languages"
import type { Facts } from "@demarche/workflows/metadata"
import type { SubstateName } from "@demarche/workflows/stateNames"
import type { Actor, Deadline } from "@demarche/workflows/terms"
import { addressees, invited, unreachedOf } from "../notifications/recipients.ts"
import { readDeadline, silenceFacts } from "../time/deadline.ts"
import { effectiveDue } from "../time/due.ts"
import { earliestEnd } from "../time/earliestEnd.ts"
import { dayOf } from "../time/zone.ts"
import { mandateFacts } from "./mandates.ts"
import { type OutputPromise, pathFacts } from "./paths.ts"
import { procedureOf, voicesOf } from "./procedure.ts"

/** What facts are computed from. */
export interface DecisionCase {
  /** The plan as it is where the act takes place: with the mandates that reach there. */
  plan: plan.Context
  by: Actor
  /** The instant of the act (RFC 3339, UTC). */
  at: string
  /** The instant at which it is recorded. */
  now: string
  /** The credential itself is the mandate (an unexpired key, the system). */
  mandateImplied: boolean
  promises: OutputPromise[]
  /** The days of items that due rules count from, by their codes. */
  items?: ReadonlyMap<string, string> | undefined
}

/** The fields of commands that facts are computed from. */
interface CaseFields {
  closes?: string
  invited?: string[]
  until?: string
  meeting?: string
  decision?: string
  rules?: DueRule[]
}

/**
 * The facts for deciding a command (docs/architecture.md#decide-then-fold): computed here, checked by the guards, recorded with
 * the commit. Without a command (`explain`), those that need no field.
 * @throws DeadlineError where the given deadline is malformed or invalid in the plan's zone.
 */
export function factsFor(given: DecisionCase, view: View, command?: Command): Facts {
  const { plan, by, at, now, mandateImplied, promises, items } = given
  const anchors = { meetings: plan.meetings, items }
  const context = ofActivity(view)
  const mandate = mandateImplied ? { mandated: true } : mandateFacts(plan.people, by, [at, now], plan.zone)
  const day = dayOf(at, plan.zone)
  const facts: Facts = { ...mandate, ...(onAPath(command?.type) && pathFacts(context, promises, plan, day)) }
  const fields = fieldsOf(command)
  switch (command?.type) {
    case "openConsultation":
      return withUnreached(plan, now, {
        ...mandate,
        deadline: readDeadline(fields.closes ?? "", plan.zone),
        invitation: invitationOf(plan, fields.invited ?? []),
      })
    case "endPerson":
      return { ...facts, day }
    case "circulate":
    case "extendSilence": {
      const later = command.type === "extendSilence"
      const opened = later ? (context.silence?.opened ?? now) : now
      const silence = silenceFacts(calendarOf(plan), opened, fields.until ?? "")
      const over = silence.deadline.at <= now && { hours: 0, workingDays: 0 }
      const step = nextStep({ context, event: { facts } })
      const asked = step?.is === "silence" ? voicesOf(plan, step.of, day) : []
      return withUnreached(plan, now, {
        ...facts,
        ...silence,
        ...over,
        addressees: later ? (context.silence?.addressees ?? asked) : asked,
      })
    }
    case "extendConsultation":
      return { ...mandate, deadline: readDeadline(fields.closes ?? "", plan.zone) }
    case "addDraft":
    case "submitPaper":
      return { ...facts, ...languageOf(plan) }
    case "agree":
    case "notAdopted":
    case "reopen":
      return { ...facts, ...(fields.meeting && { meetingFits: meetingFits(plan, facts, context, fields, day) }) }
    case "plan":
    case "promise":
    case "setDue":
      return { ...mandate, due: effectiveDue(fields.rules ?? [], anchors) }
    case "amend":
      return fields.rules && "rules" in context ? { ...mandate, due: effectiveDue(fields.rules, anchors) } : mandate
    case "recordDue":
      return { ...mandate, due: effectiveDue(context.rules ?? [], anchors) }
    default:
      return facts
  }
}

/**
 * The earliest end that the rules let the silence procedure have which would be opened now or, where one runs, be extended; undefined
 * where neither is the next step.
 */
export function earliestSilenceEnd(given: DecisionCase, view: View): Deadline | undefined {
  const context = ofActivity(view)
  const step = nextStep({ context, event: { facts: factsFor(given, view) } })
  if (step?.is !== "silence") return undefined
  const { plan, now } = given
  const running = view.substate === ("underSilence" satisfies SubstateName<"activity">) ? context.silence : undefined
  const { opened = now, until } = running ?? {}
  return earliestEnd(calendarOf(plan), { opened, after: until?.at ?? now }, step)
}

function ofActivity(view: View): Partial<activity.Context> {
  return view.context as Partial<activity.Context> // of other kinds these fields are missing or mean the same
}

/** The due rules that a command gives an item; undefined for one that gives none. */
export function givenRules(command: Command): DueRule[] | undefined {
  return fieldsOf(command).rules
}

function fieldsOf(command: Command | undefined): CaseFields {
  return (command ?? {}) as CaseFields // its schema has read it
}

/** The first of the languages of documents; the usual one is not said. */
function languageOf(plan: plan.Context): Pick<Facts, "language"> {
  const [language = usualLanguage] = procedureOf(plan).languages.documents
  return language === usualLanguage ? {} : { language }
}

/** The working calendar of a plan, and its office hours. */
export function calendarOf(context: plan.Context) {
  const { zone, weekend, closures } = context
  return { zone, weekend, closures, officeHours: procedureOf(context).officeHours }
}

/** The commands that the path and the checks of an item have a part in; without one (`explain`), all. */
const steps: readonly string[] = [
  "startDrafting",
  "addDraft",
  "requestClearance",
  "clearDraft",
  "circulate",
  "extendSilence",
  "agree",
  "notAdopted",
  "reopen",
  "recordCheck",
  "conclude",
  "object",
  "correct",
]

function onAPath(command: string | undefined): boolean {
  return command === undefined || steps.includes(command)
}

/** The meeting is one of a kind that the next step names, or that decided what is reopened, has begun, and its decision is cited. */
function meetingFits(
  { meetings }: plan.Context,
  facts: Facts,
  context: Partial<activity.Context>,
  { meeting, decision }: CaseFields,
  day: string,
): boolean {
  const given = { context, event: { facts } }
  const next = nextStep(given)
  const kinds = next?.is === "meeting" ? next.of : meetingThatDecided(given)
  const { kind, from } = meetings.find(({ id }) => id === meeting) ?? {}
  const begun = from !== undefined && from <= day
  return kind !== undefined && kinds?.includes(kind) === true && begun && decision !== undefined
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
