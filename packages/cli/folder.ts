import { existsSync } from "node:fs"
import { join } from "node:path"
import type { Door } from "@demarche/functions/api/doors"
import type { Language } from "@demarche/words"
import type { Office } from "@demarche/workflows/terms"
import { Trouble } from "./exits.ts"
import type { Io } from "./io.ts"
import { saying } from "./saying.ts"
import type { Place } from "./settings.ts"
import type { Missing, Reach } from "./way.ts"

type Folder = Extract<Place, { folder: string }>

/** Hosts the same app that a server lets, over the folder and in this process: whoever holds a folder is its operator. */
export async function folderReach(io: Io, place: Folder, language: Language, missing: Missing): Promise<Reach> {
  if (missing === "refuse") mustHold(place.folder, language)
  await io.prepare()
  const [{ api }, { realClock }, { host, mendViews }, { openStore }] = await Promise.all([
    import("@demarche/functions/api/app"),
    import("@demarche/functions/local/clock"),
    import("@demarche/functions/local/host"),
    import("@demarche/functions/wiring"),
  ])
  const imagined = missing === "imagine" && !holds(place.folder)
  const troubles = (what: object) =>
    io.err(`${saying(language).failed((what as { error?: Error }).error?.message ?? "")}\n`)
  const store = openStore(imagined ? undefined : place.folder)
  await mendViews(store, realClock)
  const hosted = host(store, realClock, { info: () => {}, error: troubles })
  const app = api(hosted.house, {
    doors: [operator(place)],
    rates: { read: Number.POSITIVE_INFINITY, write: Number.POSITIVE_INFINITY },
    addressOf: () => undefined,
    milliseconds: () => performance.now(),
    log: (error) => troubles({ error }),
  })
  return {
    fetch: async (path, init) => app.request(path, init),
    async close() {
      await hosted.settled()
      await hosted.stop()
    },
  }
}

/** @throws Trouble where the folder holds no record, so that a slip of the pen does not begin an empty one. */
export function mustHold(folder: string, language: Language): void {
  if (!holds(folder)) throw new Trouble("unknown", [saying(language).noFolder(folder)])
}

function holds(folder: string): boolean {
  return existsSync(join(folder, "events.db"))
}

function operator({ office, party }: Folder): Door {
  return async () => ({
    person: "operator",
    office: office as Exclude<Office, "clock" | "system">,
    vouched: true,
    ...(party && { party }),
  })
}
