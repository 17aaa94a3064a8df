import { createSessions } from "@demarche/application/sessions/sessions"
import { apiKeyAuth } from "@demarche/http/authentication"
import { jwtAuth } from "@demarche/http/jwtAuth"
import { createSite } from "@demarche/web/site"
import { handle } from "hono/aws-lambda"
import { getApplication } from "./composition/application.ts"
import { getHome } from "./composition/home.ts"
import { getJwtIssuer } from "./composition/jwtIssuer.ts"
import { getLetterKey } from "./composition/letterKey.ts"
import { getLogger } from "./composition/logger.ts"
import { getMarks } from "./composition/marks.ts"
import { getOpenId } from "./composition/openId.ts"
import { rates } from "./composition/rates.ts"

const application = getApplication()
const issuer = getJwtIssuer()
const openId = getOpenId()

/** Lambda's entry: the HTTP API. The gateway throttles all callers together, our own rates each of them. */
export const handler = handle(
  createSite(application, {
    authenticators: [apiKeyAuth(application), ...(issuer ? [jwtAuth(issuer, application.world.clock)] : [])],
    letterKey: getLetterKey(),
    sessions: createSessions(application, getLetterKey()),
    marks: getMarks(),
    mails: true,
    home: getHome(),
    ...(issuer && { issuer: issuer.issuer }),
    ...(openId && { openId }),
    rates,
    addressOf: ({ env }) => env?.requestContext?.http?.sourceIp,
    milliseconds: () => performance.now(),
    log: (error, correlation) => getLogger().error({ error, correlation }, "a request failed"),
  }),
)
