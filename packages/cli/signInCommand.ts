import { CliError } from "./exits.ts"
import { type Io, say } from "./io.ts"
import { messages } from "./messages.ts"
import { openDirect } from "./openDirect.ts"
import { type DirectStore, type Globals, languageOf, type Program, placeOf } from "./settings.ts"

/** Where the pages are, if the environment does not say so. */
const HOME = "http://127.0.0.1:3000"

/** `demarche sign-in-link`: makes a link by which a person of a plan comes in, where no letter reaches them. */
export function signInCommand(program: Program, io: Io): void {
  program
    .command("sign-in-link")
    .description(
      "make a link by which a person signs in, once and within an hour, for --data or --tables; hand it over, and to nobody else: " +
        "PUBLIC_URL says where the pages are, and LETTER_KEY is the server's own",
    )
    .requiredOption("--plan <plan>", "the plan's id")
    .requiredOption("--person <person>", "the person's id in it")
    .action(async ({ plan, person }, command) => {
      const globals = command.optsWithGlobals()
      const place = placeOf(io, globals)
      if ("server" in place)
        throw new CliError("unreadable", [messages(languageOf(io, globals)).atHand("sign-in-link")])
      await makeLink(io, globals, place, { plan, person })
    })
}

async function makeLink(
  io: Io,
  globals: Globals,
  place: DirectStore,
  { plan, person }: { plan: string; person: string },
): Promise<void> {
  const language = languageOf(io, globals)
  const said = messages(language)
  await using store = await openDirect(io, place, language)
  const [{ createApplication }, { createSessions, named }, { textBody }, { realClock }, { keptKey }] =
    await Promise.all([
      import("@demarche/application/application"),
      import("@demarche/application/sessions/sessions"),
      import("@demarche/application/textBody"),
      import("@demarche/server/clocks"),
      import("@demarche/server/localMail"),
    ])
  const key = io.env.LETTER_KEY ?? ("folder" in place ? keptKey(place.folder) : undefined)
  if (key === undefined) throw new CliError("unreadable", [said.keyless])
  const application = createApplication(store, realClock)
  const { people } = (await application.planSnapshot(plan)).context
  const hash = people.find(({ id }) => id === person)?.address
  const address = hash && (await textBody(store.texts, hash))
  if (!address) throw new CliError("unknown", [said.unaddressed(person, plan)])
  const link = named(await createSessions(application, key).link(address, crypto.randomUUID()))
  const url = `${io.env.PUBLIC_URL ?? HOME}/${language}/sign-in/link/${link}`
  say(io, globals.json ? JSON.stringify({ url }) : url)
}
