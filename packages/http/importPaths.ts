import { dryRun, header, json, known, type Operation, path, post, ref, schema } from "./operations.ts"
import { ImportPreview, ImportReading } from "./responses.ts"
import type { Paths } from "./transitionPaths.ts"

/** A plan file that is sent, or previewed. */
export function sentPlan(): Operation {
  const asked = post("plans", "Have a plan file imported, or with dryRun preview it", undefined, "202", ref("Import"))
  return {
    ...asked,
    parameters: [dryRun, header("Idempotency-Key")],
    requestBody: { required: true, content: { "application/yaml": {}, "application/json": {} } },
    responses: {
      "200": { description: "with dryRun: what it would come to", ...json(ref("Preview")) },
      ...asked.responses,
    },
  }
}

/** The paths of `/api/imports`. */
export function imports(): Paths {
  const summary = "An import: how far it is, and what came of it; for its sender and the secretariat"
  return { "/api/imports/{id}": { get: known("plans", summary, [path("id")], json(ref("Import"))) } }
}

/** The schemas that these name. */
export const importSchemas = () => ({ Import: schema(ImportReading), Preview: schema(ImportPreview) })
