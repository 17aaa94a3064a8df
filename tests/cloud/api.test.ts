import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda"
import type { LambdaEvent } from "hono/aws-lambda"
import { SignJWT } from "jose"
import { afterEach, beforeAll, expect, test, vi } from "vitest"
import { createTables } from "../../packages/store/dynamodb.ts"
import { endpoint, options } from "../store/dynamodbServer.ts"

const own = options(await endpoint())

beforeAll(() => createTables(own))
afterEach(() => vi.unstubAllEnvs())

const tables = {
  EVENTS_TABLE: own.tables.events,
  VIEWS_TABLE: own.tables.views,
  TEXTS_TABLE: own.tables.texts,
  BUS_NAME: "bus",
  DYNAMODB_ENDPOINT: own.endpoint,
  AWS_REGION: "eu-central-1",
}
const issuer = { JWT_ISSUER: "https://login.example.org", JWT_AUDIENCES: "demarche" }

/** The Lambda as it starts in that environment. */
async function started(env: Record<string, string | undefined>) {
  vi.resetModules()
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const { handler } = await import("../../functions/api.ts")
  return async (bearer: string) => {
    const answer = await handler(event(bearer))
    const { statusCode, body = "" } = answer as APIGatewayProxyStructuredResultV2
    return { status: statusCode, detail: JSON.parse(body).detail as string }
  }
}

function event(bearer: string): LambdaEvent {
  const headers = { authorization: `Bearer ${bearer}`, host: "plans.example.org" }
  const http = { method: "GET", path: "/api/plans", protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" }
  const event = {
    version: "2.0",
    routeKey: "GET /api/{rest+}",
    rawPath: http.path,
    rawQueryString: "",
    headers,
    body: null,
    isBase64Encoded: false,
    requestContext: { http, domainName: "plans.example.org" },
  }
  return event as unknown as LambdaEvent
}

const shared = () => new SignJWT({ sub: "isu" }).setProtectedHeader({ alg: "HS256" }).sign(new Uint8Array(32))

test("the Lambda reads tokens where the stage names their issuer", async () => {
  const ask = await started({ ...tables, ...issuer })
  expect(await ask(await shared())).toEqual({ status: 401, detail: expect.stringMatching(/^a token is signed with/) })
})

test("and knows none where it names none", async () => {
  const ask = await started(tables)
  expect(await ask(await shared())).toEqual({ status: 401, detail: "this credential is of no kind known here" })
})

test.each([
  ["an issuer without audiences", { JWT_ISSUER: issuer.JWT_ISSUER }, "JWT_AUDIENCES: goes with JWT_ISSUER"],
  ["audiences without an issuer", { JWT_AUDIENCES: "demarche" }, "JWT_AUDIENCES: goes with JWT_ISSUER"],
  ["no audience", { ...issuer, JWT_AUDIENCES: "" }, "JWT_AUDIENCES: "],
  ["an issuer in the clear", { ...issuer, JWT_ISSUER: "http://login.example.org" }, "JWT_ISSUER: is no https address"],
  ["no table", { EVENTS_TABLE: undefined }, "EVENTS_TABLE: is not set"],
])("it does not start with %s, and says which variable", async (_, env, said) => {
  await expect(started({ ...tables, ...env })).rejects.toThrow(said)
})
