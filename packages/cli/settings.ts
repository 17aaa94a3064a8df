import { Command, Option } from "@commander-js/extra-typings"
import { VERSION } from "@demarche/application/version"
import type { Language } from "@demarche/i18n"
import { languages, usualLanguage } from "@demarche/workflows/languages"
import { Office } from "@demarche/workflows/terms"
import { CliError, exitTable } from "./exits.ts"
import type { Io } from "./io.ts"
import { messages } from "./messages.ts"

/** The offices that a key or the operator may act as: those that are held for a whole plan. */
export const acting = Office.exclude(["clock", "system", "chair"]).options
type ActingOffice = (typeof acting)[number]

/** A record that is opened directly, a folder or the tables that the environment names, and the office to act in. */
export type DirectStore = ({ folder: string } | { tables: true }) & { office: ActingOffice; party?: string }

/** Where the record is: opened directly, or on a server, with an API key. */
export type RecordPlace = DirectStore | { server: string; key?: string }

/** The program with the global options. */
export function demarche(io: Io) {
  return new Command("demarche")
    .description(
      "Run the work plan of a treaty body from the command line: over a folder, over DynamoDB's tables, or over a server's API.",
    )
    .version(VERSION)
    .option("--data <dir>", "the folder that holds the record; whoever holds it acts as the operator (DEMARCHE_DATA)")
    .option(
      "--tables",
      "the record is in DynamoDB's tables EVENTS_TABLE, VIEWS_TABLE and TEXTS_TABLE; whoever may write to them acts as the operator",
    )
    .addOption(
      new Option("--office <office>", "with --data or --tables: the office to act as (default: secretariat)").choices(
        acting,
      ),
    )
    .option("--party <party>", "with --data or --tables: the party to act for")
    .option("--server <url>", "the server that holds the record (DEMARCHE_SERVER)")
    .option(
      "--key <key>",
      "the API key for that server (DEMARCHE_KEY); with verify --checkpoint, the file of the public key",
    )
    .option("--json", "print the API's answer, unchanged")
    .addOption(new Option("--lang <language>", "of the answers (default: by LANG)").choices(languages))
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: () => {},
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

/** The language, by option or else by the environment in the order that POSIX defines. */
export function languageOf(io: Io, { lang }: Pick<Globals, "lang">): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = io.env
  const system = LC_ALL || LC_MESSAGES || LANG || ""
  return lang ?? languages.find((each) => system.startsWith(each)) ?? usualLanguage
}

/** Where the record is, by option or else by environment. @throws CliError where none or more than one is given. */
export function placeOf(io: Io, globals: Globals): RecordPlace {
  const { DEMARCHE_DATA, DEMARCHE_SERVER, DEMARCHE_KEY } = io.env
  const { tables = false } = globals
  const given = tables || globals.data !== undefined || globals.server !== undefined
  const folder = given ? globals.data : DEMARCHE_DATA
  const server = given ? globals.server : DEMARCHE_SERVER
  const unclear = () => new CliError("unreadable", [messages(languageOf(io, globals)).noPlace])
  if ([folder, tables, server].filter(Boolean).length !== 1) throw unclear()
  const as = { office: globals.office ?? "secretariat", ...(globals.party && { party: globals.party }) }
  if (folder) return { folder, ...as }
  if (tables) return { tables, ...as }
  if (!server) throw unclear()
  const key = globals.key ?? DEMARCHE_KEY
  return { server: server.replace(/\/+$/, ""), ...(key && { key }) }
}
