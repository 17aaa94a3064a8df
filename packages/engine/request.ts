import type { StreamName } from "@demarche/event-store"
import { EngineError } from "./errors.ts"
import type { Actor, Command, Workflow } from "./workflow.ts"

/** A command on its way to a stream. Instants are RFC 3339 in UTC. */
export interface Request {
  stream: StreamName
  /** As it came; its `type` names the command, the workflow's schema reads the rest. */
  command: { type: string; [field: string]: unknown }
  by: Actor
  /** When it happened, where that is not now. */
  occurredAt?: string
  receivedAt?: string
  reason?: string
  mandate?: string
  /** The Idempotency-Key: one effect, one answer, however often it comes. */
  id?: string
  /** The version the caller saw, what was pending then included. */
  ifMatch?: number
  correlation: string
  causation?: string
  dryRun?: boolean
}

/** The command as its schema reads it. @throws EngineError `unknown` for a command the workflow has not, `invalid` with every place. */
export function parse(workflow: Workflow, { command, reason, mandate, id }: Request): Command {
  const schema = workflow.commands.get(command.type)
  if (!schema) throw new EngineError({ code: "unknown", what: `${workflow.name} has no transition ${command.type}` })
  const broken = illFormed({ ...command, reason, mandate, id }, "")
  const parsed = broken.length > 0 ? undefined : schema.safeParse(command)
  if (parsed?.success) return parsed.data
  const errors = parsed?.error.issues.map(({ path, message }) => ({ path: path.join("."), message }))
  throw new EngineError({
    code: "invalid",
    errors: errors ?? broken.map((path) => ({ path, message: "contains half a surrogate pair" })),
  })
}

/** Where a value has strings that are no Unicode: what no canonical JSON (RFC 8785) can hash. */
function illFormed(value: unknown, path: string): string[] {
  if (typeof value === "string") return value.isWellFormed() ? [] : [path]
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => illFormed(inner, path ? `${path}.${key}` : key))
}

/** What a command id must always come with: the same command by the same actor on the same stream. */
export function fingerprint(
  { stream, by, occurredAt, receivedAt, reason, mandate }: Request,
  command: Command,
): string {
  return JSON.stringify([stream, by, occurredAt, receivedAt, reason, mandate, command])
}
