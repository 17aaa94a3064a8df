import { failures, leaving, undelivered } from "./failures.ts"
import { may } from "./grants.ts"
import { events, named } from "./storage.ts"

export const bus = new sst.aws.Bus("Bus")

/** What every function is told; functions/composition reads it. */
export const environment = { ...named, BUS_NAME: bus.name }

/** The record's stream onto the bus. A filter would be cheaper and is not set: changing one breaks deploys. */
export const publish = events.subscribe(
  "Publish",
  {
    handler: "functions/publish.handler",
    environment,
    permissions: [may.publishOn(bus), may.leaveIn(failures)],
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

/** A function on a bus, tried three times. What cannot be delivered, and what fails for good, is kept. */
export function listen(on: sst.aws.Bus, name: string, pattern: Pattern, fn: Listener) {
  const { permissions, ...rest } = fn
  return on.subscribe(
    name,
    { environment, ...leaving(failures, 2), ...rest, permissions: [...permissions, may.leaveIn(failures)] },
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
