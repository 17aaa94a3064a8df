import { hash } from "node:crypto"
import { EngineError, type FailedRules, isEngineError, stateOf, view } from "@demarche/engine"
import { inParallel, kindOf, type Row, type StreamName } from "@demarche/event-store"
import { type Difference, differencesIn, madeByFile, type PlanDifference } from "@demarche/plan-file/differences"
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
import { type CommandRequest, execute, planContext } from "./execute.ts"
import { markOf, namedOfLeft, namesBesideItems, namesWithout } from "./importChoice.ts"
import { breathe, inPieces } from "./inPieces.ts"
import { rehearsalOf } from "./rehearsal.ts"
import { takeOver } from "./takeOver.ts"
import { textBody } from "./textBody.ts"

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

/** A plan file, who sends it, and what its commands belong to. */
export interface SentPlan {
  file: PlanFile
  warnings: Warning[]
  by: Actor
  /** The credential itself is the mandate. */
  mandateImplied: boolean
  correlation: string
  causation?: string
  /** Of a plan that is there, the marks of the differences that are taken over; all of them, where it is not said. */
  chosen?: readonly string[] | undefined
}

/** What a piece of an import came to, and how many of the commands are done, of all. */
export interface ImportProgress {
  result: ImportResult
  done: number
  of: number
}

type SendStep = (step: ImportStep, id: string, other?: Pick<CommandRequest, "names" | "dryRun">) => Promise<unknown>

/** How many items are decided side by side: each is a stream of its own, and may name what is yet to come. */
const AT_ONCE = 16

/**
 * Imports a plan file: one commit per item, `PlanImported` last, so that an interrupted import is resumed by sending the file
 * again. An existing plan is amended where the file differs, over both, and later decisions are never overwritten. All of it
 * is rehearsed before anything is written.
 * @throws EngineError and StoreError as `execute`; `invalid` and `rejected` before anything is written
 */
export async function importPlan(application: Application, sent: SentPlan): Promise<ImportResult> {
  await rehearseImport(application, sent)
  return (await importPiece(application, sent)).result
}

/** What an import would come to, as a dry run tells it. @throws as `importPlan` */
export async function rehearseImport(application: Application, sent: SentPlan): Promise<ImportResult> {
  const { result } = await importPiece(rehearsalOf(application), sent)
  return { ...result, dryRun: true }
}

/**
 * What a plan file comes to by itself: how many commands, and for what.
 * @throws EngineError `invalid` where a workflow takes one of its commands not at all, `rejected` where it is not the sender's to give
 */
export async function examineImport(application: Application, { file, warnings, by }: SentPlan) {
  const wanted = importCommandsOf(file, warnings, digest)
  const created = !(await isImported(application, wanted.plan))
  const steps = stepsOf(wanted)
  assertAllowed(created ? steps : [wanted.propose], by)
  await inPieces(steps, (step) => assertRead(application, step))
  const counts = {
    people: wanted.people.length,
    activities: wanted.activities.length,
    outputs: wanted.outputs.length,
  }
  const result: ImportResult = { plan: wanted.plan, created, dryRun: false, warnings, counts, differences: [] }
  return { wanted, commands: steps.length, result }
}

/**
 * Does at most so many of the commands that an import still lacks; sent again, it does the next of them. `before` are the
 * differences that the pieces before it told of. @throws as `importPlan`
 */
export async function importPiece(
  application: Application,
  sent: SentPlan,
  { most = Number.POSITIVE_INFINITY, before = [] }: { most?: number; before?: PlanDifference[] } = {},
): Promise<ImportProgress> {
  const { wanted, result } = await examineImport(application, sent)
  const { file, warnings, chosen, ...sender } = sent
  const names = namesOf(file)
  const send: SendStep = async (step, id, other = {}) => {
    await breathe()
    try {
      const command = { ...step, plan: wanted.plan, id, reason: "import of the plan file", names }
      return await execute(application, { ...sender, ...command, ...other })
    } catch (error) {
      throw isEngineError(error, "rejected") ? refusedIn(step, error.refusal) : error
    }
  }
  if (result.created) return { result, ...(await create(application, wanted, send, most)) }
  const { differences, left } = await amend(application, sent, wanted, send, most, before)
  return { result: { ...result, differences }, done: differences.length, of: differences.length + left }
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

/** The refusal of one of many commands: which it is, and its fields. */
function refusedIn({ stream, command }: ImportStep, { failing, fields = {} }: FailedRules): EngineError {
  const place = command.person === undefined ? stream : `${stream} people.${command.person}`
  const placed = failing.map((code) => [code, fields[code]?.map((field) => `${place} ${field}`) ?? [place]])
  return new EngineError({ code: "rejected", failing, fields: Object.fromEntries(placed) })
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

async function create(application: Application, wanted: PlanImport, send: SendStep, most: number) {
  const of = stepsOf(wanted).length
  const lacking = await stepsLacking(application, wanted)
  const piece = lacking.slice(0, most)
  const isItem = ({ step }: IdentifiedStep) => step.stream !== wanted.propose.stream
  const ends = piece.filter(({ step }) => step === wanted.finish)
  for (const { step, id } of piece)
    if (step.stream === wanted.propose.stream && step !== wanted.finish) await send(step, id)
  await inParallel(piece.filter(isItem), AT_ONCE, ({ step, id }) => send(step, id))
  for (const { step, id } of ends) await send(step, id)
  return { done: of - lacking.length + piece.length, of }
}

/** A step of an import, and the id by which its command is done once. */
interface IdentifiedStep {
  step: ImportStep
  id: string
}

/** What a plan that is not whole yet still lacks, in order. */
async function stepsLacking(application: Application, wanted: PlanImport): Promise<IdentifiedStep[]> {
  const { propose, people, activities, outputs, finish } = wanted
  const present = (await planContext(application, wanted.plan)).people.map(({ id }) => id)
  const begun = await inParallel([propose, ...activities, ...outputs], AT_ONCE, async ({ stream }) =>
    application.world.events.head(stream),
  )
  const streams = new Set(begun.map((commit) => commit?.stream))
  const lacks = ({ step }: IdentifiedStep) => !streams.has(step.stream)
  return [
    ...[{ step: propose, id: "import:propose" }].filter(lacks),
    ...people
      .filter(({ command }) => !present.includes(String(command.person)))
      .map((step) => ({ step, id: `import:${step.command.person}` })),
    ...[...activities, ...outputs].map((step) => ({ step, id: "import" })).filter(lacks),
    { step: finish, id: "import:finish" },
  ]
}

/**
 * Takes over what can be, the plan and its people in the order of the file, then so many of the items; says of the rest why it
 * is not, and what to do.
 */
async function amend(
  application: Application,
  { file, by, chosen }: SentPlan,
  wanted: PlanImport,
  send: SendStep,
  most: number,
  before: PlanDifference[],
): Promise<{ differences: PlanDifference[]; left: number }> {
  const rows = await rowsOf(application, wanted.plan)
  const planned = new Map(await inPieces(rows, ([stream, row]) => [stream, { ...bodyOf(row).fields }] as const))
  const { context } = await application.planSnapshot(wanted.plan, true)
  const ofPeople = before.length > 0 ? [] : await ofPeopleIn(application, file, wanted, context)
  const found = await inPieces(differencesIn(wanted, planned, context.meetings), (each) => each)
  const all = madeByFile([...found.filter((each) => each !== undefined), ...ofPeople])
  const [ofPlan = [], ofItems = []] = partition(all, wanted.propose.stream)
  const isChosen = ({ difference }: Difference) => chosen?.includes(markOf(difference)) !== false
  const names = namesOf(file)
  const kept = all.filter((each) => !isChosen(each))
  const ofItem = namesWithout(names, kept)
  const ofPlanItself = namesBesideItems(ofItem, kept)
  const takeOne = async (each: Difference): Promise<PlanDifference> => {
    const { difference, step } = each
    if (!step) return difference
    const fewer = step.stream === wanted.propose.stream ? ofPlanItself : ofItem
    const ask = (other: Parameters<SendStep>[2]) =>
      takeOver(difference, step, by, (one) => send(one, amendmentId(one, by, rows.get(one.stream)?.version), other))
    const told = await ask(isChosen(each) ? { names: fewer } : { dryRun: true })
    if (!isChosen(each)) return told.taken ? { ...difference, taken: false, left: true } : told
    const needs = told.taken ? [] : namedOfLeft(step.command, names, fewer)
    return needs.length === 0 ? told : { ...difference, taken: false, needs }
  }
  const differences = [...before]
  if (before.length === 0) for (const each of ofPlan) differences.push(await takeOne(each))
  const told = new Set(before.map(({ stream }) => stream))
  const open = ofItems.filter(({ difference }) => !told.has(difference.stream))
  const piece = open.slice(0, most)
  return {
    differences: [...differences, ...(await inParallel(piece, AT_ONCE, takeOne))],
    left: open.length - piece.length,
  }
}

function partition(differences: Difference[], stream: StreamName): [Difference[], Difference[]] {
  const of = (whether: boolean) => differences.filter(({ difference }) => (difference.stream === stream) === whether)
  return [of(true), of(false)]
}

async function ofPeopleIn(
  application: Application,
  file: PlanFile,
  { propose, people: added }: PlanImport,
  { people, zone }: planWorkflow.Context,
): Promise<Difference[]> {
  const standing = await Promise.all(people.map((person) => personWithTexts(application, person)))
  const today = dayOf(application.world.clock(), zone)
  return peopleDifferences(propose.stream, file.people, standing, added, today)
}

/** A person with the texts of name, salutation and address. */
async function personWithTexts({ world }: Application, person: planWorkflow.Person): Promise<StandingPerson> {
  const { name, salutation, address } = person
  const text = async (hash: string) => (await textBody(world.texts, hash)) ?? null
  return {
    ...person,
    name: await text(name),
    salutation: salutation === undefined ? undefined : await text(salutation),
    address: address === undefined ? undefined : await text(address),
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
