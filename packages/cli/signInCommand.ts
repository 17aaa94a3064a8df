import type { Application } from "@demarche/application/application"
import { CliError } from "./exits.ts"
import { type Io, say } from "./io.ts"
import { messages } from "./messages.ts"
import { openDirect } from "./openDirect.ts"
import { type DirectStore, type Globals, languageOf, type Program, placeOf } from "./settings.ts"

/** Where the pages are, if the environment does not say so. */
const HOME = "http://127.0.0.1:3000"

/** `demarche sign-in-link`: makes a link by which a person of a plan comes in, where no letter reaches them, or else the operator. */
export function signInCommand(program: Program, io: Io): void {
  program
    .command("sign-in-link")
    .description(
      "make a link by which a person signs in or, without --person and while nobody holds a mandate, you yourself to begin; it opens " +
        "once and within an hour, for --data or --tables; hand it over, and to nobody else: PUBLIC_URL says where the pages are, and " +
        "LETTER_KEY is the server's own",
    )
    .option("--plan <plan>", "the plan's id")
    .option("--person <person>", "the person's id in it")
    .action(async ({ plan, person }, command) => {
      const globals = command.optsWithGlobals()
      const place = placeOf(io, globals)
      const said = messages(languageOf(io, globals))
      if ("server" in place) throw new CliError("unreadable", [said.atHand("sign-in-link")])
      if ((plan === undefined) !== (person === undefined)) throw new CliError("unreadable", [said.personOfPlan])
      await makeLink(io, globals, place, plan && person ? { plan, person } : undefined)
    })
}

async function makeLink(
  io: Io,
  globals: Globals,
  place: DirectStore,
  of: { plan: string; person: string } | undefined,
): Promise<void> {
  const language = languageOf(io, globals)
  const said = messages(language)
  await using store = await openDirect(io, place, language)
  const [{ createApplication }, { createSessions, named }, { realClock }, { keptKey }] = await Promise.all([
    import("@demarche/application/application"),
    import("@demarche/application/sessions/sessions"),
    import("@demarche/server/clocks"),
    import("@demarche/server/localMail"),
  ])
  const key = io.env.LETTER_KEY ?? ("folder" in place ? keptKey(place.folder) : undefined)
  if (key === undefined) throw new CliError("unreadable", [said.keyless])
  const application = createApplication(store, realClock)
  const sessions = createSessions(application, key)
  const correlation = crypto.randomUUID()
  const link = of
    ? await sessions.link(await addressOf(application, of, said.unaddressed), correlation)
    : await sessions.firstLink(correlation)
  if (!link) throw new CliError("refused", [said.begun])
  const url = `${io.env.PUBLIC_URL ?? HOME}/${language}/sign-in/link/${named(link)}`
  say(io, globals.json ? JSON.stringify({ url }) : url)
}

/** The address of a person of a plan. @throws CliError `unknown` where there is none. */
async function addressOf(
  application: Application,
  { plan, person }: { plan: string; person: string },
  unaddressed: (person: string, plan: string) => string,
): Promise<string> {
  const { textBody } = await import("@demarche/application/textBody")
  const { people } = (await application.planSnapshot(plan)).context
  const hash = people.find(({ id }) => id === person)?.address
  const address = hash && (await textBody(application.world.texts, hash))
  if (!address) throw new CliError("unknown", [unaddressed(person, plan)])
  return address
}
