import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb"
import { createTables, type DynamodbOptions, dynamodbStore } from "@demarche/event-store/dynamodb/dynamodbStore"
import { commitOf } from "@demarche/event-store/dynamodb/image"
import type { AttributeValue } from "aws-lambda"
import { options } from "../event-store/dynamodbServer.ts"
import type { Hosting } from "../http/world.ts"
import { chanceOf } from "../simulate/chance.ts"
import { cloudHost, type Images, type Lambda } from "./host.ts"

/** The tables as a function reaches them, where it does not go straight to them. */
export type Gatekeeper = (lambda: Lambda, own: DynamodbOptions) => DynamodbOptions

/** The cloud over tables of its own at that address, each function with a client of its own. A gatekeeper sees all that is written. */
export function overDynamodb(endpoint: string, gatekeeper?: Gatekeeper): Hosting {
  const chance = chanceOf(7).next
  return async (clock, post, hooks, begin) => {
    const own = options(endpoint)
    await createTables(own)
    const client = new DynamoDBClient({ ...own.client, endpoint })
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
    const stores = new Map<Lambda, ReturnType<typeof dynamodbStore>>()
    const open = (lambda: Lambda) => {
      const store = stores.get(lambda) ?? dynamodbStore(gatekeeper?.(lambda, own) ?? own)
      stores.set(lambda, store)
      return store
    }
    if (!gatekeeper) await begin?.(open("api"))
    return cloudHost(open, clock, images, chance, post, hooks)
  }
}

/** An item as a stream's record in a Lambda event has it: bytes are base64. */
function asInLambda(item: Record<string, { B?: Uint8Array }>): Record<string, AttributeValue> {
  return JSON.parse(
    JSON.stringify(item, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value)),
  )
}
