import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { createApplication } from "@demarche/application/application"
import { dynamodbStore } from "@demarche/event-store/dynamodb/dynamodbStore"
import { apiKeyAuth } from "@demarche/http/authentication"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { endpoint } from "../event-store/dynamodbServer.ts"
import { gate, refusal } from "../event-store/gate.ts"
import { documentedApi } from "../http/documented.ts"
import { adopted, cli, PLAN, PLAN_FILE, type Ran, temporary } from "./console.ts"

const folder = temporary()
const at = await endpoint()
let env: Record<string, string>
let store: ReturnType<typeof dynamodbStore>

beforeAll(async () => {
  env = await tablesCalled(`t${process.pid}`)
  store = dynamodbStore({
    tables: { events: env.EVENTS_TABLE!, views: env.VIEWS_TABLE!, texts: env.TEXTS_TABLE! },
    endpoint: at,
    client: { region: "local", credentials: { accessKeyId: "nobody", secretAccessKey: "nothing" } },
  })
})
afterAll(async () => {
  await store[Symbol.asyncDispose]()
  folder.remove()
})

/** New tables, and the environment that names them, as `dynamodb init` prints it. */
async function tablesCalled(prefix: string): Promise<Record<string, string>> {
  const { out } = await cli(["dynamodb", "init", "--endpoint", at, "--prefix", prefix])
  return Object.fromEntries(
    out
      .trim()
      .split("\n")
      .map((line) => line.split("=") as [string, string]),
  )
}

const run = (argv: string[], more: Record<string, string | undefined> = {}): Promise<Ran> =>
  cli([...argv, "--tables"], { env: { ...env, ...more } })
const addKey = (...more: string[]) =>
  run(["key", "add", "--label", "a script", "--office", "coordinator", "--party", "austria", "--plan", PLAN, ...more])

/** The app as the Lambda has it, over the same tables. */
function served() {
  const application = createApplication(store, () => new Date().toISOString())
  const options = {
    rates: { read: 1e9, write: 1e9 },
    home: "https://d.example",
    addressOf: () => undefined,
    milliseconds: () => 0,
    log() {},
  }
  return documentedApi(application, { ...options, authenticators: [apiKeyAuth(application)] })
}

describe("an empty deployment, until a program works on it", () => {
  let key = ""

  test("before there is a plan, nothing is there to look at", async () => {
    expect(await run(["activity", "list", "--plan", PLAN])).toMatchObject({ code: 5 })
  })

  test("a preview writes nothing", async () => {
    const { code, out } = await run(["plan", "import", PLAN_FILE, "--dry-run"])
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining("Nothing was written") })
    expect(await store.events.head(`plan:${PLAN}`)).toBeUndefined()
  })

  test("the plan is imported, by the operator", async () => {
    expect(await run(["plan", "import", PLAN_FILE])).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringContaining(`${PLAN} is imported`),
    })
    expect((await store.events.head(`plan:${PLAN}`))?.origin.value.by).toEqual({
      person: "operator",
      office: "secretariat",
    })
  })

  test("a key is made, and shown once", async () => {
    const { code, out, err } = await addKey()
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining("shown once") })
    key = out.trim()
    expect(key).toMatch(/^demarche_[0-9a-f]{16}_[\w-]{43}$/)
  })

  test("the plan is adopted, so that work on its items may begin", async () => {
    expect(await adopted((...argv) => run(argv))).toMatchObject({ code: 0, err: "" })
  })

  test("the API over the same tables lets that key in, in its office and its plan", async () => {
    const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" }
    const path = `/api/activities/${PLAN}.t2-a2/transitions/openConsultation`
    const body = JSON.stringify({ closes: "2099-06-01T18:00", invited: ["isu"] })
    const send = (authorization: string) =>
      served().request(path, { method: "POST", headers: { ...headers, Authorization: authorization }, body })
    expect((await send(`Bearer ${key.slice(0, -1)}_`)).status).toBe(401)
    expect((await send(`Bearer ${key}`)).status).toBe(200)
    const { actor } = JSON.parse((await run(["history", `${PLAN}.t2-a2`, "--json"])).out).items.at(-1)
    expect(actor).toEqual({ person: expect.stringMatching(/^key-/), office: "coordinator", party: "austria" })
  })

  test("a key is revoked by whoever holds the tables", async () => {
    const [, id = ""] = key.split("_")
    expect(await run(["key", "revoke", id, "--reason", "a drill"])).toMatchObject({ code: 0 })
    const answer = await served().request("/api/plans", { headers: { Authorization: `Bearer ${key}` } })
    expect(answer.status).toBe(401)
  })
})

describe("what a command wrote is followed up in it, since no stream may be there", () => {
  test("its rows are made", async () => {
    expect((await run(["activity", "list", "--plan", PLAN])).out.trim().split("\n")).toHaveLength(21)
  })

  test("what it called for elsewhere is there", async () => {
    const children = ["x-q3-3a", "x-q3-3b"].map((code) => ({ code, title: `Prepare ${code}`, kind: "document" }))
    const expand = ["activity", "do", `${PLAN}.x-q3-3`, "expandPlaceholder", `children=${JSON.stringify(children)}`]
    const as = ["--office", "coordinator", "--party", "austria", "--mandate", "Coordination Committee"]
    expect(await run([...expand, ...as])).toMatchObject({ code: 0, err: "" })
    for (const { code } of children)
      expect(await store.views.get(`activity:${PLAN}.${code}`)).toMatchObject({ version: 1 })
  })

  test("a plan file sent again is compared with them", async () => {
    const file = join(folder.path, "other.yaml")
    const title = "Meeting with the ISU and UNIDIR to discuss possible action"
    writeFileSync(file, readFileSync(PLAN_FILE, "utf8").replace(title, `${title} soon`))
    expect((await run(["plan", "import", file])).out).toContain("compared with the file")
    expect((await run(["plan", "import", file, "--dry-run"])).out).not.toContain("x-q1-3")
  })

  test("where that fails, what was written stands, and is said to", async () => {
    const door = await gate(at)
    door.keep(({ operation, body, forward }) =>
      operation === "PutItem" && body.TableName === env.VIEWS_TABLE ? refusal("AccessDeniedException") : forward(),
    )
    const cancel = ["activity", "do", `${PLAN}.t1-a3`, "cancel", "--reason", "gone", "--office", "coordinator"]
    const done = await run([...cancel, "--party", "austria"], { DYNAMODB_ENDPOINT: door.at })
    expect(done).toMatchObject({
      code: 0,
      err: expect.stringMatching(/recorded, but lists may not show it yet: .+AccessDenied/),
    })
    expect((await store.events.head(`activity:${PLAN}.t1-a3`))?.version).toBe(2)
    expect((await store.views.get(`activity:${PLAN}.t1-a3`))?.version).toBe(1)
  })
})

test("verify names the rows that no function has made yet; once they are made, all is refolded and intact (slow)", async () => {
  expect(await run(["verify"])).toMatchObject({ code: 3, err: expect.stringContaining("is not in the views yet") })
  expect(await run(["views", "rebuild"])).toMatchObject({ code: 0 })
  expect(await run(["verify"])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Intact: \d+ commits in \d+ streams/),
  })
})

describe("what is wrong is told, with its exit code, and nothing is written", () => {
  const list = ["activity", "list", "--plan", PLAN]

  test("two places, or a place and no table", async () => {
    for (const other of [
      ["--data", folder.path],
      ["--server", "http://localhost"],
    ])
      expect(await run([...list, ...other])).toMatchObject({ code: 2, err: expect.stringContaining("one place only") })
    const bare = await cli([...list, "--tables"], { env: { DYNAMODB_ENDPOINT: at, VIEWS_TABLE: "v" } })
    expect(bare).toEqual({
      code: 2,
      out: "",
      err: "demarche: --tables needs what the functions have in their environment:\n  EVENTS_TABLE: is not set\n  TEXTS_TABLE: is not set\n",
    })
    expect(await run(list, { DYNAMODB_ENDPOINT: "localhost:8000" })).toMatchObject({
      code: 2,
      err: expect.stringContaining("DYNAMODB_ENDPOINT: is no http address"),
    })
  })

  test("an option goes before the environment", async () => {
    expect(await run(list, { DEMARCHE_DATA: folder.path })).toMatchObject({ code: 0 })
  })

  test("tables that are not there", async () => {
    const { code, err } = await run(["plan", "import", PLAN_FILE], {
      EVENTS_TABLE: "no-events",
      TEXTS_TABLE: "no-texts",
    })
    expect(code).toBe(5)
    expect(err).toMatch(/no-events: ResourceNotFoundException.+\n.*no-texts: ResourceNotFoundException/)
  })

  test("tables that were mistaken for each other, and names that are none", async () => {
    const swapped = { EVENTS_TABLE: env.VIEWS_TABLE, VIEWS_TABLE: env.EVENTS_TABLE }
    for (const [more, said] of [
      [swapped, "does not match the schema"],
      [{ EVENTS_TABLE: "x" }, "Value 'x' at 'tableName'"],
    ] as const)
      expect(await run(["plan", "import", PLAN_FILE], more)).toMatchObject({
        code: 2,
        out: "",
        err: expect.stringMatching(new RegExp(`^demarche: --tables needs .+:\\n  .*${said}`)),
      })
  })

  const refusals: [name: string, type: string, code: number][] = [
    ["credentials that are out of date", "ExpiredTokenException", 4],
    ["credentials that nobody knows", "UnrecognizedClientException", 4],
    ["credentials that may not", "AccessDeniedException", 4],
    ["throttling, once patience has ended (slow)", "ThrottlingException", 7],
  ]
  test.each(refusals)("%s", async (_, type, code) => {
    const door = await gate(at)
    door.keep(() => refusal(type))
    const refused = await run(["plan", "import", PLAN_FILE], { DYNAMODB_ENDPOINT: door.at })
    expect(refused).toMatchObject({ code, out: "", err: expect.stringContaining(type) })
    expect(refused.err).not.toMatch(/^\s+at /m)
  })

  test("an endpoint that is down, once patience has ended (slow)", async () => {
    expect(await run(["plan", "import", PLAN_FILE], { DYNAMODB_ENDPOINT: "http://127.0.0.1:1" })).toMatchObject({
      code: 7,
      err: expect.stringContaining("ECONNREFUSED"),
    })
  })
})
