import { randomUUID } from "node:crypto"
import type { Application } from "@demarche/application/application"
import type { Sessions } from "@demarche/application/sessions/sessions"
import { isLoopback, type OpenIdSettings } from "@demarche/application/settings"
import type { Marks } from "@demarche/event-store"
import { languages } from "@demarche/workflows/languages"
import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { secureHeaders } from "hono/secure-headers"
import { timeout } from "hono/timeout"
import { Hono } from "hono/tiny"
import { type Authenticator, claimOf, type Env } from "./authentication.ts"
import { calendarRoutes } from "./calendarRoutes.ts"
import { compressed } from "./compression.ts"
import { type Demo, demoRoutes } from "./demoRoutes.ts"
import { devMail } from "./devMail.ts"
import { docsPage } from "./docsPage.ts"
import { documentRoutes } from "./documentRoutes.ts"
import { feedRoutes } from "./feedRoutes.ts"
import { healthOf, type Work } from "./health.ts"
import { historyRoutes } from "./historyRoutes.ts"
import { importRoutes } from "./importRoutes.ts"
import { itemRoutes, submissionRoute } from "./itemRoutes.ts"
import { keyRoutes } from "./keyRoutes.ts"
import { mineRoutes } from "./mineRoutes.ts"
import { noticeRoutes, reminderRoutes } from "./noticeRoutes.ts"
import { PLAIN_CSS } from "./plainStyle.ts"
import { planRoutes } from "./planRoutes.ts"
import { languageOf, nothingAt, ProblemError, respondWithProblem } from "./problem.ts"
import { guessesLimited, limited, type Rates } from "./rateLimits.ts"
import { atMost, BODY, PLAN_FILE } from "./requestBody.ts"
import { fromOwnForms, sessionAuth } from "./sessionAuth.ts"
import { TEXT, textRoutes } from "./textRoutes.ts"
import { deliveryRoutes, webhookRoutes } from "./webhookRoutes.ts"
import { workflowRoutes } from "./workflowRoutes.ts"

/** The settings of the API: authentication, rate limits, and the log. */
export interface ApiOptions {
  authenticators: Authenticator[]
  /** The issuer of the tokens that are accepted; the OpenAPI document names it. */
  issuer?: string
  rates: Rates
  demo?: Demo
  /** The public base URL, without a path: where addresses in calendars and feeds lead, whatever host a request names. */
  home: string
  /** How people come in by the pages; without it, nobody does. */
  sessions?: Sessions
  /** The issuer by whose accounts people come in; without it, nobody does so. */
  openId?: OpenIdSettings
  /** The key that signs action links and from which webhook secrets are derived; without it, neither is served. */
  letterKey?: string
  /** Whether letters leave; without, what is for somebody is shown to whoever may hand it over, and another process may send them. */
  mails?: boolean
  /** The plan files that come with the project, by their names. */
  plans?: Readonly<Record<string, () => Promise<string>>>
  /** What people have said that they have seen; without it nobody can say so. */
  marks?: Marks
  /** The address of the client, by the connection. */
  addressOf(c: Context): string | undefined
  /** A monotonic clock, in milliseconds. */
  milliseconds(): number
  /** For how long a request is worked on, in milliseconds; 10 seconds where it is not given. */
  timeout?: number
  log(error: unknown, correlation: string): void
  /** How the work behind the answers goes, where this process does it. */
  work?: (() => Promise<Work>) | undefined
}

/** Whether letters leave or can be read in an outbox; undefined where another process may send them. */
export function lettersLeave({ mails, demo }: Pick<ApiOptions, "mails" | "demo">): boolean | undefined {
  return demo?.letters !== undefined || mails
}

/** The path of a demo letter as HTML, which has its own content policy and is shown in a frame. */
const FRAMED = /^\/dev\/mail\/\d+\/html$/

/** For how long a request is worked on where nothing else is said, in milliseconds. */
const REQUEST_TIMEOUT = 10_000

/** The pages, in each language. */
const PAGES = languages.map((language) => `/${language}/*`)

const IN_LANGUAGE = new RegExp(`^/(?:${languages.join("|")})(?:/|$)`)

/** Pages whose address is itself a right: a letter's link, a link that signs in. */
const WITH_TOKEN = /\/(?:answer|link)\//

/** Forms in which whole texts are typed, or chosen as files, and the largest of them, in bytes. */
const WITH_TEXTS = /\/record\/\w+$|^\/[^/]+\/answer\//
const FORM = TEXT + 8 * BODY
/** The pages whose forms may hold a plan file. */
const WITH_PLAN = /^\/[^/]+\/(?:start|plans\/[^/]+\/desk\/import)$/

/** Where editors find the JSON Schema of a plan file. */
const PLAN_SCHEMA = "/assets/plan.schema.json"

/** The HTTP API over an application: the same on one machine and in a Lambda. */
export function createApi(application: Application, options: ApiOptions) {
  const app = new Hono<Env>()
  app.onError((error, c) => respondWithProblem(c, error, (cause) => options.log(cause, c.get("correlation"))))
  app.notFound((c) => respondWithProblem(c, nothingAt(c.req.path), () => {}))
  app.use(compressed)
  const safe = headers()
  const ofPage = headers({ referrerPolicy: "same-origin" })
  const framing = headers({ frameSrc: ["'self'"] })
  app.use((c, next) => {
    const { path } = c.req
    if (FRAMED.test(path)) return next()
    if (path.startsWith("/dev/mail/")) return framing(c, next)
    return IN_LANGUAGE.test(path) && !WITH_TOKEN.test(path) ? ofPage(c, next) : safe(c, next)
  })
  if (options.demo) app.use(loopbackOnly)
  app.use(authenticate(options), sameOrigin)
  const fair = limited(options.rates, options.milliseconds)
  const patient = patience(options.timeout ?? REQUEST_TIMEOUT)
  for (const path of ["/api/*", "/calendar/*", "/sign-in/*", ...PAGES, PLAN_SCHEMA]) app.use(path, fair, patient)
  for (const path of ["/api/*", "/calendar/*", "/healthz/*"]) app.use(path, oneAddress)
  const [ofPlan, ofTexts, ofForm] = [atMost(PLAN_FILE), atMost(FORM), atMost(BODY)]
  app.on("POST", ["/api/plans"], ofPlan)
  app.on("POST", ["/api/texts"], atMost(TEXT))
  app.on("POST", PAGES, (c, next) => {
    if (WITH_PLAN.test(c.req.path)) return ofPlan(c, next)
    return (WITH_TEXTS.test(c.req.path) ? ofTexts : ofForm)(c, next)
  })
  app.on(
    "POST",
    [
      "/api/plans/:plan/*",
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
  app.use(fromOwnForms(options.home))
  app.get("/healthz", async (c) => {
    const caller = c.get("claim")
    const { body, status } = await healthOf(application, options.work, {
      language: languageOf(c),
      inDetail: caller !== undefined && "office" in caller && caller.office === "secretariat",
    })
    return status === 200 ? c.json(body) : c.json(body, status, { "Retry-After": "5" })
  })
  app.get("/api/openapi.json", async (c) => c.json((await import("./lazy.ts")).openapi(application, options)))
  app.get("/api/docs", async (c) => c.html(docsPage((await import("./lazy.ts")).openapi(application, options))))
  app.get("/assets/plain.css", (c) => c.body(PLAIN_CSS, 200, { "Content-Type": "text/css; charset=utf-8" }))
  app.get(PLAN_SCHEMA, async (c) => {
    const schema = (await import("./lazy.ts")).planSchema("draft-7")
    return c.body(JSON.stringify(schema), 200, { "Content-Type": "application/schema+json" })
  })
  if (options.letterKey) app.route("/api/webhooks", webhookRoutes(application, options.letterKey))
  if (options.demo) app.route("/api/demo", demoRoutes(options.demo))
  if (options.demo?.letters) app.route("/dev/mail", devMail(options.demo.letters))
  return app
    .route("/api/plans", planRoutes(application, options.demo?.admits === true))
    .route("/api/plans", documentRoutes(application))
    .route("/api/plans", mineRoutes(application, options.marks))
    .route("/api/imports", importRoutes(application))
    .route("/api/activities", itemRoutes(application, "activity"))
    .route("/api/outputs", itemRoutes(application, "output"))
    .route("/api/requests", submissionRoute(application))
    .route("/api/requests", itemRoutes(application, "request"))
    .route("/api/workflows", workflowRoutes(application))
    .route("/api/texts", textRoutes(application))
    .route("/api/keys", keyRoutes(application))
    .route("/api/feeds", feedRoutes(application, options.home))
    .route("/api/history", historyRoutes(application))
    .route("/api/notices", noticeRoutes(application))
    .route("/api/reminders", reminderRoutes(application, options.home))
    .route("/api/deliveries", deliveryRoutes(application))
    .route("/calendar", calendarRoutes(application, options.home))
}

/** The types of the routes, for a client (`hc<Api>`). */
export type Api = ReturnType<typeof createApi>

interface SafeHeaders {
  frameSrc?: string[]
  /** What a page that is led to is told of where its reader came from; nothing where it is not given. */
  referrerPolicy?: "same-origin"
}

/** The headers of every answer: nothing is loaded, sent or framed but what is ours. */
function headers({ referrerPolicy, ...more }: SafeHeaders = {}) {
  const self = ["'self'"]
  const none = ["'none'"]
  return secureHeaders({
    contentSecurityPolicy: {
      ...{ defaultSrc: none, scriptSrc: self, styleSrc: self, imgSrc: [...self, "data:"], connectSrc: self },
      ...{ formAction: self, baseUri: none, frameAncestors: none, ...more },
    },
    referrerPolicy: referrerPolicy ?? "no-referrer",
  })
}

/** Answers for a request that takes longer; one that may take for ever is waited for. */
function patience(milliseconds: number) {
  if (milliseconds === Number.POSITIVE_INFINITY) return createMiddleware<Env>((_, next) => next())
  return timeout(milliseconds, (c) => {
    c.get("overtime").abort()
    return new HTTPException(504)
  })
}

function authenticate(options: ApiOptions) {
  const { authenticators, sessions, home, addressOf, milliseconds } = options
  const all = sessions ? [...authenticators, sessionAuth(sessions, home)] : authenticators
  const unlessGuessing = guessesLimited(milliseconds)
  return createMiddleware<Env>(async (c, next) => {
    const address = addressOf(c)
    c.set("correlation", randomUUID())
    c.set("overtime", new AbortController())
    c.set("address", address)
    c.set("lettersLeave", lettersLeave(options))
    c.header("Cache-Control", "no-store")
    c.header("Vary", "Accept-Encoding, Accept-Language, Authorization, Cookie, Demarche-Office, Sec-Fetch-Site")
    const claim = () => claimOf(c, all)
    c.set("claim", await (c.req.header("Authorization") ? unlessGuessing(address, claim) : claim()))
    await next()
  })
}

/** Where anybody may move the clock, this machine's own names alone are answered: a page elsewhere can give itself a name that leads here. */
const loopbackOnly = createMiddleware<Env>(async (c, next) => {
  if (!isLoopback(new URL(c.req.url).hostname)) throw new ProblemError("forbidden", "a demo is this machine's alone")
  await next()
})

/** What is at an address is at no other: the router takes a slash behind any, which no document names. */
const oneAddress = createMiddleware<Env>(async (c, next) => {
  if (c.req.path.endsWith("/"))
    throw new ProblemError("unknown", `nothing is at ${c.req.path}: leave out the last slash`)
  await next()
})

/** A browser's state-changing request must come from our own pages (Fetch Metadata); programs send no such header. */
const sameOrigin = createMiddleware<Env>(async (c, next) => {
  const site = c.req.header("Sec-Fetch-Site")
  const reads = c.req.method === "GET" || c.req.method === "HEAD"
  if (!reads && site && site !== "same-origin" && site !== "none")
    throw new ProblemError("forbidden", "a change must come from this site's own pages")
  await next()
})
