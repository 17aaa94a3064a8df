import { type DynamodbOptions, openClient } from "./client.ts"
import { dynamodbEvents } from "./dynamodbEvents.ts"
import { dynamodbTexts } from "./dynamodbTexts.ts"
import { dynamodbViews } from "./dynamodbViews.ts"
import { openTable } from "./table.ts"

export type { DynamodbOptions } from "./client.ts"
export { createTables } from "./createTables.ts"
export { isPassing } from "./dynamodbErrors.ts"

/** Three ports on three tables of DynamoDB. There is no log: who follows the record reads the events table's stream. */
export function dynamodbStore(options: DynamodbOptions) {
  const client = openClient(options)
  const { tables, patience, grace } = options
  return {
    events: dynamodbEvents(openTable(client, tables.events, patience)),
    views: dynamodbViews(openTable(client, tables.views, patience), grace),
    texts: dynamodbTexts(openTable(client, tables.texts, patience)),
    async [Symbol.asyncDispose]() {
      client.destroy()
    },
  }
}
