import { eventText, type Language } from "@demarche/i18n"
import { type Endpoint, endpoints } from "./contract.ts"
import { CliError, exitOf } from "./exits.ts"
import { plain, plainLines } from "./io.ts"
import { messages } from "./messages.ts"
import type { Session } from "./transport.ts"

/** The options of a request; undefined values are left out. */
export interface RequestOptions {
  query?: Record<string, string | undefined>
  headers?: Record<string, string | undefined>
  json?: unknown
  text?: { media: string; body: string }
  /** Leaves the ends of lines in the texts of the response. */
  lines?: true
}

/** A response as it came, and parsed, with its texts made safe for a terminal unless JSON is printed. */
export interface ApiResponse<T> {
  raw: string
  body: T
}

interface ListPage {
  items: unknown[]
  next: string | null
}

interface ProblemDocument {
  type?: string
  title?: string
  detail?: string
  errors?: { path: string; message: string; line?: number; column?: number }[]
  failing?: { code: string; sentence: string; fields?: string[] }[]
  changed?: { version: number; happened: string; events: string[] }[]
}

/** Sends a request and parses the JSON response. @throws CliError with the sentences of a problem response. */
export async function request<Answer>(
  session: Session,
  { method, path }: Endpoint<Answer>,
  more: RequestOptions = {},
): Promise<ApiResponse<Answer>> {
  const response = await send(session, method, path, more)
  const raw = await response.text()
  const body = read(raw, session.json ? (text) => text : more.lines ? plainLines : plain)
  if (body === undefined) throw new CliError("unavailable", [foreignResponse(response)])
  return { raw, body: body as Answer } // by the types of the server's own routes
}

/** All items of a list, page after page. @throws CliError as `request`; `unknown` where the list is empty and the plan does not exist. */
export async function everyPage<P extends ListPage>(
  session: Session,
  endpoint: Endpoint<P>,
  query: Record<string, string | undefined> & { plan?: string },
): Promise<P["items"]> {
  const items: P["items"] = []
  let next: string | undefined
  do {
    const asked: RequestOptions = { query: { ...query, limit: "100", next } }
    const { body }: ApiResponse<P> = await request(session, endpoint, asked)
    items.push(...body.items)
    next = body.next ?? undefined
  } while (next)
  if (items.length === 0 && query.plan) await request(session, endpoints.plan(query.plan))
  return items
}

/** Sends a request; resolves to a successful response. @throws CliError as `request`. */
export async function send(
  session: Session,
  method: "GET" | "POST",
  path: string,
  more: RequestOptions = {},
): Promise<Response> {
  const { query = {}, headers = {}, json, text = json === undefined ? undefined : jsonText(json) } = more
  const search = new URLSearchParams(withoutUndefined(query)).toString()
  const response = await session.fetch(search ? `${path}?${search}` : path, {
    method,
    headers: {
      "Accept-Language": session.language,
      ...sendable(withoutUndefined(headers), session.language),
      ...(text && { "Content-Type": text.media }),
    },
    ...(text && { body: text.body }),
  })
  if (!response.ok) throw await refused(session, response)
  return response
}

/** The sentences of a problem: its detail, invalid fields, failing rules, and what changed meanwhile. */
function sentencesOf({ title, detail, errors, failing, changed }: ProblemDocument, language: Language): string[] {
  return [
    detail ?? title ?? "",
    ...(errors ?? []).map(
      ({ line, column, path, message }) => `  ${line ? `${line}:${column}: ` : ""}${path ? `${path}: ` : ""}${message}`,
    ),
    ...(failing ?? []).map(({ code, sentence, fields }) => `  ${[code, ...(fields ?? [])].join(" ")}: ${sentence}`),
    ...(changed?.length ? [messages(language).changed] : []),
    ...(changed ?? []).map(
      ({ version, happened, events }) => `  v${version} ${happened} ${whatHappened(events, language)}`,
    ),
  ]
}

function whatHappened(types: string[], language: Language): string {
  return types.map((type) => eventText(language, { type })).join("; ") || messages(language).hidden
}

async function refused({ json, language }: Session, response: Response): Promise<CliError> {
  const raw = await response.text()
  const problem = (read(raw) ?? {}) as ProblemDocument // what is not one has no type
  if (!problem.type) return new CliError("unavailable", [foreignResponse(response)])
  return new CliError(
    exitOf(problem.type.slice(problem.type.lastIndexOf("/") + 1)),
    sentencesOf(problem, language),
    json ? raw : undefined,
  )
}

/** Describes a response that is not the API's but, most likely, a proxy's. */
function foreignResponse({ status, statusText, url }: Response): string {
  return plain(`${url} ${status} ${statusText}`)
}

function read(raw: string, safe = plain): unknown {
  try {
    return JSON.parse(raw, (_, value) => (typeof value === "string" ? safe(value) : value))
  } catch {
    return undefined
  }
}

function jsonText(value: unknown) {
  return { media: "application/json", body: JSON.stringify(value) }
}

function withoutUndefined(given: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** The headers. @throws CliError where a value is not printable ASCII without spaces. */
export function sendable(headers: Record<string, string>, language: Language): Record<string, string> {
  for (const [name, value] of Object.entries(headers))
    if (!/^[\x21-\x7e]+$/.test(value)) throw new CliError("unreadable", [`${name}: ${messages(language).noHeader}`])
  return headers
}
