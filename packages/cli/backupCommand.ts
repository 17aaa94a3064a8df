import { chmodSync, copyFileSync, existsSync } from "node:fs"
import { join } from "node:path"
import { CliError } from "./exits.ts"
import { assertStoreExists } from "./folder.ts"
import { type Io, say } from "./io.ts"
import { messages } from "./messages.ts"
import { languageOf, type Program, placeOf } from "./settings.ts"

/** `demarche backup`: copies a folder, with the key of its letters, while a server works on it. */
export function backupCommand(program: Program, io: Io): void {
  program
    .command("backup")
    .description("copy the folder in --data, the key of its letters included, while a server works on it")
    .argument("<folder>", "where to: a new folder, or an empty one")
    .action(async (target, _, command) => {
      const globals = command.optsWithGlobals()
      const language = languageOf(io, globals)
      const place = placeOf(io, globals)
      if (!("folder" in place)) throw new CliError("unreadable", [messages(language).folderOnly("backup")])
      assertStoreExists(place.folder, language)
      const [{ backUp }, { KEY_FILE }] = await Promise.all([
        import("@demarche/event-store/sqlite/backup"),
        import("@demarche/server/localMail"),
      ])
      backUp(place.folder, target)
      const [key, copy] = [join(place.folder, KEY_FILE), join(target, KEY_FILE)]
      if (existsSync(key)) {
        copyFileSync(key, copy)
        chmodSync(copy, 0o600)
      }
      say(io, globals.json ? JSON.stringify({ folder: target }) : messages(language).backedUp(target))
    })
}
