import type { Application } from "@demarche/application/application"
import { VERSION } from "@demarche/application/version"
import { ActivityReading, OutputReading, RequestReading } from "@demarche/workplan/read-model/readingSchemas"
import * as z from "zod"
import { AsOfQuery } from "./asOf.ts"
import { CalendarQuery } from "./feedRoutes.ts"
import { fieldsOf } from "./fields.ts"
import { HistoryPageQuery, HistoryQuery } from "./historyEntry.ts"
import { importSchemas, imports, sentPlan } from "./importPaths.ts"
import { ListQuery } from "./itemRoutes.ts"
import { discoveryOf } from "./jwtAuth.ts"
import { NoticeQuery, ReminderQuery } from "./noticeRoutes.ts"
import { dryRun, get, json, known, listOf, type Operation, path, post, query, ref, schema } from "./operations.ts"
import { statuses } from "./problem.ts"
import {
  DeliveryReading,
  HealthReading,
  HistoryEntry,
  InstanceReading,
  NoticeReading,
  ReminderReading,
  TransitionResponse,
  WebhookReading,
} from "./responses.ts"
import { TransitionBody } from "./transition.ts"
import { only, type Paths, transitions } from "./transitionPaths.ts"
import { DeliveryQuery, WebhookQuery } from "./webhookRoutes.ts"
import { addedWorkflows } from "./workflowRoutes.ts"

/** An OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1). */
export interface Document {
  openapi: string
  info: { title: string; version: string; description: string }
  security: Record<string, string[]>[]
  paths: Paths
  components: {
    schemas: Record<string, unknown>
    securitySchemes: Record<string, unknown>
    responses: Record<string, unknown>
  }
}

const collections = { activity: "activities", output: "outputs", request: "requests" } as const
const names = { activity: "Activity", output: "Output", request: "Request" } as const

const Failing = z.object({ code: z.string(), sentence: z.string() })
const Transition = z.object({
  name: z.string(),
  allowed: z.boolean(),
  failing: z.array(Failing),
  fields: z.looseObject({}),
})
const Possible = z.object({ transitions: z.array(Transition) })
const ProblemBody = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  failing: z.array(Failing).optional(),
})

function health(): Operation {
  const { responses, ...operation } = get("service", "What works, and what does not", [], json(ref("Health")))
  const unavailable = { description: "the store takes no writes", ...json(ref("Health")) }
  return { ...operation, responses: { ...responses, "503": unavailable } }
}

/** The OpenAPI document, made from the schemas that validate and the workflows that run; `issuer` is the trusted issuer of tokens. */
export function openapi(application: Application, issuer?: string): Document {
  return {
    openapi: "3.1.0",
    info: {
      title: "Demarche",
      version: VERSION,
      description: "The work plans of treaty bodies: every activity a workflow, every decision kept.",
    },
    security: [{ bearer: [] }, ...(issuer ? [{ person: [], office: [] }] : [])],
    paths: {
      "/healthz": {
        get: health(),
      },
      "/api/plans": {
        get: get("plans", "The plans", query(AsOfQuery), listOf({ type: "object" }, false)),
        post: sentPlan(),
      },
      ...imports(),
      "/api/plans/{plan}": {
        get: get("plans", "A plan", [path("plan"), ...query(AsOfQuery)], json({ type: "object" })),
      },
      ...history("plans", "plan"),
      ...transitions(application, "plan", "/api/plans/{plan}", "plans"),
      ...Object.fromEntries(
        (["activity", "output", "request"] as const).flatMap((kind) => Object.entries(item(application, kind))),
      ),
      "/api/texts": {
        post: {
          ...post("texts", "Upload a draft: Markdown, plain text or Word", undefined, "201"),
          parameters: [{ name: "plan", in: "query", required: true, schema: { type: "string" } }],
          requestBody: {
            required: true,
            content: {
              "text/markdown": {},
              "text/plain": {},
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {},
            },
          },
        },
      },
      "/api/texts/{hash}": {
        get: get("texts", "A text by its hash; 410 once redacted", [path("hash")], {
          content: { "text/markdown": {} },
        }),
      },
      "/api/keys": {
        post: post(
          "keys",
          "Give a program an office; the key is shown once",
          fieldsOf(application, "access", "addKey"),
          "201",
        ),
      },
      ...only(transitions(application, "access", "/api/keys/{id}", "keys"), "revokeKey"),
      "/api/feeds": {
        post: {
          ...post(
            "calendar",
            "Ask for one's own calendar of a plan; the token in its address is shown once, and ends the one before",
            undefined,
            "201",
          ),
          parameters: [{ name: "plan", in: "query", required: true, schema: { type: "string" } }],
        },
      },
      ...only(transitions(application, "access", "/api/feeds/{id}", "calendar"), "revokeFeed"),
      "/calendar/{plan}.ics": {
        get: get(
          "calendar",
          "The dates of a plan as iCalendar (RFC 5545)",
          [path("plan"), ...query(CalendarQuery), ...query(AsOfQuery)],
          { content: { "text/calendar": {} } },
        ),
      },
      ...Object.fromEntries(addedWorkflows(application).flatMap((name) => Object.entries(added(application, name)))),
      "/api/notices": {
        get: known(
          "notices",
          "Every letter with its text, and what became of it",
          query(NoticeQuery),
          listOf(ref("Notice")),
        ),
      },
      "/api/reminders": {
        get: known(
          "notices",
          "Who would be reminded of what, when and why, if nothing changed",
          query(ReminderQuery),
          listOf(ref("Reminder")),
        ),
      },
      "/api/webhooks": {
        get: known(
          "webhooks",
          "Who is called with what is recorded",
          query(WebhookQuery),
          listOf(ref("Webhook"), false),
        ),
        post: {
          ...post(
            "webhooks",
            "Have an address called with what is recorded; the secret that signs the calls is told once",
            fieldsOf(application, "webhook", "register"),
            "201",
          ),
          parameters: query(WebhookQuery),
        },
      },
      ...transitions(application, "webhook", "/api/webhooks/{id}", "webhooks"),
      "/api/deliveries": {
        get: known(
          "webhooks",
          "Every call of a webhook, and what came of it",
          query(DeliveryQuery),
          listOf(ref("Delivery")),
        ),
      },
      "/api/deliveries/{id}/history": {
        get: known("webhooks", "Its commits, oldest first", [path("id")], listOf(ref("Entry"), false)),
      },
      ...transitions(application, "delivery", "/api/deliveries/{id}", "webhooks"),
      "/api/history": {
        get: get("record", "The record of a plan, newest first", query(HistoryQuery), listOf(ref("Entry"))),
      },
      "/api/history/export": {
        get: get("record", "The record as NDJSON, one commit a line, enough to verify offline", query(HistoryQuery), {
          content: { "application/x-ndjson": {} },
        }),
      },
    },
    components: {
      schemas: {
        Problem: schema(ProblemBody),
        Health: schema(HealthReading),
        Answer: schema(TransitionResponse),
        Entry: schema(HistoryEntry),
        Activity: schema(ActivityReading),
        Output: schema(OutputReading),
        Notice: schema(NoticeReading),
        Reminder: schema(ReminderReading),
        Request: schema(RequestReading),
        ...importSchemas(),
        Webhook: schema(WebhookReading),
        Delivery: schema(DeliveryReading),
        Instance: schema(InstanceReading),
        Possible: schema(Possible),
        Circumstances: schema(TransitionBody),
      },
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "an API key, or in demo mode demo:<person>:<office>" },
        ...(issuer && {
          person: { type: "openIdConnect", openIdConnectUrl: discoveryOf(issuer) },
          office: { type: "apiKey", in: "header", name: "Demarche-Office", description: "the office acted as" },
        }),
      },
      responses: Object.fromEntries(
        Object.entries(statuses).map(([type, status]) => [
          type,
          { description: `${status} ${type}`, content: { "application/problem+json": { schema: ref("Problem") } } },
        ]),
      ),
    },
  }
}

function item(application: Application, kind: keyof typeof collections): Paths {
  const collection = collections[kind]
  const one = `/api/${collection}/{id}`
  const name = names[kind]
  return {
    [`/api/${collection}`]: {
      get: get(
        collection,
        `The ${collection} of a plan`,
        [...query(ListQuery), ...query(AsOfQuery)],
        listOf(ref(name)),
      ),
      ...(kind === "request" && {
        post: {
          ...post(collection, "Submit a Presidency request", fieldsOf(application, "request", "submit"), "201"),
          parameters: [{ name: "plan", in: "query", required: true, schema: { type: "string" } }],
        },
      }),
    },
    [one]: {
      get: get(
        collection,
        "One, with what could be done now",
        [path("id"), ...query(AsOfQuery)],
        json({ allOf: [ref(name), ref("Possible")] }),
      ),
    },
    ...history(collection, "id"),
    ...transitions(application, kind, one, collection),
  }
}

function added(application: Application, name: string): Paths {
  const one = `/api/workflows/${name}/{id}`
  return {
    [one]: {
      get: get(name, "One, with what could be done now", [path("id"), ...query(AsOfQuery)], json(ref("Instance"))),
    },
    [`${one}/history`]: {
      get: get(
        name,
        "Its commits, oldest first",
        [path("id"), ...query(AsOfQuery), ...query(HistoryPageQuery)],
        listOf(ref("Entry")),
      ),
    },
    ...transitions(application, name, one, name, true),
  }
}

function history(collection: string, id: string): Paths {
  return {
    [`/api/${collection}/{${id}}/history`]: {
      get: get(
        collection,
        "Its commits, oldest first",
        [path(id), ...query(AsOfQuery), ...query(HistoryPageQuery)],
        listOf(ref("Entry")),
      ),
    },
  }
}
