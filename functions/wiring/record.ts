import { dynamodbStore } from "@demarche/store/dynamodb"
import { placed, read, Tables } from "./environment.ts"
import { once } from "./once.ts"

/** The record and a clock, for who reads it and knows no workflow. @throws Error that names a variable the stacks did not set. */
export const wiredRecord = once(() => ({
  events: dynamodbStore(placed(read(Tables))).events,
  clock: () => new Date().toISOString(),
}))
