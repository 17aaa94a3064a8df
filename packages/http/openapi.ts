import type { Application } from "@demarche/application/application"
import { VERSION } from "@demarche/application/version"
import { planSchema } from "@demarche/plan-file/planSchema"
import { PAGE_TIME } from "./cursor.ts"
import { type JsonSchema, replySchema } from "./jsonSchema.ts"
import { discoveryOf } from "./jwtAuth.ts"
import type { Reply } from "./operations.ts"
import { paths } from "./paths.ts"
import { problemResponses, problemSchemas } from "./problemSchemas.ts"
import { dearRoutes, type Rates } from "./rateLimits.ts"
import { BODY, DEPTH, PLAN_FILE } from "./requestBody.ts"
import { schemas } from "./responses.ts"
import { TEXT } from "./textRoutes.ts"
import type { Paths } from "./transitionPaths.ts"
import { addedWorkflows } from "./workflowRoutes.ts"

/** An OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1). */
export interface Document {
  openapi: string
  info: {
    title: string
    version: string
    description: string
    contact: { name: string; url: string }
    license: { name: string; identifier: string }
  }
  servers: { url: string }[]
  security: Record<string, string[]>[]
  tags: { name: string; description: string }[]
  paths: Paths
  components: {
    schemas: Record<string, JsonSchema>
    securitySchemes: Record<string, unknown>
    responses: Record<string, Reply>
  }
}

/** What a server says of itself in its document. */
interface Self {
  /** The public base URL. */
  home: string
  /** The issuer of the tokens that are accepted. */
  issuer?: string
  rates: Rates
}

/** What each tag is about; a workflow that is added is a tag of its own. */
const tags: Record<string, string> = {
  service: "The server itself",
  plans: "Work plans, and the files they are imported from",
  activities: "The activities of a plan",
  outputs: "The outputs of a plan, and their deliverables",
  requests: "Requests of the Presidency",
  texts: "Drafts and other long texts, by their hashes",
  keys: "Keys, with which programs act for an office",
  calendar: "Dates as iCalendar",
  notices: "Letters and reminders",
  webhooks: "Programs that are called with what is recorded",
  record: "What was recorded, by whom and why",
}

/** The OpenAPI document, made from the schemas that validate and the workflows that run. */
export function openapi(application: Application, { home, issuer, rates }: Self): Document {
  const all = paths(application)
  const { $schema, ...planDocument } = planSchema("draft-2020-12")
  const used = [...new Set(Object.values(all).flatMap((methods) => Object.values(methods).flatMap(({ tags }) => tags)))]
  return {
    openapi: "3.1.0",
    info: {
      title: "Demarche",
      version: VERSION,
      description: `The work plans of treaty bodies: every activity a workflow, every decision kept.\n\n${limits(rates)}`,
      contact: { name: "Demarche", url: "https://demarche.example/" },
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: home }],
    security: [{ bearer: [] }, ...(issuer ? [{ person: [], office: [] }] : [])],
    tags: used.map((name) => ({ name, description: tags[name] ?? `The workflow ${name}` })),
    paths: all,
    components: {
      schemas: {
        PlanDocument: planDocument,
        ...Object.fromEntries(
          Object.entries(schemas)
            .filter(([name]) => name !== "Instance" || addedWorkflows(application).length > 0)
            .map(([name, of]) => [name, replySchema(of)]),
        ),
        ...problemSchemas(),
      },
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "an API key, or in demo mode demo:<person>:<office>" },
        ...(issuer && {
          person: { type: "openIdConnect", openIdConnectUrl: discoveryOf(issuer) },
          office: { type: "apiKey", in: "header", name: "Demarche-Office", description: "the office acted as" },
        }),
      },
      responses: problemResponses(),
    },
  }
}

const KILO = 1024

const ofKind = (route: string, { read, write }: Rates) => (route.startsWith("GET") ? read : write)

function limits({ read, write }: Rates): string {
  return [
    "At most:",
    "",
    `- ${read} reads and ${write} writes, a caller and minute; half as many without a credential;`,
    ...Object.entries(dearRoutes).map(
      ([route, share]) => `- of these ${ofKind(route, { read, write }) * share} \`${route}\`;`,
    ),
    `- ${BODY / KILO} KB and ${DEPTH} levels of a JSON body;`,
    `- ${PLAN_FILE / KILO ** 2} MB of a plan file, ${TEXT / KILO ** 2} MB of a text;`,
    `- as many items of a page as \`limit\` says, or as could be read in ${PAGE_TIME / 1_000} seconds: go on while there is a \`next\`.`,
  ].join("\n")
}
