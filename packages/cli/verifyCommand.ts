import { createReadStream } from "node:fs"
import type { Verified } from "@demarche/engine"
import type { Language } from "@demarche/words"
import { ask } from "./ask.ts"
import type { Plans } from "./contract.ts"
import { type Exit, type exits, Trouble } from "./exits.ts"
import { type Examined, examine, type Finding } from "./exported.ts"
import { exportedLines, linesOf } from "./exportPages.ts"
import { whyOf } from "./files.ts"
import { mustHold } from "./folder.ts"
import { type Io, paint, plain, say } from "./io.ts"
import { inSession } from "./reach.ts"
import { saying } from "./saying.ts"
import { type Globals, type Held, languageOf, type Program, placeOf } from "./settings.ts"
import { openHeld } from "./tables.ts"

/** `demarche verify`: an export on its own, a record at hand from its first commit to its states, or what a server gives away. */
export function verifyCommand(program: Program, io: Io): void {
  program
    .command("verify")
    .description(
      "verify a record: FILE, an export, offline; --data or --tables, every commit and every state refolded; --server, its export. " +
        "A chain does not show what is missing at its end.",
    )
    .argument("[file]", "an export (NDJSON)")
    .option("--plan <plan>", "with --server: that plan alone")
    .action(async (file, { plan }, command) => {
      const globals = command.optsWithGlobals()
      if (file !== undefined) return verifyFile(io, globals, file)
      const place = placeOf(io, globals)
      return "server" in place ? verifyServer(io, globals, plan) : verifyHeld(io, globals, place)
    })
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

/** Every commit and every state: what a server's export does not carry too. */
async function verifyHeld(io: Io, globals: Globals, held: Held): Promise<void> {
  const language = languageOf(io, globals)
  if ("folder" in held) mustHold(held.folder, language)
  await io.prepare()
  const [{ houseOf }, { openStore }, { realClock }, { verify }] = await Promise.all([
    import("@demarche/functions/house/house"),
    import("@demarche/functions/wiring/local"),
    import("@demarche/functions/local/clock"),
    import("@demarche/engine"),
  ])
  await using store = "folder" in held ? openStore(held.folder) : await openHeld(io, language)
  const { workflows } = houseOf(store, realClock)
  const progress = (commits: number) => io.err(`${saying(language).read(commits)}\n`)
  const what = "folder" in held ? held.folder : "EVENTS_TABLE"
  conclude(io, globals, await verify(store.events, workflows, progress), what)
}

function conclude(io: Io, globals: Globals, { streams, commits, events, findings }: Examined | Verified, what: string) {
  const language = languageOf(io, globals)
  const said = saying(language)
  const told = { streams, commits, events, findings }
  const lines = findings.map((finding) => findingText(language, finding))
  if (commits === 0 && lines.length === 0) throw new Trouble("unreadable", [said.empty(what)])
  if (lines.length > 0)
    throw new Trouble(
      worst(findings),
      [said.troubled(lines.length), ...lines],
      globals.json ? JSON.stringify(told) : undefined,
    )
  say(io, globals.json ? JSON.stringify(told) : paint(io, "out").green(said.intact(streams, commits)))
}

type Any = Finding | Verified["findings"][number]

/** Tampering is the gravest; then what cannot be read; then what is missing. */
function worst(findings: Any[]): Exit {
  const found = findings.map(exitOf)
  return (["refused", "unreadable", "truncated"] as const).find((exit) => found.includes(exit)) ?? "refused"
}

function exitOf(finding: Any): keyof typeof exits {
  if ("kind" in finding)
    return ({ tampered: "refused", unreadable: "unreadable", truncated: "truncated" } as const)[finding.kind]
  if (finding.fault === "gap") return "truncated"
  return finding.fault === "unknown" ? "unreadable" : "refused"
}

function findingText(language: Language, finding: Any): string {
  const { chain } = saying(language)
  const { stream, version, fault } = finding
  if (fault === "line") return `  ${chain.line(version)}`
  if ("until" in finding) return plain(`  ${stream}: ${chain.missing(version, finding.until ?? version)}`)
  return plain(
    `  ${stream}@${version} ${fault in chain ? chain[fault as "hash"] : (finding as { detail: string }).detail}`,
  )
}
