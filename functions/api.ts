import { handle } from "hono/aws-lambda"
import { api } from "./api/app.ts"
import { keyDoor } from "./api/doors.ts"
import { tokenDoor } from "./api/tokenDoor.ts"
import { wired } from "./wiring/cloud.ts"

const { house, trust, letterKey, log } = wired()

/** Lambda's entry: the same contract over the same house. The gateway throttles before our own rates do. */
export const handler = handle(
  api(house, {
    doors: [keyDoor(house), ...(trust ? [tokenDoor(trust, house.world.clock)] : [])],
    ...(letterKey && { letterKey }),
    ...(trust && { issuer: trust.issuer }),
    rates: { read: 6_000, write: 3_000 },
    addressOf: ({ env }) => env?.requestContext?.http?.sourceIp,
    milliseconds: () => performance.now(),
    log: (error, correlation) => log.error({ error, correlation }, "a request failed"),
  }),
)
