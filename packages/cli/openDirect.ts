import type { Store } from "@demarche/application/application"
import type { Language } from "@demarche/i18n"
import { assertStoreExists } from "./folder.ts"
import type { Io } from "./io.ts"
import type { DirectStore } from "./settings.ts"
import { openDirectTables } from "./tables.ts"

/** Opens the local store, or the tables, without consumers. @throws CliError as `assertStoreExists` and `openDirectTables`. */
export async function openDirect(io: Io, place: DirectStore, language: Language): Promise<Store & AsyncDisposable> {
  if (!("folder" in place)) return openDirectTables(io, language)
  assertStoreExists(place.folder, language)
  await io.prepare()
  const { openStore } = await import("@demarche/server/stores")
  return openStore(place.folder)
}
