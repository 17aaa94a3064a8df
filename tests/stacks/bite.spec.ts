import { expect, test } from "vitest"
import { evaluate } from "./evaluate.ts"
import { faults } from "./faults.ts"
import { deafness } from "./hearing.ts"

/** Faults planted in a copy of the stacks: where, what is written instead of what, and what must be said of it. */
const planted: [file: string, before: string, after: string, said: string][] = [
  ["stacks/defaults.ts", "if (!$dev)", "if ($dev)", "ApiRole: trusts"],
  ["stacks/defaults.ts", '"arm64"', '"x86_64"', "ApiFunction: is built for x86_64"],
  ["stacks/defaults.ts", '"1 month"', '"forever"', "ApiLogGroup: keeps logs for ever"],
  [
    "stacks/grants.ts",
    '("GetItem", "PutItem", "Query"),\n  scan',
    '("GetItem", "PutItem", "Query", "DeleteItem"),\n  scan',
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
  ["stacks/bus.ts", "...leaving(failures, 2), ", "", "BusSubscriberProjectFunction: is not tried again"],
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
  ["stacks/alarms.ts", "missed, lost }))", "missed }))", "LostQueue: has no alarm"],
  [
    "stacks/alarms.ts",
    "{ project, react, notify, announce }))",
    "{ project, notify, announce }))",
    "BusSubscriberReactRule: has no alarm on FailedInvocations",
  ],
  [
    "stacks/listeners.ts",
    "commitsWith(calling)",
    'commitsWith(calling.filter((type) => type !== "SilencePassed"))',
    "react: mishears SilencePassed of activity",
  ],
  [
    "stacks/listeners.ts",
    "commitsWith(telling)",
    'commitsWith(telling.filter((type) => type !== "Agreed"))',
    "notify: mishears Agreed of activity",
  ],
  [
    "stacks/listeners.ts",
    "commitsOf(announced)",
    'commitsOf(announced.filter((kind) => kind !== "webhook"))',
    "announce: mishears WebhookRegistered of webhook",
  ],
  ["stacks/catalogue.ts", '["demarche"]', '["demarches"]', "project: mishears ActivityPlanned of activity"],
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
  const found = [...faults(graph), ...deafness(graph)]
  for (const [, , , said] of planted) expect(found).toContainEqual(expect.stringContaining(said))
})

test("a handler that is missing fails the evaluation", async () => {
  const edits = { "stacks/api.ts": (text: string) => text.replace("functions/api.handler", "functions/apis.handler") }
  await expect(evaluate({ stage: "production", bundles: true, edits })).rejects.toThrow(
    "there is no handler functions/apis.handler",
  )
})
