import type { Application } from "@demarche/application/application"
import { AsOfQuery } from "./asOf.ts"
import { as, list, text } from "./contents.ts"
import { HistoryPageQuery } from "./historyEntry.ts"
import { imports, sentPlan } from "./importPaths.ts"
import { listQuery } from "./itemFilters.ts"
import { mine } from "./minePaths.ts"
import { NextQuery } from "./nextQuery.ts"
import { dryRun, ETAG, get, inJson, LOCATION, ofPlan, path, post, query } from "./operations.ts"
import { commandHeaders, commandSchema, exampleIdOf, type Paths, transitions } from "./transitionPaths.ts"

const collections = { activity: "activities", output: "outputs", request: "requests" } as const
const names = { activity: "Activity", output: "Output", request: "Request" } as const
/** The paths of plans, and of the files they are imported from. */
export function plans(application: Application): Paths {
  return {
    "/api/plans": {
      get: get({
        tag: "plans",
        operationId: "planList",
        summary: "The plans",
        description: "In the order of their ids; a plan whose import is not complete is left out.",
        parameters: query(AsOfQuery),
        replies: { "200": { description: "the plans", content: list("PlanEntry", false) } },
      }),
      post: sentPlan,
    },
    ...imports,
    "/api/plans/{plan}": {
      get: get({
        tag: "plans",
        operationId: "planRead",
        summary: "A plan",
        description:
          "Its calendar, its people and what its document says. People are for the committee alone, and null for others.",
        parameters: [path("plan", exampleIdOf("plan")), ...query(AsOfQuery)],
        replies: { "200": { description: "the plan", headers: ETAG, content: as("Plan") } },
      }),
    },
    "/api/plans/{plan}/document": {
      get: get({
        tag: "plans",
        operationId: "planDocument",
        summary: "The plan in its document's order and words, with what the record says of each line",
        description:
          "JSON or, by Accept, Markdown, where what is ours stands below each line as a quotation. Where the plan has no document of its own, its titles and texts stand for one.",
        parameters: [path("plan", exampleIdOf("plan")), ...query(AsOfQuery)],
        replies: {
          "200": {
            description: "the document as it stands",
            headers: ETAG,
            content: { ...as("LivingDocument"), ...text("text/markdown", "# Work plan\n") },
          },
          "304": { description: "as the ETag in If-None-Match says" },
        },
      }),
    },
    ...mine,
    "/api/plans/{plan}/next": {
      get: get({
        tag: "plans",
        operationId: "planNext",
        summary: "The file of the plan that follows",
        description:
          "With what is carried over, and what remains of the rest. What is still to be filled in stands in a comment at its head. People are for the committee alone, their addresses for those who run the plan.",
        parameters: [path("plan", exampleIdOf("plan")), ...query(NextQuery), ...query(AsOfQuery)],
        replies: { "200": { description: "a plan file", content: text("application/yaml", "schema_version: 2\n") } },
      }),
    },
    ...history("plan", "/api/plans/{plan}", "plans"),
    ...transitions(application, "plan", "/api/plans/{plan}", "plans"),
  }
}

/** The paths of one kind of item. */
export function item(application: Application, kind: keyof typeof collections): Paths {
  const collection = collections[kind]
  const one = `/api/${collection}/{id}`
  return {
    [`/api/${collection}`]: {
      get: get({
        tag: collection,
        operationId: `${kind}List`,
        summary: `The ${collection} of a plan`,
        description: "In the order of their ids, filtered and page by page.",
        parameters: [...query(listQuery(application, kind)), ...query(AsOfQuery)],
        replies: { "200": { description: "a page", content: list(names[kind]) } },
      }),
      ...(kind === "request" && {
        post: post({
          tag: collection,
          operationId: `${kind}Create`,
          summary: "Submit a Presidency request",
          description: "Its id follows from the Idempotency-Key, so that a repeated request finds the same one.",
          parameters: [...ofPlan, dryRun, ...commandHeaders],
          requestBody: inJson(commandSchema(application, kind, "submit")),
          replies: {
            "200": { description: "with dryRun, what would be done", headers: ETAG, content: as("Answer") },
            "201": { description: "submitted", headers: { ...ETAG, ...LOCATION }, content: as("Answer") },
          },
        }),
      }),
    },
    [one]: {
      get: get({
        tag: collection,
        operationId: `${kind}Read`,
        summary: "One, with what could be done now",
        description:
          "Where it stands and, for every command that people may take, the rules that block it and the schema of its fields.",
        parameters: [path("id", exampleIdOf(kind)), ...query(AsOfQuery)],
        replies: {
          "200": { description: "where it stands", headers: ETAG, content: as(`${names[kind]}WithTransitions`) },
        },
      }),
    },
    ...history(kind, one, collection),
    ...transitions(application, kind, one, collection, true),
  }
}

/** The paths of a workflow that was added. */
export function added(application: Application, name: string): Paths {
  const one = `/api/workflows/${name}/{id}`
  return {
    [one]: {
      get: get({
        tag: name,
        operationId: `${name}Read`,
        summary: "One, with what could be done now",
        description:
          "Where it stands and, for every command that people may take, the rules that block it and the schema of its fields.",
        parameters: [path("id", exampleIdOf(name)), ...query(AsOfQuery)],
        replies: { "200": { description: "where it stands", headers: ETAG, content: as("Instance") } },
      }),
    },
    ...history(name, one, name),
    ...transitions(application, name, one, name, true),
  }
}

function history(kind: string, one: string, tag: string): Paths {
  const [id = "id"] = one.match(/(?<={)\w+(?=})/) ?? []
  return {
    [`${one}/history`]: {
      get: get({
        tag,
        operationId: `${kind}History`,
        summary: "Its commits, oldest first",
        description: "What the reader may not see is shown as its hash.",
        parameters: [path(id, exampleIdOf(kind)), ...query(AsOfQuery), ...query(HistoryPageQuery)],
        replies: { "200": { description: "a page", content: list("Entry") } },
      }),
    },
  }
}
