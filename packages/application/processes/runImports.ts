import { type Commit, eachInTurn, type FailedRules, isEngineError, loadState } from "@demarche/engine"
import { commitId } from "@demarche/event-store"
import { parsePlan } from "@demarche/plan-file/parse"
import { importingEvents } from "@demarche/workflows/catalogue"
import { means } from "@demarche/workflows/states"
import type { ContextOf } from "@demarche/workplan"
import * as z from "zod"
import { type Application, viewOf, workflowOf } from "../application.ts"
import { executeReaction } from "../executeAsSystem.ts"
import { type ImportResult, importPiece, rehearseImport, type SentPlan } from "../importPlan.ts"
import { keptResult } from "../requestImport.ts"
import { textBody } from "../textBody.ts"

/** The most commands of a piece: what a function has time for, however far its tables are. */
const PIECE = 500

/** How many commands are a piece, and how a file is read: by a host that others wait for, elsewhere than in its own thread. */
interface ImportOptions {
  most?: number
  read?: (text: string, format: "yaml" | "json") => ReturnType<typeof parsePlan> | Promise<ReturnType<typeof parsePlan>>
}

/**
 * Does a piece of each import that one of the commits asks for or goes on with, and records how far it is; that commit brings
 * on the next piece. A repeated commit has no effect: its piece has a successor, and every command of a file has its own id.
 * @throws what failed, after all the others
 */
export async function runImports(
  application: Application,
  commits: Commit[],
  { most = PIECE, read = parsePlan }: ImportOptions = {},
): Promise<void> {
  const called = commits.filter(({ events }) => events.some(({ value }) => importingEvents.includes(value.type)))
  await eachInTurn(called, (commit) => runPiece(application, commit, { most, read }))
}

async function runPiece(application: Application, commit: Commit, options: Required<ImportOptions>): Promise<void> {
  const { events, clock } = application.world
  const { stream } = commit
  const found = await loadState(events, workflowOf(application, "import"), stream, clock())
  if (!found || found.version !== commit.version) return
  const view = viewOf(application, "import", found.snapshot)
  if (!means(view, "awaited")) return
  const command = await outcomeOf(application, commit, view.context, options)
  await executeReaction(application, commit, { stream, command, id: `${commitId(commit)}#import` })
}

/** The marks of the differences that are taken over, as they are kept. */
const ChosenMarks = z.array(z.string())

/** What a piece comes to, as the command that records it. */
async function outcomeOf(
  application: Application,
  commit: Commit,
  asked: ContextOf<"import">,
  { most, read }: Required<ImportOptions>,
) {
  const { by, format, mandateImplied = false, rehearsed, done } = asked
  const text = await textOf(application, asked.file)
  const before: ImportResult = JSON.parse(await textOf(application, asked.result))
  try {
    const { plan: file, warnings } = await read(text, format ?? "yaml")
    if (!by) throw new Error(`${commit.stream} does not say who asked`)
    const { correlation } = commit
    const chosen =
      asked.choice === undefined ? undefined : ChosenMarks.parse(JSON.parse(await textOf(application, asked.choice)))
    const sent: SentPlan = { file, warnings, by, mandateImplied, correlation, causation: commitId(commit), chosen }
    if (!rehearsed && done === 0) await rehearseImport(application, sent)
    const piece = await importPiece(application, sent, { most, before: done > 0 ? before.differences : [] })
    const progress = { done: piece.done, of: piece.of }
    const result = keptResult(application, { ...piece.result, created: before.created })
    return { type: piece.done < piece.of ? "goOn" : "finish", result, ...progress }
  } catch (error) {
    if (isEngineError(error, "rejected")) return refusedBy(error.refusal)
    if (isEngineError(error, "invalid")) return { type: "refuse", failing: [], errors: error.refusal.errors.map(short) }
    throw error
  }
}

/** The rules that failed, and as errors of the file where each did. */
function refusedBy({ failing, fields = {} }: FailedRules) {
  const errors = failing.flatMap((code) => (fields[code] ?? []).map((path) => short({ path, message: code })))
  return { type: "refuse", failing, errors }
}

const LINE = 500
const short = ({ path, message }: { path: string; message: string }) => {
  return { path: path.slice(0, LINE), message: message.slice(0, LINE) }
}

async function textOf({ world }: Application, hash = ""): Promise<string> {
  const text = await textBody(world.texts, hash)
  if (text === undefined) throw new Error(`the text ${hash} of an import is not there`)
  return text
}
