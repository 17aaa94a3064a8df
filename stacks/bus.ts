import { failures, onFailure, undelivered } from "./failures.ts"
import { may } from "./grants.ts"
import { events } from "./storage.ts"

export const bus = new sst.aws.Bus("Bus")

/** For the functions that publish; functions/composition reads it. */
export const busName = { BUS_NAME: bus.name }

/** Publishes the record's stream on the bus. A filter would be cheaper and is not set: changing one breaks deploys. */
export const publish = events.subscribe(
  "Publish",
  {
    handler: "functions/publish.handler",
    environment: busName,
    permissions: [may.publishOn(bus), may.sendTo(failures)],
  },
  {
    transform: {
      eventSourceMapping: {
        startingPosition: "TRIM_HORIZON",
        batchSize: 100,
        bisectBatchOnFunctionError: true,
        maximumRetryAttempts: 10,
        maximumRecordAgeInSeconds: 86_400,
        functionResponseTypes: ["ReportBatchItemFailures"],
        destinationConfig: { onFailure: { destinationArn: failures.arn } },
      },
    },
  },
)

/** A function that listens on a bus, tried three times. Events that cannot be delivered or that it fails on go to a queue. */
export function listen(on: sst.aws.Bus, name: string, pattern: Pattern, fn: Listener) {
  const { permissions, ...rest } = fn
  return on.subscribe(
    name,
    { ...onFailure(failures, 2), ...rest, permissions: [...permissions, may.sendTo(failures)] },
    {
      pattern,
      transform: {
        target: {
          retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
          deadLetterConfig: { arn: undelivered.arn },
        },
      },
    },
  )
}

type Pattern = sst.aws.BusSubscriberArgs["pattern"]
type Listener = sst.aws.FunctionArgs & { permissions: (typeof may)["read"][] }
