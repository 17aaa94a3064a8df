import { readFileSync } from "node:fs"
import { join } from "node:path"
import { vi } from "vitest"
import { root } from "../house/files.ts"
import { made } from "./cloud.ts"
import { secrets } from "./evaluate.ts"
import { all, type Graph, type Lambda, lambdas, one } from "./graph.ts"

/** What is wrong with what the functions are told: what their own wiring refuses, and what names another thing than it is for. */
export async function misled(graph: Graph): Promise<string[]> {
  const refused: string[] = []
  for (const lambda of lambdas(graph)) refused.push(...(await refusals(lambda)))
  return [...refused, ...misnamed(graph), ...withheld(graph)]
}

/** What a function's wiring says when it begins with that environment and no other. */
async function refusals({ component, handler, resource }: Lambda): Promise<string[]> {
  vi.resetModules()
  const wirings = await Promise.all(wiringsOf(handler).map((name) => import(`../../functions/composition/${name}.ts`)))
  const own = process.env
  process.env = { ...resource.inputs.environment.variables }
  try {
    return wirings
      .flatMap((wiring) => Object.entries(wiring))
      .filter(([name]) => name.startsWith("wired"))
      .flatMap(([, wire]) => refusal(wire as () => unknown))
      .map((line) => `${component}: ${line}`)
  } finally {
    process.env = own
  }
}

/** The files of functions/composition that a handler imports, at once or later. */
function wiringsOf(handler: string): string[] {
  const text = readFileSync(join(root, `functions/${handler}.ts`), "utf8")
  return [...text.matchAll(/"\.\/composition\/(\w+)\.ts"/g)].map(([, name]) => name!)
}

function refusal(wire: () => unknown): string[] {
  try {
    wire()
    return []
  } catch (error) {
    return (error as Error).message.split("\n")
  }
}

/** What a stage chooses, and what SST tells of its own: neither names a resource. */
const chosen = /^(JWT_ISSUER|JWT_AUDIENCES|SWEEP_SEGMENTS|SST_\w+)$/

function misnamed(graph: Graph): string[] {
  const meant = meanings(graph)
  return lambdas(graph).flatMap(({ component, resource }) =>
    Object.entries<string>(resource.inputs.environment.variables)
      .filter(([name, value]) => !chosen.test(name) && value !== meant[name])
      .map(([name, value]) => `${component}: ${name} is ${value}, and not ${meant[name] ?? "known here"}`),
  )
}

/** What each variable has to say, whoever is told it. */
function meanings(graph: Graph): Record<string, string> {
  const table = (name: string) => one(graph, "dynamodb/table:Table", name).inputs.name
  const mail = one(graph, "sesv2/configurationSet:ConfigurationSet", "MailConfig").inputs
  return {
    EVENTS_TABLE: table("EventsTable"),
    VIEWS_TABLE: table("ViewsTable"),
    TEXTS_TABLE: table("TextsTable"),
    BUS_NAME: one(graph, "cloudwatch/eventBus:EventBus", "BusBus").inputs.name,
    CHECKPOINT_BUCKET: one(graph, "s3/bucket:Bucket", "CheckpointsBucket").inputs.bucket,
    CHECKPOINT_KEY: secrets.CheckpointKey,
    LETTER_KEY: secrets.LetterKey,
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

/** What a function would begin without, and not do its work: let people in by their letters, follow the stage's choice. */
const wanted: Record<string, string> = { api: "LETTER_KEY", sweep: "SWEEP_SEGMENTS" }

function withheld(graph: Graph): string[] {
  return lambdas(graph)
    .filter(({ handler, resource }) => wanted[handler] && !resource.inputs.environment.variables[wanted[handler]])
    .map(({ component, handler }) => `${component}: ${wanted[handler]} is not set`)
}
