import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { deflateRawSync, inflateRawSync } from "node:zlib"
import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb"
import { createTables, type DynamodbOptions, dynamodbStore } from "@demarche/event-store/dynamodb/dynamodbStore"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { describe, expect, onTestFinished, test } from "vitest"
import { cli, temporary } from "../cli/console.ts"
import { endpoint, options } from "../event-store/dynamodbServer.ts"
import { bytes, unpacked } from "../fixtures/fixture.ts"
import { openFolder } from "../fixtures/open.ts"
import { ISU, PLAN } from "../http/world.ts"
import { ACTIVITY, findingsAt, findingsIn, someOfThePast, someOfToday, writeWhole } from "./record.ts"

/** A folder that is written today, after an edit of one of its files. */
async function folderOfToday(file: string, ...statements: string[]): Promise<string> {
  const { path, remove } = temporary()
  onTestFinished(remove)
  await using store = sqliteStore(path)
  await writeWhole(store, await someOfToday())
  using db = new DatabaseSync(join(path, file))
  for (const statement of statements) db.exec(statement)
  return path
}

/** A copy of the past folder after an edit of one of its files. */
function folder(file: string, ...statements: string[]): string {
  const { path, remove } = unpacked()
  onTestFinished(remove)
  using db = new DatabaseSync(join(path, file))
  for (const statement of statements) db.exec(statement)
  return path
}

const verify = (path: string, ...argv: string[]) => cli(["verify", "--data", path, ...argv])
const row = (version: number) => `stream = '${ACTIVITY}' AND version = ${version}`

test("the past folder is intact", async () => {
  const path = folder("events.db")
  expect(await verify(path)).toEqual({ code: 0, out: "Intact: 481 commits in 171 streams.\n", err: "" })
})

describe("K3.1 keys and columns against bodies, on SQLite", () => {
  const hidden = `UPDATE commits SET stream = '${ACTIVITY}.hidden' WHERE`

  test("a head that an edit of its column hides is named, also where a signed checkpoint is at hand", async () => {
    const path = folder("events.db", `${hidden} ${row(20)}`)
    writeFileSync(join(path, "checkpoint.json"), bytes("folder/checkpoint.json.gz"))
    writeFileSync(join(path, "checkpoint.pub"), bytes("folder/checkpoint.pub"))
    const plain = await verify(path)
    expect(plain).toMatchObject({ code: 1, out: "" })
    expect(plain.err).toContain(`${ACTIVITY}.hidden@20 is kept where another commit belongs`)
    expect(plain.err).toContain(`holds ${ACTIVITY}@20`)
    const signed = ["--checkpoint", join(path, "checkpoint.json"), "--key", join(path, "checkpoint.pub")]
    expect(await verify(path, ...signed)).toMatchObject({ code: 1, err: expect.stringContaining(`${ACTIVITY}@20`) })
  })

  test.each([
    ["moved to another stream", `UPDATE commits SET stream = 'activity:${PLAN}.t9' WHERE ${row(17)}`, "t9@17"],
    ["moved to another version", `UPDATE commits SET version = 99 WHERE ${row(17)}`, `${ACTIVITY}@99`],
    ["moved to another share", `UPDATE commits SET share = share + 1 WHERE ${row(17)}`, `${ACTIVITY}@17`],
    ["taken out", `DELETE FROM commits WHERE ${row(17)}`, `${ACTIVITY}@17 is missing`],
    ["taken out at the end of its stream", `DELETE FROM commits WHERE ${row(20)}`, "of the log is empty"],
    ["put at the end of the log", `UPDATE commits SET seq = 900 WHERE ${row(3)}`, `${ACTIVITY}@3`],
    [
      "doubled under another name",
      `INSERT INTO commits (stream, version, share, body) SELECT '${ACTIVITY}2', 1, share, body FROM commits WHERE ${row(1)}`,
      `${ACTIVITY}2@1`,
    ],
    [
      "dated anew",
      `UPDATE commits SET body = replace(body, '2026-06-0', '2026-05-0') WHERE ${row(17)}`,
      `${ACTIVITY}@17`,
    ],
  ])("a commit that was %s is found, with its place", async (_, statement, place) => {
    const { code, err } = await verify(folder("events.db", statement))
    expect([1, 3]).toContain(code)
    expect(err).toContain(place)
  })

  test("a read refuses what is kept as another's, naming it", async () => {
    const path = folder("events.db", `UPDATE commits SET stream = 'activity:${PLAN}.t9', version = 1 WHERE ${row(17)}`)
    await using store = sqliteStore(path)
    const misplaced = { code: "damaged", damage: { stream: `activity:${PLAN}.t9`, version: 1, fault: "misplaced" } }
    await expect(store.events.head(`activity:${PLAN}.t9`)).rejects.toMatchObject(misplaced)
    await expect(Array.fromAsync(store.events.read(`activity:${PLAN}.t9`))).rejects.toMatchObject(misplaced)
    await expect(Array.fromAsync(store.events.scan())).rejects.toMatchObject(misplaced)
    const gap = { code: "damaged", damage: { stream: ACTIVITY, version: 17, fault: "gap" } }
    for (const range of [{}, { backwards: true }, { from: 17 }, { from: 10, to: 18, backwards: true }])
      await expect(Array.fromAsync(store.events.read(ACTIVITY, range))).rejects.toMatchObject(gap)
    expect(await Array.fromAsync(store.events.read(ACTIVITY, { from: 18 }))).toHaveLength(3)
  })
})

describe("K3.1 keys and attributes against hashes, on DynamoDB", async () => {
  const at = await endpoint()
  type Item = Record<string, AttributeValue>

  async function tables() {
    const own = options(at)
    await createTables(own)
    const store = dynamodbStore(own)
    onTestFinished(() => store[Symbol.asyncDispose]())
    await writeWhole(store, await someOfThePast())
    return { own, store }
  }
  async function change({ client, tables }: DynamodbOptions, version: number, edit: (item: Item) => Item | undefined) {
    const db = new DynamoDBClient({ ...client, endpoint: at })
    const [TableName, Key] = [tables.events, { pk: { S: ACTIVITY }, sk: { N: String(version) } }]
    const { Item = {} } = await db.send(new GetItemCommand({ TableName, Key }))
    await db.send(new DeleteItemCommand({ TableName, Key }))
    const edited = edit(Item)
    if (edited) await db.send(new PutItemCommand({ TableName, Item: edited }))
    db.destroy()
  }

  test.each<[string, number, (item: Item) => Item | undefined, object]>([
    [
      "moved to another stream",
      20,
      (item) => ({ ...item, pk: { S: `${ACTIVITY}.hidden` } }),
      { version: 20, fault: "hash" },
    ],
    ["moved to another version", 20, (item) => ({ ...item, sk: { N: "99" } }), { version: 99, fault: "hash" }],
    [
      "dated anew",
      17,
      (item) => ({ ...item, recorded: { S: "2026-01-01T00:00:00.000Z" } }),
      { version: 17, fault: "hash" },
    ],
    ["given another hash", 17, (item) => ({ ...item, hash: { S: "x".repeat(43) } }), { version: 17, fault: "hash" }],
    ["taken out", 17, () => undefined, { stream: ACTIVITY, version: 17, fault: "gap" }],
    ["emptied", 17, (item) => ({ ...item, body: { B: deflateRawSync("{}") } }), { version: 17, fault: "unreadable" }],
    [
      "written anew",
      17,
      (item) => ({
        ...item,
        body: {
          B: deflateRawSync(
            inflateRawSync(item.body?.B ?? "")
              .toString()
              .replace("private", "public"),
          ),
        },
      }),
      { version: 17, fault: "hash" },
    ],
  ])("a commit that was %s is found, with its place, and read by nobody", async (_, version, edit, finding) => {
    const { own, store } = await tables()
    await change(own, version, edit)
    expect(await findingsIn(store)).toContainEqual(expect.objectContaining(finding))
    const read = async () => {
      await Array.fromAsync(store.events.read(ACTIVITY))
      await Array.fromAsync(store.events.read(`${ACTIVITY}.hidden`))
    }
    await expect(read()).rejects.toMatchObject({ code: "damaged", damage: finding })
  })
})

describe("K3.2 texts", () => {
  const edits = {
    altered: "UPDATE texts SET body = body || ' and more' WHERE body IS NOT NULL",
    deleted: "DELETE FROM texts",
    "marked erased": "UPDATE texts SET body = NULL",
    "given another media type": "UPDATE texts SET media = 'text/plain'",
    "moved to another plan": "UPDATE texts SET plan = 'other'",
  }

  test.each(Object.entries(edits))(
    "that were all %s are named, each with the commit that names it",
    async (_, edit) => {
      const path = folder("texts.db", edit)
      const { code, err } = await verify(path)
      expect(code).toBe(1)
      expect(err).toMatch(/^demarche: 150 findings/)
      expect(err).toMatch(/plan:\S+@\d+ names a text that .*the text [\w-]{43} /)
    },
  )

  test("one is never served under the hash of another, and what was redacted is gone by right", async () => {
    const swap = "UPDATE texts SET body = 'The States parties agree to everything.' WHERE media IS NOT NULL"
    const { world } = await openFolder((path) => {
      using db = new DatabaseSync(join(path, "texts.db"))
      db.exec(swap)
    })
    onTestFinished(() => world.stop())
    const commits = await Array.fromAsync(world.hosted.application.world.events.read(ACTIVITY))
    const events = commits.flatMap(({ events }) => events.map(({ value }) => value))
    const draft = events.findLast(({ type }) => type === "DraftAdded")?.text
    const { status, body } = await world.ask("GET", `/api/texts/${draft}`, { as: ISU })
    expect([status, body.type]).toEqual([500, "https://demarche.example/problems/damaged"])
    expect(JSON.stringify(body)).not.toContain("agree to everything")
    const redacted = events.find(({ type }) => type === "TextRedacted")?.text
    expect((await world.ask("GET", `/api/texts/${redacted}`, { as: ISU })).status).toBe(410)
  })
})

describe("K3.3 a body that is no commit", () => {
  const bodies = ["null", "{}", "[]", "7", '"text"', "not JSON", "", '{"events":null}']
  const broken = bodies.map((body, at) => `UPDATE commits SET body = '${body}' WHERE seq = ${40 * at + 10}`)

  test("is named with its place, and all others are examined", async () => {
    const path = folder("events.db", ...broken)
    const { code, err } = await verify(path)
    expect(code).toBe(2)
    expect(err.match(/@\d+ cannot be read/g)).toHaveLength(bodies.length)
  })

  test.each(["events", "origin", "state", "workflow", "ring"])("with %s null as well", async (field) => {
    const edit = `UPDATE commits SET body = json_set(body, '$.${field}', json('null')) WHERE ${row(14)}`
    const { code, err } = await verify(await folderOfToday("events.db", edit))
    expect([1, 2]).toContain(code)
    expect(err).toContain(`${ACTIVITY}@14`)
  })

  test("hides no forged commit: tampering is what the exit code says", async () => {
    const forged = `UPDATE commits SET body = replace(body, 'PersonAdded', 'PersonEnded') WHERE body LIKE '%PersonAdded%'`
    const { code, err } = await verify(folder("events.db", ...broken, forged))
    expect(code).toBe(1)
    expect(err).toContain("was altered")
    expect(err).toContain("cannot be read")
  })

  test("in an export: the line is named, whatever stands there", async () => {
    const { path, remove } = unpacked()
    onTestFinished(remove)
    const lines = bytes("folder/operator.ndjson.gz").toString().trimEnd().split("\n")
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`
    const [first = ""] = lines
    const nested = ['"correlation":', '"value":'].map((name) => first.replace(name, `${name}${deep},"was":`))
    const bad = [...bodies.filter(Boolean), deep, ...nested, '{"stream":"a:b","version":1,"hash":"x","events":[null]}']
    writeFileSync(join(path, "export.ndjson"), [...lines, ...bad].join("\n"))
    const { code, err } = await cli(["verify", join(path, "export.ndjson")])
    expect(code).toBe(1)
    expect(err).toMatch(new RegExp(`^demarche: ${bad.length} findings`))
  })
})

describe("K3.4 states, recent command ids and views", () => {
  test("a state is compared as JSON: a list is no object", async () => {
    const path = await folderOfToday(
      "events.db",
      `UPDATE commits SET body = json_set(body, '$.state.context.objections', json('{}')) WHERE ${row(14)}`,
    )
    const { code, err } = await verify(path)
    expect([code, err]).toEqual([1, expect.stringContaining(`${ACTIVITY}@14 state.context.objections`)])
  })

  test("recent command ids are recomputed", async () => {
    const edit = `UPDATE commits SET body = json_set(body, '$.ring', substr(body ->> '$.ring', 1, 32)) WHERE ${row(20)}`
    const { code, err } = await verify(folder("events.db", edit))
    expect([code, err]).toEqual([1, expect.stringContaining(`${ACTIVITY}@20 does not keep the recent command ids`)])
  })

  test("a row that is not what the record leads to is named, and how to make it anew; then it is", async () => {
    const path = folder(
      "views.db",
      `UPDATE rows SET body = replace(body, '"underSilence"', '"editing"') WHERE ${row(20)}`,
    )
    const { code, err } = await verify(path)
    expect([code, err]).toEqual([1, expect.stringContaining(`${ACTIVITY}@20 is shown otherwise in the views`)])
    expect(err).toContain("`demarche views rebuild`")
    expect(await cli(["views", "rebuild", "--data", path])).toMatchObject({ code: 0 })
    expect(await findingsAt(path)).toEqual([])
  })

  const lead = (field: string) => `${field} = (SELECT body ->> '$.${field}' FROM rows WHERE ${row(19)})`
  test.each([
    ["taken out", `DELETE FROM rows WHERE ${row(20)}`, "is shown otherwise in the views"],
    [
      "not made yet",
      `DELETE FROM rows WHERE ${row(20)};
       UPDATE heads SET version = 19, ${lead("queue")}, ${lead("deadline")} WHERE stream = '${ACTIVITY}'`,
      "is not in the views yet",
    ],
    [
      "of no commit",
      `UPDATE rows SET version = 21, body = replace(body, '"version":20', '"version":21') WHERE ${row(20)}`,
      "views",
    ],
  ])("a row that is %s is named, with 3 or 1", async (_, edit, said) => {
    const { code, err } = await verify(folder("views.db", edit))
    expect([1, 3]).toContain(code)
    expect(err).toContain(said)
  })
})
