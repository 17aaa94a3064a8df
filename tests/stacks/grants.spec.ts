import { generateKeyPairSync } from "node:crypto"
import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { createApplication } from "@demarche/application/application"
import { signCheckpoint } from "@demarche/application/audit/signCheckpoint"
import { messageOf } from "@demarche/application/messages/bus"
import { sweep } from "@demarche/application/processes/sweep"
import { createWebhooks } from "@demarche/application/webhooks/webhooks"
import { type DynamodbOptions, dynamodbStore } from "@demarche/event-store/dynamodb/dynamodbStore"
import { feedback } from "@demarche/functions/feedback"
import { redrive } from "@demarche/functions/redrive"
import { tagOf } from "@demarche/mail/feedback"
import type { Message } from "@demarche/mail/message"
import type { SQSEvent } from "aws-lambda"
import { expect, test } from "vitest"
import { endpoint } from "../event-store/dynamodbServer.ts"
import type { Lambda } from "../functions/host.ts"
import { overDynamodb } from "../functions/overDynamodb.ts"
import { AUSTRIA, circulated, ISU, openCcm, PLAN, PRESIDENCY } from "../http/world.ts"
import { evaluate } from "./evaluate.ts"
import { grantsOf } from "./graph.ts"

/** Lets a function do at the tables what the stacks grant it, as IAM would, and nothing else. */
function iam(grants: ReturnType<typeof grantsOf>) {
  return (lambda: Lambda, own: DynamodbOptions): DynamodbOptions => {
    const owners = new Map(Object.entries(own.tables).map(([port, table]) => [table, port]))
    const { requestHandler } = new DynamoDBClient(own.client ?? {}).config
    const handle = (request: { headers: Record<string, string>; body: Uint8Array }, how: never) => {
      const [, action = ""] = request.headers["x-amz-target"]?.split(".") ?? []
      const { TableName, RequestItems = {} } = JSON.parse(new TextDecoder().decode(request.body))
      for (const table of TableName ? [TableName] : Object.keys(RequestItems)) {
        const port = owners.get(table) ?? ""
        const granted = grants[lambda]?.[`${port[0]?.toUpperCase()}${port.slice(1)}`]?.split(" ") ?? []
        if (!granted.includes(action))
          throw Object.assign(new Error(`${lambda} may not ${action} ${port}`), { name: "AccessDeniedException" })
      }
      return requestHandler.handle(request as never, how)
    }
    const guarded = Object.assign(Object.create(requestHandler), { handle })
    return { ...own, client: { ...own.client, requestHandler: guarded } }
  }
}

test("each function can do what it is for with what it is granted", async () => {
  const guard = iam(grantsOf(await evaluate({ stage: "production", bundles: false })))
  let own: DynamodbOptions | undefined
  const hosting = overDynamodb(await endpoint(), (lambda, options) => {
    own = options
    return guard(lambda, options)
  })
  const letters: Message[] = []
  const mailer = { send: async (letter: Message) => void letters.push(letter) }
  const post = { mailer, home: "https://demarche.example", key: "a key of the tests" }
  let busy = true
  const caller = { call: async () => ({ taken: !busy, said: busy ? "503" : "204" }) }
  const world = await openCcm("2026-06-01T10:00:00+02:00", hosting, post, createWebhooks(caller, post.key))
  const body = { url: "https://unidir.example/hook", label: "UNIDIR" }
  const webhook = await world.ask("POST", "/api/webhooks", { as: ISU, body, query: { plan: PLAN } })
  expect(webhook.status).toBe(201)
  await world.take(PRESIDENCY, "t2-a2", "amend", { outputs: ["o3-1", "o3-2"], reason: "it is stated" })
  await circulated(world)
  const draft = { as: AUSTRIA, body: "A long draft. ".repeat(40_000), headers: { "Content-Type": "text/markdown" } }
  const { hash } = (await world.ask("POST", `/api/texts?plan=${PLAN}`, draft)).body
  await world.take(AUSTRIA, "t2-a3", "waiveConsultation", { reason: "time" })
  await world.take(AUSTRIA, "t2-a3", "startDrafting")
  await world.take(AUSTRIA, "t2-a3", "addDraft", { text: hash })
  busy = false
  await world.at("2026-06-01T10:05:00+02:00")
  expect(letters.length).toBeGreaterThan(8)
  const deliveries = await world.get("/api/deliveries", { as: ISU, query: { plan: PLAN, status: "failed" } })
  expect(deliveries.items).toEqual([])

  const under = (lambda: Lambda) =>
    createApplication(dynamodbStore(guard(lambda, own as DynamodbOptions)), world.clock.now)
  const [letter] = letters.filter(({ to }) => to.address === "thematic-a@demarche.example")
  await feedback(under("feedback"))({
    source: "aws.ses",
    "detail-type": "Email Bounced",
    detail: {
      bounce: { bounceType: "Permanent", bounceSubType: "General", bouncedRecipients: [{}] },
      mail: {
        destination: ["thematic-a@demarche.example"],
        tags: { "demarche-stream": [tagOf(letter?.stream ?? "")] },
      },
    },
  })
  await world.hosted.settled()
  const { context } = await under("api").planSnapshot(PLAN)
  expect(context.people.find(({ id }) => id === "thematic-a")).toMatchObject({ failed: true })

  await world.take(ISU, "t2-a3", "redact", { text: hash, reason: "it names a person" })
  expect(await under("api").world.texts.get(hash)).toBe("erased")
  await world.at("2026-06-08T18:01:00+02:00")
  const output = await under("api").world.events.head(`output:${PLAN}.o3`)
  expect(output?.events.map(({ value }) => value.type)).toEqual(["EvidenceLinked"])

  const whole = { segment: 0, segments: 1, since: "2026-06-01T00:00:00.000Z" }
  const { repaired } = await sweep(under("sweep"), whole, () => {})
  expect(repaired.toSorted()).toEqual([expect.stringMatching(/^notice:/), expect.stringMatching(/^plan:/)])
  expect(await sweep(under("sweep"), whole, () => {})).toMatchObject({ queued: 0 })
  const head = await under("api").world.events.head(`activity:${PLAN}.t2-a2`)
  if (!head) throw new Error("the activity has no head")
  const pointer = { approximateArrivalOfFirstRecord: head.recorded, approximateArrivalOfLastRecord: head.recorded }
  const bodies = [
    { DDBStreamBatchInfo: pointer },
    { requestPayload: { source: "demarche", "detail-type": "Commit", detail: messageOf(head) } },
  ]
  const Records = bodies.map((body, at) => ({ messageId: `${at}`, body: JSON.stringify(body) })) as SQSEvent["Records"]
  const bus = { put: async () => ({ refused: [] }) }
  const log = { info() {}, error: console.error }
  expect(await redrive({ application: under("redrive"), bus, log })({ Records })).toEqual({ batchItemFailures: [] })
  const { privateKey } = generateKeyPairSync("ed25519")
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString()
  expect((await signCheckpoint(under("checkpoint").world, key)).streams).toBeGreaterThan(30)
  await world.stop()
})
