import { existsSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import type { Language } from "@demarche/i18n"
import { CliError } from "./exits.ts"
import { errorReporter, inProcessTransport } from "./inProcess.ts"
import type { Io } from "./io.ts"
import { messages } from "./messages.ts"
import type { DirectStore } from "./settings.ts"
import type { Transport, WhenMissing } from "./transport.ts"

type FolderStore = Extract<DirectStore, { folder: string }>

/** For how long a command waits for the rows of what it wrote, in milliseconds, where another process makes them. */
const PATIENCE = 30_000

/** Hosts the application over a folder in this process, with its consumers where no other process runs them. @throws CliError as `assertStoreExists`. */
export async function connectToFolder(
  io: Io,
  place: FolderStore,
  language: Language,
  missing: WhenMissing,
): Promise<Transport> {
  if (missing === "refuse") assertStoreExists(place.folder, language)
  await io.prepare()
  const [{ watchedOver }, { host, rebuildLostViews }, { openStore }] = await Promise.all([
    import("@demarche/server/clocks"),
    import("@demarche/server/host"),
    import("@demarche/server/stores"),
  ])
  const imagined = missing === "imagine" && !storeExists(place.folder)
  const reportError = errorReporter(io, language)
  const store = openStore(imagined ? undefined : place.folder)
  const clock = await watchedOver(store.log, io.env.CLOCK_CHECKED === "true")
  await rebuildLostViews(store, clock.now, (error) => io.err(`${error.message}\n`))
  const hosted = host(store, clock.now, { info: () => {}, error: reportError }, { clockFault: clock.fault })
  const { elsewhere, unprojected } = messages(language)
  const settled = async () => {
    const late = setTimeout(PATIENCE, "late", { ref: false })
    if ((await Promise.race([hosted.settled(), late])) === "late") io.err(`${unprojected(elsewhere)}\n`)
  }
  return inProcessTransport({ ...hosted, settled }, place, reportError)
}

/** @throws CliError where the folder holds no record, so that a misspelt path does not create an empty one. */
export function assertStoreExists(folder: string, language: Language): void {
  if (!storeExists(folder)) throw new CliError("unknown", [messages(language).noFolder(folder)])
}

function storeExists(folder: string): boolean {
  return existsSync(join(folder, "events.db"))
}
