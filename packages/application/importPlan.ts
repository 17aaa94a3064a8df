import { hash } from "node:crypto"
import { EngineError, stateOf, view } from "@demarche/engine"
import type { Row, StreamName } from "@demarche/event-store"
import {
  differencesOf,
  type ImportStep,
  importCommandsOf,
  type PlanDifference,
  type PlanImport,
} from "@demarche/plan-file/importCommands"
import type { PlanFile } from "@demarche/plan-file/planFile"
import type { Warning } from "@demarche/plan-file/warnings"
import { officesFor } from "@demarche/workflows/offices"
import { means } from "@demarche/workflows/states"
import type { Actor } from "@demarche/workflows/terms"
import { bodyOf } from "@demarche/workplan"
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
  /** For an existing plan, where the file differs from it. What is missing from the file is kept. */
  differences: PlanDifference[]
}

type SendStep = (step: ImportStep, id: string) => Promise<unknown>

/**
 * Imports a plan file: one commit per item, in order, `PlanImported` last, so that an interrupted import is resumed by
 * sending the file again. An existing plan is amended where the file differs, and never overwritten. All of it is rehearsed
 * before anything is written; a dry run is the rehearsal alone. @throws EngineError and StoreError as `execute`.
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
  const wanted = importCommandsOf(file, warnings)
  const { plan } = wanted
  if (!officesFor("plan", "propose")?.some((office) => office === by.office))
    throw new EngineError({ code: "rejected", failing: ["OFFICE"] })
  const created = !(await isImported(application, plan))
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
    })
  const standing = created ? new Map<StreamName, Row>() : await rowsOf(application, plan)
  const planned = new Map([...standing].map(([stream, row]) => [stream, bodyOf(row).fields]))
  const known = created ? [] : differencesOf(wanted, planned)
  if (created) await create(application, wanted, send)
  else
    for (const { step } of known) if (step) await send(step, amendmentId(step, by, standing.get(step.stream)?.version))
  return {
    plan,
    created,
    dryRun: false,
    warnings,
    counts: { people: wanted.people.length, activities: wanted.activities.length, outputs: wanted.outputs.length },
    differences: known.map(({ difference }) => difference),
  }
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

async function rowsOf(application: Application, plan: string): Promise<Map<StreamName, Row>> {
  const rows = await Promise.all(
    ["plan", "activity", "output"].map((kind) => application.views.list({ kind, scope: plan })),
  )
  return new Map(rows.flat().map((row) => [row.stream, row]))
}

/** The same id for the same change by the same actor to the same version, so that an import sent twice amends once. */
function amendmentId(step: ImportStep, by: Actor, version = 0): string {
  return `import:${hash("sha256", JSON.stringify([step, by, version]), "base64url")}`
}
