import type { plan as planWorkflow } from "@demarche/workflows"
import { rowOf } from "@demarche/workflows/commandList"
import { clearanceOf, may } from "@demarche/workflows/offices"
import type { StateName } from "@demarche/workflows/stateNames"
import { type Office, ReminderSettings } from "@demarche/workflows/terms"
import { covers } from "../rules/mandates.ts"
import { clearingOffice } from "../rules/paths.ts"
import { procedureOf, speaksFor, voicesOf } from "../rules/procedure.ts"
import { dayOf, zoneExists } from "../time/zone.ts"
import type { Addressed } from "./addressed.ts"

export type Recipient = planWorkflow.Person

/**
 * Chooses the people of a plan, in the plan's order, by the mandates that hold at `now` (RFC 3339, UTC). The plan is given as it
 * is where the item lies, so that nobody is told beyond the scope of a mandate.
 */
export type Recipients = (plan: planWorkflow.Context, now: string, item: Addressed) => Recipient[]

/**
 * Who speaks for those whom the silence procedure addresses or, where there was none, for those whom the procedure's silences
 * would address.
 */
export const addressees: Recipients = (plan, now, { silence }) =>
  speakingFor(plan, now, silence?.addressees ?? silenceGroup(plan, dayOf(now, plan.zone)))

/** Whoever did it, and the others who hold an office for the same party. */
export const actingDelegation: Recipients = (plan, now, { acted }) =>
  holding(plan, now, ({ party }, { id }) => id === acted?.person || (party !== undefined && party === acted?.party))

/** Whoever has another address than before. */
export const readdressed: Recipients = (plan, now, { readdressed: changed }) =>
  holding(plan, now, (_, { id }) => id === changed?.person)

/** Everybody who holds an office of the plan, or will. */
export const inForce: Recipients = ({ people, zone }, now) => {
  const today = dayOf(now, zone)
  return people.filter(({ offices }) => offices.some(({ to }) => !to || today <= to))
}

/** Whoever was entered in the plan: once it is adopted, and before then who may adopt it, while the others hear of it when it is. */
export const entered: Recipients = (plan, now, { entered: person, ledTo }) => {
  const asked = inForce(plan, now, {}).filter(({ id }) => id === person)
  if (ledTo === ("adopted" satisfies StateName<"plan">)) return asked
  if (ledTo !== ("proposed" satisfies StateName<"plan">)) return []
  return asked.filter(({ offices }) => offices.some(({ office }) => may("plan", "adopt", office)))
}

/** Who speaks for the party that the item is said to wait for. */
export const awaited: Recipients = (plan, now, { awaits }) =>
  speakingFor(plan, now, awaits === undefined ? [] : [awaits])

/** Who speaks for the parties that are invited to the consultation. */
export const invited: Recipients = (plan, now, item) => speakingFor(plan, now, roundOf(item)?.invited ?? [])

/** Who speaks for those of them that had not answered when it was closed before the hour that was announced. */
export const cutShort: Recipients = (plan, now, item) => {
  const { invited = [], answered = [], early } = roundOf(item) ?? {}
  return early
    ? speakingFor(
        plan,
        now,
        invited.filter((party) => !answered.includes(party)),
      )
    : []
}

function roundOf({ rounds = [], round = rounds.length }: Addressed) {
  return rounds[round - 1]
}

/** The same, and the secretariat, which hears of every silence procedure that begins or ends. */
export const addresseesAndSecretariat: Recipients = (plan, now, item) => {
  const told = [...addressees(plan, now, item), ...inOffice(plan, now, ["secretariat"])]
  return plan.people.filter((person) => told.includes(person))
}

/** Who speaks for the parties that are invited to a consultation that is open at `now`. */
export const invitedStill: Recipients = (plan, now, { rounds = [] }) => {
  const open = rounds.filter(({ summary, closes }) => summary === undefined && closes !== undefined && closes.at > now)
  return speakingFor(
    plan,
    now,
    open.flatMap(({ invited }) => invited),
  )
}

/** Who clears a draft, and who gives the advice or signs off what it lacks. */
export const whoseClearance: Recipients = (plan, now, { running, step = 0, authors = [], unmet = [] }) => {
  const next = running?.path.steps[step]
  return inOffice(plan, now, [
    next?.is === "clearance" ? clearingOffice(next, { authors }, plan, dayOf(now, plan.zone)) : "secretariat",
    ...advising(unmet),
  ])
}

/** Who gives the advice or signs off what a draft lacks before its next step, where no clearance asks them; but for whoever did it. */
export const whoseChecks: Recipients = (plan, now, { unmet = [], clearanceAsks, acted }) =>
  clearanceAsks ? [] : inOffice(plan, now, advising(unmet)).filter(({ id }) => id !== acted?.person)

function advising(unmet: NonNullable<Addressed["unmet"]>): Office[] {
  return unmet.flatMap(({ is, by }) => (is === "advice" || is === "signOff" ? by : []))
}

/** Who answers for the item, or holds a party or an office that does; with them the coordinators, where no letter reaches any of those. */
export const responsible: Recipients = (plan, now, { answering = [] }) => {
  const named = holding(plan, now, ({ office, party }, { id }) =>
    answering.some((holder) => holder === id || holder === party || isIn(office, holder)),
  )
  if (named.some((person) => isReachable(readerFor(plan, person, now).reader))) return named
  const told = [...named, ...inOffice(plan, now, ["coordinator"])]
  return plan.people.filter((person) => told.includes(person))
}

/** Of those the ones who may know of what is the committee's; the coordinators, where there are none. */
export const responsibleInCommittee: Recipients = (plan, now, item) => {
  const today = dayOf(now, plan.zone)
  const knowing = responsible(plan, now, item).filter(
    ({ offices }) =>
      clearanceOf(offices.filter((each) => covers(each, today)).map(({ office }) => office)) !== "public",
  )
  return knowing.length > 0 ? knowing : inOffice(plan, now, ["coordinator"])
}

/** Who holds one of the offices, whatever the item. */
export function holders(...offices: readonly Office[]): Recipients {
  return (plan, now) => inOffice(plan, now, offices)
}

/** The plan's people who hold one of the offices at `now` (RFC 3339, UTC); where it lies with coordinators, chairs are among them. */
export function inOffice(plan: planWorkflow.Context, now: string, offices: readonly Office[]): Recipient[] {
  return holding(plan, now, ({ office }) => offices.some((named) => isIn(office, named)))
}

function isIn(office: Office, named: string): boolean {
  return named === office || named === rowOf(office)
}

/** The group that the first silence of the procedure's first path with one addresses. */
function silenceGroup(plan: planWorkflow.Context, day: string): string[] {
  const steps = procedureOf(plan).paths.flatMap(({ steps }) => steps)
  const silence = steps.find(({ is }) => is === "silence")
  return silence?.is === "silence" ? voicesOf(plan, silence.of, day) : []
}

function speakingFor(plan: planWorkflow.Context, now: string, voices: readonly string[]): Recipient[] {
  return holding(plan, now, (mandate, { id }) => voices.some((voice) => speaksFor(id, mandate, voice)))
}

/** The offices that are told of what remains overdue. */
export function escalatedTo(plan: planWorkflow.Context): Office[] {
  const { overdue, weekly } = remindersOf(plan)
  return [...overdue.flatMap(({ copy }) => copy), ...weekly.to]
}

/** The people with a mandate that covers the plan's day at `now` and that `holds` accepts, in the plan's order. */
function holding(
  { people, zone }: planWorkflow.Context,
  now: string,
  holds: (mandate: Recipient["offices"][number], person: Recipient) => boolean,
): Recipient[] {
  const today = dayOf(now, zone)
  return people.filter((person) => person.offices.some((mandate) => covers(mandate, today) && holds(mandate, person)))
}

/** Who reads a notification at an instant, and the person in whose place they do. */
export interface NotificationReader {
  reader: Recipient
  onBehalfOf?: string
}

/**
 * Who reads in a person's place at `now` (RFC 3339, UTC): while they are on vacation the first of their deputies, and their
 * deputies' deputies, who can stand in for them; the person, where nobody can. A deputy stands in who is not away, holds an
 * office, and can be written to; where a party is asked for an answer, only who may give it in the name of the person's.
 */
export function readerFor(
  plan: planWorkflow.Context,
  person: Recipient,
  now: string,
  recipients?: Recipients,
): NotificationReader {
  if (!absenceOf(plan, person, now)) return { reader: person }
  const passed = new Set<Recipient | undefined>([person])
  const deputyOf = ({ deputy }: Recipient) => plan.people.find(({ id }) => id === deputy)
  for (let deputy = deputyOf(person); deputy && !passed.has(deputy); deputy = deputyOf(deputy)) {
    passed.add(deputy)
    const present = !absenceOf(plan, deputy, now)
    if (present && standsIn(plan, deputy, person, now, recipients && answers.get(recipients)))
      return { reader: deputy, onBehalfOf: person.id }
  }
  return { reader: person }
}

/** The absence of a person that covers `now` (RFC 3339, UTC); undefined where they are not away. */
export function absenceOf(plan: planWorkflow.Context, { vacation = [], zone }: Recipient, now: string) {
  if (vacation.length === 0) return undefined
  const today = dayOf(now, zoneOf(plan, { zone }))
  return vacation.find(({ from, to }) => from <= today && today <= to)
}

function standsIn(plan: planWorkflow.Context, deputy: Recipient, person: Recipient, now: string, answer?: string) {
  if (!isReachable(deputy) && isReachable(person)) return false
  const today = dayOf(now, plan.zone)
  const parties = person.offices.filter((mandate) => covers(mandate, today)).map(({ party }) => party)
  return deputy.offices.some(
    (mandate) =>
      covers(mandate, today) &&
      (!answer || (parties.includes(mandate.party) && may("activity", answer, mandate.office))),
  )
}

/** Whether letters can be sent to the person: there is an address, and mail to it has not come back. */
export function isReachable({ address, failed }: Recipient): boolean {
  return address !== undefined && !failed
}

/** What the parties that are chosen so are asked for: the command by which they answer. */
const answers: ReadonlyMap<Recipients, "object" | "recordInput"> = new Map<Recipients, "object" | "recordInput">([
  [addressees, "object"],
  [addresseesAndSecretariat, "object"],
  [invited, "recordInput"],
  [cutShort, "recordInput"],
  [invitedStill, "recordInput"],
])

/**
 * The parties that no letter can reach at `now` (RFC 3339, UTC): nobody who may answer for them in that way has a mandate
 * that covers the plan's day, and an address.
 */
export function unreachedOf(
  plan: planWorkflow.Context,
  now: string,
  parties: readonly string[],
  recipients: Recipients,
): string[] {
  const today = dayOf(now, plan.zone)
  const answer = answers.get(recipients) ?? "object"
  return parties.filter((party) => {
    const speakers = plan.people.filter(({ id, offices }) =>
      offices.some(
        (mandate) => speaksFor(id, mandate, party) && covers(mandate, today) && may("activity", answer, mandate.office),
      ),
    )
    return !speakers.some((person) => isReachable(readerFor(plan, person, now, recipients).reader))
  })
}

/** The IANA zone a person reads in: their own, if there is such a zone, else the plan's. */
export function zoneOf({ zone: own }: planWorkflow.Context, { zone }: { zone?: string | undefined }): string {
  if (!zone) return own
  const exists = zones.get(zone) ?? zoneExists(zone)
  zones.set(zone, exists)
  return exists ? zone : own
}
const zones = new Map<string, boolean>()

/** The plan's reminder policy, with the defaults where it says nothing. */
export function remindersOf({ reminders }: planWorkflow.Context): ReminderSettings {
  defaults ??= ReminderSettings.parse({})
  return reminders ?? defaults
}
let defaults: ReminderSettings | undefined
