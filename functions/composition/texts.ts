import { dynamodbTexts } from "@demarche/event-store/dynamodb/dynamodbTexts"
import { tableIn } from "./dynamodb.ts"
import { memo } from "./memo.ts"

/** The texts. @throws Error where the stacks did not set `TEXTS_TABLE`. */
export const getTexts = memo(() => dynamodbTexts(tableIn("TEXTS_TABLE")))
