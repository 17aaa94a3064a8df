import { bus, busName } from "./bus.ts"
import { failures, undelivered } from "./failures.ts"
import { may } from "./grants.ts"
import { allTables } from "./storage.ts"

/** Reprocesses what failed, from the record itself: at once, and then every half hour, five times. */
export const redrive = new sst.aws.Function("Redrive", {
  handler: "functions/redrive.handler",
  timeout: "5 minutes",
  environment: { ...allTables, ...busName },
  permissions: [
    may.receiveFrom(failures, undelivered),
    may.scan,
    may.append,
    may.project,
    may.keepTexts,
    may.publishOn(bus),
  ],
})

for (const queue of [failures, undelivered])
  queue.subscribe(redrive.arn, { batch: { size: 1, partialResponses: true } })
