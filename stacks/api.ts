import { may } from "./grants.ts"
import { letterKey } from "./mail.ts"
import { settings } from "./settings.ts"
import { allTables } from "./storage.ts"

const { domain, elsewhere, jwt } = settings

/** How many requests a route takes at once, and in a second: above what the application lets any one caller do. */
const limit = (throttlingBurstLimit: number, throttlingRateLimit: number) => ({
  throttlingBurstLimit,
  throttlingRateLimit,
})
/** Writes have a limit of their own, so that readers do not shut the door on the secretariat. */
const writing = { routeKey: "POST /api/{rest+}", ...limit(100, 50) }

/** The only way in. CORS is closed: scripts of other sites get no answer. */
export const gateway = new sst.aws.ApiGatewayV2("Gateway", {
  cors: false,
  accessLog: { retention: "1 month" },
  ...(domain && {
    domain: elsewhere ? { name: domain, dns: false, cert: elsewhere.certificate } : domain,
  }),
  transform: { stage: { defaultRouteSettings: limit(200, 100), routeSettings: [writing] } },
})
export const { url } = gateway

export const api = new sst.aws.Function("Api", {
  handler: "functions/api.handler",
  memory: "1024 MB",
  timeout: "15 seconds",
  environment: {
    ...allTables,
    LETTER_KEY: letterKey,
    ...(jwt && { JWT_ISSUER: jwt.issuer, JWT_AUDIENCES: jwt.audiences.join(",") }),
  },
  permissions: [may.append, may.see, may.keepTexts],
})

/** The gateway lets everybody in and knows no address: the application decides by the credential who sees what. */
const authorizer =
  jwt?.gateway && gateway.addAuthorizer({ name: "People", jwt: { issuer: jwt.issuer, audiences: jwt.audiences } })

gateway.route("$default", api.arn)
gateway.route("POST /api/{rest+}", api.arn, {
  ...(authorizer && { auth: { jwt: { authorizer: authorizer.id } } }),
})
