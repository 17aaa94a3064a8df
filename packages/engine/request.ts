import type { StreamName } from "@demarche/event-store"
import { EngineError } from "./errors.ts"
import type { Command, Metadata, Workflow } from "./workflow.ts"

/** A command on its way to a stream, with the fields that its workflow records beside the engine's own. */
export type IncomingCommand<M extends Metadata = Metadata> = CommandOnItsWay<M> & Omit<M, keyof Metadata>

/** Instants are RFC 3339 in UTC. */
interface CommandOnItsWay<M extends Metadata> {
  stream: StreamName
  /** As it came; its `type` names the command, the workflow's schema reads the rest. */
  command: { type: string; [field: string]: unknown }
  by: M["by"]
  /** When it happened, where that is not now. */
  occurredAt?: string
  receivedAt?: string
  reason?: string
  /** The Idempotency-Key: one effect, one answer, however often it comes. */
  id?: string
  /** The version the caller saw, what was pending then included. */
  ifMatch?: number
  correlation: string
  causation?: string
  dryRun?: boolean
}

/** The command as its schema reads it. @throws EngineError `unknown` for a command the workflow has not, `invalid` with every place. */
export function parse(workflow: Workflow, request: IncomingCommand): Command {
  const { command, reason, id } = request
  const schema = workflow.commands.get(command.type)
  if (!schema) throw new EngineError({ code: "unknown", what: `${workflow.name} has no transition ${command.type}` })
  const broken = illFormed({ ...command, reason, ...Object.fromEntries(furtherFields(workflow, request)), id }, "")
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

/** What a command id must always come with: the same command by the same actor on the same stream. Stored, as a hash. */
export function fingerprint(workflow: Workflow, request: IncomingCommand, command: Command): string {
  const { stream, by, occurredAt, receivedAt, reason } = request
  const further = furtherFields(workflow, request).map(([, value]) => value)
  return JSON.stringify([stream, by, occurredAt, receivedAt, reason, ...further, command])
}

/** What a request says in the fields that its definition has recorded, in their order; `undefined` where it says nothing. */
export function furtherFields({ metadata }: Workflow, request: IncomingCommand): [field: string, value: unknown][] {
  const given: Record<string, unknown> = { ...request }
  return (metadata.fields ?? []).map((field) => [field, given[field]])
}
