import { workflowOf } from "@demarche/application/application"
import { forPeople } from "@demarche/application/possibleTransitions"
import { requestId } from "@demarche/http/itemRoutes"
import { transitionsFor } from "@demarche/http/items"
import { ProblemError } from "@demarche/http/problem"
import { titleIn } from "@demarche/i18n"
import type { activity } from "@demarche/workflows"
import { contextIn, type ItemKind, type Readings } from "@demarche/workplan"
import type { EntryReading } from "../item/entrySentence.ts"
import { namesFor } from "../item/itemNames.ts"
import { kindOfItem, shownItem } from "../item/shownItem.ts"
import { formAddress } from "../page.ts"
import { planOf, type Visit } from "../visit.ts"
import { type ActPlace, placeOfItem, placeOfPlan } from "./actPlace.ts"
import { AMENDMENT } from "./amendment.ts"
import type { FormSchema } from "./formFields.ts"
import { refusedOnPlan } from "./possibleOnPlan.ts"

/** What somebody is about to record: which act, on what, and how that stands. */
export interface IntendedAct extends EntryReading, Pick<ActPlace, "stream" | "code" | "back"> {
  /** The workflow that it is an act of, and the id of what it is recorded of. */
  kind: ItemKind | "plan"
  id: string
  act: string
  /** Of the plan itself and of what is not there yet, undefined. */
  reading: Readings[ItemKind] | undefined
  /** What it is recorded of, as its reader calls it, and in which language that is. */
  title: ReturnType<typeof titleIn>
  /** What is known of an activity; of everything else nothing. */
  context: Partial<activity.Context>
  /** Why it cannot be recorded as things stand, whatever is said: the sentences of the rules. */
  refused: readonly string[]
  /** What its reader may record of the item as things stand. */
  allowed: readonly string[]
  /** The version that the form was made at; 0 where nothing is there yet. */
  version: number
  /** Where the form is, and where a receipt is found, each below the language. */
  path: string
  receipt(key: string): string
}

/** The acts of a plan that its pages record more than once, and those that end what they act on; the others come with its file, or from the system. */
const recurring = [
  ...["addMeeting", "moveMeeting", "grantMandate", "endMandate", "addPerson", "updatePerson", "endPerson"],
  ...["redact", "submit", AMENDMENT],
]
const final = ["adopt", "closeCycle"]

/** Whether an act on a plan can be recorded once more after it was. */
export function mayRecur(act: string | undefined): boolean {
  return act !== undefined && recurring.includes(act)
}

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
    ...{ visit, plan, names, kind, id, act, reading, version: standing.version },
    title: titleIn(visit.language, reading, plan.lang),
    context: contextIn("activity", found.view),
    refused: failing.map(({ sentence }) => sentence),
    allowed: possible.filter(({ allowed }) => allowed).map(({ name }) => name),
    ...formOf(placeOfItem(kind, id), act),
  }
}

/** An act on a plan itself or, a request of the Presidency, one that begins an item. @throws ProblemError as `decisionOnItem`. */
export async function decisionOnPlan(visit: Visit, id: string, act: string, key: string): Promise<IntendedAct> {
  const plan = await planOf(visit, id)
  if (!mayRecur(act) && !final.includes(act)) throw noAct(act)
  const { version } = plan
  const title = { text: plan.title, language: plan.titleLang }
  const common = {
    visit,
    plan,
    names: await namesFor(visit, plan),
    act,
    reading: undefined,
    context: {},
    title,
    refused: await refusedOnPlan(visit, plan, act),
    allowed: [],
  }
  const place = formOf(placeOfPlan(id), act)
  if (act !== "submit") return { ...common, ...place, kind: "plan", id, version }
  const request = requestId(id, key)
  return { ...common, ...place, kind: "request", id: request, stream: `request:${request}`, version: 0 }
}

function formOf({ stream, code, back }: ActPlace, act: string) {
  return { stream, code, back, path: formAddress(back, act), receipt: (key: string) => `${back}/receipts/${key}` }
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
