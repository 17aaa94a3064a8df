import { readFileSync } from "node:fs"
import { join } from "node:path"
import { vi } from "vitest"
import { root } from "../house/files.ts"
import { made } from "./cloud.ts"
import { secrets } from "./evaluate.ts"
import { all, type Graph, type Lambda, lambdas, one } from "./graph.ts"

/** What is wrong with the functions' environments: variables that are missing, wrong, or set and not read. */
export async function environmentFaults(graph: Graph): Promise<string[]> {
  const found: string[] = []
  for (const lambda of lambdas(graph)) found.push(...(await startFaults(lambda)))
  return [...found, ...misnamed(graph)]
}

/** The names of the variables in each function's environment, sorted. */
export function variablesOf(graph: Graph): Record<string, string> {
  return Object.fromEntries(
    lambdas(graph).map((lambda) => [lambda.handler, Object.keys(environmentOf(lambda)).sort().join(" ")]),
  )
}

/** A function's environment, without what SST adds to every function. */
export function environmentOf({ resource }: Lambda): Record<string, string> {
  const variables = Object.entries<string>(resource.inputs.environment.variables)
  return Object.fromEntries(variables.filter(([name]) => !name.startsWith("SST_")))
}

/** Composes a function with its environment and no other: what the composition refuses, and what it does not read. */
async function startFaults(lambda: Lambda): Promise<string[]> {
  vi.resetModules()
  const files = compositionOf(lambda.handler).map((name) => import(`../../functions/composition/${name}.ts`))
  const modules = await Promise.all(files)
  const getters = modules.flatMap((module) => Object.entries(module)).filter(([name]) => /^get[A-Z]/.test(name))
  const environment = environmentOf(lambda)
  const unread = new Set(Object.keys(environment))
  const own = process.env
  process.env = new Proxy(environment, {
    get(target, name: string) {
      unread.delete(name)
      return target[name]
    },
  })
  try {
    const refused = getters.flatMap(([, get]) => refusal(get as () => unknown))
    return [...new Set(refused), ...[...unread].map((name) => `has ${name}, which it does not read`)].map(
      (fault) => `${lambda.component}: ${fault}`,
    )
  } finally {
    process.env = own
  }
}

/** The files of functions/composition that a handler imports, at once or later. */
function compositionOf(handler: string): string[] {
  const text = readFileSync(join(root, `functions/${handler}.ts`), "utf8")
  return [...text.matchAll(/"\.\/composition\/(\w+)\.ts"/g)].map(([, name]) => name!)
}

function refusal(get: () => unknown): string[] {
  try {
    get()
    return []
  } catch (error) {
    return (error as Error).message.split("\n")
  }
}

/** What a stage chooses: it names no resource. */
const chosen = ["JWT_ISSUER", "JWT_AUDIENCES", "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_DOMAINS", "SWEEP_SEGMENTS"]

function misnamed(graph: Graph): string[] {
  const meant = meanings(graph)
  return lambdas(graph).flatMap((lambda) =>
    Object.entries(environmentOf(lambda))
      .filter(([name, value]) => !chosen.includes(name) && value !== meant[name])
      .map(([name, value]) => `${lambda.component}: ${name} is ${value}, and not ${meant[name] ?? "known here"}`),
  )
}

/** The right value of each variable, in whichever function. */
function meanings(graph: Graph): Record<string, string> {
  const table = (name: string) => one(graph, "dynamodb/table:Table", name).inputs.name
  const mail = one(graph, "sesv2/configurationSet:ConfigurationSet", "MailConfig").inputs
  return {
    EVENTS_TABLE: table("EventsTable"),
    VIEWS_TABLE: table("ViewsTable"),
    TEXTS_TABLE: table("TextsTable"),
    MARKS_TABLE: table("MarksTable"),
    BUS_NAME: one(graph, "cloudwatch/eventBus:EventBus", "BusBus").inputs.name,
    CHECKPOINT_BUCKET: one(graph, "s3/bucket:Bucket", "CheckpointsBucket").inputs.bucket,
    CHECKPOINT_KEY: secrets.CheckpointKey,
    LETTER_KEY: secrets.LetterKey,
    OIDC_CLIENT_SECRET: secrets.OidcClientSecret,
    MAIL_FROM: `demarche@${secrets.MailSender}`,
    MAIL_CONFIGURATION: mail.configurationSetName,
    ORIGIN: addressOf(graph),
  }
}

function addressOf(graph: Graph): string {
  const [own] = all(graph, "apigatewayv2/domainName:DomainName")
  const { type, name, inputs } = one(graph, "apigatewayv2/api:Api", "GatewayApi")
  return own ? `https://${own.inputs.domainName}` : made(type, name, inputs).state.apiEndpoint
}
