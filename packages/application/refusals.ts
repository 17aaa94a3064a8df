import { type Decision, EngineError, type IncomingCommand, type RefusalsOf } from "@demarche/engine"
import { kindOf } from "@demarche/event-store"
import { usualLanguage } from "@demarche/workflows/languages"
import { meaning } from "@demarche/workflows/meanings"
import type { ActMetadata } from "@demarche/workflows/metadata"
import { Communication, Instant, LanguageTag, OnBehalf, Text } from "@demarche/workflows/terms"
import { dayOf, zoneExists } from "@demarche/workplan"
import { type FieldValue, fieldValuesOf } from "@demarche/workplan/rules/fieldValues"
import { leavesRoom } from "@demarche/workplan/rules/room"
import { isOtherTitle, isTitledTwice, valueFault } from "@demarche/workplan/rules/values"
import * as z from "zod"
import { type Application, workflowOf } from "./application.ts"
import { type BrokenRule, fieldFaults } from "./fieldFaults.ts"
import { namesTaken } from "./namesTaken.ts"
import { plannedFields } from "./planned.ts"
import type { NamedIds, ReferenceContext } from "./referenceContext.ts"
import { referenceFault } from "./references.ts"
import { stateFaults } from "./stateFaults.ts"
import { stillNamed } from "./stillNamed.ts"
import { askedSince } from "./whatIsAnswered.ts"

/** A command whose references, dates and values are checked. */
export interface CheckedRequest extends IncomingCommand<ActMetadata> {
  /** The plan whose people, calendar and meetings the facts are computed from. */
  plan: string
  /** The system asks it because an amendment that carries it was agreed: what the record says meanwhile is asked all the same. */
  carried?: true
  /** What its references may name beside what the record holds: the rest of the plan file that it is part of. */
  names?: NamedIds
}

/** What a request says beside its command. */
const RequestFields = z.object({
  reason: Text.optional(),
  mandate: meaning(Text, { is: "authority" }).optional(),
  occurredAt: Instant.optional(),
  receivedAt: Instant.optional(),
  communication: Communication.optional(),
  writtenIn: LanguageTag.optional(),
  by: z.object({ onBehalfOf: OnBehalf.optional() }),
})

/**
 * The codes for which a request is refused once the machine allows it, with the fields that break them: references, dates, addresses and words are checked
 * here for every command of every workflow, by what their schemas say they mean. What the system asks follows from a record
 * that was checked.
 * @throws EngineError `invalid` for a time zone that does not exist
 */
export function refusalsOf(application: Application, ask: CheckedRequest): RefusalsOf {
  if (ask.by.office === "system" && !ask.carried) return () => ({ failing: [] })
  return async (decision) => {
    const { plan, stream, names = new Map(), carried } = ask
    const snapshot = await application.planSnapshot(plan)
    const around = { application, plan, snapshot, stream, decision, names, carried }
    const values = [
      ...fieldValuesOf(schemaOf(application, ask), decision.command),
      ...fieldValuesOf(RequestFields, ask),
    ]
    refuseZones(values)
    const isKey = ({ value }: FieldValue) => (value === snapshot.context.nameKey ? "NAME_KEY" : undefined)
    const references = await inFields(values, (field) => referenceFault(around, field))
    const language = values.some(isOtherTitle) ? await languageOf(around) : usualLanguage
    const titledTwice = (field: FieldValue) => (isTitledTwice(field, language) ? "TITLED_TWICE" : undefined)
    const ofValues = [
      ...(await inFields(values, isKey)),
      ...(await inFields(values, valueFault)),
      ...(await inFields(values, titledTwice)),
      ...references,
    ]
    const ofFields = [
      ...ofValues,
      ...fieldFaults(values, decision.command, snapshot.context),
      ...(await namesTaken(around)),
      ...(await stillNamed(around)),
      ...communicationFaults(ask, decision),
      ...(await receptionFaults(around, ask)),
    ]
    const ofState = [...(await stateFaults(around)), ...(leavesRoom(decision.after) ? [] : ["STATE_FULL"])]
    const fields = Map.groupBy(ofFields, ({ code }) => code)
    return {
      failing: [...new Set([...fields.keys(), ...ofState])],
      fields: Object.fromEntries([...fields].map(([code, found]) => [code, found.map(({ field }) => field)])),
    }
  }
}

/** The language of the plan's own words: as the command gives it, or as it stands. */
async function languageOf({ application, plan, decision: { command } }: ReferenceContext): Promise<string> {
  const { language = (await plannedFields(application, `plan:${plan}`, "plan"))?.language } = Object(command)
  return language ?? usualLanguage
}

/** Who records what others said, or what came earlier, names by what it came, and that was written by the day on which it came, wherever that was. */
function communicationFaults({ by, receivedAt, communication }: CheckedRequest, { act }: Decision): BrokenRule[] {
  const isOthers = by.onBehalfOf !== undefined || receivedAt !== undefined
  if (!communication) return isOthers ? [{ code: "COMMUNICATION_UNNAMED", field: "communication" }] : []
  const { date } = communication
  const isLater = date !== undefined && date > dayOf(receivedAt ?? act.at, FARTHEST_EAST)
  return isLater ? [{ code: "COMMUNICATION_LATER", field: "communication.date" }] : []
}

/** The zone in which a day begins first. */
const FARTHEST_EAST = "Etc/GMT-14"

/** What came from others came no earlier than what it answers. */
async function receptionFaults(around: ReferenceContext, { receivedAt }: CheckedRequest): Promise<BrokenRule[]> {
  const asked = receivedAt === undefined ? undefined : await askedSince(around)
  const isEarlier = receivedAt !== undefined && asked !== undefined && receivedAt < asked
  return isEarlier ? [{ code: "RECEIVED_TOO_EARLY", field: "receivedAt" }] : []
}

/** The rules that single fields break, with the place of each. */
async function inFields(
  values: FieldValue[],
  faultOf: (value: FieldValue) => string | undefined | Promise<string | undefined>,
): Promise<BrokenRule[]> {
  const faults = await Promise.all(
    values.map(async (value) => ({ code: await faultOf(value), field: value.path.join(".") })),
  )
  return faults.flatMap(({ code, field }) => (code === undefined ? [] : [{ code, field }]))
}

function schemaOf(application: Application, { stream, command }: CheckedRequest): z.ZodType {
  return workflowOf(application, kindOf(stream)).commands.get(command.type) ?? z.never()
}

function refuseZones(values: FieldValue[]): void {
  const errors = values
    .filter(({ meaning, value }) => meaning.is === "zone" && !zoneExists(value))
    .map(({ path, value }) => ({ path: path.join("."), message: `there is no time zone ${JSON.stringify(value)}` }))
  if (errors.length > 0) throw new EngineError({ code: "invalid", errors })
}
