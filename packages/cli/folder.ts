import { existsSync } from "node:fs"
import { join } from "node:path"
import type { Language } from "@demarche/words"
import { Trouble } from "./exits.ts"
import { inProcess, troublesIn } from "./inProcess.ts"
import type { Io } from "./io.ts"
import { saying } from "./saying.ts"
import type { Held } from "./settings.ts"
import type { Missing, Reach } from "./way.ts"

type Folder = Extract<Held, { folder: string }>

/** Hosts the record of a folder in this process, consumers and all, as a server does. @throws Trouble as `mustHold`. */
export async function folderReach(io: Io, place: Folder, language: Language, missing: Missing): Promise<Reach> {
  if (missing === "refuse") mustHold(place.folder, language)
  await io.prepare()
  const [{ realClock }, { host, mendViews }, { openStore }] = await Promise.all([
    import("@demarche/functions/local/clock"),
    import("@demarche/functions/local/host"),
    import("@demarche/functions/wiring/local"),
  ])
  const imagined = missing === "imagine" && !holds(place.folder)
  const troubles = troublesIn(io, language)
  const store = openStore(imagined ? undefined : place.folder)
  await mendViews(store, realClock)
  return inProcess(host(store, realClock, { info: () => {}, error: troubles }), place, troubles)
}

/** @throws Trouble where the folder holds no record, so that a slip of the pen does not begin an empty one. */
export function mustHold(folder: string, language: Language): void {
  if (!holds(folder)) throw new Trouble("unknown", [saying(language).noFolder(folder)])
}

function holds(folder: string): boolean {
  return existsSync(join(folder, "events.db"))
}
