import { unreadable } from "@demarche/engine"
import type { Context, MiddlewareHandler } from "hono"
import { bodyLimit } from "hono/body-limit"
import type * as z from "zod"
import type { Env } from "./authentication.ts"
import { ProblemError } from "./problem.ts"

/** The largest body of an ordinary request, in bytes. */
export const BODY = 64 * 1024
/** The largest plan file, in bytes. */
export const PLAN_FILE = 4 * 1024 * 1024

/** The media types of a plan file. */
export const PLAN_MEDIA: Record<string, "yaml" | "json"> = {
  "application/json": "json",
  "application/yaml": "yaml",
  "application/x-yaml": "yaml",
  "text/yaml": "yaml",
}

/** How deep a JSON body may be nested. */
export const DEPTH = 20

/** Refuses a larger body with 413 before all of it is read: by Content-Length, else by counting. */
export function atMost(bytes: number): MiddlewareHandler {
  const onError = () => {
    throw new ProblemError("too-large", undefined, { limit: bytes })
  }
  const counting = bodyLimit({ maxSize: bytes, onError })
  return (c, next) => {
    const stated = c.req.header("Content-Length")
    if (stated === undefined || c.req.header("Transfer-Encoding")) return whole(counting(c, next))
    return Number(stated) > bytes ? onError() : next()
  }
}

/** Aborted once nobody waits for the response: the caller has hung up, or was told that it took too long. */
export function abandonment(c: Context<Env>): AbortSignal {
  return AbortSignal.any([c.req.raw.signal, c.get("overtime").signal])
}

/** The text that a request carries. @throws ProblemError `invalid` where the caller hung up before its end. */
export function bodyText(c: Context): Promise<string> {
  return whole(c.req.text())
}

/** The bytes that a request carries. @throws ProblemError as `bodyText`. */
export async function bodyBytes(c: Context): Promise<Uint8Array> {
  return new Uint8Array(await whole(c.req.arrayBuffer()))
}

/** The fields of a form; of one that stands there several times, the last. @throws ProblemError as `formLists`. */
export async function formBody(c: Context): Promise<Record<string, string>> {
  const lists = Object.entries(await formLists(c))
  return Object.fromEntries(lists.map(([name, values]) => [name, values.at(-1) ?? ""]))
}

/** Every value of each field of a form. @throws ProblemError `invalid` where it is malformed, broke off, or a field is a file. */
export async function formLists(c: Context): Promise<Record<string, string[]>> {
  const { texts, files } = await formParts(c)
  const [file] = Object.keys(files)
  if (file !== undefined) throw invalid(file, "is a file; send text")
  return texts
}

/** What a form holds: every value of each field, and the files that were chosen, one a field. */
interface FormParts {
  texts: Record<string, string[]>
  files: Record<string, File>
}

/** The parts of a form, its lines ended by a line feed alone; a field in which no file was chosen is not there. @throws ProblemError `invalid` where it is malformed or broke off. */
export async function formParts(c: Context): Promise<FormParts> {
  const form = Object.entries(await whole(c.req.parseBody({ all: true })))
  const parts = form.map(([name, value]) => ({ name, values: [value].flat() }))
  return {
    texts: Object.fromEntries(
      parts.flatMap(({ name, values }) => {
        const texts = values.filter((each) => typeof each === "string")
        return texts.length > 0 ? [[name, texts.map((each) => each.replaceAll("\r\n", "\n"))]] : []
      }),
    ),
    files: Object.fromEntries(
      parts.flatMap(({ name, values }) => {
        const file = values.find((each) => typeof each !== "string" && each.size > 0)
        return file && typeof file !== "string" ? [[name, file]] : []
      }),
    ),
  }
}

async function whole<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw invalid("", "broke off, or is malformed")
  }
}

/**
 * The JSON object in the body of a request; an empty body is an empty object.
 * @throws ProblemError `media-type`; `invalid` where it is not a JSON object or nested deeper than 20.
 */
export async function jsonBody(c: Context): Promise<Record<string, unknown>> {
  const text = await bodyText(c)
  if (text.trim() === "") return {}
  const media = c.req.header("Content-Type") ?? "application/json"
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(media))
    throw new ProblemError("media-type", undefined, { accepts: ["application/json"] })
  const value = parsed(text)
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid("", "is not a JSON object")
  shallow(value, "", 1)
  return { ...value }
}

/** The value parsed by the schema. @throws EngineError `invalid` with every path and reason. */
export function valid<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw unreadable(result.error)
}

export function invalid(path: string, message: string): ProblemError {
  return new ProblemError("invalid", undefined, { errors: [{ path, message }] })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalid("", error instanceof Error ? error.message : "")
  }
}

function shallow(value: unknown, path: string, depth: number): void {
  if (depth > DEPTH) throw invalid(path, `is nested deeper than ${DEPTH}`)
  if (typeof value !== "object" || value === null) return
  for (const [key, inner] of Object.entries(value)) shallow(inner, path ? `${path}.${key}` : key, depth + 1)
}
