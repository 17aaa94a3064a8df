import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import type { Server } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { defineWorkflow } from "@demarche/engine"
import { scenario } from "@demarche/engine/testing"
import { createTables, dynamodbStore } from "@demarche/event-store/dynamodb"
import { sqliteStore } from "@demarche/event-store/sqlite"
import { serve } from "@hono/node-server"
import dynalite from "dynalite"
import { describe, expect, onTestFinished, test } from "vitest"
import * as loan from "./loan.ts"
import { library } from "./server.ts"

/** Noon of a day in March 2026. */
const march = (day: number) => new Date(Date.UTC(2026, 2, day, 12)).toISOString()

describe("the rules, without a store", () => {
  const given = scenario<loan.Metadata>(defineWorkflow("loan", loan), {
    by: "ada",
    facts: { card: "valid" },
    at: march(1),
  })
  const lent = { type: "Lent", to: "ada", until: march(8) }

  test("a book that is out is renewed for later", () => {
    given(lent)
      .when({ type: "renew", until: march(15) })
      .then({ type: "Renewed", until: march(15) })
      .ends("out")
  })
  test("and for no earlier day", () => {
    given(lent)
      .when({ type: "renew", until: march(7) })
      .rejected("LATER")
  })
  test("nor when it is overdue", () => {
    given(lent, { type: "FellDue" })
      .when({ type: "renew", until: march(15) })
      .rejected("NOT_NOW")
  })
  test("a card that the library does not know borrows nothing", () => {
    given()
      .when({ type: "lend", to: "bob", until: march(8) }, { facts: { card: "unknown" } })
      .rejected("VALID_CARD")
  })
})

type Store = Parameters<typeof library>[0] & AsyncDisposable

/** Opens the library on a free port, with a clock that the test moves. */
async function opened(store: Store) {
  let now = march(1)
  const { app, tick } = library(store, ["ada"], () => now)
  const server = serve({ fetch: app.fetch, port: 0 })
  const books = `${await addressOf(server)}/books`
  const close = async () => {
    if (!server.listening) return
    server.close()
    await store[Symbol.asyncDispose]()
  }
  onTestFinished(close)
  return {
    close,
    async take(command: string, fields: object = {}, headers: Record<string, string> = {}) {
      const response = await fetch(`${books}/main.dune/${command}`, {
        method: "POST",
        headers: { "Library-Card": "ada", ...headers },
        body: JSON.stringify(fields),
      })
      return { status: response.status, body: await response.json() }
    },
    list: async () => (await fetch(books)).json(),
    async on(day: number) {
      now = march(day)
      await tick()
    },
  }
}

async function addressOf(server: Server): Promise<string> {
  if (!server.listening) await once(server, "listening")
  const address = server.address()
  return `http://127.0.0.1:${typeof address === "object" && address?.port}`
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "loan-"))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

/** Tables in a DynamoDB of this process. */
async function tables(): Promise<Store> {
  const server = dynalite({ createTableMs: 0 }).listen(0, "127.0.0.1")
  onTestFinished(() => void server.close())
  const options = {
    tables: { events: "events", views: "views", texts: "texts" },
    endpoint: await addressOf(server),
    client: { region: "local", credentials: { accessKeyId: "nobody", secretAccessKey: "nothing" } },
  }
  await createTables(options)
  return dynamodbStore(options)
}

describe.each([
  ["SQLite", async (): Promise<Store> => sqliteStore(folder())],
  ["DynamoDB", tables],
])("over HTTP, on %s", (_, open) => {
  test("a guard refuses", async () => {
    const { take } = await opened(await open())
    expect(await take("lend", { to: "ada", until: march(8) })).toEqual({
      status: 200,
      body: { version: 1, state: "out" },
    })
    expect(await take("renew", { until: march(7) })).toMatchObject({ status: 422, body: { failing: ["LATER"] } })
    expect(await take("return", {}, { "Library-Card": "bob" })).toMatchObject({ body: { failing: ["VALID_CARD"] } })
  })

  test("of three at once one wins; the others are decided again on what it wrote", async () => {
    const { take } = await opened(await open())
    await take("lend", { to: "ada", until: march(8) })
    const renewed = await Promise.all([9, 9, 9].map((day) => take("renew", { until: march(day) })))
    expect(renewed.map(({ status }) => status).toSorted()).toEqual([200, 422, 422])
    const seen = { "If-Match": "2" }
    const returned = await Promise.all([1, 2, 3].map(() => take("return", {}, seen)))
    expect(returned.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
  })

  test("the deadline fires", async () => {
    const { take, list, on } = await opened(await open())
    await take("lend", { to: "ada", until: march(8) })
    await on(7)
    expect(await list()).toMatchObject([{ book: "loan:main.dune", state: "out" }])
    await on(8)
    expect(await list()).toMatchObject([{ book: "loan:main.dune", state: "overdue" }])
  })
})

test("a library that is opened again on the same folder knows its books, and what fell due meanwhile", async () => {
  const directory = folder()
  const before = await opened(sqliteStore(directory))
  await before.take("lend", { to: "ada", until: march(8) })
  await before.close()
  const after = await opened(sqliteStore(directory))
  expect(await after.list()).toMatchObject([{ state: "out" }])
  await after.on(20)
  expect(await after.take("return")).toMatchObject({ body: { version: 3, state: "back" } })
})
