import type { Store } from "@demarche/functions/house/house"
import type { Language } from "@demarche/words"
import { mustHold } from "./folder.ts"
import type { Io } from "./io.ts"
import type { Held } from "./settings.ts"
import { openHeld } from "./tables.ts"

/** The store that holds a record at hand, with nobody to follow it up. @throws Trouble as `mustHold` and `openHeld`. */
export async function heldStore(io: Io, held: Held, language: Language): Promise<Store & AsyncDisposable> {
  if (!("folder" in held)) return openHeld(io, language)
  mustHold(held.folder, language)
  await io.prepare()
  const { openStore } = await import("@demarche/functions/wiring/local")
  return openStore(held.folder)
}
