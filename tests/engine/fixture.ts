import { type Commit, defineWorkflow, handle, type IncomingCommand, type World } from "@demarche/engine"
import { type Events, newSalt, type StreamName, type Texts } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { folder } from "../event-store/folder.ts"
import * as definition from "./loan.ts"

export const loan = defineWorkflow("loan", definition)
export const workflows = new Map([["loan", loan]])
export const BOOK = "loan:library.b1"

/** Every world the engine runs in: a name and an empty store. */
export const stores = [
  ["memory", memoryStore],
  ["SQLite", () => sqliteStore(folder())],
] as const

/** The hour of a day in March 2026. */
export const march = (day: number, hour = 9, minute = 0) => new Date(Date.UTC(2026, 2, day, hour, minute)).toISOString()

/** A world with a clock that the test moves, and the short way to take a command of a loan in it. */
export function fixture(store: { events: Events; texts: Texts }, workflow = loan) {
  let now = march(1)
  const world: World = { events: store.events, texts: store.texts, clock: () => now, salt: newSalt }
  return {
    world,
    at(instant: string) {
      now = instant
    },
    take(
      type: string,
      fields: Record<string, unknown> = {},
      more: Partial<IncomingCommand<definition.Metadata>> = {},
      facts: Partial<definition.Metadata["facts"]> = {},
    ) {
      const request: Omit<IncomingCommand<definition.Metadata>, "command"> = {
        stream: BOOK,
        by: { person: "lea", office: "librarian" },
        correlation: "c",
        ...more,
      }
      return handle(world, workflow, { ...request, command: { type, ...fields } }, () => ({ mandated: true, ...facts }))
    },
    /** The stream as `version happened types`, one line a commit. */
    async told(stream: StreamName = BOOK): Promise<string[]> {
      const commits = await collect(world.events.read(stream))
      return commits.map(({ version, events }) => `${version} ${events.map(({ value }) => value.type).join(" ")}`)
    },
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

export const typesOf = ({ events }: Commit) => events.map(({ value }) => value.type)
