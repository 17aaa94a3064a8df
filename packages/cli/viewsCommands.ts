import { CliError } from "./exits.ts"
import { type Io, say } from "./io.ts"
import { messages } from "./messages.ts"
import { openDirect } from "./openDirect.ts"
import { type DirectStore, type Globals, languageOf, type Program, placeOf } from "./settings.ts"

/** The number of segments in which DynamoDB is scanned in parallel; a folder is one file, which is scanned once. */
const SEGMENTS = 8

/** `demarche views`: rebuilds the views from the record. */
export function viewsCommands(program: Program, io: Io): void {
  program
    .command("views")
    .description("the rows that lists are read from, made from the record")
    .command("rebuild")
    .description(
      "make all rows anew from the record, for --data or --tables, and read the old ones until that is done: " +
        "after the record was restored to an earlier moment, when rows of what came after it would stay",
    )
    .action(async (_, command) => {
      const globals = command.optsWithGlobals()
      const place = placeOf(io, globals)
      if ("server" in place)
        throw new CliError("unreadable", [messages(languageOf(io, globals)).atHand("views rebuild")])
      await remake(io, globals, place)
    })
}

async function remake(io: Io, globals: Globals, place: DirectStore): Promise<void> {
  const said = messages(languageOf(io, globals))
  await using store = await openDirect(io, place, languageOf(io, globals))
  const [{ createApplication }, { realClock }, { rebuild }] = await Promise.all([
    import("@demarche/application/application"),
    import("@demarche/server/clocks"),
    import("@demarche/engine"),
  ])
  const { projection } = createApplication(store, realClock)
  const progress = (rows: number) => io.err(`${said.rebuilding(rows)}\n`)
  const rows = await rebuild(projection, { segments: "folder" in place ? 1 : SEGMENTS, progress })
  say(io, globals.json ? JSON.stringify({ rows }) : said.rebuilt(rows))
}
