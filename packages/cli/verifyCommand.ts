import { createReadStream } from "node:fs"
import type { Commit } from "@demarche/engine"
import type { Events } from "@demarche/store"
import { ask } from "./ask.ts"
import { type CheckpointFiles, heldAgainst } from "./checkpointFile.ts"
import type { Plans } from "./contract.ts"
import { Trouble } from "./exits.ts"
import { examine } from "./exported.ts"
import { exportedLines, linesOf } from "./exportPages.ts"
import { whyOf } from "./files.ts"
import { heldStore } from "./heldStore.ts"
import type { Io } from "./io.ts"
import { inSession } from "./reach.ts"
import { saying } from "./saying.ts"
import { type Globals, type Held, languageOf, type Place, type Program, placeOf } from "./settings.ts"
import { conclude } from "./verdict.ts"

/** `demarche verify`: an export on its own, a record at hand from its first commit to its states, or what a server gives away. */
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
      return place && "server" in place
        ? verifyServer(io, globals, plan)
        : verifyHeld(io, globals, place as Held, files)
    })
}

/** @throws Trouble where one of the two files is named without the other, or for a record that is not at hand. */
function checkpointFiles(
  io: Io,
  globals: Globals,
  place: Place | undefined,
  checkpoint: string | undefined,
): CheckpointFiles | undefined {
  const { atHand, checkpoint: said } = saying(languageOf(io, globals))
  const { key } = globals
  const atOnesHand = place !== undefined && !("server" in place)
  if (checkpoint !== undefined && !atOnesHand) throw new Trouble("unreadable", [atHand("--checkpoint")])
  if (!atOnesHand || (checkpoint === undefined && key === undefined)) return undefined
  if (checkpoint === undefined || key === undefined) throw new Trouble("unreadable", [said.together])
  return { checkpoint, key }
}

async function verifyFile(io: Io, globals: Globals, file: string): Promise<void> {
  const language = languageOf(io, globals)
  const examined = await examine(linesOf(createReadStream(file))).catch((error) => {
    throw new Trouble("unreadable", [saying(language).unreadable(file, whyOf(error))])
  })
  conclude(io, globals, examined, file)
}

async function verifyServer(io: Io, globals: Globals, plan: string | undefined): Promise<void> {
  await inSession(io, globals, async (session) => {
    const plans = plan ? [plan] : (await ask<Plans>(session, "GET", "/api/plans")).body.items.map(({ id }) => id)
    const lines = async function* () {
      for (const each of plans) yield* exportedLines(session, each)
    }
    conclude(io, globals, await examine(lines()), plans.join(", "))
  })
}

/** Every commit and every state, what a server's export does not carry too, and every head that a checkpoint signed. */
async function verifyHeld(io: Io, globals: Globals, held: Held, files: CheckpointFiles | undefined): Promise<void> {
  const language = languageOf(io, globals)
  const checkpoint = files && (await heldAgainst(io, files, language))
  await using store = await heldStore(io, held, language)
  const [{ houseOf }, { realClock }, { verify }] = await Promise.all([
    import("@demarche/functions/house/house"),
    import("@demarche/functions/local/clock"),
    import("@demarche/engine"),
  ])
  const { workflows } = houseOf(store, realClock)
  const progress = (commits: number) => io.err(`${saying(language).read(commits)}\n`)
  const events = checkpoint ? shownTo(checkpoint.see, store.events) : store.events
  const verified = await verify(events, workflows, progress)
  const what = "folder" in held ? held.folder : "EVENTS_TABLE"
  if (!checkpoint) return conclude(io, globals, verified, what)
  const { at, streams, failing } = checkpoint
  const findings = [...verified.findings, ...failing()]
  conclude(io, globals, { ...verified, findings, checkpoint: { at, streams } }, what)
}

/** Events whose scan shows somebody each commit on its way: the record is read once. */
function shownTo(see: (commit: Commit) => void, events: Events): Events {
  return {
    ...events,
    async *scan(share) {
      for await (const commit of events.scan(share)) {
        see(commit)
        yield commit
      }
    },
  }
}
