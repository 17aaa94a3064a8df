import { as } from "./contents.ts"
import { dryRun, known, LOCATION, type Operation, path, post, ref } from "./operations.ts"
import { PLAN_MEDIA } from "./requestBody.ts"
import { exampleIdOf, type Paths, repeatHeader } from "./transitionPaths.ts"

const file = { schema: ref("PlanDocument") }

/** A plan file that is sent, or previewed. */
export const sentPlan: Operation = post({
  tag: "plans",
  operationId: "planImport",
  summary: "Have a plan file imported, or with dryRun preview it",
  description:
    "A new plan is created whole; one that is there is compared, and amended where the file says otherwise. Later decisions are never overwritten.",
  parameters: [dryRun, repeatHeader()],
  requestBody: {
    required: true,
    content: Object.fromEntries(Object.keys(PLAN_MEDIA).map((media) => [media, file])),
  },
  replies: {
    "200": { description: "with dryRun, what it would come to", content: as("Preview") },
    "202": { description: "asked for; Location says where it is told of", headers: LOCATION, content: as("Import") },
  },
})

/** The paths of `/api/imports`. */
export const imports: Paths = {
  "/api/imports/{id}": {
    get: known({
      tag: "plans",
      operationId: "importRead",
      summary: "An import: how far it is, and what came of it",
      description: "For its sender and the secretariat.",
      parameters: [path("id", exampleIdOf("import"))],
      replies: { "200": { description: "the import", content: as("Import") } },
    }),
  },
}
