import type { Application } from "@demarche/application/application"
import type { ApiOptions } from "@demarche/http/app"
import { type Document, openapi } from "@demarche/http/openapi"
import type { Operation } from "@demarche/http/operations"
import { createSite } from "@demarche/web/site"
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import formats from "ajv-formats"

/** What is served and is no part of the API: pages, their files, the document itself, and the demo's doors. */
const PAGES =
  /^\/($|(en|fr)$|api\/(docs|openapi\.json)$|assets\/|en\/|fr\/|sign-in\/|clock$|dev\/mail|robots\.txt$|api\/demo\/)/

/** A document, and how it judges what its operations answer. */
export interface Contract {
  document: Document
  /** What the document does not say of that response, in words; nothing where it is as described. */
  against(method: string, path: string, response: Response): Promise<string[]>
}

/** The API over an application, whose every answer is held against its own OpenAPI document. */
export function documentedApi(application: Application, options: ApiOptions): ReturnType<typeof createSite> {
  const app = createSite(application, options)
  const plain = app.request
  app.request = async (input, init, ...rest) => {
    const response = await plain(input, init, ...rest)
    const asked = new Request(new URL(input instanceof Request ? input.url : String(input), options.home))
    const method = (input instanceof Request ? input.method : init?.method) ?? "GET"
    const found = await contractOf(application).against(method, new URL(asked.url).pathname, response.clone())
    if (found.length > 0) throw new Error(`${method} ${input} is not as documented:\n${found.join("\n")}`)
    return response
  }
  return app
}

const contracts = new WeakMap<object, Contract>()

/** The contract of an application; made once for all that run the same workflows. */
export function contractOf(application: Application): Contract {
  const known = contracts.get(application.workflows)
  const made = known ?? contract(openapi(application, { home: "http://localhost", rates: { read: 1, write: 1 } }))
  contracts.set(application.workflows, made)
  return made
}

function contract(document: Document): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema(document, "document")
  const addresses = addressesOf(document)
  const validators = new Map<string, ValidateFunction>()
  const validator = (pointer: string) => {
    const made = validators.get(pointer) ?? ajv.compile({ $ref: `document#/${pointer}` })
    validators.set(pointer, made)
    return made
  }
  return {
    document,
    async against(method, path, response) {
      const media = (response.headers.get("Content-Type") ?? "").split(";")[0] ?? ""
      const operation = operationAt(addresses, method, path)
      const missed = response.status === 404 && media === "text/html" && !path.startsWith("/api/")
      if (!operation && (PAGES.test(path) || missed) && media !== "application/problem+json") return []
      if (!operation && media !== "application/problem+json") return [`no operation is there, and it answers ${media}`]
      const place = operation ? placeOf(document, operation, response.status) : anyProblem(document, response.status)
      if (!place) return [`its status is ${response.status}`]
      const { content = {}, headers = {} } = place.reply
      const missing = Object.entries(headers).flatMap(([name, { required }]) =>
        required && !response.headers.has(name) ? [`it has no header ${name}`] : [],
      )
      const body = await response.text()
      if (Object.keys(content).length === 0) return body === "" ? missing : [...missing, "it has a body"]
      if (!content[media]) return [...missing, `its media type is ${media}`]
      if (method === "HEAD") return missing
      const validate = validator(`${place.pointer}/content/${escaped(media)}/schema`)
      const wrong = valuesOf(media, body).flatMap((value) => (validate(value) ? [] : (validate.errors ?? [])))
      return [...missing, ...wrong.map(({ instancePath, message, params }) => told(instancePath, message, params))]
    },
  }
}

const told = (at: string, message = "", params: object) => `${at} ${message} ${JSON.stringify(params)}`
const escaped = (key: string) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))

function valuesOf(media: string, body: string): unknown[] {
  if (media === "application/x-ndjson") return body.split("\n").flatMap((line) => (line ? [JSON.parse(line)] : []))
  return [media.endsWith("json") ? JSON.parse(body) : body]
}

/** The operations by the form of their addresses, those with the fewest variables first. */
function addressesOf({ paths }: Document) {
  const variables = (template: string) => template.split("{").length
  return Object.entries(paths)
    .toSorted(([one], [other]) => variables(one) - variables(other))
    .map(([template, methods]) => ({
      form: new RegExp(`^${template.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
      pointer: `paths/${escaped(template)}`,
      methods,
    }))
}

/** The operation at that address, and its place in the document. */
function operationAt(addresses: ReturnType<typeof addressesOf>, method: string, path: string) {
  const verb = method === "HEAD" ? "get" : method.toLowerCase()
  const found = addresses.find(({ form, methods }) => verb in methods && form.test(path))
  const operation = found?.methods[verb]
  return operation && { operation, pointer: `${found.pointer}/${verb}` }
}

function placeOf(document: Document, at: { operation: Operation; pointer: string }, status: number) {
  const reply = at.operation.responses[status]
  if (!reply) return undefined
  if (!("$ref" in reply)) return { reply, pointer: `${at.pointer}/responses/${status}` }
  const name = reply.$ref.split("/").at(-1) ?? ""
  const shared = document.components.responses[name]
  return shared && { reply: shared, pointer: `components/responses/${name}` }
}

/** Where nothing is described, what is refused is refused as everywhere. */
function anyProblem(document: Document, status: number) {
  const [name, reply] =
    Object.entries(document.components.responses).find(([, { description }]) => description.startsWith(`${status} `)) ??
    []
  return name && reply && { reply, pointer: `components/responses/${name}` }
}
