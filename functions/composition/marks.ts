import { dynamodbMarks } from "@demarche/event-store/dynamodb/dynamodbMarks"
import { tableIn } from "./dynamodb.ts"
import { memo } from "./memo.ts"

/** What people have said that they have seen. @throws Error where the stacks did not set `MARKS_TABLE`. */
export const getMarks = memo(() => dynamodbMarks(tableIn("MARKS_TABLE")))
