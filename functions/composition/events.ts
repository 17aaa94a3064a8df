import { dynamodbEvents } from "@demarche/event-store/dynamodb/dynamodbEvents"
import { tableIn } from "./dynamodb.ts"
import { memo } from "./memo.ts"

/** The record. @throws Error where the stacks did not set `EVENTS_TABLE`. */
export const getEvents = memo(() => dynamodbEvents(tableIn("EVENTS_TABLE")))
