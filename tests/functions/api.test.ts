import { gunzipSync } from "node:zlib"
import { createTables } from "@demarche/event-store/dynamodb/dynamodbStore"
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda"
import type { LambdaEvent } from "hono/aws-lambda"
import { SignJWT } from "jose"
import { afterEach, beforeAll, expect, test, vi } from "vitest"
import { adopted, cli, PLAN, PLAN_FILE } from "../cli/console.ts"
import { endpoint, options } from "../event-store/dynamodbServer.ts"

const own = options(await endpoint())

beforeAll(() => createTables(own))
afterEach(() => vi.unstubAllEnvs())

const tables = {
  EVENTS_TABLE: own.tables.events,
  VIEWS_TABLE: own.tables.views,
  TEXTS_TABLE: own.tables.texts,
  MARKS_TABLE: "marks",
  LETTER_KEY: "a key of the tests",
  ORIGIN: "https://d.example",
  DYNAMODB_ENDPOINT: own.endpoint,
  AWS_REGION: "eu-central-1",
  AWS_ACCESS_KEY_ID: "nobody",
  AWS_SECRET_ACCESS_KEY: "nothing",
}
const issuer = { JWT_ISSUER: "https://login.example.org", JWT_AUDIENCES: "demarche" }

/** The Lambda as it starts in that environment. */
async function started(env: Record<string, string | undefined>) {
  vi.resetModules()
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const { handler } = await import("@demarche/functions/api")
  return async (given: Partial<Asked>) => {
    const answer = (await handler(event(given))) as APIGatewayProxyStructuredResultV2
    const bytes = Buffer.from(answer.body ?? "", answer.isBase64Encoded ? "base64" : "utf8")
    const packed = answer.headers?.["content-encoding"]
    const version = answer.headers?.etag
    return { status: answer.statusCode, packed, version, text: (packed ? gunzipSync(bytes) : bytes).toString() }
  }
}

interface Asked {
  method: string
  path: string
  query: string
  bearer: string
  body: object
  /** What it takes, as Accept-Encoding has it, and the version it has, as If-None-Match does. */
  takes: string
  has: string
}

/** A request as an HTTP API's gateway hands it on (payload format 2.0): a body is base64. */
function event({
  method = "GET",
  path = "/api/plans",
  query = "",
  bearer,
  body,
  takes,
  has,
}: Partial<Asked>): LambdaEvent {
  const headers = {
    host: "plans.example.org",
    ...(bearer && { authorization: `Bearer ${bearer}` }),
    ...(body && { "content-type": "application/json" }),
    ...(takes && { "accept-encoding": takes }),
    ...(has && { "if-none-match": has }),
  }
  const http = { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" }
  const event = {
    version: "2.0",
    routeKey: `${method} /api/{rest+}`,
    rawPath: path,
    rawQueryString: query,
    headers,
    body: body ? Buffer.from(JSON.stringify(body)).toString("base64") : null,
    isBase64Encoded: body !== undefined,
    requestContext: { http, domainName: "plans.example.org" },
  }
  return event as unknown as LambdaEvent
}

const shared = () => new SignJWT({ sub: "isu" }).setProtectedHeader({ alg: "HS256" }).sign(new Uint8Array(32))

test("the Lambda reads tokens where the stage names their issuer", async () => {
  const ask = await started({ ...tables, ...issuer })
  const { status, text } = await ask({ bearer: await shared() })
  expect([status, JSON.parse(text).detail]).toEqual([401, expect.stringMatching(/^a token is signed with/)])
})

test("and knows none where it names none", async () => {
  const ask = await started(tables)
  const { status, text } = await ask({ bearer: await shared() })
  expect([status, JSON.parse(text).detail]).toEqual([401, "this credential is of no kind known here"])
})

test("a page goes to the gateway packed where its reader takes that, and is the same page", async () => {
  const ask = await started(tables)
  const [packed, plain] = [await ask({ path: "/fr/help", takes: "gzip, br" }), await ask({ path: "/fr/help" })]
  expect([packed.status, packed.packed, plain.packed]).toEqual([200, "gzip", undefined])
  expect(packed.text).toBe(plain.text)
})

test("a plan is read and written through it as the gateway hands requests on", async () => {
  for (const [name, value] of Object.entries(tables)) vi.stubEnv(name, value)
  const run = (...argv: string[]) => cli([...argv, "--tables"], { env: tables })
  expect(await run("plan", "import", PLAN_FILE)).toMatchObject({ code: 0 })
  expect(await adopted(run)).toMatchObject({ code: 0 })
  const whose = ["--label", "a script", "--office", "coordinator", "--party", "austria", "--plan", PLAN]
  const bearer = (await run("key", "add", ...whose)).out.match(/demarche_\S+/)?.[0] ?? ""
  const ask = await started(tables)
  const item = `/api/activities/${PLAN}.t2-a2`
  const read = async (path: string, query?: string) => {
    const { status, text } = await ask({ path, ...(query && { query }) })
    expect(status).toBe(200)
    return text
  }
  expect(JSON.parse(await read("/healthz"))).toMatchObject({ status: "ok" })
  expect(JSON.parse(await read("/api/activities", `plan=${PLAN}&limit=100`)).items).toHaveLength(21)
  const body = { reason: "The parties were asked in May, à Genève." }
  const write = { method: "POST", path: `${item}/transitions/waiveConsultation`, body }
  expect(await ask(write)).toMatchObject({ status: 401 })
  expect(await ask({ ...write, bearer })).toMatchObject({ status: 200 })
  const { items } = JSON.parse(await read(`${item}/history`))
  expect(items.at(-1)).toMatchObject({ events: [{ type: "ConsultationWaived" }], reason: body.reason })
  const path = `/fr/plans/${PLAN}/pulse`
  const beat = await ask({ path, has: 'W/"2020-01-01T00:00:00.000Z"' })
  expect([beat.status, beat.text]).toEqual([200, ""])
  expect(await ask({ path, has: String(beat.version) })).toMatchObject({ status: 304, text: "" })
  const exported = (await read("/api/history/export", `plan=${PLAN}`)).trimEnd().split("\n")
  expect(exported.length).toBeGreaterThan(40)
  for (const line of exported) JSON.parse(line)
})

test.each([
  ["an issuer without audiences", { JWT_ISSUER: issuer.JWT_ISSUER }, "JWT_AUDIENCES: goes with JWT_ISSUER"],
  ["audiences without an issuer", { JWT_AUDIENCES: "demarche" }, "JWT_AUDIENCES: goes with JWT_ISSUER"],
  ["no audience", { ...issuer, JWT_AUDIENCES: "" }, "JWT_AUDIENCES: "],
  ["an issuer in the clear", { ...issuer, JWT_ISSUER: "http://login.example.org" }, "JWT_ISSUER: is no https address"],
  ["no table", { EVENTS_TABLE: undefined }, "EVENTS_TABLE: is not set"],
  ["no key for letters", { LETTER_KEY: undefined }, "LETTER_KEY: is not set"],
  ["no address of its own", { ORIGIN: undefined }, "ORIGIN: "],
])("it does not start with %s, and says which variable", async (_, env, said) => {
  await expect(started({ ...tables, ...env })).rejects.toThrow(said)
})
