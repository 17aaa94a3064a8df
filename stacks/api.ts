import { may } from "./grants.ts"
import { letterKey } from "./mail.ts"
import { settings } from "./settings.ts"
import { allTables } from "./storage.ts"

const { domain, elsewhere, jwt } = settings

/** The only way in. CORS is closed: scripts of other sites get no answer. */
export const gateway = new sst.aws.ApiGatewayV2("Gateway", {
  cors: false,
  accessLog: { retention: "1 month" },
  ...(domain && {
    domain: elsewhere ? { name: domain, dns: false, cert: elsewhere.certificate } : domain,
  }),
  transform: { stage: { defaultRouteSettings: { throttlingBurstLimit: 200, throttlingRateLimit: 100 } } },
})
export const { url } = gateway

export const api = new sst.aws.Function("Api", {
  handler: "functions/api.handler",
  memory: "1024 MB",
  timeout: "15 seconds",
  environment: {
    ...allTables,
    LETTER_KEY: letterKey,
    ORIGIN: url,
    ...(jwt && { JWT_ISSUER: jwt.issuer, JWT_AUDIENCES: jwt.audiences.join(",") }),
  },
  permissions: [may.append, may.see, may.keepTexts],
})

/** The gateway lets everybody in: the application decides by the credential who sees what, and what is public. */
const reads = ["/", "/healthz", "/api/{rest+}", "/assets/{rest+}", "/calendar/{rest+}"]
const pages = ["/en", "/en/{rest+}", "/fr", "/fr/{rest+}"]

const authorizer =
  jwt?.gateway && gateway.addAuthorizer({ name: "People", jwt: { issuer: jwt.issuer, audiences: jwt.audiences } })

for (const path of [...reads, ...pages]) gateway.route(`GET ${path}`, api.arn)
for (const path of pages) gateway.route(`POST ${path}`, api.arn)
gateway.route("POST /api/{rest+}", api.arn, {
  ...(authorizer && { auth: { jwt: { authorizer: authorizer.id } } }),
})
