import type { Store } from "@demarche/application/application"
import { parseSettings, Tables, tableOptions } from "@demarche/application/settings"
import type { DynamodbOptions } from "@demarche/event-store/dynamodb/dynamodbStore"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"

/** The store of one machine: SQLite in that folder, or memory, which the demo forgets. */
export function openStore(folder: string | undefined) {
  return folder === undefined ? memoryStore() : sqliteStore(folder)
}

/**
 * The store on the tables that the environment names, as the functions have them; `client` are further options
 * of DynamoDB's client.
 * @throws Error that names each variable and its rule.
 */
export async function openTables(
  given: Record<string, string | undefined>,
  client: NonNullable<DynamodbOptions["client"]>,
): Promise<Store & AsyncDisposable> {
  const env = parseSettings(Tables, given)
  const { dynamodbStore } = await import("@demarche/event-store/dynamodb/dynamodbStore")
  return dynamodbStore({ ...tableOptions(env), client })
}
