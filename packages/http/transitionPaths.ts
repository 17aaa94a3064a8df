import { type Application, workflowOf } from "@demarche/application/application"
import { translateDynamic } from "@demarche/i18n"
import { officesFor } from "@demarche/workflows/offices"
import { fieldsOf } from "./fields.ts"
import { forPeople } from "./items.ts"
import { dryRun, header, type Operation, path, post, ref } from "./operations.ts"

/** Paths of an OpenAPI document, each with its operations by method. */
export type Paths = Record<string, Record<string, Operation>>

/** A path for each command that people may take, with its fields and offices; with `beginning` also those that create a stream. */
export function transitions(
  application: Application,
  kind: string,
  one: string,
  tag: string,
  beginning = false,
): Paths {
  const { begins, commands } = workflowOf(application, kind)
  const names = [...commands.keys()].filter((name) => (beginning || !begins.has(name)) && forPeople(kind, name))
  const [id] = one.match(/(?<={)\w+(?=})/) ?? ["id"]
  return Object.fromEntries(
    names.map((name) => [
      `${one}/transitions/${name}`,
      {
        post: {
          ...post(
            tag,
            summaryOf(kind, name),
            { allOf: [fieldsOf(application, kind, name), ref("Circumstances")] },
            "200",
          ),
          parameters: [path(id), dryRun, header("Idempotency-Key"), header("If-Match"), header("If-None-Match")],
        },
      },
    ]),
  )
}

/** The path of one transition alone. */
export function only(paths: Paths, name: string): Paths {
  return Object.fromEntries(Object.entries(paths).filter(([path]) => path.endsWith(`/${name}`)))
}

function summaryOf(kind: string, name: string): string {
  const allowed = officesFor(kind, name)
  const label = translateDynamic("en", `transitions.${name}`)
  return allowed
    ? `${label} (${allowed.map((office) => translateDynamic("en", `offices.${office}`)).join(", ")})`
    : label
}
