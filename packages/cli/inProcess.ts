import { setTimeout } from "node:timers/promises"
import type { Authenticator } from "@demarche/http/authentication"
import type { Language } from "@demarche/i18n"
import type { Host } from "@demarche/server/host"
import type { Io } from "./io.ts"
import { messages } from "./messages.ts"
import type { DirectStore } from "./settings.ts"
import type { Transport } from "./transport.ts"

/** How often somebody at a terminal hears how far it is, in milliseconds. */
const MOMENT = 1_000

/** Runs the server's app in-process; the operator is authenticated implicitly. */
export async function inProcessTransport(
  hosted: Host,
  place: DirectStore,
  log: (what: object) => void,
): Promise<Transport> {
  const { createApi } = await import("@demarche/http/app")
  const app = createApi(hosted.application, {
    authenticators: [operator(place)],
    rates: { read: Number.POSITIVE_INFINITY, write: Number.POSITIVE_INFINITY },
    home: "http://localhost",
    addressOf: () => undefined,
    milliseconds: () => performance.now(),
    timeout: Number.POSITIVE_INFINITY,
    log: (error) => log({ error }),
  })
  return {
    fetch: async (path, init) => app.request(path, init),
    async wait() {
      const settled = hosted.settled().then(() => false)
      return Promise.race([settled, setTimeout(MOMENT, true, { ref: false })])
    },
    async close() {
      await hosted.settled()
      await hosted.stop()
    },
  }
}

/** Reports the errors of a host in this process, as sentences. */
export function errorReporter(io: Io, language: Language): (what: object) => void {
  return (what) => {
    const message = "error" in what && what.error instanceof Error ? what.error.message : ""
    io.err(`${messages(language).failed(message)}\n`)
  }
}

function operator({ office, party }: DirectStore): Authenticator {
  return async () => ({
    person: "operator",
    office,
    mandateImplied: true,
    ...(party && { party }),
  })
}
