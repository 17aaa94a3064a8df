import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  ScanCommand,
  type ScanCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb"
import { inParallel } from "../inParallel.ts"
import { machineTimer } from "./client.ts"
import { isPassing, isRefused, leftOver, translated } from "./dynamodbErrors.ts"

/** The wait before a retry is random, from 0 to a bound that doubles from the first of these to the second. */
const [FIRST_MS, LONGEST_MS] = [25, 1000]
/** The most writes in one BatchWriteItem, and the number of batches in flight. */
const [BATCH, BATCHES] = [25, 8]

/** For how long a call is retried by default. */
const PATIENCE_MS = 4000

export type Item = Record<string, AttributeValue>
/** The primary key of all three tables. */
export type ItemKey = { pk: AttributeValue; sk: AttributeValue }
type Untabled<T> = Omit<T, "TableName">

/** `doubtful`: the condition failed on a retry; the first attempt, whose response was lost, may have written. */
export type Put = "written" | "refused" | "doubtful"

export type DynamodbTable = ReturnType<typeof openTable>

/**
 * One table. Transient errors are retried for `patience` milliseconds with exponential back-off and full jitter; a failed
 * condition is never retried.
 * @throws StoreError `unavailable` after that, and where credentials are refused or the table does not exist.
 */
export function openTable(client: DynamoDBClient, name: string, patience = PATIENCE_MS, timer = machineTimer) {
  async function attempt<T>(call: (tries: number) => Promise<T>): Promise<T> {
    const end = timer.now() + patience
    for (let tries = 1; ; tries++) {
      try {
        return await call(tries)
      } catch (error) {
        if (!isPassing(error) || timer.now() > end) throw translated(error, name)
      }
      await timer.sleep(Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries - 1)))
    }
  }

  async function* items(page: (start?: Item) => Promise<Pick<QueryCommandOutput, "Items" | "LastEvaluatedKey">>) {
    let start: Item | undefined
    do {
      const { Items = [], LastEvaluatedKey } = await attempt(() => page(start))
      yield* Items
      start = LastEvaluatedKey
    } while (start)
  }

  return {
    name,
    /** A consistent read. `fields` is a projection expression. */
    async get({ pk, sk }: ItemKey, fields?: string): Promise<Item | undefined> {
      const of = { TableName: name, Key: { pk, sk }, ConsistentRead: true, ProjectionExpression: fields }
      return (await attempt(() => client.send(new GetItemCommand(of)))).Item
    },
    /** Writes the item if no item has its key or, where given, if `condition` holds. */
    put(item: Item, condition: Partial<UpdateItemCommandInput> = {}): Promise<Put> {
      const of = { ConditionExpression: "attribute_not_exists(pk)", ...condition, TableName: name, Item: item }
      return attempt(async (tries) => {
        try {
          await client.send(new PutItemCommand(of))
          return "written"
        } catch (error) {
          if (!isRefused(error)) throw error
          return tries === 1 ? "refused" : "doubtful"
        }
      })
    },
    /** The attributes after the update, or undefined where its condition does not hold. */
    update(input: Untabled<UpdateItemCommandInput>): Promise<Item | undefined> {
      return attempt(async () => {
        try {
          const of = { ...input, TableName: name, ReturnValues: "ALL_NEW" as const }
          return (await client.send(new UpdateItemCommand(of))).Attributes
        } catch (error) {
          if (!isRefused(error)) throw error
        }
      })
    },
    /** The items of all pages; the next page is only requested when the reader gets there. */
    query(input: Untabled<QueryCommandInput>): AsyncGenerator<Item> {
      return items((start) => client.send(new QueryCommand({ ...input, TableName: name, ExclusiveStartKey: start })))
    },
    scan(input: Untabled<ScanCommandInput>): AsyncGenerator<Item> {
      return items((start) => client.send(new ScanCommand({ ...input, TableName: name, ExclusiveStartKey: start })))
    },
    /** Writes without conditions, in no order; no key may occur twice. */
    async write(requests: WriteRequest[]): Promise<void> {
      const batches = Array.from({ length: Math.ceil(requests.length / BATCH) }, (_, index) =>
        requests.slice(index * BATCH, (index + 1) * BATCH),
      )
      await inParallel(batches, BATCHES, (batch) => {
        let left = batch
        return attempt(async () => {
          const of = { RequestItems: { [name]: left } }
          const { UnprocessedItems } = await client.send(new BatchWriteItemCommand(of))
          left = UnprocessedItems?.[name] ?? []
          if (left.length > 0) throw leftOver(left.length)
        })
      })
    },
  }
}
