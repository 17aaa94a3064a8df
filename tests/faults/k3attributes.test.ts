import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb"
import { createTables, dynamodbStore } from "@demarche/event-store/dynamodb/dynamodbStore"
import { expect, test } from "vitest"
import { endpoint, options } from "../event-store/dynamodbServer.ts"
import { findingsIn, someOfToday, writeWhole } from "./record.ts"
import { unread } from "./unread.ts"

type Item = Record<string, AttributeValue>

/** What readers take an item for: items of one table that have the same attributes are of one kind. */
const kinds: Record<string, string> = {
  "erased,parts": "erased text",
  "current,last": "generations",
}

function isActivity({ pk }: Item): boolean {
  return pk?.S?.includes("activity:") === true
}

/** Another value of the same type, and none. */
function* others(attribute: AttributeValue): Generator<AttributeValue | undefined> {
  if (attribute.S !== undefined) yield { S: `${attribute.S}x` }
  if (attribute.N !== undefined) yield { N: String(Number(attribute.N) + 100) }
  if (attribute.B !== undefined) yield { B: attribute.B.map((byte, at) => (at === 3 ? byte ^ 1 : byte)) }
  yield undefined
}

test("K3, the whole kind on DynamoDB: an edit of any attribute is found, or no reader is told of it (slow)", {
  timeout: 240_000,
}, async () => {
  const own = options(await endpoint())
  await createTables(own)
  await using store = dynamodbStore(own)
  await writeWhole(store, await someOfToday())
  expect(await findingsIn(store)).toEqual([])
  const db = new DynamoDBClient({ ...own.client, endpoint: own.endpoint ?? "" })
  const unfound: string[] = []
  for (const [port, TableName] of Object.entries(own.tables)) {
    const { Items = [] } = await db.send(new ScanCommand({ TableName }))
    // Of the rowless streams, which are no activity's, only a checkpoint tells that one is gone as a whole.
    const activitiesFirst = Items.toSorted((one, other) => Number(isActivity(other)) - Number(isActivity(one)))
    const named = Map.groupBy(activitiesFirst, (item) =>
      Object.keys(item)
        .filter((name) => !/^[ps]k$/.test(name))
        .sort()
        .join(),
    )
    for (const [attributes, [item = {}]] of named)
      for (const attribute of Object.keys(item)) {
        const name = `${port} ${kinds[attributes] ?? ""}.${attribute}`.replace(" .", " ")
        if (name in unread) continue
        for (const value of others(item[attribute]!)) {
          const key = attribute === "pk" || attribute === "sk"
          const { [attribute]: _, ...rest } = item
          const edited: Item = value ? { ...rest, [attribute]: value } : rest
          const Key = { pk: item.pk!, sk: item.sk! }
          if (key) await db.send(new DeleteItemCommand({ TableName, Key }))
          if (value || !key) await db.send(new PutItemCommand({ TableName, Item: edited }))
          if ((await findingsIn(store)).length === 0) unfound.push(`${name} (${attributes}): ${JSON.stringify(value)}`)
          if (value && key) await db.send(new DeleteItemCommand({ TableName, Key: { pk: edited.pk!, sk: edited.sk! } }))
          await db.send(new PutItemCommand({ TableName, Item: item }))
        }
      }
  }
  db.destroy()
  expect(unfound).toEqual([])
  expect(await findingsIn(store)).toEqual([])
})
