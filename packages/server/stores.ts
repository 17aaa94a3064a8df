import type { Store } from "@demarche/application/application"
import { parseSettings, Tables, tableOptions } from "@demarche/application/settings"
import type { DynamodbOptions } from "@demarche/event-store/dynamodb/dynamodbStore"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"

/** The store of one machine: SQLite in that folder or, for the demo, memory. `told` as for `sqliteStore`. */
export function openStore(folder: string | undefined, told?: (what: string) => void) {
  return folder === undefined ? memoryStore() : sqliteStore(folder, told)
}

/**
 * The store on the DynamoDB tables that the environment names; `client` are extra options of the DynamoDB client.
 * @throws Error that names each invalid variable and its rule.
 */
export async function openTables(
  given: Record<string, string | undefined>,
  client: NonNullable<DynamodbOptions["client"]>,
): Promise<Store & AsyncDisposable> {
  const env = parseSettings(Tables, given)
  const { dynamodbStore } = await import("@demarche/event-store/dynamodb/dynamodbStore")
  return dynamodbStore({ ...tableOptions(env), client })
}
