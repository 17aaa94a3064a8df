import { Tables, tableOptions } from "@demarche/application/settings"
import { dynamodbStore } from "@demarche/event-store/dynamodb/dynamodbStore"
import { read } from "./environment.ts"
import { memo } from "./memo.ts"

/** The record and a clock, for who reads it and knows no workflow. @throws Error that names a variable the stacks did not set. */
export const getRecord = memo(() => ({
  events: dynamodbStore(tableOptions(read(Tables))).events,
  clock: () => new Date().toISOString(),
}))
