import { randomUUID } from "node:crypto"
import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { secureHeaders } from "hono/secure-headers"
import { timeout } from "hono/timeout"
import { Hono } from "hono/tiny"
import { type House, VERSION } from "../house/house.ts"
import { answerRoutes } from "./answerRoutes.ts"
import { atMost, BODY } from "./body.ts"
import { calendarRoutes } from "./calendarRoutes.ts"
import { type Demo, demoRoutes } from "./demoRoutes.ts"
import { devMail } from "./devMail.ts"
import { docsPage } from "./docs.ts"
import { type Caller, claimOf, type Door } from "./doors.ts"
import { feedRoutes } from "./feedRoutes.ts"
import { itemPage } from "./itemPage.ts"
import { itemRoutes, submissionRoute } from "./itemRoutes.ts"
import { keyRoutes } from "./keyRoutes.ts"
import { limited, type Rates } from "./limits.ts"
import { noticeRoutes, reminderRoutes } from "./noticeRoutes.ts"
import { PLAIN_CSS, pageRoutes } from "./pageRoutes.ts"
import { PLAN_FILE, planRoutes } from "./planRoutes.ts"
import { answer, Problem } from "./problem.ts"
import { recordRoutes } from "./recordRoutes.ts"
import { TEXT, textRoutes } from "./textRoutes.ts"
import { deliveryRoutes, webhookRoutes } from "./webhookRoutes.ts"
import { workflowRoutes } from "./workflowRoutes.ts"

/** What the API needs beside the house: who may come in by which door, how often, and what is logged. */
export interface ApiOptions {
  doors: Door[]
  /** Whose tokens one of the doors takes; the OpenAPI document names it. */
  issuer?: string
  rates: Rates
  demo?: Demo
  /** What signs the links in letters, and webhooks; without it no link leads anywhere, and there are no webhooks. */
  letterKey?: string
  /** Where a request comes from, by what the host says of its connection. */
  addressOf(c: Context): string | undefined
  /** Milliseconds of a monotonic clock. */
  milliseconds(): number
  log(error: unknown, correlation: string): void
}

/** A letter of the demonstration as HTML: it has its own policy, and is shown in a frame. */
const FRAMED = /^\/dev\/mail\/\d+\/html$/

/** How long a request may take, in milliseconds. */
const PATIENCE = 10_000

/** The HTTP contract over a house: the same on one machine and in a Lambda. */
export function api(house: House, options: ApiOptions) {
  const app = new Hono<Caller>()
  app.onError((error, c) => answer(c, error, (cause) => options.log(cause, c.get("correlation"))))
  app.notFound((c) => answer(c, new Problem("unknown", `nothing is at ${c.req.path}`), () => {}))
  const safe = secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'self'"], frameAncestors: ["'none'"] },
    referrerPolicy: "no-referrer",
  })
  app.use((c, next) => (FRAMED.test(c.req.path) ? next() : safe(c, next)))
  app.use(enter(options), sameOrigin)
  const fair = limited(options.rates, options.milliseconds)
  const patient = timeout(PATIENCE, () => new HTTPException(504))
  for (const path of ["/api/*", "/calendar/*", "/en/*", "/fr/*"]) app.use(path, fair, patient)
  app.on("POST", ["/api/plans"], atMost(PLAN_FILE))
  app.on("POST", ["/api/texts"], atMost(TEXT))
  app.on("POST", ["/en/*", "/fr/*"], atMost(BODY))
  app.on(
    "POST",
    [
      "/api/plans/*",
      "/api/activities/*",
      "/api/outputs/*",
      "/api/requests/*",
      "/api/workflows/*",
      "/api/keys/*",
      "/api/feeds/*",
      "/api/webhooks/*",
      "/api/deliveries/*",
      "/api/demo/*",
    ],
    atMost(BODY),
  )
  app.get("/healthz", async (c) => {
    const health = await house.world.events.health()
    const body = {
      store: health.writable ? "writable" : health.reason,
      version: VERSION,
      now: house.world.clock(),
    }
    return health.writable
      ? c.json({ status: "ok", ...body })
      : c.json({ status: "unavailable", ...body }, 503, { "Retry-After": "5" })
  })
  app.get("/api/openapi.json", async (c) => c.json((await import("./seldom.ts")).openapi(house, options.issuer)))
  app.get("/api/docs", async (c) => c.html(docsPage((await import("./seldom.ts")).openapi(house, options.issuer))))
  app.get("/assets/plain.css", (c) => c.body(PLAIN_CSS, 200, { "Content-Type": "text/css; charset=utf-8" }))
  if (options.letterKey)
    for (const language of ["en", "fr"]) app.route(`/${language}`, answerRoutes(house, options.letterKey))
  if (options.letterKey) app.route("/api/webhooks", webhookRoutes(house, options.letterKey))
  for (const language of ["en", "fr"] as const) app.route(`/${language}`, itemPage(house, language))
  if (options.demo) app.route("/api/demo", demoRoutes(options.demo))
  if (options.demo?.letters) app.route("/dev/mail", devMail(options.demo.letters))
  return app
    .route("/", pageRoutes(house, options.demo !== undefined))
    .route("/api/plans", planRoutes(house, options.demo !== undefined))
    .route("/api/activities", itemRoutes(house, "activity"))
    .route("/api/outputs", itemRoutes(house, "output"))
    .route("/api/requests", submissionRoute(house))
    .route("/api/requests", itemRoutes(house, "request"))
    .route("/api/workflows", workflowRoutes(house))
    .route("/api/texts", textRoutes(house))
    .route("/api/keys", keyRoutes(house))
    .route("/api/feeds", feedRoutes(house))
    .route("/api/history", recordRoutes(house))
    .route("/api/notices", noticeRoutes(house))
    .route("/api/reminders", reminderRoutes(house))
    .route("/api/deliveries", deliveryRoutes(house))
    .route("/calendar", calendarRoutes(house))
}

/** The routes with their types, for a client (`hc<Api>`). */
export type Api = ReturnType<typeof api>

function enter({ doors, addressOf }: ApiOptions) {
  return createMiddleware<Caller>(async (c, next) => {
    c.set("correlation", randomUUID())
    c.set("address", addressOf(c))
    c.header("Cache-Control", "no-store")
    c.header("Vary", "Accept-Language, Authorization, Cookie, Demarche-Office")
    c.set("claim", await claimOf(c, doors))
    await next()
  })
}

/** A browser's state-changing request must come from our own pages (Fetch Metadata); programs send no such header. */
const sameOrigin = createMiddleware<Caller>(async (c, next) => {
  const site = c.req.header("Sec-Fetch-Site")
  const reads = c.req.method === "GET" || c.req.method === "HEAD"
  if (!reads && site && site !== "same-origin" && site !== "none")
    throw new Problem("forbidden", "a change must come from this site's own pages")
  await next()
})
