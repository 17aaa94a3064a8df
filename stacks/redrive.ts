import { bus, environment } from "./bus.ts"
import { failures, undelivered } from "./failures.ts"
import { may } from "./grants.ts"

/** Takes up what failed, from the record itself: at once, and then every half an hour, five times. */
export const redrive = new sst.aws.Function("Redrive", {
  handler: "functions/redrive.handler",
  timeout: "5 minutes",
  environment,
  permissions: [
    may.takeFrom(failures, undelivered),
    may.scan,
    may.append,
    may.project,
    may.keepTexts,
    may.publishOn(bus),
  ],
})

for (const queue of [failures, undelivered])
  queue.subscribe(redrive.arn, { batch: { size: 1, partialResponses: true } })
