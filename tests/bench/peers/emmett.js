import { join } from "node:path"
import { CommandHandler } from "@event-driven-io/emmett"
import { getSQLiteEventStore } from "@event-driven-io/emmett-sqlite"

/**
 * Emmett's SQLite store as its documentation uses it, which is WAL with SQLite's own default, synchronous FULL. The
 * command has our bench's shape: load ten events and more, decide, append one. Its COMMIT may meet its own statement
 * that is not finalized yet ("SQLITE_BUSY: SQL statements in progress"); it is then asked again, as a caller would.
 * Prints commands a second, on its last line.
 */
const [folder = ".", commands = "50"] = process.argv.slice(2)
const store = getSQLiteEventStore({
  schema: { autoMigration: "CreateOrUpdate" },
  fileName: join(folder, `emmett-${process.pid}.db`),
})
const event = (index) => ({
  type: "OwnerAssigned",
  data: { owner: `owner ${index}`, by: { person: "coordinator-austria", office: "coordinator", party: "austria" } },
})
const handle = CommandHandler({
  initialState: () => ({ owner: undefined, count: 0 }),
  evolve: (state, { data }) => ({ owner: data.owner, count: state.count + 1 }),
})
const ten = Array.from({ length: 10 }, (_, index) => event(index))
const streams = Array.from({ length: Number(commands) }, (_, index) => `activity-${index}`)
async function insist(work) {
  for (;;)
    try {
      return await work()
    } catch (error) {
      if (error.code !== "SQLITE_BUSY") throw error
    }
}

for (const stream of streams) await insist(() => store.appendToStream(stream, ten))

async function round() {
  const start = performance.now()
  for (const stream of streams) await insist(() => handle(store, stream, (state) => [event(state.count)]))
  return (streams.length * 1_000) / (performance.now() - start)
}

await round()
process.stdout.write(`${await round()}\n`)
