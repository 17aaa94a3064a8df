import { setTimeout as sleep } from "node:timers/promises"
import { CreateTableCommand, type CreateTableCommandInput, DescribeTableCommand } from "@aws-sdk/client-dynamodb"
import { type DynamodbOptions, openClient } from "./client.ts"
import { translated } from "./dynamodbErrors.ts"

const key = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" as const },
  { AttributeName: range, KeyType: "RANGE" as const },
]
const attributes = (names: string[], AttributeType: "S" | "N") =>
  names.map((AttributeName) => ({ AttributeName, AttributeType }))
const index = (IndexName: string, hash: string, range: string) => ({
  IndexName,
  KeySchema: key(hash, range),
  Projection: { ProjectionType: "ALL" as const },
})

const PAUSE_MS = 50

type Shape = Pick<CreateTableCommandInput, "AttributeDefinitions" | "GlobalSecondaryIndexes" | "StreamSpecification">

/** The definition of each table beside its key, `pk` and `sk`; all are billed by request. */
const shapes: Record<keyof Required<DynamodbOptions["tables"]>, Shape> = {
  events: {
    AttributeDefinitions: [...attributes(["pk"], "S"), ...attributes(["sk"], "N")],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
  },
  views: {
    AttributeDefinitions: attributes(["pk", "sk", "plan", "moment", "shard", "due"], "S"),
    GlobalSecondaryIndexes: [index("record", "plan", "moment"), index("due", "shard", "due")],
  },
  texts: { AttributeDefinitions: [...attributes(["pk"], "S"), ...attributes(["sk"], "N")] },
  marks: { AttributeDefinitions: attributes(["pk", "sk"], "S") },
}

/**
 * Creates the tables that are named and do not exist and waits until they are active: for a local endpoint. In the cloud the stacks
 * create them, with backups and alarms.
 * @throws StoreError `unavailable` where the endpoint does not respond or refuses.
 */
export async function createTables(options: DynamodbOptions): Promise<void> {
  const client = openClient(options)

  async function create(port: keyof typeof shapes) {
    const TableName = options.tables[port]
    if (TableName === undefined) return
    const input = { ...shapes[port], TableName, KeySchema: key("pk", "sk"), BillingMode: "PAY_PER_REQUEST" as const }
    try {
      await client.send(new CreateTableCommand(input)).catch((error) => {
        if (error.name !== "ResourceInUseException") throw error
      })
      while ((await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus !== "ACTIVE")
        await sleep(PAUSE_MS)
    } catch (error) {
      throw translated(error, TableName)
    }
  }

  try {
    await Promise.all([create("events"), create("views"), create("texts"), create("marks")])
  } finally {
    client.destroy()
  }
}
