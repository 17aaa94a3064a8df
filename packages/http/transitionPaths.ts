import { type Application, workflowOf } from "@demarche/application/application"
import { forPeople } from "@demarche/application/possibleTransitions"
import { translateDynamic } from "@demarche/i18n"
import { usualLanguage } from "@demarche/workflows/languages"
import { officesFor } from "@demarche/workflows/offices"
import { fieldsOf } from "./fields.ts"
import { type JsonSchema, replySchema, schema } from "./jsonSchema.ts"
import { dryRun, ETAG, header, inJson, json, named, type Operation, path, post, type Reply } from "./operations.ts"
import { SecretResponse, TransitionResponse } from "./responses.ts"
import { TransitionBody } from "./transition.ts"

/** Paths of an OpenAPI document, each with its operations by method. */
export type Paths = Record<string, Record<string, Operation>>

const REPEATED = "the same key with the same request gets the first response"

/** The header with which something is sent again safely. */
export const repeatHeader = (repeated = REPEATED) => header("Idempotency-Key", repeated, "5f0c2a")

/** The headers with which a command is repeated safely, and taken only where its caller is up to date. */
export const commandHeaders = [
  repeatHeader(),
  header("If-Match", 'the version seen, as in "16"; any that is there: *', '"16"'),
  header("If-None-Match", "* alone: only if nothing is there yet", "*"),
]

/** A path for each command that people may take, with its fields and offices; with `beginning` also those that create a stream. */
export function transitions(
  application: Application,
  kind: string,
  one: string,
  tag: string,
  beginning = false,
): Paths {
  const { begins, commands, emits } = workflowOf(application, kind)
  const names = [...commands.keys()].filter((name) => (beginning || !begins.has(name)) && forPeople(kind, name))
  const [id = "id"] = one.match(/(?<={)\w+(?=})/) ?? []
  return Object.fromEntries(
    names.map((name) => [
      `${one}/transitions/${name}`,
      {
        post: post({
          tag,
          operationId: operationIdOf(kind, name),
          summary: translateDynamic(usualLanguage, `transitions.${name}`),
          description: `${officesOf(kind, name)} Leads to ${emits[name]?.join(" or ")}. A rule that refuses it is named, with 422.`,
          parameters: [path(id, exampleIdOf(kind)), dryRun, ...commandHeaders],
          requestBody: inJson(commandSchema(application, kind, name)),
          replies: { "200": replyOf(kind, name) },
        }),
      },
    ]),
  )
}

const PLAN = "ccm-gso-2025-2026"

/** The id of one of that kind, in examples. */
export function exampleIdOf(kind: string): string {
  const ids: Record<string, string> = {
    plan: PLAN,
    activity: `${PLAN}.t2-a2`,
    output: `${PLAN}.o1`,
    request: `${PLAN}.r-0123456789ab`,
    access: "0123456789abcdef",
    webhook: `${PLAN}.w-0123456789abcdef`,
    delivery: `${PLAN}.d-0123456789abcdef`,
    notice: `${PLAN}.k-0123456789abcdef0123456789abcdef`,
  }
  return ids[kind] ?? `${PLAN}.1`
}

/** The id of the operation that takes a command: `activityCirculate`. */
export function operationIdOf(kind: string, name: string): string {
  return `${kind}${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

/** The body of a command: its own fields and those that every command may have, and no other. */
export function commandSchema(application: Application, kind: string, name: string): JsonSchema {
  const { properties, required } = fieldsOf(application, kind, name)
  return {
    type: "object",
    properties: { ...properties, ...schema(TransitionBody).properties },
    required,
    additionalProperties: false,
  }
}

function replyOf(kind: string, name: string): Reply {
  const rotates = kind === "webhook" && name === "rotateSecret"
  return {
    description: "done or, with dryRun, what would be",
    headers: ETAG,
    content: rotates
      ? json(replySchema(SecretResponse.partial({ secret: true })))
      : named("Answer", replySchema(TransitionResponse)),
  }
}

/** The path of one transition alone. */
export function only(paths: Paths, name: string): Paths {
  return Object.fromEntries(Object.entries(paths).filter(([path]) => path.endsWith(`/${name}`)))
}

function officesOf(kind: string, name: string): string {
  const allowed = officesFor(kind, name)
  return allowed
    ? `For ${allowed.map((office) => translateDynamic(usualLanguage, `offices.${office}`)).join(", ")}.`
    : "For every office that its rules let."
}
