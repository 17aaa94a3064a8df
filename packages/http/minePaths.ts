import { AsOfQuery } from "./asOf.ts"
import { as } from "./contents.ts"
import { schema } from "./jsonSchema.ts"
import { get, inJson, path, post, query } from "./operations.ts"
import { SeenBody } from "./seenBody.ts"
import { exampleIdOf, type Paths } from "./transitionPaths.ts"

const plan = path("plan", exampleIdOf("plan"))

/** The paths of what a reader needs to know of a plan. */
export const mine: Paths = {
  "/api/plans/{plan}/mine": {
    get: get({
      tag: "plans",
      operationId: "planMine",
      summary: "What needs the caller: what is theirs to do, whom they wait for, what comes, what has changed",
      description:
        "By every office that the person holds in the plan, their own and that of whom they stand in for; a key's by its office. Without a credential the dates alone.",
      parameters: [plan, ...query(AsOfQuery)],
      replies: { "200": { description: "what needs the caller", content: as("Mine") } },
    }),
  },
  "/api/plans/{plan}/mine/seen": {
    post: post({
      tag: "plans",
      operationId: "planMineSeen",
      summary: "Say that one has seen what changed",
      description: "Up to an instant, by default now. It moves on and never back, and is no part of the record.",
      parameters: [plan],
      requestBody: inJson(schema(SeenBody)),
      replies: { "200": { description: "up to when it is seen by now", content: as("Seen") } },
    }),
  },
  "/api/plans/{plan}/mine/forget": {
    post: post({
      tag: "plans",
      operationId: "planMineForget",
      summary: "Have it forgotten what one has said to have seen",
      description: "It is erased.",
      parameters: [plan],
      replies: { "200": { description: "nothing is kept", content: as("Seen") } },
    }),
  },
}
