import { setTimeout } from "node:timers/promises"
import type { Language } from "@demarche/i18n"
import { CliError } from "./exits.ts"
import { connectToFolder } from "./folder.ts"
import type { Io } from "./io.ts"
import { messages } from "./messages.ts"
import { sendable } from "./request.ts"
import { type DirectStore, type Globals, languageOf, placeOf, type RecordPlace } from "./settings.ts"
import { connectToTables } from "./tables.ts"
import type { Session, Transport, WhenMissing } from "./transport.ts"

const REQUEST_TIMEOUT = 60_000

/** How long a server is left to its work before it is asked again: at first, and at most, in milliseconds. */
const FIRST_PAUSE = 50
const LONGEST_PAUSE = 2_000

/** Connects to the record, runs `work`, and always closes the connection. */
export async function withSession(
  io: Io,
  globals: Globals,
  work: (session: Session) => Promise<void>,
  { missing = "refuse", office }: { missing?: WhenMissing; office?: DirectStore["office"] } = {},
): Promise<void> {
  const language = languageOf(io, globals)
  const place = placeOf(io, globals)
  const transport =
    "server" in place
      ? connectToServer(place, language)
      : await connectDirect(io, { ...place, office: office ?? place.office }, language, missing)
  try {
    await work({ ...transport, io, language, json: globals.json ?? false })
  } finally {
    await transport.close()
  }
}

function connectDirect(io: Io, place: DirectStore, language: Language, missing: WhenMissing): Promise<Transport> {
  return "folder" in place ? connectToFolder(io, place, language, missing) : connectToTables(io, place, language)
}

/** The transport to a server. @throws CliError, from `fetch`, where the server cannot be reached. */
function connectToServer({ server, key }: Extract<RecordPlace, { server: string }>, language: Language): Transport {
  const { unreachable } = messages(language)
  if (key) sendable({ "--key": key }, language)
  if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol))
    throw new CliError("unreadable", [unreachable(server, "https://…")])
  let pause = FIRST_PAUSE
  return {
    async fetch(path, init) {
      const headers = new Headers(init.headers)
      if (key) headers.set("Authorization", `Bearer ${key}`)
      const signal = AbortSignal.timeout(REQUEST_TIMEOUT)
      return fetch(server + path, { ...init, headers, signal, redirect: "error" }).catch((error: Error) => {
        const { message } = error.cause instanceof Error ? error.cause : error
        throw new CliError("unavailable", [unreachable(server, message || error.message)])
      })
    },
    async wait() {
      await setTimeout(pause)
      pause = Math.min(pause * 2, LONGEST_PAUSE)
      return true
    },
    close: async () => {},
  }
}
