import { StreamName } from "@demarche/event-store"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { commit, take } from "@demarche/event-store/testing/samples"

/** A process of its own on a store: `append` goes on until it is killed, `race` until the stream has `most` versions. */
const [task = "", directory = "", name = "", most = "0"] = process.argv.slice(2)
const stream = StreamName.parse(name)
await using store = sqliteStore(directory)

async function next(): Promise<number> {
  return ((await store.events.head(stream))?.version ?? 0) + 1
}

/** One line for each acknowledged version; a write to a pipe is synchronous, so a line that is read was acknowledged. */
async function append(version: number) {
  const written = commit(stream, version, { correlation: `process ${process.pid}` })
  if ((await store.events.append(written)) === "written") process.stdout.write(`${version} ${process.pid}\n`)
}

switch (task) {
  case "append":
    for (;;) await append(await next())
  case "race":
    for (let version = await next(); version <= Number(most); version = await next()) await append(version)
    break
  case "follow":
    for (const { version } of await take(store.log, "child", Number(most))) process.stdout.write(`${version}\n`)
}
