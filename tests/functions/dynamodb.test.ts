import { endpoint } from "../event-store/dynamodbServer.ts"
import { stories } from "../http/stories.ts"
import { webhooks } from "../http/webhooks.ts"
import { overDynamodb } from "./overDynamodb.ts"

const hosting = overDynamodb(await endpoint())

stories("in the cloud, over DynamoDB", (clock) => hosting(clock), false)
webhooks("webhooks in the cloud, over DynamoDB", hosting)
