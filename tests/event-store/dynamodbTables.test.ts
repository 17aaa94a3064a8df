import { DescribeTableCommand } from "@aws-sdk/client-dynamodb"
import { openClient } from "@demarche/event-store/dynamodb/client"
import { createTables } from "@demarche/event-store/dynamodb/dynamodbStore"
import { commit } from "@demarche/event-store/testing/samples"
import { expect, test } from "vitest"
import { endpoint, opened, options } from "./dynamodbServer.ts"
import { gate, refusal } from "./gate.ts"

const at = await endpoint()

test("the tables are paid by the request, and the events have no index", async () => {
  const own = options(at)
  await createTables(own)
  const client = openClient(own)
  const describe = async (TableName: string) => (await client.send(new DescribeTableCommand({ TableName }))).Table
  for (const name of Object.values(own.tables)) {
    const table = await describe(name)
    expect(table?.BillingModeSummary?.BillingMode).toBe("PAY_PER_REQUEST")
    expect(table?.KeySchema?.map(({ AttributeName }) => AttributeName)).toEqual(["pk", "sk"])
  }
  const events = await describe(own.tables.events)
  expect(events?.GlobalSecondaryIndexes).toBeUndefined()
  expect(events?.LocalSecondaryIndexes).toBeUndefined()
  const views = await describe(own.tables.views)
  expect(views?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual(["due", "record"])
  client.destroy()
})

test("the events table alone is to have a stream, of new images", async () => {
  const door = await gate(at)
  const asked: { TableName: string; StreamSpecification?: unknown }[] = []
  door.keep(({ operation, body, forward }) => {
    if (operation === "CreateTable") asked.push(body)
    return forward()
  })
  const own = options(door.at)
  await createTables(own)
  const stream = { StreamEnabled: true, StreamViewType: "NEW_IMAGE" }
  expect(asked.map(({ TableName, StreamSpecification }) => [TableName, StreamSpecification]).sort()).toEqual(
    [
      [own.tables.events, stream],
      [own.tables.texts, undefined],
      [own.tables.views, undefined],
    ].sort(),
  )
})

test("tables that are there stay as they are", async () => {
  const own = options(at)
  await createTables(own)
  const { events } = opened(own)
  await events.append(commit("loan:p1.a", 1))
  await createTables(own)
  expect(await events.head("loan:p1.a")).toStrictEqual(commit("loan:p1.a", 1))
})

test("an endpoint that is down or refuses is unavailable, by the table's name", async () => {
  const down = options("http://127.0.0.1:1")
  await expect(createTables(down)).rejects.toMatchObject({ code: "unavailable", message: /ECONNREFUSED/ })
  const door = await gate(at)
  door.keep(() => refusal("AccessDeniedException"))
  await expect(createTables(options(door.at))).rejects.toMatchObject({ code: "unavailable", message: /AccessDenied/ })
})
