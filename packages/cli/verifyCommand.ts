import { createReadStream } from "node:fs"
import { type CheckpointFiles, openCheckpoint } from "./checkpointFile.ts"
import { endpoints } from "./contract.ts"
import { CliError } from "./exits.ts"
import { examine } from "./exported.ts"
import { exportedLines, linesOf } from "./exportPages.ts"
import { whyOf } from "./files.ts"
import type { Io } from "./io.ts"
import { messages } from "./messages.ts"
import { openDirect } from "./openDirect.ts"
import { reportVerification } from "./reportVerification.ts"
import { request } from "./request.ts"
import { withSession } from "./session.ts"
import { type DirectStore, type Globals, languageOf, type Program, placeOf, type RecordPlace } from "./settings.ts"

/** `demarche verify`: verifies an export, a record that is opened directly with all of its states, or a server's export. */
export function verifyCommand(program: Program, io: Io): void {
  program
    .command("verify")
    .description(
      "verify a record: FILE, an export, offline; --data or --tables, every commit and every state refolded; --server, its export. " +
        "A chain does not show what is missing at its end, nor that all of it was made anew: a checkpoint does.",
    )
    .argument("[file]", "an export (NDJSON)")
    .option("--plan <plan>", "with --server: that plan alone")
    .option(
      "--checkpoint <file>",
      "with --data or --tables, and the public key in --key: every stream must still stand as that checkpoint signed it",
    )
    .action(async (file, { plan, checkpoint }, command) => {
      const globals = command.optsWithGlobals()
      const place = file === undefined ? placeOf(io, globals) : undefined
      const files = checkpointFiles(io, globals, place, checkpoint)
      if (file !== undefined) return verifyFile(io, globals, file)
      return place && !("server" in place) ? verifyDirect(io, globals, place, files) : verifyServer(io, globals, plan)
    })
}

/** The checkpoint and key to verify with. @throws CliError where only one is given, or the record is not opened directly. */
function checkpointFiles(
  io: Io,
  globals: Globals,
  place: RecordPlace | undefined,
  checkpoint: string | undefined,
): CheckpointFiles | undefined {
  const { atHand, checkpoint: said } = messages(languageOf(io, globals))
  const { key } = globals
  const direct = place !== undefined && !("server" in place)
  if (checkpoint !== undefined && !direct) throw new CliError("unreadable", [atHand("--checkpoint")])
  if (!direct || (checkpoint === undefined && key === undefined)) return undefined
  if (checkpoint === undefined || key === undefined) throw new CliError("unreadable", [said.together])
  return { checkpoint, key }
}

async function verifyFile(io: Io, globals: Globals, file: string): Promise<void> {
  const language = languageOf(io, globals)
  const examined = await examine(linesOf(createReadStream(file))).catch((error) => {
    throw new CliError("unreadable", [messages(language).unreadable(file, whyOf(error, language))])
  })
  reportVerification(io, globals, examined, file)
}

async function verifyServer(io: Io, globals: Globals, plan: string | undefined): Promise<void> {
  await withSession(io, globals, async (session) => {
    const plans = plan ? [plan] : (await request(session, endpoints.plans)).body.items.map(({ id }) => id)
    const lines = async function* () {
      for (const each of plans) yield* exportedLines(session, each)
    }
    reportVerification(io, globals, await examine(lines()), plans.join(", "))
  })
}

/** Verifies every commit and every state, which an export does not contain, and every head that the checkpoint signed. */
async function verifyDirect(
  io: Io,
  globals: Globals,
  place: DirectStore,
  files: CheckpointFiles | undefined,
): Promise<void> {
  const language = languageOf(io, globals)
  const checkpoint = files && (await openCheckpoint(io, files, language))
  await using store = await openDirect(io, place, language)
  const [{ createApplication }, { realClock }, { verifyRecord }] = await Promise.all([
    import("@demarche/application/application"),
    import("@demarche/server/clocks"),
    import("@demarche/application/audit/verifyRecord"),
  ])
  const progress = (commits: number) => io.err(`${messages(language).read(commits)}\n`)
  const application = createApplication(store, realClock)
  const verified = await verifyRecord(application, { progress, ...(checkpoint && { see: checkpoint.see }) })
  const what = "folder" in place ? place.folder : "EVENTS_TABLE"
  if (!checkpoint) return reportVerification(io, globals, verified, what)
  const { at, streams, failing } = checkpoint
  const findings = [...verified.findings, ...failing()]
  reportVerification(io, globals, { ...verified, findings, checkpoint: { at, streams } }, what)
}
