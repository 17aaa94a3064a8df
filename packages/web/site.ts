import type { Application } from "@demarche/application/application"
import { named } from "@demarche/application/sessions/sessions"
import { type ApiOptions, createApi, lettersLeave } from "@demarche/http/app"
import { pastOf } from "@demarche/http/asOf"
import type { Env } from "@demarche/http/authentication"
import { planOfItem } from "@demarche/http/items"
import { CALLBACK, createOpenId, type OpenId } from "@demarche/http/openId"
import { languageOf, nothingAt, respondWithProblem, tell } from "@demarche/http/problem"
import { isProtected, kept, keptSecret } from "@demarche/http/sessionCookies"
import type { Language } from "@demarche/i18n"
import { languages } from "@demarche/workflows/languages"
import { Hono } from "hono/tiny"
import { answerActs } from "./answer/answerActs.ts"
import { decisionActs } from "./decide/decisionActs.ts"
import { deskActs } from "./desk/deskActs.ts"
import { homeActs } from "./home/homeActs.ts"
import { newsRoutes } from "./live/newsRoutes.ts"
import { LIVE, LIVE_ADDRESS } from "./live/script.ts"
import { standsAlone } from "./page.ts"
import { downloads, pages } from "./pages.ts"
import { instantIn } from "./past.ts"
import { type PageRequest, respondWithPage } from "./respond.ts"
import { SENDING, SENDING_ADDRESS } from "./sending/script.ts"
import { identityActs, identityReturn } from "./signIn/identityActs.ts"
import { signInActs } from "./signIn/signInActs.ts"
import { clockActs } from "./start/clockActs.ts"
import { startActs } from "./start/startActs.ts"
import { FAVICON, STYLE, STYLE_ADDRESS } from "./style.ts"
import { href, type Visit } from "./visit.ts"
import { visitorOf } from "./visitor.ts"

const FOR_EVER = "public, max-age=31536000, immutable"
const A_DAY = "public, max-age=86400"
const ROBOTS = "User-agent: *\nDisallow: /*/answer/\nDisallow: /*/sign-in/link/\nDisallow: /sign-in/link/\n"
/** What programs ask for: they are told of problems in JSON. */
const FOR_PROGRAMS = /^\/(?:api|calendar|healthz|assets|dev)(?:\/|$)/

/** The pages and the API in one app: the same on one machine and in a Lambda. */
export function createSite(application: Application, options: ApiOptions) {
  const site = createApi(application, options)
  site.get("/", (c) => c.redirect(href({ language: languageOf(c), query: c.req.query() }, "/"), 302))
  site.get("/sign-in/link/:token", (c) => c.redirect(`/${languageOf(c)}${c.req.path}`, 302))
  if (options.demo) site.get("/clock", (c) => c.redirect(`/${languageOf(c)}${c.req.path}`, 302))
  site.get(STYLE_ADDRESS, (c) => asset(c, STYLE, "text/css; charset=utf-8", FOR_EVER))
  site.get(LIVE_ADDRESS, (c) => asset(c, LIVE, "text/javascript; charset=utf-8", FOR_EVER))
  site.get(SENDING_ADDRESS, (c) => asset(c, SENDING, "text/javascript; charset=utf-8", FOR_EVER))
  site.get("/assets/icon.svg", (c) => asset(c, FAVICON, "image/svg+xml", A_DAY))
  site.get("/robots.txt", (c) => asset(c, ROBOTS, "text/plain; charset=utf-8", A_DAY))
  const { openId: settings, letterKey, home } = options
  const openId = settings && letterKey ? createOpenId(settings, letterKey, home, application.world.clock) : undefined
  const entrance = (c: PageRequest) => entranceOf(options, openId, c)
  const visitIn = (language: Language, c: PageRequest): Visit => visitOf(application, language, options, entrance(c), c)
  for (const language of languages) {
    const visit = (c: PageRequest) => visitIn(language, c)
    for (const routes of [
      signInActs(application, options, visit),
      identityActs(options, visit),
      startActs(application, options, visit),
      clockActs(options, visit),
      homeActs(application, options, visit),
      decisionActs(application, options, visit),
      deskActs(application, options, visit),
      newsRoutes(application, visit),
      answerActs(options, visit),
      pagesIn(visit),
    ])
      site.route(`/${language}`, routes)
  }
  site.route("/", identityReturn(options, visitIn))
  const respond = async (c: PageRequest, error: unknown) => {
    const log = (cause: unknown) => options.log(cause, c.get("correlation"))
    if (!isForBrowser(c)) return respondWithProblem(c, error, log)
    const visit = visitIn(languageAt(c), c)
    const told = tell(c, error, visit.language, log)
    const { problemPage } = await import("./problemPage.tsx")
    return respondWithPage(c, visit, problemPage(visit, told), told.problem.headers)
  }
  site.onError((error, c) => respond(c, error))
  site.notFound((c) => respond(c, nothingAt(c.req.path)))
  return site
}

/** The pages in a language, and the files that they offer. */
function pagesIn(visitIn: (c: PageRequest) => Visit) {
  const app = new Hono<Env>()
  type Respond = (c: PageRequest, visit: Visit, params: Record<string, string>) => Promise<Response>
  const at = (path: string, respond: Respond) =>
    app.get(path, async (c) => {
      const params: Record<string, string> = c.req.param()
      const visit = visitIn(c)
      if (standsAlone(visit)) return respond(c, visit, params)
      const moved = await instantIn(visit.query, visit.now, () => zoneOf(visit.application, params))
      if (moved) return c.redirect(href({ ...visit, query: {} }, visit.path, moved), 302)
      return respond(c, { ...visit, past: pastOf(visit.query, visit.now) }, params)
    })
  for (const [path, load] of Object.entries(pages))
    at(path, async (c, visit, params) => respondWithPage(c, visit, await (await load())(visit, params)))
  for (const [path, load] of Object.entries(downloads))
    at(path, async (c, visit, params) => {
      const { name, media, body } = await (await load())(visit, params)
      return c.body(body, 200, { "Content-Type": media, "Content-Disposition": `attachment; filename="${name}"` })
    })
  return app
}

/** How a page is asked for, before it is known as of when. */
function visitOf(
  application: Application,
  language: Language,
  options: ApiOptions,
  entrance: Visit["entrance"],
  c: PageRequest,
): Visit {
  const { pathname } = new URL(c.req.url)
  return {
    application,
    language,
    demo: options.demo?.admits === true,
    trial: options.demo && { outbox: options.demo.letters !== undefined },
    home: options.home,
    mails: options.mails === true,
    lettersLeave: lettersLeave(options),
    plans: options.plans,
    entrance,
    marks: options.marks,
    letterKey: options.letterKey,
    visitor: visitorOf(application, c.get("claim")),
    path: pathname.startsWith(`/${language}/`) ? pathname.slice(language.length + 1) : "/",
    query: c.req.query(),
    now: application.world.clock(),
    past: undefined,
  }
}

function entranceOf({ sessions, home }: ApiOptions, openId: OpenId | undefined, c: PageRequest): Visit["entrance"] {
  const asked = keptSecret(c, home, "asked")
  return {
    sessions: isProtected(c, home) ? sessions : undefined,
    ...{ asked, openId },
    identity: asked && openId?.sealed(kept(c, home, "identity"), named(asked)),
  }
}

/** The zone in which a day of the past is meant: that of the plan which the address names. */
async function zoneOf(application: Application, { plan, id }: Record<string, string>): Promise<string> {
  const named = plan ?? (id && planOfItem(id))
  return named === undefined ? "UTC" : (await application.planSnapshot(named)).context.zone
}

/** The language of an address, else the one that its reader prefers. */
function languageAt(c: PageRequest): Language {
  return languages.find((each) => c.req.path.startsWith(`/${each}/`)) ?? languageOf(c)
}

/** Whether a person reads the answer: at the address of a page, or where a browser asks for one. */
function isForBrowser(c: PageRequest): boolean {
  if (c.req.header("HX-Request")) return true
  if (FOR_PROGRAMS.test(c.req.path)) return false
  return (
    languages.some((each) => c.req.path.startsWith(`/${each}/`)) ||
    c.req.path === CALLBACK ||
    /text\/html/.test(c.req.header("Accept") ?? "")
  )
}

function asset(c: PageRequest, body: string, type: string, caching: string) {
  return c.body(body, 200, { "Content-Type": type, "Cache-Control": caching, Vary: "Accept-Encoding" })
}
