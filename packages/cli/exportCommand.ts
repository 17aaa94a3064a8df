import { lstat, open, rename, rm } from "node:fs/promises"
import { CliError } from "./exits.ts"
import { exportPages } from "./exportPages.ts"
import { whyOf } from "./files.ts"
import { type Io, say } from "./io.ts"
import { messages } from "./messages.ts"
import { withSession } from "./session.ts"
import type { Program } from "./settings.ts"
import type { Session } from "./transport.ts"

/** `demarche export`: exports the record of a plan, in the form that `verify` reads. */
export function exportCommand(program: Program, io: Io): void {
  program
    .command("export")
    .description("the record of a plan as NDJSON, a commit a line, as far as you may see it; `verify` reads it offline")
    .requiredOption("--plan <plan>", "the plan's id")
    .option("-o, --output <file>", "into that file, which stands once it is whole; otherwise to the output")
    .action(async ({ plan, output }, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        if (output === undefined) return void (await pass(session, plan, async (page) => io.out(page)))
        const commits = await toFile(session, plan, output)
        if (!session.json) say(io, messages(session.language).exported(commits, output))
      })
    })
}

async function pass(session: Session, plan: string, write: (page: string) => Promise<void>): Promise<number> {
  let commits = 0
  for await (const page of exportPages(session, plan)) {
    commits += page.split("\n").length - 1
    await write(page)
  }
  if (commits === 0) throw new CliError("unknown", [messages(session.language).noPlan(plan)])
  return commits
}

/** Writes to a temporary file, then renames it, so that an incomplete export is never mistaken for one. */
async function toFile(session: Session, plan: string, file: string): Promise<number> {
  const unwritable = (error: unknown) =>
    new CliError("unreadable", [messages(session.language).unwritable(file, whyOf(error, session.language))])
  const there = await lstat(file).catch(() => undefined)
  if (there && !there.isFile()) throw new CliError("unreadable", [messages(session.language).notAFile(file)])
  const partial = `${file}.partial`
  const handle = await open(partial, "w").catch((error) => {
    throw unwritable(error)
  })
  try {
    const commits = await pass(session, plan, (page) => handle.appendFile(page))
    await handle.close()
    await rename(partial, file)
    return commits
  } catch (error) {
    await handle.close()
    await rm(partial, { force: true })
    throw error instanceof CliError ? error : unwritable(error)
  }
}
