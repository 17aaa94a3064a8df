import type { AddressInfo } from "node:net"
import { DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { openClient } from "@demarche/event-store/dynamodb/client"
import { dynamodbMarks } from "@demarche/event-store/dynamodb/dynamodbMarks"
import { createTables, type DynamodbOptions, dynamodbStore } from "@demarche/event-store/dynamodb/dynamodbStore"
import { openTable } from "@demarche/event-store/dynamodb/table"
import dynalite from "dynalite"
import { onTestFinished } from "vitest"
import { gate } from "./gate.ts"

const { DYNAMODB_ENDPOINT, AWS_REGION = "eu-central-1", AWS_ACCESS_KEY_ID } = process.env
const nobody = { accessKeyId: "nobody", secretAccessKey: "nothing" }
/** A call that waits for its turn on a busy machine is not given up, and counted twice. */
const requestHandler = { connectionTimeout: 60_000, requestTimeout: 60_000 }
const client = { region: AWS_REGION, requestHandler, ...(!AWS_ACCESS_KEY_ID && { credentials: nobody }) }
let counted = 0

/** Where the tables are: `DYNAMODB_ENDPOINT`, or a dynalite in this process. */
export async function endpoint(): Promise<string> {
  if (DYNAMODB_ENDPOINT) return DYNAMODB_ENDPOINT
  const server = dynalite({ createTableMs: 0 })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Options for tables that nobody else has. */
export function options(at: string, more: Partial<DynamodbOptions> = {}): DynamodbOptions {
  const prefix = `demarche-test-${process.pid}-${Date.now()}-${++counted}`
  const tables = { events: `${prefix}-events`, views: `${prefix}-views`, texts: `${prefix}-texts` }
  return { endpoint: at, tables, client, grace: 0, ...more }
}

/** An empty store, closed when the test ends; its tables go too where they would outlive the tests. */
export async function emptyStore(at: string, more: Partial<DynamodbOptions> = {}) {
  const own = options(at, more)
  await createTables(own)
  if (DYNAMODB_ENDPOINT) onTestFinished(() => dropTables(own))
  return opened(own)
}

export function opened(of: DynamodbOptions) {
  const store = dynamodbStore(of)
  onTestFinished(() => store[Symbol.asyncDispose]())
  return store
}

/** Empty marks, in a table beside those of a store that stays empty. */
export async function emptyMarks(at: string) {
  const { tables, ...rest } = options(at)
  const marks = `${tables.events}-marks`
  const own = { ...rest, tables: { ...tables, marks } }
  await createTables(own)
  if (DYNAMODB_ENDPOINT) onTestFinished(() => dropTables(own))
  const db = openClient(own)
  onTestFinished(() => db.destroy())
  return dynamodbMarks(openTable(db, marks))
}

/** A store behind a gate, and the options to open it once more. */
export async function gated(at: string, more: Partial<DynamodbOptions> = {}) {
  const door = await gate(at)
  const own = options(at, more)
  await createTables(own)
  const of = { ...own, endpoint: door.at }
  return { door, of, own, store: opened(of) }
}

async function dropTables({ endpoint, tables }: DynamodbOptions) {
  const db = new DynamoDBClient({ ...client, ...(endpoint && { endpoint }) })
  for (const TableName of Object.values(tables)) await db.send(new DeleteTableCommand({ TableName }))
  db.destroy()
}
