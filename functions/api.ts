import { createApi } from "@demarche/http/app"
import { apiKeyAuth } from "@demarche/http/authentication"
import { jwtAuth } from "@demarche/http/jwtAuth"
import { handle } from "hono/aws-lambda"
import { getCloud } from "./composition/cloud.ts"

const { application, trust, letterKey, log } = getCloud()

/** Lambda's entry: the same contract over the same house. The gateway throttles before our own rates do. */
export const handler = handle(
  createApi(application, {
    authenticators: [apiKeyAuth(application), ...(trust ? [jwtAuth(trust, application.world.clock)] : [])],
    ...(letterKey && { letterKey }),
    ...(trust && { issuer: trust.issuer }),
    rates: { read: 6_000, write: 3_000 },
    addressOf: ({ env }) => env?.requestContext?.http?.sourceIp,
    milliseconds: () => performance.now(),
    log: (error, correlation) => log.error({ error, correlation }, "a request failed"),
  }),
)
