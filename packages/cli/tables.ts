import type { Store } from "@demarche/application/application"
import type { Language } from "@demarche/i18n"
import { CliError, type Exit } from "./exits.ts"
import { errorReporter, inProcessTransport } from "./inProcess.ts"
import type { Io } from "./io.ts"
import { messages } from "./messages.ts"
import type { DirectStore } from "./settings.ts"
import type { Transport } from "./transport.ts"

/** Hosts the application over the DynamoDB tables in this process, for one command. @throws CliError as `openDirectTables`. */
export async function connectToTables(io: Io, place: DirectStore, language: Language): Promise<Transport> {
  const store = await openDirectTables(io, language)
  const [{ realClock }, { oneShotHost }] = await Promise.all([
    import("@demarche/server/clocks"),
    import("@demarche/server/oneShotHost"),
  ])
  const reportError = errorReporter(io, language)
  const hosted = oneShotHost(store, realClock, { info: () => {}, error: reportError })
  const settled = () =>
    hosted.settled().catch((error: Error) => io.err(`${messages(language).unprojected(error.message)}\n`))
  return inProcessTransport({ ...hosted, settled }, place, reportError)
}

/**
 * Opens the store on the tables that EVENTS_TABLE, VIEWS_TABLE and TEXTS_TABLE name and checks that each responds.
 * @throws CliError `unreadable` where the environment is incomplete or names another kind of table, `unknown` where a
 * table does not exist, `forbidden` where credentials are missing or invalid, `unavailable` where nothing responds.
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

/** Client options for a local endpoint: the client requires a region and credentials, and any will do. */
export function standIn({ AWS_REGION = "local", AWS_ACCESS_KEY_ID }: Io["env"]) {
  const nobody = { accessKeyId: "nobody", secretAccessKey: "nothing" }
  return { region: AWS_REGION, ...(!AWS_ACCESS_KEY_ID && { credentials: nobody }) }
}

/** The exit for an error of a table. What DynamoDB does not understand is a wrong name in the environment. */
async function exitOf({ code, cause }: { code?: string; cause?: { name: string } }): Promise<Exit> {
  const { isPassing } = await import("@demarche/event-store/dynamodb/dynamodbStore")
  if (code !== "unavailable") return "unreadable"
  if (isPassing(cause)) return "unavailable"
  return cause?.name === "ResourceNotFoundException" ? "unknown" : "forbidden"
}
