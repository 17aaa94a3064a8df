import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { tamperingEntry } from "@demarche/application/messages/bus"
import { createTables } from "@demarche/event-store/dynamodb/dynamodbStore"
import { beforeAll, describe, expect, test } from "vitest"
import { endpoint, options } from "../event-store/dynamodbServer.ts"
import { patterns } from "../functions/host.ts"
import { matches } from "../functions/matcher.ts"
import { root } from "../house/files.ts"
import { environmentFaults, variablesOf } from "./environments.ts"
import { evaluate, secrets } from "./evaluate.ts"
import { faults } from "./faults.ts"
import { all, type Graph, grantsOf, lambdas, one } from "./graph.ts"
import { loadFaults } from "./loads.ts"
import { patternFaults } from "./patterns.ts"

const stages = ["production", "development"]
const graphs = new Map<string, Graph>()
const graphOf = (stage: string) => graphs.get(stage)!

beforeAll(async () => {
  for (const stage of stages) graphs.set(stage, await evaluate({ stage, bundles: stage === "production" }))
})

describe.each(stages)("%s", (stage) => {
  test("has no faults", () => expect(faults(graphOf(stage))).toEqual([]))

  test("its listeners receive what they act on and nothing else", () =>
    expect(patternFaults(graphOf(stage))).toEqual([]))

  test("its functions start with their environment and no other, and read all of it", async () => {
    expect(await environmentFaults(graphOf(stage))).toEqual([])
  })

  test("each function has the variables that it uses and no more", () => {
    const tables = "EVENTS_TABLE TEXTS_TABLE VIEWS_TABLE"
    expect(variablesOf(graphOf(stage))).toEqual({
      api: "EVENTS_TABLE LETTER_KEY MARKS_TABLE ORIGIN TEXTS_TABLE VIEWS_TABLE",
      publish: "BUS_NAME",
      project: "EVENTS_TABLE VIEWS_TABLE",
      react: tables,
      notify: tables,
      sendCode: "EVENTS_TABLE LETTER_KEY MAIL_CONFIGURATION MAIL_FROM ORIGIN TEXTS_TABLE VIEWS_TABLE",
      importPlan: tables,
      deliver: "EVENTS_TABLE LETTER_KEY VIEWS_TABLE",
      feedback: tables,
      clock: "EVENTS_TABLE LETTER_KEY MAIL_CONFIGURATION MAIL_FROM ORIGIN TEXTS_TABLE VIEWS_TABLE",
      retry: "EVENTS_TABLE LETTER_KEY VIEWS_TABLE",
      sweep: "EVENTS_TABLE SWEEP_SEGMENTS TEXTS_TABLE VIEWS_TABLE",
      checkpoint: "CHECKPOINT_BUCKET CHECKPOINT_KEY EVENTS_TABLE",
      redrive: `BUS_NAME ${tables}`,
    })
  })

  test("the cloud in one process routes by the same patterns", () => {
    for (const [listener, pattern] of Object.entries(patterns)) {
      const rule = `BusSubscriber${listener[0]!.toUpperCase()}${listener.slice(1)}Rule`
      const { inputs } = one(graphOf(stage), "cloudwatch/eventRule:EventRule", rule)
      expect(JSON.parse(inputs.eventPattern)).toEqual(pattern)
    }
  })

  test("each function may do what it does and no more", () => {
    const append = "GetItem PutItem Query"
    const texts = "BatchWriteItem GetItem PutItem Query UpdateItem"
    const queue = "ChangeMessageVisibility DeleteMessage GetQueueAttributes ReceiveMessage"
    expect(grantsOf(graphOf(stage))).toEqual({
      api: { Events: append, Views: "GetItem Query", Texts: texts, Marks: "BatchWriteItem GetItem PutItem" },
      publish: {
        "Events/stream": "DescribeStream GetRecords GetShardIterator ListStreams",
        Bus: "PutEvents",
        Failures: "SendMessage",
      },
      project: { Events: "GetItem Query", Views: append, Failures: "SendMessage" },
      react: { Events: append, Views: "GetItem Query", Texts: texts, Failures: "SendMessage" },
      notify: { Events: append, Views: "GetItem Query", Texts: texts, Failures: "SendMessage" },
      sendCode: {
        Events: append,
        Views: "GetItem Query",
        Texts: texts,
        Failures: "SendMessage",
        MailIdentity: "SendEmail SendRawEmail",
        MailConfig: "SendEmail SendRawEmail",
      },
      importPlan: { Events: append, Views: "GetItem Query", Texts: texts, Failures: "SendMessage" },
      deliver: { Events: append, Views: append, Failures: "SendMessage" },
      retry: { Events: append, Views: "GetItem Query", Missed: "SendMessage" },
      feedback: { Events: append, Views: "GetItem Query", Texts: texts, Failures: "SendMessage" },
      clock: {
        Events: append,
        Views: "GetItem Query",
        Texts: texts,
        Missed: "SendMessage",
        MailIdentity: "SendEmail SendRawEmail",
        MailConfig: "SendEmail SendRawEmail",
      },
      sweep: { Events: `${append} Scan`, Views: append, Texts: texts, Missed: "SendMessage" },
      checkpoint: { Events: "GetItem Query Scan", Checkpoints: "PutObject", Missed: "SendMessage" },
      redrive: {
        Events: `${append} Scan`,
        Views: append,
        Texts: texts,
        Bus: "PutEvents",
        Failures: queue,
        Undelivered: queue,
      },
    })
  })
})

describe("production", () => {
  const graph = () => graphOf("production")

  test("its tables are those that the adapter makes for itself", async () => {
    const own = options(await endpoint())
    await createTables(own)
    const client = new DynamoDBClient({ ...own.client, ...(own.endpoint && { endpoint: own.endpoint }) })
    for (const [port, TableName] of Object.entries(own.tables)) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }))
      const { inputs } = one(graph(), "dynamodb/table:Table", `${port[0]!.toUpperCase()}${port.slice(1)}Table`)
      const keyed = (keys: { AttributeName?: string | undefined }[] = []) =>
        keys.map(({ AttributeName }) => AttributeName)
      expect([inputs.hashKey, inputs.rangeKey]).toEqual(keyed(Table!.KeySchema))
      expect(sorted(inputs.attributes.map(({ name, type }: Record<string, string>) => `${name} ${type}`))).toEqual(
        sorted(Table!.AttributeDefinitions!.map((of) => `${of.AttributeName} ${of.AttributeType}`)),
      )
      expect(sorted(inputs.globalSecondaryIndexes.map(Object.values).map(String))).toEqual(
        sorted(
          (Table!.GlobalSecondaryIndexes ?? []).map((of) => {
            const [hash, range] = keyed(of.KeySchema)
            return String([hash, of.IndexName, of.Projection!.ProjectionType, range])
          }),
        ),
      )
    }
    client.destroy()
  })

  test("every address and method is the app's, and writes are a route of their own", () => {
    const routes = all(graph(), "apigatewayv2/route:Route")
    expect(sorted(routes.map(({ inputs }) => `${inputs.authorizationType} ${inputs.routeKey}`))).toEqual([
      "NONE $default",
      "NONE GET /api/deliveries",
      "NONE GET /api/imports/{id}",
      "NONE GET /api/notices",
      "NONE GET /api/reminders",
      "NONE GET /api/webhooks",
      "NONE GET /en/answer/{token}",
      "NONE GET /fr/answer/{token}",
      "NONE POST /api/{rest+}",
      "NONE POST /{rest+}",
    ])
  })

  test("a deployment prints its address and the tables, named as its functions have them", () => {
    const { url, dkim, ...tables } = graph().outputs
    expect(dkim).toEqual(
      ["one", "two", "three"].map((of) => `${of}._domainkey.${secrets.MailSender} CNAME ${of}.dkim.amazonses.com`),
    )
    expect(url).toMatch(/^https:/)
    const { variables } = one(graph(), "lambda/function:Function", "ApiFunction").inputs.environment
    expect(Object.keys(tables).sort()).toEqual(["EVENTS_TABLE", "TEXTS_TABLE", "VIEWS_TABLE"])
    expect(variables).toMatchObject(tables)
  })

  test("people come in by tokens of the issuer that is set, beside programs with their keys", async () => {
    expect(variablesNamed("JWT_", graph())).toEqual({})
    const open = await evaluate(
      withSettings(`jwt: { issuer: "https://login.example.org", audiences: ["demarche", "plans"] }`),
    )
    expect(faults(open)).toEqual([])
    expect(await environmentFaults(open)).toEqual([])
    expect(variablesNamed("JWT_", open)).toEqual({
      JWT_ISSUER: "https://login.example.org",
      JWT_AUDIENCES: "demarche,plans",
    })
    expect(all(open, "apigatewayv2/authorizer:Authorizer")).toEqual([])
  })

  test("a token can be asked for before a write, and a name of its own be given", async () => {
    const guarded = await evaluate(
      withSettings(`
      domain: "plans.example.org",
      elsewhere: { certificate: "arn:aws:acm:eu-central-1:123456789012:certificate/1" },
      jwt: { issuer: "https://login.example.org", audiences: ["demarche"], gateway: true },`),
    )
    expect(faults(guarded)).toEqual([])
    expect(await environmentFaults(guarded)).toEqual([])
    expect(variablesNamed("JWT_", guarded)).toEqual({
      JWT_ISSUER: "https://login.example.org",
      JWT_AUDIENCES: "demarche",
    })
    const asked = all(guarded, "apigatewayv2/route:Route").filter(({ inputs }) => inputs.authorizationType === "JWT")
    expect(asked.map(({ inputs }) => inputs.routeKey)).toEqual(["POST /api/{rest+}"])
    expect(all(guarded, "apigatewayv2/authorizer:Authorizer").map(({ inputs }) => inputs.jwtConfiguration)).toEqual([
      { issuer: "https://login.example.org", audiences: ["demarche"] },
    ])
    expect(all(guarded, "apigatewayv2/domainName:DomainName")[0]?.inputs.domainName).toBe("plans.example.org")
    expect(all(guarded, "route53/record:Record")).toEqual([])
  })

  test("people sign in by their accounts at the issuer that is set, whose secret is a secret", async () => {
    expect(variablesNamed("OIDC_", graph())).toEqual({})
    const issuer = `issuer: "https://login.example.org", clientId: "demarche"`
    const open = await evaluate(withSettings(`oidc: { ${issuer}, domains: ["example.org", "un.example"] }`))
    expect(faults(open)).toEqual([])
    expect(await environmentFaults(open)).toEqual([])
    expect(variablesNamed("OIDC_", open)).toEqual({
      ...{ OIDC_ISSUER: "https://login.example.org", OIDC_CLIENT_ID: "demarche" },
      ...{ OIDC_CLIENT_SECRET: secrets.OidcClientSecret, OIDC_DOMAINS: "example.org,un.example" },
    })
  })

  test("tampering rings, and bounces of this stage's letters come back", () => {
    const rule = (name: string) => JSON.parse(one(graph(), "cloudwatch/eventRule:EventRule", name).inputs.eventPattern)
    const { source, detailType, detail } = tamperingEntry("REMOVE", {}, "2026-01-01T00:00:00.000Z")
    expect(matches(rule("Tampering"), { source, "detail-type": detailType, detail: JSON.parse(detail) })).toBe(true)
    const set = one(graph(), "sesv2/configurationSet:ConfigurationSet", "MailConfig").inputs.configurationSetName
    const bounced = (name: string) => ({
      source: "aws.ses",
      "detail-type": "Email Bounced",
      detail: { mail: { tags: { "ses:configuration-set": [name] } } },
    })
    expect(matches(rule("DefaultBusSubscriberFeedbackRule"), bounced(set))).toBe(true)
    expect(matches(rule("DefaultBusSubscriberFeedbackRule"), bounced("another"))).toBe(false)
  })

  test("the document counts the alarms as they are, explains each, and its sums are right", () => {
    const text = readFileSync(join(root, "docs/deploy.md"), "utf8")
    const alarms = all(graph(), "cloudwatch/metricAlarm:MetricAlarm").map(({ name }) => name)
    expect(text).toContain(
      `| ${alarms.length} alarms at 0.10 (the first ten are free) | ${(alarms.length / 10).toFixed(2)} |`,
    )
    const named = [...text.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
    )
    const explains = (alarm: string) =>
      named.some((name) => name === alarm || (name[0] === "…" && alarm.endsWith(name.slice(1))))
    expect(alarms.filter((alarm) => !explains(alarm))).toEqual([])
    for (const [table] of text.matchAll(/^\| \| \|\n(?:\|.+\|\n)+/gm)) {
      const costs = [...table.matchAll(/ (\d+\.\d\d) \|$/gm)].map(([, cost]) => Number(cost))
      const [, said] = table.match(/\*\*about (\d+)\*\*/)!
      expect(Math.round(costs.reduce((sum, cost) => sum + cost, 0))).toBe(Number(said))
    }
  })

  test("no pattern is longer than EventBridge takes", () => {
    const lengths = all(graph(), "cloudwatch/eventRule:EventRule").map(({ inputs }) => inputs.eventPattern.length)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2048)
  })

  test("every handler is named, bundles, and is small", () => {
    const { bundles } = graph()
    const files = readdirSync(join(root, "functions")).filter((name) => name.endsWith(".ts"))
    const hosts = ["build.ts", "local.ts"]
    const written = files.filter((name) => !hosts.includes(name)).map((name) => name.slice(0, -3))
    expect(sorted(lambdas(graph()).map(({ handler }) => handler))).toEqual(sorted(written))
    for (const { handler, bytes } of bundles) expect([handler, bytes < 2_600_000]).toEqual([handler, true])
    const size = (bytes: number) => `${Math.round(bytes / 1024)} KB`
    console.log(
      bundles.map(({ handler, bytes, first }) => `${handler} ${size(bytes)}, at start ${size(first)}`).join("\n"),
    )
  })

  test("each function loads what it uses and no more", () => {
    expect(graph().bundles.flatMap(loadFaults)).toEqual([])
  })
})

/** Passes once packages/event-store/package.json says that its files have no side effects. */
test("no Lambda loads SQLite", () => {
  expect(graphOf("production").bundles.filter(({ imports }) => imports.includes("node:sqlite"))).toEqual([])
})

function withSettings(chosen: string) {
  const edits = { "stacks/settings.ts": (text: string) => text.replace("production: {}", `production: { ${chosen} }`) }
  return { stage: "production", edits }
}

/** The variables of the API whose names begin so. */
function variablesNamed(prefix: string, graph: Graph): Record<string, string> {
  const { variables } = one(graph, "lambda/function:Function", "ApiFunction").inputs.environment
  return Object.fromEntries(Object.entries<string>(variables).filter(([name]) => name.startsWith(prefix)))
}

function sorted(texts: string[]): string[] {
  return texts.toSorted()
}
