import { CommanderError } from "@commander-js/extra-typings"
import { isStoreError } from "@demarche/event-store"
import type { Language } from "@demarche/i18n"
import { activityCommands } from "./activityCommands.ts"
import { backupCommand } from "./backupCommand.ts"
import { dynamodbCommands } from "./dynamodbCommands.ts"
import { CliError, type Exit, exits } from "./exits.ts"
import { exportCommand } from "./exportCommand.ts"
import { historyCommand } from "./historyCommand.ts"
import { type Io, paint, plain, say } from "./io.ts"
import { itemCommands } from "./itemCommands.ts"
import { keyCommands } from "./keyCommands.ts"
import { messages } from "./messages.ts"
import { noticeCommands } from "./noticeCommands.ts"
import { personCommands } from "./personCommands.ts"
import { planCommands } from "./planCommands.ts"
import { remindersCommand } from "./remindersCommand.ts"
import { demarche, languageOf } from "./settings.ts"
import { signInCommand } from "./signInCommand.ts"
import { usageError } from "./usageError.ts"
import { verifyCommand } from "./verifyCommand.ts"
import { viewsCommands } from "./viewsCommands.ts"
import { webhookCommands } from "./webhookCommands.ts"

/** Runs a command line; resolves to its exit code. Errors are reported in sentences and never thrown. */
export async function run(argv: string[], io: Io): Promise<number> {
  const program = demarche(io)
  planCommands(program, io)
  activityCommands(program, io)
  itemCommands(program, io)
  webhookCommands(program, io)
  personCommands(program, io)
  historyCommand(program, io)
  noticeCommands(program, io)
  remindersCommand(program, io)
  verifyCommand(program, io)
  signInCommand(program, io)
  viewsCommands(program, io)
  exportCommand(program, io)
  backupCommand(program, io)
  keyCommands(program, io)
  dynamodbCommands(program, io)
  try {
    const [first, ...rest] = argv
    await program.parseAsync(first === "help" ? [...rest, "--help"] : argv, { from: "user" })
    return exits.done.code
  } catch (error) {
    return exits[report(error, io, languageOf(io, program.opts()))].code
  }
}

function report(error: unknown, io: Io, language: Language): Exit {
  if (error instanceof CommanderError && (error.exitCode === 0 || error.code === "commander.help"))
    return error.exitCode === 0 ? "done" : "unreadable"
  const { exit, lines, json } = asCliError(error, language)
  if (json !== undefined) say(io, json)
  const [first = "", ...more] = lines.map(plain)
  io.err(`${[`${paint(io, "err").red("demarche:")} ${first}`, ...more].join("\n")}\n`)
  return exit
}

/** A store's error by its code; any other error is a bug, reported without its stack. */
function asCliError(error: unknown, language: Language): CliError {
  if (error instanceof CliError) return error
  if (error instanceof CommanderError) return new CliError("unreadable", [usageError(error, language)])
  if (isStoreError(error, "damaged")) return new CliError("unreadable", [error.message])
  if (isStoreError(error, "unavailable")) return new CliError("unavailable", [error.message])
  const message = error instanceof Error ? error.message : String(error)
  return new CliError("unavailable", [messages(language).failed(message)])
}
