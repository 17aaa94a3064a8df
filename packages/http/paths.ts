import type { Application } from "@demarche/application/application"
import { AsOfQuery } from "./asOf.ts"
import { as, inline, list, text } from "./contents.ts"
import { DOCX } from "./draftText.ts"
import { CalendarQuery } from "./feedRoutes.ts"
import { fieldsOf } from "./fields.ts"
import { HealthReading } from "./healthSchema.ts"
import { HistoryPageQuery, HistoryQuery } from "./historyEntry.ts"
import { added, item, plans } from "./itemPaths.ts"
import { type JsonSchema, replySchema, schema } from "./jsonSchema.ts"
import { KeyTerm } from "./keyRoutes.ts"
import { NoticeQuery, ReminderQuery } from "./noticeRoutes.ts"
import { dryRun, ETAG, get, inJson, known, LOCATION, ofPlan, path, post, query } from "./operations.ts"
import {
  ExportedCommit,
  FeedResponse,
  KeyResponse,
  RehearsalResponse,
  SecretResponse,
  TextResponse,
} from "./responses.ts"
import {
  commandHeaders,
  commandSchema,
  exampleIdOf,
  only,
  operationIdOf,
  type Paths,
  repeatHeader,
  transitions,
} from "./transitionPaths.ts"
import { DeliveryQuery, WebhookQuery } from "./webhookRoutes.ts"
import { addedWorkflows } from "./workflowRoutes.ts"

const HASH = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"

/** All paths of the document. */
export function paths(application: Application): Paths {
  return {
    ...service,
    ...plans(application),
    ...item(application, "activity"),
    ...item(application, "output"),
    ...item(application, "request"),
    ...texts,
    ...keysAndFeeds(application),
    ...calendar,
    ...Object.assign({}, ...addedWorkflows(application).map((name) => added(application, name))),
    ...notices,
    ...webhooks(application),
    ...record,
  }
}

const health = { description: "what is found", content: inline(HealthReading) }
const service: Paths = {
  "/healthz": {
    get: get({
      tag: "service",
      operationId: "serviceHealth",
      summary: "What works, and what does not",
      description:
        "Whether the store takes writes and if not why, what was found damaged as `stream@version`, how consumers and letters go, and the time as the server has it. Reasons and errors are for the secretariat.",
      replies: { "200": health, "503": { ...health, description: "the store takes no writes" } },
    }),
  },
}

const OLD = {
  Link: {
    description:
      "of an old draft: rel=latest-version leads to the newest one, rel=successor-version to what took the item's place; title* says it in words",
    schema: { type: "string" as const },
  },
}

const texts: Paths = {
  "/api/texts": {
    post: post({
      tag: "texts",
      operationId: "textUpload",
      summary: "Upload a draft: Markdown, plain text or Word",
      description: "A command then names it by its hash, in place of the text. Word is read as Markdown.",
      parameters: ofPlan,
      requestBody: {
        required: true,
        content: {
          ...text("text/markdown", "# Reference points\n"),
          ...text("text/plain", "Reference points\n"),
          [DOCX]: { schema: { type: "string", contentMediaType: DOCX } },
        },
      },
      replies: { "201": { description: "kept", headers: LOCATION, content: inline(TextResponse) } },
    }),
  },
  "/api/texts/{hash}": {
    get: get({
      tag: "texts",
      operationId: "textRead",
      summary: "A text by its hash; 410 once redacted, for whoever could read it",
      description: "For readers who may see an event that names it; until one does, for office holders of its plan.",
      parameters: [path("hash", HASH)],
      replies: {
        "200": {
          description: "the text",
          headers: { ...ETAG, ...OLD },
          content: text("text/markdown", "# Reference points\n"),
        },
      },
      problems: ["erased"],
    }),
  },
}

/** What a key is issued with: the fields of its command but the hash, which the server adds, and a term in any offset. */
function keySchema(application: Application): JsonSchema {
  const { properties, required } = fieldsOf(application, "access", "addKey")
  const { hash, ...fields } = { ...properties, ...schema(KeyTerm).properties }
  return {
    type: "object",
    properties: fields,
    required: [...required.filter((name) => name !== "hash"), "plans"],
    additionalProperties: false,
  }
}

/** What is shown once is kept nowhere, and so cannot be shown again. */
const SHOWN_ONCE = "with it nothing is made a second time: sent again, it is refused as key-reused"

function keysAndFeeds(application: Application): Paths {
  const rehearsed = { description: "with dryRun, what would be done", content: inline(RehearsalResponse) }
  return {
    "/api/keys": {
      post: post({
        tag: "keys",
        operationId: operationIdOf("access", "addKey"),
        summary: "Give a program an office; the key is shown once",
        description: "For the secretariat. The key acts as its office, in the plans it names.",
        parameters: [dryRun, repeatHeader(SHOWN_ONCE)],
        requestBody: inJson(keySchema(application)),
        replies: { "200": rehearsed, "201": { description: "issued", content: inline(KeyResponse) } },
      }),
    },
    ...only(transitions(application, "access", "/api/keys/{id}", "keys"), "revokeKey"),
    "/api/feeds": {
      post: post({
        tag: "calendar",
        operationId: operationIdOf("access", "addFeed"),
        summary:
          "Ask for one's own calendar of a plan; the token in its address is shown once, and ends the one before",
        description: "For the person who asks, in the office they act as.",
        parameters: [...ofPlan, dryRun, repeatHeader(SHOWN_ONCE)],
        replies: { "200": rehearsed, "201": { description: "created", content: inline(FeedResponse) } },
      }),
    },
    ...only(transitions(application, "access", "/api/feeds/{id}", "calendar"), "revokeFeed"),
  }
}

const calendar: Paths = {
  "/calendar/{plan}.ics": {
    get: get({
      tag: "calendar",
      operationId: "calendarRead",
      summary: "The dates of a plan as iCalendar (RFC 5545)",
      description: "With `person` and `token` one's own dates, otherwise all that the caller may see.",
      parameters: [path("plan", exampleIdOf("plan")), ...query(CalendarQuery), ...query(AsOfQuery)],
      replies: {
        "200": { description: "the calendar", headers: ETAG, content: text("text/calendar", "BEGIN:VCALENDAR\r\n") },
        "304": { description: "as the ETag in If-None-Match says" },
      },
    }),
  },
}

const notices: Paths = {
  "/api/notices": {
    get: known({
      tag: "notices",
      operationId: "noticeList",
      summary: "Every letter with its text, and what became of it",
      description: "Those who run the plan see all, others their own.",
      parameters: [...query(NoticeQuery), ...query(AsOfQuery)],
      replies: { "200": { description: "a page", content: list("Notice") } },
    }),
  },
  "/api/notices/{id}": {
    get: known({
      tag: "notices",
      operationId: "noticeRead",
      summary: "One letter with its text, and what became of it",
      description: "Those who run the plan see any, others their own.",
      parameters: [path("id", exampleIdOf("notice"))],
      replies: { "200": { description: "the letter", content: as("Notice") } },
    }),
  },
  "/api/reminders": {
    get: known({
      tag: "notices",
      operationId: "reminderList",
      summary: "Who would be reminded of what, when and why, if nothing changed",
      description:
        "From `asOf`, or now, until `until`; nothing is written. Those who run the plan see all, others their own.",
      parameters: query(ReminderQuery),
      replies: { "200": { description: "a page", content: list("Reminder") } },
    }),
  },
}

function webhooks(application: Application): Paths {
  return {
    "/api/webhooks": {
      get: known({
        tag: "webhooks",
        operationId: "webhookList",
        summary: "Who is called with what is recorded",
        description: "For the secretariat.",
        parameters: query(WebhookQuery),
        replies: { "200": { description: "the webhooks", content: list("Webhook", false) } },
      }),
      post: post({
        tag: "webhooks",
        operationId: operationIdOf("webhook", "register"),
        summary: "Have an address called with what is recorded; the secret that signs the calls is told once",
        description:
          "For the secretariat. Its id follows from the Idempotency-Key, so that a repeated request finds the same one.",
        parameters: [...query(WebhookQuery), dryRun, ...commandHeaders],
        requestBody: inJson(commandSchema(application, "webhook", "register")),
        replies: {
          "200": { description: "with dryRun, what would be done", headers: ETAG, content: as("Answer") },
          "201": { description: "registered", headers: ETAG, content: inline(SecretResponse) },
        },
      }),
    },
    ...transitions(application, "webhook", "/api/webhooks/{id}", "webhooks"),
    "/api/deliveries": {
      get: known({
        tag: "webhooks",
        operationId: "deliveryList",
        summary: "Every call of a webhook, and what came of it",
        description: "For the secretariat, newest first.",
        parameters: query(DeliveryQuery),
        replies: { "200": { description: "a page", content: list("Delivery") } },
      }),
    },
    "/api/deliveries/{id}/history": {
      get: known({
        tag: "webhooks",
        operationId: "deliveryHistory",
        summary: "Its commits, oldest first",
        description: "For the secretariat: every attempt, and what was said.",
        parameters: [path("id", exampleIdOf("delivery")), ...query(HistoryPageQuery)],
        replies: { "200": { description: "a page", content: list("Entry") } },
      }),
    },
    ...transitions(application, "delivery", "/api/deliveries/{id}", "webhooks"),
  }
}

const record: Paths = {
  "/api/history": {
    get: get({
      tag: "record",
      operationId: "historyList",
      summary: "The record of a plan, newest first",
      description:
        "What the reader may not see is shown as its hash. A page may be short: go on while there is a `next`.",
      parameters: query(HistoryQuery),
      replies: { "200": { description: "a page", content: list("Entry") } },
    }),
  },
  "/api/history/export": {
    get: get({
      tag: "record",
      operationId: "historyExport",
      summary: "The record as NDJSON, one commit a line, enough to verify offline",
      description:
        "With the salts of what the reader may see, so that the chain of hashes can be checked. A longer one goes on at its Link.",
      parameters: query(HistoryQuery),
      replies: {
        "200": {
          description: "commits, one a line; each line is an ExportedCommit",
          headers: { Link: { description: "rel=next, where there is more", schema: { type: "string" } } },
          content: { "application/x-ndjson": { schema: replySchema(ExportedCommit) } },
        },
      },
    }),
  },
}
