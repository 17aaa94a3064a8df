import type { Door } from "@demarche/functions/api/doors"
import type { Host } from "@demarche/functions/local/host"
import type { Language } from "@demarche/words"
import type { Office } from "@demarche/workflows/terms"
import type { Io } from "./io.ts"
import { saying } from "./saying.ts"
import type { Held } from "./settings.ts"
import type { Reach } from "./way.ts"

/** Lets the same app that a server lets, in this process and to the operator: whoever holds the record acts. */
export async function inProcess(hosted: Host, held: Held, log: (what: object) => void): Promise<Reach> {
  const { api } = await import("@demarche/functions/api/app")
  const app = api(hosted.house, {
    doors: [operator(held)],
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
export function troublesIn(io: Io, language: Language): (what: object) => void {
  return (what) => io.err(`${saying(language).failed((what as { error?: Error }).error?.message ?? "")}\n`)
}

function operator({ office, party }: Held): Door {
  return async () => ({
    person: "operator",
    office: office as Exclude<Office, "clock" | "system">,
    vouched: true,
    ...(party && { party }),
  })
}
