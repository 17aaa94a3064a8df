import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { bundle } from "./bundle.ts"
import { environmentFaults } from "./environments.ts"
import { copyInto, evaluate, secrets } from "./evaluate.ts"
import { faults } from "./faults.ts"
import { loadFaults } from "./loads.ts"
import { patternFaults } from "./patterns.ts"

/** Faults planted in a copy of the stacks: where, what is written instead of what, and what must be said of it. */
const planted: [file: string, before: string, after: string, said: string][] = [
  ["stacks/defaults.ts", "if (!$dev)", "if ($dev)", "ApiRole: trusts"],
  ["stacks/defaults.ts", '"arm64"', '"x86_64"', "ApiFunction: is built for x86_64"],
  ["stacks/defaults.ts", '"1 month"', '"forever"', "ApiLogGroup: keeps logs for ever"],
  [
    "stacks/grants.ts",
    '(events, "GetItem", "PutItem", "Query"),\n  scan',
    '(events, "GetItem", "PutItem", "Query", "DeleteItem"),\n  scan',
    "ApiRole: may dynamodb:DeleteItem on the record",
  ],
  [
    "stacks/grants.ts",
    'actions: ["events:PutEvents"]',
    'actions: ["events:*"]',
    "EventsSubscriberPublishFunctionRole: may events:*",
  ],
  ["stacks/api.ts", "may.append, may.see", "may.append, may.scan, may.see", "ApiRole: may dynamodb:Scan on the record"],
  ["stacks/api.ts", "cors: false", "cors: true", "GatewayApi: other sites' scripts may ask"],
  [
    "stacks/bus.ts",
    "maximumRetryAttempts: 10,",
    "",
    "EventsSubscriberPublishEventSourceMapping: maximumRetryAttempts is undefined",
  ],
  [
    "stacks/bus.ts",
    '"TRIM_HORIZON"',
    '"LATEST"',
    "EventsSubscriberPublishEventSourceMapping: startingPosition is LATEST",
  ],
  ["stacks/bus.ts", "...onFailure(failures, 2), ", "", "BusSubscriberProjectFunction: is not tried again"],
  [
    "stacks/bus.ts",
    "deadLetterConfig: { arn: undelivered.arn },",
    "",
    "BusSubscriberReactTarget: loses what it cannot deliver",
  ],
  ["stacks/clock.ts", "retries: 2,", "", "ClockSchedule: does not try again"],
  ["stacks/failures.ts", "1_209_600", "345_600", "LostQueue: forgets within a fortnight"],
  [
    "stacks/storage.ts",
    'stream: "new-image"',
    'stream: "keys-only"',
    "EventsTable: its stream does not carry new images",
  ],
  [
    "stacks/storage.ts",
    "deletionProtection: production",
    "deletionProtection: false",
    "EventsTable: deletion protection",
  ],
  ["stacks/alarms.ts", 'waits("lostWait", lost,', 'waits("lostWait", missed,', "LostQueue: has no alarm"],
  [
    "stacks/alarms.ts",
    "{ events, views, texts, marks }",
    "{ events, texts, marks }",
    "ViewsTable: has no alarm on ReadThrottleEvents",
  ],
  [
    "stacks/alarms.ts",
    '"throttled", "Throttles"',
    '"throttled", "Errors"',
    "account: has no alarm on AWS/Lambda Throttles",
  ],
  ["stacks/alarms.ts", '"Reject"', '"Send"', "account: has no alarm on AWS/SES Reject"],
  ["stacks/alarms.ts", "a letter was refused", "a letter was sent", "clock: has no alarm on refused letters"],
  ["stacks/alarms.ts", "const stage = `", "const stage = `an-`+`", "apiFails: does not say whose it is"],
  ["stacks/alarms.ts", " More in docs/deploy.md", " More", "apiFails: does not say what to do"],
  [
    "stacks/alarms.ts",
    'treatMissingData: "missing"',
    'treatMissingData: "breaching"',
    "clockStands: rings late or never",
  ],
  ["stacks/budget.ts", "[operator]", "[]", "Budget: nobody is told of ACTUAL costs"],
  ["stacks/api.ts", ", routeSettings: apart", "", "GatewayStage: lets readers shut the door on writers"],
  ["stacks/api.ts", 'gateway.route("$default"', 'gateway.route("GET /"', "GatewayRoute: answers some addresses itself"],
  ["stacks/alarms.ts", "{ failures, undelivered }", "{ failures }", "UndeliveredQueue: has no alarm"],
  [
    "stacks/alarms.ts",
    "{ project, react, importPlan, notify, sendCode, deliver }))",
    "{ project, importPlan, notify, sendCode, deliver }))",
    "BusSubscriberReactRule: has no alarm on FailedInvocations",
  ],
  [
    "stacks/listeners.ts",
    "commitsWith(reactingEvents)",
    'commitsWith(reactingEvents.filter((type) => type !== "SilencePassed"))',
    "react: mismatches SilencePassed of activity",
  ],
  [
    "stacks/listeners.ts",
    "commitsWith(notifyingEvents)",
    'commitsWith(notifyingEvents.filter((type) => type !== "Agreed"))',
    "notify: mismatches Agreed of activity",
  ],
  [
    "stacks/listeners.ts",
    "commitsOf(webhookStreams)",
    'commitsOf(webhookStreams.filter((kind) => kind !== "webhook"))',
    "deliver: mismatches WebhookRegistered of webhook",
  ],
  ["stacks/catalogue.ts", '["demarche"]', '["demarches"]', "project: mismatches ActivityPlanned of activity"],
  [
    "stacks/storage.ts",
    "EVENTS_TABLE: events.name",
    "EVENTS_TABLE: texts.name",
    "BusSubscriberProjectFunction: EVENTS_TABLE is demarche-production-TextsTable",
  ],
  ["stacks/bus.ts", "environment: busName,\n", "", "EventsSubscriberPublishFunction: BUS_NAME: is not set"],
  ["stacks/bus.ts", "BUS_NAME: bus.name", 'BUS_NAME: "default"', "Redrive: BUS_NAME is default"],
  [
    "stacks/clock.ts",
    "CHECKPOINT_BUCKET: checkpoints.name",
    "CHECKPOINT_BUCKET: eventsAndViews.VIEWS_TABLE",
    "CheckpointHandler: CHECKPOINT_BUCKET is demarche-production-ViewsTable",
  ],
  [
    "stacks/clock.ts",
    'new sst.Secret("CheckpointKey").value',
    "letterKey",
    `CheckpointHandler: CHECKPOINT_KEY is ${secrets.LetterKey}`,
  ],
  ["stacks/clock.ts", "ORIGIN: url, LETTER_KEY: letterKey", "ORIGIN: url", "ClockHandler: LETTER_KEY: is not set"],
  ["stacks/api.ts", "LETTER_KEY: letterKey,", "", "Api: LETTER_KEY: is not set"],
  [
    "stacks/redrive.ts",
    "{ ...allTables, ...busName }",
    '{ ...allTables, ...busName, LETTER_KEY: "a key" }',
    "Redrive: has LETTER_KEY, which it does not read",
  ],
  [
    "stacks/listeners.ts",
    "environment: eventsAndViews",
    "environment: allTables",
    "BusSubscriberProjectFunction: has TEXTS_TABLE, which it does not read",
  ],
  [
    "stacks/redrive.ts",
    "partialResponses: true",
    "partialResponses: false",
    "FailuresQueue: forgets what its reader failed on",
  ],
  ["stacks/mail.ts", '"BOUNCE", ', "", "MailConfig: reports no BOUNCE"],
  [
    "stacks/topic.ts",
    "topic.arn, rules(tampering), ownAlarms()",
    "topic.arn, ownAlarms()",
    "Tampering: may ring nowhere",
  ],
  ["stacks/topic.ts", "topic.arn, ownAlarms()", "topic.arn", "streamLate: may ring nowhere"],
  ["stacks/alarms.ts", "threshold: 0", "threshold: 1_000_000", "apiFails: rings late or never"],
  ["stacks/alarms.ts", "period: 2_700", "period: 86_400", "SweepHandler: may stand still"],
  ["stacks/grants.ts", "/index/*", "", "ApiRole: may query ViewsTable and not its indexes"],
  [
    "stacks/clock.ts",
    '"Clock", "rate(1 minute)"',
    '"Clock", "rate(1 day)"',
    "clock: begins every 86400 seconds, and not every 60",
  ],
  ["stacks/defaults.ts", '"1 minute"', '"3 seconds"', "BusSubscriberProjectFunction: may run for 3 seconds"],
  ["stacks/storage.ts", "years: 10", "days: 1", "CheckpointsLock: ends before ten years have passed"],
  ["sst.config.ts", "protect: production", "protect: false", "app: production can be removed"],
]

test("every planted fault is found", async () => {
  const edits: Record<string, (text: string) => string> = {}
  for (const [file, before, after] of planted) {
    const earlier = edits[file] ?? ((text) => text)
    edits[file] = (text) => {
      const now = earlier(text)
      if (!now.includes(before)) throw new Error(`${file} has no ${before}`)
      return now.replace(before, after)
    }
  }
  const graph = await evaluate({ stage: "production", edits })
  const found = [...faults(graph), ...patternFaults(graph), ...(await environmentFaults(graph))]
  for (const [, , , said] of planted) expect(found).toContainEqual(expect.stringContaining(said))
})

test("a handler that is missing fails the evaluation", async () => {
  const edits = { "stacks/api.ts": (text: string) => text.replace("functions/api.handler", "functions/apis.handler") }
  await expect(evaluate({ stage: "production", bundles: true, edits })).rejects.toThrow(
    "there is no handler functions/apis.handler",
  )
})

test.each([
  ["publish", "./composition/events.ts", "publish: loads @aws-sdk/client-dynamodb"],
  ["publish", "@demarche/application/messages/commitFromMessage", "publish: loads engine"],
  ["publish", "./composition/application.ts", "publish: loads xstate"],
  ["publish", "@demarche/workplan", "publish: loads workplan"],
  ["checkpoint", "./composition/application.ts", "checkpoint: loads workflows"],
  ["checkpoint", "@demarche/application/audit/verifyCheckpoint", "checkpoint: loads zod"],
  ["project", "./composition/mail.ts", "project: loads mail"],
  ["project", "@demarche/http/app", "project: loads hono"],
  ["api", "hono/jsx", "api: loads hono/jsx"],
])("what %s should not load is found: %s", async (handler, from, fault) => {
  const place = mkdtempSync(join(tmpdir(), "stacks-"))
  onTestFinished(() => rmSync(place, { recursive: true, force: true }))
  const planted = `export * as planted from ${JSON.stringify(from)}\n`
  const tree = copyInto(join(place, "tree"), { [`functions/${handler}.ts`]: (text) => planted + text })
  const { loads } = await bundle(tree, `functions/${handler}.handler`, join(place, "out"), { splitting: true })
  expect(loadFaults({ handler, loads })).toContain(fault)
})
