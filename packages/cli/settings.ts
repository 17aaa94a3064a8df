import { Command, Option } from "@commander-js/extra-typings"
import type { Language } from "@demarche/words"
import { Office } from "@demarche/workflows/terms"
import { exitTable, Trouble } from "./exits.ts"
import type { Io } from "./io.ts"
import { saying } from "./saying.ts"

/** The offices that a person, or whoever holds a folder, may act as. */
export const acting = Office.exclude(["clock", "system"]).options

/** Where the record is: a folder whose holder is the operator, or a server and the key to it. */
export type Place = { folder: string; office: string; party?: string } | { server: string; key?: string }

/** The command with the options that all of its commands share. */
export function demarche(io: Io) {
  return new Command("demarche")
    .description("Run the work plan of a treaty body from the command line: over a folder, or over a server's API.")
    .version("0.1.0")
    .option("--data <dir>", "the folder that holds the record; whoever holds it acts as the operator (DEMARCHE_DATA)")
    .addOption(new Option("--office <office>", "with --data: the office to act as (default: isu)").choices(acting))
    .option("--party <party>", "with --data: the party to act for")
    .option("--server <url>", "the server that holds the record (DEMARCHE_SERVER)")
    .option("--key <key>", "the API key for that server (DEMARCHE_KEY)")
    .option("--json", "print the API's answer, unchanged")
    .addOption(new Option("--lang <language>", "of the answers (default: by LANG)").choices(["en", "fr"] as const))
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHelpWidth: () => io.columns ?? 100,
      getErrHelpWidth: () => io.columns ?? 100,
      getOutHasColors: () => io.colours.out,
      getErrHasColors: () => io.colours.err,
    })
    .exitOverride()
    .addHelpText("after", exitTable())
}
export type Program = ReturnType<typeof demarche>
export type Globals = ReturnType<Program["opts"]>

/** The language asked for: by option, else by the environment as POSIX orders it. */
export function languageOf(io: Io, { lang }: Pick<Globals, "lang">): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = io.env
  return lang ?? ((LC_ALL || LC_MESSAGES || LANG || "").startsWith("fr") ? "fr" : "en")
}

/** Where the record is, by option and then by environment. @throws Trouble where neither says, or both say two places. */
export function placeOf(io: Io, globals: Globals): Place {
  const { DEMARCHE_DATA, DEMARCHE_SERVER, DEMARCHE_KEY } = io.env
  const given = globals.data !== undefined || globals.server !== undefined
  const folder = given ? globals.data : DEMARCHE_DATA
  const server = given ? globals.server : DEMARCHE_SERVER
  if ((folder && server) || !(folder || server))
    throw new Trouble("unreadable", [saying(languageOf(io, globals)).noPlace])
  if (folder) return { folder, office: globals.office ?? "isu", ...(globals.party && { party: globals.party }) }
  const key = globals.key ?? DEMARCHE_KEY
  return { server: (server as string).replace(/\/+$/, ""), ...(key && { key }) }
}
