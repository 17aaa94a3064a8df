import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb"
import type { AttributeValue } from "aws-lambda"
import { commitOf, createTables, dynamodbStore } from "../../packages/store/dynamodb.ts"
import { stories } from "../http/stories.ts"
import { webhooks } from "../http/webhooks.ts"
import type { Hosting } from "../http/world.ts"
import { endpoint, options } from "../store/dynamodbServer.ts"
import { cloudHost, type Images } from "./host.ts"

const at = await endpoint()
let seed = 7
const chance = () => {
  seed = (seed * 16_807) % 2_147_483_647
  return seed / 2_147_483_647
}

const hosting: Hosting = async (clock, post, hooks) => {
  const own = options(at)
  await createTables(own)
  const client = new DynamoDBClient({ ...own.client, endpoint: at })
  const images: Images = {
    async imageOf({ stream, version }) {
      const Key = { pk: { S: stream }, sk: { N: String(version) } }
      const { Item = {} } = await client.send(
        new GetItemCommand({ TableName: own.tables.events, Key, ConsistentRead: true }),
      )
      return asInLambda(Item)
    },
    readImage: commitOf,
  }
  return cloudHost(dynamodbStore(own), clock, images, chance, post, hooks)
}

stories("in the cloud, over DynamoDB", (clock) => hosting(clock), false)
webhooks("webhooks in the cloud, over DynamoDB", hosting)

/** An item as a stream's record in a Lambda event has it: bytes are base64. */
function asInLambda(item: Record<string, { B?: Uint8Array }>): Record<string, AttributeValue> {
  return JSON.parse(
    JSON.stringify(item, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value)),
  )
}
