import { hash } from "node:crypto"
import { type Actor, EngineError, type State } from "@demarche/engine"
import type { Row } from "@demarche/store"
import { may } from "@demarche/workflows/offices"
import type { Office } from "@demarche/workflows/terms"
import type { Body, PlanFile, Warning } from "@demarche/workplan"
import { type Difference, differences, importOf, type PlanImport, type Step } from "@demarche/workplan/import"
import { act, planContext } from "./act.ts"
import type { House } from "./house.ts"

/** What an import did, or in a preview would do. */
export interface Imported {
  plan: string
  /** The plan was not there, or not whole, and now is. */
  created: boolean
  dryRun: boolean
  warnings: Warning[]
  counts: { people: number; activities: number; outputs: number }
  /** For a plan that stands: what the file says otherwise. What is missing from the file is kept. */
  differences: Difference[]
}

type Send = (step: Step, id: string) => Promise<unknown>

/**
 * Brings a plan file into the record: one commit an item, in order, `PlanImported` last, so that a broken import is
 * resumed by sending the file again. A plan that stands is amended where the file differs, and never overwritten.
 * @throws EngineError as `handle`; nothing is written in a dry run.
 */
export async function importPlan(
  house: House,
  file: PlanFile,
  warnings: Warning[],
  { by, vouched }: { by: Actor; vouched: boolean },
  correlation: string,
  dryRun: boolean,
): Promise<Imported> {
  const wanted = importOf(file, warnings)
  const { plan } = wanted
  if (!may("plan", "propose", by.office as Office)) throw new EngineError({ code: "rejected", failing: ["OFFICE"] })
  const created = !(await stands(house, plan))
  const send: Send = ({ stream, command }, id) =>
    act(house, { plan, stream, command, by, vouched, id, correlation, reason: "import of the plan file", dryRun })
  const standing = created ? new Map<string, Row>() : await rowsOf(house, plan)
  const planned = new Map([...standing].map(([stream, { body }]) => [stream, (body as Body).planned]))
  const known = created ? [] : differences(wanted, planned)
  if (!dryRun && created) await create(house, wanted, send)
  if (!dryRun && !created)
    for (const { step } of known) if (step) await send(step, amendmentId(step, by, standing.get(step.stream)?.version))
  return {
    plan,
    created,
    dryRun,
    warnings,
    counts: { people: wanted.people.length, activities: wanted.activities.length, outputs: wanted.outputs.length },
    differences: known.map(({ difference }) => difference),
  }
}

/** Whether that plan is there, and whole. */
export async function stands(house: House, plan: string): Promise<boolean> {
  const head = await house.world.events.head(`plan:${plan}`)
  return head !== undefined && (head.state as State & { value: unknown }).value !== "importing"
}

async function create(house: House, wanted: PlanImport, send: Send): Promise<void> {
  const { propose, people, activities, outputs, finish } = wanted
  const exists = async ({ stream }: Step) => (await house.world.events.head(stream)) !== undefined
  if (!(await exists(propose))) await send(propose, "import:propose")
  const present = (await planContext(house, wanted.plan)).people.map(({ id }) => id)
  for (const person of people)
    if (!present.includes(person.command.person as string)) await send(person, `import:${person.command.person}`)
  for (const item of [...activities, ...outputs]) if (!(await exists(item))) await send(item, "import")
  await send(finish, "import:finish")
}

async function rowsOf(house: House, plan: string): Promise<Map<string, Row>> {
  const rows = await Promise.all(["plan", "activity", "output"].map((kind) => house.views.list({ kind, plan })))
  return new Map(rows.flat().map((row) => [row.stream, row]))
}

/** The same for the same change by the same actor to the same version, so that an import sent twice in a row amends once. */
function amendmentId(step: Step, by: Actor, version = 0): string {
  return `import:${hash("sha256", JSON.stringify([step, by, version]), "base64url")}`
}
