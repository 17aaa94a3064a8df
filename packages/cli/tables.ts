import type { Store } from "@demarche/application/application"
import type { Language } from "@demarche/i18n"
import { CliError, type Exit } from "./exits.ts"
import { errorReporter, inProcessTransport } from "./inProcess.ts"
import type { Io } from "./io.ts"
import { messages } from "./messages.ts"
import type { DirectStore } from "./settings.ts"
import type { Transport } from "./transport.ts"

/** Hosts the record of DynamoDB's tables in this process, for one command. @throws CliError as `openHeld`. */
export async function connectToTables(io: Io, place: DirectStore, language: Language): Promise<Transport> {
  const store = await openDirectTables(io, language)
  const [{ realClock }, { oneShotHost }] = await Promise.all([
    import("@demarche/server/clocks"),
    import("@demarche/server/oneShotHost"),
  ])
  const troubles = errorReporter(io, language)
  const hosted = oneShotHost(store, realClock, { info: () => {}, error: troubles })
  const settled = () =>
    hosted.settled().catch((error: Error) => io.err(`${messages(language).unprojected(error.message)}\n`))
  return inProcessTransport({ ...hosted, settled }, place, troubles)
}

/**
 * The store on the tables that EVENTS_TABLE, VIEWS_TABLE and TEXTS_TABLE name, each of which answers.
 * @throws CliError `unreadable` where the environment does not say enough or names another kind of table, `unknown` where a
 * table is not there, `forbidden` where the credentials are none or bad ones, `unavailable` where nothing answers.
 */
export async function openDirectTables(io: Io, language: Language): Promise<Store & AsyncDisposable> {
  await io.prepare()
  const { openTables } = await import("@demarche/server/stores")
  const standsIn = /^http:/.test(io.env.DYNAMODB_ENDPOINT ?? "")
  const store = await openTables(io.env, standsIn ? standIn(io.env) : {}).catch((error: Error) => {
    throw misnamed(error.message.split("\n"), language)
  })
  const asked = await Promise.allSettled([store.events.health(), store.views.get("-:-"), store.texts.get("-")])
  const refused = asked.flatMap((each) => (each.status === "rejected" ? [each.reason] : []))
  const [first] = refused
  if (first === undefined) return store
  await store[Symbol.asyncDispose]()
  const exit = await exitOf(first)
  const lines = [...new Set(refused.map(({ message }: Error) => message))]
  throw exit === "unreadable" ? misnamed(lines, language) : new CliError(exit, lines)
}

function misnamed(lines: string[], language: Language): CliError {
  return new CliError("unreadable", [messages(language).noTables, ...lines.map((line) => `  ${line}`)])
}

/** What DynamoDB's client is told of a stand-in: it asks for a region and for credentials, and takes any. */
export function standIn({ AWS_REGION = "local", AWS_ACCESS_KEY_ID }: Io["env"]) {
  const nobody = { accessKeyId: "nobody", secretAccessKey: "nothing" }
  return { region: AWS_REGION, ...(!AWS_ACCESS_KEY_ID && { credentials: nobody }) }
}

/** How the command ends where a table refuses; what DynamoDB cannot make sense of was named wrongly in the environment. */
async function exitOf({ code, cause }: { code?: string; cause?: { name: string } }): Promise<Exit> {
  const { isPassing } = await import("@demarche/event-store/dynamodb/dynamodbStore")
  if (code !== "unavailable") return "unreadable"
  if (isPassing(cause)) return "unavailable"
  return cause?.name === "ResourceNotFoundException" ? "unknown" : "forbidden"
}
