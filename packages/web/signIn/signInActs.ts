import type { Application } from "@demarche/application/application"
import { CODE_DURATION, type NamedSecret, OWN_DURATION, readNamed } from "@demarche/application/sessions/sessions"
import { textBody } from "@demarche/application/textBody"
import type { ApiOptions } from "@demarche/http/app"
import type { Env } from "@demarche/http/authentication"
import { ProblemError } from "@demarche/http/problem"
import { formBody, invalid } from "@demarche/http/requestBody"
import { mandateName } from "@demarche/http/sessionAuth"
import { clear, isProtected, keep, keepSecret, keptSecret } from "@demarche/http/sessionCookies"
import { createMiddleware } from "hono/factory"
import { Hono } from "hono/tiny"
import type { Page } from "../page.ts"
import { type PageRequest, respondWithPage } from "../respond.ts"
import { href, type Visit } from "../visit.ts"
import { leadOn, leave, letIn } from "./entering.ts"

/** The pages with the forms, each loaded when it is first answered with. */
const signInPage = () => import("./signInPage.tsx")
const linkPage = () => import("./linkPage.tsx")

/** What the forms of signing in and out do, below a language. */
export function signInActs(application: Application, options: ApiOptions, visitIn: (c: PageRequest) => Visit) {
  const app = new Hono<Env>()
  const { sessions, home, demo } = options
  if (!sessions) return app
  const answer = (c: PageRequest, page: Page) => respondWithPage(c, visitIn(c), page)
  const guarded = createMiddleware<Env>(async (c, next) =>
    isProtected(c, home) ? next() : answer(c, await (await signInPage()).signInPageAfter(visitIn(c))),
  )

  /** Lets the browser in, and leads on. */
  const enter = async (c: PageRequest, secret: NamedSecret, own: boolean, to: string | undefined) => {
    await letIn(c, { sessions, home }, secret, own)
    return leadOn(c, visitIn(c).language, to)
  }

  /** The visit of the page with those forms, which leads on to the same place. */
  function signingIn(c: PageRequest, to: string | undefined): Visit {
    return { ...visitIn(c), path: "/sign-in", query: to ? { to } : {} }
  }

  app.post("/sign-in", guarded, async (c) => {
    const { address = "", to } = await formBody(c)
    const visit = signingIn(c, to)
    const asked = await sessions.ask(address, visit.language, c.get("correlation"))
    if (typeof asked === "string") return answer(c, await (await signInPage()).signInPageAfter(visit, asked))
    keepSecret(c, home, "asked", asked, CODE_DURATION / 1000)
    return c.redirect(href({ language: visit.language, query: {} }, "/sign-in", { to }), 303)
  })

  app.post("/sign-in/code", guarded, async (c) => {
    const { code = "", own, to } = await formBody(c)
    const asked = keptSecret(c, home, "asked")
    const known = asked && (await sessions.awaits(asked))
    const secret = known && (await sessions.signIn(asked.address, { code }, own === "yes", c.get("correlation")))
    if (asked && secret) {
      const { identity } = visitIn(c).entrance
      if (identity) await sessions.identities.tie(identity, asked.address, c.get("correlation"))
      return enter(c, secret, own === "yes", to)
    }
    return answer(c, await (await signInPage()).signInPageAfter(signingIn(c, to), "wrong"))
  })

  app.post("/sign-in/link/:token", guarded, async (c) => {
    const { code, own } = await formBody(c)
    const token = c.req.param("token")
    const link = readNamed(token)
    const asked = keptSecret(c, home, "asked")
    const shown =
      code === undefined
        ? link && (await sessions.opensHere(link, asked)) && { link: link.secret, browser: asked?.secret }
        : link && (await sessions.awaits(link)) && { code }
    const secret = link && shown && (await sessions.signIn(link.address, shown, own === "yes", c.get("correlation")))
    if (secret) return enter(c, secret, own === "yes", sessions.isOperators(secret) ? "/start" : undefined)
    return answer(c, await (await linkPage()).linkPageAfter(visitIn(c), token, true))
  })

  app.post("/sign-out", guarded, async (c) => {
    const { everywhere } = await formBody(c)
    await leave(c, sessions, everywhere === "yes")
    clear(c, home, "session")
    return c.redirect(href({ language: visitIn(c).language, query: {} }, "/sign-out"), 303)
  })

  app.post("/me/sessions", guarded, async (c) => {
    const { session } = await formBody(c)
    const here = visitIn(c).visitor.session
    const ended = here && (await sessions.ofAddress(here.address)).find((each) => each.session === session)
    if (!ended) throw new ProblemError("unknown", "no such session of this address is open")
    await sessions.signOut(ended, false, c.get("correlation"))
    if (ended.session === here.session) clear(c, home, "session")
    return c.redirect(href({ language: visitIn(c).language, query: {} }, "/me"), 303)
  })

  app.post("/plans/:plan/as", guarded, async (c) => {
    const { as = "", to } = await formBody(c)
    const plan = c.req.param("plan")
    const caller = c.get("claim")
    const held = caller && "session" in caller ? caller.mandates.filter((each) => each.plan === plan) : []
    if (!held.some((each) => mandateName(each) === as)) throw invalid("as", "names no office that is held today")
    keep(c, home, `as-${plan}`, as, OWN_DURATION / 1000)
    return leadOn(c, visitIn(c).language, to ?? `/plans/${plan}`)
  })

  if (demo?.admits)
    app.post("/sign-in/demo", guarded, async (c) => {
      const { as = "", to } = await formBody(c)
      const [plan = "", id = ""] = as.split(":")
      const { people } = (await application.planSnapshot(plan)).context
      const hash = people.find((person) => person.id === id)?.address
      const address = hash && (await textBody(application.world.texts, hash))
      if (!address) throw new ProblemError("unknown", `nobody in ${plan} is ${id}, with an address`)
      return enter(c, await sessions.admit(address, c.get("correlation")), false, to)
    })
  return app
}
