import { languages } from "@demarche/workflows/languages"
import { may } from "./grants.ts"
import { letterKey } from "./mail.ts"
import { settings } from "./settings.ts"
import { allTables, marks } from "./storage.ts"

const { domain, elsewhere, jwt, oidc } = settings

/** How many requests a route takes at once, and in a second: above what the application lets any one caller do. */
const limit = (throttlingBurstLimit: number, throttlingRateLimit: number) => ({
  throttlingBurstLimit,
  throttlingRateLimit,
})
/**
 * What readers of public pages must not use up: writes, the links in letters, and what only those who run a plan may read. The
 * gateway knows no caller, so each of these is a route with a limit of its own.
 */
const writing = "POST /api/{rest+}"
const reserved = [
  "POST /{rest+}",
  ...languages.map((language) => `GET /${language}/answer/{token}`),
  ...["notices", "reminders", "webhooks", "deliveries", "imports/{id}"].map((path) => `GET /api/${path}`),
]
const apart = [writing, ...reserved].map((routeKey) => ({ routeKey, ...limit(100, 50) }))

/** The only way in. CORS is closed: scripts of other sites get no answer. */
export const gateway = new sst.aws.ApiGatewayV2("Gateway", {
  cors: false,
  accessLog: { retention: "1 month" },
  ...(domain && {
    domain: elsewhere ? { name: domain, dns: false, cert: elsewhere.certificate } : domain,
  }),
  transform: { stage: { defaultRouteSettings: limit(200, 100), routeSettings: apart } },
})
export const { url } = gateway

export const api = new sst.aws.Function("Api", {
  handler: "functions/api.handler",
  memory: "1024 MB",
  timeout: "15 seconds",
  environment: {
    ...allTables,
    MARKS_TABLE: marks.name,
    LETTER_KEY: letterKey,
    ORIGIN: url,
    ...(oidc && {
      OIDC_ISSUER: oidc.issuer,
      OIDC_CLIENT_ID: oidc.clientId,
      OIDC_CLIENT_SECRET: new sst.Secret("OidcClientSecret").value,
      ...(oidc.domains && { OIDC_DOMAINS: oidc.domains.join(",") }),
    }),
    ...(jwt && { JWT_ISSUER: jwt.issuer, JWT_AUDIENCES: jwt.audiences.join(",") }),
  },
  permissions: [may.append, may.see, may.keepTexts, may.keepMarks],
})

/** The gateway lets everybody in and knows no address: the application decides by the credential who sees what. */
const authorizer =
  jwt?.gateway && gateway.addAuthorizer({ name: "People", jwt: { issuer: jwt.issuer, audiences: jwt.audiences } })

gateway.route("$default", api.arn)
for (const route of reserved) gateway.route(route, api.arn)
gateway.route(writing, api.arn, {
  ...(authorizer && { auth: { jwt: { authorizer: authorizer.id } } }),
})
