import { dynamodbViews } from "@demarche/event-store/dynamodb/dynamodbViews"
import { tableIn } from "./dynamodb.ts"
import { memo } from "./memo.ts"

/** The views. @throws Error where the stacks did not set `VIEWS_TABLE`. */
export const getViews = memo(() => dynamodbViews(tableIn("VIEWS_TABLE")))
