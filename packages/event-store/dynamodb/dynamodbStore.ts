import { type DynamodbOptions, machineTimer, openClient } from "./client.ts"
import { dynamodbEvents } from "./dynamodbEvents.ts"
import { dynamodbTexts } from "./dynamodbTexts.ts"
import { dynamodbViews } from "./dynamodbViews.ts"
import { openTable } from "./table.ts"

export type { DynamodbOptions } from "./client.ts"
export { createTables } from "./createTables.ts"
export { isPassing } from "./dynamodbErrors.ts"

/** Three ports on three tables of DynamoDB. There is no log: consumers read the stream of the events table. */
export function dynamodbStore(options: DynamodbOptions) {
  const client = openClient(options)
  const { tables, patience, grace, timer = machineTimer } = options
  return {
    events: dynamodbEvents(openTable(client, tables.events, patience, timer)),
    views: dynamodbViews(openTable(client, tables.views, patience, timer), grace, timer),
    texts: dynamodbTexts(openTable(client, tables.texts, patience, timer)),
    async [Symbol.asyncDispose]() {
      client.destroy()
    },
  }
}
