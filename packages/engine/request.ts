import type { StreamName } from "@demarche/event-store"
import * as z from "zod"
import { EngineError, unreadable } from "./errors.ts"
import type { Command, Metadata, Workflow } from "./workflow.ts"

/** A command for a stream, with the further fields that its definition records. */
export type IncomingCommand<M extends Metadata = Metadata> = CommandOnItsWay<M> & Omit<M, keyof Metadata>

/** Instants are RFC 3339 in UTC. */
interface CommandOnItsWay<M extends Metadata> {
  stream: StreamName
  /** Not parsed yet: `type` names the command, and its schema reads the other fields. */
  command: { type: string; [field: string]: unknown }
  by: M["by"]
  /** When it happened; by default now. */
  occurredAt?: string
  receivedAt?: string
  reason?: string
  /** The idempotency key. A repeat has no effect and gets the result of the first time. */
  id?: string
  /**
   * The version that the caller saw, including what time had decided and was not recorded yet; 0 where nothing may be there
   * yet, `any` where something must.
   */
  ifMatch?: number | "any"
  correlation: string
  causation?: string
  dryRun?: boolean
  /** Aborted once nobody waits for the answer: a command that has not had its turn by then is not taken. */
  signal?: AbortSignal
}

/**
 * The command as its schema reads it.
 * @throws EngineError `unknown` where the workflow has no such command, `invalid` with the path of every fault
 */
export function parse(workflow: Workflow, request: IncomingCommand): Command {
  const { command, reason, id } = request
  const schema = workflow.commands.get(command.type)
  if (!schema) throw new EngineError({ code: "unknown", what: `${workflow.name} has no transition ${command.type}` })
  const broken = illFormed({ ...command, reason, ...Object.fromEntries(furtherFields(workflow, request)), id }, "")
  const parsed = broken.length > 0 ? undefined : schema.safeParse(command)
  if (parsed?.success) {
    const stray = strayKeys(command, parsed.data)
    if (stray.length > 0) throw unreadable(new z.ZodError(stray))
    return parsed.data
  }
  if (parsed) throw unreadable(parsed.error)
  const errors = broken.map((path) => ({ path, message: "contains half a surrogate pair" }))
  throw new EngineError({ code: "invalid", errors })
}

/** Every key, however deep, that a schema passed over: whoever wrote it would be told that it was taken. */
function strayKeys(given: unknown, read: unknown, path: (string | number)[] = []): z.core.$ZodIssue[] {
  if (typeof given !== "object" || given === null || typeof read !== "object" || read === null) return []
  const known: ReadonlyMap<string, unknown> = new Map(Object.entries(read))
  const keys = Object.entries(given).flatMap(([key, value]) => (known.has(key) || value === undefined ? [] : key))
  const here: z.core.$ZodIssue[] =
    keys.length > 0
      ? [
          {
            code: "unrecognized_keys",
            keys,
            path,
            message: `Unrecognized key: ${keys.map((each) => `"${each}"`).join(", ")}`,
          },
        ]
      : []
  const inner = Object.entries(given).flatMap(([key, value]) =>
    strayKeys(value, known.get(key), [...path, Array.isArray(given) ? Number(key) : key]),
  )
  return [...here, ...inner]
}

/** The paths of strings with lone surrogates, which have no canonical JSON (RFC 8785) to hash. */
function illFormed(value: unknown, path: string): string[] {
  if (typeof value === "string") return value.isWellFormed() ? [] : [path]
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => illFormed(inner, path ? `${path}.${key}` : key))
}

/** What a repeated command id must come with again: the same command by the same actor on the same stream. Its hash is stored. */
export function fingerprint(workflow: Workflow, request: IncomingCommand, command: Command): string {
  const { stream, by, occurredAt, receivedAt, reason } = request
  const { fields = [], added = [] } = workflow.metadata
  const first = valuesOf(fields, request).map(([, value]) => value)
  const since = valuesOf(added, request).filter(([, value]) => value !== undefined)
  return JSON.stringify([stream, by, occurredAt, receivedAt, reason, ...first, command, ...since])
}

/** What a request says in the fields that its definition has recorded, in their order; `undefined` where it says nothing. */
export function furtherFields({ metadata }: Workflow, request: IncomingCommand): [field: string, value: unknown][] {
  return valuesOf([...(metadata.fields ?? []), ...(metadata.added ?? [])], request)
}

function valuesOf(fields: readonly string[], request: IncomingCommand): [field: string, value: unknown][] {
  const given: Record<string, unknown> = { ...request }
  return fields.map((field) => [field, given[field]])
}
