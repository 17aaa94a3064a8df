import type { Language } from "@demarche/words"
import { sendable } from "./ask.ts"
import { Trouble } from "./exits.ts"
import { folderReach } from "./folder.ts"
import type { Io } from "./io.ts"
import { saying } from "./saying.ts"
import { type Globals, type Held, languageOf, type Place, placeOf } from "./settings.ts"
import { tablesReach } from "./tables.ts"
import type { Missing, Reach, Session } from "./way.ts"

const PATIENCE = 60_000

/** Opens the way to the record, works, and closes it whatever happens. */
export async function inSession(
  io: Io,
  globals: Globals,
  work: (session: Session) => Promise<void>,
  { missing = "refuse", office }: { missing?: Missing; office?: string } = {},
): Promise<void> {
  const language = languageOf(io, globals)
  const place = placeOf(io, globals)
  const reach =
    "server" in place
      ? serverReach(place, language)
      : await heldReach(io, { ...place, office: office ?? place.office }, language, missing)
  try {
    await work({ ...reach, io, language, json: globals.json ?? false })
  } finally {
    await reach.close()
  }
}

function heldReach(io: Io, held: Held, language: Language, missing: Missing): Promise<Reach> {
  return "folder" in held ? folderReach(io, held, language, missing) : tablesReach(io, held, language)
}

/** A server: its own answer or, where none comes, why. */
function serverReach({ server, key }: Extract<Place, { server: string }>, language: Language): Reach {
  const { unreachable } = saying(language)
  if (key) sendable({ "--key": key }, language)
  if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol))
    throw new Trouble("unreadable", [unreachable(server, "https://…")])
  return {
    async fetch(path, init) {
      const headers = new Headers(init.headers)
      if (key) headers.set("Authorization", `Bearer ${key}`)
      const signal = AbortSignal.timeout(PATIENCE)
      return fetch(server + path, { ...init, headers, signal, redirect: "error" }).catch((error: Error) => {
        const { message } = (error.cause as Error | undefined) ?? error
        throw new Trouble("unavailable", [unreachable(server, message || error.message)])
      })
    },
    close: async () => {},
  }
}
