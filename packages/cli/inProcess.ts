import type { Authenticator } from "@demarche/http/authentication"
import type { Language } from "@demarche/i18n"
import type { Host } from "@demarche/server/host"
import type { Io } from "./io.ts"
import { messages } from "./messages.ts"
import type { DirectStore } from "./settings.ts"
import type { Transport } from "./transport.ts"

/** Lets the same app that a server lets, in this process and to the operator: whoever holds the record acts. */
export async function inProcessTransport(
  hosted: Host,
  held: DirectStore,
  log: (what: object) => void,
): Promise<Transport> {
  const { createApi } = await import("@demarche/http/app")
  const app = createApi(hosted.application, {
    authenticators: [operator(held)],
    rates: { read: Number.POSITIVE_INFINITY, write: Number.POSITIVE_INFINITY },
    addressOf: () => undefined,
    milliseconds: () => performance.now(),
    log: (error) => log({ error }),
  })
  return {
    fetch: async (path, init) => app.request(path, init),
    async close() {
      await hosted.settled()
      await hosted.stop()
    },
  }
}

/** Where a host in this process tells what went wrong, as a sentence. */
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
