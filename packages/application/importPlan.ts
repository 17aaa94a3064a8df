import { hash } from "node:crypto"
import { EngineError, isEngineError, stateOf, view } from "@demarche/engine"
import { kindOf, type Row, type StreamName } from "@demarche/event-store"
import { type Difference, differencesOf, type PlanDifference } from "@demarche/plan-file/differences"
import { type ImportStep, importCommandsOf, type PlanImport } from "@demarche/plan-file/importCommands"
import { peopleDifferences, type StandingPerson } from "@demarche/plan-file/peopleDifferences"
import type { PlanFile } from "@demarche/plan-file/planFile"
import { namesOf } from "@demarche/plan-file/references"
import type { Warning } from "@demarche/plan-file/warnings"
import type { plan as planWorkflow } from "@demarche/workflows"
import { may } from "@demarche/workflows/offices"
import { means } from "@demarche/workflows/states"
import type { Actor } from "@demarche/workflows/terms"
import { bodyOf, dayOf } from "@demarche/workplan"
import { type Application, workflowOf } from "./application.ts"
import { execute, planContext } from "./execute.ts"
import { rehearsalOf } from "./rehearsal.ts"

/** The result of an import, or of its preview. */
export interface ImportResult {
  plan: string
  /** The plan did not exist, or not completely, and now does. */
  created: boolean
  dryRun: boolean
  warnings: Warning[]
  counts: { people: number; activities: number; outputs: number }
  /** For an existing plan, where the file differs from it: what was taken over, and what was not and how to do it. */
  differences: PlanDifference[]
}

type SendStep = (step: ImportStep, id: string) => Promise<unknown>

/**
 * Imports a plan file: one commit per item, in order, `PlanImported` last, so that an interrupted import is resumed by
 * sending the file again. An existing plan is amended where the file differs, over both, and later decisions are never
 * overwritten. All of it is rehearsed before anything is written; a dry run is the rehearsal alone.
 * @throws EngineError and StoreError as `execute`; `invalid` and `rejected` before anything is written
 */
export async function importPlan(
  application: Application,
  file: PlanFile,
  warnings: Warning[],
  by: Importer,
  correlation: string,
  dryRun: boolean,
): Promise<ImportResult> {
  const rehearsed = await importInto(rehearsalOf(application), file, warnings, by, correlation)
  return dryRun ? { ...rehearsed, dryRun } : importInto(application, file, warnings, by, correlation)
}

/** Who sends the file; the credential may be the mandate itself. */
interface Importer {
  by: Actor
  mandateImplied: boolean
}

async function importInto(
  application: Application,
  file: PlanFile,
  warnings: Warning[],
  { by, mandateImplied }: Importer,
  correlation: string,
): Promise<ImportResult> {
  const wanted = importCommandsOf(file, warnings, digest)
  const { plan } = wanted
  const created = !(await isImported(application, plan))
  const names = namesOf(file)
  const send: SendStep = ({ stream, command }, id) =>
    execute(application, {
      plan,
      stream,
      command,
      by,
      mandateImplied,
      id,
      correlation,
      reason: "import of the plan file",
      names,
    })
  assertAllowed(created ? stepsOf(wanted) : [wanted.propose], by)
  for (const step of stepsOf(wanted)) assertRead(application, step)
  if (created) await create(application, wanted, send)
  const differences = created ? [] : await amend(application, file, wanted, by, send)
  return {
    plan,
    created,
    dryRun: false,
    warnings,
    counts: { people: wanted.people.length, activities: wanted.activities.length, outputs: wanted.outputs.length },
    differences,
  }
}

/** A short digest of what a file says in one place. */
function digest(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 10)
}

function stepsOf({ propose, people, activities, outputs, finish }: PlanImport): ImportStep[] {
  return [propose, ...people, ...activities, ...outputs, finish]
}

function assertAllowed(steps: ImportStep[], { office }: Actor): void {
  if (!steps.every(({ stream, command }) => may(kindOf(stream), command.type, office)))
    throw new EngineError({ code: "rejected", failing: ["OFFICE"] })
}

/** Whether the schemas of the workflows take what the file comes to. */
function assertRead(application: Application, { stream, command }: ImportStep): void {
  const read = workflowOf(application, kindOf(stream)).commands.get(command.type)?.safeParse(command)
  if (read?.success) return
  const errors = (read?.error.issues ?? []).map(({ path, message }) => ({
    path: `${stream} ${path.join(".")}`,
    message,
  }))
  throw new EngineError({ code: "invalid", errors })
}

/** Whether the plan exists and its import is complete. */
export async function isImported(application: Application, plan: string): Promise<boolean> {
  const head = await application.world.events.head(`plan:${plan}`)
  return head !== undefined && !means(view(workflowOf(application, "plan"), stateOf(head)), "incomplete")
}

async function create(application: Application, wanted: PlanImport, send: SendStep): Promise<void> {
  const { propose, people, activities, outputs, finish } = wanted
  const exists = async ({ stream }: ImportStep) => (await application.world.events.head(stream)) !== undefined
  if (!(await exists(propose))) await send(propose, "import:propose")
  const present = (await planContext(application, wanted.plan)).people.map(({ id }) => id)
  for (const person of people)
    if (!present.includes(String(person.command.person))) await send(person, `import:${person.command.person}`)
  for (const item of [...activities, ...outputs]) if (!(await exists(item))) await send(item, "import")
  await send(finish, "import:finish")
}

/** Takes over what can be, in the order of the file; says of the rest why it is not, and what to do. */
async function amend(
  application: Application,
  file: PlanFile,
  wanted: PlanImport,
  by: Actor,
  send: SendStep,
): Promise<PlanDifference[]> {
  const rows = await rowsOf(application, wanted.plan)
  const planned = new Map([...rows].map(([stream, row]) => [stream, { ...bodyOf(row).fields }]))
  const { context } = await application.planSnapshot(wanted.plan, true)
  const [ofPlan = [], ofItems = []] = partition(differencesOf(wanted, planned, context.meetings), wanted.propose.stream)
  const people = await Promise.all(context.people.map((person) => personWithTexts(application, person)))
  const today = dayOf(application.world.clock(), context.zone)
  const ofPeople = peopleDifferences(wanted.propose.stream, file.people, people, wanted.people, today)
  const outcomes: PlanDifference[] = []
  for (const { difference, step } of [...ofPlan, ...ofPeople, ...ofItems])
    outcomes.push(
      step
        ? await takeOver(difference, step, by, (one) => send(one, amendmentId(one, by, rows.get(one.stream)?.version)))
        : difference,
    )
  return outcomes
}

function partition(differences: Difference[], stream: StreamName): [Difference[], Difference[]] {
  const of = (whether: boolean) => differences.filter(({ difference }) => (difference.stream === stream) === whether)
  return [of(true), of(false)]
}

async function takeOver(
  difference: PlanDifference,
  step: ImportStep,
  { office }: Actor,
  send: (step: ImportStep) => Promise<unknown>,
): Promise<PlanDifference> {
  const left = (how: string): PlanDifference => ({ ...difference, taken: false, how })
  if (!may(kindOf(step.stream), step.command.type, office))
    return left("It is taken over when the Presidency or the secretariat sends the file.")
  try {
    await send(step)
    return difference
  } catch (error) {
    if (!isEngineError(error, "rejected") || error.refusal.failing.includes("OFFICE")) throw error
    return left(`It is refused now (${error.refusal.failing.join(", ")}): send the file again once it may be.`)
  }
}

/** A person with the texts of name and address. */
async function personWithTexts({ world }: Application, person: planWorkflow.Person): Promise<StandingPerson> {
  const textOf = async (hash: string) => {
    const text = await world.texts.get(hash)
    return typeof text === "object" ? text.body : null
  }
  return {
    ...person,
    name: await textOf(person.name),
    address: person.address === undefined ? undefined : await textOf(person.address),
  }
}

async function rowsOf(application: Application, plan: string): Promise<Map<StreamName, Row>> {
  const rows = await Promise.all(
    ["plan", "activity", "output"].map((kind) => application.views.list({ kind, scope: plan })),
  )
  return new Map(rows.flat().map((row) => [row.stream, row]))
}

/** The same id for the same change by the same actor to the same version, so that an import sent twice amends once. */
function amendmentId({ stream, command }: ImportStep, by: Actor, version = 0): string {
  return `import:${hash("sha256", JSON.stringify([{ stream, command }, by, version]), "base64url")}`
}
