import { workflowOf } from "@demarche/application/application"
import { forPeople } from "@demarche/application/possibleTransitions"
import { requestStream } from "@demarche/http/itemRoutes"
import { transitionsFor } from "@demarche/http/items"
import { ProblemError } from "@demarche/http/problem"
import type { ItemKind, Readings } from "@demarche/workplan"
import { type ItemNames, namesFor } from "../item/itemNames.ts"
import { kindOfItem, shownItem } from "../item/shownItem.ts"
import { formAddress, itemPath, planHistoryPath, planPath } from "../page.ts"
import { type PlanVisit, planOf, type Visit } from "../visit.ts"
import type { FormSchema } from "./formFields.ts"

/** What somebody is about to record: which act, on what, and how that stands. */
export interface IntendedAct {
  visit: Visit
  plan: PlanVisit
  names: ItemNames
  /** The workflow, and the stream, that it is recorded in. */
  kind: ItemKind | "plan"
  stream: ReturnType<typeof requestStream>
  act: string
  /** Of the plan itself and of what is not there yet, undefined. */
  reading: Readings[ItemKind] | undefined
  /** The code and the title of what it is recorded of. */
  code: string
  title: string
  /** Why it cannot be recorded as things stand, whatever is said: the sentences of the rules. */
  refused: readonly string[]
  /** The version that the form was made at; 0 where nothing is there yet. */
  version: number
  /** Where the form is, where its reader came from, and where a receipt is found, each below the language. */
  path: string
  back: string
  receipt(key: string): string
  /** The address of an entry of its record. */
  entry(version: number): string
}

/** The acts of a plan that its pages record; the others come with its file, or from the system. */
const ofPlan = [
  ...["adopt", "addMeeting", "moveMeeting", "grantMandate", "endMandate", "addPerson", "updatePerson", "endPerson"],
  ...["closeCycle", "redact"],
]

/** An act on an item. @throws ProblemError `unknown` where there is no such item or act, or people may not take it. */
export async function decisionOnItem(visit: Visit, id: string, act: string): Promise<IntendedAct> {
  const kind = await kindOfItem(visit, id)
  const found = await shownItem(visit, kind, id)
  const { plan, reading, standing, names } = found
  const { begins, commands } = workflowOf(visit.application, kind)
  if (!commands.has(act) || begins.has(act) || !forPeople(kind, act)) throw noAct(act)
  const claim = await visit.visitor.claimIn(plan.id)
  const possible = await transitionsFor(visit.application, kind, found, claim, visit.language)
  const { failing = [] } = possible.find(({ name }) => name === act) ?? {}
  return {
    ...{ visit, plan, names, kind, act, reading, code: reading.code, title: reading.title },
    ...{ stream: `${kind}:${id}`, version: standing.version, refused: failing.map(({ sentence }) => sentence) },
    ...places(itemPath(id), act),
    entry: (version) => itemPath(id, version),
  }
}

/** An act on a plan itself or, a request of the Presidency, one that begins an item. @throws ProblemError as `decisionOnItem`. */
export async function decisionOnPlan(visit: Visit, id: string, act: string, key: string): Promise<IntendedAct> {
  const plan = await planOf(visit, id)
  if (act !== "submit" && !ofPlan.includes(act)) throw noAct(act)
  const begins = act === "submit"
  const stream = begins ? requestStream(id, key) : (`plan:${id}` as const)
  const { title, version } = plan
  return {
    ...{ visit, plan, names: await namesFor(visit, plan), stream, act, reading: undefined },
    ...{ kind: begins ? "request" : "plan", refused: [], code: id, title, version: begins ? 0 : version },
    ...places(planPath(id), act),
    entry: (number) => (begins ? itemPath(stream.slice("request:".length), number) : planHistoryPath(id, number)),
  }
}

function places(back: string, act: string): Pick<IntendedAct, "back" | "path" | "receipt"> {
  return { back, path: formAddress(back, act), receipt: (key) => `${back}/receipts/${key}` }
}

function noAct(act: string): ProblemError {
  return new ProblemError("unknown", `there is no transition ${act} here`)
}

/** The schema of the command, as its form is made from it. */
export function schemaOf({ visit: { application }, kind, act }: IntendedAct): FormSchema {
  const schema = workflowOf(application, kind).commands.get(act)
  if (!schema) throw noAct(act)
  return { name: act, schema }
}
